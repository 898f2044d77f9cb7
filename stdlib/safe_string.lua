-- `string` as packs see it: everything bounded, because Lua cannot interrupt its own C functions.
--
-- Patterns backtrack: a subject of n bytes and a pattern with q quantifiers cost up to n^(q + 1)
-- steps. What could take more than MAX_STEPS is refused before it starts. `rep` and `format` are
-- bounded by the length of their results; `dump`, `pack` and their like are not offered.
-- Methods of strings, ("x"):rep(3), reach the same table (see sandbox.lua).

local pick = require "language".pick

local MAX_STEPS = 5e7
local MAX_PATTERN = 256
local MAX_RESULT = 1 << 20

local find, format, gmatch, gsub, match = string.find, string.format, string.gmatch, string.gsub, string.match
local rep, sub = string.rep, string.sub

-- function(value): text without addresses; set by sandbox
local show = tostring

local quantifiers = { ["*"] = true, ["+"] = true, ["-"] = true, ["?"] = true }

-- How many quantifiers a pattern has (an upper bound: `[*+]` counts too). Patterns come again and
-- again; the memory of them is emptied when it gets large.
local counted, kept = {}, 0
local function count(pattern)
  local known = counted[pattern]
  if known then return known end
  local n, i = 0, 1
  while i <= #pattern do
    local c = sub(pattern, i, i)
    if c == "%" then
      if sub(pattern, i + 1, i + 1) == "b" then n = n + 1 end
      i = i + 2
    else
      if quantifiers[c] then n = n + 1 end
      i = i + 1
    end
  end
  if kept == 1000 then counted, kept = {}, 0 end
  counted[pattern], kept = n, kept + 1
  return n
end

local function guard(subject, pattern, level)
  if type(subject) ~= "string" or type(pattern) ~= "string" then return end -- the original complains
  if #pattern > MAX_PATTERN then
    error(pick("パターンが長すぎる（256バイトまで）", "pattern is too long (more than 256 bytes)"), level + 1)
  end
  if (#subject + 1) ^ (count(pattern) + 1) > MAX_STEPS then
    error(pick("%d バイトの文字列にはパターンの手間がかかりすぎる。* + - ? を減らす",
      "pattern is too expensive for a text of %d bytes; use fewer of * + - ?", #subject), level + 1)
  end
end

local safe = {
  byte = string.byte, char = string.char, len = string.len, lower = string.lower,
  reverse = string.reverse, sub = sub, upper = string.upper,
}

function safe.find(subject, pattern, init, plain)
  if not plain then guard(subject, pattern, 2) end
  return find(subject, pattern, init, plain)
end

function safe.match(subject, pattern, init)
  guard(subject, pattern, 2)
  return match(subject, pattern, init)
end

function safe.gmatch(subject, pattern, init)
  guard(subject, pattern, 2)
  return gmatch(subject, pattern, init)
end

function safe.gsub(subject, pattern, replacement, n)
  guard(subject, pattern, 2)
  if type(replacement) == "string" and #subject * (#replacement + 1) > MAX_RESULT * 16 then
    error(pick("gsub の結果が長くなりすぎる（16 MiB まで）", "the result of gsub could be too long (more than 16 MiB)"), 2)
  end
  return gsub(subject, pattern, replacement, n)
end

function safe.rep(text, n, separator)
  local length = #text + (separator and #separator or 0)
  if math.type(n) == "integer" and n > 0 and length * 1.0 * n > MAX_RESULT then
    error(pick("rep の結果が長すぎる（1 MiB まで）", "the result of rep would be too long (more than 1 MiB)"), 2)
  end
  return rep(text, n, separator)
end

-- %s shows no addresses, and %p is not there.
function safe.format(text, ...)
  if type(text) == "string" and find(text, "%%[-+ #0-9.]*p") then
    error(pick("format の %p は使えない。%s を使う", "format: %p is not offered; use %s"), 2)
  end
  local values = table.pack(...)
  for i = 1, values.n do
    local is = type(values[i])
    if is ~= "number" and is ~= "string" then values[i] = show(values[i]) end
  end
  return format(text, table.unpack(values, 1, values.n))
end

return { library = safe, show_with = function(f) show = f end }
