-- `string` and `utf8` as packs see them. They give what Lua's own give, but every call costs what it
-- does: Lua cannot interrupt its own C functions, so what goes over a long text is charged to the budget,
-- and patterns are matched by a matcher of ours that counts its steps. No text is longer than MOST_TEXT,
-- no call gives more than MOST_VALUES values; nothing shows an address. `dump`, `pack` and their like are
-- not offered. Methods of strings, ("x"):rep(3), reach the same table (see sandbox.lua).

local kijun = kijun or require "standins"
local pick = require "language".pick

local MOST_TEXT = 64 * 1024 -- as KJ_LUA_TEXT in engine/lua/lua_state.h
local MOST_VALUES = 1000
local LONG = 256        -- bytes from which on a text is charged
local BYTES_PER_INSTRUCTION = 8

local find, format, gmatch = string.find, string.format, string.gmatch
local rep, sub = string.rep, string.sub
local NAN = string.unpack("<d", "\0\0\0\0\0\0\xF8\x7F") -- its sign differs from machine to machine
local charge, pattern, raise = kijun.charge, kijun.pattern, kijun.raise

-- function(value): text without addresses; set by sandbox
local show = tostring

local safe = {}

-- ---- arguments -----------------------------------------------------------------------------------

local function bad_argument(name, number, expected, value)
  local is = type(value)
  if is == "nil" then is = "no value" elseif is == "userdata" then is = "record" end
  raise(format("bad argument #%d to '%s' (%s expected, got %s)", number, name, expected, is))
end

-- A text, charged for going over it.
local function text_of(name, number, value)
  if type(value) == "number" then value = tostring(value) end
  if type(value) ~= "string" then bad_argument(name, number, "string", value) end
  if #value > LONG then charge(#value // BYTES_PER_INSTRUCTION) end
  return value
end

local function whole_of(name, number, value, default)
  if value == nil and default then return default end
  local is = type(value)
  local given = (is == "number" or is == "string") and tonumber(value)
  if not given then bad_argument(name, number, "number", value) end
  local whole = math.tointeger(given)
  if not whole then
    raise(format("bad argument #%d to '%s' (number has no integer representation)", number, name))
  end
  return whole
end

local TOO_LONG_JA = format("文字列が長すぎる（%d KiB まで）", MOST_TEXT // 1024)
local TOO_LONG_EN = format("the text would be too long (at most %d KiB)", MOST_TEXT // 1024)
local function how_too_long() return pick(TOO_LONG_JA, TOO_LONG_EN) end
local function too_long() raise(how_too_long()) end

local function too_many()
  raise(pick("値が多すぎる（一度に%dまで）", "too many values at once (at most %d)", MOST_VALUES))
end

-- Where a call begins that counts from the end below 0.
local function start_of(text, from)
  if from > 0 then return from end
  if from == 0 or from < -#text then return 1 end
  return #text + from + 1
end

-- ---- plain functions -----------------------------------------------------------------------------

-- What they make is a new text, which is charged when it is made (engine/lua/lua_alloc.c).
for _, name in ipairs { "len", "lower", "upper", "reverse", "sub" } do safe[name] = string[name] end

function safe.byte(text, from, to)
  text, from = text_of("byte", 1, text), whole_of("byte", 2, from, 1)
  local first = start_of(text, from)
  to = whole_of("byte", 3, to, from)
  local last = to >= 0 and math.min(to, #text) or to < -#text and 0 or #text + to + 1
  if last - first >= MOST_VALUES then too_many() end
  return string.byte(text, first, last)
end

function safe.char(...)
  if select("#", ...) > MOST_VALUES then too_many() end
  return string.char(...)
end

function safe.rep(text, count, separator)
  text, count = text_of("rep", 1, text), whole_of("rep", 2, count)
  separator = separator ~= nil and text_of("rep", 3, separator) or ""
  if count <= 0 or #text + #separator == 0 then return "" end
  if count > MOST_TEXT + 1 or count * #text + (count - 1) * #separator > MOST_TEXT then too_long() end
  return rep(text, count, separator)
end

-- Nothing is remembered of a format: a second call has to take as many instructions as the first.
local function check_format(text)
  if not find(text, "p", 1, true) then return end
  for specifier in gmatch(text, "%%[-+ #0-9.]*(.?)") do
    if specifier == "p" then raise(pick("format の %p は使えない。%s を使う", "format: %p is not offered; use %s")) end
  end
end

-- Short texts and whole numbers are formatted as they are.
local function is_small(value)
  if type(value) == "string" then return #value <= LONG end
  return math.type(value) == "integer"
end

-- %s shows no addresses, and %p is not there.
function safe.format(text, ...)
  text = text_of("format", 1, text)
  check_format(text)
  local count, a, b = select("#", ...), ...
  if #text <= LONG and (count == 0 or count <= 2 and is_small(a) and (count == 1 or is_small(b))) then
    return format(text, ...)
  end
  local values, length = table.pack(...), #text
  if values.n > MOST_VALUES then too_many() end
  for i = 1, values.n do
    local is = type(values[i])
    if is ~= "number" and is ~= "string" then values[i] = show(values[i]) end
    if values[i] ~= values[i] then values[i] = NAN end
    if is == "string" then length = length + #values[i] end
  end
  if length > 4 * MOST_TEXT then too_long() end
  return format(text, table.unpack(values, 1, values.n))
end

-- ---- patterns ------------------------------------------------------------------------------------

local function is_plain(source) return not find(source, "[%^%$%*%+%?%.%(%[%%%-]") end

-- Where the matcher begins; nil beyond the end.
local function begin(name, text, from)
  from = start_of(text, whole_of(name, 3, from, 1))
  return from <= #text + 1 and from or nil
end

-- What find gives, and what match gives, of a match: the text itself where there are no captures.
local function found(first, behind, ...)
  if not first then return nil end
  return first, behind - 1, ...
end

local function given(text, first, behind, ...)
  if not first then return nil end
  if select("#", ...) == 0 then return sub(text, first, behind - 1) end
  return ...
end

function safe.find(text, source, from, plain)
  text, source = text_of("find", 1, text), text_of("find", 2, source)
  from = begin("find", text, from)
  if not from then return nil end
  if plain or is_plain(source) then
    charge((#text - from + 1) * #source // 512)
    return find(text, source, from, true)
  end
  return found(pattern(text, source, from, 0, false))
end

function safe.match(text, source, from)
  text, source = text_of("match", 1, text), text_of("match", 2, source)
  from = begin("match", text, from)
  if not from then return nil end
  return given(text, pattern(text, source, from, 0, false))
end

function safe.gmatch(text, source, from)
  text, source = text_of("gmatch", 1, text), text_of("gmatch", 2, source)
  local at, last = begin("gmatch", text, from) or #text + 2, 0
  local function go_on(first, behind, ...)
    at, last = behind or #text + 2, behind
    return given(text, first, behind, ...)
  end
  return function()
    if at > #text + 1 then return nil end
    return go_on(pattern(text, source, at, last, true))
  end
end

-- What takes the place of a match, by a table or a function.
local function replaced(replacement, whole, first, ...)
  if first == nil then first = whole end
  local value
  if type(replacement) == "table" then
    value = replacement[first or raise("unfinished capture")]
  else
    value = replacement(first, ...)
  end
  if not value then return whole end
  if type(value) ~= "string" and type(value) ~= "number" then
    raise(format("invalid replacement value (a %s)", type(value) == "userdata" and "record" or type(value)))
  end
  return tostring(value)
end

function safe.gsub(text, source, replacement, most)
  text, source = text_of("gsub", 1, text), text_of("gsub", 2, source)
  local is = type(replacement)
  if is == "number" then replacement, is = tostring(replacement), "string" end
  if is ~= "string" and is ~= "table" and is ~= "function" then
    bad_argument("gsub", 3, "string/function/table", replacement)
  end
  most = whole_of("gsub", 4, most, #text + 1)
  if is == "string" then return kijun.substitute(text, source, replacement, most, how_too_long()) end
  local anchored = sub(source, 1, 1) == "^"
  local parts, length, done, at, last = {}, 0, 0, 1, 0
  local function add(part)
    length = length + #part
    if length > MOST_TEXT then too_long() end
    parts[#parts + 1] = part
  end
  local function take(first, behind, ...)
    if not first then return false end
    add(sub(text, at, first - 1))
    add(replaced(replacement, sub(text, first, behind - 1), ...))
    done, at, last = done + 1, behind, behind
    return not anchored
  end
  -- A capture that the pattern leaves open matters where it is asked for only.
  while done < most and take(pattern(text, source, at, last, false, is ~= "function")) do end
  add(sub(text, at))
  return table.concat(parts), done
end

-- ---- utf8 ----------------------------------------------------------------------------------------

local utf = { charpattern = utf8.charpattern }

function utf.len(text, from, to, lax) return utf8.len(text_of("len", 1, text), from, to, lax) end

-- The iterator keeps its place, so that it goes over each byte once, whatever it is called with.
function utf.codes(text, lax)
  text = text_of("codes", 1, text)
  local step, at = utf8.codes(text, lax), 0
  return function()
    local fine, position, code = pcall(step, text, at)
    if not fine then raise(position) end
    at = position or #text
    return position, code
  end
end

function utf.offset(text, nth, from)
  text = text_of("offset", 1, text)
  if from == nil then return utf8.offset(text, nth) end
  return utf8.offset(text, nth, from)
end

function utf.char(...)
  if select("#", ...) > MOST_VALUES then too_many() end
  return utf8.char(...)
end

function utf.codepoint(text, from, to, lax)
  text, from = text_of("codepoint", 1, text), whole_of("codepoint", 2, from, 1)
  to = whole_of("codepoint", 3, to, from)
  local last = to >= 0 and to or #text + to + 1
  if last - start_of(text, from) >= MOST_VALUES then too_many() end
  return utf8.codepoint(text, from, to, lax)
end

return { library = safe, utf8 = utf, charged = text_of, show_with = function(f) show = f end }
