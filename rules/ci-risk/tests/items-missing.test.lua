-- What one item does to its clause: each is answered otherwise than the others.
facts "missing.yaml"

local items = {
  ["3.1.1"] = { "3.1.1#c" },
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

alone("1.1", "organization:kara", "1.1#a", "yes", nil, "partial")
alone("1.3.1", "organization:kara", "1.3.1#a", "yes", nil, "partial")
alone("1.3.1", "organization:kara", "1.3.1#b", "yes", nil, "partial")
alone("1.3.1", "organization:kara", "1.3.1#c", "yes", nil, "partial")
alone("1.3.1", "organization:kara", "1.3.1#e", "yes", nil, "partial")
alone("1.3.4", "organization:kara", "1.3.4#a", "yes", nil, "partial")
alone("1.3.4", "organization:kara", "1.3.4#c", "yes", nil, "partial")
alone("3.1.1", "organization:kara", "3.1.1#a", nil, "no", "partial")
