-- JSON, read into tables, for the tests: objects and arrays (whose metatable is ARRAY) apart, null a value
-- of its own, and anything else than strict JSON an error.

local null = setmetatable({}, { __tostring = function() return "null" end })
local ARRAY = {}
local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function read_string(text, at)
  local parts = {}
  while true do
    local from, stop, mark = text:find('(["\\])', at)
    if not from then error("a string does not end") end
    parts[#parts + 1] = text:sub(at, from - 1)
    if mark == '"' then return table.concat(parts), stop + 1 end
    local letter = text:sub(from + 1, from + 1)
    if letter == "u" then
      parts[#parts + 1] = utf8.char(tonumber(text:sub(from + 2, from + 5), 16))
      at = from + 6
    else
      parts[#parts + 1] = ESCAPES[letter] or letter
      at = from + 2
    end
  end
end

local read_value

local function read_items(text, at, close, read_one)
  at = text:find("%S", at)
  if text:sub(at, at) == close then return at + 1 end
  while true do
    at = text:find("%S", read_one(at))
    local mark = text:sub(at, at)
    at = at + 1
    if mark == close then return at end
    if mark ~= "," then error(("expected , or %s at %d"):format(close, at)) end
  end
end

function read_value(text, at)
  at = text:find("%S", at)
  local mark = text:sub(at, at)
  if mark == '"' then return read_string(text, at + 1) end
  if mark == "[" then
    local list = setmetatable({}, ARRAY)
    return list, read_items(text, at + 1, "]", function(from)
      list[#list + 1], from = read_value(text, from)
      return from
    end)
  end
  if mark == "{" then
    local map = {}
    return map, read_items(text, at + 1, "}", function(from)
      local key
      key, from = read_value(text, from)
      from = assert(text:match("^%s*:()", from), "expected :")
      if map[key] ~= nil then error("key given twice: " .. key) end
      map[key], from = read_value(text, from)
      return from
    end)
  end
  local word, behind = text:match("^([%w+%-.]+)()", at)
  if word == "null" then return null, behind end
  if word == "true" or word == "false" then return word == "true", behind end
  return assert(math.tointeger(tonumber(word)) or tonumber(word), "no value: " .. tostring(word)), behind
end

local function decode(text)
  local value, at = read_value(text, 1)
  assert(not text:find("%S", at), "text behind the value")
  return value
end

return { decode = decode, null = null, ARRAY = ARRAY }
