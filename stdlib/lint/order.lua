-- Clauses in the order in which their document has them. Ids are compared part by part as documents
-- number them: 2.9 before 2.10, (1) before (2), (a) before (b), 2.1 before 2.1.1. What is numbered in
-- another way has no order, and is not spoken of. Behind # stand keys of ours: letters and numbers are
-- in order within their clause, words have none, and where documents print examples is their affair.

local declared = require "lint.declared"

-- "2.5.2(1)-4" → { 2, ".", 5, ".", 2, "(", 1, ")-", 4 }
local function parts_of(clause)
  local parts = {}
  for digits, word, sign in string.gmatch(clause, "(%d*)([%a\128-\255]*)([^%w\128-\255]*)") do
    if digits ~= "" then parts[#parts + 1] = math.tointeger(digits) end
    if word ~= "" then parts[#parts + 1] = word end
    if sign ~= "" then parts[#parts + 1] = sign end
  end
  return parts
end

-- The numbers of the section that a clause begins with, and the rest: { 2, 5, 2 }, { "(", 1, ")-", 4 }
local function split(clause)
  local section, rest = string.match(clause, "^([%d.]*%d)(.*)$")
  local numbers = {}
  for number in string.gmatch(section or "", "%d+") do numbers[#numbers + 1] = math.tointeger(number) end
  return numbers, parts_of(rest or clause)
end

local function is_sign(part) return type(part) == "string" and not string.find(part, "[%a\128-\255]") end

-- How a clause is numbered below its section: "(1)-4" and "(2)-1" alike. Documents count these apart.
local function form_of(rest)
  local form = {}
  for i, part in ipairs(rest) do
    form[i] = is_sign(part) and part or type(part) == "number" and "1" or "a" .. #part
  end
  return table.concat(form)
end

local function is_less(a, b)
  for i = 1, math.min(#a, #b) do
    if a[i] ~= b[i] then return a[i] < b[i] end
  end
  return #a < #b
end

local function clause_of(rule)
  return type(rule.body.clause) == "string" and rule.body.clause or string.match(rule.name, "^[^#]*")
end

-- Whether `before` should stand behind the rule.
local function is_behind(numbers, rest, before)
  return is_less(numbers, before.numbers)
    or before.rest and not is_less(before.numbers, numbers) and is_less(rest, before.rest)
end

local function check(self, pack, rule, last, numbers, rest)
  local file = (rule.place.file or "") .. "\0" .. tostring(rule.body.document) .. "\0"
  local alike = file .. form_of(rest) .. table.concat(numbers, ".")
  local section, before = last[file], last[alike]
  if before and is_behind(numbers, rest, before) then
    self:tell("out-of-order", pack, rule.place, rule.subject, before.name)
  elseif section and #numbers > 0 and is_behind(numbers, nil, { numbers = section.numbers }) then
    self:tell("out-of-order", pack, rule.place, rule.subject, section.name)
  end
  last[alike] = { name = rule.name, numbers = numbers, rest = rest }
  if #numbers > 0 then last[file] = { name = rule.name, numbers = numbers } end
end

-- "c.2" of "2.2.2(1)-2#c.2"; nil if it is no letter or number.
local function key_of(rule)
  local key = string.match(rule.name, "#(.*)$")
  local counted = key and not string.find(key, "%a%a")
  return key, counted and parts_of(key) or nil
end

local function check_key(self, pack, rule, keys, parts)
  local clause = string.match(rule.name, "^[^#]*") .. "\0" .. form_of(parts)
  local before = keys[clause]
  if before and is_less(parts, before.parts) then
    self:tell("out-of-order", pack, rule.place, rule.subject, before.name)
  end
  keys[clause] = { name = rule.name, parts = parts }
end

-- A rule is compared with those before it in the same file and document: by its section with the one
-- before, and below the section with the one before that is numbered alike.
local function check_pack(self, pack)
  local last, keys = {}, {}
  for _, changed in ipairs(pack.rules) do
    local rule = declared.original(changed)
    local key, parts = key_of(rule)
    if parts then check_key(self, pack, rule, keys, parts) end
    if not key then check(self, pack, rule, last, split(clause_of(rule))) end
  end
end

return function(self)
  for _, pack in ipairs(self.packs) do check_pack(self, pack) end
end
