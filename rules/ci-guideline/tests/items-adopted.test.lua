-- What one item does to its clause: each is answered otherwise than the others.
facts "adopted.yaml"

local items = {
  ["4"] = { "4#ministry", "4#sector", "4#operator" },
}

-- answer, others: nil leaves what the facts say
local function alone(clause, record, item, answer, others, verdict)
  local add = {}
  local function say(rule, value)
    add["answer:" .. rule] = { rule = "ci-guideline/" .. rule, value = value }
  end
  for _, other in ipairs(others and items[clause] or {}) do
    if other ~= item then say(other, others) end
  end
  if answer then say(item, answer) end
  case(clause .. " " .. record .. " " .. item) {
    add = add, expect = { ["ci-guideline/" .. clause .. " " .. record] = verdict },
  }
end

alone("1", "organization:denryoku", "1#prevention", "no", nil, "partial")
alone("1", "organization:denryoku", "1#containment", "no", nil, "partial")
alone("1", "organization:denryoku", "1#recurrence", "no", nil, "partial")
alone("2", "organization:denryoku", "2#objects", "no", nil, "partial")
alone("2", "organization:denryoku", "2#level", "no", nil, "partial")
alone("2", "organization:denryoku", "2#constituents", "no", nil, "partial")
alone("3", "organization:denryoku", "3#accidental", "no", nil, "partial")
alone("3", "organization:denryoku", "3#environmental", "no", nil, "partial")
alone("4", "organization:denryoku", "4#ministry", "no", nil, "partial")
alone("4", "organization:denryoku", "4#sector", "no", nil, "partial")
alone("4", "organization:denryoku", "4#management", nil, "no", "partial")
alone("4#management", "organization:denryoku", "4#management.1", "no", nil, "partial")
alone("4#management", "organization:denryoku", "4#management.2", "no", nil, "partial")
alone("4#management", "organization:denryoku", "4#management.3", "no", nil, "partial")
alone("4#management", "organization:denryoku", "4#management.4", "no", nil, "partial")
alone("4#management", "organization:denryoku", "4#management.5", "no", nil, "partial")
alone("4#management", "organization:denryoku", "4#management.6", "no", nil, "partial")
alone("4#management", "organization:denryoku", "4#management.7", "no", nil, "partial")
