-- The schema out of what the packs declare: kinds with their fields, flattened, and the ways back.
--
-- schema.kinds     list of { name, plural, title, index, parent, parent_field, singleton, derived,
--                  pack, place, fields, by_name, inverse_by_name }
--   field          { name, index, type, list, target, child, group, values, unit, derived, label, … }
-- schema.inverses  list of { index, name, of, source, holder, field }
-- schema.by_name, schema.by_plural, schema.organization
-- Lists count from 1, every `index`, `parent`, `child`, `group`, `of` … from 0, as in C.
--
-- A list of groups becomes a kind of its own, "incident.reports", next to its parent.

local kijun = kijun or require "standins"
local fields = require "fields"
local inverses = require "inverses"
local problems = require "problems"

local suggestion = problems.suggestion

local builder = {}
builder.__index = builder

local function where(place)
  return place.line and ("%s:%d"):format(place.file, place.line) or place.file or "?"
end

local function names_of(map)
  local names = {}
  for name in pairs(map) do names[#names + 1] = name end
  table.sort(names)
  return names
end

-- ---- fields -------------------------------------------------------------------------------------

local function subject_of(kind, name) return ("kind '%s': field '%s'"):format(kind.name, name) end

-- A descriptor becomes the field. One that a pack uses again, in another kind, is copied.
local function own(descriptor)
  if not descriptor.short then
    descriptor.short = descriptor.name
    return setmetatable(descriptor, fields.descriptor)
  end
  local copy = {}
  for key, value in pairs(descriptor) do copy[key] = value end
  copy.child, copy.sensitive = nil, descriptor.sensitive_itself
  return setmetatable(copy, fields.descriptor)
end

local function new_field(self, kind, name, descriptor, context)
  local first = kind.by_name[name]
  if first then
    self.problems:error(descriptor.place, subject_of(kind, name), "この項目は既にある（%s）",
      "this field is declared already (%s)", where(first.place))
    return nil
  end
  local field = own(descriptor)
  field.sensitive_itself = field.sensitive
  field.name, field.index, field.pack, field.from = name, #kind.fields, context.pack.index, context.pack
  field.group = context.group and context.group.index
  field.sensitive = field.sensitive or context.group and context.group.sensitive or nil
  field.derived = context.derived
  kind.fields[#kind.fields + 1] = field
  kind.by_name[name] = field
  return field
end

-- What of a kind goes into the declaration document: see engine/lua/lua_values.c.
local in_document = { document = {
  "derived", "fields", "name", "pack", "parent", "parent_field", "plural", "singleton", "title",
} }

local function new_kind(self, kind)
  setmetatable(kind, in_document)
  kind.index = #self.schema.kinds
  kind.fields, kind.by_name, kind.inverse_by_name = {}, {}, {}
  self.schema.kinds[kind.index + 1] = kind
  self.schema.by_name[kind.name] = kind
  return kind
end

-- Adds a field with its members. context: { pack, derived, group (the enclosing group's field) }
function builder:add_field(kind, descriptor, context)
  local short = descriptor.short or descriptor.name
  local name = context.group and context.group.name .. "." .. short or short
  local field = new_field(self, kind, name, descriptor, context)
  if not field or field.type ~= "group" then return field end
  local inner, members = kind, { pack = context.pack, derived = context.derived, group = field }
  if descriptor.repeated then
    if kind.parent then
      return self.problems:error(descriptor.place, subject_of(kind, name),
        "グループの並びの中にグループの並びは置けない", "a list of groups cannot hold a list of groups")
    end
    inner = new_kind(self, {
      name = kind.name .. "." .. name, title = field.label, parent = kind.index,
      parent_field = field.index, derived = kind.derived, pack = context.pack.index,
      from = context.pack, place = descriptor.place,
    })
    field.child, members.group = inner.index, nil
  end
  for _, member in ipairs(descriptor.members or {}) do self:add_field(inner, member, members) end
  return field
end

-- ---- kinds --------------------------------------------------------------------------------------

local NOTE = { ja = "備考", en = "Note" }

local function check_kind(self, declared)
  local name, plural = declared.name, declared.body.plural or declared.name .. "s"
  local report = function(...) self.problems:error(declared.place, declared.subject, ...) end
  if not string.find(name, "^[a-z][a-z0-9_]*$") then report("名前は英小文字・数字・_ で書く", "names are lower_case") end
  if declared.body.singleton then
    plural = name
    if self.schema.organization then report("組織の記録は二つ持てない", "there is a singleton kind already") end
  end
  local first = self.schema.by_name[name]
  if first then
    report("種別「%s」は既にある（%s）", "kind '%s' is declared already (%s)", name, where(first.place))
    return nil
  end
  local same = self.schema.by_plural[plural]
  if same or plural == "kijun" then
    report("複数形「%s」は既に使われている（種別「%s」）", "the plural '%s' is taken (kind '%s')", plural,
      same and same.name or "kijun")
    return nil
  end
  return plural
end

-- The list of field descriptors of a body; what is not one is told.
local function descriptors(self, declared)
  local list = {}
  for i, descriptor in ipairs(type(declared.body.fields) == "table" and declared.body.fields or {}) do
    if fields.is(descriptor) then
      list[#list + 1] = descriptor
    else
      self.problems:error(declared.place, declared.subject, "%d番目は field(…) でなければならない",
        "entry %d must be field(…)", i)
    end
  end
  return list
end
builder.descriptors = descriptors

local function declare_kind(self, pack, declared)
  local plural = check_kind(self, declared)
  if not plural then return end
  local body = declared.body
  local kind = new_kind(self, {
    name = declared.name, plural = plural, title = body.title, singleton = body.singleton or nil,
    derived = body.derived or nil, pack = pack.index, from = pack, place = declared.place,
  })
  if body.singleton then self.schema.organization = kind else self.schema.by_plural[plural] = kind end
  local context = { pack = pack }
  for _, descriptor in ipairs(descriptors(self, declared)) do self:add_field(kind, descriptor, context) end
  if not kind.by_name.note then
    self:add_field(kind, { name = "note", type = "text", label = NOTE, place = declared.place }, context)
  end
end

-- The kind that a pack names; tells what is wrong and returns nil otherwise.
function builder:kind_for(pack, name, place, subject)
  local kind = self.schema.by_name[name]
  if not kind then
    self.problems:error(place, subject, "種別「%s」は知られていない%s", "unknown kind '%s'%s", name,
      suggestion(name, names_of(self.schema.by_name), kijun.nearest))
    return nil
  end
  if not pack.sees[kind.from] then
    self.problems:error(place, subject, "種別「%s」はパック「%s」のもので、uses に挙げられていない",
      "kind '%s' is of pack '%s', which is not listed in uses", name, kind.from.id)
  end
  return kind
end

local function extend_kind(self, pack, declared)
  local kind = self:kind_for(pack, declared.name, declared.place, declared.subject)
  for _, descriptor in ipairs(kind and descriptors(self, declared) or {}) do
    self:add_field(kind, descriptor, { pack = pack })
  end
end

-- Looks up the kinds that references name.
function builder:resolve_targets()
  for _, kind in ipairs(self.schema.kinds) do
    for _, field in ipairs(kind.fields) do
      if field.target and field.target ~= "any" then
        local subject = subject_of(kind, field.name)
        local target = self:kind_for(field.from, field.target, field.place, subject)
        if not target or target.parent then field.target = "any" end
      end
    end
  end
end

local function check_organization(self)
  local organization = self.schema.organization
  for _, field in ipairs(organization and organization.fields or {}) do
    if self.schema.by_plural[field.name] then
      self.problems:error(field.place, subject_of(organization, field.name),
        "種別の複数形と同じ名は使えない", "the name is the plural of a kind")
    end
  end
end

local schema = {}

-- The kinds of all packs. Derived fields are added to it (derives.lua), targets are resolved, derived
-- fields without a type are added (inference.lua), then `finish` is called.
function schema.new(packs, list)
  local self = setmetatable({ problems = list }, builder)
  self.schema = { kinds = {}, by_name = {}, by_plural = {}, inverses = {} }
  for _, pack in ipairs(packs) do
    for _, declared in ipairs(pack.kinds) do declare_kind(self, pack, declared) end
  end
  for _, pack in ipairs(packs) do
    for _, declared in ipairs(pack.extends) do extend_kind(self, pack, declared) end
  end
  return self
end

-- The ways back as far as fields are known; what is wrong with them is told by `finish`.
function builder:ways_back() inverses.add(self.schema, problems.new()) end

function builder:finish()
  check_organization(self)
  inverses.add(self.schema, self.problems)
  return self.schema
end

return schema
