-- Whom rules address. A pack declares actors in its header, with labels; a field marked `actors = true`
-- names them by its values (the roles that people hold). A rule may name what its pack sees.
--
-- A name that nobody declares is an error where it is nearly a declared one, or where the pack declares
-- actors itself; otherwise it is taken as it is, and shown so.

local kijun = kijun or require "standins"
local suggestion = require "problems".suggestion

local actors = {}

local function add_fields(build, pack, labels, known)
  for _, kind in ipairs(build.schema.kinds) do
    for _, field in ipairs(kind.fields) do
      if field.actors and pack.sees[field.from] then
        for _, name in ipairs(field.values) do
          known[name] = true
          labels[name] = labels[name] or field.labels and field.labels[name]
        end
      end
    end
  end
end

local function add_header(pack, labels, known)
  for name, label in pairs(type(pack.header.actors) == "table" and pack.header.actors or {}) do
    known[name], labels[name] = true, label
  end
end

-- What a pack sees: { labels = name → label, known = set of names }
local function seen_by(build, pack)
  build.actors = build.actors or {}
  local seen = build.actors[pack]
  if seen then return seen end
  seen = { labels = {}, known = {} }
  for _, other in ipairs(build.packs) do
    if pack.sees[other] and other ~= pack then add_header(other, seen.labels, seen.known) end
  end
  add_header(pack, seen.labels, seen.known)
  add_fields(build, pack, seen.labels, seen.known)
  build.actors[pack] = seen
  return seen
end

local function check(build, pack, declared, known)
  local names = {}
  for name in pairs(known) do names[#names + 1] = tostring(name) end
  table.sort(names)
  local near = suggestion(declared.body.actor, names, kijun.nearest)
  if near.en == "" and not pack.header.actors then return end
  build.problems:error(declared.place, declared.subject,
    "担当「%s」は知られていない%s。pack.lua の actors に書く", "unknown actor '%s'%s; actors are declared in pack.lua",
    declared.body.actor, near)
end

-- The label of a rule's actor { ja, en }, or nil; an unknown one is told.
function actors.label(build, pack, declared)
  local name, seen = declared.body.actor, seen_by(build, pack)
  if type(name) == "string" and not seen.known[name] then check(build, pack, declared, seen.known) end
  return seen.labels[name]
end

return actors
