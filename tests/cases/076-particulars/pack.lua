pack "told" {
  version = "1.0.0",
  title = { ja = "言い方", en = "Ways of telling" },
  uses = { "common" },
  documents = { T = { title = { ja = "言い方", en = "Telling" }, edition = "1", status = "final" } },
  deviation = "reason",
}

local function measured(clause, check)
  rule(clause) {
    kind = "measure", actor = "owner", level = "recommended",
    title = { ja = clause, en = clause },
    check = function(measure)
      local due, cost = measure.due, measure.cost
      return fail(check(due, cost))
    end,
    remedy = { ja = "直す", en = "Mend it" },
  }
end

-- By the name of what was read: as that field is told.
measured("1", function(due, cost) return { message = "named", due = due, cost = cost } end)
-- A date that was read keeps its type under any name, money does not.
measured("2", function(due, cost) return { message = "renamed", by = due, price = cost } end)
-- The name alone, without the value, says nothing; nor does a name that was not read.
measured("3", function(due, cost)
  return { message = "others", due = due + 1, cost = 4, effort = 30, last = cost - 1 }
end)

rule "4" {
  kind = "system", actor = "owner", level = "recommended",
  title = { ja = "4", en = "4" },
  check = function(system)
    return fail { message = "short", rto = system.rto, need = system.rto }
  end,
  remedy = { ja = "直す", en = "Mend it" },
}
rule "5" {
  kind = "incident", actor = "owner", level = "recommended",
  title = { ja = "5", en = "5" },
  check = function(incident)
    return fail { at = incident.recognised_at }
  end,
  remedy = { ja = "直す", en = "Mend it" },
}
