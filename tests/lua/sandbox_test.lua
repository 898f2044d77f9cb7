-- The environment of pack code: bounded, in a fixed order, without addresses.

local test = require "check"
local safe = require "safe_table"
local sandbox = require "sandbox"

-- Runs text in the judging phase; returns what it returns.
local function run(text)
  local environment, enter = sandbox.new({ rule = print }, { today = true })
  enter({ today = function() return 1 end })
  return assert(load(text, "@pack.lua", "t", environment))()
end

local function keys(t)
  local list = {}
  for key in safe.pairs(t) do list[#list + 1] = tostring(key) end
  return table.concat(list, " ")
end

test("pairs goes through numbers, texts and truth values in order", function()
  test.equal(keys({ b = 1, a = 2, [10] = 3, [2.5] = 4, [true] = 5, [false] = 6, "x" }),
    "1 2.5 10 a b false true")
  test.equal(keys({ 1, 2, 3 }), "1 2 3")
  test.equal(keys({ 1, nil, 3, x = 4 }), "1 3 x")
  test.raises("no fixed order", safe.pairs, { [{}] = 1 })
  test.raises("a table expected", safe.pairs, "text")
end)

test("pairs passes over what is removed on the way", function()
  local t, seen = { a = 1, b = 2, c = 3 }, {}
  for key in safe.pairs(t) do
    seen[#seen + 1] = key
    t.b = nil
  end
  test.equal(seen, { "a", "c" })
end)

test("sort keeps equal elements in their order", function()
  local list = {}
  for i = 1, 100 do list[i] = { key = i % 3, place = i } end
  safe.library.sort(list, function(a, b) return a.key < b.key end)
  for i = 2, 100 do
    local a, b = list[i - 1], list[i]
    test.ok(a.key < b.key or a.key == b.key and a.place < b.place)
  end
  local numbers = { 3, 1, 2 }
  safe.library.sort(numbers)
  test.equal(numbers, { 1, 2, 3 })
end)

test("insert, remove and move do as Lua's own", function()
  local list = { 1, 2, 4 }
  safe.library.insert(list, 3, 3)
  safe.library.insert(list, 5)
  test.equal(list, { 1, 2, 3, 4, 5 })
  test.equal(safe.library.remove(list, 1), 1)
  test.equal(safe.library.remove(list), 5)
  test.equal(list, { 2, 3, 4 })
  test.equal(safe.library.remove({}), nil)
  test.equal(safe.library.move({ 1, 2, 3 }, 1, 3, 2), { 1, 1, 2, 3 })
  test.raises("out of bounds", safe.library.insert, {}, 5, 1)
end)

test("nothing shows an address", function()
  test.equal(run "return tostring({}) .. ' ' .. tostring(today)", "table function")
  test.equal(run "return string.format('%s|%5s|%d', {}, 'x', 3)", "table|    x|3")
  test.raises("%%p is not offered", run, "return string.format('%p', {})")
  test.equal(run "return tostring(0/0)", "nan")
  test.raises("'table' cannot be set", run, "_ENV[{}] = 1")
  test.raises("unknown name 'table'", run, "return _ENV[{}]")
end)

test("the environment holds what it should and refuses the rest", function()
  test.equal(run "return today()", 1)
  test.raises("pack.lua:1: 'rule' can only be used while loading", run, "rule()")
  test.raises("unknown name 'os'", run, "os.exit()")
  test.raises("'x' cannot be set", run, "x = 1")
  test.raises("'floor' cannot be set", run, "math.floor = 1")
  test.raises("cannot be set", run, "_ENV.y = 1")
  test.raises("cannot be set", run, "table.insert(_ENV, 1)")
  test.equal(run "return math.random == nil and string.dump == nil and utf8.char(26085)", "日")
end)

test.done()
