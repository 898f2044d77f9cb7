-- What one item does to its clause: each is answered otherwise than the others.
facts "fiscal-year-october.yaml"

-- answer, others: nil leaves what the facts say
local function alone(clause, record, item, answer, _, verdict)
  local add = {}
  local function say(rule, value)
    add["answer:" .. rule] = { rule = "gov-standards/" .. rule, value = value }
  end
  if answer then say(item, answer) end
  case(clause .. " " .. record .. " " .. item) {
    add = add, expect = { ["gov-standards/" .. clause .. " " .. record] = verdict },
  }
end

alone("2.3.2(2)-2", "organization:shitei", "2.3.2(2)-2#a", nil, nil, "partial")
alone("2.3.2(2)-2", "organization:shitei", "2.3.2(2)-2#c", nil, nil, "partial")
