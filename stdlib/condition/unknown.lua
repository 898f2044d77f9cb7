-- A name that means nothing where it stands: what to tell, with the nearest name and the remedy.

local problem = require "condition.problem"
local types = require "condition.types"

local unknown = {}

local FUNCTIONS = {
  "count", "any", "all", "min", "max", "sum", "present", "given", "known", "if", "least", "greatest",
  "first", "band", "today", "date", "fiscal_year_start", "reach", "cyclic",
}
local is_function = {}
for _, name in ipairs(FUNCTIONS) do is_function[name] = true end

local nothings = { null = true, ["nil"] = true, none = true, missing = true, unknown = true }

local function sorted(names)
  table.sort(names)
  return names
end

-- The names that can stand in the records of a kind.
local function names_in(schema, kind, at_start)
  local names = { "id" }
  for name in pairs(kind.by_name) do names[#names + 1] = name end
  for name in pairs(kind.inverse_by_name) do names[#names + 1] = name end
  if kind.singleton then
    for name in pairs(schema.by_plural) do names[#names + 1] = name end
  end
  if at_start then table.move({ "self", "it", "outer", "organization" }, 1, 4, #names + 1, names) end
  return sorted(names)
end

local function has(kind, name)
  return kind and (kind.by_name[name] or kind.inverse_by_name[name]) ~= nil
end

-- Whether the value on the other side of a comparison is an enumeration that has the name.
local function is_value(c, name)
  for _, value in ipairs(c.values or {}) do
    if value == name then return true end
  end
  return false
end

-- Remedies for a name at the start of a path, in two languages.
local function remedy(walk, name)
  local c, outer = walk.c, walk.scope.outer
  if is_value(c, name) then
    return ("選択肢は引用符で囲む: '%s'"):format(name), ("values stand in quotes: '%s'"):format(name)
  elseif nothings[name] then
    return "値の有無は present(…) で調べる", "present(…) tells whether there is a value"
  elseif outer and outer.at and has(outer.at.kind, name) then
    return ("外側の記録の項目は outer.%s と書く"):format(name),
      ("the enclosing record's field is outer.%s"):format(name)
  elseif c.schema.by_plural[name] and c.schema.organization then
    return ("組織の記録は organization.%s と書く"):format(name),
      ("the organization's records are organization.%s"):format(name)
  elseif is_function[name] then
    return ("これは関数である: %s(…)"):format(name), ("this is a function: %s(…)"):format(name)
  end
end

local function at_start(walk) return #walk.steps == #(walk.scope.prefix or {}) and not walk.node end

-- No field and no way back of a kind.
function unknown.name(walk, kind, name)
  walk.missing = { kind = kind, name = name }
  if at_start(walk) then
    local ja, en = remedy(walk, name)
    if ja then
      problem.raise(walk, "「%s」は種別「%s」の項目でない。%s", "'%s' is not a field of kind '%s'; %s", name,
        kind.name, { ja = ja, en = en })
    end
  end
  problem.raise(walk, "種別「%s」に項目「%s」はない%s", "kind '%s' has no field '%s'%s", kind.name, name,
    problem.suggestion(name, names_in(walk.c.schema, kind, at_start(walk))))
end

function unknown.member(walk, kind, group, name)
  local names, prefix = {}, group.name .. "."
  for other in pairs(kind.by_name) do
    if other:sub(1, #prefix) == prefix then names[#names + 1] = other:sub(#prefix + 1) end
  end
  local missing = { kind = kind, name = prefix .. name }
  problem.raise({ from = walk.to + 1, to = walk.to + 1 + #name, missing = missing }, "グループ「%s」に項目「%s」はない%s",
    "group '%s' has no field '%s'%s", group.name, name, problem.suggestion(name, sorted(names)))
end

-- After a reference to any kind only the name of a kind can follow.
function unknown.cast(walk, name)
  local names = {}
  for _, kind in ipairs(walk.c.schema.kinds) do
    if not kind.parent or kind.parent < 0 then names[#names + 1] = kind.name end
  end
  problem.raise(walk, "「%s」という種別はない%s。種別を問わない参照では先に種別を書く: subject.system.name",
    "there is no kind '%s'%s; after a reference to any kind the kind comes first: subject.system.name", name,
    problem.suggestion(name, sorted(names)))
end

-- A name within a value that has no fields.
function unknown.inside(walk, of, name)
  if #walk.steps == #(walk.scope.prefix or {}) then
    problem.raise(walk, "並びの要素は値であり「%s」という項目はない。要素は it、外側の記録は outer.%s、"
      .. "元の記録での絞り込みは min(並び where 条件, 値) のように書く",
      "the elements are values and have no field '%s'; the element is it, the enclosing record outer.%s; "
      .. "to choose by the record write min(LIST where CONDITION, VALUE)", name, name)
  end
  problem.raise(walk, "「%s」の前の値は%sであり、その先に項目はない",
    "'%s' follows a value of type %s, which has no fields", name, types.show(of))
end

-- There is no record at all: the value of a parameter, for example.
function unknown.nothing(walk, name)
  problem.raise(walk, "「%s」は使えない。ここには記録がなく、書けるのは定数と基準値だけである",
    "'%s' cannot be used: there is no record here, only constants and parameters", name)
end

-- A function that does not exist.
function unknown.call(scope, span, name)
  if scope.at and has(scope.at.kind, name) then
    problem.raise(span, "「%s」は項目であり、関数ではない。括弧を付けない",
      "'%s' is a field, not a function; leave the parentheses out", name)
  end
  problem.raise(span, "関数「%s」はない%s", "there is no function '%s'%s", name,
    problem.suggestion(name, FUNCTIONS))
end

return unknown
