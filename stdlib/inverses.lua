-- The ways back: every reference can be followed backwards, under these names on the records it
-- refers to (doc/packs.md, "Ways back"):
--
--  1. the field's own `inverse`; or, without one,
--  2. the plural of the referring kind, if that kind with its lists of groups has one such reference
--     only, to any kind if it has one to any kind, else to this kind; and no field has that name;
--  3. besides, always PLURAL_by_FIELD.
--
-- One way back has one index in the dataset, whatever the names by which it is found.

local inverses = {}

-- What of a way back goes into the declaration document: see engine/lua/lua_values.c.
local in_document = { document = { "field", "holder", "name", "of", "source" } }

local function root_of(schema, kind)
  return kind.parent and schema.kinds[kind.parent + 1] or kind
end

-- Path of a field from the record, child tables included, with underscores.
local function path_of(schema, kind, field)
  local path = field.name
  local parent = kind.parent and schema.kinds[kind.parent + 1]
  if parent then path = parent.fields[kind.parent_field + 1].name .. "." .. path end
  return (string.gsub(path, "%.", "_"))
end

local function references(schema)
  local list = {}
  for _, kind in ipairs(schema.kinds) do
    for _, field in ipairs(kind.fields) do
      if field.target then
        local source = root_of(schema, kind)
        list[#list + 1] = { source = source, holder = kind, field = field, target = field.target }
      end
    end
  end
  return list
end

-- source kind → target → how many references without a name of their own
local function count_unnamed(list)
  local counts = {}
  for _, reference in ipairs(list) do
    if not reference.field.inverse then
      local of_source = counts[reference.source] or {}
      counts[reference.source] = of_source
      of_source[reference.target] = (of_source[reference.target] or 0) + 1
    end
  end
  return counts
end

-- The kinds on which a way back to `target` is seen.
local function seen_on(schema, target)
  if target ~= "any" then return { schema.by_name[target] } end
  return schema.roots
end

local function roots_of(schema)
  local roots = {}
  for _, kind in ipairs(schema.kinds) do
    if not kind.parent then roots[#roots + 1] = kind end
  end
  return roots
end

local function is_free(kinds, name)
  for _, kind in ipairs(kinds) do
    if kind.by_name[name] or kind.inverse_by_name[name] then return false, kind end
  end
  return true
end

local function plural_for(schema, counts, reference)
  if reference.field.inverse or reference.source.singleton then return nil end
  local of_source = counts[reference.source]
  if reference.target ~= "any" and of_source.any == 1 then return nil end
  if of_source[reference.target] ~= 1 then return nil end
  local name = reference.source.plural
  return is_free(seen_on(schema, reference.target), name) and name or nil
end

-- On the organisation's record a plural is the list of all records, whoever refers to it.
local function name_on(schema, kinds, name, way)
  for _, kind in ipairs(kinds) do
    if not (kind.singleton and schema.by_plural[name]) then kind.inverse_by_name[name] = way end
  end
end

local function add_one(schema, problems, counts, reference)
  local source, holder, field = reference.source, reference.holder, reference.field
  local kinds = seen_on(schema, reference.target)
  local long = source.plural .. "_by_" .. path_of(schema, holder, field)
  local way = setmetatable({
    index = #schema.inverses, source = source.index, holder = holder.index, field = field.index,
    of = reference.target == "any" and "any" or schema.by_name[reference.target].index,
  }, in_document)
  local given = field.inverse
  if given then
    local free, kind = is_free(kinds, given)
    if not free then
      problems:error(field.place, ("kind '%s': field '%s'"):format(holder.name, field.name),
        "inverse の名「%s」は種別「%s」で既に使われている", "the inverse '%s' is taken in kind '%s'",
        given, kind.name)
      given = nil
    end
  end
  way.name = given or plural_for(schema, counts, reference) or long
  schema.inverses[#schema.inverses + 1] = way
  name_on(schema, kinds, way.name, way)
  reference.way, reference.long, reference.kinds = way, long, kinds
end

-- Fills schema.inverses and every kind's inverse_by_name, in place of what was there.
function inverses.add(schema, problems)
  schema.inverses = {}
  for _, kind in ipairs(schema.kinds) do kind.inverse_by_name = {} end
  schema.roots = roots_of(schema)
  local list = references(schema)
  local counts = count_unnamed(list)
  local given_first = {}
  for _, named in ipairs { true, false } do
    for _, reference in ipairs(list) do
      if (reference.field.inverse ~= nil) == named then given_first[#given_first + 1] = reference end
    end
  end
  for _, reference in ipairs(given_first) do add_one(schema, problems, counts, reference) end
  for _, reference in ipairs(list) do
    if is_free(reference.kinds, reference.long) then
      name_on(schema, reference.kinds, reference.long, reference.way)
    end
  end
end

-- The same where the ways back are there already, with their names: each kind's inverse_by_name.
function inverses.name_again(schema)
  schema.roots = roots_of(schema)
  local kinds_of = {}
  for i, way in ipairs(schema.inverses) do
    kinds_of[i] = seen_on(schema, way.of == "any" and "any" or schema.kinds[way.of + 1].name)
    name_on(schema, kinds_of[i], way.name, way)
  end
  for i, way in ipairs(schema.inverses) do
    local source, holder = schema.kinds[way.source + 1], schema.kinds[way.holder + 1]
    local long = source.plural .. "_by_" .. path_of(schema, holder, holder.fields[way.field + 1])
    if is_free(kinds_of[i], long) then name_on(schema, kinds_of[i], long, way) end
  end
end

return inverses
