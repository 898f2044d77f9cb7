-- What one item does to its clause: each is answered otherwise than the others.
facts "upkeep-open.yaml"

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

alone("1.1.4", "organization:iji-open", "1.1.4#business-plan", nil, nil, "partial")
alone("1.1.4", "organization:iji-open", "1.1.4#policy", nil, nil, "partial")
alone("1.2", "organization:iji-open", "1.2#premeasures", nil, nil, "partial")
alone("2.7.2(1)-2", "organization:iji-open", "2.7.2(1)-2#priority", nil, nil, "unknown")
alone("2.8.1(1)", "organization:iji-open", "2.8.1(1)#chief", nil, nil, "partial")
