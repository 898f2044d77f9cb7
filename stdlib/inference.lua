-- Derived fields without a type get that of their condition: derive "system.group" { from = "…" }.
--
-- A condition may read others of these fields. So all are compiled, each whose type is found joins the
-- schema, and again, until nothing more is found. What remains has a mistake in its condition, reads
-- a field that has one, or reads itself in a circle. The expressions are not kept: derives.lua
-- compiles them like all others when the schema is complete.

local derives = require "derives"

local inference = {}

local function wanted_of(derive)
  local declared = derive.declared
  return { pack = derive.pack, place = declared.place, subject = declared.subject, key = "from",
    text = declared.body.from, kind = derive.kind }
end

local function refuse(build, derive, ...)
  derive.refused = true
  build.problems:error(derive.declared.place, derive.declared.subject, ...)
end

-- Tries to find a type and add the field. False if the condition cannot be compiled (yet).
local function settle(build, derive)
  local expression, fault = build:attempt(wanted_of(derive), derive.declared.place.line)
  derive.fault = fault
  if not expression then return false end
  if expression.type == "list" then
    refuse(build, derive, "条件式は並びになる。並びは type を書いて関数で算出する",
      "the condition gives a list; a list needs a type and a function")
  elseif expression.type == "group" then
    refuse(build, derive, "条件式はグループになる。その中の項目を挙げる",
      "the condition gives a group; name one of its members")
  else
    local field = derives.add_inferred(build, derive, expression.of)
    derive.refused = field == nil
    if field and field.target then build.builder:ways_back() end
  end
  return true
end

-- ---- what remains -------------------------------------------------------------------------------

-- The derivation without a field that a fault is about, or nil.
local function awaited(fault, without)
  local missing = fault.missing
  for _, derive in ipairs(missing and without or {}) do
    local name = derive.untyped
    if derive.kind == missing.kind
        and (name == missing.name or string.sub(name, 1, #missing.name + 1) == missing.name .. ".") then
      return derive
    end
  end
  return nil
end

-- The circle of derivations that wait for one another from `derive` on, as text; nil if there is none.
local function circle(derive)
  local names, seen, at = {}, {}, derive
  repeat
    if seen[at] then return nil end -- it waits for a circle, and is not in it
    seen[at] = true
    names[#names + 1] = at.kind.name .. "." .. at.untyped
    at = at.waits_for
    if at == derive then
      names[#names + 1] = names[1]
      return table.concat(names, " → ")
    end
  until not at
  return nil
end

local function tell(build, open, without)
  for _, derive in ipairs(open) do derive.waits_for = awaited(derive.fault, without) end
  for _, derive in ipairs(open) do
    local chain = circle(derive)
    if chain then
      refuse(build, derive, "型が決まらない：%s。「type」を書く", "its type cannot be found: %s; write 'type'", chain)
    elseif not derive.waits_for then
      build:tell(wanted_of(derive), derive.fault)
    end
  end
end

-- ---- the whole ----------------------------------------------------------------------------------

-- Those of `from` for which `holds`.
local function filter(from, holds)
  local list = {}
  for _, derive in ipairs(from) do
    if holds(derive) then list[#list + 1] = derive end
  end
  return list
end

-- list: the derivations; those whose type is not found are told and leave it.
function inference.run(build, list)
  local open = filter(list, function(derive) return derive.untyped end)
  if #open == 0 then return end
  build.builder:ways_back()
  repeat
    local before = #open
    open = filter(open, function(derive) return not settle(build, derive) end)
  until #open == before
  local without = filter(list, function(derive) return derive.untyped and not derive.fields[1] end)
  tell(build, open, without)
  local kept = filter(list, function(derive) return not derive.untyped or derive.fields[1] end)
  table.move(kept, 1, math.max(#kept, #list), 1, list)
end

return inference
