-- Whether a condition can be true, and whether it can be false. What is said here holds for every
-- record: where the answer is no, no facts make it so.
--
--   truth.narrow(c, node, wanted, known) → what is known if the node has that truth; nil: it never has
--   truth.is_sure(c, node, known)        → whether it is never unknown
--
-- known: domains (domain.lua) by the keys of parts (nodes.lua). `and` narrows one side after the other,
-- so that comparisons of the same path meet; of `or` one side is enough. Parts that are not understood
-- may be anything, but the same part is the same wherever it stands. So is `if(CONDITION, true)`: it
-- says on purpose that something is met or else unknown.
--
-- c: { nodes, keys, document, value = function(parameter) → its value or nil, steps = how much may be
-- tried }

local domain = require "lint.domain"
local nodes = require "lint.nodes"

local truth = {}

local COMPARISONS = { eq = true, ne = true, lt = true, le = true, gt = true, ge = true }
local OPPOSITE = { eq = "ne", ne = "eq", lt = "ge", le = "gt", gt = "le", ge = "lt" }
local FLIPPED = { eq = "eq", ne = "ne", lt = "gt", le = "ge", gt = "lt", ge = "le" }

local function node_at(c, index) return c.nodes[index + 1] end

local function with(known, key, of)
  if not of then return nil end
  local new = {}
  for other, value in next, known do new[other] = value end
  new[key] = of
  return new
end

-- ---- constants ----------------------------------------------------------------------------------

local function plain(value)
  if type(value) == "table" then value = value.value end
  local is = type(value)
  return (is == "number" and value == value or is == "string" or is == "boolean") and value or nil
end

local function is_whole(a, b) return math.type(a) == "integer" and math.type(b) == "integer" end

local FOLDS = {
  add = function(a, b) return a + b end, sub = function(a, b) return a - b end,
  mul = function(a, b) return a * b end,
}
local FOLDED = { int = true, duration = true }

-- The value of a part that is the same for all records, or nil.
local function constant(c, node)
  local op = node[1]
  if op == "const" then
    if node[2] == "list" then return nil end
    return plain(node[5])
  elseif op == "param" then
    return plain(c.value(node[5]))
  elseif op == "neg" or FOLDS[op] then
    local a = constant(c, node_at(c, node[5]))
    local b = op ~= "neg" and constant(c, node_at(c, node[6])) or 0
    if not (FOLDED[node[2]] and a and b and is_whole(a, b)) then return nil end
    return op == "neg" and -a or FOLDS[op](a, b)
  end
end

local function holds(op, a, b)
  if op == "eq" then return a == b end
  if op == "ne" then return a ~= b end
  if type(a) ~= "number" or type(b) ~= "number" then return nil end
  if op == "lt" then return a < b end
  if op == "le" then return a <= b end
  if op == "gt" then return a > b end
  return a >= b
end

-- ---- comparisons --------------------------------------------------------------------------------

local function domain_of(c, known, index)
  return known[c.keys[index + 1]] or nodes.domain(c.nodes, node_at(c, index), c.document)
end

local function with_constant(c, index, op, value, known)
  if type(value) == "boolean" and op ~= "eq" and op ~= "ne" then return known end
  local of = domain_of(c, known, index)
  if node_at(c, index)[2] == "bool" then of = domain.among(of, { [true] = true, [false] = true }) end
  return with(known, c.keys[index + 1], of and domain.compare(of, op, value))
end

-- How two parts lie to each other: -1, 0 or 1.
local BETWEEN = {
  eq = { [0] = true }, ne = { [-1] = true, [1] = true }, lt = { [-1] = true },
  le = { [-1] = true, [0] = true }, gt = { [1] = true }, ge = { [0] = true, [1] = true },
}
local ANY = { [-1] = true, [0] = true, [1] = true }

local function with_each_other(c, a, b, op, known)
  local left, right = c.keys[a + 1], c.keys[b + 1]
  if left > right then left, right, op = right, left, FLIPPED[op] end
  local key = left .. "~" .. right
  local start = known[key] or { set = left == right and { [0] = true } or ANY }
  known = with(known, key, domain.among(start, BETWEEN[op]))
  for _, index in ipairs { a, b } do
    known = known and with(known, c.keys[index + 1], domain.with_presence(domain_of(c, known, index), true))
  end
  return known
end

local function compare(c, node, wanted, known)
  local op = wanted and node[1] or OPPOSITE[node[1]]
  local a, b = constant(c, node_at(c, node[5])), constant(c, node_at(c, node[6]))
  if a ~= nil and b ~= nil then
    if holds(op, a, b) == false then return nil end
    return known
  elseif b ~= nil then
    return with_constant(c, node[5], op, b, known)
  elseif a ~= nil then
    return with_constant(c, node[6], FLIPPED[op], a, known)
  end
  return with_each_other(c, node[5], node[6], op, known)
end

-- ---- other parts --------------------------------------------------------------------------------

local BOTH = { [true] = true, [false] = true }

-- A truth value of which nothing is understood but that it is the same wherever it stands.
local function opaque(c, index, wanted, known)
  local of = known[c.keys[index + 1]] or { set = BOTH }
  return with(known, c.keys[index + 1], domain.among(of, { [wanted] = true }))
end

-- The values of a list that is written out or a parameter, as a set; nil if they are not known.
local function values_of(c, node)
  local list
  if node[1] == "const" then list = node[5] elseif node[1] == "param" then list = c.value(node[5]) end
  if type(list) == "table" and list["#type"] == "list" then list = list.value end
  if type(list) ~= "table" then return nil end
  local set = {}
  for _, value in ipairs(list) do
    local one = plain(value)
    if one == nil then return nil end
    set[one] = true
  end
  return next(set) ~= nil and set or nil -- an empty parameter is for organisations to fill
end

local ways = {}

function ways.const(_, node, wanted, known) return node[5] == wanted and known or nil end

function ways.param(_, _, _, known) return known end -- a switch: an organisation may turn it

ways["not"] = function(c, node, wanted, known) return truth.narrow(c, node[5], not wanted, known) end

local function both(c, node, wanted, known)
  known = truth.narrow(c, node[5], wanted, known)
  return known and truth.narrow(c, node[6], wanted, known)
end

-- One is enough: what is known afterwards is certain only where the other one is impossible.
local function either(c, node, wanted, known)
  local left = truth.narrow(c, node[5], wanted, known)
  local right = truth.narrow(c, node[6], wanted, known)
  if left and right then return known end
  return left or right
end

ways["and"] = function(c, node, wanted, known)
  return (wanted and both or either)(c, node, wanted, known)
end
ways["or"] = function(c, node, wanted, known)
  return (wanted and either or both)(c, node, wanted, known)
end

ways["if"] = function(c, node, wanted, known)
  if node[7] < 0 and node_at(c, node[6])[1] == "const" then return known end
  for _, branch in ipairs { { true, node[6] }, { false, node[7] } } do
    local so = branch[2] >= 0 and truth.narrow(c, node[5], branch[1], known)
    if so and truth.narrow(c, branch[2], wanted, so) then return known end
  end
  return nil
end

ways["in"] = function(c, node, wanted, known, index)
  local set = values_of(c, node_at(c, node[6]))
  if not set then return opaque(c, index, wanted, known) end
  local value = constant(c, node_at(c, node[5]))
  if value ~= nil then -- of a parameter it is a switch
    return (node_at(c, node[6])[1] == "param" or (set[value] or false) == wanted) and known or nil
  end
  local of = domain_of(c, known, node[5])
  return with(known, c.keys[node[5] + 1], (wanted and domain.among or domain.outside)(of, set))
end

function ways.present(c, node, wanted, known)
  local of = domain_of(c, known, node[5])
  return with(known, c.keys[node[5] + 1], domain.with_presence(of, wanted))
end

-- Whether a list can have elements at all.
local function can_have_elements(c, node)
  if node[1] ~= "where" then return true end
  return can_have_elements(c, node_at(c, node[5])) and truth.narrow(c, node[6], true, {}) ~= nil
end

function ways.agg(c, node, wanted, known, index)
  local needs_element = node[5] == "any" and wanted or node[5] == "all" and not wanted
  if needs_element then
    if not can_have_elements(c, node_at(c, node[6])) then return nil end
    if node[7] >= 0 and not truth.narrow(c, node[7], node[5] == "any", {}) then return nil end
  end
  return opaque(c, index, wanted, known)
end

for op in pairs(COMPARISONS) do ways[op] = compare end

function truth.narrow(c, index, wanted, known)
  c.steps = c.steps - 1
  if c.steps <= 0 then return known end
  local node = node_at(c, index)
  local way = node[2] == "bool" and ways[node[1]]
  if way then return way(c, node, wanted, known, index) end
  if node[2] ~= "bool" then return known end
  return opaque(c, index, wanted, known)
end

-- ---- never unknown ------------------------------------------------------------------------------

local function is_there(c, index, known)
  local node = node_at(c, index)
  if constant(c, node) ~= nil then return true end
  local of = known[c.keys[index + 1]] or nodes.domain(c.nodes, node, c.document)
  return of.present == true
end

local function are_there(c, node, known)
  return is_there(c, node[5], known) and is_there(c, node[6], known)
end

local sure = {}

function sure.const() return true end
sure.present, sure.given, sure.known = sure.const, sure.const, sure.const
sure["not"] = function(c, node, known) return truth.is_sure(c, node[5], known) end
sure["in"] = function(c, node, known)
  return values_of(c, node_at(c, node[6])) ~= nil and is_there(c, node[5], known)
end

local function both_sure(c, node, known)
  return truth.is_sure(c, node[5], known) and truth.is_sure(c, node[6], known)
end

-- One side decides alone: it is never unknown, and never otherwise.
local function decides(c, index, otherwise, known)
  return truth.is_sure(c, index, known) and not truth.narrow(c, index, otherwise, known)
end

sure["and"] = function(c, node, known)
  return both_sure(c, node, known) or decides(c, node[5], true, known) or decides(c, node[6], true, known)
end
sure["or"] = function(c, node, known)
  return both_sure(c, node, known) or decides(c, node[5], false, known) or decides(c, node[6], false, known)
end
for op in pairs(COMPARISONS) do sure[op] = are_there end

function truth.is_sure(c, index, known)
  c.steps = c.steps - 1
  local node = node_at(c, index)
  local way = c.steps > 0 and sure[node[1]]
  if way then return way(c, node, known) end
  return node[2] == "bool" and is_there(c, index, known)
end

return truth
