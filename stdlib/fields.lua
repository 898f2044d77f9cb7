-- The notation of fields: field("rto*", "duration = 3h", "目標復旧時間", "RTO", { inverse = "…" }).
--
-- `parse_type` reads the type, `describe` a whole field into a plain descriptor:
--   { name, place, label, type, list, required, sensitive, unit, values, labels, min, max, target,
--     default (typed, see typed.lua), inverse, actors (its values name whom rules address),
--     members (of a group), repeated (list of groups) }
-- A descriptor's name is relative to its group; stdlib/schema flattens. There are hundreds of them and
-- few different types and names: what a type or a name says is kept by its text.

local kijun = kijun or require "standins"
local is_label = require "shape".is_label
local suggestion = require "problems".suggestion
local typed = require "typed"

-- Called from within pack code, where methods of strings are the packs' own.
local byte, find, gmatch, match, sub = string.byte, string.find, string.gmatch, string.match, string.sub

local fields = {}

-- What of a descriptor goes into the declaration document: see engine/lua/lua_values.c.
fields.descriptor = { document = {
  "child", "coded", "default", "derived", "group", "label", "labels", "list", "max", "min", "name", "pack",
  "required", "sensitive", "target", "type", "unit", "values",
} }
local descriptor = fields.descriptor

local STAR = byte("*")
local NAME = "^[a-z][a-z0-9_]*$"
local RESERVED = { id = true, kind = true, organization = true }

local SCALARS = {
  "text", "bool", "int", "number", "percent", "money", "quantity", "duration", "period", "date",
  "datetime", "month-day",
}
local is_scalar = {}
for _, name in ipairs(SCALARS) do is_scalar[name] = true end
local BOUNDED = { int = true, number = true, percent = true, money = true, quantity = true }

local function trim(text)
  if (byte(text, 1) or 0) > 32 and byte(text, -1) > 32 then return text end -- no blank at either end
  return (match(text, "^%s*(.-)%s*$"))
end

local function parse_enum(text)
  local values, known = {}, {}
  for value in gmatch(text .. "|", "%s*(.-)%s*|") do
    if value == "" or known[value] then return nil end
    known[value] = true
    values[#values + 1] = value
  end
  return values
end

-- "int 1..3", "quantity kW", "money USD": the word, and what follows it
local function parse_scalar(text, into)
  local word, rest = match(text, "^([%a-]+)%s*(.*)$")
  if not is_scalar[word] then return false end
  into.type = word
  local unit, low, high = match(rest, "^([^%s]-)%s*(-?%d*%.?%d*)%.%.(-?%d*%.?%d*)$")
  if not unit then unit = rest end
  if low and not BOUNDED[word] then return false end
  into.min, into.max = tonumber(low), tonumber(high)
  if word == "money" then into.unit = unit == "" and "JPY" or unit
  elseif word == "quantity" then into.unit = unit
  elseif unit ~= "" then return false end
  return word ~= "quantity" or unit ~= "" and kijun.unit_known(unit)
end

local function read_type(text)
  local into = {}
  local equals = find(text, "=", 1, true)
  local body = trim(equals and sub(text, 1, equals - 1) or text)
  local element = match(body, "^%[(.*)%]$")
  into.list = element ~= nil or nil
  body = trim(element or body)
  into.default_text = equals and trim(sub(text, equals + 1))
  if body == "group" then
    into.type, into.repeated, into.list = "group", into.list, nil
  elseif find(body, "^%->") then
    into.type, into.target = "ref", trim(sub(body, 3))
    if not find(into.target, NAME) then return nil, "参照先の種別名が正しくない", "the kind it refers to is not a name" end
  elseif find(body, "|", 1, true) then
    into.type, into.values = "enum", parse_enum(body)
    if not into.values then return nil, "選択肢が空か重複している", "a choice is empty or given twice" end
  elseif not parse_scalar(body, into) then
    local near = suggestion(match(body, "^[%a-]*"), SCALARS, kijun.nearest)
    return nil, "型「%s」は知られていない%s", "unknown type '%s'%s", text, near
  end
  return into
end

local known_types = {}

-- The type of a field or parameter, not to be changed; nil and what is wrong in two languages.
function fields.parse_type(text)
  local known = known_types[text]
  if known then return known end
  local into, ja, en, detail, near = read_type(text)
  known_types[text] = into
  return into, ja, en, detail, near
end

local function set_default(into, text, report)
  if into.list or into.repeated then
    if text ~= "[]" then return report("並びの既定値は [] に限る", "the default of a list can only be []") end
    into.default = typed.empty_list
    return
  end
  local value
  if into.type ~= "group" and into.type ~= "ref" then value = typed.parse(into, text) end
  if value == nil then
    return report("既定値「%s」は型に合わない。%s のように書く", "default '%s' does not fit the type; write it like %s",
      text, typed.example(into))
  end
  into.default = value
end

local function take_labels(into, labels, report)
  local known = {}
  for _, value in ipairs(into.values or {}) do known[value] = true end
  for value, label in pairs(labels) do
    if not known[value] then
      report("「%s」は選択肢にない", "label for '%s', which is not one of the values", tostring(value))
    elseif not is_label(label) then
      report("「%s」の見出しは日英両方の文 { ja = \"…\", en = \"…\" } でなければならない",
        "the label of '%s' must be text in both languages { ja = \"…\", en = \"…\" }", value)
    end
  end
  into.labels = labels
end

local options = {}
function options.inverse(into, value, report)
  if into.type ~= "ref" then return report("inverse は参照にだけ書ける", "only a reference has an inverse") end
  if type(value) ~= "string" or not find(value, NAME) then
    return report("inverse は名前でなければならない", "'inverse' must be a name")
  end
  into.inverse = value
end
function options.sensitive(into, value, report)
  if type(value) ~= "boolean" then
    return report("「sensitive」は true か false でなければならない", "'sensitive' must be true or false")
  end
  into.sensitive = value
end
function options.coded(into, value, report)
  if into.type ~= "text" or value ~= true then
    return report("「coded」は文字列の項目に true と書く", "'coded' is true, on a field of text")
  end
  into.coded = true
end
function options.labels(into, value, report)
  if type(value) ~= "table" then return report("「labels」は表でなければならない", "'labels' must be a table") end
  take_labels(into, value, report)
end
function options.actors(into, value, report)
  if into.type ~= "enum" or value ~= true then
    return report("「actors」は選択肢の項目に true と書く", "'actors' is true, on a field with a choice of values")
  end
  into.actors = true
end
local OPTION_NAMES = { "actors", "coded", "inverse", "labels", "sensitive" }
fields.option_names = OPTION_NAMES

local function take_more(into, more, report)
  local keys
  for key, value in pairs(more) do
    if math.type(key) == "integer" then
      into.members = into.members or {}
      into.members[key] = value
    else
      keys = keys or {}
      keys[#keys + 1] = tostring(key)
    end
  end
  if not keys then return end
  table.sort(keys)
  for _, key in ipairs(keys) do
    if options[key] then
      options[key](into, more[key], report)
    else
      report("項目「%s」は知られていない%s", "unknown option '%s'%s", key,
        suggestion(key, OPTION_NAMES, kijun.nearest))
    end
  end
end

local function check_members(into, report)
  if into.type ~= "group" then
    if into.members then report("グループでない項目は項目を持てない", "only a group has members") end
    into.members = nil
    return
  end
  into.members = into.members or {}
  if #into.members == 0 then report("グループに項目がない", "the group has no members") end
  for i, member in ipairs(into.members) do
    if not fields.is(member) then
      report("%d番目は field(…) でなければならない", "member %d must be field(…)", i)
      into.members[i] = nil
    end
  end
end

-- Whether a value was made by `describe`. Packs cannot reach metatables.
function fields.is(value) return type(value) == "table" and getmetatable(value) == descriptor end

local plain_names = {} -- "rto*" → "rto", for names that are in order

local function read_name(name, report)
  local plain = byte(name, -1) == STAR and sub(name, 1, -2) or name
  if not find(plain, NAME) then report("名前は英小文字・数字・_ で書く", "names are lower_case")
  elseif RESERVED[plain] then report("「%s」という名は使えない", "'%s' is reserved", plain)
  else plain_names[name] = plain end
  return plain
end

-- report(ja, en, …) tells a problem of the field. Always returns a descriptor, so that loading goes on.
function fields.describe(place, report, name, type_text, ja, en, more)
  if type(name) ~= "string" or type(type_text) ~= "string" then
    report("field(名前, 型, 日本語, 英語) と書く", "write field(NAME, TYPE, JA, EN)")
    local unread = { name = "?", type = "text", place = place, label = { ja = ja, en = en } }
    return setmetatable(unread, descriptor)
  end
  local plain = plain_names[name] or read_name(name, report)
  local of, problem_ja, problem_en, detail, near = fields.parse_type(type_text)
  if not of then
    report(problem_ja, problem_en, detail, near)
    of = { type = "text" }
  end
  local into = setmetatable({
    name = plain, required = plain ~= name or nil, place = place, label = { ja = ja, en = en },
    type = of.type, list = of.list, repeated = of.repeated, target = of.target, values = of.values,
    unit = of.unit, min = of.min, max = of.max,
  }, descriptor)
  if type(ja) ~= "string" or ja == "" or type(en) ~= "string" or en == "" then
    into.label = { ja = plain, en = plain }
    report("日本語と英語の見出しが要る", "labels in Japanese and English are missing")
  end
  if type(more) == "table" then
    take_more(into, more, report)
  elseif more ~= nil then
    report("5番目は表でなければならない", "the fifth must be a table")
  end
  if into.members or into.type == "group" then check_members(into, report) end
  if of.default_text then set_default(into, of.default_text, report) end
  return into
end

return fields
