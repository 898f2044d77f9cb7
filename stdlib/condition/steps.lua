-- Writing the steps of a path as nodes: scalars by `via`, lists by `through` and `flat`.
--
-- A step is { op, at = { kind, type } it leads to, from, to (of its name in the text), head (where its
-- path begins), list = true for lists, and what its op needs: kind, field, inverse, arguments }.

local emit = require "condition.emit"
local problem = require "condition.problem"

-- Where a value of a type leads: names can follow only a reference to one kind.
local function place_of(c, of)
  local kind = of.type == "ref" and of.target ~= "any" and c.schema.by_name[of.target] or nil
  return { kind = kind, type = of }
end

local function relation(c, step)
  local arguments, kind = step.arguments, step.kind
  if #arguments ~= 1 then
    problem.raise(arguments, "%s(…) にはたどる参照を一つ書く", "%s(…) takes one relation to follow", step.op)
  end
  local operand = c.compile(c, arguments[1], step.scope)
  local leads = operand.list and not operand.tail and operand.kind
    or operand.node and not operand.call and place_of(c, operand.type).kind
  if leads ~= kind then
    problem.raise(arguments[1], "たどる先が同じ種別「%s」の記録でない",
      "this does not lead to records of the same kind '%s'", kind.name)
  end
  return operand.list or operand.node
end

local write = {}

function write.field(c, step, own)
  emit.read(c, step.kind.index, step.field.index, own)
  return emit.node(c, "field", step.field.type, step, step.kind.index, step.field.index)
end

function write.id(c, step) return emit.node(c, "field", "text", step, step.kind.index, -1) end

function write.self(c, step) return emit.node(c, "self", "ref", step) end

function write.it(c, step) return emit.node(c, "it", step.at.type.type, step) end

function write.cyclic(c, step) return emit.node(c, "cyclic", "bool", step, relation(c, step)) end

function write.items(c, step, own)
  emit.read(c, step.kind.index, step.field.index, own)
  return emit.node(c, "items", "list", step, step.kind.index, step.field.index, emit.element(step.at))
end

function write.backward(c, step)
  local inverse = step.inverse
  emit.read(c, inverse.source, -1)
  emit.read(c, inverse.holder, inverse.field)
  return emit.node(c, "backward", "list", step, inverse.index, emit.element(step.at))
end

function write.records(c, step)
  emit.read(c, step.kind.index, -1)
  return emit.node(c, "records", "list", step, step.kind.index, emit.element(step.at))
end

function write.reach(c, step)
  return emit.node(c, "reach", "list", step, relation(c, step), emit.element(step.at))
end

local steps = { place_of = place_of }

-- Steps first … last, none of them a list, as a scalar; node: the reference they start from, or nil.
function steps.scalar(c, list, first, last, node, own)
  for i = first, last do
    local step = list[i]
    if step.op == "cast" then
      node = emit.node(c, "cast", "ref", { from = step.head, to = step.to }, node, step.kind.index)
    else
      local leaf = write[step.op](c, step, own and not node)
      local span = { from = step.head, to = step.to }
      node = node and emit.node(c, "via", step.at.type.type, span, node, leaf) or leaf
    end
  end
  return node
end

-- The number of the last step that leads to a list, or 0.
function steps.last_list(list)
  for i = #list, 1, -1 do
    if list[i].list then return i end
  end
  return 0
end

-- The list that steps 1 … last lead to, an element once for every way to it. node: the reference
-- they start from, or list: the list node, or neither.
function steps.list(c, all, last, node, list, own)
  local first = 1
  for i = 1, last do
    local step = all[i]
    if step.list then
      node = steps.scalar(c, all, first, i - 1, node, own)
      local span = { from = step.head, to = step.to }
      local leaf = write[step.op](c, step, own and not node)
      if node then leaf = emit.node(c, "through", "list", span, node, leaf, emit.element(step.at)) end
      list = list and emit.node(c, "flat", "list", span, list, leaf, emit.element(step.at)) or leaf
      node, own, first = nil, false, i + 1
    end
  end
  return list
end

return steps
