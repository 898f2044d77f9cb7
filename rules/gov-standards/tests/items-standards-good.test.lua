-- What one item does to its clause: each is answered otherwise than the others.
facts "standards-good.yaml"

local items = {
  ["2.1.3(4)-1"] = { "2.1.3(4)-1#policy", "2.1.3(4)-1#a", "2.1.3(4)-1#b", "2.1.3(4)-1#c",
    "2.1.3(4)-1#d", "2.1.3(4)-1#e" },
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

alone("2.1.3(4)-1", "organization:reiji", "2.1.3(4)-1#f", nil, "no", "partial")
