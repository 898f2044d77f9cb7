kind "team" {
  title = { ja = "班", en = "Team" },
  fields = {
    field("name*", "text", "名称", "Name"),
    field("head",   "->person", "長", "Head", { inverse = "headed" }),
    field("deputy", "->person", "代行", "Deputy", { inverse = "represented" }),
  },
}

-- Each is declared before what it reads.
derive "person.led" {
  title = { ja = "率いる班の数", en = "Teams led" },
  from  = "count(leads)",
}
derive "person.also_led" {
  type  = "int",
  title = { ja = "率いる班の数", en = "Teams led" },
  reads = { "team.lead" },
  from  = function(person) return #person.leads end,
}
derive "team" {
  over   = "organization",
  fields = { field("lead", "->person", "責任者", "In charge", { inverse = "leads" }) },
  from   = function(teams)
    local lead = {}
    for _, team in ipairs(teams) do lead[team] = { lead = field(team, "head") or field(team, "deputy") } end
    return lead
  end,
}
rule "1" {
  level = "mandatory",
  kind  = "person",
  title = { ja = "責任者は一つの班だけを率いる", en = "A head leads one team" },
  when  = "led > 0",
  check = "led == 1 and also_led == 1",
}
