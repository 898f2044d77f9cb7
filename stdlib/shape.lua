-- Shapes: what a declaration may hold, as data. One description gives the checking and, through
-- `lines`, the documentation.
--
--   local rule = shape.of {
--     { "title", "label", required = true, doc = "what is asked" },
--     { "level", { "mandatory", "recommended" }, doc = "how binding it is" },
--   }
--   rule:check(body, function(key, ja, en, …) … end)  → true if nothing was reported
--
-- A key's type is the name of a test below or the list of the texts it may be.

local kijun = kijun or require "standins"
local suggestion = require "problems".suggestion

local shape = {}
shape.__index = shape

-- test name → { expected = { ja, en }, accepts(value) }
local tests = {}

local function define(name, ja, en, accepts)
  tests[name] = { expected = { ja = ja, en = en }, accepts = accepts }
  return accepts
end

local function list_of(accepts)
  return function(value)
    if type(value) ~= "table" then return false end
    local count = 0
    for _ in pairs(value) do count = count + 1 end
    for i = 1, count do
      if not accepts(value[i]) then return false end
    end
    return true
  end
end

local is_text = define("text", "文字列", "a text", function(value)
  return type(value) == "string" and value ~= ""
end)
local is_texts = define("texts", "文字列の並び", "a list of texts", list_of(is_text))
local is_label = define("label", '日英両方の文 { ja = "…", en = "…" }',
  'text in both languages { ja = "…", en = "…" }', function(value)
    if type(value) ~= "table" or not (is_text(value.ja) and is_text(value.en)) then return false end
    for key in pairs(value) do
      if key ~= "ja" and key ~= "en" then return false end
    end
    return true
  end)
define("label or text", '文字列、または日英両方の文 { ja = "…", en = "…" }',
  'a text, or one in both languages { ja = "…", en = "…" }', function(value)
    return is_text(value) or is_label(value)
  end)
local is_labels = list_of(is_label)
define("labels", '日英両方の文 { ja = "…", en = "…" }、またはその並び',
  'text in both languages { ja = "…", en = "…" }, or a list of such', function(value)
    return is_label(value) or is_labels(value)
  end)
define("labels by name", '名前ごとの日英両方の文 { name = { ja = "…", en = "…" } }',
  'texts in both languages by name { name = { ja = "…", en = "…" } }', function(value)
    if type(value) ~= "table" then return false end
    for name, label in pairs(value) do
      if not (is_text(name) and is_label(label)) then return false end
    end
    return true
  end)
define("names", "名前、またはその並び", "a name or a list of names", function(value)
  return is_text(value) or is_texts(value) and #value > 0
end)
define("bool", "true か false", "true or false", function(value) return type(value) == "boolean" end)
define("bool or strict", 'true か false か "strict"', 'true, false or "strict"', function(value)
  return type(value) == "boolean" or value == "strict"
end)
define("table", "表", "a table", function(value) return type(value) == "table" end)
define("condition", "条件式の文字列", "a condition, as text", is_text)
define("function", "関数", "a function", function(value) return type(value) == "function" end)
define("condition or function", "条件式の文字列か関数", "a condition, as text, or a function", function(value)
  return is_text(value) or type(value) == "function"
end)
define("any", "", "", function() return true end)

local function choice(names)
  local known, listed = {}, table.concat(names, ", ")
  for _, name in ipairs(names) do known[name] = true end
  return {
    expected = { ja = listed .. " のいずれか", en = "one of " .. listed },
    accepts = function(value) return known[value] or false end,
  }
end

function shape.of(keys)
  local self = setmetatable({ keys = keys, names = {}, by_name = {}, required = {} }, shape)
  for i, key in ipairs(keys) do
    local name, is = key[1], key[2]
    self.names[i] = name
    if key.required then self.required[#self.required + 1] = name end
    self.by_name[name] = type(is) == "table" and choice(is) or assert(tests[is], is)
  end
  return self
end

local function sorted_keys(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  return keys
end

local function is_fine(self, body)
  for name, value in pairs(body) do
    local test = self.by_name[name]
    if not (test and test.accepts(value)) then return false end
  end
  return true
end

local function tell_keys(self, body, report)
  for _, name in ipairs(sorted_keys(body)) do
    local test = self.by_name[name]
    if not test then
      report(name, "項目「%s」は知られていない%s", "unknown key '%s'%s", tostring(name),
        suggestion(tostring(name), self.names, kijun.nearest))
    elseif not test.accepts(body[name]) then
      report(name, "「%s」は%sでなければならない", "'%s' must be %s", name, test.expected)
    end
  end
end

-- Whether a value is a text in both languages.
shape.is_label = is_label

-- Checks a table. report(key or nil, ja, en, …) is told of every problem; key is the one at fault.
function shape:check(body, report)
  local fine = is_fine(self, body)
  if not fine then tell_keys(self, body, report) end
  for _, name in ipairs(self.required) do
    if body[name] == nil then
      fine = false
      report(nil, "「%s」がない", "'%s' is missing", name)
    end
  end
  return fine
end

-- Takes out what `check` has told to be no value of its key, so that nobody has to reckon with it.
function shape:prune(body)
  for name, test in pairs(self.by_name) do
    if body[name] ~= nil and not test.accepts(body[name]) then body[name] = nil end
  end
end

-- The documentation: a Markdown table row per key.
function shape:lines()
  local lines = {}
  for i, key in ipairs(self.keys) do
    local is = type(key[2]) == "table" and table.concat(key[2], ", ") or key[2]
    lines[i] = ("| `%s`%s | %s | %s |"):format(key[1], key.required and "\\*" or "", is, key.doc or "")
  end
  return lines
end

return shape
