-- The forms of conditions, and the nodes that they compile to.

local test = require "check"
local help = require "condition_check"
local gives = help.gives

test("a field is compared with a constant", function()
  gives("rto < 3h", "lt(system.rto, duration:10800)")
  gives("rto <= 3h", "le(system.rto, duration:10800)")
  gives("rto > 3h", "gt(system.rto, duration:10800)")
  gives("rto >= 3h", "ge(system.rto, duration:10800)")
  gives("rto == 3h", "eq(system.rto, duration:10800)")
  gives("rto ~= 3h", "ne(system.rto, duration:10800)")
end)

test("the document says what it is about", function()
  local document = gives("  rto < 3h ", "lt(system.rto, duration:10800)")
  test.equal({ document.text, document.file, document.line, document.kind, document.type },
    { "  rto < 3h ", "rules.lua", 7, 3, "bool" })
  test.equal(document.nodes, { { "field", "duration", 2, 5, 3, 2 },
    { "const", "duration", 8, 10, { ["#type"] = "duration", value = 10800 } }, { "lt", "bool", 2, 10, 0,
      1 } })
end)

test("operators bind by precedence: or, and, not, comparison, sum, product, sign", function()
  gives("base or base and base", "or(system.base, and(system.base, system.base))")
  gives("base and base or base", "or(and(system.base, system.base), system.base)")
  gives("(base or base) and base", "and(or(system.base, system.base), system.base)")
  gives("not base and base", "and(not(system.base), system.base)")
  gives("not users == 1", "not(eq(system.users, 1))")
  gives("not not base", "not(not(system.base))")
  gives("users + users * users", "add(system.users, mul(system.users, system.users))")
  gives("(users + users) * users", "mul(add(system.users, system.users), system.users)")
  gives("users - users - users", "sub(sub(system.users, system.users), system.users)")
  gives("-users * 2", "mul(neg(system.users), 2)")
  gives("- -users", "neg(neg(system.users))")
  gives("users - -1", "sub(system.users, -1)")
  gives("users + 1 > users", "gt(add(system.users, 1), system.users)")
  gives("base == (users > 1)", "eq(system.base, gt(system.users, 1))")
  gives("base and service_kind in ['web'] and base",
    "and(and(system.base, in(system.service_kind, [enum:web])), system.base)")
end)

test("numbers", function()
  gives("users == 5", "eq(system.users, 5)")
  gives("load == 1.5", "eq(system.load, 1.5)")
  gives("load == 5", "eq(system.load, 5.0)")
  gives("users == 10万", "eq(system.users, 100000)")
  gives("users == 3億", "eq(system.users, 300000000)")
  gives("users == 1億2000万", "eq(system.users, 120000000)")
  gives("users == 1.5万", "eq(system.users, 15000)")
  gives("users == 3千", "eq(system.users, 3000)")
  gives("users == -5", "eq(system.users, -5)")
  gives("users > 1.5", "gt(system.users, 1.5)")
  gives("share > 20%", "gt(system.share, percent:20.0)")
  gives("share > 2.5%", "gt(system.share, percent:2.5)")
end)

test("counting words mean the bare number, or the quantity's unit", function()
  gives("users >= 1000人", "ge(system.users, 1000)")
  gives("users >= 5 件", "ge(system.users, 5)")
  gives("load >= 5件", "ge(system.load, 5.0)")
  gives("clients >= 30万戸", "ge(system.clients, quantity:300000.0)")
  gives("users + 5件 > 1", "gt(add(system.users, 5), 1)")
  gives("users >= -5人", "ge(system.users, -5)")
end)

test("durations and periods", function()
  for text, seconds in pairs { ["90s"] = 90, ["90min"] = 5400, ["1d"] = 86400, ["2w"] = 1209600,
    ["1d12h"] = 129600, ["1.5h"] = 5400, ["3時間"] = 10800, ["1時間30分"] = 5400, ["2週間"] = 1209600,
    ["0s"] = 0, ["1日"] = 86400 } do
    gives("rto == " .. text, "eq(system.rto, duration:" .. seconds .. ")")
  end
  for text, months in pairs { ["3mo"] = 3, ["1y"] = 12, ["1y6mo"] = 18, ["3か月"] = 3, ["1年"] = 12,
    ["6ヶ月"] = 6 } do
    gives("cycle == " .. text, "eq(system.cycle, period:" .. months .. ")")
  end
end)

test("dates, datetimes and month-days", function()
  gives("updated_on == 1970-01-01", "eq(system.updated_on, date:0)")
  gives("updated_on == 2026-04-01", "eq(system.updated_on, date:20544)")
  gives("updated_on == 0001-01-01", "eq(system.updated_on, date:-719162)")
  gives("updated_on == 2024-02-29", "eq(system.updated_on, date:19782)")
  gives("opens_on == --04-01", "eq(system.opens_on, month-day:401)")
  gives("opens_on == --02-29", "eq(system.opens_on, month-day:229)")
  local at = 20544 * 86400 + 10 * 3600
  gives("on == 2026-04-01", "eq(incident.on, date:20544)", "incident")
  for text, seconds in pairs { ["2026-04-01T10:00"] = at - 9 * 3600, ["2026-04-01T10:00Z"] = at,
    ["2026-04-01T10:00:30+09:00"] = at + 30 - 9 * 3600, ["2026-04-01T10:00-0330"] = at + 12600 } do
    gives("recognised_at == " .. text, "eq(incident.recognised_at, datetime:" .. seconds .. ")", "incident")
  end
  gives("recognised_at == 2026-04-01T10:00", "eq(incident.recognised_at, datetime:" .. at .. ")", "incident",
    { zone = 0 })
end)

test("money is exact, and written in units of the currency", function()
  for _, text in ipairs { "1000円", "JPY 1000", "JPY1000", "1000 JPY", "¥1000", "￥1000", "0.1万円" } do
    gives("cost == " .. text, "eq(system.cost, money:1000)")
  end
  gives("cost >= 10億円", "ge(system.cost, money:1000000000)")
  gives("price == USD 3.50", "eq(system.price, money:3.5)")
  gives("cost > -1円", "gt(system.cost, money:-1)")
end)

test("quantities become those of the field's unit, exactly", function()
  for _, text in ipairs { "100000kW", "100000 kW", "100MW", "100 MW", "10万kW", "0.1GW", "10万キロワット" } do
    gives("supply >= " .. text, "ge(system.supply, quantity:100000.0)")
  end
  gives("100MW <= supply", "le(quantity:100000.0, system.supply)")
  gives("supply + 1MW > 2000kW", "gt(add(system.supply, quantity:1000.0), quantity:2000.0)")
  gives("weight >= 1.5t", "ge(system.weight, quantity:1500.0)")
  gives("supply > -0.5MW", "gt(system.supply, quantity:-500.0)")
  gives("supply in [1MW, 500kW]", "in(system.supply, [quantity:1000.0 quantity:500.0])")
end)

test("texts stand in either quotes and hold anything else", function()
  gives("name == 'a \"b\"'", "eq(system.name, 'a \"b\"')")
  gives('name == "it\'s ４（全角）"', "eq(system.name, 'it's ４（全角）')")
  gives("name == ''", "eq(system.name, '')")
  gives("base == true", "eq(system.base, true)")
  gives("base ~= false", "ne(system.base, false)")
end)

test("full-width characters are taken for what they mean, and spans stay those of the text", function()
  local document = gives("ｕｓｅｒｓ　＞＝　１０万", "ge(system.users, 100000)")
  test.equal(document.nodes[1], { "field", "int", 0, 15, 3, 15 })
  test.equal(document.nodes[2], { "const", "int", 27, 36, 100000 })
  gives("users ≥ 1 and users ≤ 5 and users ≠ 3",
    "and(and(ge(system.users, 1), le(system.users, 5)), ne(system.users, 3))")
  gives("users × 2 ÷ 2 − 1 > 0", "gt(sub(div(mul(system.users, 2), 2), 1), 0.0)")
  gives("service_kind in （'web'、'mail'）", "in(system.service_kind, [enum:web enum:mail])")
end)

test("paths follow references", function()
  gives("owner.name == 'x'", "eq(via(system.owner, person.name), 'x')")
  gives("owner.superior.name == 'x'", "eq(via(via(system.owner, person.superior), person.name), 'x')")
  gives("owner.id == 'p1'", "eq(via(system.owner, person.id), 'p1')")
  gives("id == 'mail'", "eq(system.id, 'mail')")
  gives("self.rto > 3h", "gt(system.rto, duration:10800)")
  gives("owner == unit.head", "eq(system.owner, via(system.unit, unit.head))")
  gives("owner == self.owner", "eq(system.owner, system.owner)")
  gives("part_of == self", "eq(system.part_of, self)")
  gives("(owner).name == 'x'", "eq(via(system.owner, person.name), 'x')")
end)

test("groups are paths within the record", function()
  gives("standby.type == 'hot'", "eq(system.standby.type, enum:hot)")
  gives("standby.site.name == 'x'", "eq(via(system.standby.site, site.name), 'x')")
  gives("present(standby)", "present(system.standby)")
  gives("any(functions.alternative.prepared)", "any(<functions, function.alternative.prepared)")
end)

test("references to any kind are narrowed by a kind's name", function()
  gives("subject.system.rto < 3h", "lt(via(cast(exception.subject, system), system.rto), duration:10800)",
    "exception")
  gives("present(subject.system)", "present(cast(exception.subject, system))", "exception")
  gives("subject.system.owner == applicant",
    "eq(via(cast(exception.subject, system), system.owner), exception.applicant)", "exception")
  gives("(subject).system.base", "via(cast(exception.subject, system), system.base)", "exception")
  gives("count(subject.system.functions) > 0",
    "gt(count(through(cast(exception.subject, system), <functions)), 0)", "exception")
  gives("any(affects.system.base)", "any(*exception.affects, via(cast(it, system), system.base))",
    "exception")
  gives("any(affects where system.base)", "any(*exception.affects, via(cast(it, system), system.base))",
    "exception")
  gives("any(affects where it.system.base)", "any(*exception.affects, via(cast(it, system), system.base))",
    "exception")
  gives("subject in affects", "in(exception.subject, *exception.affects)", "exception")
  gives("subject == self", "eq(exception.subject, self)", "exception")
end)

test("lists are fields, ways back and the organisation's records", function()
  gives("count(depends_on) > 0", "gt(count(*system.depends_on), 0)")
  gives("count(dependents) > 0", "gt(count(<dependents), 0)")
  gives("count(exceptions) == 0", "eq(count(<exceptions), 0)")
  gives("count(organization.systems) > 5", "gt(count(all system), 5)")
  gives("count(systems) > 5", "gt(count(all system), 5)", "organization")
  gives("count(people) > 5", "gt(count(all person), 5)", "organization")
  gives("present(depends_on)", "present(*system.depends_on)")
  gives("'a' in tags", "in('a', *system.tags)")
  gives("count(owner.systems) > 1", "gt(count(through(system.owner, <systems)), 1)")
  gives("count(owner.superior.units) > 1",
    "gt(count(through(via(system.owner, person.superior), *person.units)), 1)")
end)

test("lists in a path are flattened", function()
  gives("count(dependents.functions) > 1", "gt(count(flat(<dependents, <functions)), 1)")
  gives("count(functions.unit.head.systems) > 1",
    "gt(count(flat(<functions, through(via(function.unit, unit.head), <systems))), 1)")
  gives("max(incidents.reports.number) > 1",
    "gt(max(flat(<incidents, *incident.reports), incident.reports.number), 1)")
  gives("count((functions where emergency_priority).systems) > 0",
    "gt(count(flat(where(<functions, function.emergency_priority), *function.systems)), 0)")
end)

test("the organisation's own fields", function()
  gives("organization.type == 'agency'", "eq(org(organization.type), enum:agency)")
  gives("'3' in organization.steps", "in('3', org(*organization.steps))")
  gives("organization.id == 'reiji'", "eq(org(organization.id), 'reiji')")
  gives("organization.type == 'agency'", "eq(organization.type, enum:agency)", "organization")
  gives("type == 'agency'", "eq(organization.type, enum:agency)", "organization")
  gives("all(organization.systems, base)", "all(all system, system.base)")
  gives("any(sizes where organization.type == 'agency')",
    "any(*system.sizes, eq(outer(org(organization.type)), enum:agency))")
  gives("any(sizes where it < count(organization.systems))",
    "any(*system.sizes, lt(it, count(outer(all system))))")
  gives("any(functions where organization.type == 'agency')",
    "any(<functions, eq(org(organization.type), enum:agency))")
end)

test("aggregates: a list, a choice, an expression", function()
  gives("count(functions)", "count(<functions)")
  gives("count(functions where emergency_priority)", "count(where(<functions, function.emergency_priority))")
  gives("count(functions, rto < 3h)", "count(where(<functions, lt(function.rto, duration:10800)))")
  gives("count(functions.emergency_priority)", "count(where(<functions, function.emergency_priority))")
  gives("count(functions.unit where name == 'x')",
    "count(where(<functions, eq(via(function.unit, unit.name), 'x')))")
  gives("any(functions where rto < 3h)", "any(<functions, lt(function.rto, duration:10800))")
  gives("any(functions, rto < 3h)", "any(<functions, lt(function.rto, duration:10800))")
  gives("any(functions.emergency_priority)", "any(<functions, function.emergency_priority)")
  gives("any(functions where emergency_priority, rto < 3h)",
    "any(where(<functions, function.emergency_priority), lt(function.rto, duration:10800))")
  gives("all(functions, rto < 3h)", "all(<functions, lt(function.rto, duration:10800))")
  gives("all(functions where emergency_priority, present(rto))",
    "all(where(<functions, function.emergency_priority), present(function.rto))")
  gives("min(dependents.effective_rto)", "min(<dependents, system.effective_rto)")
  gives("max(functions where emergency_priority, rto)",
    "max(where(<functions, function.emergency_priority), function.rto)")
  gives("min(functions, greatest(rto, alternative.holds_for))",
    "min(<functions, greatest(function.rto, function.alternative.holds_for))")
  gives("sum(organization.systems.cost) > 10億円", "gt(sum(all system, system.cost), money:1000000000)")
  gives("max(sizes)", "max(*system.sizes, it)")
  gives("any(sizes where it > 3)", "any(*system.sizes, gt(it, 3))")
  gives("sum(sizes, it * 2)", "sum(*system.sizes, mul(it, 2))")
  gives("count($kinds where it == 'a')", "count(where($2, eq(it, 'a')))")
  gives("all(rlo, after < 3h and percent > 50%)",
    "all(*system.rlo, and(lt(system.rlo.after, duration:10800), gt(system.rlo.percent, percent:50.0)))")
  gives("count((functions where emergency_priority) where rto < 3h)",
    "count(where(where(<functions, function.emergency_priority), lt(function.rto, duration:10800)))")
  gives("any(functions.unit where head == outer.owner)",
    "any(<functions, eq(via(function.unit, unit.head), outer(system.owner)))")
  gives("count(incidents.reports where to == 'ciso') > 0",
    "gt(count(where(flat(<incidents, *incident.reports), eq(incident.reports.to, 'ciso'))), 0)")
end)

test("outer reaches the record around a list's element", function()
  gives("any(functions where rto < outer.rto)", "any(<functions, lt(function.rto, outer(system.rto)))")
  gives("any(functions where outer.owner.name == 'x')",
    "any(<functions, eq(outer(via(system.owner, person.name)), 'x'))")
  gives("any(functions where any(systems where rto < outer.outer.rto))",
    "any(<functions, any(*function.systems, lt(system.rto, outer(outer(system.rto)))))")
  gives("any(functions where any(outer.functions where rto < outer.rto))",
    "any(<functions, any(outer(<functions), lt(function.rto, outer(function.rto))))")
  gives("any(dependents where outer in depends_on)", "any(<dependents, in(outer(self), *system.depends_on))")
  gives("any(sizes where it > outer.users)", "any(*system.sizes, gt(it, outer(system.users)))")
end)

test("self, it and parent", function()
  gives("any(functions where it == self)", "any(<functions, eq(self, self))")
  gives("any(functions.unit where it.head == outer.owner)",
    "any(<functions, eq(via(function.unit, unit.head), outer(system.owner)))")
  gives("any(functions.unit where it == outer.unit)",
    "any(<functions, eq(function.unit, outer(system.unit)))")
  gives("any(functions.rto where it < 3h)", "any(<functions, lt(function.rto, duration:10800))")
  gives("any(rlo where parent.base)", "any(*system.rlo, via(self, system.base))")
  gives("any(rlo where self.base)", "any(*system.rlo, via(self, system.base))")
  gives("any(rlo where parent == outer)", "any(*system.rlo, eq(self, outer(self)))")
  gives("parent.name == 'x'", "eq(via(unit.parent, unit.name), 'x')", "unit")
end)

test("membership", function()
  gives("standby.type in ['hot', 'warm']", "in(system.standby.type, [enum:hot enum:warm])")
  gives("standby.type in ('hot', 'warm')", "in(system.standby.type, [enum:hot enum:warm])")
  gives("standby.type in ('hot')", "in(system.standby.type, [enum:hot])")
  gives("standby.type not in ['hot']", "not(in(system.standby.type, [enum:hot]))")
  gives("not standby.type in ['hot']", "not(in(system.standby.type, [enum:hot]))")
  gives("load in [1, 2.5]", "in(system.load, [1.0 2.5])")
  gives("users in [-1, 1]", "in(system.users, [-1 1])")
  gives("'hot' in modes", "in(enum:hot, *system.modes)")
  gives("service_kind in $kinds", "in(system.service_kind, $2)")
  gives("self in dependents", "in(self, <dependents)")
  gives("owner in unit.head.superior.subordinates",
    "in(system.owner, through(via(via(system.unit, unit.head), person.superior), <subordinates))")
  gives("owner in functions.unit.head",
    "any(<functions, eq(via(function.unit, unit.head), outer(system.owner)))")
  gives("3h in functions.rto", "any(<functions, eq(function.rto, duration:10800))")
  gives("users in $numbers", "any($5, eq(it, outer(system.users)))")
  gives("load in $numbers", "in(system.load, $5)")
  gives("self in (dependents where base)", "in(self, where(<dependents, system.base))")
  gives("owner in (unit.head, unit.head.superior)",
    "or(eq(system.owner, via(system.unit, unit.head)), "
      .. "eq(system.owner, via(via(system.unit, unit.head), person.superior)))")
end)

test("functions", function()
  gives("present(rto)", "present(system.rto)")
  gives("given(rto)", "given(system.rto)")
  gives("given((standby.type))", "given(system.standby.type)")
  gives("given(owner.superior.name)", "given(via(via(system.owner, person.superior), person.name))")
  gives("given(depends_on)", "given(*system.depends_on)")
  gives("given(part_of.depends_on)", "given(through(system.part_of, *system.depends_on))")
  gives("given(organization.name)", "given(org(organization.name))")
  gives("any(functions, given(outer.rto))", "any(<functions, given(outer(system.rto)))")
  gives("known(rto < 3h)", "known(lt(system.rto, duration:10800))")
  gives("if(base, rto, 3h)", "if(system.base, system.rto, duration:10800)")
  gives("if(base, rto)", "if(system.base, system.rto)")
  gives("least(rto, effective_rto, 1d)", "least(system.rto, system.effective_rto, duration:86400)")
  gives("greatest(users, load, 1)", "greatest(system.users, system.load, 1.0)")
  gives("first(effective_rto, rto)", "first(system.effective_rto, system.rto)")
  gives("first(owner, unit.head) == owner",
    "eq(first(system.owner, via(system.unit, unit.head)), system.owner)")
  gives("band(effective_rto, $bands) == 'S'", "eq(band(system.effective_rto, $0), 'S')")
  gives("$levels[group, service_kind] > 2", "gt(lookup($3, system.group, system.service_kind), 2)")
  gives("$levels['S', 'mail'] > users", "gt(lookup($3, 'S', 'mail'), system.users)")
  gives("users > $crews", "gt(system.users, $1)")
  gives("users > $'it-continuity/crews'", "gt(system.users, $7)")
  gives("updated_on <= today()", "le(system.updated_on, today)")
  gives("date(recognised_at) + 5d >= on",
    "ge(add(dateof(incident.recognised_at), duration:432000), incident.on)", "incident")
  gives("updated_on >= fiscal_year_start(today())", "ge(system.updated_on, fiscal_year_start(today))")
  gives("count (functions) > 1", "gt(count(<functions), 1)")
end)

test("relations are followed as far as they go", function()
  gives("cyclic(depends_on)", "cyclic(*system.depends_on)")
  gives("cyclic(part_of)", "cyclic(system.part_of)")
  gives("any(reach(depends_on).base)", "any(reach(*system.depends_on), system.base)")
  gives("count(reach(dependents) where base) > 0", "gt(count(where(reach(<dependents), system.base)), 0)")
  gives("count(reach(dependents where base)) > 0", "gt(count(reach(where(<dependents, system.base))), 0)")
  gives("owner in owner.reach(superior)", "in(system.owner, through(system.owner, reach(person.superior)))")
  gives("owner.cyclic(superior)", "via(system.owner, cyclic(person.superior))")
  gives("count(functions.systems.reach(depends_on)) > 1",
    "gt(count(flat(flat(<functions, *function.systems), reach(*system.depends_on))), 1)")
  gives("any(functions.unit where cyclic(parent))",
    "any(<functions, via(function.unit, cyclic(unit.parent)))")
  gives("self in reach(unit.head.systems)", "in(self, reach(through(via(system.unit, unit.head), <systems)))")
end)

test("what is read is listed, and what of it on the record itself", function()
  local function reads(text, kind)
    local document = help.compile(text, kind)
    return { document.reads, document.same }
  end
  test.equal(reads "rto < 3h and rto > 1h", { { { 3, 2 } }, { { 3, 2 } } })
  test.equal(reads "rto < min(dependents.effective_rto)", { { { 3, 2 }, { 3, -1 }, { 3, 4 }, { 3, 12 } },
    { { 3, 2 } } })
  test.equal(reads "owner.name == 'x'", { { { 3, 26 }, { 1, 0 } }, { { 3, 26 } } })
  test.equal(reads "self.rto < 3h", { { { 3, 2 } }, { { 3, 2 } } })
  test.equal(reads "any(functions where rto < outer.rto)",
    { { { 4, -1 }, { 4, 3 }, { 4, 2 }, { 3, 2 } }, { { 3, 2 } } })
  test.equal(reads "count(organization.systems) > 1", { { { 3, -1 } }, {} })
  test.equal(reads "organization.type == 'agency'", { { { 0, 1 } }, {} })
  test.equal(reads("organization.type == 'agency'", "organization"), { { { 0, 1 } }, { { 0, 1 } } })
  test.equal(reads "any(reach(depends_on).rto where it < 3h)", { { { 3, 4 }, { 3, 2 } }, { { 3, 4 } } })
  test.equal(reads "id == 'x' and today() > 2026-01-01", { {}, {} })
end)

test("without a kind there are constants and parameters", function()
  gives("$crews + 1 > 2 and today() > 2026-04-01", "and(gt(add($1, 1), 2), gt(today, date:20544))", false)
  test.equal(help.compile("1 == 1", false).kind, -1)
end)

test("the type that is expected directs constants", function()
  local function root(text, expect) return help.compile(text, nil, { expect = expect }) end
  test.equal(root("3h", "duration").type, "duration")
  test.equal(root("5", "number").nodes, { { "const", "number", 0, 1, 5.0 } })
  test.equal(root("100MW", { type = "quantity", unit = "kW" }).nodes[1][5].value, 100000.0)
  test.equal(root("'hot'", { type = "enum", values = { "hot" } }).type, "enum")
  test.equal(root("reach(depends_on)", { type = "ref", target = "system", list = true }).type, "list")
  test.equal(root("dependents", "list").type, "list")
  test.equal(root("users", "number").type, "int")
end)

test.done()
