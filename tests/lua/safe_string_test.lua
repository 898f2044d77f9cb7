-- luacheck: no max line length
-- What packs have for `string`, `table` and `utf8` gives what Lua's own give, on random input: the same
-- values, or an error that says the same. Only what is bounded differs, and that is tested apart.

local test = require "check"
local safe = require "safe_string"
local strings, tables = safe.library, require "safe_table".library

local seed = 12345
local function random(most)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536 % most + 1
end

local function pick(list) return list[random(#list)] end

local function text(alphabet, most)
  local parts = {}
  for i = 1, random(most + 1) - 1 do parts[i] = pick(alphabet) end
  return table.concat(parts)
end

local LETTERS = { "a", "b", "a", "b", "x", "1", "2", " ", "-", "]", "[", "^", "%", "(", ")", "\0", "あ", "\xFF" }
local PARTS = {
  "a", "b", "x", ".", "%a", "%d", "%s", "%w", "%x", "%p", "%A", "%S", "[ab]", "[^ab]", "[a-x]", "[%a1-]",
  "[]a]",  "[^]]", "[%]]", "(", ")", "()", "(a*)", "(.-)", "(%w+)", "%1", "%2", "%b()", "%bab", "%f[%a]", "%f[^a]", "^",
  "$", "*", "+", "-", "?", "a*", ".-", ".*", "%w+", "b?", "[", "%", "%b", "%f", "%0", "%", "]", "\0", "あ",
}

-- All that a function gives, or its error without the place.
local function outcome(f, ...)
  local given = table.pack(pcall(f, ...))
  if given[1] then return given end
  local message = tostring(given[2]):gsub("^[^:]+:%d+: ", ""):gsub("'%a+[8]?%.(%a+)'", "'%1'")
  return { false, message, n = 2 }
end

local function show(given)
  local parts = {}
  for i = 1, given.n do parts[i] = string.format("%q", given[i]) end
  return table.concat(parts, ", ")
end

local function agree(name, library, own, ...)
  local is, ought = outcome(library[name], ...), outcome(own[name], ...)
  if show(is) ~= show(ought) then
    local asked = table.pack(...)
    for i = 1, asked.n do asked[i] = type(asked[i]) == "string" and string.format("%q", asked[i]) or tostring(asked[i]) end
    error(("%s(%s) gives %s, not %s"):format(name, table.concat(asked, ", ", 1, asked.n), show(is), show(ought)), 0)
  end
end

local function all_matches(gmatch, subject, pattern, from)
  local list = {}
  for a, b, c in gmatch(subject, pattern, from) do
    list[#list + 1] = ("%s|%s|%s"):format(a, b, c)
    if #list > 100 then break end
  end
  return table.concat(list, " ; ")
end

local function random_place() return pick { nil, 1, 2, 5, -1, -3, 0, 100, -100, 2.0, "3", math.mininteger } end

local function random_pattern(most) return text(PARTS, most or 5) end

test("find, match and gsub agree with Lua's own on random patterns", function()
  for _ = 1, 8000 do
    local subject, pattern = text(LETTERS, 14), random_pattern()
    agree("find", strings, string, subject, pattern, random_place())
    agree("match", strings, string, subject, pattern, random_place())
    agree("gsub", strings, string, subject, pattern, pick { "", "<%0>", "%1", "%2x", "%%", "-" }, pick { nil, 0, 1, 2 })
  end
end)

test("the matcher in Lua agrees on texts that it is used for", function()
  for _ = 1, 3000 do
    local subject, pattern = text(LETTERS, 14) .. ("ab"):rep(20) .. text(LETTERS, 8), "(a*).-" .. random_pattern(2)
    agree("find", strings, string, subject, pattern, random_place())
    agree("match", strings, string, subject, pattern, random_place())
    agree("gsub", strings, string, subject, pattern, "[%1]")
  end
end)

test("gmatch agrees, with captures and from any place", function()
  for _ = 1, 5000 do
    local subject, pattern, from = text(LETTERS, 14), random_pattern(), pick { nil, 1, 3, -2, 50 }
    local library, own = { all = function(...) return all_matches(strings.gmatch, ...) end },
      { all = function(...) return all_matches(string.gmatch, ...) end }
    agree("all", library, own, subject, pattern, from)
  end
end)

test("gsub agrees with tables and functions", function()
  local by_name = { a = "1", ab = 2, b = false }
  local function doubled(first, second) return first ~= "x" and tostring(first) .. tostring(second) end
  for _ = 1, 5000 do
    local subject, pattern = text(LETTERS, 14), random_pattern()
    agree("gsub", strings, string, subject, pattern, by_name)
    agree("gsub", strings, string, subject, pattern, doubled, pick { nil, 1, 3 })
  end
  agree("gsub", strings, string, "abc", "%w", "%9")
  agree("gsub", strings, string, "abc", "%w", "%x")
  agree("gsub", strings, string, "abc", "%w", "%")
  agree("gsub", strings, string, "abc", "%w", function() return {} end)
  agree("gsub", strings, string, "abc", "%w", true)
end)

test("the other functions of string agree", function()
  for _ = 1, 5000 do
    local subject = text(LETTERS, 10)
    agree("sub", strings, string, subject, pick { 0, 1, 3, -2, 99, math.mininteger }, random_place())
    agree("byte", strings, string, subject, random_place(), random_place())
    agree("rep", strings, string, subject, pick { 0, 1, 3, -2, 2.0, "2" }, pick { nil, "", ",", 5 })
    for _, name in ipairs { "len", "lower", "upper", "reverse" } do agree(name, strings, string, subject) end
    agree("format", strings, string, pick { "%s", "%5s|", "%-5.2s|", "%q", "%%", "%d", "%x" }, subject)
    agree("format", strings, string, pick { "%d", "%5.1f", "%g", "%x", "%c", "%i %%", "%a" }, random(200) - 100)
  end
  agree("byte", strings, string, "abc", 1, -1)
  agree("char", strings, string, 65, 66, 0)
  agree("rep", strings, string, "x", 2.5)
  agree("rep", strings, string, "", math.maxinteger >> 60)
  agree("sub", strings, string, 12345, 2, 3)
  agree("upper", strings, string, 1.5)
  agree("find", strings, string, {}, "x")
  agree("sub", strings, string, "x", "y")
  agree("format", strings, string, "%d", 1.5)
  agree("format", strings, string, "%y", 1)
  agree("format", strings, string, "%s %s", 1)
end)

test("utf8 agrees", function()
  local pieces = { "a", "é", "日", "\u{1F600}", "\xFF", "\x80", "" }
  for _ = 1, 3000 do
    local subject = text(pieces, 6)
    agree("len", safe.utf8, utf8, subject, random_place(), random_place())
    agree("codepoint", safe.utf8, utf8, subject, pick { nil, 1, 2, -1, 9 }, pick { nil, 1, 3, -1, 9 })
    agree("offset", safe.utf8, utf8, subject, pick { 1, 2, -1, 0 })
  end
  agree("char", safe.utf8, utf8, 26085, 97)
  local list = {}
  for at, code in safe.utf8.codes("aé日") do list[#list + 1] = at .. ":" .. code end
  test.equal(list, { "1:97", "2:233", "4:26085" })
end)

-- Calls a function of both libraries on copies of a list; compares what they give and leave.
local function same_effect(name, list, ...)
  local a, b = table.move(list, 1, #list, 1, {}), table.move(list, 1, #list, 1, {})
  local is, ought = outcome(tables[name], a, ...), outcome(table[name], b, ...)
  for i = 1, is.n do if is[i] == a then is[i] = "list" end end
  for i = 1, ought.n do if ought[i] == b then ought[i] = "list" end end
  if is[1] and ought[1] then test.equal(show(is), show(ought)) else test.equal(is[1], ought[1]) end
  test.equal(a, b)
end

test("the functions of table agree", function()
  for _ = 1, 3000 do
    local list = {}
    for i = 1, random(8) - 1 do list[i] = random(20) end
    same_effect("insert", list, random(50))
    same_effect("insert", list, random(10) - 1, "x")
    same_effect("remove", list)
    same_effect("remove", list, random(10) - 1)
    same_effect("concat", list, pick { nil, "", ", " })
    same_effect("concat", list, ",", random(4), random(6))
    same_effect("unpack", list)
    same_effect("unpack", list, random(4) - 2, random(6))
    same_effect("move", list, random(4), random(6), random(6))
    same_effect("sort", list)
    same_effect("sort", list, function(a, b) return a > b end)
  end
  same_effect("concat", { 1, {}, 3 })
  same_effect("concat", { 1, 2 }, ",", 1, 1 << 60)
  test.equal(tables.pack(1, nil, 3), table.pack(1, nil, 3))
end)

test("what is too much is refused before it is done", function()
  local long = ("a"):rep(60000)
  test.raises("too long", strings.rep, "x", 1 << 50)
  test.raises("too long", strings.rep, "x", 1e15)
  test.raises("too long", strings.rep, "x", "100000000")
  test.raises("too long", strings.rep, "", 1 << 50, "x")
  test.equal(strings.rep("", 1 << 62), "")
  test.equal(strings.rep("", 1e18), "")
  test.equal(#strings.rep("x", 65536), 65536)
  test.raises("too long", strings.rep, "x", 65537)
  test.raises("too long", strings.gsub, long, "a", "bb")
  test.raises("too long", strings.gsub, "aa", "a+", ("%0"):rep(40000))
  test.raises("too many values", strings.byte, long, 1, -1)
  test.raises("too many values", strings.byte, long, math.mininteger, math.maxinteger)
  test.raises("too many values", safe.utf8.codepoint, long, 1, -1)
  test.raises("too many values", tables.unpack, {}, 1, 1 << 40)
  test.raises("too many values", tables.unpack, {}, math.mininteger, math.maxinteger)
  test.raises("too long", tables.concat, { long, long })
  test.raises("too long", strings.format, "%s%s%s%s%s", long, long, long, long, long)
  test.raises("%%p is not offered", strings.format, "%p", "x")
  test.raises("%%p is not offered", strings.format, "%-20p", "x")
  test.equal(strings.format("%%p"), "%p")
  test.equal(strings.format("%.1f", 0 / 0), "nan")
  test.equal(strings.format("%.1f", -(0 / 0)), "nan")
end)

test.done()
