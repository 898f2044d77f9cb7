-- Literals: the raw text of a number with its units, of a date or a datetime → a typed value.
--
-- Numbers are read exactly, as an integer mantissa and a power of ten, so that 0.1GW is 100000kW and
-- money never passes through floating point. A result is { type, value } in the units of
-- engine/model/value.h; a quantity also has its decimal, to be converted to the unit of the field
-- that it is compared with.

local lpeg = require "lpeg"
local problem = require "condition.problem"

local P, R, C, Ct, Cc = lpeg.P, lpeg.R, lpeg.C, lpeg.Ct, lpeg.Cc

local literal = {}

local MONEY_DIGITS = 4
local MULTIPLIERS = { ["千"] = 3, ["万"] = 4, ["億"] = 8, ["兆"] = 12 }

local function map(size, text, into)
  for unit in text:gmatch("%S+") do into[unit] = size end
  return into
end

local seconds = map(604800, "w 週間 週", map(86400, "d 日間 日", map(3600, "h 時間",
  map(60, "min 分間 分", map(1, "s 秒間 秒", {})))))
local months = map(12, "y 年間 年", map(1, "mo か月 か月間 ヶ月 ヶ月間 ヵ月 ヵ月間 カ月 カ月間 ケ月 ケ月間 箇月 箇月間", {}))
local currencies = { ["円"] = "JPY", ["¥"] = "JPY", ["米ドル"] = "USD", ["ドル"] = "USD", ["€"] = "EUR",
  ["ユーロ"] = "EUR", ["£"] = "GBP", ["ポンド"] = "GBP" }

-- unit → { dimension, power of ten }; the units of engine/base/quantity.c
local units = {}
local function dimension(name, text)
  for unit, power in text:gmatch("(%S+)=(%S+)") do units[unit] = { name, math.tointeger(tonumber(power)) } end
end
dimension("power", "W=0 kW=3 KW=3 MW=6 GW=9 TW=12 ワット=0 キロワット=3 メガワット=6 ギガワット=9")
dimension("energy", "Wh=0 kWh=3 KWh=3 MWh=6 GWh=9 TWh=12 ワット時=0 キロワット時=3 メガワット時=6 "
  .. "ギガワット時=9 キロワットアワー=3")
dimension("heat", "J=0 kJ=3 MJ=6 GJ=9 TJ=12")
dimension("apparent power", "VA=0 kVA=3 MVA=6")
dimension("voltage", "V=0 kV=3 ボルト=0 キロボルト=3")
dimension("frequency", "Hz=0 kHz=3 MHz=6 GHz=9 ヘルツ=0")
dimension("length", "mm=-3 cm=-2 m=0 km=3 ミリメートル=-3 センチメートル=-2 メートル=0 キロメートル=3")
dimension("area", "m2=0 ha=4 km2=6 平方メートル=0 ヘクタール=4 平方キロメートル=6")
dimension("volume", "mL=-3 ml=-3 L=0 l=0 kL=3 kl=3 KL=3 m3=3 リットル=0 キロリットル=3 立方メートル=3")
dimension("mass", "mg=-3 g=0 kg=3 t=6 グラム=0 キログラム=3 トン=6")
dimension("bit rate", "bps=0 kbps=3 Kbps=3 Mbps=6 Gbps=9 Tbps=12")
dimension("data", "B=0 kB=3 KB=3 MB=6 GB=9 TB=12 PB=15 バイト=0 キロバイト=3 メガバイト=6 ギガバイト=9 テラバイト=12")
dimension("count", "人=0 名=0 戸=0 世帯=0 軒=0 件=0 本=0 便=0 台=0 回=0 個=0 か所=0 箇所=0 回線=0")

-- ---- decimals: { mantissa, exponent }, exponent at most 0 ----

local function decimal_shift(m, by)
  for _ = 1, by do
    if m > math.maxinteger // 10 then return nil end
    m = m * 10
  end
  return m
end

local function decimal_add(a, b)
  local exponent = math.min(a[2], b[2])
  local x, y = decimal_shift(a[1], a[2] - exponent), decimal_shift(b[1], b[2] - exponent)
  if not (x and y) or x > math.maxinteger - y then return nil end
  return { x + y, exponent }
end

-- value * 10^digits as an integer, nil if it is not whole or does not fit
local function decimal_scaled(d, digits)
  local m, exponent = d[1], d[2] + digits
  while exponent < 0 do
    if m % 10 ~= 0 then return nil end
    m, exponent = m // 10, exponent + 1
  end
  return decimal_shift(m, exponent)
end

local function decimal_real(d, power)
  return tonumber(("%de%d"):format(d[1], d[2] + (power or 0))) + 0.0
end

-- ---- terms: "1億2000万円" is one term, "1d12h" two; each is { groups…, unit } ----

local digit = R"09"
local figures = C(digit ^ 1 * (P"." * digit ^ 1) ^ -1)
local multiplier = C(P"千" + "万" + "億" + "兆")
local word = (1 - digit) ^ 1
local term = Ct((figures * multiplier) ^ 1 * figures ^ -1 * (C(word) + Cc"") + figures * (C(word) + Cc""))
local terms = Ct(term ^ 1) * -1

local function read_figures(text, power)
  local whole, fraction = text:match("^(%d+)%.?(%d*)$")
  local digits = (whole .. fraction):gsub("^0+", "")
  if #digits > 18 then return nil end
  local m, exponent = math.tointeger(tonumber(digits)) or 0, power - #fraction
  while exponent < 0 and m % 10 == 0 and m ~= 0 do m, exponent = m // 10, exponent + 1 end
  if exponent > 0 then m, exponent = decimal_shift(m, exponent), 0 end
  return m and { m, exponent }
end

-- The number of a term: groups of figures, each but the last with a multiplier, these falling.
local function read_number(parts)
  local sum, above = { 0, 0 }, math.huge
  for i = 1, #parts - 1, 2 do
    local power = 0
    if i + 1 < #parts then power = MULTIPLIERS[parts[i + 1]] end
    local group = power < above and read_figures(parts[i], power)
    sum = group and decimal_add(sum, group)
    if not sum then return nil end
    above = power
  end
  return sum
end

local function unit_names()
  local names = { "%" }
  for _, list in ipairs { seconds, months, units } do
    for name in pairs(list) do names[#names + 1] = name end
  end
  table.sort(names, function(a, b) return a > b end) -- kW is suggested before KW
  return names
end

local function too_large(span)
  problem.raise(span, "数が大きすぎるか、形が正しくない。18桁までで書く",
    "this number is too large or malformed; write at most 18 digits")
end

local function unknown_unit(span, unit)
  problem.raise(span, "単位「%s」は知られていない%s。例: 3h 90min 1d 2w 3mo 1y 20%% 100kW 1000円 10万",
    "unknown unit '%s'%s; for example 3h 90min 1d 2w 3mo 1y 20%% 100kW 1000円 10万", unit,
    problem.suggestion(unit, unit_names()))
end

-- "1d12h", "1y6mo": terms of one table of units, the units falling, each a whole number of the least
local function read_sum(span, parsed, of, type_name)
  local total, above = 0, math.huge
  for i, parts in ipairs(parsed) do
    local unit, number = parts[#parts], read_number(parts)
    local size = of[unit]
    if not size then
      if i > 1 and (seconds[unit] or months[unit]) then
        problem.raise(span, "日や時間（正確な長さ）と月や年は一つの値に混ぜられない。分けて足す",
          "days and hours are exact, months and years are not: add them one by one, not as one value")
      end
      unknown_unit(span, unit)
    end
    if not number then too_large(span) end
    if size >= above then
      problem.raise(span, "単位は大きい順に一度ずつ書く（例: 1d12h、1y6mo）",
        "units go from large to small, each once: 1d12h, 1y6mo")
    end
    local fits = number[1] <= math.maxinteger // size
    local value = fits and decimal_scaled({ number[1] * size, number[2] }, 0)
    if not value or value > math.maxinteger - total then
      problem.raise(span, "秒（月や年なら月）の整数にならない。もっと小さい単位で書く",
        "this is not a whole number of seconds (or of months); write it in a smaller unit")
    end
    total, above = total + value, size
  end
  return { type = type_name, value = total }
end

local function money(span, number, currency)
  local amount = decimal_scaled(number, MONEY_DIGITS)
  if not amount then
    problem.raise(span, "金額が大きすぎるか、小数点以下が4桁を超えている",
      "this amount is too large or has more than 4 decimals")
  end
  return { type = "money", value = amount, unit = currency }
end

local function plain(number)
  if number[2] == 0 then return { type = "int", value = number[1] } end
  return { type = "number", value = decimal_real(number) }
end

local function with_unit(span, number, unit)
  if unit == "%" then return { type = "percent", value = decimal_real(number) } end
  local currency = currencies[unit] or unit:match("^%u%u%u$")
  if units[unit] then
    local value = { type = "quantity", value = decimal_real(number), unit = unit, decimal = number }
    if units[unit][1] == "count" then value.plain = plain(number) end
    return value
  end
  if currency then return money(span, number, currency) end
  return unknown_unit(span, unit)
end

-- raw: digits, letters and what belongs to a number; unit: a word after a blank, or nil
local function read(span, raw, unit)
  if not unit then
    local whole = raw:match("^%d+$")
    if whole and #whole <= 18 then return { type = "int", value = math.tointeger(tonumber(whole)) } end
  end
  local parsed = terms:match(raw)
  if not parsed then too_large(span) end
  local first = parsed[1]
  local own = first[#first]
  if seconds[own] and not unit then return read_sum(span, parsed, seconds, "duration") end
  if months[own] and not unit then return read_sum(span, parsed, months, "period") end
  for i = 2, #parsed do own = own .. table.concat(parsed[i]) end -- units that hold a digit: "m2"
  local number = read_number(first)
  if not number then too_large(span) end
  if unit and own ~= "" then unknown_unit(span, own .. " " .. unit) end
  unit = unit or own
  if unit == "" then return plain(number) end
  return with_unit(span, number, unit)
end

local cache, cached = {}, 0

-- A number literal → { type, value, … }; results are shared and must not be changed.
function literal.number(span, raw, unit)
  local key = unit and raw .. " " .. unit or raw
  local known = cache[key]
  if known then return known end
  if cached >= 1000 then cache, cached = {}, 0 end
  known = read(span, raw, unit)
  cache[key], cached = known, cached + 1
  return known
end

-- ---- dates ----

local MONTH_DAYS = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function is_leap(year) return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) end

local function days_of(year, month, day)
  if year < 1 or month < 1 or month > 12 or day < 1 or day > MONTH_DAYS[month] then return nil end
  if month == 2 and day == 29 and not is_leap(year) then return nil end
  local y = month <= 2 and year - 1 or year
  local era, shifted = y // 400, (month + 9) % 12
  local of_year = (153 * shifted + 2) // 5 + day - 1
  local of_era = (y % 400) * 365 + (y % 400) // 4 - (y % 400) // 100 + of_year
  return era * 146097 + of_era - 719468
end

local function impossible(span)
  problem.raise(span, "この日付や時刻は存在しない", "there is no such day or time")
end

local function integers(...)
  local list = { ... }
  for i, text in ipairs(list) do list[i] = math.tointeger(tonumber(text)) end
  return table.unpack(list)
end

function literal.date(span, raw)
  local days = days_of(integers(raw:match("^(%d+)-(%d+)-(%d+)$")))
  if not days then impossible(span) end
  return { type = "date", value = days }
end

-- zone: seconds east of Greenwich, for what is written without an offset
function literal.datetime(span, raw, zone)
  local year, month, day, hour, minute, rest = raw:match("^(%d+)-(%d+)-(%d+)T(%d+):(%d+)(.*)$")
  local days = days_of(integers(year, month, day))
  local second = integers(rest:match("^:(%d%d)") or "0")
  hour, minute = integers(hour, minute)
  if not days or hour > 23 or minute > 59 or second > 59 then impossible(span) end
  local sign, east_hours, east_minutes = rest:match("([+-])(%d%d):?(%d%d)$")
  if sign then
    local hours, minutes = integers(east_hours, east_minutes)
    if hours > 23 or minutes > 59 then impossible(span) end
    zone = (hours * 3600 + minutes * 60) * (sign == "-" and -1 or 1)
  elseif rest:find("Z", 1, true) then
    zone = 0
  end
  return { type = "datetime", value = days * 86400 + hour * 3600 + minute * 60 + second - zone }
end

function literal.monthday(span, raw)
  local month, day = integers(raw:match("^%-%-(%d%d)-(%d%d)$"))
  if month < 1 or month > 12 or day < 1 or day > MONTH_DAYS[month] then impossible(span) end
  return { type = "month-day", value = month * 100 + day }
end

-- ---- units ----

-- Whether a quantity in one unit can be said in the other.
function literal.convertible(from, to)
  if from == to then return true end
  local a, b = units[from], units[to]
  return a ~= nil and b ~= nil and a[1] == b[1]
end

-- The quantity's value in another unit that it is convertible to.
function literal.convert(quantity, to)
  if quantity.unit == to then return quantity.value end
  local a, b = units[quantity.unit], units[to]
  return decimal_real(quantity.decimal, a[2] - b[2]) * (quantity.negative and -1 or 1)
end

return literal
