-- What one item does to its clause: each is answered otherwise than the others.
facts "agencies-ministry-bare.yaml"

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

alone("2.2.4(1)-3", "organization:reiji", "2.2.4(1)-3#told", "no", nil, "fail")
