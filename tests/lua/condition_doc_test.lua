-- doc/conditions.md: every condition in it compiles, and is refused as it says.

local test = require "check"
local help = require "condition_check"

local file = assert(io.open("doc/conditions.md"))
local page = file:read "a"
file:close()

-- The lines of the blocks ```TAG KIND … ```, as { kind, line }.
local function lines_of(tag)
  local list = {}
  for kind, block in page:gmatch("\n```" .. tag .. " (%l+)\n(.-)\n```") do
    for line in block:gmatch("[^\n]+") do list[#list + 1] = { kind, line } end
  end
  return list
end

test("the examples compile, and are conditions", function()
  local examples = lines_of "condition"
  test.ok(#examples > 40, "examples are found")
  for _, example in ipairs(examples) do
    local document, wrong = help.compile(example[2], example[1], { expect = "bool" })
    test.ok(document, example[2] .. ": " .. (wrong and wrong.en or ""))
    help.verify(document)
  end
end)

test("the refusals are as shown", function()
  local examples = lines_of "refused"
  test.ok(#examples >= 20 and #examples % 2 == 0, "examples are found")
  for i = 1, #examples, 2 do
    local _, wrong = help.compile(examples[i][2], examples[i][1])
    test.equal(wrong and wrong.en, examples[i + 1][2], examples[i][2])
  end
end)

test.done()
