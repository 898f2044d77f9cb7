-- What one item does to its clause: each is answered otherwise than the others.
facts "asked-others-no.yaml"

-- answer, others: nil leaves what the facts say
local function alone(clause, record, item, answer, _, verdict)
  local add = {}
  local function say(rule, value)
    add["answer:" .. rule] = { rule = "it-continuity/" .. rule, value = value }
  end
  if answer then say(item, answer) end
  case(clause .. " " .. record .. " " .. item) {
    add = add, expect = { ["it-continuity/" .. clause .. " " .. record] = verdict },
  }
end

alone("2.8.1(1)", "organization:toi-hoka-no", "2.8.1(1)#damage-check", nil, nil, "partial")
