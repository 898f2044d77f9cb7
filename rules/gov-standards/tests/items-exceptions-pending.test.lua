-- What one item does to its clause: each is answered otherwise than the others.
facts "exceptions-pending.yaml"

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

alone("2.2.2(1)-2#b", "exception:afterwards", "2.2.2(1)-2#b.3", nil, nil, "partial")
