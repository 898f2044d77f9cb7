-- Everybody in the CSIRT is chosen for knowledge or aptitude, and works for the body; one head, and a
-- coordinator besides.
rule "2.1.1(7)(b)"
as_of "2026-11-20"
local SKILLED = { "情報処理安全確保支援士" }
facts {
  organization = { id = "o", name = "例示省", type = "ministry" },
  people = {
    { id = "h", name = "長", qualifications = SKILLED },
    { id = "c", name = "総括", qualifications = SKILLED },
    { id = "m", name = "要員", qualifications = SKILLED },
    { id = "x", name = "別人" },
  },
  assignments = {
    { id = "ah", role = "csirt_head", person = "h", since = "2024-04-01" },
    { id = "ac", role = "csirt_coordinator", person = "c", since = "2024-04-01" },
    { id = "am", role = "csirt_member", person = "m", since = "2024-04-01" },
  },
}
case "all qualified" { expect = "pass" }
for _, who in ipairs { "h", "c", "m" } do
  local record = "person:" .. who
  case("nothing on record of " .. who) { set = { [record] = { qualifications = {} } }, expect = "unknown" }
  case("of a contractor: " .. who) { set = { [record] = { employer = "contractor" } }, expect = "fail" }
end
case "somebody outside the CSIRT is of a contractor" {
  set = { ["person:x"] = { employer = "contractor" } }, expect = "pass",
}
case "no head" { drop = { "assignment:ah" }, expect = "fail" }
case "two heads" {
  add = { ["assignment:ax"] = { role = "csirt_head", person = "c", since = "2024-04-01" } }, expect = "fail",
}
case "no coordinator" { drop = { "assignment:ac" }, expect = "fail" }
case "the head coordinates" { set = { ["assignment:ac"] = { person = "h" } }, expect = "fail" }
case "the coordinator is also a member" {
  add = { ["assignment:ax"] = { role = "csirt_member", person = "c", since = "2024-04-01" } },
  expect = "pass",
}

-- The head's interest, and who else reports to the CISO.
local INTEREST = "2.1.1(7)(c)#interest"
for _, role in ipairs { "iso", "system_iso" } do
  local add = { ["assignment:ai"] = { role = role, person = "h", since = "2024-04-01" } }
  case("the head is " .. role) { add = add, expect = { [INTEREST] = "fail" } }
  case("somebody else is " .. role) {
    add = { ["assignment:ai"] = { role = role, person = "c", since = "2024-04-01" } },
    expect = { [INTEREST] = "n/a" },
  }
  case("the head was " .. role) {
    add = { ["assignment:ai"] = {
      role = role, person = "h", since = "2024-04-01", ["until"] = "2026-11-19",
    } },
    expect = { [INTEREST] = "n/a" },
  }
  case("the head is " .. role .. ", another reports") {
    add = {
      ["assignment:ai"] = { role = role, person = "h", since = "2024-04-01" },
      ["assignment:ar"] = { role = "ciso_reporter", person = "h", since = "2024-04-01" },
      ["assignment:as"] = { role = "ciso_reporter", person = "x", since = "2026-11-20" },
    },
    expect = { [INTEREST] = "pass" },
  }
  case("the head is " .. role .. ", another will report from tomorrow") {
    add = {
      ["assignment:ai"] = { role = role, person = "h", since = "2024-04-01" },
      ["assignment:as"] = { role = "ciso_reporter", person = "x", since = "2026-11-21" },
    },
    expect = { [INTEREST] = "fail" },
  }
end
