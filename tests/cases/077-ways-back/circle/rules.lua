kind "team" {
  title = { ja = "班", en = "Team" },
  fields = {
    field("name*", "text", "名称", "Name"),
    field("head",   "->person", "長", "Head", { inverse = "headed" }),
    field("deputy", "->person", "代行", "Deputy", { inverse = "represented" }),
  },
}

-- Who leads depends on who leads: the way back is not there one record at a time.
derive "person.led" {
  type  = "int",
  title = { ja = "率いる班の数", en = "Teams led" },
  from  = "count(leads)",
}
derive "team" {
  fields = { field("lead", "->person", "責任者", "In charge", { inverse = "leads" }) },
  reads  = { "person.led" },
  from   = function(team) return team.head.led < 2 and team.head or nil end,
}
rule "1" {
  level = "mandatory",
  kind  = "person",
  title = { ja = "責任者は一つの班だけを率いる", en = "A head leads one team" },
  check = "led == 1",
}
