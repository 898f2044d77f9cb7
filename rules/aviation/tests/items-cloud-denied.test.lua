-- What one item does to its clause: each is answered otherwise than the others.
facts "cloud-denied.yaml"

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

alone("5.5", "organization:koku", "5.5#data", "yes", nil, "partial")
alone("5.5", "organization:koku", "5.5#incidents", "yes", nil, "partial")
