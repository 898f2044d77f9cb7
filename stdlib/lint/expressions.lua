-- All compiled conditions of a declaration document, with what they belong to.

local expressions = {}

local ONE = {
  derives = { "from" }, contradictions = { "when" }, answers = { "when", "equivalent" },
  waivers = { "when" }, displays = { "select" },
}
local SECTIONS = { "derives", "contradictions", "answers", "waivers", "displays" }

-- Calls visit(expression, holder, key, section) for each.
function expressions.each(document, visit)
  for _, rule in ipairs(document.rules) do
    for _, key in ipairs { "select", "when", "check" } do
      if type(rule[key]) == "table" then
        for _, expression in ipairs(rule[key]) do visit(expression, rule, key, "rules") end
      end
    end
  end
  for _, section in ipairs(SECTIONS) do
    for _, holder in ipairs(document[section]) do
      for _, key in ipairs(ONE[section]) do
        local expression = holder[key]
        if type(expression) == "table" and expression.nodes then visit(expression, holder, key, section) end
      end
    end
  end
end

return expressions
