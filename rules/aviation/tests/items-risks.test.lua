-- What one item does to its clause: each is answered otherwise than the others.
facts "risks.yaml"

local items = {
  ["5.3.1"] = { "5.3.1#records", "5.3.1#approval", "5.3.1#review", "5.3.1#visitors", "5.3.1#equipment",
    "5.3.1#bags" },
}

-- answer, others: nil leaves what the facts say
local function alone(clause, record, item, answer, others, verdict)
  local add = {}
  local function say(rule, value)
    add["answer:" .. rule] = { rule = "aviation/" .. rule, value = value }
  end
  for _, other in ipairs(others and items[clause] or {}) do
    if other ~= item then say(other, others) end
  end
  if answer then say(item, answer) end
  case(clause .. " " .. record .. " " .. item) {
    add = add, expect = { ["aviation/" .. clause .. " " .. record] = verdict },
  }
end

alone("3.7", "organization:koku", "3.7#policy", "yes", nil, "partial")
alone("3.7", "organization:koku", "3.7#incidents", "yes", nil, "partial")
alone("3.7", "organization:koku", "3.7#services", "yes", nil, "partial")
alone("3.7", "organization:koku", "3.7#risk-management", "yes", nil, "partial")
alone("3.7", "organization:koku", "3.7#resources", "yes", nil, "partial")
alone("4.3.3", "organization:koku", "4.3.3#what", nil, nil, "partial")
alone("4.4", "organization:koku", "4.4#legal", "yes", nil, "partial")
alone("4.4", "organization:koku", "4.4#threats", "yes", nil, "partial")
alone("4.4", "organization:koku", "4.4#relations", nil, nil, "fail")
alone("4.6", "organization:koku", "4.6#awareness", "no", nil, "fail")
alone("4.6", "organization:koku", "4.6#roles", "no", nil, "fail")
alone("4.6", "organization:koku", "4.6#qualifications", "no", nil, "fail")
alone("4.6", "organization:koku", "4.6#control-systems", "no", nil, "fail")
alone("4.7.1", "organization:koku", "4.7.1#agreed", "yes", nil, "partial")
alone("4.7.1", "organization:koku", "4.7.1#reporting", "yes", nil, "partial")
alone("5.1.3", "organization:koku", "5.1.3#backup", "yes", nil, "partial")
alone("5.1.3", "organization:koku", "5.1.3#restore-test", "yes", nil, "partial")
alone("5.1.3", "organization:koku", "5.1.3#yearly-backup", "yes", nil, "partial")
alone("5.2", "organization:koku", "5.2#policy", "no", nil, "fail")
alone("5.2", "organization:koku", "5.2#firmware", "no", nil, "fail")
alone("5.2", "organization:koku", "5.2#wireless", "no", nil, "fail")
alone("5.3.1", "organization:koku", "5.3.1#areas", nil, "yes", "partial")
alone("5.3.1", "organization:koku", "5.3.1#records", "yes", nil, "partial")
alone("5.3.1", "organization:koku", "5.3.1#approval", "yes", nil, "partial")
alone("5.3.1", "organization:koku", "5.3.1#review", "yes", nil, "partial")
alone("5.3.1", "organization:koku", "5.3.1#equipment", "yes", nil, "partial")
alone("5.3.1", "organization:koku", "5.3.1#bags", "yes", nil, "partial")
alone("5.4.2", "organization:koku", "5.4.2#function", "no", nil, "fail")
alone("5.4.2", "organization:koku", "5.4.2#information", "no", nil, "fail")
alone("5.4.2", "organization:koku", "5.4.2#control-systems", "no", nil, "fail")
alone("5.4.2", "organization:koku", "5.4.2#logins", "no", nil, "fail")
alone("5.4.6", "organization:koku", "5.4.6#behaviour", "no", nil, "fail")
