-- Whatever is written, the compiler answers: with nodes that hold together, or with a problem in both
-- languages and a place within the text. The seed is fixed.

local test = require "check"
local help = require "condition_check"

math.randomseed(20261120)

local function pick(list) return list[math.random(#list)] end

local function answers(text, kind)
  local document, wrong = help.compile(text, kind)
  if document then return help.verify(document) end
  assert(type(wrong.ja) == "string" and wrong.ja ~= "" and type(wrong.en) == "string" and wrong.en ~= "",
    "messages")
  assert(utf8.len(wrong.ja) and utf8.len(wrong.en), "messages are UTF-8")
  assert(math.type(wrong.from) == "integer" and 0 <= wrong.from and wrong.from <= wrong.to, "from")
  assert(wrong.to <= #text, "to")
end

local function try(text, kind)
  local fine, problem = pcall(answers, text, kind)
  if not fine then test.ok(false, ("%q: %s"):format(text, tostring(problem))) end
end

local kinds = { "system", "exception", "incident", "organization", "system.rlo", "person", false }

local words = {}
for word in ([[
  and or not in where true false == ~= < <= > >= + - * / ( ) [ ] , . $ = ' " 1 2.5 20% 3h 1d12h 3mo 100kW
  5件 1000円 JPY 2026-04-01 2026-04-01T10:00 --04-01 10万 'hot' "S" self it outer parent organization id
  rto base name standby standby.type depends_on dependents functions owner superior systems subject system
  affects rlo after percent reports users load share cost supply weight updated_on sizes tags modes part_of
  effective_rto count any all min max sum present given known if least greatest first band today date reach
  cyclic fiscal_year_start $bands $crews $kinds $levels $share $numbers today() count( any( if( reach(
  $levels[ ≤ （ ） 、 １０ 　
]]):gmatch("%S+") do words[#words + 1] = word end

test("random bytes", function()
  for _ = 1, 1500 do
    local bytes = {}
    for i = 1, math.random(0, 40) do bytes[i] = string.char(math.random(0, 255)) end
    try(table.concat(bytes), pick(kinds))
  end
end)

test("random words", function()
  for _ = 1, 6000 do
    local list = {}
    for i = 1, math.random(1, 12) do list[i] = pick(words) end
    try(table.concat(list, math.random() < 0.8 and " " or ""), pick(kinds))
  end
end)

local seeds = {
  "rto < min(dependents.effective_rto)", "standby.type in ['hot', 'warm'] and present(standby.site)",
  "count(functions where emergency_priority and rto < outer.rto) > 20% * users",
  "any(affects where it.system.rto < 3h and outer.until >= today())",
  "band(effective_rto, $bands) == 'S' or $levels['S', name] > 2",
  "owner in owner.reach(superior) and not cyclic(part_of)",
    "if(base, least(rto, 1d), 3h) + 90min <= 1.5h * 2",
  "updated_on + 3mo >= fiscal_year_start(today())", "count((functions where emergency_priority).systems) > 1",
  "all(incidents.reports, at <= parent.recognised_at + 1d)", "cost * 20% >= 10億円 and supply > 0.1GW",
}

-- A form of a text: with a part cut out, doubled, exchanged, or with something put in.
local function mutated(text)
  local a, b = math.random(#text), math.random(#text)
  if a > b then a, b = b, a end
  local way = math.random(4)
  if way == 1 then return text:sub(1, a - 1) .. text:sub(b + 1) end
  if way == 2 then return text:sub(1, b) .. text:sub(a) end
  if way == 3 then return text:sub(1, a) .. pick(words) .. text:sub(a + 1) end
  return text:sub(1, a) .. string.char(math.random(32, 126)) .. text:sub(a + 2)
end

test("conditions with slips in them", function()
  for _ = 1, 6000 do
    local text = pick(seeds)
    for _ = 1, math.random(3) do
      if #text > 0 then text = mutated(text) end
    end
    try(text, pick(kinds))
  end
end)

-- Well-formed conditions, built by rule.
local function truth(depth)
  local way = depth > 4 and 1 or math.random(6)
  if way == 1 then return pick { "base", "present(rto)", "rto < 3h", "users > 5",
    "standby.type == 'hot'" } end
  if way == 2 then return "(" .. truth(depth + 1) .. pick { " and ", " or " } .. truth(depth + 1) .. ")" end
  if way == 3 then return "not " .. truth(depth + 1) end
  if way == 4 then return "any(dependents where " .. truth(depth + 1) .. ")" end
  if way == 5 then return "all(depends_on, known(" .. truth(depth + 1) .. "))" end
  return "count(reach(depends_on) where " .. truth(depth + 1) .. ") > 1"
end

test("whatever is built by rule compiles", function()
  for _ = 1, 1000 do
    local text = truth(1)
    local document, wrong = help.compile(text)
    test.ok(document, text .. (wrong and ": " .. wrong.en or ""))
    help.verify(document)
  end
end)

test("the same text gives the same document", function()
  local text = seeds[3]
  test.equal(help.compile(text), help.compile(text))
end)

test("no text takes long", function()
  local started = os.clock()
  for _, text in ipairs {
    ("("):rep(8000), ("(a"):rep(5000), ("a("):rep(5000), ("[a,"):rep(5000), ("$a["):rep(5000),
      ("a."):rep(8000),
    ("a,"):rep(8000), "(" .. ("a,"):rep(8000) .. "a)", ("'a"):rep(5001), ("1h"):rep(8000), ("1億"):rep(3000),
    ("not "):rep(4000), ("a and "):rep(2500), ("１"):rep(5000), ("a where "):rep(2000),
      ("\xE3\x80\x80"):rep(5000),
    "users in [" .. ("1,"):rep(8000) .. "1]", "name == '" .. ("x"):rep(16000) .. "'", ("9"):rep(16000),
    ("x"):rep(16000), ("x"):rep(60) .. "." .. ("y"):rep(16000),
  } do try(text) end
  test.ok(os.clock() - started < 5, "took " .. (os.clock() - started) .. " s")
end)

test.done()
