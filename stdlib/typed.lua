-- Values with their type, as they go into the declaration document. Numbers, truth values and texts
-- stand for themselves; the others are { ["#type"] = "duration", value = 10800 }, which the bridge to
-- C turns into a value of that type (kj_lua_call). The value is in the units that packs see.

local kijun = kijun or require "standins"

local typed = {}

-- Distinguishes the written "none" from an empty table.
typed.empty_list = { ["#type"] = "list", value = {} }

local truths = { yes = true, no = false, ["true"] = true, ["false"] = false }
local real = { number = true, percent = true, quantity = true }
local whole = { int = true, duration = true, period = true }
local plain = { bool = true, int = true, text = true }

local EXAMPLES = {
  bool = "true", int = "3", number = "2.5", percent = "20%", money = "1,000円", duration = "3h, 90min, 2d",
  period = "3mo, 1y", date = "2026-04-01", datetime = "2026-04-01T09:00", ["month-day"] = "04-01",
  text = '"text"',
}

-- How values of a type are written: "3h, 90min, 2d", "3 (1..5)", "100 kW".
function typed.example(of)
  if of.type == "enum" then return table.concat(of.values, ", ") end
  local text = of.type == "quantity" and "100 " .. of.unit
    or of.type == "money" and of.unit ~= "JPY" and of.unit .. " 1,000" or EXAMPLES[of.type] or of.type
  if not of.min and not of.max then return text end
  return ("%s (%s..%s)"):format(text, of.min or "", of.max or "")
end

-- A plain value of a type → as the document has it.
function typed.wrap(type_name, value)
  if value == nil then return nil end
  if type_name == "number" then return value + 0.0 end
  if plain[type_name] then return value end
  return { ["#type"] = type_name, value = real[type_name] and value + 0.0 or value }
end

local function within(of, value)
  return (not of.min or value >= of.min) and (not of.max or value <= of.max)
end

-- What C can hold: engine/base/money.c, years 1 to 9999.
local MOST = {
  money = 9e14, duration = 9e14, datetime = 2.5e11, date = 2932896, period = 120000, ["month-day"] = 1231,
}

local function is_in_range(of, value)
  local most = MOST[of.type] or math.huge
  return value >= -most and value <= most
end

local function has(values, text)
  for _, value in ipairs(values) do
    if value == text then return true end
  end
  return false
end

local function read_text(of, text)
  if of.type == "text" then return text end
  if of.type == "bool" then return truths[text] end
  if of.type == "enum" then return has(of.values, text) and text or nil end
  return kijun.parse(of.type, text, of.unit)
end

-- What Lua code wrote (a text, a number, a truth value) as a plain value of a type, or nil.
-- of: { type, unit, values, min, max }
function typed.plain(of, value)
  if type(value) == "string" then
    value = read_text(of, value)
  elseif type(value) == "boolean" then
    if of.type ~= "bool" then return nil end
  elseif type(value) == "number" then
    if whole[of.type] then value = math.tointeger(value)
    elseif not real[of.type] and of.type ~= "money" then return nil end
  else
    return nil
  end
  if type(value) == "number" and not (within(of, value) and is_in_range(of, value)) then return nil end
  return value
end

-- The same, wrapped for the document.
function typed.parse(of, value)
  return typed.wrap(of.type, typed.plain(of, value))
end

return typed
