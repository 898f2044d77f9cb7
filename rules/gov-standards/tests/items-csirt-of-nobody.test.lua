-- What one item does to its clause: each is answered otherwise than the others.
facts "csirt-of-nobody.yaml"

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

alone("2.1.1(7)-1", "organization:hojin", "2.1.1(7)-1#b", nil, nil, "partial")
