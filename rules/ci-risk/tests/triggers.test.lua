-- 6: what changes is taken up within a month. Without a risk that it touches, it is handled on its day or
-- later.
facts {
  organization = { id = "o", name = "例電力", type = "operator", sector = "electricity", steps = { "6" } },
}

local CLAUSES = {
  ["6.1#triggers"] = { "plan_drift", "effect_missing" },
  ["6.2#a"] = { "business", "organisation", "new_system", "usage_changed", "information_changed" },
  ["6.2#b"] = { "threat", "incident", "crisis", "technology" },
  ["6.2#c"] = { "likelihood" },
  ["6.2#d"] = { "acceptance", "standard_changed" },
}

for clause, types in pairs(CLAUSES) do
  for _, type_name in ipairs(types) do
    local function change(name, on, handled_on, verdict, steps)
      case(clause .. ", " .. type_name .. ", " .. name) {
        set = { organization = { steps = steps } },
        add = { ["trigger:t"] = { type = type_name, on = on, handled_on = handled_on } },
        expect = { [clause] = verdict },
      }
    end
    change("handled on its day, today", "2026-11-20", "2026-11-20", "pass")
    change("handled before its day", "2026-11-20", "2026-11-19", "fail")
    change("a month old", "2026-10-20", nil, "n/a")
    change("a day older", "2026-10-19", nil, "unknown")
    change("of tomorrow", "2026-11-21", "2026-11-21", "n/a")
    change("where nothing is monitored", "2026-10-19", "2026-10-20", "n/a", { "1" })
  end
end

-- Which step each leads back to.
local STEPS = {
  business = 1, new_system = 1, information_changed = 1, usage_changed = 1, organisation = 1,
  technology = 1, standard_changed = 1, bcp_updated = 1, headquarters_audit = 1, threat = 2, incident = 2,
  crisis = 2, likelihood = 3, acceptance = 4, plan_drift = 5, effect_missing = 5, budget = 5,
}
for type_name, step in pairs(STEPS) do
  case("reopens, " .. type_name) {
    add = { ["trigger:t"] = { type = type_name, on = "2026-11-01" } },
    derived = { ["trigger:t"] = { reopens = step } },
  }
end
