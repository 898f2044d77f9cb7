-- Looks for faults in packs that load: lint.load { packs = …, lang = … } → { findings, complete }, the
-- argument as for the loader; packs that are `selected` are looked at, and may have tests = { { name,
-- text } … }.
--
-- findings: { code, severity, pack, file, line, column, subject, ja, en, remedy_ja, remedy_en,
--             edits = { { from, to, text } … } or nil: bytes [from, to) of the file become the text }
--           by file and place. What loading told is among them, under the code "load".
-- complete: false where packs do not load; what needs all declarations was not looked at then.
--
-- Each stage looks for one sort of fault: a function of the context
--   { packs = those looked at, all, document (nil if packs do not load), tell(code, pack, place, …) }
-- Packs have besides what loading gave them `sources`: { { path, name, text, tokens, starts } … }.

local codes = require "lint.codes"
local loader = require "loader"
local scan = require "lint.source"
local suppressions = require "lint.suppressions"

local lint = {}

local STAGES = {
  { run = require "lint.style" }, { run = require "lint.words" }, { run = require "lint.texts" },
  { run = require "lint.tests" }, { run = require "lint.order" }, { run = require "lint.parameters" },
  { run = require "lint.derivations", whole = true }, { run = require "lint.conditions", whole = true },
}

-- ---- telling ------------------------------------------------------------------------------------

local function in_language(lang, arguments)
  local list = {}
  for i = 1, arguments.n do
    local argument = arguments[i]
    if type(argument) == "table" then argument = argument[lang] end
    list[i] = argument
  end
  return list
end

local function filled(text, arguments, lang)
  local count = select(2, string.gsub(string.gsub(text, "%%%%", ""), "%%[sd]", ""))
  return string.format(text, table.unpack(in_language(lang, arguments), 1, count))
end

-- place: { file, line, column, edits }
local function tell(self, code, pack, place, subject, ...)
  local of, arguments = assert(codes[code], code), table.pack(...)
  self.findings[#self.findings + 1] = {
    code = code, severity = of.severity, pack = pack.id, file = place.file, line = place.line,
    column = place.column, subject = subject, edits = place.edits,
    ja = filled(of.ja, arguments, "ja"), en = filled(of.en, arguments, "en"),
    remedy_ja = filled(of.remedy_ja, arguments, "ja"), remedy_en = filled(of.remedy_en, arguments, "en"),
  }
end

-- ---- what is looked at --------------------------------------------------------------------------

local function sources_of(pack)
  local list = {}
  for _, file in pairs(pack.files) do
    list[#list + 1] = {
      path = file.path, name = file.name, text = file.text, tokens = scan.tokens(file.text),
      starts = scan.line_starts(file.text),
    }
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  return list
end

local function context(argument)
  local chosen, given = {}, {}
  for _, pack in ipairs(argument.packs) do
    chosen[pack.name], given[pack.name] = pack.selected, pack
  end
  local document, diagnostics, ordered = loader.declare(argument)
  local self = { all = ordered, packs = {}, document = document, findings = {}, tell = tell }
  for _, pack in ipairs(ordered) do
    pack.sources, pack.tests = sources_of(pack), given[pack.folder].tests or {}
    pack.installed = given[pack.folder].installed
    if chosen[pack.folder] then self.packs[#self.packs + 1] = pack end
  end
  return self, diagnostics
end

local function pack_of(self, path)
  for _, pack in ipairs(self.all) do
    if string.sub(path or "", 1, #pack.display + 1) == pack.display .. "/" then return pack.id end
  end
end

-- What loading told, as findings.
local function add_diagnostics(self, diagnostics)
  for _, told in ipairs(diagnostics) do
    self.findings[#self.findings + 1] = {
      code = "load", severity = told.severity, pack = pack_of(self, told.file), file = told.file,
      line = told.line, column = told.column, subject = told.subject, ja = told.ja, en = told.en,
    }
  end
end

-- ---- the whole ----------------------------------------------------------------------------------

local function in_order(findings)
  for i, finding in ipairs(findings) do finding.number = i end
  table.sort(findings, function(a, b)
    if a.file ~= b.file then return (a.file or "") < (b.file or "") end
    if a.line ~= b.line then return (a.line or 0) < (b.line or 0) end
    if a.column ~= b.column then return (a.column or 0) < (b.column or 0) end
    return a.number < b.number
  end)
  for _, finding in ipairs(findings) do finding.number = nil end
  return findings
end

function lint.load(argument)
  local self, diagnostics = context(argument)
  for _, stage in ipairs(STAGES) do
    if self.document or not stage.whole then stage.run(self) end
  end
  suppressions.apply(self)
  add_diagnostics(self, diagnostics)
  return { findings = in_order(self.findings), complete = self.document ~= nil }
end

return lint
