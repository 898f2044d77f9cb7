-- Parsing: text → syntax tree, and what to tell where the text is not a condition.

local grammar = require "condition.grammar"
local problem = require "condition.problem"

-- LPeg itself stops at 200 captures within one another, which is at 49 brackets.
local MOST_BYTES, MOST_DEPTH, MOST_BRACKETS = 16 * 1024, 100, 40

-- What people write out of habit from other languages → the remedy.
local function habit(tokens, ja, en)
  return { tokens = tokens, advice = { ja = ja, en = en } }
end

local habits = {}
for _, entry in ipairs {
  habit("= ===", "等しいことは == と書く", "equality is written =="),
  habit("=>", "以上は >= と書く", "at least is written >="),
  habit("=<", "以下は <= と書く", "at most is written <="),
  habit("!= <>", "等しくないことは ~= と書く", "inequality is written ~="),
  habit("!", "否定は not と書く", "negation is written not"),
  habit("& &&", "「かつ」は and と書く", "conjunction is written and"),
  habit("| ||", "「または」は or と書く", "disjunction is written or"),
  habit("?", "場合分けは if(条件, 値, 値) と書く", "a choice is written if(condition, value, value)"),
  habit(";", "条件式は一つだけ書く", "a condition is one expression"),
  habit("--", "条件式に注釈は書けない", "conditions have no comments"),
  habit("{", '並びは ["a", "b"] と書く', 'a list is written ["a", "b"]'),
  habit("“ ” ＂ ＇ ‘ ’ 「 『", "文字列は半角の ' か \" で囲む", "texts stand in ' or \""),
} do
  for token in entry.tokens:gmatch("%S+") do habits[token] = entry.advice end
end

-- The word, the run of operator characters or the character at a place.
local function token_at(text, at)
  return text:match("^[%w_]+", at) or text:match("^[=!<>&|~?*/+%-]+", at)
    or text:match("^[%z\1-\127\194-\244][\128-\191]*", at) or ""
end

-- The last bracket that is opened and not closed, outside of strings.
local function unclosed(text)
  local open, at = {}, 1
  while true do
    local from, _, character = text:find("([%(%)%[%]'\"])", at)
    if not from then return open[#open] end
    at = from + 1
    if character == "(" or character == "[" then
      open[#open + 1] = from
    elseif character == ")" or character == "]" then
      open[#open] = nil
    else
      local close = text:find(character, at, true)
      if not close then return from end
      at = close + 1
    end
  end
end

local function tell_end(text)
  local at = unclosed(text)
  local opening = at and text:sub(at, at)
  if not at then
    local after = #text + 1
    problem.raise({ from = after, to = after }, "条件式が途中で終わっている。続きの値を書く",
      "the condition ends where a value must follow")
  elseif opening:find("['\"]") then
    problem.raise({ from = at, to = #text + 1 }, "この %s で始まる文字列が閉じていない",
      "the text that begins with this %s is not closed", opening)
  end
  problem.raise({ from = at, to = at + 1 }, "この「%s」が閉じていない", "this '%s' is not closed", opening)
end

local function tell(text, at, state)
  local token = token_at(text, at)
  local span = { from = at, to = at + #token }
  local advice = habits[token] or habits[token:sub(1, 2)] or habits[text:sub(at - 1, at)]
  if advice then
    problem.raise(span, "「%s」は使えない。%s", "'%s' is not used here; %s", token, advice)
  elseif token:find("^['\"]") and state == "operand" and not text:find(token, at + 1, true) then
    tell_end(text)
  elseif token:find("^['\"]") and state == "operand" then
    problem.raise(span, "この文字列は閉じていないか、改行を含んでいる",
      "this text is not closed, or has a line break in it")
  elseif token == "," and text:find("^%d%d%d", at + 1) and text:find("^%d", at - 1) then
    problem.raise(span, "桁区切りのコンマは書けない。1000000 か 100万 と書く",
      "numbers have no thousands separators; write 1000000 or 100万")
  elseif token == "." and state == "operator" then
    problem.raise(span, "「.」の後には項目名を続ける", "a field name must follow the '.'")
  elseif state == "operator" then
    problem.raise(span, "「%s」の前に演算子（== < and など）か「,」「)」が足りない",
      "'%s' is not expected here; an operator (==, <, and …), ',' or ')' is missing before it", token)
  end
  problem.raise(span, "ここには「%s」でなく値（項目名、数、文字列など）が要る",
    "a value (a field, a number, a text …) must stand here, not '%s'", token)
end

local function too_deep()
  local start = { from = 1, to = 1 }
  problem.raise(start, "入れ子が深すぎる（演算は%d段、括弧は%d重まで）。算出項目（derive）に分ける",
    "this condition nests too deeply (at most %d operators or %d brackets); split it into derived fields",
    MOST_DEPTH, MOST_BRACKETS)
end

-- Whether the text is ASCII; what is not text, or too much, is raised.
local function check_bytes(text)
  if #text > MOST_BYTES then
    local start = { from = 1, to = 1 }
    problem.raise(start, "条件式が長すぎる（%dバイトまで）。算出項目（derive）に分ける",
      "this condition is too long (at most %d bytes); split it into derived fields", MOST_BYTES)
  end
  local valid, at = utf8.len(text)
  if not valid then
    problem.raise({ from = at, to = at + 1 }, "UTF-8 として正しくない文字がある。UTF-8 で保存し直す",
      "there is a byte here that is not valid UTF-8; save the file as UTF-8")
  end
  return valid == #text
end

local syntax = { too_deep = too_deep, MOST_DEPTH = MOST_DEPTH, check = check_bytes }

-- The tree of a normalised text; problems are raised.
function syntax.parse(text)
  local fine, result = pcall(grammar.match, text)
  if fine and result then return result end
  if fine then
    local at, state = grammar.farthest(text)
    if at > #text then tell_end(text) end
    tell(text, at, state)
  elseif type(result) == "string" and (result:find("stack overflow", 1, true)
      or result:find("nesting too deep", 1, true)) then
    too_deep()
  end
  error(result, 0)
end

return syntax
