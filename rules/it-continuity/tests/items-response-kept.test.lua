-- What one item does to its clause: each is answered otherwise than the others.
facts "response-kept.yaml"

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

alone("1.2", "organization:taio", "1.2#response", nil, nil, "partial")
