-- The environment of pack code (DESIGN §5): a fixed set of safe functions, the declarations while
-- loading, the run interface while judging. Nothing else can be reached, nothing can be written.
--
-- A pack's environment is an empty table whose (hidden) metatable looks names up in the current
-- interface: the declarations at first, later what `enter` gives. Names that are not there are
-- errors, so a misspelt one is told where it stands.

local kijun = kijun or require "standins"
local pick = require "language".pick
local safe_string = require "safe_string"
local safe_table = require "safe_table"
local suggestion = require "problems".suggestion

local sandbox = {}

local function show(value)
  local is = type(value)
  if is == "table" or is == "function" or is == "thread" then return is end
  if value ~= value then return "nan" end
  return tostring(value)
end
safe_string.show_with(show)
sandbox.show = show

local function refuse(_, name)
  name = show(name)
  error(pick("「%s」には代入できない。パックに大域変数はない。「local %s」と書く",
    "'%s' cannot be set: packs have no globals; write 'local %s'", name, name), 2)
end

-- A read-only view of a table of functions.
local function frozen(library)
  return setmetatable({}, { __index = library, __newindex = refuse, __metatable = false })
end
sandbox.frozen = frozen

-- A proxy of a record is a userdata; packs know it as a record.
local function type_of(...)
  local is = type(...)
  return is == "userdata" and "record" or is
end

-- What goes wrong is always a text, with its place.
local function raise(message, level)
  if type(message) ~= "string" and type(message) ~= "number" then
    message = pick("error には文字列を渡す（渡されたのは %s）。error(\"…\") と書く",
      "error takes a text, not %s; write error(\"…\")", show(message))
  end
  level = level or 1
  error(message, level > 0 and level + 1 or 0)
end

local function assure(...)
  local value, message = ...
  if value then return ... end
  if select("#", ...) < 2 then message = pick("assert が成り立たない", "assertion failed!") end
  raise(message, 2)
end

local function number_of(...)
  if type((...)) == "string" then safe_string.charged("tonumber", 1, (...)) end
  return tonumber(...)
end

-- What every pack sees, by name; who lists it reads these.
sandbox.basic = {
  assert = assure, error = raise, ipairs = ipairs, pairs = safe_table.pairs, select = select,
  tonumber = number_of, tostring = function(...) return show((...)) end, type = type_of,
}
sandbox.libraries = {
  string = safe_string.library, table = safe_table.library, math = safe_table.math, utf8 = safe_string.utf8,
}

local always = {}
for name, value in pairs(sandbox.basic) do always[name] = value end
for name, library in pairs(sandbox.libraries) do always[name] = frozen(library) end

local OFFERED = "assert error ipairs pairs select tonumber tostring type string table math utf8"

local function names_of(interface)
  local names = {}
  for name in pairs(always) do names[#names + 1] = name end
  for name in pairs(interface) do names[#names + 1] = name end
  table.sort(names)
  return names
end

-- Names that are not in the interface: the safe functions, else an error. elsewhere: names that are
-- known in the other phase, and what to say of them.
local function interface_of(functions, elsewhere, ja, en)
  local interface = {}
  for name, value in pairs(always) do interface[name] = value end
  for name, value in pairs(functions) do interface[name] = value end
  return setmetatable(interface, { __index = function(_, name)
    if elsewhere[name] ~= nil then error(pick(ja, en, name), 2) end
    name = show(name)
    local near = suggestion(name, names_of(functions), kijun.nearest)
    if near.en == "" or _G[name] ~= nil then
      error(pick("「%s」という名はない。パックが使えるのは %s と、doc/packs.md にある語だけである",
        "unknown name '%s'; packs may use %s and the words in doc/packs.md", name, OFFERED), 2)
    end
    error(pick("「%s」という名はない%s", "unknown name '%s'%s", name, pick(near.ja, near.en)), 2)
  end })
end

-- A new environment in its loading phase, and a function that lets it into the judging phase.
--   environment, enter = sandbox.new(declarations, run_names);  enter(run_interface)
function sandbox.new(declarations, run_names)
  local meta = { __newindex = refuse, __metatable = false }
  meta.__index = interface_of(declarations, run_names, "「%s」は判定のときにだけ使える。関数の中に書く",
    "'%s' can only be used while judging; write it inside a function")
  local function enter(run_interface)
    meta.__index = interface_of(run_interface, declarations, "「%s」は読込みのときにだけ使える。関数の外に書く",
      "'%s' can only be used while loading; write it outside of functions")
  end
  return setmetatable({}, meta), enter
end

-- ("x"):rep(3) reaches the safe copy, in the whole state, from `close_strings` to `open_strings`.
local of_strings = debug.getmetatable("")
of_strings.__metatable = false
function sandbox.close_strings() of_strings.__index = safe_string.library end
function sandbox.open_strings() of_strings.__index = string end

return sandbox
