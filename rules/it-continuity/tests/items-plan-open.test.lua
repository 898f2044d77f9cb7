-- What one item does to its clause: each is answered otherwise than the others.
facts "plan-open.yaml"

local items = {
  ["2.1(1)-2"] = { "2.1(1)-2#a", "2.1(1)-2#b" },
}

-- answer, others: nil leaves what the facts say
local function alone(clause, record, item, answer, others, verdict)
  local add = {}
  local function say(rule, value)
    add["answer:" .. rule] = { rule = "it-continuity/" .. rule, value = value }
  end
  for _, other in ipairs(others and items[clause] or {}) do
    if other ~= item then say(other, others) end
  end
  if answer then say(item, answer) end
  case(clause .. " " .. record .. " " .. item) {
    add = add, expect = { ["it-continuity/" .. clause .. " " .. record] = verdict },
  }
end

alone("1.1.4", "organization:keikaku-open", "1.1.4#continuity-guideline", "yes", nil, "partial")
alone("1.1.4", "organization:keikaku-open", "1.1.4#common-standards", "yes", nil, "partial")
alone("1.1.5", "document:plan", "1.1.5#places", "no", nil, "fail")
alone("1.1.5", "document:plan", "1.1.5#media", "no", nil, "fail")
alone("1.1.5", "document:plan", "1.1.5#at-hand", "no", nil, "fail")
alone("1.1.5", "document:plan", "1.1.5#policy", "no", nil, "fail")
alone("1.2", "organization:keikaku-open", "1.2#training", "yes", nil, "partial")
alone("2.1(1)-2", "organization:keikaku-open", "2.1(1)-2#a", nil, "yes", "unknown")
alone("2.1(1)-2", "organization:keikaku-open", "2.1(1)-2#b", nil, "yes", "unknown")
alone("2.2(2)-2", "organization:keikaku-open", "2.2(2)-2#b", "yes", nil, "partial")
alone("2.7.2(1)-1", "organization:keikaku-open", "2.7.2(1)-1#a", "yes", nil, "partial")
alone("2.7.2(1)-1", "organization:keikaku-open", "2.7.2(1)-1#b", "yes", nil, "partial")
alone("2.7.2(1)-1", "organization:keikaku-open", "2.7.2(1)-1#d", "yes", nil, "partial")
alone("2.7.2(2)-1", "organization:keikaku-open", "2.7.2(2)-1#b", "no", nil, "fail")
alone("2.7.2(2)-1", "organization:keikaku-open", "2.7.2(2)-1#c", "no", nil, "fail")
alone("2.8.2(3)-1", "organization:keikaku-open", "2.8.2(3)-1#contacts", "yes", nil, "partial")
alone("2.8.2(3)-1", "organization:keikaku-open", "2.8.2(3)-1#disclosure", "yes", nil, "partial")
