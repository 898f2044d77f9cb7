-- `string` and `utf8` as packs see them. They give what Lua's own give, but every call costs what it
-- does: Lua cannot interrupt its own C functions, so what goes over a long text is charged to the budget,
-- and patterns that might try much are matched in Lua (pattern.lua). No text is longer than MOST_TEXT,
-- no call gives more than MOST_VALUES values; nothing shows an address. `dump`, `pack` and their like are
-- not offered. Methods of strings, ("x"):rep(3), reach the same table (see sandbox.lua).

local kijun = kijun or require "standins"
local pattern = require "pattern"
local pick = require "language".pick

local MOST_TEXT = 64 * 1024 -- as KJ_LUA_TEXT in engine/lua/lua_state.h
local MOST_VALUES = 1000
local MOST_TRIES = 2000 -- of a pattern, below which the library's matcher may have it
local LONG = 256        -- bytes from which on a text is charged
local BYTES_PER_INSTRUCTION = 8

local find, format, gmatch, gsub, match = string.find, string.format, string.gmatch, string.gsub, string.match
local rep, sub = string.rep, string.sub
local NAN = string.unpack("<d", "\0\0\0\0\0\0\xF8\x7F") -- its sign differs from machine to machine
local charge, raise = kijun.charge, kijun.raise

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

local function too_long()
  raise(pick("文字列が長すぎる（%d KiB まで）", "the text would be too long (at most %d KiB)", MOST_TEXT // 1024))
end

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

for _, name in ipairs { "len", "lower", "upper", "reverse" } do
  local own = string[name]
  safe[name] = function(text) return own(text_of(name, 1, text)) end
end

function safe.sub(text, from, to)
  if type(text) ~= "string" then text = text_of("sub", 1, text) end
  return sub(text, whole_of("sub", 2, from), whole_of("sub", 3, to, -1))
end

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

-- %s shows no addresses, and %p is not there.
function safe.format(text, ...)
  text = text_of("format", 1, text)
  for specifier in gmatch(text, "%%[-+ #0-9.]*(.?)") do
    if specifier == "p" then raise(pick("format の %p は使えない。%s を使う", "format: %p is not offered; use %s")) end
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

local quantifiers = { ["*"] = true, ["+"] = true, ["-"] = true, ["?"] = true }

-- How many quantifiers a pattern has (an upper bound: `[*+]` counts too). Patterns come again and
-- again; the memory of them is emptied when it gets large.
local counted, kept = {}, 0
local function count(source)
  local known = counted[source]
  if known then return known end
  local n, i = 0, 1
  while i <= #source do
    local c = sub(source, i, i)
    if c == "%" then
      if find(source, "^[bf0-9]", i + 1) then n = n + 1 end
      i = i + 2
    else
      if quantifiers[c] then n = n + 1 end
      i = i + 1
    end
  end
  if kept == 1000 then counted, kept = {}, 0 end
  counted[source], kept = n, kept + 1
  return n
end

-- Whether the library's matcher is done with it soon, whatever the text. `+ 2.0`: no overflow.
local function is_cheap(text, source)
  if #source > LONG or #text > MOST_TRIES then return false end
  return (#text + 2.0) ^ (count(source) + 1) * #source <= MOST_TRIES
end

local function is_plain(source) return not find(source, "[%^%$%*%+%?%.%(%)%[%%%-]") end

-- Where the matcher begins; nil beyond the end.
local function begin(name, text, from)
  from = start_of(text, whole_of(name, 3, from, 1))
  return from <= #text + 1 and from or nil
end

function safe.find(text, source, from, plain)
  text, source = text_of("find", 1, text), text_of("find", 2, source)
  from = begin("find", text, from)
  if not from then return nil end
  if plain or is_plain(source) then
    charge((#text - from + 1) * #source // 512)
    return find(text, source, from, true)
  elseif is_cheap(text, source) then
    return find(text, source, from)
  end
  local m = pattern.new(text, source)
  local first, behind = pattern.search(m, from)
  if not first then return nil end
  return first, behind - 1, table.unpack(pattern.captures(m, first, behind, false))
end

function safe.match(text, source, from)
  text, source = text_of("match", 1, text), text_of("match", 2, source)
  from = begin("match", text, from)
  if not from then return nil end
  if is_cheap(text, source) then return match(text, source, from) end
  local m = pattern.new(text, source)
  local first, behind = pattern.search(m, from)
  if not first then return nil end
  return table.unpack(pattern.captures(m, first, behind, true))
end

function safe.gmatch(text, source, from)
  text, source = text_of("gmatch", 1, text), text_of("gmatch", 2, source)
  local at, last = begin("gmatch", text, from) or #text + 2, nil
  local m = pattern.new(text, source)
  return function()
    while at <= #text + 1 do
      local behind = pattern.at(m, at, 1)
      if behind and behind ~= last then
        local first = at
        at, last = behind, behind
        return table.unpack(pattern.captures(m, first, behind, true))
      end
      at = at + 1
    end
    return nil
  end
end

-- What stands in the replacement for %0 … %9 and %%.
local function expand(m, replacement, from, behind)
  local length = 0
  local function counted_in(part)
    length = length + #part
    if length > MOST_TEXT then too_long() end
    return part
  end
  return (gsub(replacement, "%%(.?)", function(digit)
    if digit == "%" then return "%" end
    if digit == "0" then return counted_in(sub(m.text, from, behind - 1)) end
    if not find(digit, "^%d$") then raise("invalid use of '%' in replacement string") end
    return counted_in(tostring(pattern.capture(m, math.tointeger(tonumber(digit)), from, behind)))
  end))
end

local function replaced(m, replacement, from, behind)
  local is = type(replacement)
  local value
  if is == "string" then
    value = expand(m, replacement, from, behind)
  elseif is == "table" then
    value = replacement[pattern.capture(m, 1, from, behind)]
  else
    value = replacement(table.unpack(pattern.captures(m, from, behind, true)))
  end
  if not value then return sub(m.text, from, behind - 1) end
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
  local anchored = sub(source, 1, 1) == "^"
  local m, parts, length, done, at, last = pattern.new(text, source), {}, 0, 0, 1, nil
  local function add(part)
    length = length + #part
    if length > MOST_TEXT then too_long() end
    parts[#parts + 1] = part
  end
  while done < most do
    local behind = pattern.at(m, at, anchored and 2 or 1)
    if behind and behind ~= last then
      done = done + 1
      add(replaced(m, replacement, at, behind))
      at, last = behind, behind
    elseif at <= #text then
      add(sub(text, at, at))
      at = at + 1
    else
      break
    end
    if anchored then break end
  end
  add(sub(text, at))
  return table.concat(parts), done
end

-- ---- utf8 ----------------------------------------------------------------------------------------

local utf = { charpattern = utf8.charpattern }

function utf.len(text, from, to, lax) return utf8.len(text_of("len", 1, text), from, to, lax) end

function utf.codes(text, lax) return utf8.codes(text_of("codes", 1, text), lax) end

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
