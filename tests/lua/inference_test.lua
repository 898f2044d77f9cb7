-- Derived fields without a type: it is that of their condition. The whole loader, with conditions.

local test = require "check"
local loader = require "loader"

local PACK = [[
pack "p" { version = "1.0.0", title = { ja = "題", en = "P" } }
kind "organization" { singleton = true, title = { ja = "組織", en = "Organisation" }, fields = {
  field("name*", "text", "名称", "Name"),
} }
kind "person" { plural = "people", title = { ja = "人", en = "Person" }, fields = {} }
kind "system" { title = { ja = "情報システム", en = "System" }, fields = {
  field("base", "bool = no", "基盤", "Base"),
  field("rto", "duration", "目標復旧時間", "RTO"),
  field("class", "1|2|3", "区分", "Class", { labels = { ["1"] = { ja = "一", en = "One" } } }),
  field("supply", "quantity kW", "供給", "Supply"),
  field("owner", "->person", "所有者", "Owner"),
  field("depends_on", "[->system] = []", "依存先", "Depends on", { inverse = "dependents" }),
  field("standby", "group", "待機系", "Standby", { field("rto", "duration", "時間", "RTO") }),
} }
param "bands" { value = bands { S = "3h", A = true }, title = { ja = "区分", en = "Bands" } }
]]

local _, LINES = PACK:gsub("\n", "")

local function load_with(text)
  return loader.load { lang = "en", packs = { {
    name = "p", display = "p", selected = true, files = { { name = "pack.lua", text = PACK .. text } },
  } } }
end

local function messages(text)
  local list = {}
  for i, d in ipairs(load_with(text).diagnostics) do
    list[i] = ("%d: %s: %s"):format(d.line - LINES, d.subject, d.en)
  end
  return list
end

-- The fields that a text derives on systems, by name.
local function derived(text)
  local result, fields = load_with(text), {}
  test.ok(result.document, result.diagnostics[1] and result.diagnostics[1].en)
  for _, field in ipairs(result.document.kinds[3].fields) do
    if field.derived then fields[field.name] = field end
  end
  return fields, result.document
end

test("the type, its unit, values and target are those of the condition", function()
  local fields = derived [[
    derive "system.group" { from = "band(rto, $bands)" }
    derive "system.twice" { from = "2 * supply" }
    derive "system.kind_of" { from = "class" }
    derive "system.boss" { from = "owner" }
    derive "system.standby.late" { from = "standby.rto > rto" } ]]
  test.equal(fields.group.type, "text")
  test.equal({ fields.twice.type, fields.twice.unit }, { "quantity", "kW" })
  test.equal({ fields.kind_of.values, fields.kind_of.labels["1"].en }, { { "1", "2", "3" }, "One" })
  test.equal({ fields.boss.type, fields.boss.target }, { "ref", "person" })
  test.equal(fields["standby.late"].type, "bool")
end)

test("its name stands in for a title", function()
  local fields = derived [[ derive "system.group" { from = "band(rto, $bands)" }
    derive "system.slow" { from = "rto > 3h", title = { ja = "遅い", en = "Slow" } } ]]
  test.equal(fields.group.label, { ja = "group", en = "group" })
  test.equal(fields.slow.label, { ja = "遅い", en = "Slow" })
end)

test("they may read one another, in any order, and follow ways back that they bring", function()
  local fields, document = derived [[
    derive "system.c" { from = "b and count(owner.systems_by_boss) > 1" }
    derive "system.b" { from = "a > 3h" }
    derive "system.a" { from = "rto + rto" }
    derive "system.boss" { from = "owner" } ]]
  test.equal({ fields.a.type, fields.b.type, fields.c.type }, { "duration", "bool", "bool" })
  test.equal(#document.derives, 4)
end)

test("a type that cannot be found is asked for, with the chain", function()
  test.equal(messages [[
    derive "system.a" { from = "b" }
    derive "system.b" { from = "a" }
    derive "system.c" { from = "a" }
    derive "system.d" { from = "least(rto, min(dependents.d))" } ]], {
    "1: derive 'system.a': its type cannot be found: system.a → system.b → system.a; write 'type'",
    "2: derive 'system.b': its type cannot be found: system.b → system.a → system.b; write 'type'",
    "4: derive 'system.d': its type cannot be found: system.d → system.d; write 'type'",
  })
  local fields = derived [[ derive "system.d" { type = "duration", from = "least(rto, min(dependents.d))" }
    derive "system.e" { from = "d > 3h" } ]]
  test.equal(fields.e.type, "bool")
end)

test("a mistake is told where it stands, and once", function()
  test.equal(messages [[
    derive "system.a" { from = "b" }
    derive "system.b" { from = "rtoo" }
    derive "system.c" { from = "depends_on" }
    derive "system.d" { from = "standby" }
    derive "system.e" { from = function() end } ]], {
    "5: derive 'system.e': 'type' is missing; a field that a function computes needs one",
    "3: derive 'system.c': the condition gives a list; a list needs a type and a function",
    "4: derive 'system.d': the condition gives a group; name one of its members",
    "2: derive 'system.b': from: kind 'system' has no field 'rtoo' (did you mean 'rto'?)",
  })
end)

test("texts in one language only are errors", function()
  test.equal(messages [[ derive "system.a" { from = "rto", title = { ja = "題" } } ]],
    { "1: derive 'system.a': 'title' must be text in both languages { ja = \"…\", en = \"…\" }" })
  test.equal(messages [[ extend "system" { fields = {
    field("x", "a|b", "え", "X", { labels = { a = { en = "A" } } }) } } ]],
    { "2: field 'x': the label of 'a' must be text in both languages { ja = \"…\", en = \"…\" }" })
end)

test.done()
