-- The loader: packs in, a declaration document or diagnostics out. Conditions have tests of their
-- own; here a stand-in takes `path.to.field` texts and refuses what begins with "bad".

local test = require "check"

package.loaded.condition = {
  compile = function(wanted)
    local at = string.find(wanted.text, "bad", 1, true)
    if at then return nil, { from = at - 1, to = at + 2, ja = "だめ", en = "no good" } end
    local reads = {}
    local field = wanted.kind and wanted.kind.by_name[wanted.text]
    if field then reads[1] = { wanted.kind.index, field.index } end
    return { text = wanted.text, file = wanted.file, line = wanted.line, kind = wanted.kind.index,
      type = "bool", nodes = {}, reads = reads, same = reads }
  end,
}

local loader = require "loader"

local COMMON = [[
pack "common" { version = "1.0.0", title = { ja = "共通", en = "Common" } }
kind "organization" { singleton = true, title = { ja = "組織", en = "Organisation" }, fields = {
  field("name*", "text", "名称", "Name"),
  field("fiscal_year_starts", "month-day = 04-01", "年度開始", "Fiscal year starts"),
} }
kind "system" { title = { ja = "情報システム", en = "System" }, fields = {
  field("name*", "text", "名称", "Name"),
  field("base", "bool = no", "基盤", "Base"),
  field("rto", "duration = 3h", "目標復旧時間", "RTO"),
  field("load", "percent 0..100", "負荷", "Load"),
  field("supply", "quantity kW", "供給", "Supply"),
  field("class", "1|2|3", "区分", "Class"),
  field("depends_on", "[->system] = []", "依存先", "Depends on", { inverse = "dependents" }),
  field("standby", "group", "待機系", "Standby", {
    field("type*", "hot|warm", "方式", "Type", { labels = { hot = { ja = "ホット", en = "Hot" } } }),
  }),
  field("rlo", "[group] = []", "水準", "RLO", {
    field("after*", "duration", "経過", "After"),
    field("by", "->person", "担当", "By"),
  }),
} }
kind "person" { plural = "people", title = { ja = "人", en = "Person" }, fields = {
  field("superior", "->person", "上司", "Superior"),
} }
kind "measure" { title = { ja = "対策", en = "Measure" }, fields = {
  field("for", "[->any] = []", "対象", "For"),
  field("system", "->system", "システム", "System"),
} }
]]

local function pack(name, files)
  local list = {}
  for file, text in pairs(files) do list[#list + 1] = { name = file, text = text } end
  return { name = name, display = "rules/" .. name, selected = true, files = list }
end

local MINE = [[pack "mine" { version = "1.0.0", uses = { "common" }, title = { ja = "私", en = "Mine" },
  documents = { D = { title = { ja = "文書", en = "Document" } } } } ]]

local function load_with(text, more)
  local packs = { pack("common", { ["pack.lua"] = COMMON }) }
  if text then packs[2] = pack("mine", { ["pack.lua"] = MINE .. text }) end
  for _, other in ipairs(more or {}) do packs[#packs + 1] = other end
  return loader.load { packs = packs, lang = "en" }
end

local function messages(result)
  local list = {}
  for i, d in ipairs(result.diagnostics) do
    list[i] = ("%s:%d: %s%s"):format(d.file, d.line or 0, d.subject and d.subject .. ": " or "", d.en)
  end
  table.sort(list)
  return list
end

-- The one diagnostic that a text in pack "mine" leads to.
local function told(text)
  local list = messages(load_with(text))
  test.equal(#list, 1, "diagnostics: " .. table.concat(list, "\n"))
  return list[1]
end

local function find(list, name)
  for _, entry in ipairs(list) do
    if entry.name == name then return entry end
  end
end

local RULE = [[title = { ja = "題", en = "Title" }, actor = "a", level = "example", kind = "system",
  remedy = { ja = "対", en = "Do" }, ]]

test("kinds come with flattened groups, child kinds and defaults", function()
  local document = load_with().document
  local system = find(document.kinds, "system")
  local names = {}
  for i, field in ipairs(system.fields) do names[i] = field.name end
  test.equal(table.concat(names, " "),
    "name base rto load supply class depends_on standby standby.type rlo note")
  test.equal(find(system.fields, "rto").default, { ["#type"] = "duration", value = 10800 })
  test.equal(find(system.fields, "base").default, false)
  test.equal(find(system.fields, "load").max, 100)
  test.equal(find(system.fields, "supply").unit, "kW")
  test.equal(find(system.fields, "class").values, { "1", "2", "3" })
  test.equal(find(system.fields, "standby.type").group, 7)
  test.ok(find(system.fields, "standby.type").required)
  local child = find(document.kinds, "system.rlo")
  test.equal(child.parent, 1)
  test.equal(find(system.fields, "rlo").child, 2)
  test.equal(child.fields[2].target, "person")
end)

test("ways back have the names that the manual promises", function()
  local document = load_with().document
  local names = {}
  for i, way in ipairs(document.inverses) do names[i] = way.name end
  table.sort(names)
  test.equal(table.concat(names, " "), "dependents measures measures_by_system people systems")
end)

test("a rule has its clause, document, kinds and place", function()
  local document = load_with([[

    rule "2.5#a" { ]] .. RULE .. [[ when = "base",
      check = function(s) return s.base end }]]).document
  local rule = document.rules[1]
  test.equal(rule.clause_printed, "2.5")
  test.equal(rule.document, "D")
  test.equal(rule.kinds, { 1 })
  test.equal(rule.place, { file = "rules/mine/pack.lua", line = 3 })
  test.equal(rule.when[1].line, 4)
  test.equal(type(rule.check), "function")
end)

test("parameters are read by type and sorted", function()
  local params = load_with([[
    local title = { ja = "題", en = "Title" }
    param "bands" { title = title, value = bands { E = true, A = "1d", S = "3h" } }
    param "levels" { title = title, value = map { S = 4, A = 3.5 } }
    param "matrix" { title = title, value = map { low = { low = 1 }, high = { low = 2 } } }
    param "crews" { title = title, type = "int" }
    param "names" { title = title, value = { "mail", "web" } }
    param "stop" { title = title, value = "2h", type = "duration", stricter = "lower" }
    param "share" { title = title, value = 20, type = "percent" }
  ]]).document.params
  test.equal(find(params, "bands").value, {
    { label = "S", upper = { ["#type"] = "duration", value = 10800 } },
    { label = "A", upper = { ["#type"] = "duration", value = 86400 } }, { label = "E" },
  })
  test.equal(find(params, "bands").of, "duration")
  test.equal(find(params, "levels").value,
    { { keys = { "A" }, value = 3.5 }, { keys = { "S" }, value = 4.0 } })
  test.equal(find(params, "levels").of, "number")
  test.equal(find(params, "matrix").value[1], { keys = { "high", "low" }, value = 2 })
  test.equal(find(params, "crews").value, nil)
  test.equal(find(params, "names").type, "list")
  test.equal(find(params, "stop").value, { ["#type"] = "duration", value = 7200 })
  test.equal(find(params, "share").value, { ["#type"] = "percent", value = 20.0 })
end)

test("derived fields join the schema, also as members of a group", function()
  local document = load_with([[
    local title = { ja = "題", en = "Title" }
    derive "system.slow" { type = "bool", title = title, from = "base" }
    derive "system.rating.level" { type = "int", title = title, reads = { "system.slow" },
      from = function() end }
    derive "system" { over = "organization", from = function() end,
      fields = { field("path", "[->system]", "径", "Path"), field("back", "duration", "復", "Back") } }
  ]]).document
  local system = find(document.kinds, "system")
  test.ok(find(system.fields, "slow").derived)
  test.equal(find(system.fields, "rating").type, "group")
  test.equal(document.derives[2].reads, { { kind = 1, field = 11 } })
  test.equal(document.derives[3].fields, { 14, 15 })
  test.equal(document.derives[3].over, "organization")
end)

test("a function reads only what packs in uses declare", function()
  local other = pack("other", { ["pack.lua"] = [[
    pack "other" { version = "1.0.0", uses = { "common" }, title = { ja = "他", en = "Other" } }
    derive "system.far" { type = "bool", from = "base" }
  ]] })
  local result = load_with([[
    derive "system.near" { type = "bool", reads = { "system.far" }, from = function() end }
  ]], { other })
  test.equal(#result.diagnostics, 1)
  test.equal(result.diagnostics[1].en, "'system.far' is of pack 'other', which is not listed in uses")
end)

test("all problems are told in one pass, each with its line", function()
  test.equal(messages(load_with([[

    rule "1" { ]] .. RULE .. [[ chek = "base" }
    rule "2" { ]] .. RULE .. [[ check = "bad" }
    param "x" { value = 1, title = { ja = "題" } }
    kind "thing" { title = { ja = "物", en = "Thing" }, fields = { field("a", "txt", "あ", "A") } }
  ]])), {
    "rules/mine/pack.lua:3: rule '1': 'check', 'ask' or 'items' is missing",
    "rules/mine/pack.lua:4: rule '1': unknown key 'chek' (did you mean 'check'?)",
    "rules/mine/pack.lua:6: rule '2': check: no good",
    "rules/mine/pack.lua:7: param 'x': 'title' must be text in both languages " ..
      "{ ja = \"…\", en = \"…\" }",
    "rules/mine/pack.lua:8: field 'a': unknown type 'txt' (did you mean 'text'?)",
  })
end)

test("duplicates and unknown names are errors with the nearest name", function()
  test.equal(told [[ rule "1" { kind = "sistem", check = "base", title = { ja = "題", en = "T" }, actor = "a",
    level = "example", remedy = { ja = "対", en = "Do" } } ]],
    "rules/mine/pack.lua:2: rule '1': unknown kind 'sistem' (did you mean 'system'?)")
  test.equal(told([[ rule "1" { ]] .. RULE .. [[ check = "base", document = "E" } ]]),
    "rules/mine/pack.lua:2: rule '1': unknown document 'E'; "
    .. "documents are declared in pack.lua (there are: D)")
  local twice = [[ rule "1" { ]] .. RULE .. [[ check = "base" } ]]
  test.equal(told(twice .. twice),
    "rules/mine/pack.lua:3: rule '1': this rule is declared already "
    .. "(rules/mine/pack.lua:2); rename one of them, such as '1#b', or remove it")
  test.equal(told [[ extend "system" { fields = { field("rto", "int", "あ", "A") } } ]],
    "rules/mine/pack.lua:2: kind 'system': field 'rto': this field is declared already "
    .. "(rules/common/pack.lua:9)")
end)

test("a derived field that needs itself on the same record prints the chain", function()
  test.equal(told [[ local title = { ja = "題", en = "Title" }
    derive "system.a" { type = "bool", title = title, from = "b" }
    derive "system.b" { type = "bool", title = title, from = "a" } ]],
    "rules/mine/pack.lua:3: derive 'system.a': it depends on itself on the same record: " ..
    "system.a → system.b → system.a")
end)

test("a field made once can stand in several kinds", function()
  local document = load_with([[
    local when = field("when", "group", "時", "When", { field("from", "date", "始", "From"),
      field("days", "[group]", "日", "Days", { field("on*", "date", "日", "On") }) })
    kind "a" { title = { ja = "あ", en = "A" }, fields = { when } }
    kind "b" { title = { ja = "い", en = "B" }, fields = { field("x", "int", "え", "X"), when } }
  ]]).document
  test.equal(find(document.kinds, "a").fields[3].name, "when.days")
  test.equal(find(document.kinds, "b").fields[4].name, "when.days")
  test.equal(document.kinds[find(document.kinds, "b").fields[4].child + 1].name, "b.when.days")
  test.equal(find(document.kinds, "a.when.days").parent_field, 2)
end)

test("unknown and cyclic uses are errors", function()
  local header = [[pack "%s" { version = "1.0.0", uses = { "%s" }, title = { ja = "題", en = "T" } }]]
  local function using(id, other) return pack(id, { ["pack.lua"] = header:format(id, other) }) end
  test.equal(messages(load_with(nil, { using("a", "b"), using("b", "a") })),
    { "rules/b/pack.lua:1: pack 'b': uses form a cycle: a → b → a" })
  test.equal(messages(load_with(nil, { using("a", "comon") })),
    { "rules/a/pack.lua:1: pack 'a': uses unknown pack 'comon' (did you mean 'common'?);"
      .. " name a folder's pack by --pack or in kijun.yaml, too" })
end)

test("what a pack must not do is refused where it does it", function()
  test.equal(told " x = 1", "rules/mine/pack.lua:2: cannot be loaded: "
    .. "'x' cannot be set: packs have no globals; write 'local x'")
  test.equal(told " kinde 'x' {}", "rules/mine/pack.lua:2: cannot be loaded: "
    .. "unknown name 'kinde' (did you mean 'kind'?)")
  test.equal(told " fail()", "rules/mine/pack.lua:2: cannot be loaded: "
    .. "'fail' can only be used while judging; write it inside a function")
  for _, name in ipairs { "pcall", "load", "require", "setmetatable", "getmetatable", "rawset", "next",
    "debug", "io", "os", "coroutine", "collectgarbage", "dofile", "kijun", "lpeg" } do
    test.ok(told(" local x = " .. name):find("unknown name '" .. name, 1, true), name)
  end
  test.ok(told(" local s = ('x'):rep(1 << 40)"):find("too long (at most 64 KiB)", 1, true))
  test.ok(told(" local s = ('x'):dump()"):find("nil value (method 'dump')", 1, true))
  test.ok(told(" while true do end"):find("million instructions", 1, true))
  test.ok(told(" string.rep = 1"):find("cannot be set", 1, true))
  test.ok(told(" rule '1' }"):find("unexpected symbol near '}'", 1, true))
  test.ok(told(" rule '1' "):find("no { … } follows", 1, true))
  test.ok(("x").dump, "strings have all methods again")
end)

test("listed files must be there, others are warned of", function()
  local result = load_with(nil, { pack("a", { ["pack.lua"] = [[pack "a" { version = "1.0.0",
    title = { ja = "題", en = "T" }, files = { "one" } }]], ["two.lua"] = "" }) })
  test.equal(messages(result), {
    "rules/a/pack.lua:1: pack 'a': file one.lua is listed but missing; make it, or remove it from files",
    "rules/a/two.lua:0: pack 'a': not read, since 'files' in pack.lua does not list it",
  })
end)

local LIBRARY_HEAD = [[pack "a" { version = "1.0.0", title = { ja = "題", en = "T" }, files = { "one", "two" },
  libraries = { "write" } } kind "thing" { title = { ja = "物", en = "Thing" }, fields = {
    field("base", "bool", "あ", "A") } } ]]

-- What is told of two files that use the library `write`.
local function with_library(write, one, two)
  return load_with(nil, { pack("a", {
    ["pack.lua"] = LIBRARY_HEAD, ["write.lua"] = write, ["one.lua"] = one, ["two.lua"] = two or "",
  }) })
end

local LIBRARY_RULE = [[rule "%s" (library "write".row { title = { ja = "題", en = "T" }, kind = "thing" })]]

test("a library gives its functions to the files that ask, and to each its own", function()
  local write = [[local made = 0
    local function row(body)
      made = made + 1
      body.level, body.check, body.remedy = "example", "base", { ja = "第" .. made, en = "number " .. made }
      return body
    end
    return { row = row }]]
  local result = with_library(write, LIBRARY_RULE:format "1", LIBRARY_RULE:format "2")
  test.equal(messages(result), {})
  test.equal(result.document.rules[1].remedy.en, "number 1")
  test.equal(result.document.rules[2].remedy.en, "number 1")
end)

test("a library that is missing, listed twice, or does what a library may not is told", function()
  local function told_of(...) return messages(with_library(...))[1] end
  test.equal(told_of("return {}", [[library "wrote"]]), "rules/a/one.lua:1: cannot be loaded: "
    .. "there is no library 'wrote'; list it under 'libraries' in pack.lua")
  test.equal(told_of([[return 1]], [[library "write"]]), "rules/a/one.lua:1: cannot be loaded: "
    .. "library 'write' must return a table of functions")
  test.equal(told_of([[return { library "write" }]], [[library "write"]]),
    "rules/a/write.lua:1: cannot be loaded: library 'write' uses itself")
  test.equal(told_of([[param "x" { value = 1, title = { ja = "題", en = "T" } }]], [[library "write"]]),
    "rules/a/write.lua:1: cannot be loaded: a library declares nothing; let it return functions, and "
      .. "declare in the files that use it")
  test.equal(told_of("\nreturn }", [[library "write"]]),
    "rules/a/write.lua:2: cannot be loaded: unexpected symbol near '}'")
  test.equal(told_of("\nlocal x = nothing", [[library "write"]]):match("^.-: cannot"),
    "rules/a/write.lua:2: cannot")
  test.equal(messages(load_with(nil, { pack("a", { ["pack.lua"] = LIBRARY_HEAD, ["one.lua"] = "",
    ["two.lua"] = "" }) })), {
    "rules/a/pack.lua:1: pack 'a': file write.lua is listed but missing; make it, or remove it from "
      .. "libraries",
  })
  test.equal(messages(load_with(nil, { pack("a", { ["pack.lua"] = LIBRARY_HEAD:gsub('"two"', '"write"', 1),
    ["one.lua"] = "", ["write.lua"] = "return {}" }) })), {
    "rules/a/pack.lua:1: pack 'a': write.lua is listed under files and libraries; list it once",
  })
end)

test("only text holds codes", function()
  local function pack_of(type, value)
    return ([[ kind "post" { title = { ja = "職", en = "Post" }, fields = {
      field("role", "%s", "役", "Role", { coded = %s }) } } ]]):format(type, value)
  end
  local function coded(type)
    for _, kind in ipairs(load_with(pack_of(type, "true")).document.kinds) do
      if kind.name == "post" then return kind.fields[1].coded end
    end
  end
  test.equal(coded "[text]", true)
  test.equal(coded "text", true)
  local refused = "'coded' is true, on a field of text"
  test.equal(told(pack_of("int", "true")):match(refused), refused)
  test.equal(told(pack_of("text", "1")):match(refused), refused)
end)

test("actors are named by pack headers and by fields, with labels", function()
  local field_of = [[ kind "post" { title = { ja = "職", en = "Post" }, fields = {
    field("role", "owner|clerk", "役", "Role", { actors = true,
      labels = { owner = { ja = "責任者", en = "Owner" } } }) } } ]]
  local function rule(actor)
    return ([[ rule "1" { title = { ja = "題", en = "T" }, actor = "%s", level = "example", kind = "system",
      remedy = { ja = "対", en = "Do" }, check = "base" } ]]):format(actor)
  end
  local function title_of(text) return load_with(text).document.rules[1].actor_title end
  test.equal(title_of(field_of .. rule "owner"), { ja = "責任者", en = "Owner" })
  test.equal(title_of(field_of .. rule "clerk"), nil)
  test.equal(title_of(field_of .. rule "somebody"), nil)
  test.equal(title_of(rule "ownr"), nil)
  test.equal(told(field_of .. rule "ownr"), "rules/mine/pack.lua:4: rule '1': unknown actor 'ownr' "
    .. "(did you mean 'owner'?); actors are declared in pack.lua")
  local header = [[pack "other" { version = "1.0.0", title = { ja = "題", en = "T" },
    actors = { operator = { ja = "事業者", en = "Operator" } } } ]]
  local function other(text) return load_with(nil, { pack("other", { ["pack.lua"] = header .. text }) }) end
  local kind = [[ kind "thing" { title = { ja = "物", en = "Thing" }, fields = {
    field("base", "bool", "あ", "A") } } ]]
  local function of_thing(actor) return kind .. rule(actor):gsub('"system"', '"thing"') end
  test.equal(other(of_thing "operator").document.rules[1].actor_title, { ja = "事業者", en = "Operator" })
  test.equal(messages(other(of_thing "somebody")), {
    "rules/other/pack.lua:3: rule '1': unknown actor 'somebody'; actors are declared in pack.lua" })
end)

test("registers and matrices name fields and parameters", function()
  local scales = [[
    param "steps" { value = { "low", "high" }, title = { ja = "段階", en = "Steps" } }
    param "cells" { value = map { low = { low = 1 } }, open = true, title = { ja = "表", en = "Cells" } }
    param "marks" { value = map { low = { low = true } }, title = { ja = "印", en = "Marks" } }
    extend "system" { fields = { field("wear", "text", "摩耗", "Wear"), field("use", "text", "使用", "Use") } } ]]
  local function register(body)
    return ([[ register "r" { command = "show", kind = "system",
      title = { ja = "題", en = "T" }, %s } ]]):format(body)
  end
  local function matrix(body)
    return scales .. ([[ matrix "m" { command = "show", kind = "system",
      title = { ja = "題", en = "T" }, %s } ]]):format(body)
  end
  local AXES = 'rows = { field = "wear", scale = "steps" }, '
    .. 'columns = { field = "use", scale = "steps", ja = "使", en = "U" }, '
  local documents = load_with(register [[columns = { "id", { "rto", ja = "時", en = "Time" }, "standby.type" },
    sort = "rto", select = "base"]] .. matrix(AXES .. 'cells = "cells", marks = "marks"')).document
  local one, two = documents.displays[1], documents.displays[2]
  test.equal({ one.matrix, one.sort, #one.columns, one.columns[1].field }, { false, 2, 3, -1 })
  test.equal({ one.columns[2].title.en, one.command, one.select.text }, { "Time", "show", "base" })
  test.equal({ two.matrix, two.rows, two.across, two.cells, two.marks }, { true, 0, 0, 1, 2 })
  test.equal(two.columns[2].title.en, "U")
  test.equal(documents.params[2].open, true)

  local function wrong(text, message) test.ok(told(text):find(message, 1, true), told(text)) end
  wrong(register 'columns = { "rtoo" }', "kind 'system' has no field 'rtoo' (did you mean 'rto'?)")
  wrong(register 'columns = { "standby" }', "field 'standby' is a group and does not fit a cell")
  wrong(register 'columns = { "rlo" }', "field 'rlo' is a group and does not fit a cell")
  wrong(register 'columns = { { "rto", ja = "時" } }', "a title needs both ja and en")
  wrong(register 'columns = {}', "it has 1 to 16 columns")
  wrong(register 'columns = { "rto" }, sort = "x"', "kind 'system' has no field 'x'")
  wrong(register 'columns = { "rto" }, select = "bad"', "no good")
  wrong(register 'colums = { "rto" }, columns = { "rto" }', "unknown key 'colums' (did you mean 'columns'?)")
  wrong(matrix(AXES .. 'cells = "cels"'), "unknown parameter 'cels' (did you mean 'cells'?)")
  wrong(matrix(AXES .. 'cells = "steps"'), "parameter 'steps' must be a table with two keys")
  wrong(matrix(AXES .. 'cells = "cells", marks = "cells"'),
    "parameter 'cells' must be a table with two keys and truth values")
  wrong(matrix(AXES:gsub('"steps"', '"cells"', 1) .. 'cells = "cells"'),
    "parameter 'cells' must be a list of texts")
  wrong(matrix(AXES:gsub('"wear"', '"rto"') .. 'cells = "cells"'),
    "field 'rto' must hold a step of the scale, a text")
  wrong([[ param "p" { value = 1, open = true, title = { ja = "題", en = "T" } } ]],
    "'open' is for tables (map) only")
end)

test("registers over many organisations are of facts", function()
  local function register(body)
    return ([[ register "r" { command = "report", kind = "system", title = { ja = "題", en = "T" }, %s } ]])
      :format(body)
  end
  local good = register 'columns = { "rto" }, sort = "rto", seen_by = "name"'
  local display = load_with(good).document.displays[1]
  test.equal({ display.seen_by, display.command }, { 0, "report" })

  local function wrong(text, message) test.ok(told(text):find(message, 1, true), told(text)) end
  wrong(register 'columns = { "rto" }', 'command = "report" and seen_by go together')
  wrong(register('columns = { "rto" }, seen_by = "name"'):gsub('"report"', '"show"'), "go together")
  wrong(register 'columns = { "rto" }, seen_by = "nam"', "kind 'organization' has no field 'nam'")
  wrong(register 'columns = { "rto" }, seen_by = "fiscal_year_starts"', "must be a text that names an")
  wrong(register 'columns = { "rto" }, seen_by = "id"', "must be a text that names an organization")
  wrong(register 'columns = { "rto" }, select = "base", seen_by = "name"', "no select, no derived kind")
  wrong(register 'columns = { "depends_on" }, seen_by = "name"', "field 'depends_on' is computed or a list")
  local worn = [[ derive "system.worn" { type = "bool", from = function() end } ]]
  wrong(worn .. register 'columns = { "rto" }, sort = "worn", seen_by = "name"', "field 'worn' is computed")
end)

test("a derived field of values may have labels", function()
  local function trend(labels)
    return ([[ derive "system.trend" { type = "up|down", labels = { %s },
      from = function() end } ]]):format(labels)
  end
  local kinds = load_with(trend [[up = { ja = "増", en = "Up" }]]).document.kinds
  for _, kind in ipairs(kinds) do
    if kind.name == "system" then test.equal(kind.by_name.trend.labels.up.en, "Up") end
  end
  test.ok(told(trend [[over = { ja = "超", en = "Over" }]]):find("label for 'over'", 1, true))
end)

test("answers and waivers name fields and verdicts", function()
  local document = load_with([[
    answer { kind = "measure", rule = "note", subject = "system", value = "note",
      verdicts = { yes = "pass" } }
    waiver { kind = "measure", rule = "note", subject = "system", when = "system", turns = { "fail" } }
  ]]).document
  test.equal(document.answers[1].subject, 1)
  test.equal(document.waivers[1].turns, { "fail" })
  local message = told [[
    waiver { kind = "measure", rule = "note", subject = "sistem", when = "x", turns = { "fail" } } ]]
  test.ok(message:find("has no field 'sistem' (did you mean 'system'?)", 1, true), message)
end)

test("holders name a reference to a person", function()
  local document = load_with([[
    holder { kind = "measure", person = "system", actor = "note", subject = "system", when = "present(note)" }
    holder { kind = "measure", person = "system" } ]]).document
  test.equal({ document.holders[1].person, document.holders[1].actor ~= nil }, { 1, true })
  test.ok(document.holders[1].when)
  test.equal(document.holders[2].actor, nil)
  local message = told [[ holder { kind = "measure", person = "sistem" } ]]
  test.ok(message:find("has no field 'sistem' (did you mean 'system'?)", 1, true), message)
  message = told [[ holder { kind = "measure", person = "note" } ]]
  test.ok(message:find("field 'note' is no reference to one record", 1, true), message)
end)

test.done()
