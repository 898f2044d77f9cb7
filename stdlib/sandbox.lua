-- The environment of pack code (DESIGN §5): a fixed set of safe functions, the declarations while
-- loading, the run interface while judging. Nothing else can be reached, nothing can be written.
--
-- A pack's environment is an empty table whose (hidden) metatable looks names up in the current
-- interface: the declarations at first, later what `enter` gives. Names that are not there are
-- errors, so a misspelt one is told where it stands.

local kijun = kijun or require "standins"
local safe_string = require "safe_string"
local safe_table = require "safe_table"
local suggestion = require "problems".suggestion

local sandbox = {}

local function refuse(_, name)
  error(("'%s' cannot be set: packs have no globals; write 'local %s'"):format(tostring(name),
    tostring(name)), 2)
end

-- A read-only view of a table of functions.
local function frozen(library)
  return setmetatable({}, { __index = library, __newindex = refuse, __metatable = false })
end

local function show(value)
  local is = type(value)
  if is == "table" or is == "function" or is == "thread" then return is end
  if value ~= value then return "nan" end
  return tostring(value)
end
safe_string.show_with(show)

-- A proxy of a record is a userdata; packs know it as a record.
local function type_of(...)
  local is = type(...)
  return is == "userdata" and "record" or is
end

local always = {
  assert = assert, error = error, ipairs = ipairs, pairs = safe_table.pairs, select = select,
  tonumber = tonumber, tostring = function(...) return show((...)) end, type = type_of,
  string = frozen(safe_string.library), table = frozen(safe_table.library),
  math = frozen(safe_table.math), utf8 = frozen(utf8),
}

local function names_of(interface)
  local names = {}
  for name in pairs(always) do names[#names + 1] = name end
  for name in pairs(interface) do names[#names + 1] = name end
  table.sort(names)
  return names
end

-- Names that are not in the interface: the safe functions, else an error. elsewhere: names that are
-- known in the other phase, with a remark in English.
local function interface_of(functions, elsewhere, remark)
  local interface = {}
  for name, value in pairs(always) do interface[name] = value end
  for name, value in pairs(functions) do interface[name] = value end
  return setmetatable(interface, { __index = function(_, name)
    if elsewhere[name] ~= nil then error(("'%s' %s"):format(name, remark), 2) end
    local near = suggestion(tostring(name), names_of(functions), kijun.nearest).en
    error(("unknown name '%s'%s"):format(tostring(name), near), 2)
  end })
end

-- A new environment in its loading phase, and a function that lets it into the judging phase.
--   environment, enter = sandbox.new(declarations, run_names);  enter(run_interface)
function sandbox.new(declarations, run_names)
  local meta = { __newindex = refuse, __metatable = false }
  meta.__index = interface_of(declarations, run_names, "can only be used while judging")
  local function enter(run_interface)
    meta.__index = interface_of(run_interface, declarations, "can only be used while loading")
  end
  return setmetatable({}, meta), enter
end

-- ("x"):rep(3) reaches the safe copy, in the whole state, from `close_strings` to `open_strings`.
local of_strings = debug.getmetatable("")
of_strings.__metatable = false
function sandbox.close_strings() of_strings.__index = safe_string.library end
function sandbox.open_strings() of_strings.__index = string end

return sandbox
