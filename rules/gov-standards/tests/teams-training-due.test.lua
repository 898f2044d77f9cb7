-- Who was in a team from the first day of the last complete fiscal year was to be trained for it.
rule "2.2.3(2)(c)"
as_of "2026-11-20"
facts {
  organization = { id = "o", name = "例示省", type = "ministry" },
  people = { { id = "p", name = "甲", joined_on = "2020-04-01" } },
  assignments = { { id = "a", role = "csirt_member", person = "p", since = "2025-04-01" } },
  trainings = {
    { id = "t", title = "全職員研修", held_on = "2025-06-01", audience = { "all" }, attendees = { "p" } },
    { id = "u", title = "体制の研修", held_on = "2025-07-01", audience = { "all" } },
  },
}

local TEAM = {
  csirt_head = "csirt", csirt_member = "csirt", csirt_coordinator = "csirt",
  promotion_head = "promotion", promotion_member = "promotion", cymat = "cymat", cymat_trainee = "cymat",
}
local OTHER = { csirt = "promotion", promotion = "cymat", cymat = "csirt" }

for role, team in pairs(TEAM) do
  local function is(name, assignment, verdict, more)
    assignment.role = role
    local set = { ["assignment:a"] = assignment }
    for key, value in pairs(more or {}) do set[key] = value end
    case(role .. ", " .. name) { set = set, expect = { ["person:p"] = verdict } }
  end
  local function audience(of) return { ["training:u"] = { audience = { of }, attendees = { "p" } } } end

  is("from the first day, not trained for it", {}, "fail")
  is("from the second day", { since = "2025-04-02" }, "n/a")
  is("since nobody says when", { since = none }, "fail")
  is("trained for it", {}, "pass", audience(team))
  is("trained for another team", {}, "fail", audience(OTHER[team]))
  is("came later and was trained for it", { since = "2025-06-30" }, "pass", audience(team))
  is("through a post", { person = none, post = "室長" }, "fail", { ["person:p"] = { post = "室長" } })
  is("exempt to the end of the year", {}, "n/a",
    { ["person:p"] = { training_exempt = { reason = "休職", ["until"] = "2026-03-31" } } })
  is("exempt to the day before", {}, "fail",
    { ["person:p"] = { training_exempt = { reason = "休職", ["until"] = "2026-03-30" } } })
  is("of a contractor", {}, "n/a", { ["person:p"] = { employer = "contractor" } })
  case(role .. ", in another team as well since later") {
    set = { ["assignment:a"] = { role = role } },
    add = { ["assignment:b"] = {
      role = team == "csirt" and "promotion_member" or "csirt_member", person = "p", since = "2026-04-01",
    } },
    expect = { ["person:p"] = "fail" },
  }
  case(role .. ", holds another role longer") {
    set = { ["assignment:a"] = { role = role, since = "2025-04-02" } },
    add = { ["assignment:b"] = { role = "advisor", person = "p", since = "2024-04-01" } },
    expect = { ["person:p"] = "n/a" },
  }
end
case "in the CYMAT of a body that is no ministry" {
  set = { organization = { type = "agency" }, ["assignment:a"] = { role = "cymat" } },
  expect = { ["person:p"] = "none" },
}
