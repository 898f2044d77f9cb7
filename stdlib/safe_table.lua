-- `table`, `pairs` and `math` as packs see them: nothing that depends on addresses or on the order
-- in which a hash happens to lie, and nothing that loops inside C for longer than its data.

local unpack, concat = table.unpack, table.concat
local kijun = kijun or require "standins"
local pick = require "language".pick

local MOST_TEXT = 64 * 1024 -- as KJ_LUA_TEXT in engine/lua/lua_state.h
local MOST_VALUES = 1000    -- that one call gives
local raise = kijun.raise

-- Stable merge sort: equal elements keep their order.
local function merge(list, space, low, middle, high, before)
  local left, right = low, middle + 1
  for i = low, high do space[i] = list[i] end
  for i = low, high do
    if right > high or left <= middle and not before(space[right], space[left]) then
      list[i], left = space[left], left + 1
    else
      list[i], right = space[right], right + 1
    end
  end
end

local function less(a, b) return a < b end

local function sort(list, before)
  before = before or less
  local count, space = #list, {}
  local width = 1
  while width < count do
    for low = 1, count - width, 2 * width do
      merge(list, space, low, low + width - 1, math.min(low + 2 * width - 1, count), before)
    end
    width = 2 * width
  end
end

local library = { sort = sort, pack = table.pack }

function library.insert(list, ...)
  local count = select("#", ...)
  if count == 1 then
    list[#list + 1] = (...)
    return
  end
  local position, value = ...
  local size = #list
  if count ~= 2 then error(pick("insert の引数の数が違う", "wrong number of arguments to 'insert'"), 2) end
  if math.type(position) ~= "integer" or position < 1 or position > size + 1 then
    error(pick("位置が範囲の外にある", "position out of bounds"), 2)
  end
  for i = size, position, -1 do list[i + 1] = list[i] end
  list[position] = value
end

function library.remove(list, position)
  local size = #list
  if position == nil then position = size end
  if size == 0 and (position == 0 or position == size) then return nil end
  if math.type(position) ~= "integer" or position < 1 or position > size + 1 then
    error(pick("位置が範囲の外にある", "position out of bounds"), 2)
  end
  local value = list[position]
  for i = position, size do list[i] = list[i + 1] end
  return value
end

function library.move(from, first, last, to, target)
  target = target or from
  if to > first then
    for i = last, first, -1 do target[to + i - first] = from[i] end
  else
    for i = first, last do target[to + i - first] = from[i] end
  end
  return target
end

-- The length is known before the text is made.
function library.concat(list, separator, from, to)
  separator, from, to = separator or "", from or 1, to or #list
  local length = 0
  for i = from, to do
    local part = list[i]
    local is = type(part)
    if is ~= "string" and is ~= "number" then
      raise(string.format("invalid value (at index %d) in table for 'concat'", i))
    end
    length = length + (is == "string" and #part or #tostring(part)) + (i < to and #separator or 0)
    if length > MOST_TEXT then
      raise(pick("文字列が長すぎる（%d KiB まで）", "the text would be too long (at most %d KiB)", MOST_TEXT // 1024))
    end
  end
  return concat(list, separator, from, to)
end

function library.unpack(list, from, to)
  from, to = from or 1, to or #list
  if math.type(from) and math.type(to) and from <= to and (to - from < 0 or to - from >= MOST_VALUES) then
    raise(pick("値が多すぎる（一度に%dまで）", "too many values at once (at most %d)", MOST_VALUES))
  end
  return unpack(list, from, to)
end

-- ---- pairs in a fixed order: numbers, texts, truth values, records --------------------------------

local function sorted_keys(value)
  local keys, is = kijun.keys(value)
  if keys then return keys end
  error(pick("pairs: 型 %s のキーには決まった順がない", "pairs: keys of type %s have no fixed order", is), 3)
end

local function sorted_pairs(value)
  if type(value) ~= "table" then
    local is = type(value) == "userdata" and pick("記録", "a record") or type(value)
    error(pick("pairs には表を渡す（渡されたのは %s）", "pairs: a table expected, got %s", is), 2)
  end
  local keys, position = sorted_keys(value), 0
  return function()
    repeat
      position = position + 1
      local key = keys[position]
      if key == nil then return nil end
      local found = value[key]
      if found ~= nil then return key, found end
    until false
  end
end

-- Some builds of Lua have more, for older programs: packs would not run everywhere.
local maths = {}
for _, name in ipairs {
  "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log", "max",
  "maxinteger", "min", "mininteger", "modf", "pi", "rad", "sin", "sqrt", "tan", "tointeger", "type", "ult",
} do
  maths[name] = math[name]
end

return { library = library, pairs = sorted_pairs, math = maths }
