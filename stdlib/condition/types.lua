-- The types of conditions: what can be compared, brought to one type, added, multiplied.
--
-- A type is any table with `type`, and where they apply `unit` (quantity, money), `values` (enum) and
-- `target` (ref: the kind's name or "any"): fields and parameters serve as they are.

local literal = require "condition.literal"

local types = {}

for _, name in ipairs { "bool", "int", "number", "percent", "duration", "period", "date", "datetime",
  "text" } do
  types[name] = { type = name }
end

local names = {
  bool = { ja = "真偽", en = "bool" }, int = { ja = "整数", en = "int" },
  number = { ja = "数", en = "number" }, percent = { ja = "割合", en = "percent" },
  money = { ja = "金額", en = "money" }, quantity = { ja = "数量", en = "quantity" },
  duration = { ja = "時間の長さ", en = "duration" }, period = { ja = "月数", en = "period" },
  date = { ja = "日付", en = "date" }, datetime = { ja = "日時", en = "datetime" },
  ["month-day"] = { ja = "月日", en = "month-day" }, text = { ja = "文字列", en = "text" },
  enum = { ja = "選択肢", en = "enum" }, ref = { ja = "参照", en = "reference" },
  group = { ja = "グループ", en = "group" },
}

-- A type's name for messages, in both languages: { ja = "数量(kW)", en = "quantity (kW)" }
function types.show(of)
  local name = names[of.type] or { ja = of.type, en = of.type }
  local more = (of.type == "quantity" or of.type == "money") and of.unit or of.type == "ref" and of.target
  if not more or more == "any" then return name end
  return { ja = ("%s(%s)"):format(name.ja, more), en = ("%s (%s)"):format(name.en, more) }
end

local numeric = { int = true, number = true }
local wordlike = { text = true, enum = true }
local ordered = {
  int = true, number = true, percent = true, money = true, quantity = true, duration = true, period = true,
  date = true, datetime = true, ["month-day"] = true,
}
-- What can be multiplied and divided by a number, and summed.
local scalable = { percent = true, money = true, quantity = true, duration = true }
local summable = { int = true, number = true, percent = true, money = true, quantity = true, duration = true,
  period = true }

function types.is_ordered(of) return ordered[of.type] or false end
function types.is_summable(of) return summable[of.type] or false end
function types.is_numeric(of) return numeric[of.type] or false end
function types.is_wordlike(of) return wordlike[of.type] or false end

-- ---- one type on both sides ----

local function share_value(a, b)
  local known = {}
  for _, value in ipairs(a) do known[value] = true end
  for _, value in ipairs(b) do
    if known[value] then return true end
  end
  return false
end

-- "5件" compared with a whole number: the counting word says nothing that a number does not.
local function counts(a, b) return a.plain ~= nil and numeric[b.type] end

local function same_type(a, b)
  if a.type == "quantity" then
    if a.unit == b.unit then return true end
    return (a.decimal or b.decimal) and literal.convertible(a.unit, b.unit)
  elseif a.type == "money" then
    return not a.unit or not b.unit or a.unit == b.unit
  elseif a.type == "ref" then
    return a.target == b.target or a.target == "any" or b.target == "any"
  elseif a.type == "enum" then
    return not a.values or not b.values or a.values == b.values or share_value(a.values, b.values)
  end
  return a.type ~= "group"
end

-- Whether values of the two types can be compared.
function types.match(a, b)
  if a.type == b.type then return same_type(a, b) end
  return numeric[a.type] and numeric[b.type] or wordlike[a.type] and wordlike[b.type]
    or counts(a, b) or counts(b, a)
end

-- The type of "one or the other" for two types that match; text where enumerations differ.
function types.join(a, b)
  if a.type == b.type then
    if a.type == "enum" then return a.values == b.values and a or types.text end
    if a.type == "ref" then return a.target == "any" and a or b end
    if a.type == "quantity" then return a.decimal and b or a end
    return a.unit and a or b
  end
  if wordlike[a.type] then return types.text end
  if a.plain then a = a.plain end
  if b.plain then b = b.plain end
  return a.type == "int" and b.type == "int" and types.int or types.number
end

-- ---- advice ----

local function either(a, b, one, other)
  return a == one and b == other or a == other and b == one
end

local advice = {
  { "duration", numeric, "単位を書く: 3h 90min 2d", "write the unit: 3h, 90min, 2d" },
  { "duration", { period = true }, "月や年は日付に足して比べる: held_on + 3mo >= today()",
    "months and years are added to dates: held_on + 3mo >= today()" },
  { "date", { datetime = true }, "日時の日は date(…) で得る", "date(…) gives the day of a datetime" },
  { "date", wordlike, "日付は引用符なしで書く: 2026-04-01", "dates are written without quotes: 2026-04-01" },
  { "date", numeric, "日付は 2026-04-01 の形で書く", "dates are written 2026-04-01" },
  { "datetime", wordlike, "日時は引用符なしで書く: 2026-04-01T09:00",
    "datetimes are written without quotes: 2026-04-01T09:00" },
  { "month-day", wordlike, "月日は --04-01 の形で書く", "month-days are written --04-01" },
  { "percent", numeric, "割合には % を付ける: 20%。数の20%は 20% * 数",
    "percentages are written 20%; a share of a number is 20% * number" },
  { "money", numeric, "通貨を書く: 1000円 JPY 1000", "write the currency: 1000円, JPY 1000" },
  { "quantity", numeric, "単位を書く: 100kW", "write the unit: 100kW" },
  { "ref", wordlike, "参照先の id と比べる: owner.id == \"…\"", "compare its id: owner.id == \"…\"" },
  { "bool", wordlike, "true と false は引用符なしで書く", "true and false are written without quotes" },
}

-- How to mend two types that do not go together: { ja, en }
function types.advice(a, b)
  for _, entry in ipairs(advice) do
    local one, others = entry[1], entry[2]
    if a.type == one and others[b.type] or b.type == one and others[a.type] then
      return { ja = entry[3], en = entry[4] }
    end
  end
  if either(a.type, b.type, "quantity", "quantity") then
    return { ja = "単位が違う", en = "the units differ" }
  elseif either(a.type, b.type, "money", "money") then
    return { ja = "通貨が違う", en = "the currencies differ" }
  elseif a.type == "enum" and b.type == "enum" then
    return { ja = "共通の選択肢がない", en = "they have no value in common" }
  elseif a.type == "ref" and b.type == "ref" then
    return { ja = "参照先の種別が違う", en = "they refer to different kinds" }
  end
  return { ja = "両辺を同じ型にする", en = "both sides must be of one type" }
end

local nothing = { ja = "", en = "" }

-- The same for a sum, difference, product or quotient, to be added to a message; may be empty.
function types.sum_advice(op, a, b)
  local same_sort = a.type == b.type and a.unit ~= b.unit
  if op == "mul" or op == "div" then return nothing end
  if either(a.type, b.type, "datetime", "period") then
    return { ja = "。月や年は日付に足す: date(…) + 3mo", en = "; months and years are added to dates: date(…) + 3mo" }
  elseif same_sort or (a.type == "duration" or b.type == "duration") and a.type ~= b.type then
    local advised = types.advice(a, b)
    return { ja = "。" .. advised.ja, en = "; " .. advised.en }
  end
  return nothing
end

-- ---- arithmetic ----

local exact = { int = true, number = true, percent = true, money = true, quantity = true, duration = true,
  period = true }

local function shift_day(left, right, op)
  local unit = right.type == "duration" or right.type == "period" and left.type == "date"
  if unit then return left end
  return op == "sub" and left.type == right.type and types.duration or nil
end

local function plus(op, a, b)
  if a.type == "date" or a.type == "datetime" then return shift_day(a, b, op) end
  if op == "add" and (b.type == "date" or b.type == "datetime") then return shift_day(b, a, op) end
  if numeric[a.type] and numeric[b.type] then
    return a.type == "int" and b.type == "int" and types.int or types.number
  end
  return a.type == b.type and exact[a.type] and same_type(a, b) and types.join(a, b) or nil
end

local function share(percent, of)
  if percent.type ~= "percent" then return nil end
  if numeric[of.type] then return types.number end
  return of.type ~= "percent" and scalable[of.type] and of or nil
end

local function times(a, b)
  if numeric[a.type] and numeric[b.type] then
    return a.type == "int" and b.type == "int" and types.int or types.number
  end
  if a.type == "period" and b.type == "int" then return a end
  if b.type == "period" and a.type == "int" then return b end
  return share(a, b) or share(b, a) or scalable[a.type] and numeric[b.type] and a
    or scalable[b.type] and numeric[a.type] and b or nil
end

local function divided(a, b)
  if numeric[b.type] then return numeric[a.type] and types.number or scalable[a.type] and a or nil end
  return a.type == b.type and scalable[a.type] and same_type(a, b) and types.number or nil
end

-- The type of a sum, difference, product or quotient; nil where there is none.
function types.arithmetic(op, a, b)
  if op == "mul" then return times(a, b) end
  if op == "div" then return divided(a, b) end
  return plus(op, a, b)
end

return types
