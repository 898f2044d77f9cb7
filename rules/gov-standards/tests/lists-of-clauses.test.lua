-- Lists of clauses that one regulation may lay down: each of them counts by itself, and without it
-- something is missing.
as_of "2026-11-20"
facts {
  organization = { id = "o", name = "例示省", type = "ministry" },
  people = { { id = "p", name = "甲" } },
  documents = { { id = "d", type = "rule", title = "規程", approved_on = "2026-04-01" } },
}

local function covering(codes, more)
  local set = { ["document:d"] = { covers = codes } }
  for key, value in pairs(more or {}) do set[key] = value end
  return set
end

-- One of them is enough to say that the role of a team, or the procedure, is laid down.
local ENOUGH = {
  ["2.1.1(7)(a)#role"] = {
    "2.1.1(7)(a)", "2.1.1(7)-1#a.1", "2.1.1(7)-1#a.2", "2.1.1(7)-1#a.3", "2.1.1(7)-1#a.4",
    "2.1.1(7)-1#a.5", "2.1.1(7)-1#a.6", "2.1.1(7)-1#b.1", "2.1.1(7)-1#b.2", "2.1.1(7)-1#b.3",
    "2.1.1(7)-1#b.4", "2.1.1(7)-1#b.5", "2.1.1(7)-1#b.6", "2.1.1(7)-1#b.7",
  },
  ["2.1.1(6)(a)#role"] = {
    "2.1.1(6)(a)", "2.1.1(6)-1#a", "2.1.1(6)-1#b", "2.1.1(6)-1#c", "2.1.1(6)-1#d", "2.1.1(6)-1#e",
    "2.1.1(6)-1#f",
  },
  ["2.2.2(1)(a)#procedure"] = {
    "2.2.2(1)(a)", "2.2.2(1)-1#a", "2.2.2(1)-1#b", "2.2.2(1)-1#c.1", "2.2.2(1)-1#c.2", "2.2.2(1)-1#c.3",
    "2.2.2(1)-1#c.4", "2.2.2(1)-1#c.5", "2.2.2(1)-1#c.6", "2.2.2(1)-1#c.7",
  },
}
for rule_id, codes in pairs(ENOUGH) do
  for _, code in ipairs(codes) do
    case(rule_id .. " by " .. code) { set = covering { code }, expect = { [rule_id] = "pass" } }
  end
  case(rule_id .. " by another clause") { set = covering { "2.1.1(5)-1#a" }, expect = { [rule_id] = "fail" } }
end

-- The duties of anybody in the team say it as well.
local TEAMS = {
  ["2.1.1(7)(a)#role"] = { "csirt_head", "csirt_member", "csirt_coordinator" },
  ["2.1.1(6)(a)#role"] = { "promotion_head", "promotion_member" },
}
for rule_id, roles in pairs(TEAMS) do
  for _, role in ipairs(roles) do
    case(rule_id .. " by the duties of " .. role) {
      add = { ["assignment:a"] = { role = role, person = "p", duties = { "対処の統括" } } },
      expect = { [rule_id] = "pass" },
    }
  end
  case(rule_id .. " by the duties of somebody else") {
    add = { ["assignment:a"] = { role = "advisor", person = "p", duties = { "助言" } } },
    expect = { [rule_id] = "fail" },
  }
end

-- All of them have to be there.
local RULES = {
  "2.1.3(3)(b)", "2.2.4(1)(a)", "2.2.4(1)(b)", "2.3.1(1)(b)", "3.1.1(1)", "4.1.1(1)", "4.3.1(1)", "5.1.1(1)",
  "5.1.1(2)", "6.1.2(1)", "6.6.1(1)", "8.1.1(1)", "8.1.3(1)",
}
local CLOUD = { "4.2.1(1)", "4.2.2(1)", "4.2.3(1)" }
local function without(list, left_out, more)
  local result = {}
  for _, code in ipairs(list) do if code ~= left_out then result[#result + 1] = code end end
  for _, code in ipairs(more or {}) do if code ~= left_out then result[#result + 1] = code end end
  return result
end
local SYSTEM = { ["system:s"] = { name = "電子メール" } }
local IN_CLOUD = { ["system:s"] = { name = "電子メール", cloud = { service = "基盤" } } }
case "all rules" { set = covering(RULES), add = SYSTEM, expect = { ["2.1.3(3)(a)#rules"] = "pass" } }
case "all rules, with a cloud service" {
  set = covering(without(RULES, nil, CLOUD)), add = IN_CLOUD,
  expect = { ["2.1.3(3)(a)#rules"] = "pass" },
}
for _, code in ipairs(RULES) do
  case("without the rule on " .. code) {
    set = covering(without(RULES, code)), add = SYSTEM, expect = { ["2.1.3(3)(a)#rules"] = "partial" },
  }
end
for _, code in ipairs(CLOUD) do
  case("with a cloud service, without the rule on " .. code) {
    set = covering(without(RULES, code, CLOUD)), add = IN_CLOUD,
    expect = { ["2.1.3(3)(a)#rules"] = "partial" },
  }
end

-- Material for each sort of role.
local ROLES = { "all", "division_iso", "system_iso", "csirt" }
for _, role in ipairs(ROLES) do
  case("no material for " .. role) {
    set = { ["document:d"] = { type = "training_material", covers = without(ROLES, role) } },
    expect = { ["2.2.3(1)-1"] = "partial" },
  }
end
case "material for each" {
  set = { ["document:d"] = { type = "training_material", covers = ROLES } },
  expect = { ["2.2.3(1)-1"] = "pass" },
}
case "material to come" {
  set = { ["document:d"] = { type = "training_material", covers = ROLES, approved_on = "2026-11-21" } },
  expect = { ["2.2.3(1)-1"] = "fail" },
}
