-- Parameters: from what a pack writes to typed values.
--
-- A parameter:
--   { index, name, pack, place, shape = "scalar"|"list"|"bands"|"table", type, keys (of a table), unit,
--     base = the same before an overlay adjusted it, or nil,
--     document = { … } as the declaration document has it }
-- In the document a list's value is a list, bands are { { label, upper = VALUE or absent } … } by
-- rising bound, a table is { { keys = { … }, value = VALUE } … } by rising keys.

local kijun = kijun or require "standins"
local fields = require "fields"
local typed = require "typed"
local vocabulary = require "vocabulary"
local show = require "sandbox".show
local suggestion = require "problems".suggestion

local params = {}

-- The type that the values have in common: whole numbers among others are numbers.
local function infer(values)
  local common
  for _, value in ipairs(values) do
    local is = type(value)
    local one = is == "boolean" and "bool" or is == "string" and "text"
      or math.type(value) == "integer" and "int" or is == "number" and "number" or nil
    if common == "int" and one == "number" or common == "number" and one == "int" then one = "number"
    elseif common and one ~= common then return nil end
    common = one
  end
  return common
end

-- The type of the value (of its elements), or nil after telling what is wrong.
local function type_of(text, values, report)
  if not text then
    local inferred = infer(values)
    if not inferred then report("型（type）を書かなければならない", "'type' is missing") end
    return inferred and { type = inferred }
  end
  local of, ja, en, detail, near = fields.parse_type(text)
  if not of then return report(ja, en, detail, near) end
  if of.type == "enum" or of.target or of.type == "group" or of.default_text then
    return report("基準値に型「%s」は使えない", "a parameter cannot be of type '%s'", text)
  end
  return of
end

local function convert(of, value, report)
  local plain = typed.plain(of, value)
  if plain == nil then
    report("値「%s」は型 %s に合わない。%s のように書く", "value '%s' is not of type %s; write it like %s",
      show(value), of.type, typed.example(of))
  end
  return plain
end

local function open_band(label) return { label = label, order = math.huge } end

local function sorted_keys(values)
  local keys = {}
  for key in pairs(type(values) == "table" and values or {}) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and type(a) ~= "boolean" then return a < b end
    return tostring(a) < tostring(b)
  end)
  return keys
end

local function read_bands(values, of, report)
  local list = {}
  for _, label in ipairs(sorted_keys(values)) do
    local bound = values[label]
    if type(label) ~= "string" then
      report("区分には名が要る", "a band needs a name")
    elseif bound == true then
      list[#list + 1] = open_band(label)
    else
      local upper = convert(of, bound, report)
      if upper ~= nil then list[#list + 1] = { label = label, order = upper, upper = upper } end
    end
  end
  table.sort(list, function(a, b)
    if a.order ~= b.order then return a.order < b.order end
    return a.label < b.label
  end)
  for i, band in ipairs(list) do
    local before = list[i - 1]
    if before and before.order == band.order then
      report("区分「%s」と「%s」の上限が同じ", "bands '%s' and '%s' have the same bound", before.label, band.label)
    end
  end
  if #list == 0 then report("区分がない", "there are no bands") end
  return list
end

-- map { high = { low = 2 } } → entries with keys { "high", "low" }, in rising order
local function collect(values, keys, entries)
  for _, key in ipairs(sorted_keys(values)) do
    local path = table.move(keys, 1, #keys, 1, {})
    path[#path + 1] = key
    if type(values[key]) == "table" then
      collect(values[key], path, entries)
    else
      entries[#entries + 1] = { keys = path, value = values[key] }
    end
  end
  return entries
end

local function check_table(entries, report)
  if #entries == 0 then report("表が空である", "the table is empty") end
  for _, entry in ipairs(entries) do
    if #entry.keys ~= #entries[1].keys then
      return report("表の深さがそろっていない", "the entries have different numbers of keys")
    end
    for _, key in ipairs(entry.keys) do
      if type(key) ~= "string" and math.type(key) ~= "integer" then
        return report("表の見出しは文字列か整数でなければならない", "keys must be texts or whole numbers")
      end
    end
  end
end

local function values_of(entries)
  local values = {}
  for i, entry in ipairs(entries) do values[i] = entry.value end
  return values
end

local read = {}

function read.bands(body, values, given, report)
  local of = type_of(body.type or given or "duration", {}, report)
  if not of then return nil end
  local list = {}
  for i, band in ipairs(read_bands(values, of, report)) do
    list[i] = { label = band.label, upper = typed.wrap(of.type, band.upper) }
  end
  return { shape = "bands", type = of.type, of = of, value = list, unit = of.unit }
end

function read.map(body, values, _, report)
  local entries = collect(values, {}, {})
  check_table(entries, report)
  local of = type_of(body.type, values_of(entries), report)
  if not of then return nil end
  local list = {}
  for i, entry in ipairs(entries) do
    list[i] = { keys = entry.keys, value = typed.wrap(of.type, convert(of, entry.value, report)) }
  end
  return { shape = "table", type = of.type, of = of, value = list, unit = of.unit,
    keys = list[1] and #list[1].keys }
end

function read.list(body, values, _, report)
  local of = type_of(body.type, values or {}, report)
  if not of then return nil end
  if body.type and not of.list then
    report("並びの型は [%s] と書く", "the type of a list is written [%s]", of.type)
  end
  local list = values and {}
  for i, value in ipairs(values or {}) do list[i] = typed.wrap(of.type, convert(of, value, report)) end
  if list and #list == 0 then list = typed.empty_list end
  return { shape = "list", type = of.type, of = of, value = list, unit = of.unit }
end

function read.scalar(body, value, _, report)
  local of = type_of(body.type, { value }, report)
  if not of then return nil end
  if of.list then
    if value ~= nil then report("値は並びでなければならない", "the value must be a list") end
    return read.list(body, nil, nil, report)
  end
  local plain
  if value ~= nil then plain = convert(of, value, report) end
  return { shape = "scalar", type = of.type, of = of, value = typed.wrap(of.type, plain), unit = of.unit }
end

local function read_value(body, report)
  local shape, values, given = vocabulary.shape_of(body.value)
  if shape then return read[shape](body, values, given, report) end
  if type(body.value) == "table" then return read.list(body, body.value, nil, report) end
  return read.scalar(body, body.value, nil, report)
end

local SHAPE_TYPES = { list = "list", bands = "bands", table = "table" }

local function describe(build, pack, declared)
  local body = declared.body
  local report = function(...) build.problems:error(declared.place, declared.subject, ...) end
  if not string.find(declared.name, "^[a-z][a-z0-9_]*$") then
    report("名前は英小文字・数字・_ で書く", "names are lower_case")
  end
  local param = read_value(body, report) or { shape = "scalar", type = "text", of = {} }
  if body.open and param.shape ~= "table" then
    report("open は表（map）にだけ書ける", "'open' is for tables (map) only")
  end
  param.name, param.pack, param.place = declared.name, pack, declared.place
  param.base = declared.base and read_value(declared.base.body, function() end)
  param.document = {
    pack = pack.index, name = declared.name, title = body.title, source = body.source, value = param.value,
    type = SHAPE_TYPES[param.shape] or param.type, of = SHAPE_TYPES[param.shape] and param.type,
    document = build:document_of(pack, body.document, declared), unit = body.unit or param.unit,
    min = param.of.min, max = param.of.max, stricter = body.stricter, open = body.open,
    place = build.place(declared.place),
  }
  return param
end

-- Reads the parameters of all packs: a list, and by pack and name.
function params.new(build)
  local self = { list = {}, by_pack = {} }
  for _, pack in ipairs(build.packs) do
    local own = {}
    self.by_pack[pack] = own
    for _, declared in ipairs(pack.params) do
      local first = own[declared.name]
      if first then
        build.problems:error(declared.place, declared.subject, "この基準値は既にある（%s:%d）。一方を除く",
          "this parameter is declared already (%s:%d); remove one of them",
          first.place.file, first.place.line)
      else
        local param = describe(build, pack, declared)
        param.index = #self.list
        self.list[param.index + 1], own[declared.name] = param, param
      end
    end
  end
  return self
end

-- Names of the parameters that a pack sees.
local function seen_names(self, build, pack)
  local names = {}
  for _, other in ipairs(build.packs) do
    for name in pairs(pack.sees[other] and self.by_pack[other] or {}) do names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

-- The parameter a pack means by a name: its own, else that of one it uses; "pack/name" names it in
-- full. nil and what is wrong { ja, en } otherwise.
function params.find(self, build, pack, name)
  local owner, short = string.match(name, "^([^/]+)/(.+)$")
  local found, count
  for _, other in ipairs(build.packs) do
    if pack.sees[other] and (not owner or other.id == owner) then
      local param = self.by_pack[other][short or name]
      if param and other == pack then return param end
      if param then found, count = param, (count or 0) + 1 end
    end
  end
  if count == 1 then return found end
  if found then
    return nil, { ja = ("基準値「%s」は複数のパックにある。パック名/名前 と書く"):format(name),
      en = ("parameter '%s' is in several packs; write PACK/NAME"):format(name) }
  end
  local near = suggestion(short or name, seen_names(self, build, pack), kijun.nearest)
  return nil, { ja = ("基準値「%s」は知られていない%s"):format(name, near.ja),
    en = ("unknown parameter '%s'%s"):format(name, near.en) }
end

return params
