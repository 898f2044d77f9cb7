-- Paths: `owner.superior.name`, `standby.type`, `dependents.effective_rto`, `subject.system.rto`,
-- `organization.systems`, `outer.rto`, `approver.reach(superior)`.
--
-- A path is first walked: each name becomes a step, which knows what it leads to. Then the steps are
-- written: those up to the last list as one list node (through, flat), those behind it as the tail of
-- a list operand, or all of them as one scalar (via).
--
-- A scope says where names are looked up:
--   { kind = kind of the frame's rows or nil, at = { kind, type }: where names start,
--     prefix = steps from the frame's row or element to there, own = it is the first frame's record,
--     outer = the scope around it }

local emit = require "condition.emit"
local problem = require "condition.problem"
local steps = require "condition.steps"
local types = require "condition.types"
local unknown = require "condition.unknown"

local path = {}

local MOST_STEPS = 16

-- ---- scopes ----

local function reference_to(kind) return { type = "ref", target = kind.name } end

local function is_child(kind) return kind.parent ~= nil and kind.parent >= 0 end

local place_of = steps.place_of

local function place_in(kind)
  return { kind = kind, type = not is_child(kind) and reference_to(kind) or { type = "group" } }
end

function path.first_scope(kind)
  return { kind = kind, at = kind and place_in(kind) or nil, own = true }
end

function path.element_scope(list, outer)
  local at = list.at or list.kind and place_in(list.kind) or { type = list.type }
  return { kind = list.kind, at = at, prefix = list.tail, outer = outer }
end

-- ---- walking ----

local function add(walk, op, to, more)
  if #walk.steps >= MOST_STEPS then
    problem.raise(walk.ast, "経路が長すぎる（%d段まで）", "this path is too long (at most %d steps)", MOST_STEPS)
  end
  local step = more or {}
  step.op, step.at, step.head, step.from, step.to = op, to, walk.head, walk.from, walk.to
  walk.steps[#walk.steps + 1] = step
  walk.at = to
end

local function add_list(walk, op, to, more)
  if walk.scalars then
    problem.raise(walk.ast, "種別を問わない参照の並びの先に、さらに並びは続けられない。any(並び, …) の中に書く",
      "a list cannot be followed through references to any kind; write it inside any(list, …)")
  end
  more.list = true
  add(walk, op, to, more)
  walk.scalars = not to.kind
end

-- A field, or as much of "group.member" as there is. Returns how many further items it took.
local function add_field(walk, kind, field)
  local c, ast, taken = walk.c, walk.ast, 0
  while field.type == "group" and not (field.child and field.child >= 0) do
    local member = ast[walk.i + taken + 1]
    if type(member) ~= "string" then break end
    local inner = kind.by_name[field.name .. "." .. member]
    if not inner then unknown.member(walk, kind, field, member) end
    taken, field = taken + 1, inner
    walk.to = walk.to + 1 + #member
  end
  if field.child and field.child >= 0 then
    local child = c.schema.kinds[field.child + 1]
    add_list(walk, "items", place_in(child), { kind = kind, field = field })
  elseif field.list then
    add_list(walk, "items", place_of(c, field), { kind = kind, field = field })
  else
    add(walk, "field", place_of(c, field), { kind = kind, field = field })
  end
  return taken
end

local function add_inverse(walk, inverse)
  local source = walk.c.schema.kinds[inverse.source + 1]
  add_list(walk, "backward", place_in(source), { inverse = inverse })
end

-- What a name is in the records of a kind. Returns how many further items of the path it took, or nil.
local function step_in(walk, kind, name)
  local c = walk.c
  local field = kind.by_name[name]
  if field then return add_field(walk, kind, field) end
  local inverse = kind.inverse_by_name[name]
  if inverse then return add_inverse(walk, inverse) or 0 end
  local plural = kind.singleton and c.schema.by_plural[name]
  if plural then
    add_list(walk, "records", place_in(plural), { kind = plural })
    return 0
  elseif name == "id" and not is_child(kind) then
    add(walk, "id", { type = types.text }, { kind = kind })
    return 0
  elseif name == "parent" and is_child(kind) then
    local parent = c.schema.kinds[kind.parent + 1]
    add(walk, "self", { kind = parent, type = reference_to(parent) })
    return 0
  end
end

-- reach(relation) and cyclic(relation): they belong to the record that the path has come to.
local function step_called(walk, name, arguments)
  local kind = walk.at and walk.at.kind
  walk.to = arguments.to
  if not kind or is_child(kind) then
    problem.raise(arguments, "%s は記録から、同じ種別の記録への参照をたどる。ここには記録がない",
      "%s follows references between records of one kind, and there is no record here", name)
  end
  local scope = { kind = kind, at = place_in(kind), outer = walk.scope.outer,
    own = walk.scope.own and #walk.steps == 0 }
  local more = { kind = kind, arguments = arguments, scope = scope }
  if name == "reach" then
    add_list(walk, "reach", place_in(kind), more)
  else
    add(walk, "cyclic", { type = types.bool }, more)
  end
  return 1
end

local function step_cast(walk, name)
  local kind = walk.c.schema.by_name[name]
  if not kind or is_child(kind) then unknown.cast(walk, name) end
  local last = walk.steps[#walk.steps]
  if last and last.list or not last and not walk.node then add(walk, "it", walk.at) end
  add(walk, "cast", { kind = kind, type = reference_to(kind) }, { kind = kind })
  return 0
end

local callable = { reach = true, cyclic = true }

-- Takes the item at walk.i and what belongs to it; returns how many further items that were.
local function take(walk)
  local name, following = walk.ast[walk.i], walk.ast[walk.i + 1]
  walk.to = walk.from + #name
  if type(following) == "table" then
    if callable[name] then return step_called(walk, name, following) end
    problem.raise(walk, "「%s」は呼び出せない。ここで呼べるのは reach(…) と cyclic(…) だけである",
      "'%s' cannot be called here; only reach(…) and cyclic(…) can", name)
  end
  local at = walk.at
  if at.kind then return step_in(walk, at.kind, name) or unknown.name(walk, at.kind, name) end
  if at.type.type == "ref" then return step_cast(walk, name) end
  return unknown.inside(walk, at.type, name)
end

-- self, it: where the path starts. True if the name was one of them.
local function start(walk, name)
  local scope, at = walk.scope, walk.at
  if name ~= "self" and name ~= "it" or type(walk.ast[walk.i + 1]) == "table" then return false end
  walk.to = walk.from + #name
  if not at then unknown.nothing(walk, name) end
  if name == "it" or scope.prefix then
    if at.kind and is_child(at.kind) then
      problem.raise(walk, "it は値や記録を指す。グループの並びでは項目名を直接書くか、parent を使う",
        "'it' is a value or a record; in a list of groups write the field's name, or parent")
    end
    if not scope.prefix and not at.kind then add(walk, "it", at) end
  elseif not at.kind then
    problem.raise(walk, "ここの要素は記録ではない。it か outer を使う",
      "the elements here are not records; use it, or outer")
  elseif is_child(at.kind) then
    local parent = walk.c.schema.kinds[at.kind.parent + 1]
    add(walk, "self", { kind = parent, type = reference_to(parent) })
  end
  return true
end

-- Walks the rest of the path.
local function follow(walk)
  while walk.ast[walk.i] do
    walk.i = walk.i + 1 + take(walk)
    walk.from = walk.to + 1
  end
  return walk
end

local function tail_of(all, last)
  if last == #all then return nil end
  return table.move(all, last + 1, #all, 1, {})
end

-- What the steps come to as an operand. node: a reference, or list: a list operand, from which they
-- go on; otherwise from the frame.
local function finish(walk, node, list)
  local c, all, ast = walk.c, walk.steps, walk.ast
  local own, last = walk.scope.own, steps.last_list(all)
  if last == 0 and list then
    list.tail, list.at = #all > 0 and all or nil, #all > 0 and walk.at or nil
    return list
  elseif last == 0 then
    if #all == 0 and not node then node = emit.node(c, "self", "ref", ast) end
    node = steps.scalar(c, all, 1, #all, node, own)
    return { node = node, type = walk.at.type, from = ast.from, to = ast.to }
  end
  local at, tail = all[last].at, tail_of(all, last)
  return {
    list = steps.list(c, all, last, node, list and list.list, own), kind = at.kind, type = at.type,
    tail = tail, at = tail and walk.at, from = ast.from, to = ast.to,
  }
end

-- The value of a list's element: its tail, or the scalar itself; nil for records as such.
function path.element_value(c, list)
  if list.tail then
    local node = steps.scalar(c, list.tail, 1, #list.tail)
    return { node = node, type = list.at.type, from = list.from, to = list.to }
  elseif not list.kind then
    local node = emit.node(c, "it", list.type.type, list)
    return { node = node, type = list.type, from = list.from, to = list.to }
  end
end

-- The frame's record as a reference, for a list of records that is compared with references.
function path.element_self(c, list)
  return { node = emit.node(c, "self", "ref", list), type = list.type, from = list.from, to = list.to }
end

-- ---- the path as a whole ----

local function copy(all) return all and table.move(all, 1, #all, 1, {}) or {} end

-- i: the first item of the path that is to be taken, whose text begins at `from`
local function new_walk(c, scope, ast, at, i, from)
  return { c = c, scope = scope, ast = ast, at = at, i = i, head = from, from = from, to = from, steps = {} }
end

-- Wraps an operand in `outer` or `org`: the same, seen from another frame.
local function moved(c, op, operand, ast)
  if operand.list then
    operand.list = emit.node(c, op, "list", ast, operand.list, emit.element(operand))
  else
    operand.node = emit.node(c, op, operand.type.type, ast, emit.force(c, operand))
  end
  operand.from, operand.to = ast.from, ast.to
  return operand
end

local from_scope

local function from_outer(c, scope, ast, i, from)
  if not scope.outer then
    problem.raise({ from = from, to = from + 5 }, "outer は並びの要素の条件の中でだけ使える",
      "outer can only be used within a condition on the elements of a list")
  end
  return moved(c, "outer", from_scope(c, scope.outer, ast, i + 1, from + 6), ast)
end

local function from_organization(c, scope, ast, i, from)
  local organization = c.schema.organization
  if not organization then
    problem.raise({ from = from, to = from + 12 }, "組織の種別が宣言されていない",
      "no kind is declared for the organization")
  end
  if not scope.kind then -- a value has no organization: the record around it has
    if not scope.outer then unknown.nothing({ from = from, to = from + 12 }, "organization") end
    return moved(c, "outer", from_scope(c, scope.outer, ast, i, from), ast)
  elseif scope.kind == organization and not scope.prefix then
    return from_scope(c, scope, ast, i + 1, from + 13)
  end
  local inner = { kind = organization, at = place_in(organization) }
  local walk = follow(new_walk(c, inner, ast, inner.at, i + 1, from + 13))
  local operand = finish(walk)
  local first = walk.steps[1]
  if first and first.op == "records" then return operand end
  return moved(c, "org", operand, ast)
end

-- Items i … of the path, their names looked up in a scope; from: where the text of item i begins.
function from_scope(c, scope, ast, i, from)
  local name = ast[i]
  local called = type(ast[i + 1]) == "table"
  local at = scope.at
  local known = at and at.kind and name and (at.kind.by_name[name] or at.kind.inverse_by_name[name])
  if name == "outer" and not called then return from_outer(c, scope, ast, i, from) end
  if name == "organization" and not known and not called then
    return from_organization(c, scope, ast, i, from)
  end
  local walk = new_walk(c, scope, ast, at, i, from)
  walk.steps = copy(scope.prefix)
  if name and start(walk, name) then walk.i, walk.from = i + 1, walk.to + 1 end
  if not at and name then
    walk.to = from + #name
    unknown.nothing(walk, name)
  end
  if not at then problem.raise(ast, "ここには記録がない", "there is no record here") end
  return finish(follow(walk))
end

-- What follows a parenthesis: (systems where base).unit.head
local function from_operand(c, scope, ast, operand)
  local at = operand.list and (operand.at or { kind = operand.kind, type = operand.type })
    or place_of(c, operand.type)
  if operand.const or operand.call or at.type.type ~= "ref" and at.type.type ~= "group" then
    problem.raise(ast, "この値の先はたどれない。たどれるのは参照と並びである",
      "nothing follows this value; a path goes through references and lists")
  end
  local walk = new_walk(c, { outer = scope.outer }, ast, at, 2, ast[1].to + 1)
  walk.node = operand.node
  if operand.list then walk.steps, walk.scalars = copy(operand.tail), not operand.kind end
  return finish(follow(walk), operand.node, operand.list and operand)
end

-- Compiles a path that is not a function call.
function path.compile(c, scope, ast)
  local first = ast[1]
  if type(first) == "string" then return from_scope(c, scope, ast, 1, ast.from) end
  local operand = c.compile(c, first, scope)
  if not ast[2] then return operand end
  return from_operand(c, scope, ast, operand)
end

return path
