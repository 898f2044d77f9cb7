-- What one item does to its clause: each is answered otherwise than the others.
facts "supply-parties.yaml"

-- answer, others: nil leaves what the facts say
local function alone(clause, record, item, answer, _, verdict)
  local add = {}
  local function say(rule, value)
    add["answer:" .. rule] = { rule = "aviation/" .. rule, value = value }
  end
  if answer then say(item, answer) end
  case(clause .. " " .. record .. " " .. item) {
    add = add, expect = { ["aviation/" .. clause .. " " .. record] = verdict },
  }
end

alone("5.6.1", "organization:koku", "5.6.1#split", nil, nil, "partial")
alone("5.6.1", "organization:koku", "5.6.1#audit", nil, nil, "partial")
