-- What each answer makes of the question.
rule "1.2"
facts {
  organization = { id = "o", name = "例示省", type = "ministry" },
  people = { { id = "p", name = "担当" } },
}

local function answered(value, verdict)
  case(value) {
    add = { ["answer:a"] = { rule = "desk/1.2", value = value, by = "p", on = "2026-11-01" } },
    expect = { ["organization:o"] = verdict },
  }
end

answered("yes", "pass")
answered("partly", "partial")
answered("no", "fail")
answered("na", "n/a")
case "no answer" { expect = "unknown" }
case "no name" { set = { ["organization"] = { name = none } }, problem = "name" }
