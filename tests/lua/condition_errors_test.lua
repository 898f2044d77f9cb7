-- What conditions are refused for: cause, remedy and place, in both languages.

local test = require "check"
local help = require "condition_check"
local refused = help.refused

test("unknown names, with the nearest", function()
  refused("rtoo < 3h", "kind 'system' has no field 'rtoo' (did you mean 'rto'?)",
    "種別「system」に項目「rtoo」はない（「rto」のことか）", "rtoo")
  refused("base and dependent > 3", "did you mean 'dependents'?", nil, "dependent")
  refused("owner.nam == 'x'", "kind 'person' has no field 'nam' (did you mean 'name'?)", nil, "nam")
  refused("standby.typ == 'hot'", "group 'standby' has no field 'typ' (did you mean 'type'?)",
    "グループ「standby」に項目「typ」はない（「type」のことか）", "typ")
  refused("zzzzzzzz", "kind 'system' has no field 'zzzzzzzz'", nil, "zzzzzzzz")
  refused("any(functions where rtoo < 3h)", "kind 'function' has no field 'rtoo'", nil, "rtoo")
  refused("counts(functions)", "there is no function 'counts' (did you mean 'count'?)", "関数「counts」はない",
    "counts(functions)")
  refused("rto(3)", "'rto' is a field, not a function", "括弧を付けない")
  refused("$crew > 3", "unknown parameter 'crew'", "基準値「crew」は知られていない", "$crew")
  refused("owner.name.length > 3", "'length' follows a value of type text, which has no fields", nil,
    "length")
  refused("users.rto", "follows a value of type int")
  refused("subject.sistem.rto < 3h",
    "there is no kind 'sistem' (did you mean 'system'?); after a reference to any kind",
    "「sistem」という種別はない", "sistem", "exception")
  refused("subject.rto < 3h", "there is no kind 'rto'", nil, "rto", "exception")
end)

test("names that live elsewhere, or should be something else", function()
  refused("any(functions where depends_on == 3)", "the enclosing record's field is outer.depends_on",
    "outer.depends_on と書く", "depends_on")
  refused("count(people) > 1", "the organization's records are organization.people",
    "organization.people と書く", "people")
  refused("standby.type == hot", "values stand in quotes: 'hot'", "選択肢は引用符で囲む", "hot")
  refused("rto == nil", "present(…) tells whether there is a value", "present(…) で調べる", "nil")
  refused("rto == null", "present(…)")
  refused("updated_on <= today", "this is a function: today(…)", "これは関数である", "today")
  refused("any(functions.rto where prepared)", "the elements are values and have no field 'prepared'",
    "要素は it", "prepared")
  refused("any(sizes where users > it)",
    "have no field 'users'; the element is it, the enclosing record outer.users")
  refused("outer.rto < 3h", "outer can only be used within a condition on the elements of a list",
    "並びの要素の条件の中でだけ", "outer")
  refused("any(rlo where it.after < 3h)", "in a list of groups write the field's name", nil, "it")
  refused("any(sizes where self > 3)", "the elements here are not records; use it", nil, "self")
  refused("id == 'x'", "'id' cannot be used: there is no record here", "ここには記録がなく", "id", false)
  refused("rto < 3h", "there is no record here", nil, "rto", false)
  refused("count(organization.systems) > 1", "there is no record here", nil, "organization", false)
  refused("today() > fiscal_year_start(today())", "it can only be used about a record", "年度始め", nil, false)
  refused("any(rlo where id == 'x')", "kind 'system.rlo' has no field 'id'")
end)

test("values that an enumeration does not have", function()
  refused("standby.type == 'hott'",
    "'hott' is not one of the values (did you mean 'hot'?); they are 'hot', 'warm', 'cold', 'none'",
    "「hott」は選択肢にない（「hot」のことか）。選択肢: 'hot', 'warm', 'cold', 'none'", "'hott'")
  refused("'hott' == standby.type", "did you mean 'hot'?", nil, "'hott'")
  refused("standby.type in ['hot', 'worm']", "did you mean 'warm'?", nil, "'worm'")
  refused("'x' in modes", "'x' is not one of the values", nil, "'x'")
end)

test("lists where one value is needed, and values where a list is", function()
  refused("dependents.rto < 3h", "one value must stand here, and this is a list", "並びである", "dependents.rto")
  refused("base and depends_on", "a list is not a condition", "並びは条件にならない", "depends_on")
  refused("count(rto)", "count is about a list, and this is of type duration; write a list", nil, "rto")
  refused("min(rto, effective_rto)", "for single values use least(a, b)", "値どうしなら least(a, b)", "rto")
  refused("max(3)", "for single values use greatest(a, b)")
  refused("rto where base", "a list must stand here, not a value of type duration", nil, "rto")
  refused("rto in effective_rto",
    "a list must stand after in, not a value of type duration; compare one value with ==",
    "in の右には並びが要る")
  refused("min(dependents)", "min needs to know what of each element: min(LIST, VALUE)", "並びの要素の何を取るか")
  refused("any(dependents)", "any needs to know what of each element")
  refused("any(dependents.rto)", "any needs a condition, not values of type duration", "条件が要る")
  refused("all(dependents, rto)", "all needs a condition")
  refused("all(dependents where base)", "this does not say what holds for all", "何が全てに成り立つべきか")
  refused("count(functions.unit)", "count counts the elements of a list", "要素を数える")
  refused("count(functions, rto)", "count needs a condition")
  refused("present(functions.rto)", "this is a value for each element", "要素ごとの値")
  for _, what in ipairs { "dependents", "dependents.rto", "rto < 3h", "3", "self", "id", "owner.id", "$crews",
    "first(rto, rto)", "depends_on where base", "depends_on.depends_on", "reach(dependents)" } do
    refused("given(" .. what .. ")", "given takes a field; present(…) tells", "項目を書く", what)
  end
  refused("given(effective_rto)", "a derived field is never written", "算出項目は記録に書かれない", "effective_rto")
  refused("functions.rto", "values of each element are not one value", "一つの値にならない")
  refused("any(affects.system.functions where true)",
    "a list cannot be followed through references to any kind",
    nil, nil, "exception")
  refused("first(owner, unit.head).name", "a path cannot go on after a function", "括弧の中に書く")
  refused("(3).name", "nothing follows this value")
  refused("owner.count(systems)", "'count' cannot be called here", "呼び出せない", "count")
  refused("rto in []", "this list is empty", "並びが空", "[]")
  refused("count([users])", "a list can hold constants only", nil, "users")
  refused("count(['a', 3])", "the types in this list differ (text and int)", nil, "3")
  refused("rto in [3h, 5]", "duration compared with int", nil, "5")
end)

test("parameters of the wrong shape", function()
  refused("rto < $bands", "parameter 'bands' holds bands; write band(VALUE, $bands)", "band(値, $bands)",
    "$bands")
  refused("users < $levels", "parameter 'levels' is a table; write $levels[KEY]")
  refused("$crews['x'] > 3", "parameter 'crews' is not a table")
  refused("$levels['x'] > 3", "table 'levels' has 2 keys (1 are given)", "見出しは2個", "['x']")
  refused("$levels['x', rto] > 3", "the keys of a table are texts or whole numbers, not duration", nil, "rto")
  refused("$kinds == 'x'", "this is a list")
  local nothing = help.compile("$crews > 1", nil, { param = false })
  test.equal(nothing, nil)
end)

test("relations must lead back to the same kind", function()
  refused("cyclic(owner)", "this does not lead to records of the same kind 'system'", "同じ種別「system」", "owner")
  refused("count(reach(functions)) > 0", "same kind 'system'")
  refused("count(reach(dependents.rto)) > 0", "same kind")
  refused("cyclic(rto)", "same kind")
  refused("cyclic()", "takes one relation to follow")
  refused("cyclic(part_of, part_of)", "takes one relation to follow")
  refused("any(rlo where cyclic(parent))", "there is no record here", nil, nil)
  refused("cyclic(part_of)", "there is no record here", nil, nil, false)
end)

test("numbers of arguments", function()
  refused("count()", "count takes 1..2 arguments (0 are given)", "引数は1..2個")
  refused("today(1)", "today takes 0 arguments (1 are given)")
  refused("if(base)", "if takes 2..3 arguments (1 are given)")
  refused("present(a, b)", "present takes 1 arguments")
  refused("any(dependents, base, base)", "any takes 1..2 arguments (3 are given)")
end)

test("literals that mean nothing", function()
  refused("rto < 3hours", "unknown unit 'hours'", "単位「hours」は知られていない", "3hours")
  refused("rto < 3hr", "unknown unit 'hr'")
  refused("supply > 5 Gbpps", "unknown unit 'Gbpps' (did you mean 'Gbps'?)", nil, "5 Gbpps")
  refused("supply > 5h kW", "unknown unit")
  refused("rto < 1h1d", "units go from large to small", "大きい順")
  refused("rto < 1h1h", "units go from large to small")
  refused("rto < 1d1mo", "days and hours are exact")
  refused("rto < 0.5s", "not a whole number of seconds", "整数にならない")
  refused("users > 1234567890123456789", "too large or malformed; write at most 18 digits", "18桁")
  refused("users > 99999999999兆", "too large or malformed")
  refused("users > 1万2億", "too large or malformed")
  refused("users > 1.2.3", "unknown unit '.3'")
  refused("cost > 0.00001円", "more than 4 decimals", "4桁")
  refused("cost > 999999999999999999円", "too large")
  refused("rto < 999999999999999999w", "not a whole number of seconds")
  refused("updated_on > 2026-02-29", "there is no such day or time", "存在しない", "2026-02-29")
  refused("updated_on > 2026-13-01", "there is no such day")
  refused("updated_on > 0000-01-01", "there is no such day")
  refused("recognised_at > 2026-01-01T24:00", "there is no such day or time", nil, nil, "incident")
  refused("recognised_at > 2026-01-01T10:60", "there is no such day or time", nil, nil, "incident")
  refused("recognised_at > 2026-01-01T10:00+25:00", "there is no such day or time", nil, nil, "incident")
  refused("opens_on == --02-30", "there is no such day")
  refused("cost > ABC 5", "the currencies differ")
end)

test("syntax: what is missing or too much", function()
  refused("", "the condition ends where a value must follow", "途中で終わっている")
  refused("   ", "the condition ends where a value must follow")
  refused("rto <", "the condition ends where a value must follow", nil, "")
  refused("base and", "the condition ends where a value must follow")
  refused("(base or base", "this '(' is not closed", "この「(」が閉じていない", "(")
  refused("count(functions", "this '(' is not closed", nil, "(")
  refused("rto in [1h, 2h", "this '[' is not closed", nil, "[")
  refused("name == 'abc", "the text that begins with this ' is not closed", "で始まる文字列が閉じていない", "'abc")
  refused("name == 'a\nb'", "this text is not closed, or has a line break in it", "改行")
  refused("base base", "'base' is not expected here; an operator", "演算子", "base")
  refused("base)", "')' is not expected here", nil, ")")
  refused("rto < < 3h", "a value (a field, a number, a text …) must stand here, not '<'", "値（項目名", "<")
  refused("and base", "must stand here, not 'and'", nil, "and")
  refused("count(,)", "must stand here, not ','", nil, ",")
  refused("owner. == 3", "a field name must follow the '.'", "項目名を続ける")
  refused("owner .name == 'x'", "a field name must follow the '.'")
  refused("$ > 3", "must stand here, not '$'")
  refused("users > .5", "must stand here, not '.'")
  refused("()", "must stand here, not ')'")
  refused("users > 1,000", "numbers have no thousands separators", "桁区切り", ",")
  refused("1 < users < 5", "comparisons cannot be chained", "続けて書けない", "1 < users")
  refused("users == not base", "put this 'not' in parentheses", "括弧で囲む", "not")
  refused("rto < 3h # x", "not expected here")
  refused("rto < 3h 日", "unknown unit 'h 日'")
  refused("項目 == 3", "must stand here, not '項'")
end)

test("syntax: habits from other languages", function()
  for text, en in pairs {
    ["users = 3"] = "equality is written ==", ["users === 3"] = "equality is written ==",
    ["users != 3"] = "inequality is written ~=", ["users <> 3"] = "inequality is written ~=",
    ["!base"] = "negation is written not", ["base && base"] = "conjunction is written and",
    ["base || base"] = "disjunction is written or", ["base ? 1 : 2"] = "a choice is written if(",
    ["users => 3"] = "at least is written >=", ["users =< 3"] = "at most is written <=",
    ["name == “x”"] = "texts stand in ' or \"", ["name == 「x」"] = "texts stand in ' or \"",
    ["name == ＇x＇"] = "texts stand in ' or \"", ["name in {'x'}"] = "a list is written [",
    ["base; base"] = "a condition is one expression", ["base & base"] = "conjunction is written and",
  } do refused(text, en) end
end)

test("spans are those of the text, full-width or not", function()
  refused("ｒｔｏｏ ＜ ３ｈ", "did you mean 'rto'?", nil, "ｒｔｏｏ")
  refused("base and　rto < ３", "write the unit", nil, "rto < ３")
  refused("name == '全角' and rtoo", "has no field 'rtoo'", nil, "rtoo")
end)

test("bytes that are not UTF-8", function()
  refused("name == '\xFF'", "not valid UTF-8", "UTF-8 として正しくない", "\xFF")
  refused("\xE3\x80", "not valid UTF-8")
end)

test("what is too long, too deep or too large", function()
  refused(("base or "):rep(3000) .. "base", "too long (at most 16384 bytes)", "長すぎる")
  refused(("("):rep(101) .. "base" .. (")"):rep(101),
    "nests too deeply (at most 100 operators or 40 brackets)", "入れ子が深すぎる")
  refused(("("):rep(8000) .. "base" .. (")"):rep(8000), "nests too deeply")
  refused(("["):rep(16000), "nests too deeply")
  refused(("not "):rep(4000) .. "base", "nests too deeply")
  refused(("-"):rep(16000) .. "users", "nests too deeply")
  refused("users" .. (" + users"):rep(200) .. " > 1", "nests too deeply")
  refused("owner" .. (".superior"):rep(20) .. ".name == 'x'", "this path is too long (at most 16 steps)",
    "経路が長すぎる")
  refused(("count(x"):rep(1500), "nests too deeply")
  local wide = "users in (" .. ("users, "):rep(40) .. "1)"
  test.ok(help.compile(wide), "forty parts are fine")
  local doubled = "users"
  for _ = 1, 12 do doubled = "if(" .. doubled .. " in (users, users), 1, 2)" end
  refused(doubled, "too large (at most 4096 parts)", "大きすぎる")
  test.ok(help.compile(("("):rep(40) .. "base" .. (")"):rep(40)), "forty levels are fine")
end)

test.done()
