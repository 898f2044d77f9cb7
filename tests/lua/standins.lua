-- Stand-ins in plain Lua for the functions that C offers to stdlib as `kijun`, so that stdlib can be
-- tested with lua5.4 alone. They know the common forms only.

local standins = {}

local SECONDS = { s = 1, min = 60, h = 3600, d = 86400, w = 604800 }
local UNITS = { kW = true, MW = true, W = true, GB = true, m = true }

local function days(year, month, day)
  if month <= 2 then year, month = year - 1, month + 12 end
  local era = year // 400
  local of_era = year - era * 400
  local of_year = (153 * (month - 3) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
end

local parsers = {}
function parsers.int(text) return math.tointeger((text:gsub(",", ""))) end
function parsers.number(text) return tonumber((text:gsub(",", ""))) end
function parsers.percent(text) return tonumber((text:gsub("%s*%%$", ""))) end
function parsers.money(text) return parsers.number((text:gsub("円$", ""))) end
function parsers.quantity(text, unit)
  local number, given = text:match("^([%d.,]+)%s*(.*)$")
  if number and (given == unit or given == "") then return parsers.number(number) end
end
function parsers.duration(text)
  local total, rest = 0, text
  repeat
    local number, unit, tail = rest:match("^(%d+)(%a+)(.*)$")
    if not SECONDS[unit] then return nil end
    total, rest = total + math.tointeger(number) * SECONDS[unit], tail
  until rest == ""
  return total
end
function parsers.period(text)
  local number, unit = text:match("^(%d+)(%a+)$")
  return number and ({ mo = 1, y = 12 })[unit] and math.tointeger(number) * ({ mo = 1, y = 12 })[unit]
end
function parsers.date(text)
  local year, month, day = text:match("^(%d%d%d%d)-(%d%d)-(%d%d)$")
  return year and days(math.tointeger(year), math.tointeger(month), math.tointeger(day))
end
parsers["month-day"] = function(text)
  local month, day = text:match("^(%d%d)-(%d%d)$")
  return month and math.tointeger(month) * 100 + math.tointeger(day)
end

-- The value of a text in plain units, or nil.
function standins.parse(type_name, text, unit)
  local parse = parsers[type_name]
  return parse and parse(text, unit) or nil
end

function standins.unit_known(unit) return UNITS[unit] or false end
function standins.nfkc(text) return text end
function standins.before(a, b) return tostring(a) < tostring(b) end

-- The keys of a table in order, or nil and a type that has none.
function standins.keys(value)
  local ranks, list = { number = 1, string = 2, boolean = 3 }, {}
  for key in next, value do
    if not ranks[type(key)] then return nil, type(key) end
    list[#list + 1] = key
  end
  table.sort(list, function(a, b)
    local ra, rb = ranks[type(a)], ranks[type(b)]
    if ra ~= rb then return ra < rb end
    if ra == 3 then return b and not a end
    return a < b
  end)
  return list
end

local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      diagonal, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, diagonal + cost)
    end
  end
  return row[#b]
end

-- The nearest of a list of names, or nil.
function standins.nearest(name, names)
  local best, least = nil, math.max(1, #name // 3) + 1
  for _, other in ipairs(names) do
    local d = distance(name, other)
    if d < least and d < #name then best, least = other, d end
  end
  return best
end

-- Chunk name and line of the innermost call from pack code.
local running
function standins.here()
  for level = 2, 20 do
    local info = debug.getinfo(level, "Sl")
    if not info then return nil end
    if running[info.source] and info.currentline > 0 then return info.source, info.currentline end
  end
end

-- Runs a chunk of pack code: true, or false and the error.
function standins.run_chunk(text, name, environment)
  local chunk, problem = load(text, name, "t", environment)
  if not chunk then return false, problem end
  local steps = 0
  running = { [name] = true }
  debug.sethook(function()
    steps = steps + 1
    if steps > 500 then
      debug.sethook()
      error("took more than 50 million instructions", 2)
    end
  end, "", 100000)
  local ok, result = pcall(chunk)
  debug.sethook()
  return ok, result
end

-- A chunk that another one runs: the function, or nil and the error.
function standins.load_chunk(text, name, environment)
  running[name] = true
  return load(text, name, "t", environment)
end

-- The run interface is C's: here its names only.
for _, name in ipairs { "param", "params" } do
  standins[name] = function() return function() end end
end
standins.graph = {}
function standins.take_functions() end
function standins.charge() end

-- The matcher written in C, done in Lua.
local pattern = require "pattern"
function standins.substitute(text, source, replacement, most, too_long)
  local result, count = string.gsub(text, source, replacement, most)
  if #result > 64 * 1024 then error(too_long, 0) end
  return result, count
end

function standins.pattern(text, source, from, last, literal, open)
  local anchored = not literal and string.sub(source, 1, 1) == "^"
  for at = from, anchored and from or #text + 1 do
    local m = pattern.new(text, source)
    local behind = pattern.at(m, at, anchored and 2 or 1)
    if behind and behind ~= last then
      return at, behind, table.unpack(pattern.captures(m, at, behind, open), 1, m.level)
    end
  end
end
function standins.raise(text) error(text, 0) end

return standins
