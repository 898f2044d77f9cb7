-- What packs hand to declarations is taken over: copied, so that nothing a pack changes afterwards comes
-- along, and bounded, whatever tables it is made of. Texts must be UTF-8 and show what they hold: control
-- characters, what turns the direction of writing and what has no width are refused. Tables that are
-- kept as they are (descriptors of fields) are looked up by the handle that the pack has.

local pick = require "language".pick
local kijun = kijun or require "standins"

local find, format = string.find, string.format

local intake = {}

local MOST_TEXT = 20000     -- bytes of one text; conditions have a limit of their own
local MOST_NAME = 200       -- bytes of a name
local MOST_VALUES = 20000   -- in one declaration
local MOST_DEPTH = 12
local MOST_DECLARED = 10000 -- declarations and fields of a pack

-- ---- texts ---------------------------------------------------------------------------------------

-- Controls, and what Unicode says may be left out when a text is shown; but not what chooses among forms
-- of a character, as names have it. As is_hidden in engine/base/text.c.
local HIDDEN = {
  "[\0-\8\11\12\14-\31\127]", "\xC2[\x80-\x9F\xAD]", "\xCD\x8F", "\xD8\x9C", "\xE1\x85[\x9F\xA0]",
  "\xE1\x9E[\xB4\xB5]", "\xE1\xA0[\x8B-\x8F]", "\xE2\x80[\x8B-\x8F\xA8-\xAE]", "\xE2\x81[\xA0-\xAF]",
  "\xE3\x85\xA4", "\xEF\xBB\xBF", "\xEF\xBE\xA0", "\xEF\xBF[\xB0-\xBB]", "\xF0\x9B\xB2[\xA0-\xA3]",
  "\xF0\x9D\x85[\xB3-\xBA]", "\xF3\xA0[\x80-\x83]",
}

-- What is wrong with a text, in both languages; nil if it is fine.
function intake.fault_of(text, most)
  if #text > (most or MOST_TEXT) then
    return format("文字列が長すぎる（%d バイトまで）", most or MOST_TEXT),
      format("a text is too long (at most %d bytes)", most or MOST_TEXT)
  end
  if not find(text, "[^\x20-\x7E]") then return nil end
  if not utf8.len(text) then
    return "UTF-8 として正しくない文字列がある。UTF-8 で保存し直す", "a text is not valid UTF-8; save the file as UTF-8"
  end
  for _, hidden in ipairs(HIDDEN) do
    local at = find(text, hidden)
    if at then
      local code = utf8.codepoint(text, at)
      return format("画面に表れない文字 U+%04X がある。除く", code),
        format("a text holds U+%04X, which does not show; remove it", code)
    end
  end
  return nil
end

local function check_text(text, most)
  local ja, en = intake.fault_of(text, most)
  if ja then kijun.raise(pick(ja, en)) end
  return text
end

-- A name that a pack gives; what is no text is left to the caller.
function intake.name(name)
  return type(name) == "string" and check_text(name, MOST_NAME) or name
end

function intake.text(text)
  return type(text) == "string" and check_text(text) or text
end

-- ---- tables --------------------------------------------------------------------------------------

local function too_much()
  kijun.raise(pick("一つの宣言が大きすぎる（値は%d個、入れ子は%d段まで。自身を含む表は書けない）",
    "a declaration is too large (at most %d values, %d levels; a table cannot hold itself)",
    MOST_VALUES, MOST_DEPTH))
end

local function check_key(key)
  if type(key) == "string" and find(key, "^#") then
    kijun.raise(pick("「#」で始まるキーは使えない", "keys cannot begin with '#'"))
  elseif type(key) == "string" then
    return check_text(key, MOST_NAME)
  elseif math.type(key) == "integer" then
    return key
  end
  kijun.raise(pick("キーは名前か整数にする（%s ではない）", "keys are names or whole numbers, not a %s",
    math.type(key) or type(key)))
end

local function check_scalar(value)
  if type(value) == "string" then return check_text(value) end
  if value ~= value or value == math.huge or value == -math.huge then
    kijun.raise(pick("数ではない値（nan、inf）がある", "a value is not a number (nan or inf)"))
  end
  return value
end

local function copy(value, handles, count, depth)
  count.left = count.left - 1
  if count.left < 0 or depth > MOST_DEPTH then too_much() end
  if type(value) ~= "table" then return check_scalar(value) end
  if handles[value] then return handles[value] end
  local of = {}
  for key, inner in next, value do of[check_key(key)] = copy(inner, handles, count, depth + 1) end
  return of
end

-- A copy of what a pack gave. handles: what stands for a table that it was given by us.
function intake.copy(value, handles)
  return copy(value, handles, { left = MOST_VALUES }, 1)
end

-- ---- how many ------------------------------------------------------------------------------------

function intake.count(pack)
  pack.declared = (pack.declared or 0) + 1
  if pack.declared > MOST_DECLARED then
    kijun.raise(pick("宣言と項目が多すぎる（一つのパックに%dまで）", "too many declarations and fields (at most %d in a pack)",
      MOST_DECLARED))
  end
end

return intake
