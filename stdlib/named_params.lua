-- Which parameters a function of a pack names: in its own text, and in that of the functions that it can
-- reach through upvalues and the tables there. For people who ask what decides a rule; a name that is put
-- together while judging is not seen.

local params = require "params"

local named_params = {}

local DEPTH = 4   -- of tables within tables
local CALLS = 100 -- of functions that reach functions

-- ---- text ---------------------------------------------------------------------------------------

local function lines_of(text)
  local lines = {}
  for line in string.gmatch(text .. "\n", "(.-)\n") do lines[#lines + 1] = line end
  return lines
end

-- chunk name → lines, of all packs' files
local function all_lines(build)
  local known = {}
  for _, pack in ipairs(build.packs) do
    for _, file in pairs(pack.files or {}) do known[file.chunk] = { text = file.text } end
  end
  return known
end

local function text_of(files, info)
  local file = files[info.source]
  if not file then return "" end
  file.lines = file.lines or lines_of(file.text)
  return table.concat(file.lines, "\n", info.linedefined, math.min(info.lastlinedefined, #file.lines))
end

-- ---- names --------------------------------------------------------------------------------------

local QUOTED = {
  "%f[%w_]params%[%s*([\"'])(.-)%1", "%f[%w_]param%s*%(?%s*([\"'])(.-)%1",
  "%f[%w_]field%s*%(%s*params%s*,%s*([\"'])(.-)%1",
}

-- What a text names, and the variables that hold names, as in `params[name]`.
local function names_in(text)
  local named, variables = {}, {}
  if not string.find(text, "param", 1, true) then return named, variables end
  for name in string.gmatch(text, "%f[%w_]params%.([%a_][%w_]*)") do named[#named + 1] = name end
  for _, pattern in ipairs(QUOTED) do
    for _, name in string.gmatch(text, pattern) do named[#named + 1] = name end
  end
  for name in string.gmatch(text, "%f[%w_]params%[%s*([%a_][%w_]*)%s*%]") do
    variables[#variables + 1] = name
  end
  return named, variables
end

-- Each text is looked through once, however many functions are made of it.
local function collect(state, info, held)
  local key = info.source .. ":" .. info.linedefined .. ":" .. info.lastlinedefined
  local known = state.known[key]
  if not known then
    known = table.pack(names_in(text_of(state.files, info)))
    state.known[key] = known
  end
  for _, name in ipairs(known[1]) do state.found[name] = true end
  for _, name in ipairs(known[2]) do
    if held[name] then state.found[held[name]] = true end
  end
end

-- ---- functions ----------------------------------------------------------------------------------

local function add_functions(value, list, seen, depth)
  if seen[value] or depth > DEPTH or getmetatable(value) then return list end
  seen[value] = true
  for _, inner in next, value do
    if type(inner) == "function" then list[#list + 1] = inner end
    if type(inner) == "table" then add_functions(inner, list, seen, depth + 1) end
  end
  return list
end

-- Those in a table and in the tables there; each table is looked through once.
local function functions_in(state, value)
  local known = state.functions[value] or add_functions(value, {}, {}, 1)
  state.functions[value] = known
  return known
end

local function walk(state, fn, depth)
  if state.seen[fn] or depth > CALLS then return end
  state.seen[fn] = true
  local info, held = debug.getinfo(fn, "S"), {}
  if not state.files[info.source] then return end -- the engine's own
  for i = 1, math.huge do
    local name, value = debug.getupvalue(fn, i)
    if not name then break end
    if type(value) == "string" then held[name] = value end
    if type(value) == "function" then walk(state, value, depth + 1) end
    if type(value) == "table" and name ~= "_ENV" then
      for _, inner in ipairs(functions_in(state, value)) do walk(state, inner, depth + 1) end
    end
  end
  collect(state, info, held)
end

-- Their indices, rising; nil if `fn` is no function.
function named_params.of(build, pack, fn)
  if type(fn) ~= "function" then return nil end
  build.naming = build.naming or { files = all_lines(build), known = {}, functions = {} }
  local naming = build.naming
  local state = {
    files = naming.files, known = naming.known, functions = naming.functions, seen = {}, found = {},
  }
  walk(state, fn, 1)
  local list, listed = {}, {}
  for name in pairs(state.found) do
    local param = params.find(build.params, build, pack, name)
    if param and not listed[param.index] then
      list[#list + 1], listed[param.index] = param.index, true
    end
  end
  table.sort(list)
  return list
end

return named_params
