-- What one item does to its clause: each is answered otherwise than the others.
facts "officers-good.yaml"

local items = {
  ["2.1.1(1)-1"] = { "2.1.1(1)-1#a", "2.1.1(1)-1#b", "2.1.1(1)-1#c", "2.1.1(1)-1#d", "2.1.1(1)-1#e",
    "2.1.1(1)-1#f" },
  ["2.1.1(2)-2"] = { "2.1.1(2)-2#a", "2.1.1(2)-2#b" },
  ["2.1.1(3)-1"] = { "2.1.1(3)-1#a", "2.1.1(3)-1#b", "2.1.1(3)-1#c" },
  ["2.1.1(4)-1"] = { "2.1.1(4)-1#a", "2.1.1(4)-1#b", "2.1.1(4)-1#c", "2.1.1(4)-1#d", "2.1.1(4)-1#e",
    "2.1.1(4)-1#f" },
  ["2.1.1(7)(a)"] = { "2.1.1(7)(a)#role" },
  ["2.1.3(3)(a)"] = { "2.1.3(3)(a)#rules" },
  ["2.2.2(1)-1"] = { "2.2.2(1)-1#a", "2.2.2(1)-1#b" },
  ["2.3.2(1)-1"] = { "2.3.2(1)-1#a", "2.3.2(1)-1#b", "2.3.2(1)-1#c", "2.3.2(1)-1#d", "2.3.2(1)-1#e" },
}

-- answer, others: nil leaves what the facts say
local function alone(clause, record, item, answer, others, verdict)
  local add = {}
  local function say(rule, value)
    add["answer:" .. rule] = { rule = "gov-standards/" .. rule, value = value }
  end
  for _, other in ipairs(others and items[clause] or {}) do
    if other ~= item then say(other, others) end
  end
  if answer then say(item, answer) end
  case(clause .. " " .. record .. " " .. item) {
    add = add, expect = { ["gov-standards/" .. clause .. " " .. record] = verdict },
  }
end

alone("2.1.1(1)-1", "organization:reiji", "2.1.1(1)-1#b", "no", nil, "partial")
alone("2.1.1(1)-1", "organization:reiji", "2.1.1(1)-1#c", "no", nil, "partial")
alone("2.1.1(1)-1", "organization:reiji", "2.1.1(1)-1#d", "no", nil, "partial")
alone("2.1.1(1)-1", "organization:reiji", "2.1.1(1)-1#e", "no", nil, "partial")
alone("2.1.1(1)-1", "organization:reiji", "2.1.1(1)-1#f", "no", nil, "partial")
alone("2.1.1(1)-1", "organization:reiji", "2.1.1(1)-1#g", nil, "no", "partial")
alone("2.1.1(2)-2", "organization:reiji", "2.1.1(2)-2#c", nil, "no", "partial")
alone("2.1.1(3)-1", "organization:reiji", "2.1.1(3)-1#a", "no", nil, "partial")
alone("2.1.1(3)-1", "organization:reiji", "2.1.1(3)-1#c", "no", nil, "partial")
alone("2.1.1(3)-1", "organization:reiji", "2.1.1(3)-1#d", nil, "no", "partial")
alone("2.1.1(4)-1", "organization:reiji", "2.1.1(4)-1#b", "no", nil, "partial")
alone("2.1.1(4)-1", "organization:reiji", "2.1.1(4)-1#c", "no", nil, "partial")
alone("2.1.1(4)-1", "organization:reiji", "2.1.1(4)-1#d", "no", nil, "partial")
alone("2.1.1(4)-1", "organization:reiji", "2.1.1(4)-1#e", "no", nil, "partial")
alone("2.1.1(4)-1", "organization:reiji", "2.1.1(4)-1#f", "no", nil, "partial")
alone("2.1.1(4)-1", "organization:reiji", "2.1.1(4)-1#g", nil, "no", "partial")
alone("2.1.1(6)-1", "organization:reiji", "2.1.1(6)-1#a", "yes", nil, "partial")
alone("2.1.1(6)-1", "organization:reiji", "2.1.1(6)-1#b", "yes", nil, "partial")
alone("2.1.1(6)-1", "organization:reiji", "2.1.1(6)-1#c", "yes", nil, "partial")
alone("2.1.1(6)-1", "organization:reiji", "2.1.1(6)-1#d", "yes", nil, "partial")
alone("2.1.1(6)-1", "organization:reiji", "2.1.1(6)-1#e", "yes", nil, "partial")
alone("2.1.1(6)-1", "organization:reiji", "2.1.1(6)-1#f", "yes", nil, "partial")
alone("2.1.1(7)(a)", "organization:reiji", "2.1.1(7)(a)#people", nil, "yes", "partial")
alone("2.1.1(7)(a)", "organization:reiji", "2.1.1(7)(a)#role", "yes", nil, "partial")
alone("2.1.1(7)-1#a", "organization:reiji", "2.1.1(7)-1#a.2", "yes", nil, "partial")
alone("2.1.1(7)-1#a", "organization:reiji", "2.1.1(7)-1#a.3", "yes", nil, "partial")
alone("2.1.1(7)-1#a", "organization:reiji", "2.1.1(7)-1#a.4", "yes", nil, "partial")
alone("2.1.1(7)-1#a", "organization:reiji", "2.1.1(7)-1#a.5", "yes", nil, "partial")
alone("2.1.1(7)-1#a", "organization:reiji", "2.1.1(7)-1#a.6", "yes", nil, "partial")
alone("2.1.1(7)-1#b", "organization:reiji", "2.1.1(7)-1#b.1", "yes", nil, "partial")
alone("2.1.1(7)-1#b", "organization:reiji", "2.1.1(7)-1#b.2", "yes", nil, "partial")
alone("2.1.1(7)-1#b", "organization:reiji", "2.1.1(7)-1#b.5", "yes", nil, "partial")
alone("2.1.1(7)-1#b", "organization:reiji", "2.1.1(7)-1#b.6", "yes", nil, "partial")
alone("2.1.1(7)-1#b", "organization:reiji", "2.1.1(7)-1#b.7", "yes", nil, "partial")
alone("2.1.1(8)(a)", "organization:reiji", "2.1.1(8)(a)#auditor", nil, nil, "unknown")
alone("2.1.3(3)(a)", "organization:reiji", "2.1.3(3)(a)#owner", nil, nil, "partial")
alone("2.1.3(3)(a)", "organization:reiji", "2.1.3(3)(a)#report", nil, "yes", "partial")
alone("2.1.3(4)-1", "organization:reiji", "2.1.3(4)-1#policy", "yes", nil, "partial")
alone("2.1.3(4)-1", "organization:reiji", "2.1.3(4)-1#b", "yes", nil, "partial")
alone("2.1.3(4)-1", "organization:reiji", "2.1.3(4)-1#c", "yes", nil, "partial")
alone("2.1.3(4)-1", "organization:reiji", "2.1.3(4)-1#d", "yes", nil, "partial")
alone("2.1.3(4)-1", "organization:reiji", "2.1.3(4)-1#e", "yes", nil, "partial")
alone("2.2.2(1)-1", "organization:reiji", "2.2.2(1)-1#b", "yes", nil, "partial")
alone("2.2.2(1)-1", "organization:reiji", "2.2.2(1)-1#c", nil, "yes", "partial")
alone("2.2.2(1)-1#c", "organization:reiji", "2.2.2(1)-1#c.2", "yes", nil, "partial")
alone("2.2.2(1)-1#c", "organization:reiji", "2.2.2(1)-1#c.3", "yes", nil, "partial")
alone("2.2.2(1)-1#c", "organization:reiji", "2.2.2(1)-1#c.4", "yes", nil, "partial")
alone("2.2.2(1)-1#c", "organization:reiji", "2.2.2(1)-1#c.5", "yes", nil, "partial")
alone("2.2.2(1)-1#c", "organization:reiji", "2.2.2(1)-1#c.6", "yes", nil, "partial")
alone("2.2.2(1)-1#c", "organization:reiji", "2.2.2(1)-1#c.7", "yes", nil, "partial")
alone("2.2.4(1)-2", "organization:reiji", "2.2.4(1)-2#criteria", "yes", nil, "partial")
alone("2.2.4(1)-2", "organization:reiji", "2.2.4(1)-2#deciders", "yes", nil, "partial")
alone("2.2.4(1)-2", "organization:reiji", "2.2.4(1)-2#responses", "yes", nil, "partial")
alone("2.3.1(1)(b)", "organization:reiji", "2.3.1(1)(b)#procedure", "yes", nil, "partial")
alone("2.3.2(1)-1", "organization:reiji", "2.3.2(1)-1#a", nil, "yes", "unknown")
alone("2.3.2(1)-1", "organization:reiji", "2.3.2(1)-1#b", nil, nil, "partial")
alone("2.3.2(1)-1", "organization:reiji", "2.3.2(1)-1#c", nil, "yes", "partial")
alone("2.3.2(1)-1", "organization:reiji", "2.3.2(1)-1#d", nil, "yes", "partial")
alone("2.3.2(1)-1", "organization:reiji", "2.3.2(1)-1#e", nil, "yes", "unknown")
