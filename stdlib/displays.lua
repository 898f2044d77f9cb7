-- Registers and matrices: what a command shows of the records. Fields, parameters and conditions that
-- they name are looked up; see engine/rules/registry.h for what becomes of them ("displays").

local kijun = kijun or require "standins"
local params = require "params"
local shape = require "shape"
local suggestion = require "problems".suggestion

local displays = {}

local function problem(build, declared, ...)
  build.problems:error(declared.place, declared.subject, ...)
  return nil
end

local function field_names(kind)
  local names = { "id" }
  for _, field in ipairs(kind.fields) do
    if not field.child and field.type ~= "group" then names[#names + 1] = field.name end
  end
  return names
end

-- The index of a field that can stand in a cell, -1 for the record's id; nil after telling.
local function field_named(build, declared, kind, name)
  if name == "id" then return -1 end
  local field = type(name) == "string" and kind.by_name[name]
  if not field then
    return problem(build, declared, "種別「%s」に項目「%s」はない%s", "kind '%s' has no field '%s'%s", kind.name,
      tostring(name), suggestion(tostring(name), field_names(kind), kijun.nearest))
  end
  if field.child or field.type == "group" then
    return problem(build, declared, "項目「%s」はまとまりで、一つの欄に入らない。中の項目を書く",
      "field '%s' is a group and does not fit a cell; name one of its members", name)
  end
  return field.index
end

-- What { …, ja = "…", en = "…" } is called, or nil.
local function title_of(build, declared, given)
  if type(given) ~= "table" or given.ja == nil and given.en == nil then return nil end
  local title = { ja = given.ja, en = given.en }
  if shape.is_label(title) then return title end
  return problem(build, declared, "見出しには ja と en の両方が要る", "a title needs both ja and en")
end

-- "level" or { "level", ja = "…", en = "…" }
local function column(build, declared, kind, given)
  local index = field_named(build, declared, kind, type(given) == "table" and given[1] or given)
  return index and { field = index, title = title_of(build, declared, given) }
end

local function sees(build, pack, declared, kind, columns)
  for _, of in ipairs(columns) do
    local field = kind.fields[of.field + 1]
    if field and not pack.sees[field.from] then
      problem(build, declared, "「%s」はパック「%s」のもので、uses に挙げられていない",
        "'%s' is of pack '%s', which is not listed in uses", field.name, field.from.id)
    end
  end
end

-- ---- registers ----------------------------------------------------------------------------------

local MOST_COLUMNS = 16
local REPORT = "report" -- the command whose registers go over many organisations

local function columns_of(build, declared, kind)
  local list, given = {}, declared.body.columns
  for i, one in ipairs(type(given) == "table" and given or {}) do
    list[#list + 1] = i <= MOST_COLUMNS and column(build, declared, kind, one) or nil
  end
  if type(given) == "table" and (#given == 0 or #given > MOST_COLUMNS) then
    problem(build, declared, "欄は1から%dまで", "it has 1 to %d columns", MOST_COLUMNS)
  end
  return list
end

-- Reports over the organisations of a store read facts, and judge nothing.
local function only_facts(build, declared, kind, document)
  if declared.body.select ~= nil or kind.derived or kind.singleton or kind.parent then
    return problem(build, declared, "seen_by のある一覧は、データに書かれた記録をすべて示す。select や計算された種別は使えない",
      "a register with seen_by shows all records of the facts: no select, no derived kind")
  end
  local fields = { document.sort }
  for _, of in ipairs(document.columns) do fields[#fields + 1] = of.field end
  for _, index in ipairs(fields) do
    local field = kind.fields[index + 1]
    if field and (field.derived or field.list) then
      problem(build, declared, "項目「%s」は計算された値か並びで、seen_by のある一覧には示せない",
        "field '%s' is computed or a list, which a register with seen_by cannot show", field.name)
    end
  end
end

-- Who sees the records of other organisations: a text of theirs that names it.
local function seen_by(build, declared, kind, document)
  local organization, name = build.schema.organization, declared.body.seen_by
  if name == nil and declared.body.command ~= REPORT then return end
  if name == nil or declared.body.command ~= REPORT then
    return problem(build, declared, "command = \"%s\" と seen_by は、どちらも書くかどちらも書かないかである",
      "command = \"%s\" and seen_by go together", REPORT)
  end
  local index = organization and field_named(build, declared, organization, name)
  local field = index and organization.fields[index + 1]
  if index and (not field or field.type ~= "text" or field.list or field.derived) then
    problem(build, declared, "項目「%s」は組織の名前か id を書く文字列でなければならない",
      "field '%s' must be a text that names an organization", name)
  end
  document.seen_by = field and index
  only_facts(build, declared, kind, document)
end

local function register(build, pack, declared, kind, document)
  document.columns = columns_of(build, declared, kind)
  sees(build, pack, declared, kind, document.columns)
  local sort = declared.body.sort
  document.sort = sort ~= nil and field_named(build, declared, kind, sort) or -1
  seen_by(build, declared, kind, document)
end

-- ---- matrices -----------------------------------------------------------------------------------

-- The index of a parameter of a shape and type; nil after telling.
local function param_named(build, pack, declared, name, is, type_name, keys)
  local param, unknown = params.find(build.params, build, pack, tostring(name))
  if not param then return problem(build, declared, "%s", "%s", unknown) end
  if param.shape ~= is or type_name and param.type ~= type_name or keys and param.keys ~= keys then
    return problem(build, declared, "基準値「%s」は%sでなければならない", "parameter '%s' must be %s", param.name,
      is == "list" and { ja = "文字列の並び", en = "a list of texts" }
      or type_name and { ja = "見出しが二つで真偽を値とする表", en = "a table with two keys and truth values" }
      or { ja = "見出しが二つの表", en = "a table with two keys" })
  end
  return param.index
end

local function axis(build, pack, declared, kind, key)
  local given = declared.body[key]
  if type(given) ~= "table" then return nil end
  local field = field_named(build, declared, kind, given.field)
  local of = field and kind.fields[field + 1]
  if of and (of.list or of.type ~= "text" and of.type ~= "enum") then
    problem(build, declared, "項目「%s」は尺度の段階（文字列）でなければならない",
      "field '%s' must hold a step of the scale, a text", of.name)
  end
  return field and { field = field, title = title_of(build, declared, given) },
    param_named(build, pack, declared, given.scale, "list", "text")
end

local function matrix(build, pack, declared, kind, document)
  local rows, row_scale = axis(build, pack, declared, kind, "rows")
  local columns, column_scale = axis(build, pack, declared, kind, "columns")
  document.columns = { rows, columns }
  sees(build, pack, declared, kind, document.columns)
  document.rows, document.across = row_scale, column_scale
  document.cells = param_named(build, pack, declared, declared.body.cells, "table", nil, 2)
  local marks = declared.body.marks
  document.marks = marks and param_named(build, pack, declared, marks, "table", "bool", 2)
end

-- ---- both ---------------------------------------------------------------------------------------

local function describe(build, pack, declared, is)
  local name = declared.body.kind
  local kind = type(name) == "string" and build.builder:kind_for(pack, name, declared.place, declared.subject)
  if not kind then return nil end
  local document = {
    pack = pack.index, name = declared.name, command = declared.body.command, title = declared.body.title,
    kind = kind.index, matrix = is == matrix, place = build.place(declared.place),
  }
  if type(declared.body.select) == "string" then
    document.select = build:compile { pack = pack, place = declared.place, subject = declared.subject,
      text = declared.body.select, kind = kind, expect = "bool", key = "select" }
  end
  is(build, pack, declared, kind, document)
  return document
end

-- In the order of the packs and of their files, registers and matrices as they come.
function displays.displays(build)
  local list = {}
  for _, pack in ipairs(build.packs) do
    for _, declared in ipairs(pack.displays) do
      list[#list + 1] = describe(build, pack, declared, declared.word == "matrix" and matrix or register)
    end
  end
  return list
end

return displays
