-- What one item does to its clause: each is answered otherwise than the others.
facts "systems-missed.yaml"

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

alone("2.5.1(1)-3", "organization:taisho-no", "2.5.1(1)-3#c", "yes", nil, "partial")
alone("2.6.2(1)-3", "organization:taisho-no", "2.6.2(1)-3#work", "yes", nil, "partial")
