-- The types of conditions: what can be compared and computed, and what comes of it.

local test = require "check"
local help = require "condition_check"
local has_type, refused, gives = help.has_type, help.refused, help.gives

-- One value of every type in the records of a system.
local values = {
  bool = "base", int = "users", number = "load", percent = "share", money = "cost", quantity = "supply",
  duration = "rto", period = "cycle", date = "updated_on", datetime = "max(incidents.recognised_at)",
  ["month-day"] = "opens_on", text = "name", enum = "service_kind", ref = "owner",
}
local ordered = { int = true, number = true, percent = true, money = true, quantity = true, duration = true,
  period = true, date = true, datetime = true, ["month-day"] = true }
local numeric = { int = true, number = true }
local words = { text = true, enum = true }

local function comparable(a, b) return a == b or numeric[a] and numeric[b] or words[a] and words[b] end

local function each_pair(f)
  for a in pairs(values) do
    for b in pairs(values) do f(a, b) end
  end
end

test("== compares equal types, whole numbers with numbers, and texts with enumerations", function()
  each_pair(function(a, b)
    local text = values[a] .. " == " .. values[b]
    if comparable(a, b) then has_type(text, "bool") else refused(text, " compared with ", "は比べられない", text) end
  end)
end)

test("order is for what has one", function()
  each_pair(function(a, b)
    local text = values[a] .. " < " .. values[b]
    if comparable(a, b) and ordered[a] then
      has_type(text, "bool")
    elseif comparable(a, b) then
      refused(text, "have no order", "大小はない", text)
    else
      refused(text, " compared with ", nil, text)
    end
  end)
end)

-- operator → "left right" → result
local results = {
  ["+"] = {
    ["int int"] = "int", ["int number"] = "number", ["number int"] = "number", ["number number"] = "number",
    ["percent percent"] = "percent", ["money money"] = "money", ["quantity quantity"] = "quantity",
    ["duration duration"] = "duration", ["period period"] = "period", ["date duration"] = "date",
    ["duration date"] = "date", ["date period"] = "date", ["period date"] = "date",
    ["datetime duration"] = "datetime", ["duration datetime"] = "datetime",
  },
  ["-"] = {
    ["int int"] = "int", ["int number"] = "number", ["number int"] = "number", ["number number"] = "number",
    ["percent percent"] = "percent", ["money money"] = "money", ["quantity quantity"] = "quantity",
    ["duration duration"] = "duration", ["period period"] = "period", ["date duration"] = "date",
    ["date period"] = "date", ["datetime duration"] = "datetime", ["date date"] = "duration",
    ["datetime datetime"] = "duration",
  },
  ["*"] = {
    ["int int"] = "int", ["int number"] = "number", ["number int"] = "number", ["number number"] = "number",
    ["percent int"] = "number", ["int percent"] = "number", ["percent number"] = "number",
    ["number percent"] = "number", ["money int"] = "money", ["int money"] = "money",
      ["money number"] = "money",
    ["number money"] = "money", ["quantity int"] = "quantity", ["int quantity"] = "quantity",
    ["quantity number"] = "quantity", ["number quantity"] = "quantity", ["duration int"] = "duration",
    ["int duration"] = "duration", ["duration number"] = "duration", ["number duration"] = "duration",
    ["period int"] = "period", ["int period"] = "period", ["percent money"] = "money",
      ["money percent"] = "money",
    ["percent quantity"] = "quantity", ["quantity percent"] = "quantity", ["percent duration"] = "duration",
    ["duration percent"] = "duration",
  },
  ["/"] = {
    ["int int"] = "number", ["int number"] = "number", ["number int"] = "number",
      ["number number"] = "number",
    ["percent int"] = "percent", ["percent number"] = "percent", ["money int"] = "money",
    ["money number"] = "money", ["quantity int"] = "quantity", ["quantity number"] = "quantity",
    ["duration int"] = "duration", ["duration number"] = "duration", ["percent percent"] = "number",
    ["money money"] = "number", ["quantity quantity"] = "number", ["duration duration"] = "number",
  },
}

for op, table_of in pairs(results) do
  test("the results of " .. op, function()
    each_pair(function(a, b)
      local text = values[a] .. " " .. op .. " " .. values[b]
      local result = table_of[a .. " " .. b]
      if result then has_type(text, result) else refused(text, " cannot be ", nil, text) end
    end)
  end)
end

test("negation is for what can be summed", function()
  for type_name, value in pairs(values) do
    if ordered[type_name] and not type_name:find("date") and type_name ~= "month-day" then
      has_type("-" .. value, type_name)
    else
      refused("-" .. value, "has no negative", "負号")
    end
  end
end)

test("aggregates keep the type of what they sum up", function()
  has_type("count(dependents)", "int")
  for type_name in pairs(ordered) do
    if type_name ~= "datetime" then has_type("max(dependents." .. values[type_name] .. ")", type_name) end
  end
  has_type("sum(dependents.cost)", "money")
  has_type("sum(dependents.rto)", "duration")
  refused("sum(dependents.updated_on)", "values of type date have no sum", "日付の sum は求められない")
  refused("max(dependents.name)", "values of type text have no max")
  refused("min(dependents.owner)", "values of type reference (person) have no min", "参照(person)の min")
  refused("sum(dependents.opens_on)", "have no sum")
end)

test("units and currencies must fit", function()
  refused("supply > weight", "quantity (kW) compared with quantity (kg); the units differ",
    "数量(kW)と数量(kg)は比べられない。単位が違う")
  refused("supply > 5kg", "the units differ")
  refused("supply + 5kg > 1kW", "the units differ")
  refused("cost > price", "the currencies differ", "通貨が違う")
  refused("cost > USD 5", "the currencies differ")
  refused("cost + price > 1円", "the currencies differ")
  refused("supply > 5人", "the units differ")
  has_type("supply / 1MW > 2", "bool")
  gives("supply / 1MW", "div(system.supply, quantity:1000.0)")
  gives("$limit > cost", "gt($6, system.cost)")
end)

test("references must be to one kind", function()
  refused("owner == unit", "they refer to different kinds", "参照先の種別が違う")
  refused("owner in dependents", "reference (person) compared with reference (system)")
  has_type("subject == applicant", "bool", "exception")
  has_type("subject == self", "bool", "exception")
  refused("self == applicant", "reference (exception) compared with reference (person)", nil, nil,
    "exception")
end)

test("enumerations must share a value", function()
  refused("standby.type == service_kind", "they have no value in common", "共通の選択肢がない")
  has_type("all(modes, it == outer.standby.type)", "bool")
end)

test("functions bring their arguments to one type", function()
  has_type("if(base, users, load)", "number")
  has_type("if(base, users, 1)", "int")
  has_type("if(base, 'a', 'b')", "text")
  has_type("if(base, standby.type, 'unsaid')", "text")
  has_type("if(base, standby.type, standby.type)", "enum")
  has_type("if(base, 1MW, supply)", "quantity")
  gives("if(base, 1MW, supply)", "if(system.base, quantity:1000.0, system.supply)")
  gives("least(1MW, 500kW)", "least(quantity:1000.0, quantity:500.0)")
  has_type("if(base, base, false)", "bool")
  has_type("if(base, owner, unit.head)", "ref")
  refused("if(base, rto, 3)", "the values are of different types (duration and int); write the unit",
    "値の型がそろわない")
  refused("first(rto, name)", "different types (duration and text)")
  refused("least(name, name)", "there is no least", "大小はなく")
  refused("greatest(base, base)", "there is no greatest")
  refused("if(users, 1, 2)", "a condition must stand here, not a value of type int", "条件が要る")
  refused("known(rto)", "a condition must stand here")
  refused("date(updated_on)", "date takes a value of type datetime, not date")
  refused("fiscal_year_start(recognised_at)", "takes a value of type date, not datetime", nil,
    "recognised_at",
    "incident")
  refused("band(users, $bands)", "a value of type int has no place in bands of type duration")
  refused("band(rto, $crews)", "is a parameter that holds bands")
  refused("band(rto, users)", "is a parameter that holds bands")
  refused("band(rto, $bands) == 'X'", "'X' is not one of the values", "「X」は選択肢にない")
  refused("band(rto, $bands) in ['S', 'X']", "'X' is not one of the values; they are 'S', 'A'")
end)

test("a share of a number is a number", function()
  has_type("count(dependents) > 20% * count(organization.systems)", "bool")
  has_type("$share * users", "number")
  has_type("20% * cost", "money")
  refused("share > 20", "percentages are written 20%; a share of a number is 20% * number", "割合には % を付ける")
end)

test("the advice fits the two types", function()
  for text, en in pairs {
    ["rto < 3"] = "duration compared with int; write the unit: 3h, 90min, 2d",
    ["rto < 1y"] = "months and years are added to dates",
    ["updated_on == '2026-04-01'"] = "dates are written without quotes",
    ["updated_on > 2026"] = "dates are written 2026-04-01",
    ["updated_on > cost"] = "date compared with money (JPY); both sides must be of one type",
    ["updated_on > max(incidents.recognised_at)"] = "date(…) gives the day of a datetime",
    ["max(incidents.recognised_at) > '2026-04-01'"] = "datetimes are written without quotes",
    ["opens_on == '04-01'"] = "month-days are written --04-01",
    ["cost > 1000"] = "write the currency",
    ["supply > 1000"] = "write the unit: 100kW",
    ["owner == 'p1'"] = "compare its id: owner.id",
    ["base == 'true'"] = "true and false are written without quotes",
    ["max(incidents.recognised_at) + 3mo"] = "months and years are added to dates: date(…) + 3mo",
    ["rto + 3mo"] = "months and years are added to dates",
    ["rto + 3"] = "write the unit",
    ["today() - updated_on <= 1y"] = "duration compared with period; months and years are added to dates",
  } do refused(text, en) end
end)

test("only whole days are added to a date", function()
  refused("updated_on + 3h > today()", "only whole days", "日単位の長さだけ", "3h")
  refused("today() - 36h > updated_on", "only whole days", nil, "36h")
  has_type("updated_on + 48h", "date")
  has_type("updated_on + rto", "date")
  has_type("max(incidents.recognised_at) + 3h", "datetime")
end)

test("the type that is expected is insisted on", function()
  local function expect(text, wanted, en, ja) refused(text, en, ja, nil, nil, { expect = wanted }) end
  expect("rto", "bool", "an expression of type bool must stand here, not duration", "真偽の式が要る")
  expect("depends_on", "bool", "must stand here, not a list; use any, count, min")
  expect("rto", "list", "must stand here, not duration")
  expect("5", { type = "quantity", unit = "kW" }, "quantity (kW) must stand here, not int; write the unit")
  expect("5kg", { type = "quantity", unit = "kW" }, "the units differ")
  expect("depends_on", { type = "ref", target = "person", list = true }, "must stand here")
  expect("'lukewarm'", { type = "enum", values = { "hot", "warm" } }, "'lukewarm' is not one of the values")
end)

test.done()
