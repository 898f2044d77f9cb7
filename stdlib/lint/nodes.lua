-- The nodes of compiled conditions (engine/rules/expr.h): which of their arguments are nodes, which
-- parts say the same, and what a part may be by its field.

local nodes = {}

local FIRST = 5 -- { op, type, from, to, arguments … }

-- Which arguments are nodes: from which one to which one, if they are there.
local ONE, TWO, THREE, MANY = { 1, 1 }, { 1, 2 }, { 1, 3 }, { 1, 64 }
local CHILDREN = {
  via = TWO, cast = ONE, org = ONE, outer = ONE, through = TWO, flat = TWO, reach = ONE, where = TWO,
  agg = { 2, 3 }, cyclic = ONE, ["in"] = TWO, ["and"] = TWO, ["or"] = TWO, ["not"] = ONE, eq = TWO, ne = TWO,
  lt = TWO, le = TWO, gt = TWO, ge = TWO, add = TWO, sub = TWO, mul = TWO, div = TWO, neg = ONE,
  present = ONE, known = ONE, ["if"] = THREE, least = MANY, greatest = MANY, first = MANY, band = ONE,
  lookup = { 2, 64 }, dateof = ONE, fiscal_year_start = ONE, given = ONE,
}

-- The numbers of the nodes below a node, counted from 1.
function nodes.children(node)
  local range, list = CHILDREN[node[1]], {}
  for at = range and range[1] or 1, range and range[2] or 0 do
    local child = node[FIRST + at - 1]
    if child and child >= 0 then list[#list + 1] = child + 1 end
  end
  return list
end

-- ---- which say the same -------------------------------------------------------------------------

local function is_child(node, at)
  local range = CHILDREN[node[1]]
  return range and at >= range[1] and at <= range[2]
end

local function text_of(value)
  if type(value) ~= "table" then return type(value) .. ":" .. tostring(value) end
  local keys, list = {}, {}
  for key in next, value do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for i, key in ipairs(keys) do list[i] = tostring(key) .. "=" .. text_of(value[key]) end
  return "{" .. table.concat(list, ",") .. "}"
end

-- A number for each node: nodes that say the same have the same. known: filled as needed; shared by
-- expressions about the same record.
function nodes.keys(list, known)
  local keys = {}
  for i, node in ipairs(list) do
    local parts = { node[1] }
    for at = 1, #node - FIRST + 1 do
      local argument = node[FIRST + at - 1]
      if is_child(node, at) and argument >= 0 then parts[#parts + 1] = "#" .. keys[argument + 1]
      else parts[#parts + 1] = text_of(argument) end
    end
    local text = table.concat(parts, "\0")
    if not known[text] then
      known.count = (known.count or 0) + 1
      known[text] = known.count
    end
    keys[i] = known[text]
  end
  return keys
end

-- ---- what a part may be -------------------------------------------------------------------------

local WHOLE = { int = true, date = true, period = true }

-- The field that a path ends in; own: of the record itself.
local function field_of(list, node, schema_kinds)
  local own = true
  while node do
    local op = node[1]
    if op == "field" then
      local kind = schema_kinds[node[5] + 1]
      return kind and kind.fields[node[6] + 1], own and kind
    end
    local inner = op == "via" and node[6] or (op == "org" or op == "outer") and node[5]
    own = own and op == "org"
    node = inner and list[inner + 1]
  end
end

local function set_of(values)
  local set = {}
  for _, value in ipairs(values) do set[value] = true end
  return set
end

-- A field that data cannot leave out: engine/model/required.c.
local function is_always_there(field, kind)
  return kind and field.required and not field.derived and not field.group and not kind.derived
    and (not kind.parent or kind.parent < 0)
end

-- What a value can be before anything is said of it.
function nodes.domain(list, node, document)
  local of = { whole = WHOLE[node[2]] }
  local field, kind = field_of(list, node, document.kinds)
  if node[1] == "agg" and node[5] == "count" then
    local over = list[node[6] + 1][1]
    of.low, of.present = 0, over == "records" or over == "backward" or nil
  end
  if not field then return of end
  if not field.derived then
    if field.values then of.set = set_of(field.values) end
    of.low, of.high = field.min, field.max
  end
  if is_always_there(field, kind) then of.present = true end
  return of
end

return nodes
