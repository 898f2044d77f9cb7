-- Conditions that can never be true, or are true always, whatever the facts: parts of them, and the
-- conditions of a rule together. One that is true or unknown is not spoken of: it asks for a fact to be
-- stated. A condition that is only `true` or `false` was meant so. The values of parameters are those
-- that the packs give; a yes/no parameter is a switch and may be either.

local declared = require "lint.declared"
local expressions = require "lint.expressions"
local nodes = require "lint.nodes"
local truth = require "lint.truth"

local STEPS = 20000 -- for one question
local MOST_PARTS = 500 -- of larger conditions only the whole is looked at

-- ---- one expression -----------------------------------------------------------------------------

-- Made once for each list of nodes: rules that say the same share theirs (assembly.lua).
local function context(self, expression)
  local c = self.contexts[expression.nodes]
  if not c then
    c = {
      nodes = expression.nodes, keys = nodes.keys(expression.nodes, self.known), document = self.document,
      value = self.value,
    }
    self.contexts[expression.nodes] = c
  end
  c.steps = STEPS
  return c
end

-- What is known besides if a part of an expression has a truth; nil if it never has.
local function can_be(self, expression, index, wanted, known)
  return truth.narrow(context(self, expression), index, wanted, known or {})
end

-- Neither false nor unknown.
local function is_always_true(self, expression, index, known)
  return not can_be(self, expression, index, false, known)
    and truth.is_sure(context(self, expression), index, known or {})
end

local function is_literal(node) return node[1] == "const" or node[1] == "param" end

-- Calls visit(index, never) for the largest parts that have one truth only, from a node on.
local function each_constant(self, expression, index, visit)
  local node = expression.nodes[index + 1]
  if node[2] == "bool" and not is_literal(node) then
    if not can_be(self, expression, index, true) then return visit(index, true) end
    if is_always_true(self, expression, index) then return visit(index, false) end
  end
  for _, child in ipairs(nodes.children(node)) do each_constant(self, expression, child - 1, visit) end
end

-- { { from, to, never = true or false, params = { index } } … }
local function constants_in(self, expression)
  local list = self.constants[expression.nodes]
  if list then return list end
  list = {}
  self.constants[expression.nodes] = list
  if #expression.nodes > MOST_PARTS then return list end
  each_constant(self, expression, #expression.nodes - 1, function(index, never)
    local node = expression.nodes[index + 1]
    list[#list + 1] = { from = node[3], to = node[4], never = never, index = index }
  end)
  return list
end

-- ---- telling ------------------------------------------------------------------------------------

-- The parameters of the document below a node, each once.
local function params_below(self, expression, index)
  local list, seen = {}, {}
  local function visit(at)
    local node = expression.nodes[at + 1]
    local param = node[1] == "param" and self.document.params[node[5] + 1]
    if param and not seen[param] then
      seen[param] = true
      list[#list + 1] = param
    end
    for _, child in ipairs(nodes.children(node)) do visit(child - 1) end
  end
  visit(index)
  return list
end

-- "（$limit の値では）"
local function because(params)
  local names = {}
  for i, param in ipairs(params) do names[i] = "$" .. param.name end
  if #names == 0 then return { ja = "", en = "" } end
  local list = table.concat(names, ", ")
  return { ja = ("（%s の値では）"):format(list), en = (" (with the value of %s)"):format(list) }
end

local function one_line(text) return (string.gsub(string.gsub(text, "%s+", " "), "^ ", "")) end

-- Where a part of a condition stands. written: as the pack has it; around it there may be what `applies`
-- adds.
local function place_of(of, expression, from)
  local written = of.written or expression.text
  local shift = expression.text ~= written and string.find(expression.text, written, 1, true) or 1
  return declared.locate(of.place, written, math.max(from - shift + 1, 0))
end

-- What an overlay that is looked at says of one of the parameters.
local function adjustment_of(self, params)
  for _, param in ipairs(params) do
    for _, one in ipairs(self.all[param.pack + 1].params) do
      if one.name == param.name and one.by and self.chosen[one.by] then return one end
    end
  end
end

local function tell_constant(self, of, expression, found)
  local code = found.never and "always-false" or "always-true"
  local text = one_line(string.sub(expression.text, found.from + 1, found.to))
  local params = params_below(self, expression, found.index)
  local adjusted = adjustment_of(self, params)
  if self.chosen[of.pack] or not adjusted then
    self:tell(code, of.pack, place_of(of, expression, found.from), of.subject .. ": " .. of.key, text,
      because(params))
  else -- the condition is sound, and the figure is not
    self:tell(code, adjusted.by, adjusted.change.place, adjusted.change.subject,
      ("%s: %s"):format(of.name or "", text), because(params))
  end
end

-- What is found in the expressions of all kinds of a rule alike.
local function tell_common(self, of, list)
  local counts = {}
  for _, expression in ipairs(list) do
    for _, found in ipairs(constants_in(self, expression)) do
      local key = ("%d:%d:%s"):format(found.from, found.to, found.never)
      counts[key] = (counts[key] or 0) + 1
      if counts[key] == #list then tell_constant(self, of, expression, found) end
    end
  end
end

-- ---- rules --------------------------------------------------------------------------------------

-- The pack that says a part of a rule, its place, and what it wrote.
local function speaker(rule, key)
  local given = rule.declared.given and rule.declared.given[key]
  local base = declared.original(rule.declared)
  local written = rule.declared.body[key]
  return {
    pack = given and given.pack or rule.pack, place = given and given.place or base.place, key = key,
    subject = rule.declared.subject, written = type(written) == "string" and written or nil,
    name = rule.pack.id .. "/" .. rule.declared.name,
  }
end

local function is_one_word(expression) return #expression.nodes == 1 and is_literal(expression.nodes[1]) end

-- What is known of a record of one kind that is judged: nil if none can be.
local function judged(self, document, at)
  local known = {}
  for _, key in ipairs { "select", "when" } do
    local expression = type(document[key]) == "table" and document[key][at]
    if expression then
      known = can_be(self, expression, #expression.nodes - 1, true, known)
      if not known then return nil end
    end
  end
  return known
end

-- For how many of the kinds nobody is judged, nobody fails, nobody passes.
local function count_kinds(self, document)
  local counts = { idle = 0, unfailing = 0, unpassing = 0 }
  for at = 1, #document.kinds do
    local known = judged(self, document, at)
    local check = type(document.check) == "table" and document.check[at]
    if not known then
      counts.idle = counts.idle + 1
    elseif check and not is_one_word(check) then
      local root = #check.nodes - 1
      if is_always_true(self, check, root, known) then counts.unfailing = counts.unfailing + 1 end
      if not can_be(self, check, root, true, known) then counts.unpassing = counts.unpassing + 1 end
    end
  end
  return counts
end

local function check_together(self, rule, told)
  local document = rule.document
  local counts, all = count_kinds(self, document), #document.kinds
  local of = speaker(rule, "when")
  if counts.idle == all then
    self:tell("unreachable-rule", of.pack, of.place, rule.declared.subject, { ja = "", en = "" })
  elseif not told and counts.unfailing == all then
    of = speaker(rule, "check")
    self:tell("never-fails", of.pack, of.place, rule.declared.subject)
  elseif not told and counts.unpassing == all then
    of = speaker(rule, "check")
    self:tell("never-passes", of.pack, of.place, rule.declared.subject)
  end
end

local function check_rule(self, rule)
  local before = #self.findings
  for _, key in ipairs { "select", "when", "check" } do
    local list = rule.document[key]
    if type(list) == "table" then tell_common(self, speaker(rule, key), list) end
  end
  if #rule.document.kinds > 0 then check_together(self, rule, #self.findings > before) end
end

-- The rules of the document with their declarations: in the order of rules.rules.
local function each_rule(self, visit)
  local at = 0
  for _, pack in ipairs(self.all) do
    for _, one in ipairs(pack.rules) do
      at = at + 1
      visit { pack = pack, declared = one, document = self.document.rules[at] }
    end
    at = at + #pack.dropped
  end
end

-- ---- the rest -----------------------------------------------------------------------------------

local HOLDERS = { derives = "derives", contradictions = "contradictions", displays = "displays" }

-- The declaration that stands at a place of the document.
local function find(self, holder, section)
  local pack = self.all[holder.pack + 1]
  for _, one in ipairs(pack[HOLDERS[section] or ""] or {}) do
    if one.place.file == holder.place.file and one.place.line == holder.place.line then return pack, one end
  end
  return pack
end

local function check_others(self)
  expressions.each(self.document, function(expression, holder, key, section)
    if section == "rules" then return end
    local pack, one = find(self, holder, section)
    if not one then return end
    tell_common(self,
      { pack = pack, place = one.place, key = key, subject = one.subject, name = one.name }, { expression })
  end)
end

-- Only what the packs that are looked at say themselves is told.
local function within(self)
  local chosen, all = {}, self.findings
  for _, pack in ipairs(self.packs) do chosen[pack] = true end
  local inner = setmetatable({
    findings = {}, chosen = chosen, known = {}, contexts = {}, constants = {},
  }, { __index = self })
  function inner.tell(of, code, pack, ...)
    if chosen[pack] then
      of.findings[#of.findings + 1] = true
      local telling = setmetatable({ findings = all }, { __index = self })
      self.tell(telling, code, pack, ...)
    end
  end
  return inner
end

return function(self)
  local inner = within(self)
  function inner.value(index)
    local param = self.document.params[index + 1]
    return param and (param.type ~= "bool") and param.value or nil
  end
  each_rule(inner, function(rule) check_rule(inner, rule) end)
  check_others(inner)
end
