-- What one item does to its clause: each is answered otherwise than the others.
facts "levels.yaml"

-- answer, others: nil leaves what the facts say
local function alone(clause, record, item, answer, _, verdict)
  local add = {}
  local function say(rule, value)
    add["answer:" .. rule] = { rule = "ci-risk/" .. rule, value = value }
  end
  if answer then say(item, answer) end
  case(clause .. " " .. record .. " " .. item) {
    add = add, expect = { ["ci-risk/" .. clause .. " " .. record] = verdict },
  }
end

alone("3.1", "organization:dankai", "3.1#level", nil, nil, "partial")
