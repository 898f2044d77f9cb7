-- The linter: what it finds in packs, and above all that what it says of conditions is true. The second part
-- makes conditions by chance and holds what is said of them against all values of their fields.

local test = require "check"
local condition = require "condition"
local lint = require "lint"
local nodes = require "lint.nodes"
local source = require "lint.source"
local truth = require "lint.truth"

-- ---- packs --------------------------------------------------------------------------------------

local COMMON = [[
pack "common" { version = "1.0.0", title = { ja = "共通", en = "Common" } }
kind "organization" { singleton = true, title = { ja = "組織", en = "Organisation" }, fields = {
  field("name*", "text", "名称", "Name"),
  field("ours", "bool = no", "対象", "Ours"),
} }
kind "system" { title = { ja = "情報システム", en = "System" }, fields = {
  field("name*", "text", "名称", "Name"),
  field("base", "bool", "基盤", "Base"),
  field("rto", "duration", "目標復旧時間", "RTO"),
  field("load", "percent 0..100", "負荷", "Load"),
  field("count", "int 0..9", "数", "Count"),
  field("class", "a|b|c", "区分", "Class"),
  field("depends_on", "[->system] = []", "依存先", "Depends on", { inverse = "dependents" }),
} }
]]

local HEAD = [[pack "mine" { version = "1.0.0", uses = { "common" }, title = { ja = "私", en = "Mine" },
  documents = { D = { title = { ja = "文書", en = "Document" } } }, files = { "rules" } }
]]

-- What is found in a file of declarations, as "code line" in order; packs: more of them.
local function found(text, expected, packs)
  local argument = { lang = "en", packs = packs or {} }
  table.insert(argument.packs,
    { name = "common", display = "common", files = { { name = "pack.lua", text = COMMON } } })
  table.insert(argument.packs, {
    name = "mine", display = "mine", selected = true,
    files = { { name = "pack.lua", text = HEAD }, { name = "rules.lua", text = text } },
    tests = expected and { { name = "all.expected", text = expected } },
  })
  local list, answer = {}, lint.load(argument)
  for i, finding in ipairs(answer.findings) do
    list[i] = finding.code .. " " .. (finding.line or "-")
  end
  return list, answer
end

local function rule(name, more)
  return ('rule "%s" { kind = "system", title = { ja = "題", en = "Title" },\n'):format(name)
    .. '  remedy = { ja = "直す", en = "Mend" },\n  ' .. more .. " }\n"
end

test("a sound pack has no findings", function()
  test.equal(found(rule("1.1", "check = [[rto <= 3h]],"), "fail mine/1.1 system:a\n"), {})
end)

test("what does not load is told, and the rest is looked at as far as can be", function()
  local list, answer = found(rule("1.1", "check = [[rtoo <= 3h]],") .. "-- \n", "fail 1.1 system:a\n")
  test.equal(list, { "load 3", "trailing-space 4" })
  test.equal(answer.complete, false)
end)

test("comparisons of the same path that contradict each other", function()
  for _, text in ipairs {
    "rto < 3h and rto > 5h", "rto == 3h and rto ~= 3h", "class == 'a' and class == 'b'",
    "class ~= 'a' and class not in ('b', 'c')", "count > 3 and count < 4", "load > 100%", "count < 0",
    "base and not base", "present(rto) and not present(rto)", "not present(rto) and rto > 3h",
    "rto < 2h and not (rto < 3h)", "any(depends_on, count > 9)", "any(depends_on where count < 0)",
    "not all(depends_on, class in ('a', 'b', 'c'))", "class == 'a' and class in ('b', 'c')",
  } do
    test.equal(found(rule("1.1", "check = [[" .. text .. "]],"), "fail 1.1 a\n"), { "always-false 3" }, text)
  end
end)

test("what is always true", function()
  for _, text in ipairs {
    "present(name)", "present(rto) or not present(rto)", "count(organization.systems) >= 0",
    "3h < 5h", "base or present(name)",
  } do
    local list = found(rule("1.1", "check = [[" .. text .. "]],"), "fail 1.1 a\n")
    test.equal(list, { "always-true 3" }, text)
  end
end)

test("what says that a fact is to be stated is no finding", function()
  for _, text in ipairs {
    "class in ('a', 'b', 'c')", "base or not base", "if(rto < 3h, true)", "rto == rto", "load <= 100%",
      "true",
    "present(rto) and if(base, false)", "count(depends_on) >= 0", "rto < 3h or rto > 5h",
  } do
    test.equal(found(rule("1.1", "check = [[" .. text .. "]],"), "fail 1.1 a\n"), {}, text)
  end
end)

test("a part of a condition is told at its place", function()
  local _, answer = found(rule("1.1", "check = [[base and (count > 9 or rto < 3h)]],"), "fail 1.1 a\n")
  test.equal(#answer.findings, 1)
  test.equal(answer.findings[1].column, 23)
  test.equal(answer.findings[1].en, "'count > 9' can never be true")
end)

test("a rule that never applies, and a check that its conditions decide", function()
  test.equal(found(rule("1.1", "select = [[class == 'a']], when = [[class == 'b']], check = [[base]],"),
    "fail 1.1 a\n"), { "unreachable-rule 1" })
  test.equal(found(rule("1.1", "when = [[class == 'a']], check = [[class ~= 'a']],"), "fail 1.1 a\n"),
    { "never-passes 1" })
  test.equal(found(rule("1.1", "when = [[rto < 3h]], check = [[rto < 4h]],"), "fail 1.1 a\n"),
    { "never-fails 1" })
end)

test("figures of parameters count, switches do not", function()
  local LIMIT = 'param "limit" { value = "3h", type = "duration", title = { ja = "限度", en = "Limit" } }\n'
  local SWITCH = 'param "limit" { value = false, title = { ja = "切替え", en = "Switch" } }\n'
  local list, answer = found(LIMIT .. rule("1.1", "check = [[rto > $limit and rto < 2h]],"), "fail 1.1 a\n")
  test.equal(list, { "always-false 4" })
  test.equal(answer.findings[1].en,
    "'rto > $limit and rto < 2h' can never be true (with the value of $limit)")
  test.equal(found(SWITCH .. rule("1.1", "check = [[base or $limit]],"), "fail 1.1 a\n"), {})
end)

test("an overlay whose figure decides a condition of another pack is told of it", function()
  local base = { name = "base", display = "base", files = { { name = "pack.lua", text = [[
pack "base" { version = "1.0.0", uses = { "common" }, title = { ja = "元", en = "Base" },
  documents = { D = { title = { ja = "文書", en = "Document" } } } }
param "most" { value = 3, title = { ja = "上限", en = "Most" } }
rule "1.1" { kind = "system", title = { ja = "題", en = "Title" }, check = "count > $most",
  remedy = { ja = "直す", en = "Mend" } }
]] } } }
  local argument = { lang = "en", packs = {
    { name = "common", display = "common", files = { { name = "pack.lua", text = COMMON } } }, base,
    { name = "mine", display = "mine", selected = true, files = { { name = "pack.lua", text = [[
pack "mine" { version = "1.0.0", extends = "base", title = { ja = "私", en = "Mine" } }

adjust "most" { value = 9, reason = { ja = "理由", en = "A reason" } }
]] } } },
  } }
  local findings = lint.load(argument).findings
  test.equal(#findings, 1)
  test.equal({ findings[1].code, findings[1].file, findings[1].line }, { "always-false", "mine/pack.lua", 3 })
  test.equal(findings[1].en, "'base/1.1: count > $most' can never be true (with the value of $most)")
end)

test("parameters that nobody reads", function()
  local LIMIT = 'param "limit" { value = 3, title = { ja = "限度", en = "Limit" } }\n'
  local CHECK = rule("1.1", "check = [[base]],")
  test.equal(found(LIMIT .. CHECK, "fail 1.1 a\n"), { "unused-parameter 1" })
  for _, use in ipairs { "return params.limit > 2", 'return param("limit") > 2',
    'return param("lim" .. "it") > 2' } do
    test.equal(found(LIMIT .. rule("1.1", "check = function() " .. use .. " end,"), "fail 1.1 a\n"), {}, use)
  end
end)

test("computed fields that nobody reads", function()
  local CHECK = rule("1.1", "check = [[base]],")
  local LATE = 'derive "system.late" { from = "rto > 3h" }\n'
  local TITLED = 'derive "system.late" { from = "rto > 3h", title = { ja = "遅い", en = "Late" } }\n'
  test.equal(found(LATE .. CHECK, "fail 1.1 a\n"), { "unused-derivation 1" })
  test.equal(found(TITLED .. CHECK, "fail 1.1 a\n"), {})
  test.equal(found(LATE .. rule("1.1", "check = [[not late]],"), "fail 1.1 a\n"), {})
end)

test("texts that are placeholders, the same, or in the wrong language", function()
  local RULE = 'rule "1.1" { title = { ja = "%s", en = "%s" }, ask = { ja = "問う", en = "Asked" } }\n'
  local function titled(ja, en) return RULE:format(ja, en) end
  test.equal(found(titled("…", "TODO"), "fail 1.1 a\n"), { "placeholder 1" })
  test.equal(found(titled("題", "書くこと TBD"), "fail 1.1 a\n"), { "placeholder 1" })
  test.equal(found(titled("同じ題", "同じ題"), "fail 1.1 a\n"), { "same-text 1" })
  test.equal(found(titled("題", "題だけ"), "fail 1.1 a\n"), { "wrong-language 1" })
  test.equal(found(titled("it is not in Japanese", "it is"), "fail 1.1 a\n"), { "wrong-language 1" })
  test.equal(found(titled("CSIRT", "CSIRT"), "fail 1.1 a\n"), {})
end)

test("rules without a remedy and without tests", function()
  local BARE = 'rule "1.1" { kind = "system", title = { ja = "題", en = "Title" }, check = "base" }\n'
  test.equal(found(BARE, "fail 1.1 a\n"), { "no-remedy 1" })
  test.equal(found(rule("1.1", "check = [[base]],")), { "no-tests 1" })
  test.equal(found(rule("1.1", "check = [[base]],"), "only 1.1\nfail 1.2 a\n"), { "untested 1" })
end)

test("clauses out of order, as documents number them", function()
  local function of(...)
    local text, expected = {}, {}
    for i, name in ipairs { ... } do
      text[i], expected[i] = rule(name, "check = [[base]],"), "fail " .. name .. " a"
    end
    return found(table.concat(text), table.concat(expected, "\n"))
  end
  test.equal(of("1.1", "1.2(1)", "1.2(2)", "1.2(10)", "1.9", "1.10", "2"), {})
  test.equal(of("1.10", "1.9"), { "out-of-order 4" })
  test.equal(of("1.2(2)-1", "1.2(1)-1"), { "out-of-order 4" })
  test.equal(of("1.2(b)", "1.2(a)"), { "out-of-order 4" })
  test.equal(of("1.2#b", "1.2#a"), { "out-of-order 4" })
  test.equal(of("1.2(2)", "1.2(1)-1", "1.2#late", "1.2#early"), {})
end)

test("names that hide others", function()
  local CHECK = rule("1.1", "check = [[base]],")
  test.equal(found("local rule_of, past = 1, 2\n" .. CHECK, "fail 1.1 a\n"), { "shadowed-word 1" })
  test.equal(found("local function f(params) return params end\n" .. CHECK, "fail 1.1 a\n"),
    { "shadowed-word 1" })
  test.equal(found("local function f(kind) return kind end\n" .. CHECK, "fail 1.1 a\n"), {})
  test.equal(found("local kind = 1\n" .. CHECK, "fail 1.1 a\n"), { "shadowed-word 1" })
end)

test("style is told with what mends it, and content of texts is left alone", function()
  local CHECK = rule("1.1", "check = [[base and\n\t\tbase  \n]],")
  test.equal(found(CHECK, "fail 1.1 a\n"), {})
  local text = "\239\187\191-- x\t\n\tlocal a = 1 \t\r\n" .. rule("1.1", "check = [[base]],") .. "--"
  local list, answer = found(text, "fail 1.1 a\n")
  test.equal(list, { "byte-order-mark 1", "load 1", "tab 1", "trailing-space 1", "carriage-return 2", "tab 2",
    "trailing-space 2", "end-of-file 6" })
  test.equal(answer.findings[4].edits, { { from = 7, to = 8, text = "" } })
  test.equal(answer.findings[6].edits, { { from = 9, to = 10, text = "  " } })
  test.equal(found(rule("1.1", "check = [[base]],") .. "-- " .. ("長"):rep(118) .. "\n", "fail 1.1 a\n"),
    { "long-line 4" })
  test.equal(found(rule("1.1", "check = [[base]],") .. "-- " .. ("長"):rep(117) .. "\n", "fail 1.1 a\n"), {})
end)

test("findings are let pass with a reason", function()
  local function noted(remark) return remark .. "\n" .. rule("1.1", "check = [[count > 9]],") end
  local function inner(remark) return rule("1.1", "check = [[count > 9]], " .. remark .. "\n") end
  test.equal(found(inner("-- lint: always-false it is a case of the test"), "fail 1.1 a\n"), {})
  test.equal(found(inner("-- lint: always-false"), "fail 1.1 a\n"), { "suppression-without-reason 3" })
  test.equal(found(noted("-- lint: always-false elsewhere"), "fail 1.1 a\n"),
    { "suppression-unused 1", "always-false 4" })
  test.equal(found(noted("-- lint: allways-false wrong"), "fail 1.1 a\n"),
    { "suppression-unknown 1", "always-false 4" })
end)

test("tokens are those of Lua", function()
  local is = {}
  for i, token in ipairs(source.tokens("local a = [==[ ]] ]==] -- x\n--[[ y\nz ]] 'it\\'s' \"\" 0x1F")) do
    is[i] = token.is .. ":" .. token.value
  end
  test.equal(is, { "name:local", "name:a", "sign:=", "text: ]] ", "remark: x", "remark: y\nz ", "text:it\\'s",
    "text:", "number:0x1F" })
end)

-- ---- conditions by chance -----------------------------------------------------------------------

local schema = { kinds = {}, by_name = {}, by_plural = {}, inverses = {} }
local FIELDS = {
  { name = "base", type = "bool", values_of = { true, false } },
  { name = "must", type = "bool", required = true, values_of = { true, false } },
  { name = "class", type = "enum", values = { "a", "b" }, values_of = { "a", "b" } },
  { name = "count", type = "int", min = 0, max = 3, values_of = { 0, 1, 2, 3 } },
  { name = "size", type = "int", min = 0, max = 3, values_of = { 0, 1, 2, 3 } },
}
local system = { name = "system", index = 0, fields = FIELDS, by_name = {}, inverse_by_name = {} }
for i, field in ipairs(FIELDS) do
  field.index = i - 1
  system.by_name[field.name] = field
end
schema.kinds[1], schema.by_name.system = system, system

-- All records, each as a map of values by name; what is not required may be missing.
local function all_records()
  local records = { {} }
  for _, field in ipairs(FIELDS) do
    local more = {}
    for _, record in ipairs(records) do
      for _, value in ipairs(field.values_of) do
        local copy = { [field.name] = value }
        for key, other in pairs(record) do copy[key] = other end
        more[#more + 1] = copy
      end
      if not field.required then more[#more + 1] = record end
    end
    records = more
  end
  return records
end

local evaluate

local function plain(value)
  if type(value) == "table" then return value.value end
  return value
end

local compare = {
  eq = function(a, b) return a == b end, ne = function(a, b) return a ~= b end,
  lt = function(a, b) return a < b end, le = function(a, b) return a <= b end,
  gt = function(a, b) return a > b end, ge = function(a, b) return a >= b end,
}

-- true, false, a value, or nil for what is not known
function evaluate(list, index, record)
  local node = list[index + 1]
  local op = node[1]
  if op == "const" then return plain(node[5]) end
  if op == "field" then return record[FIELDS[node[6] + 1].name] end
  if op == "present" then return evaluate(list, node[5], record) ~= nil end
  local a = evaluate(list, node[5], record)
  if op == "not" then
    if a == nil then return nil end
    return not a
  elseif op == "in" then
    if a == nil then return nil end
    for _, value in ipairs(list[node[6] + 1][5]) do
      if plain(value) == a then return true end
    end
    return false
  end
  local b = evaluate(list, node[6], record)
  if op == "and" or op == "or" then
    local decides = op == "or"
    if a == decides or b == decides then return decides end
    if a == nil or b == nil then return nil end
    return not decides
  elseif op == "if" then
    if a == nil then return nil end
    if a then return b end
    if node[7] < 0 then return nil end
    return evaluate(list, node[7], record)
  end
  if a == nil or b == nil then return nil end
  return compare[op](a, b)
end

local LEAVES = {
  "base", "must", "class == 'a'", "class ~= 'a'", "class in ('a', 'b')", "class not in ('a')",
    "count < 2", "count >= 2",
  "count == 1", "count ~= 1", "count > 3", "count in (0, 3)", "count < size", "size < count", "count == size",
  "size <= count", "present(count)", "present(class)", "not present(base)", "base == must", "size > 0",
    "must == true",
}

local function make(random, depth)
  local choice = depth == 0 and 1 or random(6)
  if choice <= 2 then return LEAVES[random(#LEAVES)] end
  if choice == 3 then return "not (" .. make(random, depth - 1) .. ")" end
  if choice == 4 and random(4) == 1 then
    return ("if(%s, %s, %s)"):format(make(random, depth - 1), make(random, depth - 1), make(random,
      depth - 1))
  end
  return ("(%s %s %s)"):format(make(random, depth - 1), random(2) == 1 and "and" or "or", make(random,
    depth - 1))
end

local function random_from(seed)
  return function(most)
    seed = (seed * 6364136223846793005 + 1442695040888963407) & 0x7fffffffffffffff
    return (seed >> 33) % most + 1
  end
end

test("what is said of conditions holds for all records", function()
  local random, records, said = random_from(7), all_records(), 0
  for _ = 1, 3000 do
    local text = make(random, 3)
    local expression = assert(condition.compile { text = text, kind = system, schema = schema,
      expect = "bool" })
    local list = expression.nodes
    local function context()
      return { nodes = list, keys = nodes.keys(list, {}), document = schema, value = function() end,
        steps = 20000 }
    end
    local can_be_true = truth.narrow(context(), #list - 1, true, {})
    local can_be_false = truth.narrow(context(), #list - 1, false, {})
    local sure = truth.is_sure(context(), #list - 1, {})
    if not can_be_true or not can_be_false or sure then
      said = said + 1
      for _, record in ipairs(records) do
        local value = evaluate(list, #list - 1, record)
        test.ok(can_be_true or value ~= true, text .. " can be true")
        test.ok(can_be_false or value ~= false, text .. " can be false")
        test.ok(not sure or value ~= nil, text .. " can be unknown")
      end
    end
  end
  test.ok(said > 300, "too little was said: " .. said)
end)

test.done()
