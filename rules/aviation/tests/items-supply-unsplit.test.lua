-- What one item does to its clause: each is answered otherwise than the others.
facts "supply-unsplit.yaml"

local items = {
  ["4.4"] = { "4.4#legal", "4.4#threats", "4.4#relations" },
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

alone("4.4", "organization:koku", "4.4#party", nil, "no", "partial")
