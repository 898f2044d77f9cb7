-- The schema and the parameters as conditions want them, out of what the engine knows of the packs.
-- Packs that were taken up again (stdlib/resume.lua) left no schema behind in Lua, so it is made anew.
--
-- given: kinds = { { name, plural, title, parent, parent_field, singleton, derived, fields = { { name, type,
--   list, child, group, target, unit, values, derived, unneeded } … }, unneeded } … },
--   inverses = { { name, of, source, holder, field } … },
--   params = { { pack, name, shape, type, unit, keys, value } … },
--   verdict = the kind of the verdicts, or absent. Numbers count from 0; unneeded: the pack that would
--   compute it, but is not judged by

local kijun = kijun or require "standins"
local inverses = require "inverses"
local suggestion = require "problems".suggestion

local schema = {}

local function take_kind(made, given, number)
  local kind = {
    name = given.name, plural = given.plural, title = given.title, index = number - 1, parent = given.parent,
    parent_field = given.parent_field, singleton = given.singleton, derived = given.derived,
    unneeded = given.unneeded, fields = {}, by_name = {}, inverse_by_name = {},
  }
  for i, field in ipairs(given.fields) do
    field.index = i - 1
    kind.fields[i], kind.by_name[field.name] = field, field
  end
  made.kinds[number], made.by_name[kind.name] = kind, kind
  if kind.plural ~= "" then made.by_plural[kind.plural] = kind end
  if kind.singleton then made.organization = kind end
end

-- given: what the engine tells. Returns { kinds, by_name, by_plural, organization, inverses }.
function schema.new(given)
  local made = { kinds = {}, by_name = {}, by_plural = {}, inverses = {} }
  for i, kind in ipairs(given.kinds) do take_kind(made, kind, i) end
  for i, way in ipairs(given.inverses) do
    way.index = i - 1
    made.inverses[i] = way
  end
  inverses.name_again(made)
  made.verdict = given.verdict
  if made.verdict then made.kinds[made.verdict + 1].shows = { "rule", "record", "verdict", "title" } end
  return made
end

-- Every name by which a kind is known in either language, and the kind.
function schema.names(made)
  local named = {}
  for _, kind in ipairs(made.kinds) do
    for _, name in ipairs { kind.title.ja, kind.title.en, kind.plural, kind.name } do
      if name ~= "" then named[name] = kind end
    end
  end
  for _, kind in ipairs(made.kinds) do named[kind.name] = kind end
  return named
end

-- ---- parameters ----------------------------------------------------------------------------------

-- A function that finds a parameter by "name" or "pack/name": nil and why { ja, en } if there is none.
function schema.params(list)
  local names = {}
  for i, param in ipairs(list) do
    param.index = i - 1
    names[i] = param.name
  end
  return function(name)
    local owner, short = string.match(name, "^([^/]+)/(.+)$")
    local found, count = nil, 0
    for _, param in ipairs(list) do
      if param.name == (short or name) and (not owner or param.pack == owner) then
        found, count = param, count + 1
      end
    end
    if count == 1 then return found end
    if count > 1 then
      return nil, { ja = ("基準値「%s」は複数のパックにある。$\"パック名/名前\" と書く"):format(name),
        en = ("parameter '%s' is in several packs; write $\"PACK/NAME\""):format(name) }
    end
    local near = suggestion(short or name, names, kijun.nearest)
    return nil, { ja = ("基準値「%s」は知られていない%s"):format(name, near.ja),
      en = ("unknown parameter '%s'%s"):format(name, near.en) }
  end
end

return schema
