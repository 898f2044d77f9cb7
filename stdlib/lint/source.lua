-- The text of a pack file as Lua's own reader sees it: what is code, what a text, what a remark.
--
-- source.tokens(text) → { { is = "name"|"text"|"number"|"remark"|"sign", from, to, value } … }: bytes
-- [from, to] of the file. value: the word; of a text in quotes what stands between them as written; of a
-- text or remark in long brackets what they hold. A text that does not end goes to the end of the file:
-- such a file does not load, which has been told.

local source = {}

local find, match, sub = string.find, string.match, string.sub

-- The end of a long bracket that opens at a byte, and what it holds; nil if none does.
local function long_bracket(text, at)
  local level = match(text, "^%[(=*)%[", at)
  if not level then return nil end
  local from = at + #level + 2
  local close, to = find(text, "]" .. level .. "]", from, true)
  return to or #text, sub(text, from, (close or #text + 1) - 1)
end

local function quoted(text, at, mark)
  local to = at + 1
  while true do
    to = find(text, '[\\\n"\']', to)
    if not to then return #text, sub(text, at + 1) end
    local found = sub(text, to, to)
    if found == "\\" then to = to + 2
    elseif found == mark then return to, sub(text, at + 1, to - 1)
    elseif found == "\n" then return to - 1, sub(text, at + 1, to - 1)
    else to = to + 1 end
  end
end

local function remark(text, at)
  local to, value = long_bracket(text, at + 2)
  if to then return to, value end
  to = (find(text, "\n", at, true) or #text + 1) - 1
  return to, sub(text, at + 2, to)
end

local function read(text, at)
  local to, value
  local first = sub(text, at, at)
  if find(first, "[%a_]") then
    value = match(text, "^[%w_]+", at)
    return "name", at + #value - 1, value
  elseif first == '"' or first == "'" then
    to, value = quoted(text, at, first)
    return "text", to, value
  elseif first == "-" and sub(text, at + 1, at + 1) == "-" then
    to, value = remark(text, at)
    return "remark", to, value
  elseif first == "[" then
    to, value = long_bracket(text, at)
    if to then return "text", to, value end
  elseif find(first, "%d") then
    value = match(text, "^%d[%w.]*", at)
    return "number", at + #value - 1, value
  end
  return "sign", at, first
end

function source.tokens(text)
  local list, at = {}, find(text, "[^\239\187\191]") or 1
  while true do
    at = find(text, "[^%s]", at)
    if not at then return list end
    local is, to, value = read(text, at)
    list[#list + 1] = { is = is, from = at, to = to, value = value }
    at = to + 1
  end
end

-- Byte offsets at which the lines of a text begin.
function source.line_starts(text)
  local starts, at = { 1 }, 1
  while true do
    at = find(text, "\n", at, true)
    if not at then return starts end
    at = at + 1
    starts[#starts + 1] = at
  end
end

-- The number of the line in which a byte lies.
function source.line_of(starts, offset)
  local low, high = 1, #starts
  while low < high do
    local middle = (low + high + 1) // 2
    if starts[middle] <= offset then low = middle else high = middle - 1 end
  end
  return low
end

return source
