-- Queries of the REPL (doc/repl.md): text → plan. Expressions are those of conditions, read by the same
-- grammar and typed in the same way; here is what stands around them.
--
-- A plan, for engine/eval/inquiry_query.c (numbers count from 0):
--   { kind, where = EXPRESSION or absent, grouped = bool, limit (absent: all rows), verdicts = bool: whether
--     the records of the verdicts are looked at,
--     columns = { { name, expression or absent, type, unit, aggregate, group } … },
--     group = { { expression, values } … }, order = { { expression or column, desc, values } … } }
--   column:     without expression the record's id, or the number of rows (aggregate "count")
--   aggregate:  of the rows of a group: count any all min max sum
--   group:      the column shows what the rows are grouped by: the number of it
--   values:     the order of the values, where they have one of their own

local call_names = { count = true, any = true, all = true, min = true, max = true, sum = true }

local clauses = require "query.clauses"
local condition = require "condition"
local grammar = require "condition.grammar"
local normalise = require "condition.normalise"
local problem = require "condition.problem"
local schemas = require "query.schema"
local syntax = require "condition.syntax"
local types = require "condition.types"

local query = {}

local world -- what `begin` was told

function query.begin(given)
  local schema = schemas.new(given)
  world = {
    schema = schema, names = schemas.names(schema), param = schemas.params(given.params), zone = given.zone,
  }
  return true
end

-- ---- expressions ---------------------------------------------------------------------------------

local in_plan = { document = {
  "aggregate", "column", "desc", "expression", "group", "name", "of", "type", "unit", "values",
} }

local function raise_at(piece, fault)
  problem.raise({ from = piece.from + fault.from, to = piece.from + fault.to }, "%s", "%s", fault)
end

-- Compiles a piece of the query: the expression, or nil and what is wrong.
local function attempt(self, piece, expect)
  return condition.compile {
    text = piece.text, file = "", line = 1, kind = self.kind, schema = world.schema, expect = expect,
    param = world.param, zone = world.zone,
  }
end

-- What a pack computes is there only if the pack is judged by, or used by one that is.
local function check_needed(piece, what)
  if what.unneeded then
    problem.raise(piece, "「%s」は基準パック「%s」の算出項目だが、いま判定に使っていない。--pack に加える",
      "'%s' is computed by pack '%s', which is not among those that are judged by; add it with --pack",
      what.name, what.unneeded)
  end
end

local function compile(self, piece, expect)
  local compiled, fault = attempt(self, piece, expect)
  if not compiled then raise_at(piece, fault) end
  for _, read in ipairs(compiled.reads) do
    local kind = world.schema.kinds[read[1] + 1]
    check_needed(piece, kind.fields[read[2] + 1] or kind)
    self.reads[read[1]] = true
  end
  if compiled.of.type == "group" then
    problem.raise(piece, "グループは一つの値でない。項目を選ぶ（例 standby.type）",
      "a group is not one value; choose a field of it, as standby.type")
  end
  return compiled
end

local function values_of(compiled)
  local of = compiled.of
  return compiled.type ~= "list" and (of.type == "enum" or of.type == "text") and of.values or nil
end

local function column(name, compiled, more)
  local made = more or {}
  made.name = name
  if compiled then
    made.expression, made.type = compiled, compiled.type
    made.unit, made.values, made.of = compiled.of.unit, values_of(compiled), compiled.of.type
  end
  return setmetatable(made, in_plan)
end

-- ---- aggregates over rows ------------------------------------------------------------------------

-- "max(rto)": its name, and the piece in the parentheses, or nil without one; nil if it is none.
local function called(piece)
  local fine, tree = pcall(grammar.match, piece.text)
  if not fine or not tree or tree.tag ~= "path" or #tree ~= 2 then return nil end
  local name, arguments = tree[1], tree[2]
  if not call_names[name] or type(arguments) ~= "table" or #arguments > 1 then return nil end
  local inner = arguments[1]
  if not inner then return name end
  return name, { text = piece.text:sub(inner.from, inner.to - 1), from = piece.from + inner.from - 1,
    to = piece.from + inner.to - 1 }
end

-- Whether something stands there that only the rows of a group can answer: count(), or an aggregate of
-- what is a single value for each record.
local function needs_rows(self, piece)
  local name, inner = called(piece)
  if not name then return false end
  if not inner then return name == "count" end
  local compiled = attempt(self, inner)
  return compiled ~= nil and compiled.type ~= "list"
end

local of_truth = { count = true, any = true, all = true }

local function check_aggregate(name, inner, compiled)
  local of = compiled.of
  if compiled.type == "list" then
    problem.raise(inner, "行をまとめる %s には、記録ごとに一つの値を書く", "%s over rows takes one value for each record", name)
  elseif name == "sum" and not types.is_summable(of) or not of_truth[name] and not types.is_ordered(of) then
    problem.raise(inner, "%sの %s は求められない", "values of type %s have no %s", types.show(of), name)
  end
end

local function aggregate(self, item, name, inner)
  if not inner and name ~= "count" then
    problem.raise(item, "%s の括弧には値を書く", "%s takes a value", name)
  end
  local compiled = inner and compile(self, inner, of_truth[name] and "bool" or nil)
  if compiled then check_aggregate(name, inner, compiled) end
  local made = column(item.name or item.text, compiled, { aggregate = name })
  if name == "count" then made.type, made.unit = "int", nil end
  return made
end

-- ---- clauses -------------------------------------------------------------------------------------

local function squeezed(text) return (text:gsub("%s+", "")) end

-- The number of the piece that says the same, or nil.
local function find(list, piece)
  for i, other in ipairs(list or {}) do
    if squeezed(other.text) == squeezed(piece.text) or other.name and other.name == piece.text then
      return i - 1
    end
  end
end

local function grouped_column(self, item)
  local group = find(self.query.group, item)
  if group then
    local piece = self.query.group[group + 1]
    return column(item.name or item.text, piece.compiled, { group = group })
  end
  local name, inner = called(item)
  if not name then
    problem.raise(item, "「%s」は group by にない。まとめた行からは count() min(…) max(…) sum(…) any(…) all(…) を求める",
      "'%s' is not among group by; of grouped rows there are count(), min(…), max(…), sum(…), any(…), all(…)",
      item.text)
  end
  return aggregate(self, item, name, inner)
end

local function plain_column(self, item)
  return column(item.name or item.text, compile(self, item))
end

local function group_of(self)
  local list = {}
  for i, piece in ipairs(self.query.group or {}) do
    piece.compiled = compile(self, piece)
    if piece.compiled.type == "list" then
      problem.raise(piece, "並びでまとめることはできない。一つの値を書く", "rows cannot be grouped by a list; write one value")
    end
    list[i] = setmetatable({ expression = piece.compiled, values = values_of(piece.compiled) }, in_plan)
  end
  return list
end

-- Whether rows become groups.
local function is_grouped(self)
  local parts = self.query
  if parts.counts or parts.group then return true end
  for _, item in ipairs(parts.select or {}) do
    if needs_rows(self, item) then return true end
  end
  return false
end

local function named_fields(kind, compiled, list, seen)
  for _, read in ipairs(compiled and compiled.same or {}) do
    local field = kind.fields[read[2] + 1]
    if read[1] == kind.index and field and not seen[field.name] and field.type ~= "group" then
      seen[field.name] = true
      list[#list + 1] = { text = field.name, from = 1, to = 1 }
    end
  end
end

-- Without select: the id, the name, and the fields that the query is about.
local function usual(self, where, order)
  local kind, list, seen = self.kind, {}, {}
  for _, name in ipairs { "name", "title" } do
    if kind.by_name[name] and not seen.name and not kind.shows then
      seen[name] = true
      list[#list + 1] = { text = name, from = 1, to = 1 }
    end
  end
  for _, name in ipairs(kind.shows or {}) do
    list[#list + 1] = { text = name, from = 1, to = 1 }
    seen[name] = true
  end
  named_fields(kind, where, list, seen)
  for _, key in ipairs(order) do named_fields(kind, key.expression, list, seen) end
  local columns = kind.shows and {} or { column("id", nil, { type = "text" }) }
  for _, item in ipairs(list) do columns[#columns + 1] = plain_column(self, item) end
  return columns
end

-- Without select, of groups: what they are grouped by, and how many rows they have.
local function usual_of_groups(self)
  local columns = {}
  for i, piece in ipairs(self.query.group or {}) do
    columns[i] = column(piece.text, piece.compiled, { group = i - 1 })
  end
  columns[#columns + 1] = aggregate(self, { text = "count()" }, "count")
  return columns
end

local function order_by(self, grouped)
  local list = {}
  for i, key in ipairs(self.query.order or {}) do
    local at = find(self.query.select, key)
    local made
    if at then
      made = { column = at }
    elseif grouped then
      made = { pending = key }
    else
      local compiled = compile(self, key)
      made = { expression = compiled, values = values_of(compiled) }
      if compiled.type == "list" then
        problem.raise(key, "並びには順序がない。一つの値を書く", "a list has no order; write one value")
      end
    end
    made.desc = key.desc or false
    list[i] = setmetatable(made, in_plan)
  end
  return list
end

-- Groups can be ordered by what they are grouped by and by aggregates: by columns, shown or not.
local function order_groups(self, order, columns)
  for _, key in ipairs(order) do
    if key.pending then
      local item = key.pending
      local at = find(columns, { text = item.text })
      if not at then
        columns[#columns + 1] = grouped_column(self, item)
        columns[#columns].name, at = "", #columns - 1
      end
      key.column, key.pending = at, nil
    end
  end
  for _, key in ipairs(order) do
    if key.column then key.values = columns[key.column + 1].values end
  end
end

-- Columns of one name are told apart by a number.
local function name_apart(columns)
  local seen = {}
  for _, item in ipairs(columns) do
    item.text = item.name
    seen[item.text] = (seen[item.text] or 0) + 1
    if seen[item.text] > 1 then item.name = item.text .. "_" .. seen[item.text] end
  end
end

-- ---- the plan ------------------------------------------------------------------------------------

local function table_names()
  local names = {}
  for _, kind in ipairs(world.schema.kinds) do
    names[#names + 1] = kind.name
    if kind.plural ~= "" then names[#names + 1] = kind.plural end
  end
  table.sort(names)
  return names
end

local function kind_of(at)
  local kind = world.names[at.name]
  if kind then return kind end
  problem.raise(at, "「%s」という種別はない%s。kinds で一覧が出る", "there is no kind '%s'%s; kinds lists them", at.name,
    problem.suggestion(at.name, table_names()))
end

local function plan_of(text)
  local parts = clauses.parse(text)
  local self = { query = parts, kind = kind_of(parts.table), reads = {} }
  check_needed(parts.table, self.kind)
  self.reads[self.kind.index] = true
  local where = parts.where and compile(self, parts.where, "bool")
  local grouped = is_grouped(self)
  local group, order = group_of(self), order_by(self, grouped)
  local columns = {}
  for i, item in ipairs(parts.select or {}) do
    columns[i] = (grouped and grouped_column or plain_column)(self, item)
  end
  if #columns == 0 then columns = grouped and usual_of_groups(self) or usual(self, where, order) end
  name_apart(columns)
  order_groups(self, order, columns)
  return {
    kind = self.kind.index, where = where, grouped = grouped, columns = columns, group = group, order = order,
    limit = parts.rows, verdicts = self.reads[world.schema.verdict] or false,
  }
end

-- The plan of a query, or { problem = { from, to, ja, en } }: bytes [from, to) of the text, from 0.
function query.plan(argument)
  local text = argument.text
  local fine, ascii, map = pcall(function()
    syntax.check(text)
    return normalise(text)
  end)
  if fine then fine, ascii = pcall(plan_of, ascii) end
  if fine then return ascii end
  if not problem.is(ascii) then error(ascii, 0) end
  local from, to = ascii.from - 1, ascii.to - 1
  if map then from, to = map[from] or #text, map[to] or #text end
  return { problem = { from = from, to = to, ja = ascii.ja, en = ascii.en } }
end

return query
