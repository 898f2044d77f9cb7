-- What is kept of packs, taken up again: the functions are those that loading gives.

local test = require "check"

local keep = require "keep"
local loader = require "loader"
local resume = require "resume"

local HEAD = [[pack "mine" { version = "1.0.0", title = { ja = "私", en = "Mine" }, files = { "a", "b" },
  documents = { D = { title = { ja = "文書", en = "Document" } } } }
kind "organization" { singleton = true, title = { ja = "組織", en = "Organisation" }, fields = {
  field("name", "text", "名称", "Name"),
} }
kind "item" { title = { ja = "品", en = "Item" }, fields = {} }
kind "gap" { derived = true, title = { ja = "差", en = "Gap" }, fields = {} }
]]
local RULE = [[title = { ja = "題", en = "Title" }, level = "example", kind = "item", ]]
local A = [[
local is = "int"
local field_made = field("made", is, "作", "Made")
local counter = 0
local function both() counter = counter + 1 return "both " .. is end
rule "2" { ]] .. RULE .. [[ check = both }
rule "1" { ]] .. RULE .. [[ check = both }
derive "item" { fields = { field_made }, from = function() return ("made"):upper() .. counter end }
records "gap" { from = function() return "gaps" end }
rule "asked" { ]] .. RULE .. [[ ask = { ja = "問", en = "Asked" } }
]]
local B = [[
local late = { ]] .. RULE .. [[ check = function() return "replaced" end }
rule "3" (late)
late.check = function() return "late" end
derive "item.odd" { type = "int", from = function() return nil + 1 end }
rule "4" { ]] .. RULE .. [[ check = function() return rule end }
]]

local function given(more)
  local files = {
    { name = "a.lua", text = A }, { name = "b.lua", text = B }, { name = "pack.lua", text = HEAD }, more,
  }
  return { lang = "en", packs = { { name = "mine", display = "rules/mine", hash = "", files = files } } }
end

-- What the functions of the document do, loaded in the ordinary way, by the names of their declarations.
local function outcomes(document, function_of)
  local list = {}
  for i, derive in ipairs(document.derives) do
    list[#list + 1] = ("derive %d: %s"):format(i, select(2, pcall(function_of(derive.from))))
  end
  for _, rule in ipairs(document.rules) do
    if rule.check then
      list[#list + 1] = ("rule %s: %s"):format(rule.clause, select(2, pcall(function_of(rule.check))))
    end
  end
  return list
end

-- The argument of resume.load for one pack.
local function wanted(argument, kept)
  local pack, files = argument.packs[1], {}
  for _, file in ipairs(pack.files) do
    local functions = {}
    for number, place in ipairs(kept.functions) do
      if place.file == file.name then functions[#functions + 1] = { number = number, at = place.at } end
    end
    if #functions > 0 then
      files[#files + 1] = { name = file.name, text = file.text, functions = functions }
    end
  end
  return { lang = "en", count = #kept.functions,
    packs = { { name = pack.name, display = pack.display, index = 0, files = files, libraries = {} } } }
end

test("functions that are taken up again do what they do when loaded, errors included", function()
  local loaded = loader.load(given()).document
  local kept = keep.load(given()).kept
  local functions = resume.load(wanted(given(), kept)).functions
  local ordinary = outcomes(loaded, function(value) return value end)
  test.equal(outcomes(kept.document, function(value) return functions[value.value] end), ordinary)
  test.equal(ordinary, {
    "derive 1: MADE0", "derive 2: rules/mine/b.lua:4: attempt to perform arithmetic on a nil value",
    "derive 3: gaps",
    "rule 2: both int", "rule 1: both int", "rule 3: replaced", -- a declaration is taken over as it is made
    "rule 4: rules/mine/b.lua:5: 'rule' can only be used while loading; write it outside of functions",
  })
end)

test("functions are numbered in the order of the document", function()
  local kept = keep.load(given()).kept
  for number, place in ipairs(kept.functions) do
    test.equal(place.pack, 0)
    test.equal(place.file, (number == 2 or number > 5) and "b.lua" or "a.lua")
  end
  test.equal(#kept.functions, 7)
  test.equal(kept.document.derives[1].from, { ["#type"] = "function", value = 1 })
  test.equal(kept.order, { 0 })
end)

test("functions that share a local still share it", function()
  local kept = keep.load(given()).kept
  local functions = resume.load(wanted(given(), kept)).functions
  functions[4]()
  functions[5]()
  test.equal(functions[1](), "MADE2")
end)

test("functions that a library made are taken up again", function()
  local argument = given { name = "write.lua", text = [[return { says = function(what)
    return function() return "says " .. what end
  end }]] }
  local files = argument.packs[1].files
  files[2].text = "local write = library 'write' " .. B .. "rule '5' { " .. RULE
    .. [[ check = write.says("five") }]]
  files[3].text = HEAD:gsub("files = {", "libraries = { 'write' }, files = {", 1)
  local kept = keep.load(argument).kept
  test.equal(kept.libraries, { { "write" } })
  local wanted_now = wanted(argument, kept)
  table.insert(wanted_now.packs[1].files, { name = "write.lua", text = files[4].text, functions = {} })
  wanted_now.packs[1].libraries = { "write" }
  local functions = resume.load(wanted_now).functions
  test.equal(functions[#kept.functions](), "says five")
end)

test("a file runs when the first of its functions is asked for, and once", function()
  local argument = wanted(given(), keep.load(given()).kept)
  argument.packs[1].files[2].text = "error 'run'"
  local functions = resume.load(argument).functions
  test.equal(functions[3](), "gaps")
  local first = functions[4]
  test.raises("run", function() return functions[7] end)
  test.equal(functions[4] == first, true)
end)

test("what is not given is an error when called, and there are no others", function()
  local argument = wanted(given(), keep.load(given()).kept)
  table.remove(argument.packs[1].files, 2)
  local functions = resume.load(argument).functions
  test.equal(functions[3](), "gaps")
  test.raises("not needed", functions[7])
  for _, number in ipairs { 0, 8, 1.5, "1" } do test.equal(functions[number], nil) end
end)

test("a function that is not there any more is an error", function()
  local argument = wanted(given(), keep.load(given()).kept)
  argument.packs[1].files[2].text = "local nothing"
  local functions = resume.load(argument).functions
  test.raises("rules/mine/b.lua has changed", function() return functions[7] end)
end)

test("packs with a problem are not kept, be it a warning", function()
  local result = keep.load(given { name = "unlisted.lua", text = "" })
  test.equal(result.kept, nil)
  test.equal(#result.diagnostics, 1)
  test.equal(result.diagnostics[1].severity, "warning")
end)

test.done()
