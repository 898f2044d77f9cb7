-- Derived fields and derived records: the fields join the schema first, those without a type as their
-- conditions give it (inference.lua); when the schema is finished,
-- conditions are compiled and it is made sure that everything can be computed in some order.
--
-- A condition may read derived fields of other records, its own field included: that is recursion,
-- resolved record by record. On the same record it is an error. So may a function that computes one
-- value for one record, if it lists the field. What is computed all at once needs what it reads to be
-- complete before it runs, so nothing it reads may depend on it in any way (graph.lua).

local fields = require "fields"
local graph = require "graph"
local suggestion = require "problems".suggestion
local kijun = kijun or require "standins"
local named_params = require "named_params"

local derives = {}

-- ---- declaring ----------------------------------------------------------------------------------

-- "incident.reports.late" → the kind "incident.reports" and "late"; "system.rating.level" → "system"
-- and "rating.level"
local function split(build, pack, declared)
  local first, rest = string.match(declared.name, "^([^.]+)%.?(.*)$")
  local kind = first and build.builder:kind_for(pack, first, declared.place, declared.subject)
  while kind and rest ~= "" do
    local head, tail = string.match(rest, "^([^.]+)%.?(.*)$")
    local field = head and kind.by_name[head]
    if not (field and field.child) then break end
    kind, rest = build.schema.kinds[field.child + 1], tail
  end
  return kind, rest
end

-- The field of a derivation "KIND.NAME"; its name stands in for a title. of: the type found for a
-- condition that declares none.
local function one_descriptor(build, declared, name, of)
  local body = declared.body
  local report = function(...) build.problems:error(declared.place, declared.subject, ...) end
  local group, last = string.match(name, "^(.*%.)([^.]+)$")
  if not last then group, last = "", name end
  local text = type(body.type) == "string" and body.type or "text"
  if body.type == nil and not of then
    report("「type」がない。関数で算出する項目には型を書く", "'type' is missing; a field that a function computes needs one")
  end
  local title = type(body.title) == "table" and body.title or {}
  local descriptor = fields.describe(declared.place, report, last, text, title.ja or last, title.en or last,
    body.labels and { labels = body.labels })
  if of then
    descriptor.type, descriptor.unit, descriptor.target = of.type, of.unit, of.target
    if of.type == "enum" then descriptor.values, descriptor.labels = of.values, of.labels end
  end
  descriptor.name = group .. descriptor.name
  return descriptor
end

local function check_nature(build, declared, descriptor)
  local report = function(...) build.problems:error(declared.place, declared.subject, ...) end
  if descriptor.type == "group" or descriptor.default ~= nil or descriptor.required then
    report("算出項目はグループ・必須・既定値を持てない", "a derived field is no group and has no default")
    return false
  end
  return true
end

-- The group that a derived member belongs to, made if it is not there.
local function group_for(build, pack, kind, name, declared)
  local path = string.match(name, "^(.*)%.[^.]+$")
  if not path then return nil end
  local group = kind.by_name[path]
  if group then return group end
  local outer = group_for(build, pack, kind, path, declared)
  local short = string.match(path, "[^.]+$")
  return build.builder:add_field(kind, {
    name = short, type = "group", label = { ja = short, en = short }, place = declared.place,
  }, { pack = pack, group = outer, derived = true })
end

local function add_field(build, pack, declared, kind, descriptor)
  if not check_nature(build, declared, descriptor) then return nil end
  local group = group_for(build, pack, kind, descriptor.name, declared)
  descriptor.name = string.match(descriptor.name, "[^.]+$") or descriptor.name
  return build.builder:add_field(kind, descriptor, { pack = pack, group = group, derived = true })
end

local function declare_fields(build, pack, declared)
  local kind, name = split(build, pack, declared)
  if not kind then return nil end
  local list = {}
  if declared.body.fields then
    for _, descriptor in ipairs(build.builder:descriptors(declared)) do
      list[#list + 1] = add_field(build, pack, declared, kind, descriptor)
    end
  elseif name == "" then
    build.problems:error(declared.place, declared.subject, "種別.項目 と書く", "write KIND.FIELD")
  elseif declared.body.type == nil and type(declared.body.from) == "string" then
    return { kind = kind, fields = {}, untyped = name }
  else
    list[1] = add_field(build, pack, declared, kind, one_descriptor(build, declared, name))
  end
  return #list > 0 and { kind = kind, fields = list } or nil
end

-- Adds the field of a derivation whose type was found; nil after telling what is wrong.
function derives.add_inferred(build, derive, of)
  local descriptor = one_descriptor(build, derive.declared, derive.untyped, of)
  local field = add_field(build, derive.pack, derive.declared, derive.kind, descriptor)
  derive.fields[1] = field
  return field
end

-- Adds the derived fields of all packs to the schema; returns the derivations under construction.
-- Those with `untyped`, the field's name, have no field yet: see inference.lua.
function derives.declare(build)
  local list = {}
  for _, pack in ipairs(build.packs) do
    for _, declared in ipairs(pack.derives) do
      local derive = declare_fields(build, pack, declared)
      if derive then
        derive.pack, derive.declared = pack, declared
        list[#list + 1] = derive
      end
    end
    for _, declared in ipairs(pack.records) do
      local builder = build.builder
      local kind = builder:kind_for(pack, declared.name, declared.place, declared.subject)
      if kind and not kind.derived then
        build.problems:error(declared.place, declared.subject, "種別に derived = true がない",
          "the kind is not declared with derived = true")
      end
      list[#list + 1] = kind and {
        pack = pack, declared = declared, kind = kind, fields = {}, records = true,
      }
    end
  end
  return list
end

-- ---- computing ----------------------------------------------------------------------------------

local function read_name(build, derive, name)
  local declared = derive.declared
  local kind_name, field_name = string.match(name, "^([^.]+)%.(.+)$")
  local kind = build.builder:kind_for(derive.pack, kind_name or name, declared.place, declared.subject)
  if not kind then return nil end
  if not field_name then return { kind = kind } end
  local field = kind.by_name[field_name]
  if not field then
    local names = {}
    for i, other in ipairs(kind.fields) do names[i] = other.name end
    build.problems:error(declared.place, declared.subject, "種別「%s」に項目「%s」はない%s",
      "kind '%s' has no field '%s'%s", kind.name, field_name, suggestion(field_name, names, kijun.nearest))
    return nil
  end
  if not derive.pack.sees[field.from] then
    build.problems:error(declared.place, declared.subject,
      "「%s」はパック「%s」のもので、uses に挙げられていない",
      "'%s' is of pack '%s', which is not listed in uses", name, field.from.id)
  end
  return { kind = kind, field = field }
end

-- The reads of a function, as the document has them and as pairs.
local function resolve_reads(build, derive)
  local reads, pairs_read = {}, {}
  for _, name in ipairs(derive.declared.body.reads or {}) do
    local read = type(name) == "string" and read_name(build, derive, name)
    if read then
      reads[#reads + 1] = { kind = read.kind.index, field = read.field and read.field.index }
      pairs_read[#pairs_read + 1] = { read.kind.index, read.field and read.field.index or -1 }
    end
  end
  return reads, pairs_read
end

local function compile(build, derive)
  local declared, body = derive.declared, derive.declared.body
  local report = function(...) build.problems:error(declared.place, declared.subject, ...) end
  local from = body.from
  if from == nil then return report("「from」がない", "'from' is missing") end
  if type(from) == "function" then
    derive.lua = true
    return from
  end
  local field = derive.fields[1]
  if #derive.fields > 1 or field.list then
    return report("複数の項目や並びは関数で算出する", "several fields, or a list, need a function")
  end
  if body.over or body.reads then
    return report("over と reads は関数のときに書く", "'over' and 'reads' belong to a function")
  end
  return build:compile { pack = derive.pack, place = declared.place, subject = declared.subject,
    text = from, kind = derive.kind, expect = field, key = "from" }
end

local function document_of(derive, build)
  local body, indices = derive.declared.body, {}
  for i, field in ipairs(derive.fields) do indices[i] = field.index end
  return {
    pack = derive.pack.index, kind = derive.kind.index, fields = indices, from = derive.from,
    over = body.over, reads = derive.reads, records = derive.records,
    parameters = named_params.of(build, derive.pack, derive.from),
    place = build.place(derive.declared.place),
  }
end

-- Compiles and checks; returns the list for the document.
function derives.finish(build, list)
  local documents = {}
  for _, derive in ipairs(list) do
    local read_by_function, all, same
    derive.reads, read_by_function = resolve_reads(build, derive)
    derive.from, all, same = compile(build, derive)
    derive.all, derive.same = all or read_by_function, same
    documents[#documents + 1] = document_of(derive, build)
  end
  graph.check(build, list)
  return documents
end

return derives
