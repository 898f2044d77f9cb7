-- Clauses in the order in which their document has them. Ids are compared part by part as documents number
-- them: 2.9 before 2.10, (1) before (2), (a) before (b), 2.1 before 2.1.1. What is numbered in another way has
-- no order, and is not spoken of.

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

local function is_sign(part) return type(part) == "string" and not string.find(part, "[%a\128-\255]") end

-- Whether a clause stands before another; nil where that cannot be said.
local function stands_before(one, other)
  local a, b = parts_of(one), parts_of(other)
  for i = 1, math.min(#a, #b) do
    if a[i] ~= b[i] then
      if type(a[i]) ~= type(b[i]) or is_sign(a[i]) or is_sign(b[i]) then return nil end
      if type(a[i]) == "string" and #a[i] ~= #b[i] then return nil end
      return a[i] < b[i]
    end
  end
  if #a == #b then return false end
  return #a < #b
end

local function clause_of(rule)
  return type(rule.body.clause) == "string" and rule.body.clause or string.match(rule.name, "^[^#]*")
end

-- Rules are compared with the one before them in the same file and document.
local function check_pack(self, pack)
  local last = {}
  for _, changed in ipairs(pack.rules) do
    local rule = declared.original(changed)
    local key = (rule.place.file or "") .. "\0" .. tostring(rule.body.document)
    local before = last[key]
    if before and stands_before(clause_of(rule), clause_of(before)) then
      self:tell("out-of-order", pack, rule.place, rule.subject, before.name)
    end
    last[key] = rule
  end
end

return function(self)
  for _, pack in ipairs(self.packs) do check_pack(self, pack) end
end
