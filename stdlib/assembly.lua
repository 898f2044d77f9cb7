-- From the declarations of all packs to the declaration document (engine/rules/registry.h).

local kijun = kijun or require "standins"
local condition = require "condition"
local derives = require "derives"
local displays = require "displays"
local inference = require "inference"
local overlays = require "overlays"
local params = require "params"
local rules = require "rules"
local schema = require "schema"
local shapes = require "declarations"
local sources = require "sources"
local suggestion = require "problems".suggestion

local build = {}
build.__index = build

function build.place(place) return { file = place.file, line = place.line } end

-- ---- documents ----------------------------------------------------------------------------------

local function documents_of(self, pack)
  local ids, list = {}, {}
  for id in pairs(pack.header.documents) do ids[#ids + 1] = tostring(id) end
  table.sort(ids)
  for i, id in ipairs(ids) do
    local body = pack.header.documents[id]
    local subject = ("pack '%s': document '%s'"):format(pack.id, id)
    if type(body) ~= "table" then
      self.problems:error(pack.place, subject, "表でなければならない", "must be a table")
      body = {}
    end
    shapes.document:check(body, function(_, ...) self.problems:error(pack.place, subject, ...) end)
    list[i] = { id = id, title = body.title, edition = body.edition, status = body.status }
  end
  return list
end

-- The document that a rule or parameter names; the pack's only one otherwise.
function build:document_of(pack, name, declared)
  local names = {}
  for _, other in ipairs(self.packs) do
    for _, document in ipairs(pack.sees[other] and other.documents or {}) do
      if document.id == name then return name end
      names[#names + 1] = document.id
    end
  end
  if type(name) == "string" then
    self.problems:error(declared.place, declared.subject,
      "文書「%s」は知られていない%s。pack.lua の documents に書く（今あるのは %s）",
      "unknown document '%s'%s; documents are declared in pack.lua (there are: %s)", name,
      suggestion(name, names, kijun.nearest), #names > 0 and table.concat(names, ", ") or "-")
  elseif #pack.documents == 1 then
    return pack.documents[1].id
  end
  return nil
end

-- ---- conditions ---------------------------------------------------------------------------------

-- Whatever an expression reads must belong to a pack that its own pack uses.
local function check_sight(self, wanted, reads)
  for _, read in ipairs(reads) do
    local kind = self.schema.kinds[read[1] + 1]
    local of = read[2] >= 0 and kind.fields[read[2] + 1] or kind
    if not wanted.pack.sees[of.from] then
      self.problems:error(wanted.place, wanted.subject,
        "「%s」はパック「%s」のもので、uses に挙げられていない",
        "'%s' is of pack '%s', which is not listed in uses", of.name, of.from.id)
    end
  end
end

-- Compiles without telling what is wrong: the expression, or nil and the problem.
function build:attempt(wanted, line)
  return condition.compile {
    text = wanted.text, file = wanted.place.file, line = line, kind = wanted.kind, schema = self.schema,
    expect = wanted.expect,
    param = function(name) return params.find(self.params, self, wanted.pack, name) end,
  }
end

-- Tells a problem of a condition, at its place in the text.
function build:tell(wanted, fault)
  local at = sources.locate_text(wanted.place, wanted.key, wanted.text, fault.from)
  self.problems:error(at, ("%s: %s"):format(wanted.subject, wanted.key), "%s", "%s", fault)
end

local function compiled(self, wanted, line)
  local expression, fault = self:attempt(wanted, line)
  if not expression then self:tell(wanted, fault) end
  return expression
end

-- Rules say the same of the same kind again and again: such a text is compiled once for a pack.
local function compiled_before(self, wanted, line)
  local of_pack = self.compiled[wanted.pack] or {}
  local of_kind = of_pack[wanted.kind] or {}
  self.compiled[wanted.pack], of_pack[wanted.kind] = of_pack, of_kind
  local known = of_kind[wanted.text]
  if not known then
    known = compiled(self, wanted, line)
    of_kind[wanted.text] = known
    return known
  end
  local copy = setmetatable({}, getmetatable(known))
  for name, value in pairs(known) do copy[name] = value end
  copy.file, copy.line = wanted.place.file, line
  return copy
end

-- Compiles the text of a condition; nil after telling what is wrong.
-- wanted: { pack, place, subject, key (of the declaration), text, kind, expect (a type or a field) }
-- Returns the expression, what it reads and what of it on the record itself.
function build:compile(wanted)
  local line = sources.line_of_text(wanted.place, wanted.key, wanted.text)
  local of_rule = wanted.kind and wanted.expect == "bool"
  local expression = (of_rule and compiled_before or compiled)(self, wanted, line)
  if not expression then return nil end
  check_sight(self, wanted, expression.reads)
  return expression, expression.reads, expression.same
end

-- ---- the document -------------------------------------------------------------------------------

local function packs_document(packs)
  local list = {}
  for i, pack in ipairs(packs) do
    list[i] = {
      id = pack.id, version = pack.header.version, title = pack.header.title, uses = pack.header.uses,
      documents = pack.documents, deviation = pack.header.deviation or "reason",
      selected = pack.selected or false, hash = pack.hash, place = build.place(pack.place),
    }
  end
  return list
end

local function params_document(all)
  local list = {}
  for i, param in ipairs(all.list) do list[i] = param.document end
  return list
end

local assembly = {}

-- packs: in order, with index, header, sees and their declarations. Returns the document; what is
-- wrong is added to problems.
function assembly.new(packs, problems)
  local self = setmetatable({ packs = packs, problems = problems, compiled = {} }, build)
  for _, pack in ipairs(packs) do pack.documents = documents_of(self, pack) end
  self.builder = schema.new(packs, problems)
  self.schema = self.builder.schema
  self.params = params.new(self)
  local derived = derives.declare(self)
  self.builder:resolve_targets()
  inference.run(self, derived)
  self.builder:finish()
  local derive_documents = derives.finish(self, derived)
  local rule_documents = rules.rules(self)
  return {
    packs = packs_document(packs), kinds = self.schema.kinds, inverses = self.schema.inverses,
    params = params_document(self.params), derives = derive_documents, rules = rule_documents,
    answers = rules.answers(self), waivers = rules.waivers(self), holders = rules.holders(self),
    contradictions = rules.contradictions(self),
    displays = displays.displays(self), tailorings = overlays.document(self),
  }
end

return assembly
