-- Definitions for editors: what is said and what there is are held against each other.

local test = require "check"
local stubs = require "stubs"

local function problems_of(entries, there)
  local problems = {}
  stubs.compare("x.", entries, there, problems)
  return problems
end

test("what agrees is no problem", function()
  test.equal(problems_of({ { "a" }, { "b" } }, { a = print, b = 1 }), {})
end)

test("a name of which nothing is said is a problem", function()
  test.equal(problems_of({ { "a" } }, { a = print, c = print, b = false }),
    { "x.b: nothing is said of it", "x.c: nothing is said of it" })
end)

test("a word on what is not there is a problem", function()
  test.equal(problems_of({ { "a" }, { "b" } }, { a = print }), { "x.b: there is no such name" })
end)

test("a name is told once", function()
  test.equal(problems_of({ { "a" }, { "a" } }, { a = print }), { "x.a: told twice" })
end)

test("nothing is written where they do not agree", function()
  local written = stubs.load { lang = "en" } -- outside of the worker the functions of C are not there
  test.equal(written.text, nil)
  test.ok(#written.problems > 5)
end)

test("every key of a declaration is told of in both languages", function()
  for word, shape in pairs(require "declarations") do
    for _, key in ipairs(shape.keys) do
      test.ok(key.doc and key.ja, word .. "." .. key[1])
    end
  end
end)
test.done()
