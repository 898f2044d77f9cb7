-- Tables of tests that are written in Lua (doc/testing.md). The file runs in a sandbox where it can only
-- declare; what comes back is the tree that a table in YAML would have.
--
--   as_of "2026-04-01"   rule "2.5.2(1)-4"   facts { … }   case "NAME" { set = …, expect = … }
--   none stands for nothing, where a table cannot hold nil

local kijun = kijun or require "standins"
local pick = require "language".pick
local sandbox = require "sandbox"
local sayings = require "sayings"

local testing = {}

local MOST_DEPTH, MOST_VALUES = 50, 1000000
-- Empty, and stays so: all files of tests have the same one.
local none = setmetatable({}, { __metatable = false, __newindex = function()
  error(pick("none は変えられない", "none cannot be changed"), 2)
end })

-- A copy that can leave the state. seen.count: values so far; one table may stand in many places.
local function plain(value, depth, seen)
  seen.count = seen.count + 1
  if seen.count > MOST_VALUES then error(pick("値が多すぎる", "too many values"), 0) end
  if value == none then return { ["#none"] = true } end
  if type(value) ~= "table" then
    if type(value) == "function" then error(pick("関数は書けない", "a function has no place here"), 0) end
    return value
  end
  if depth > MOST_DEPTH then error(pick("表が深すぎる", "the table is too deep"), 0) end
  local copy = {}
  for key, item in pairs(value) do
    if type(key) ~= "string" and math.type(key) ~= "integer" then
      error(pick("キーは文字列で書く", "keys must be texts"), 0)
    end
    copy[key] = plain(item, depth + 1, seen)
  end
  return copy
end

local function expect_type(value, wanted, ja, en)
  if type(value) ~= wanted then error(pick(ja, en), 3) end
end

local function words_for(result)
  local words = { none = none }
  function words.as_of(day)
    expect_type(day, "string", "as_of \"2026-04-01\" の形で書く", "write as_of \"2026-04-01\"")
    result.as_of = day
  end
  function words.rule(name)
    expect_type(name, "string", "rule \"番号\" の形で書く", "write rule \"ID\"")
    result.rule = name
  end
  function words.facts(facts) -- or the name of a data file beside the table
    if type(facts) ~= "string" then
      expect_type(facts, "table", "facts { … } か facts \"ファイル.yaml\" の形で書く",
        "write facts { … } or facts \"FILE.yaml\"")
    end
    result.facts = facts
  end
  function words.case(name)
    expect_type(name, "string", "case \"名前\" { … } の形で書く", "write case \"NAME\" { … }")
    local line = debug.getinfo(2, "l").currentline
    return function(body)
      expect_type(body, "table", "case \"名前\" { … } の形で書く", "write case \"NAME\" { … }")
      local case = {}
      for key, value in pairs(body) do case[key] = value end
      case.name, case.line = name, line
      result.cases[#result.cases + 1] = case
    end
  end
  return words
end

testing.words = words_for

-- file: { path, data } → the tree, or { problem, line }
function testing.read(file)
  local result = { cases = {} }
  local environment = sandbox.new(words_for(result), {})
  local chunk = "@test"
  if string.byte(file.data) == 27 then
    return { problem = pick("コンパイル済みのコードである。ソースのまま置く", "this is compiled code; put its source text here") }
  end
  local ok, message = kijun.run_chunk(file.data, chunk, environment)
  if ok then
    ok, message = pcall(plain, result, 0, { count = 0 })
    if ok then return message end
  end
  message = type(message) == "string" and message or "?"
  local line, what = string.match(message, "^test:(%d+): (.*)$")
  local said = sayings.in_both(what or message)
  return { problem = type(said) == "table" and pick(said.ja, said.en) or said, line = math.tointeger(line) }
end

return testing
