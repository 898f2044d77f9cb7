-- Lua's patterns, matched in Lua: what engine/lua/lua_pattern.c does, for tests without the engine. The
-- results and the messages are those of the library (Lua 5.4, §6.4.1); safe_string_test compares them.
--
-- A match in progress: { text, pattern, captures = { { from, length } … }, level }. Lengths of captures
-- that are not lengths: OPEN, or POSITION of `()`. Positions count from 1; a matching function returns
-- the position behind the match, or nil.

local function raise(text) error(text, 0) end
local byte, find, sub = string.byte, string.find, string.sub

local pattern = {}

local OPEN, POSITION = -1, -2
local MOST_CAPTURES = 32
local DEEPEST = 200 -- levels of matching, as in the library

local PERCENT, OPENS, CLOSES, DOLLAR, LEFT, RIGHT, CARET = 37, 40, 41, 36, 91, 93, 94
local STAR, PLUS, MINUS, OPTIONAL, DOT = 42, 43, 45, 63, 46
local B, F, ZERO, NINE = 98, 102, 48, 57

-- Classes of one byte, as the library has them: byte → whether it belongs. Made once by the library.
local classes = {}
for letter in string.gmatch("acdglpsuwx", ".") do
  local within, without = {}, {}
  for code = 0, 255 do
    within[code] = find(string.char(code), "%" .. letter) ~= nil
    without[code] = not within[code]
  end
  classes[byte(letter)], classes[byte(string.upper(letter))] = within, without
end

local function is_in_class(code, letter)
  local class = classes[letter]
  if class then return class[code] end
  return letter == code
end

-- The position behind the single character class at `at`.
local function class_end(m, at)
  local code = byte(m.pattern, at)
  at = at + 1
  if code == PERCENT then
    if at > #m.pattern then raise("malformed pattern (ends with '%')") end
    return at + 1
  elseif code ~= LEFT then
    return at
  end
  if byte(m.pattern, at) == CARET then at = at + 1 end
  repeat
    if at > #m.pattern then raise("malformed pattern (missing ']')") end
    local c = byte(m.pattern, at)
    at = at + 1
    if c == PERCENT then at = at + 1 end
  until byte(m.pattern, at) == RIGHT
  return at + 1
end

-- Whether a byte belongs to the set [ … ] from `at` to `last`, the place of its "]".
local function is_in_set(m, code, at, last)
  local p, within = m.pattern, true
  at = at + 1
  if byte(p, at) == CARET then
    within = false
    at = at + 1
  end
  while at < last do
    local c = byte(p, at)
    if c == PERCENT then
      if is_in_class(code, byte(p, at + 1)) then return within end
      at = at + 2
    elseif byte(p, at + 1) == MINUS and at + 2 < last then
      if c <= code and code <= byte(p, at + 2) then return within end
      at = at + 3
    else
      if c == code then return within end
      at = at + 1
    end
  end
  return not within
end

-- Whether the byte at s is one that the class from p to ep - 1 means.
local function is_single(m, s, p, ep)
  local code = byte(m.text, s)
  if not code then return false end
  local c = byte(m.pattern, p)
  if c == DOT then return true
  elseif c == PERCENT then return is_in_class(code, byte(m.pattern, p + 1))
  elseif c == LEFT then return is_in_set(m, code, p, ep - 1)
  end
  return c == code
end

local match -- defined below

local function match_balance(m, s, p)
  if p + 1 > #m.pattern then
    raise("malformed pattern (missing arguments to '%b')")
  end
  local opening, closing = byte(m.pattern, p), byte(m.pattern, p + 1)
  if byte(m.text, s) ~= opening then return nil end
  local depth = 1
  for at = s + 1, #m.text do
    local code = byte(m.text, at)
    if code == closing then
      depth = depth - 1
      if depth == 0 then return at + 1 end
    elseif code == opening then
      depth = depth + 1
    end
  end
  return nil
end

local function most_first(m, s, p, ep)
  local count = 0
  while is_single(m, s + count, p, ep) do count = count + 1 end
  while count >= 0 do
    local found = match(m, s + count, ep + 1)
    if found then return found end
    count = count - 1
  end
  return nil
end

local function least_first(m, s, p, ep)
  while true do
    local found = match(m, s, ep + 1)
    if found then return found end
    if not is_single(m, s, p, ep) then return nil end
    s = s + 1
  end
end

local function start_capture(m, s, p, length)
  if m.level >= MOST_CAPTURES then raise("too many captures") end
  m.level = m.level + 1
  m.captures[m.level] = { s, length }
  local found = match(m, s, p)
  if not found then m.level = m.level - 1 end
  return found
end

local function end_capture(m, s, p)
  for level = m.level, 1, -1 do
    local capture = m.captures[level]
    if capture[2] == OPEN then
      capture[2] = s - capture[1]
      local found = match(m, s, p)
      if not found then capture[2] = OPEN end
      return found
    end
  end
  raise("invalid pattern capture")
end

local function match_capture(m, s, digit)
  local number = digit - ZERO
  local capture = m.captures[number]
  if number < 1 or number > m.level or capture[2] == OPEN then
    raise(string.format("invalid capture index %%%d", number))
  end
  local length = capture[2]
  if length < 0 then return nil end -- a position has no text
  if #m.text - s + 1 >= length
      and sub(m.text, capture[1], capture[1] + length - 1) == sub(m.text, s, s + length - 1) then
    return s + length
  end
  return nil
end

local function at_frontier(m, s, p, ep)
  local before = s > 1 and byte(m.text, s - 1) or 0
  local here = byte(m.text, s) or 0
  return not is_in_set(m, before, p, ep - 1) and is_in_set(m, here, p, ep - 1)
end

-- What begins with "%" and is no class: the position behind it in the text and in the pattern, or false
-- (it does not match), or nil (it is a class).
local function special(m, s, p)
  local code = byte(m.pattern, p + 1)
  if code == B then
    local found = match_balance(m, s, p + 2)
    return found or false, p + 4
  elseif code == F then
    if byte(m.pattern, p + 2) ~= LEFT then raise("missing '[' after '%f' in pattern") end
    local ep = class_end(m, p + 2)
    return at_frontier(m, s, p + 2, ep) and s, ep
  elseif code and code >= ZERO and code <= NINE then
    return match_capture(m, s, code) or false, p + 2
  end
  return nil
end

-- Goes on with the pattern as long as no choice is to be made.
local function step(m, s, p)
  while p <= #m.pattern do
    local code = byte(m.pattern, p)
    if code == OPENS then
      if byte(m.pattern, p + 1) == CLOSES then return start_capture(m, s, p + 2, POSITION) end
      return start_capture(m, s, p + 1, OPEN)
    elseif code == CLOSES then
      return end_capture(m, s, p + 1)
    elseif code == DOLLAR and p == #m.pattern then
      return s == #m.text + 1 and s or nil
    end
    local behind, after
    if code == PERCENT then behind, after = special(m, s, p) end
    if behind then
      s, p = behind, after
    elseif behind == false then
      return nil
    else
      local ep = class_end(m, p)
      local suffix = byte(m.pattern, ep)
      if suffix == STAR then return most_first(m, s, p, ep) end
      if suffix == MINUS then return least_first(m, s, p, ep) end
      if suffix == PLUS then return is_single(m, s, p, ep) and most_first(m, s + 1, p, ep) or nil end
      local fits = is_single(m, s, p, ep)
      if suffix == OPTIONAL then
        local found = fits and match(m, s + 1, ep + 1)
        if found then return found end
        p = ep + 1
      elseif fits then
        s, p = s + 1, ep
      else
        return nil
      end
    end
  end
  return s
end

function match(m, s, p)
  m.depth = m.depth + 1
  if m.depth > DEEPEST then raise("pattern too complex") end
  local found = step(m, s, p)
  m.depth = m.depth - 1
  return found
end

-- ---- what callers use ----------------------------------------------------------------------------

function pattern.new(text, source)
  return { text = text, pattern = source, captures = {}, level = 0, depth = 0 }
end

-- The position behind a match that begins at s, or nil. p: where the pattern begins.
function pattern.at(m, s, p)
  m.level, m.depth = 0, 0
  return match(m, s, p)
end

function pattern.capture(m, number, from, behind)
  if number > m.level then
    if number ~= 1 then raise(string.format("invalid capture index %%%d", number)) end
    return sub(m.text, from, behind - 1)
  end
  local start, length = m.captures[number][1], m.captures[number][2]
  if length == POSITION then return start end
  if length == OPEN then raise("unfinished capture") end
  return sub(m.text, start, start + length - 1)
end

-- All captures as a list; open: those that are never closed are false, and no error.
function pattern.captures(m, from, behind, open)
  local list = {}
  for i = 1, m.level do
    local unfinished = open and m.captures[i][2] == OPEN
    list[i] = not unfinished and pattern.capture(m, i, from, behind)
  end
  return list
end

return pattern
