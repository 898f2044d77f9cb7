-- What one item does to its clause: each is answered otherwise than the others.
facts "quantitative.yaml"

local items = {
  ["3.1"] = { "3.1#method" },
}

-- answer, others: nil leaves what the facts say
local function alone(clause, record, item, answer, others, verdict)
  local add = {}
  local function say(rule, value)
    add["answer:" .. rule] = { rule = "ci-risk/" .. rule, value = value }
  end
  for _, other in ipairs(others and items[clause] or {}) do
    if other ~= item then say(other, others) end
  end
  if answer then say(item, answer) end
  case(clause .. " " .. record .. " " .. item) {
    add = add, expect = { ["ci-risk/" .. clause .. " " .. record] = verdict },
  }
end

alone("3.1", "organization:teiryo", "3.1#d", nil, "no", "partial")
