-- Conditions: the small expression language of rules, compiled for the engine. doc/conditions.md
-- describes the language; engine/rules/expr.h, what comes out.
--
--   text ─ normalise ─ syntax, grammar ─► tree ─ expression, call, path, steps ─ emit ─► nodes
--                                               types, literal         problem, unknown

local expression = require "condition.expression"
local emit = require "condition.emit"
local normalise = require "condition.normalise"
local path = require "condition.path"
local problem = require "condition.problem"
local syntax = require "condition.syntax"
local types = require "condition.types"

local condition = {}

local JAPAN = 9 * 3600

-- What of an expression goes into the declaration document: see engine/lua/lua_values.c.
local in_document = { document = { "file", "kind", "line", "nodes", "text", "type" } }

local function new_context(options)
  return {
    schema = options.schema, param = options.param, zone = options.zone or JAPAN,
    nodes = {}, reads = {}, same = {}, noted = {}, noted_same = {}, depth = 0,
    compile = expression.compile, truth = expression.truth, scalar = expression.scalar,
  }
end

local function unexpected(tree, operand, expect)
  local is, advice = types.show(operand.type), types.advice(expect, operand.type)
  if operand.list then
    is, advice = { ja = "並び", en = "a list" }, { ja = "any count min などを使う", en = "use any, count, min …" }
  end
  problem.raise(tree, "ここには%sの式が要るが、これは%sである。%s",
    "an expression of type %s must stand here, not %s; %s", types.show(expect), is, advice)
end

local function fits(operand, expect)
  if operand.list then
    return expect.type == "list" or expect.list and types.match(expect, operand.type)
  end
  return not expect.list and types.match(expect, operand.type)
end

-- Writes the root, and returns its type's name and its type.
local function finish(c, tree, operand, expect)
  if operand.tail then
    problem.raise(tree, "並びの要素ごとの値は一つの値にならない。any all count min max sum を使う",
      "values of each element are not one value; use any, all, count, min, max or sum")
  elseif expect and not fits(operand, expect) then
    unexpected(tree, operand, expect)
  elseif operand.list then
    return "list", operand.type
  end
  operand = expect and emit.as(operand, expect) or operand
  emit.force(c, operand)
  return operand.type.type, operand.type
end

local function run(text, options, c)
  local tree = syntax.parse(text)
  local operand = expression.compile(c, tree, path.first_scope(options.kind))
  local expect = options.expect
  if type(expect) == "string" then expect = { type = expect } end
  return finish(c, tree, operand, expect)
end

local function carry_back(nodes, map)
  for _, node in ipairs(nodes) do node[3], node[4] = map[node[3]], map[node[4]] end
end

local function prepare(text)
  if syntax.check(text) then return text end -- ASCII
  return normalise(text)
end

local function failure(raised, map)
  if not problem.is(raised) then error(raised, 0) end
  local from, to = raised.from - 1, raised.to - 1
  if map then from, to = map[from], map[to] end
  return nil, { from = from, to = to, ja = raised.ja, en = raised.en, missing = raised.missing }
end

-- Compiles a condition. options:
--   text, file, line  the condition and where it stands
--   kind              the kind (of the schema) whose records it is about, or nil: constants and
--                     parameters only
--   schema            see stdlib/schema
--   param(name)       the parameter { index, shape, type, unit, keys, value }, or nil and why { ja, en }
--   expect            the type it must have: its name, or a field; nil: any
--   zone              seconds east of Greenwich for datetimes without an offset; +09:00
-- Returns { text, file, line, kind, type, of, nodes, reads, same }, or nil and the problem
-- { from, to, ja, en, missing }: bytes [from, to) of the text, counted from 0; missing: the
-- { kind, name } of a field that is not there.
--   type, of          the type's name; the type itself (of a "list" that of its elements)
--   reads             all fields that it may read, as { kind, field } pairs; field -1: which records
--                     of the kind there are
--   same              those of them that it reads on the record itself
function condition.compile(options)
  local text = options.text
  local fine, ascii, map = pcall(prepare, text)
  if not fine then return failure(ascii) end
  local c = new_context(options)
  local compiled, result, of = pcall(run, ascii, options, c)
  if not compiled then return failure(result, map) end
  if map then carry_back(c.nodes, map) end
  return setmetatable({
    text = text, file = options.file, line = options.line, kind = options.kind and options.kind.index or -1,
    type = result, of = of, nodes = c.nodes, reads = c.reads, same = c.same,
  }, in_document)
end

return condition
