-- What one item does to its clause: each is answered otherwise than the others.
facts "training.yaml"

local items = {
  ["4.7.1"] = { "4.7.1#agreed", "4.7.1#reporting", "4.7.1#control-systems" },
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

alone("4.2.2", "organization:koku", "4.2.2#assessment", nil, nil, "fail")
alone("4.7.1", "organization:koku", "4.7.1#csirt", nil, nil, "partial")
alone("4.7.1", "organization:koku", "4.7.1#head", nil, "yes", "partial")
