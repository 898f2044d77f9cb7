-- Compiling a syntax tree: `compile(c, ast, scope)` gives the operand of a tree node (see emit.lua).

local call = require "condition.call"
local emit = require "condition.emit"
local literal = require "condition.literal"
local path = require "condition.path"
local problem = require "condition.problem"
local syntax = require "condition.syntax"
local types = require "condition.types"

local compile -- defined below

-- ---- literals and parameters ----

local function constant(ast, lit) return { const = lit, type = lit, from = ast.from, to = ast.to } end

local compilers = {}

function compilers.number(_, ast) return constant(ast, literal.number(ast, ast[1], ast[2])) end

function compilers.money(_, ast)
  local currency = ast[1] == "¥" and "円" or ast[1]
  return constant(ast, literal.number(ast, ast[2], currency))
end

function compilers.string(_, ast) return constant(ast, { type = "text", value = ast[1] }) end

function compilers.bool(_, ast) return constant(ast, { type = "bool", value = ast[1] == "true" }) end

function compilers.date(_, ast) return constant(ast, literal.date(ast, ast[1])) end

function compilers.monthday(_, ast) return constant(ast, literal.monthday(ast, ast[1])) end

function compilers.datetime(c, ast) return constant(ast, literal.datetime(ast, ast[1], c.zone)) end

local function compile_all(c, list, scope)
  local operands = {}
  for i, ast in ipairs(list) do operands[i] = compile(c, ast, scope) end
  return operands
end

-- A list of constants; of: the type they are compared with, or nil: that of the first.
local function constant_list(c, ast, items, scope, of)
  if #items == 0 then
    problem.raise(ast, "並びが空である", "this list is empty")
  end
  local literals = {}
  for i, operand in ipairs(compile_all(c, items, scope)) do
    if not operand.const then
      problem.raise(operand, "並びには定数だけを書ける", "a list can hold constants only")
    end
    of = of or operand.type
    if not types.match(of, operand.type) then
      problem.raise(operand, "並びの値の型が違う（%sと%s）", "the types in this list differ (%s and %s)",
        types.show(of), types.show(operand.type))
    end
    literals[i] = emit.literal_as(operand, operand.const, of)
  end
  local element = literals[1]
  if of.type == "text" and element.type == "enum" then element = types.text end
  return emit.constants(c, ast, literals, element)
end

function compilers.list(c, ast, scope)
  local items = ast[1] and ast or {}
  return constant_list(c, ast, items, scope)
end

function compilers.paren(c, ast, scope)
  if #ast == 1 then return compile(c, ast[1], scope) end
  return constant_list(c, ast, ast, scope)
end

function compilers.param(c, ast, scope)
  local param = call.find_param(c, ast)
  if ast[2] then return call.lookup(c, ast, param, ast[2], scope) end
  return call.param(c, ast, param)
end

function compilers.path(c, ast, scope)
  local first, arguments = ast[1], ast[2]
  if type(first) ~= "string" or type(arguments) ~= "table" or first == "reach" or first == "cyclic" then
    return path.compile(c, scope, ast)
  end
  if ast[3] then
    problem.raise(ast, "関数の結果の先はたどれない。たどる経路は括弧の中に書く",
      "a path cannot go on after a function; write it inside the parentheses")
  end
  return call.compile(c, ast, first, arguments, scope)
end

-- ---- logic ----

-- The node of a condition: a tree that must be true or false.
local function truth(c, ast, scope)
  local operand = compile(c, ast, scope)
  if operand.list then
    problem.raise(ast, "並びは条件にならない。any(…) か count(…) を使う",
      "a list is not a condition; use any(…) or count(…)")
  elseif operand.type.type ~= "bool" then
    problem.raise(ast, "ここには条件が要るが、これは%sである", "a condition must stand here, not a value of type %s",
      types.show(operand.type))
  end
  return emit.force(c, operand)
end

local function bool(c, op, ast, ...)
  return { node = emit.node(c, op, "bool", ast, ...), type = types.bool, from = ast.from, to = ast.to }
end

-- A scalar operand.
local function scalar(c, ast, scope)
  local operand = compile(c, ast, scope)
  if operand.list then
    problem.raise(ast, "ここには一つの値が要るが、これは並びである。any all count min max sum を使う",
      "one value must stand here, and this is a list; use any, all, count, min, max or sum")
  end
  return operand
end

local function logic(c, ast, scope)
  local left, right = truth(c, ast[1], scope), truth(c, ast[2], scope)
  return bool(c, ast.op, ast, left, right)
end

local function negative(operand)
  local lit = operand.const
  return {
    type = lit.type, value = -lit.value, unit = lit.unit, decimal = lit.decimal,
    plain = lit.plain and { type = lit.plain.type, value = -lit.plain.value },
    negative = not lit.negative,
  }
end

function compilers.prefix(c, ast, scope)
  if ast.op == "not" then return bool(c, "not", ast, truth(c, ast[1], scope)) end
  local operand = scalar(c, ast[1], scope)
  if not types.is_summable(operand.type) then
    problem.raise(ast, "%sに負号は付けられない", "a value of type %s has no negative", types.show(operand.type))
  end
  if operand.const then return constant(ast, negative(operand)) end
  local node = emit.node(c, "neg", operand.type.type, ast, operand.node)
  return { node = node, type = operand.type, from = ast.from, to = ast.to }
end

-- ---- comparison ----

local comparisons = { ["=="] = "eq", ["~="] = "ne", ["<"] = "lt", ["<="] = "le", [">"] = "gt", [">="] = "ge" }

local function mismatch(ast, left, right)
  problem.raise(ast, "%sと%sは比べられない。%s", "%s compared with %s; %s", types.show(left), types.show(right),
    types.advice(left, right))
end

local function check_comparable(ast, op, left, right)
  if not types.match(left, right) then mismatch(ast, left, right) end
  local equality = op == "eq" or op == "ne"
  if not equality and not (types.is_ordered(left) or types.is_ordered(right)) then
    problem.raise(ast, "%sに大小はない。== ~= in だけが使える",
      "values of type %s have no order; only ==, ~= and in apply", types.show(left))
  end
end

local function compare(c, ast, scope)
  local left = scalar(c, ast[1], scope)
  local values = c.values
  c.values = left.type.values
  local right = scalar(c, ast[2], scope)
  c.values = values
  local op = comparisons[ast.op]
  check_comparable(ast, op, left.type, right.type)
  local left_type = left.type
  local a = emit.force(c, emit.as(left, right.type))
  return bool(c, op, ast, a, emit.force(c, emit.as(right, left_type)))
end

-- ---- membership ----

local literal_tags = { number = true, string = true, money = true, bool = true, date = true, datetime = true,
  monthday = true }

local function is_literal(ast)
  return literal_tags[ast.tag] or ast.tag == "prefix" and ast.op == "-" and is_literal(ast[1])
end

-- The items of a list that is written out, or nil.
local function written_list(ast)
  if ast.tag == "list" then return ast end
  if ast.tag ~= "path" or ast[2] then return nil end
  local paren = ast[1]
  if type(paren) ~= "table" then return nil end
  return (#paren > 1 or is_literal(paren[1])) and paren or nil
end

-- x in (a, b) with parts that are not constants: x == a or x == b
local function any_equal(c, ast, items, scope)
  local tree
  for _, item in ipairs(items) do
    local equal = { tag = "binary", op = "==", from = ast.from, to = ast.to, ast[1], item }
    tree = tree and { tag = "binary", op = "or", from = ast.from, to = ast.to, tree, equal } or equal
  end
  return compile(c, tree, scope)
end

local function in_written(c, ast, items, scope)
  for _, item in ipairs(items) do
    if not is_literal(item) then return any_equal(c, ast, items, scope) end
  end
  local left = scalar(c, ast[1], scope)
  for _, operand in ipairs(compile_all(c, items, scope)) do
    if not types.match(left.type, operand.type) then mismatch(operand, left.type, operand.type) end
  end
  local list = constant_list(c, ast[2], items, scope, left.type)
  return bool(c, "in", ast, emit.force(c, emit.as(left, list.type)), list.list)
end

-- A list whose elements are looked at through a tail, or numbers of another sort: any(list, it == x)
local function in_values(c, ast, left, list)
  local inner = path.element_value(c, list)
  local value = left.const and emit.force(c, emit.as(left, inner.type))
  value = value or emit.node(c, "outer", left.type.type, left, left.node)
  local equal = emit.node(c, "eq", "bool", ast, inner.node, value)
  return bool(c, "agg", ast, "any", list.list, equal)
end

local function in_list(c, ast, scope)
  local left, list = scalar(c, ast[1], scope), compile(c, ast[2], scope)
  if not list.list then
    problem.raise(ast[2], "in の右には並びが要るが、これは%sである。一つの値とは == で比べる",
      "a list must stand after in, not a value of type %s; compare one value with ==", types.show(list.type))
  end
  local element = list.at and list.at.type or list.type
  if not types.match(left.type, element) then mismatch(ast, left.type, element) end
  local mixed = not left.const and left.type.type ~= element.type and types.is_numeric(element)
  if list.tail or mixed then return in_values(c, ast, left, list) end
  return bool(c, "in", ast, emit.force(c, emit.as(left, element)), list.list)
end

local function membership(c, ast, scope)
  local items = written_list(ast[2])
  return items and in_written(c, ast, items, scope) or in_list(c, ast, scope)
end

local function no_membership(c, ast, scope)
  return bool(c, "not", ast, membership(c, ast, scope).node)
end

-- ---- arithmetic ----

local operations = { ["+"] = "add", ["-"] = "sub", ["*"] = "mul", ["/"] = "div" }

-- "5件 + x": counting words say nothing that a number does not.
local function without_count(operand, other)
  if operand.const and operand.const.plain and types.is_numeric(other.type) then
    return constant(operand, operand.const.plain)
  end
  return operand
end

local function check_days(ast, left, right)
  if left.type.type ~= "date" and right.type.type ~= "date" then return end
  for _, operand in ipairs { left, right } do
    local lit = operand.const
    if lit and lit.type == "duration" and lit.value % 86400 ~= 0 then
      problem.raise(operand, "日付には日単位の長さだけを足せる（1d 2w など）。時刻が要るなら日時の項目を使う",
        "only whole days (1d, 2w) can be added to a date; where hours matter, use a datetime")
    end
  end
  return ast
end

local verbs = {
  add = { ja = "足せない", en = "added" }, sub = { ja = "引けない", en = "subtracted" },
  mul = { ja = "掛けられない", en = "multiplied" }, div = { ja = "割れない", en = "divided" },
}

local function cannot(ast, op, left, right)
  local advice = types.sum_advice(op, left, right)
  problem.raise(ast, "%sと%sは%s%s", "%s and %s cannot be %s%s", types.show(left), types.show(right),
    verbs[op], advice)
end

local function arithmetic(c, ast, scope)
  local op = operations[ast.op]
  local left, right = scalar(c, ast[1], scope), scalar(c, ast[2], scope)
  left, right = without_count(left, right), without_count(right, left)
  local result = types.arithmetic(op, left.type, right.type)
  if not result then cannot(ast, op, left.type, right.type) end
  check_days(ast, left, right)
  if left.type.type == "quantity" and right.type.type == "quantity" then
    left, right = emit.as(left, right.type), emit.as(right, left.type)
  end
  local a = emit.force(c, left)
  local node = emit.node(c, op, result.type, ast, a, emit.force(c, right))
  return { node = node, type = { type = result.type, unit = result.unit }, from = ast.from, to = ast.to }
end

-- ---- the whole ----

local binary = {
  ["and"] = logic, ["or"] = logic, ["in"] = membership, ["not in"] = no_membership, where = call.where,
}
for op in pairs(comparisons) do binary[op] = compare end
for op in pairs(operations) do binary[op] = arithmetic end

function compilers.binary(c, ast, scope) return binary[ast.op](c, ast, scope) end

function compile(c, ast, scope)
  local depth = c.depth + 1
  if depth > syntax.MOST_DEPTH then syntax.too_deep() end
  c.depth = depth
  local operand = compilers[ast.tag](c, ast, scope)
  c.depth = depth - 1
  return operand
end

return { compile = compile, truth = truth, scalar = scalar }
