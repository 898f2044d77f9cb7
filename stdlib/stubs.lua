-- Definitions for editors: all that pack code can call, as LuaCATS annotations (`---@meta`), from which a
-- Lua language server completes `rule { … }`, shows what a key is for and warns of misspelt ones.
--
-- What there is is read off the sandbox itself, in its two phases; what is said of it stands in manual/ and
-- beside the keys of declarations. Anything without a word on it, or a word on nothing, is a problem: nothing
-- is written then.
--
-- load { lang } → { text = "…" }, or { problems = { "…" } }

local declarations = require "declarations"
local fields = require "fields"
local run = require "run"
local sandbox = require "sandbox"
local testing = require "testing"
local vocabulary = require "vocabulary"

local always, loading, judging = require "manual.always", require "manual.loading", require "manual.judging"

local stubs = {}

-- ---- whether manual and sandbox agree ---------------------------------------------------------------

-- entries: of the manual; there: what the sandbox has, by name.
function stubs.compare(where, entries, there, problems)
  local told = {}
  for _, entry in ipairs(entries) do
    local name = entry[1]
    if told[name] then problems[#problems + 1] = where .. name .. ": told twice" end
    if there[name] == nil then problems[#problems + 1] = where .. name .. ": there is no such name" end
    told[name] = true
  end
  local untold = {}
  for name in pairs(there) do
    if not told[name] then untold[#untold + 1] = where .. name .. ": nothing is said of it" end
  end
  table.sort(untold)
  table.move(untold, 1, #untold, #problems + 1, problems)
end

-- The names of a table, but for one.
local function names_of(there, but)
  local names = {}
  for name in pairs(there) do names[name] = name ~= but or nil end
  return names
end

local function compare_all(problems)
  stubs.compare("", always.basic, sandbox.basic, problems)
  for name, library in pairs(sandbox.libraries) do
    stubs.compare(name .. ".", always.libraries[name] or {}, library, problems)
  end
  stubs.compare("", loading, vocabulary.new({}, {}), problems)
  stubs.compare("", judging.run, names_of(run.interface(0), "graph"), problems)
  stubs.compare("", judging.run, names_of(run.names, "graph"), problems)
  stubs.compare("graph.", judging.graph, run.graph_functions, problems)
  stubs.compare("", judging.testing, testing.words {}, problems)
end

-- ---- writing --------------------------------------------------------------------------------------------

-- Types of declarations (shape.lua) in the language of the annotations.
local TYPES = {
  text = "string", texts = "string[]", label = "kijun.label", ["label or text"] = "kijun.label|string",
  labels = "kijun.label|kijun.label[]", ["labels by name"] = "table<string, kijun.label>",
  names = "string|string[]", bool = "boolean", ["bool or strict"] = "boolean|'strict'", table = "table",
  condition = "string", ["function"] = "function", any = "any",
  ["condition or function"] = "string|kijun.judge",
}

local function type_of(key, word)
  if type(key[2]) == "table" then return "'" .. table.concat(key[2], "'|'") .. "'" end
  local is = TYPES[key[2]]
  if word == "replace" then is = is .. "|false" end
  return is
end

local Writer = {}
Writer.__index = Writer

function Writer:line(...) self[#self + 1] = string.format(...) end
function Writer:pick(entry, at) return self.lang == "ja" and entry[at] or entry[at + 1] end

function Writer:class(word)
  self:line("")
  self:line("---@class (exact) kijun.%s", word)
  for _, key in ipairs(declarations[word].keys) do
    self:line("---@field %s%s %s %s", key[1], key.required and "" or "?", type_of(key, word),
      self.lang == "ja" and key.ja or key.doc)
  end
end

-- "a: T, b?: U" → { { "a", "T" }, { "b?", "U" } }; commas within brackets part nothing.
local function split(text)
  local parts, depth, from = {}, 0, 1
  for at = 1, #text + 1 do
    local c = text:sub(at, at)
    depth = depth + (c:find("[<%(%[{]") and 1 or 0) - (c:find("[>%)%]}]") and 1 or 0)
    if (c == "," and depth == 0) or at > #text then
      local part = text:sub(from, at - 1):match("^%s*(.-)%s*$")
      if part ~= "" then parts[#parts + 1] = part end
      from = at + 1
    end
  end
  return parts
end

function Writer:generic(entry)
  if entry.generic then self:line("---@generic %s", entry.generic) end
end

-- A function: { name, parameters, returns, ja, en }
function Writer:called(entry, prefix)
  local names = {}
  self:line("")
  self:line("---%s", self:pick(entry, 4))
  self:generic(entry)
  for _, part in ipairs(split(entry[2])) do
    local name, optional, is = part:match("^([%w_%.]+)(%??):%s*(.+)$")
    self:line("---@param %s%s %s", name, optional, is)
    names[#names + 1] = name
  end
  for _, part in ipairs(split(entry[3] or "")) do self:line("---@return %s", part) end
  if entry.more then
    self:line("---@overload fun(%s)%s", entry.more, entry[3] and ": " .. entry[3]:gsub(",.*", "") or "")
  end
  for _, overload in ipairs(entry.overloads or {}) do self:line("---@overload %s", overload) end
  self:line("function %s%s(%s) end", prefix, entry[1], table.concat(names, ", "))
end

-- A value: { name, type, nil, ja, en }
function Writer:value(entry, prefix)
  self:line("")
  self:line("---%s", self:pick(entry, 4))
  self:line("---@type %s", entry[2])
  self:line("%s%s = nil", prefix, entry[1])
end

local function is_value(entry)
  return entry[3] == nil and not entry[2]:find(":") and entry[2] ~= ""
end

function Writer:entry(entry, prefix)
  if is_value(entry) then self:value(entry, prefix) else self:called(entry, prefix) end
end

-- A word that is followed by a name and { … }, or by { … } alone.
function Writer:word(entry, also)
  local name = entry[1]
  self:line("")
  self:line("---%s", self:pick(entry, 2))
  self:line(entry.named and "---@param name string" or "---@param body kijun.%s", name)
  if entry.named then self:line("---@return fun(body: kijun.%s)", name) end
  if also then self:line("---@overload fun(%s)%s", also[2], also[3] and ": " .. also[3] or "") end
  self:line("function %s(%s) end", name, entry.named and "name" or "body")
end

local PREAMBLE = {
  ja = "kijun のパックが使える語。エディターのための定義で、実行はされない。\n"
    .. "-- `kijun rules stubs` が作る。書き換えても次に作ると失われる。",
  en = "What packs of kijun can use: definitions for editors, never run.\n"
    .. "-- Written by `kijun rules stubs`; changes are lost when it is written again.",
}

-- Shapes that declarations and functions share.
local SHARED = [[

---@class kijun.label
---@field ja string
---@field en string

---@class kijun.field
---@class kijun.bands
---@class kijun.map

---@class kijun.record
---@field id string
---@field kind string
---@field organization kijun.record
---@field [string] any

---@class kijun.particulars
---@field message? kijun.label|string
---@field at? kijun.record
---@field need? any
---@field [string] any

---@class kijun.verdict
---@overload fun(particulars: kijun.particulars|string): kijun.verdict

---@alias kijun.judge fun(record: kijun.record|kijun.record[]): any

---@class kijun.least
---@field least integer
---@field of any[]

---@class kijun.job
---@field key any
---@field takes? integer
---@field rank? integer
---@field crew? boolean
---@field needs? any[]

---@class kijun.plan
---@field begins integer
---@field ends integer
---@field after? any

---@class (exact) kijun.case
---@field rule? string
---@field as_of? string
---@field set? table
---@field add? table
---@field drop? string[]
---@field expect? any
---@field derived? table
---@field problem? kijun.label|string

---@class kijun.more
---@field [integer] kijun.field
]]

local FIELD_OPTIONS = {
  actors = { "boolean", "値が要件の担当になる", "its values name whom rules address" },
  coded = { "boolean", "項番などの符号が入る。全角で書いても同じ",
    "may hold codes, as clauses; full-width letters are the same" },
  inverse = { "string", "逆向きの参照の名前", "name of the way back" },
  labels = { "table<string, kijun.label>", "値の表示名", "labels of enumerated values" },
  sensitive = { "boolean", "報告では伏せる", "masked in reports" },
}

local function find(entries, name)
  for _, entry in ipairs(entries) do
    if entry[1] == name then return entry end
  end
  return nil
end

local function write_shared(out, problems)
  out:line("---@meta kijun")
  out:line("-- %s", PREAMBLE[out.lang])
  for text in SHARED:gmatch("([^\n]*)\n") do out:line("%s", text) end
  for _, name in ipairs(fields.option_names) do
    local option = FIELD_OPTIONS[name]
    if not option then
      problems[#problems + 1] = "field option " .. name .. ": nothing is said of it"
    else
      out:line("---@field %s? %s %s", name, option[1], out:pick(option, 2))
    end
  end
end

-- Words of two phases have one definition, with an overload.
local function write_words(out)
  for _, entry in ipairs(loading) do
    local also = find(judging.run, entry[1]) or find(judging.testing, entry[1])
    if entry.named or entry.plain then
      out:class(entry[1])
      out:word(entry, also)
    else
      if also then entry.overloads = { ("fun(%s): %s"):format(also[2], also[3]) } end
      out:called(entry, "")
      entry.overloads = nil
    end
  end
  out:class("document")
end

local function write_rest(out)
  for _, entry in ipairs(judging.run) do
    if not find(loading, entry[1]) then out:entry(entry, "") end
  end
  out:line("")
  out:line("---@class kijun.graph")
  out:line("graph = {}")
  for _, entry in ipairs(judging.graph) do out:entry(entry, "graph.") end
  for _, entry in ipairs(judging.testing) do
    if not find(loading, entry[1]) then out:entry(entry, "") end
  end
  for _, entry in ipairs(always.basic) do out:entry(entry, "") end
  for _, name in ipairs { "string", "table", "math", "utf8" } do
    out:line("")
    out:line("---@class %slib", name)
    out:line("%s = {}", name)
    for _, entry in ipairs(always.libraries[name]) do out:entry(entry, name .. ".") end
  end
end

function stubs.load(argument)
  local problems = {}
  local out = setmetatable({ lang = argument.lang == "en" and "en" or "ja" }, Writer)
  compare_all(problems)
  write_shared(out, problems)
  if #problems > 0 then return { problems = problems } end
  write_words(out)
  write_rest(out)
  out:line("")
  return { text = table.concat(out, "\n"), problems = {} }
end

return stubs
