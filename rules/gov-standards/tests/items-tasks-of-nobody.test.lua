-- What one item does to its clause: each is answered otherwise than the others.
facts "tasks-of-nobody.yaml"

local items = {
  ["2.1.1(4)-2"] = { "2.1.1(4)-2#d", "2.1.1(4)-2#e" },
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

alone("2.1.1(4)-2", "organization:reiji", "2.1.1(4)-2#f", nil, "yes", "unknown")
