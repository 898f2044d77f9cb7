-- Writing the expression document: nodes, constants, and what is read. See engine/rules/expr.h.
--
-- A context is one compilation: { schema, param, zone, nodes, reads, same, … }. The compiling
-- functions return operands:
--   scalars    { type, node }            node: number of the node already written
--   constants  { type, const = literal } written by `force`, when the type they meet is known
--   lists      { list = node, kind = kind of the elements or nil, type = type of an element,
--                tail = steps, at = { kind, type } }
-- A tail is what a path still says after its last list ("functions.unit.name"): steps in the frame
-- of an element, leading to `at`. It is written where an aggregate needs it.

local problem = require "condition.problem"
local literal = require "condition.literal"

local MOST_NODES, MONEY_SCALE = 4096, 10000

local emit = {}

-- Appends { op, type, from, to, … } and returns its number.
function emit.node(c, op, type_name, span, ...)
  local nodes = c.nodes
  local n = #nodes
  if n >= MOST_NODES then
    problem.raise(span, "条件式が大きすぎる（%d個の部分まで）。算出項目（derive）に分ける",
      "this condition is too large (at most %d parts); split it into derived fields", MOST_NODES)
  end
  nodes[n + 1] = { op, type_name, span.from - 1, span.to - 1, ... }
  return n
end

-- Notes that a field (-1: the records of the kind) is read; own: on the frame's own record.
function emit.read(c, kind, field, own)
  local key = kind * 65536 + field
  if not c.noted[key] then
    c.noted[key] = true
    c.reads[#c.reads + 1] = { kind, field }
  end
  if own and not c.noted_same[key] then
    c.noted_same[key] = true
    c.same[#c.same + 1] = { kind, field }
  end
end

-- What the elements of a list operand are, as list nodes say at their end.
function emit.element(list)
  return list.kind and list.kind.index or -1, list.type.type
end

-- ---- constants ----

local plain = { bool = true, int = true, text = true }

-- As in stdlib/typed: numbers, truth values and texts stand for themselves, and money is in whole
-- units of the currency.
local function encode(lit)
  if plain[lit.type] then return lit.value end
  if lit.type == "number" then return lit.value + 0.0 end
  if lit.type == "money" then
    local whole = lit.value % MONEY_SCALE == 0
    return { ["#type"] = "money", value = whole and lit.value // MONEY_SCALE or lit.value / MONEY_SCALE }
  end
  return { ["#type"] = lit.type, value = lit.value }
end

local function quoted(values)
  local list = {}
  for i, value in ipairs(values) do list[i] = "'" .. value .. "'" end
  return table.concat(list, ", ")
end

local function check_value(span, lit, values)
  for _, value in ipairs(values) do
    if value == lit.value then return end
  end
  local listed = #values <= 12 and quoted(values) or quoted { table.unpack(values, 1, 12) } .. ", …"
  problem.raise(span, "「%s」は選択肢にない%s。選択肢: %s", "'%s' is not one of the values%s; they are %s",
    lit.value, problem.suggestion(lit.value, values), listed)
end

-- A literal as a value of a type that it matches.
function emit.literal_as(span, lit, of)
  if lit.plain and (of.type == "int" or of.type == "number") then lit = lit.plain end
  if lit.type == "int" and of.type == "number" then
    return { type = "number", value = lit.value + 0.0 }
  elseif lit.type == "quantity" and of.type == "quantity" and lit.unit ~= of.unit then
    return { type = "quantity", value = literal.convert(lit, of.unit), unit = of.unit }
  elseif lit.type == "text" and of.values then
    check_value(span, lit, of.values)
    if of.type == "enum" then return { type = "enum", value = lit.value, values = of.values } end
  end
  return lit
end

-- The operand, converted if it is a constant.
function emit.as(operand, of)
  if not operand.const then return operand end
  local lit = emit.literal_as(operand, operand.const, of)
  return { const = lit, type = lit, from = operand.from, to = operand.to }
end

-- The number of a scalar operand's node.
function emit.force(c, operand)
  local const = operand.const
  if not const then return operand.node end
  return emit.node(c, "const", const.type, operand, encode(const))
end

-- A list of literals as a list operand.
function emit.constants(c, span, literals, of)
  local values = {}
  for i, lit in ipairs(literals) do values[i] = encode(lit) end
  local list = emit.node(c, "const", "list", span, values, -1, of.type)
  return { list = list, type = of, from = span.from, to = span.to }
end

return emit
