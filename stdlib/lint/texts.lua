-- What people read: that it is there, written in its language, and no longer a placeholder. Loading sees
-- to it that titles, remedies and questions have both languages.

local declared = require "lint.declared"

local find, gsub = string.find, string.gsub

-- ---- what a text is like ------------------------------------------------------------------------

-- Kana, kanji and full-width characters.
local function has_japanese(text)
  return find(text, "[\227-\233]") ~= nil or find(text, "\239[\188-\190]") ~= nil
end

local function words_in(text) return select(2, gsub(text, "%a+", "")) end

local WHOLE = {
  ["…"] = true, ["..."] = true, ["……"] = true, ["-"] = true, ["?"] = true, ["？"] = true, ["未定"] = true,
  ["未記入"] = true, ["要記入"] = true, ["仮"] = true, ["○○"] = true, ["〇〇"] = true,
}
local WORDS = { "TODO", "TBD", "FIXME", "XXX" }

-- What of a text is a placeholder, or nil.
local function placeholder_in(text)
  local trimmed = string.match(text, "^%s*(.-)%s*$")
  if WHOLE[trimmed] then return trimmed end
  for _, word in ipairs(WORDS) do
    if find(text, "%f[%w]" .. word .. "%f[%W]") then return word end
  end
end

-- ---- one label ----------------------------------------------------------------------------------

local function check_language(self, pack, one, key, label)
  if has_japanese(label.en) then
    self:tell("wrong-language", pack, declared.locate(one.place, label.en), one.subject, key, "en")
  elseif not has_japanese(label.ja) and words_in(label.ja) > 3 then
    self:tell("wrong-language", pack, declared.locate(one.place, label.ja), one.subject, key, "ja")
  end
end

-- Names that are the same everywhere, as "RTO" or "CSIRT", are a word; a text has several.
local function check_label(self, pack, one, key, label)
  local found = placeholder_in(label.ja) or placeholder_in(label.en)
  if found then
    local at = placeholder_in(label.ja) and label.ja or label.en
    self:tell("placeholder", pack, declared.locate(one.place, at), one.subject, key, found)
  elseif label.ja == label.en then
    if has_japanese(label.ja) or words_in(label.ja) > 3 then
      self:tell("same-text", pack, declared.locate(one.place, label.ja), one.subject, key)
    end
  else
    check_language(self, pack, one, key, label)
  end
end

-- ---- what has labels ----------------------------------------------------------------------------

local function is_label(value)
  return type(value) == "table" and type(value.ja) == "string" and type(value.en) == "string"
end

local KEYS = { "title", "ask", "question", "remedy", "evidence", "legal", "message", "reason" }

local function check_keys(self, pack, one)
  for _, key in ipairs(KEYS) do
    local value = one.body[key]
    for _, label in ipairs(is_label(value) and { value } or type(value) == "table" and value or {}) do
      if is_label(label) then check_label(self, pack, one, key, label) end
    end
  end
end

local function by_name(labels)
  local names = {}
  for name in pairs(type(labels) == "table" and labels or {}) do names[#names + 1] = name end
  table.sort(names, function(a, b) return tostring(a) < tostring(b) end)
  return names
end

local function check_named(self, pack, one, key, labels)
  for _, name in ipairs(by_name(labels)) do
    if is_label(labels[name]) then check_label(self, pack, one, key .. "." .. name, labels[name]) end
  end
end

local function check_fields(self, pack, fields)
  for _, field in ipairs(type(fields) == "table" and fields or {}) do
    if type(field) == "table" and is_label(field.label) and field.place then
      local one = { place = field.place, subject = ("field '%s'"):format(field.name) }
      check_label(self, pack, one, "label", field.label)
      check_named(self, pack, one, "labels", field.labels)
      check_fields(self, pack, field.members)
    end
  end
end

-- ---- remedies -----------------------------------------------------------------------------------

-- `check = "true"` says that being chosen is enough: there is nothing to mend.
local function check_remedy(self, pack, rule)
  local body = rule.body
  if body.check ~= nil and body.check ~= "true" and body.remedy == nil then
    self:tell("no-remedy", pack, rule.place, rule.subject, "remedy")
  end
end

local function check_header(self, pack)
  local one = { body = pack.header, place = pack.place, subject = ("pack '%s'"):format(pack.id) }
  check_keys(self, pack, one)
  check_named(self, pack, one, "actors", pack.header.actors)
  for _, id in ipairs(by_name(pack.header.documents)) do
    local document = pack.header.documents[id]
    if type(document) == "table" and is_label(document.title) then
      check_label(self, pack, one, id .. ".title", document.title)
    end
  end
end

return function(self)
  for _, pack in ipairs(self.packs) do
    check_header(self, pack)
    declared.each(pack, function(one)
      check_keys(self, pack, one)
      check_named(self, pack, one, "labels", one.body.labels)
      check_fields(self, pack, one.body.fields)
      if one.word == "rule" then check_remedy(self, pack, one) end
    end)
  end
end
