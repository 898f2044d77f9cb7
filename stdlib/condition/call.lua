-- Functions, aggregates and parameters.

local emit = require "condition.emit"
local path = require "condition.path"
local problem = require "condition.problem"
local types = require "condition.types"
local unknown = require "condition.unknown"

local call = {}

local function operand(span, node, of)
  return { node = node, type = of, from = span.from, to = span.to, call = true }
end

-- ---- parameters ----

-- The parameter that a tree node names; problems are raised.
function call.find_param(c, ast)
  local name = ast[1]
  local param, reason = nil, nil
  if c.param then param, reason = c.param(name) end
  if param then return param end
  reason = reason or { ja = ("基準値「%s」は知られていない"):format(name), en = ("unknown parameter '%s'"):format(name) }
  if type(reason) ~= "table" then reason = { ja = reason, en = reason } end
  problem.raise(ast, "%s", "%s", reason)
end

local function param_type(param) return { type = param.type, unit = param.unit, values = param.values } end

function call.param(c, ast, param)
  local of = param_type(param)
  if param.shape == "scalar" then
    local node = emit.node(c, "param", param.type, ast, param.index)
    return { node = node, type = of, from = ast.from, to = ast.to }
  elseif param.shape == "list" then
    local list = emit.node(c, "param", "list", ast, param.index, -1, param.type)
    return { list = list, type = of, from = ast.from, to = ast.to }
  elseif param.shape == "bands" then
    problem.raise(ast, "基準値「%s」は区分である。band(値, $%s) と書く",
      "parameter '%s' holds bands; write band(VALUE, $%s)", ast[1], ast[1])
  end
  problem.raise(ast, "基準値「%s」は表である。$%s[見出し] と書く", "parameter '%s' is a table; write $%s[KEY]", ast[1], ast[1])
end

local keyable = { text = true, enum = true, int = true }

-- $table[key, …]
function call.lookup(c, ast, param, keys, scope)
  if param.shape ~= "table" then
    problem.raise(ast, "基準値「%s」は表でない。[…] を付けない", "parameter '%s' is not a table; leave [ ] out", ast[1])
  elseif param.keys and #keys ~= param.keys then
    problem.raise(keys, "表「%s」の見出しは%d個である（書かれたのは%d個）", "table '%s' has %d keys (%d are given)", ast[1],
      param.keys, #keys)
  end
  local nodes = {}
  for i, key in ipairs(keys) do
    local value = c.scalar(c, key, scope)
    if not keyable[value.type.type] then
      problem.raise(key, "表の見出しは文字列か整数であり、%sでない", "the keys of a table are texts or whole numbers, not %s",
        types.show(value.type))
    end
    nodes[i] = emit.force(c, value)
  end
  local node = emit.node(c, "lookup", param.type, ast, param.index, table.unpack(nodes))
  return operand(ast, node, param_type(param))
end

-- ---- lists ----

local function list_of(c, ast, scope)
  local list = c.compile(c, ast, scope)
  if not list.list then
    problem.raise(ast, "ここには並びが要るが、これは%sである", "a list must stand here, not a value of type %s",
      types.show(list.type))
  end
  return list
end

-- The list with its elements chosen by a condition, whose node is given.
local function chosen(c, span, list, condition)
  list.list = emit.node(c, "where", "list", span, list.list, condition, emit.element(list))
  return list
end

-- LIST where CONDITION
function call.where(c, ast, scope)
  local list = list_of(c, ast[1], scope)
  return chosen(c, ast, list, c.truth(c, ast[2], path.element_scope(list, scope)))
end

-- ---- aggregates ----
--
-- An aggregate being compiled: { c, name, ast (the call), list, where (the tree that chooses the
-- elements, or nil), condition (its right side), expression (the second argument, or nil), scope }

local function choose(it)
  if not it.condition then return end
  chosen(it.c, it.where, it.list, it.c.truth(it.c, it.condition, path.element_scope(it.list, it.scope)))
end

local function has_truth(it) return it.list.tail and it.list.at.type.type == "bool" end

-- The operand of the second argument, or of what the path says of each element.
local function value_of(it)
  local value
  if it.expression then
    value = it.c.scalar(it.c, it.expression, path.element_scope(it.list, it.scope))
  else
    value = path.element_value(it.c, it.list)
  end
  if value then return value end
  problem.raise(it.ast, "%s には並びの要素の何を取るかが要る: %s(並び, 値)",
    "%s needs to know what of each element: %s(LIST, VALUE)", it.name, it.name)
end

local function truth_of(it)
  local value = value_of(it)
  if value.type.type ~= "bool" then
    problem.raise(it.expression or it.ast, "%s には条件が要るが、これは%sである。%s(並び, 条件) と書く",
      "%s needs a condition, not values of type %s; write %s(LIST, CONDITION)", it.name,
      types.show(value.type), it.name)
  end
  return emit.force(it.c, value)
end

local function agg(it, of, inner)
  return operand(it.ast, emit.node(it.c, "agg", of.type, it.ast, it.name, it.list.list, inner), of)
end

local aggregates = {}

function aggregates.any(it)
  if it.condition and not it.expression and not has_truth(it) then
    local scope = path.element_scope(it.list, it.scope)
    return agg(it, types.bool, it.c.truth(it.c, it.condition, scope))
  end
  choose(it)
  return agg(it, types.bool, truth_of(it))
end

function aggregates.all(it)
  if it.condition and not it.expression and not has_truth(it) then
    problem.raise(it.ast, "何が全てに成り立つべきか分からない。all(並び where 条件, 条件) か all(並び, 条件) と書く",
      "this does not say what holds for all; write all(LIST where CONDITION, CONDITION) "
      .. "or all(LIST, CONDITION)")
  end
  choose(it)
  return agg(it, types.bool, truth_of(it))
end

function aggregates.count(it)
  choose(it)
  if it.expression or has_truth(it) then
    chosen(it.c, it.expression or it.ast, it.list, truth_of(it))
  elseif it.list.tail and not it.condition then
    problem.raise(it.ast, "count は並びの要素を数える。全ては count(並び)、値のあるものは count(並び where present(…)) と書く",
      "count counts the elements of a list; write count(LIST) for all, "
      .. "count(LIST where present(…)) for those with a value")
  end
  return agg(it, types.int, -1)
end

local function extreme(it)
  choose(it)
  local value = value_of(it)
  local fits = it.name == "sum" and types.is_summable or types.is_ordered
  if not fits(value.type) then
    problem.raise(it.expression or it.ast, "%sの %s は求められない", "values of type %s have no %s",
      types.show(value.type), it.name)
  end
  return agg(it, { type = value.type.type, unit = value.type.unit }, emit.force(it.c, value))
end
aggregates.min, aggregates.max, aggregates.sum = extreme, extreme, extreme

local single = { min = "least", max = "greatest" }

local function aggregate(c, ast, name, arguments, scope)
  local first = arguments[1]
  local where = first.tag == "binary" and first.op == "where" and first or nil
  local list = c.compile(c, where and where[1] or first, scope)
  if not list.list then
    local instead = single[name]
    problem.raise(first, "%s は並びについて求めるが、これは%sである。%s", "%s is about a list, and this is of type %s; %s",
      name, types.show(list.type), {
        ja = instead and ("値どうしなら %s(a, b) を使う"):format(instead) or "並びを書く",
        en = instead and ("for single values use %s(a, b)"):format(instead) or "write a list",
      })
  end
  return aggregates[name] {
    c = c, name = name, ast = ast, list = list, where = where, condition = where and where[2],
    expression = arguments[2], scope = scope,
  }
end

-- ---- functions ----

local functions = {}

local function define(name, least, most, compile)
  functions[name] = { least = least, most = most, compile = compile }
end

for name in pairs(aggregates) do define(name, 1, 2, aggregate) end

define("present", 1, 1, function(c, ast, _, arguments, scope)
  local value = c.compile(c, arguments[1], scope)
  if value.tail then
    problem.raise(arguments[1], "これは並びの要素ごとの値である。any(並び, present(…)) か all(並び, present(…)) と書く",
      "this is a value for each element; write any(LIST, present(…)) or all(LIST, present(…))")
  end
  return operand(ast, emit.node(c, "present", "bool", ast, value.list or emit.force(c, value)), types.bool)
end)

-- The field node that a path ends in, by way of other records or not; nil if it ends otherwise.
local function field_at_end(c, value)
  local node = not value.call and not value.tail and c.nodes[(value.list or value.node or -1) + 1]
  while node do
    local op = node[1]
    local inner = (op == "via" or op == "through") and node[6] or (op == "org" or op == "outer") and node[5]
    if not inner then return (op == "field" or op == "items") and node[6] >= 0 and node or nil end
    node = c.nodes[inner + 1]
  end
end

define("given", 1, 1, function(c, ast, _, arguments, scope)
  local value = c.compile(c, arguments[1], scope)
  local field = field_at_end(c, value)
  if not field then
    problem.raise(arguments[1], "given には項目を書く。値の有無は present(…) で調べる",
      "given takes a field; present(…) tells whether there is a value")
  elseif c.schema.kinds[field[5] + 1].fields[field[6] + 1].derived then
    problem.raise(arguments[1], "算出項目は記録に書かれない。値の有無は present(…) で調べる",
      "a derived field is never written in a record; present(…) tells whether there is a value")
  end
  return operand(ast, emit.node(c, "given", "bool", ast, value.list or value.node), types.bool)
end)

define("known", 1, 1, function(c, ast, _, arguments, scope)
  return operand(ast, emit.node(c, "known", "bool", ast, c.truth(c, arguments[1], scope)), types.bool)
end)

-- Brings operands to one type: their nodes, and the type.
local function unify(c, span, operands)
  local of = operands[1].type
  for i = 2, #operands do
    local next_type = operands[i].type
    if not types.match(of, next_type) then
      problem.raise(span, "値の型がそろわない（%sと%s）。%s", "the values are of different types (%s and %s); %s",
        types.show(of), types.show(next_type), types.advice(of, next_type))
    end
    of = types.join(of, next_type)
  end
  local nodes = {}
  for i, value in ipairs(operands) do nodes[i] = emit.force(c, emit.as(value, of)) end
  return nodes, { type = of.type, unit = of.unit, values = of.values, target = of.target }
end

define("if", 2, 3, function(c, ast, _, arguments, scope)
  local condition = c.truth(c, arguments[1], scope)
  local branches = { c.scalar(c, arguments[2], scope), arguments[3] and c.scalar(c, arguments[3], scope) }
  local nodes, of = unify(c, ast, branches)
  return operand(ast, emit.node(c, "if", of.type, ast, condition, nodes[1], nodes[2] or -1), of)
end)

local function pick(c, ast, name, arguments, scope)
  local operands = {}
  for i, argument in ipairs(arguments) do operands[i] = c.scalar(c, argument, scope) end
  local nodes, of = unify(c, ast, operands)
  if name ~= "first" and not types.is_ordered(of) then
    problem.raise(ast, "%sに大小はなく、%s は求められない", "values of type %s have no order, so there is no %s",
      types.show(of), name)
  end
  return operand(ast, emit.node(c, name, of.type, ast, table.unpack(nodes)), of)
end
define("least", 1, 64, pick)
define("greatest", 1, 64, pick)
define("first", 1, 64, pick)

local function labels_of(param)
  if type(param.value) ~= "table" then return nil end
  local labels = {}
  for i, band in ipairs(param.value) do labels[i] = band.label end
  return #labels > 0 and labels or nil
end

define("band", 2, 2, function(c, ast, _, arguments, scope)
  local value, reference = c.scalar(c, arguments[1], scope), arguments[2]
  local param = reference.tag == "param" and not reference[2] and call.find_param(c, reference)
  if not param or param.shape ~= "bands" then
    problem.raise(reference, "band の二つ目には区分の基準値 $名前 を書く",
      "the second argument of band is a parameter that holds bands: $NAME")
  end
  if not types.match(value.type, param) then
    problem.raise(ast, "%sは%sの区分に当てはめられない。%s", "a value of type %s has no place in bands of type %s; %s",
      types.show(value.type), types.show(param), types.advice(value.type, param))
  end
  local node = emit.node(c, "band", "text", ast, emit.force(c, emit.as(value, param)), param.index)
  return operand(ast, node, { type = "text", values = labels_of(param) })
end)

define("today", 0, 0, function(c, ast)
  return operand(ast, emit.node(c, "today", "date", ast), types.date)
end)

local function of_type(c, name, argument, scope, wanted)
  local value = c.scalar(c, argument, scope)
  if value.type.type ~= wanted.type then
    problem.raise(argument, "%s には%sが要るが、これは%sである", "%s takes a value of type %s, not %s", name,
      types.show(wanted), types.show(value.type))
  end
  return emit.force(c, value)
end

define("date", 1, 1, function(c, ast, name, arguments, scope)
  local value = of_type(c, name, arguments[1], scope, types.datetime)
  return operand(ast, emit.node(c, "dateof", "date", ast, value), types.date)
end)

define("fiscal_year_start", 1, 1, function(c, ast, name, arguments, scope)
  if not scope.kind then
    problem.raise(ast, "%s は組織の年度始めを読むので、記録の条件の中でだけ使える",
      "%s reads when the organization's year starts; it can only be used about a record", name)
  end
  local value = of_type(c, name, arguments[1], scope, types.date)
  return operand(ast, emit.node(c, "fiscal_year_start", "date", ast, value), types.date)
end)

local function count_arguments(ast, name, arguments, is)
  local given = #arguments
  if given >= is.least and given <= is.most then return end
  local wanted = is.least == is.most and tostring(is.least) or ("%d..%d"):format(is.least, is.most)
  problem.raise(ast, "%s の引数は%s個である（書かれたのは%d個）", "%s takes %s arguments (%d are given)", name, wanted, given)
end

-- Compiles name(arguments); ast is the whole call.
function call.compile(c, ast, name, arguments, scope)
  local is = functions[name]
  if not is then unknown.call(scope, ast, name) end
  count_arguments(ast, name, arguments, is)
  return is.compile(c, ast, name, arguments, scope)
end

return call
