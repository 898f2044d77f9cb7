-- Lua over the dataset, as the REPL offers it: one expression (or statements that end in `return`) in the
-- same sandbox as packs, with the run interface, and the records of the organisations: `systems`,
-- `organization`, `organizations`.

local kijun = kijun or require "standins"
local pick = require "language".pick
local run = require "run"
local sandbox = require "sandbox"

local eval = {}

-- Tables become texts as Lua writes them; records and scalars stay as they are.
local MOST_SHOWN = 1000

local function sorted_keys(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
    return type(a) < type(b)
  end)
  return keys
end

local function is_scalar(value)
  local is = type(value)
  return is == "string" or is == "number" or is == "boolean"
end

local function told(value)
  if is_scalar(value) then return value end
  return sandbox.show(value)
end

-- Rows { key, value } or { value } of what an expression gave.
local function rows_of(value)
  if type(value) ~= "table" then
    return { "value" }, value == nil and {} or { { told(value) } }
  end
  local rows, keys = {}, sorted_keys(value)
  for i, key in ipairs(keys) do
    if i > MOST_SHOWN then break end
    rows[i] = { told(key), told(value[key]) }
  end
  return { "key", "value" }, rows
end

-- The words besides the run interface.
local function words_of(organizations)
  local words = { organizations = organizations, organization = organizations[1] }
  return words
end

-- argument: { text, organizations = { records }, plurals = { NAME … } }
-- Returns { columns = { NAME … }, rows = { { … } … } }, or { problem = TEXT }.
function eval.run(argument)
  local environment, enter = sandbox.new({}, {})
  local interface = run.interface(-1)
  local words = words_of(argument.organizations)
  for name, value in pairs(words) do interface[name] = value end
  for _, plural in ipairs(argument.plurals) do
    if interface[plural] == nil then interface[plural] = words.organization and words.organization[plural] end
  end
  local result
  interface.take_result = function(value) result = value end
  enter(interface)
  sandbox.close_strings()
  local text = argument.text:gsub("^%s*=", "")
  local body = kijun.load_chunk("return " .. text, "=lua", environment) and "take_result((function() return "
    .. text .. "\nend)())" or "take_result((function() " .. text .. "\nend)())"
  local fine, message = kijun.run_chunk(body, "=lua", environment)
  if not fine and type(message) ~= "string" then
    return { problem = pick("記録されていない事実を読んだ。field(値) で有無を調べられる",
      "a fact that is missing was read; field(VALUE) reads one that may be missing") }
  elseif not fine then
    return { problem = (message:gsub("^lua:%d+: ", "")) }
  end
  local columns, rows = rows_of(result)
  return { columns = columns, rows = rows }
end

return eval
