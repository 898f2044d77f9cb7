-- Overlays: packs that extend others and change what these declare, before anything is looked up.
--
--   pack "our-ministry" { extends = { "it-continuity" }, … }
--   adjust "recovery_bands" { value = …, reason = … }     a parameter's value
--   replace "2.5.2(1)-4" { level = "mandatory", … }       the parts of a rule that are named
--   drop "2.6.2(3)" { reason = … }                        a rule with its items
--   add "X-1" { … }                                       a rule of its own
--
-- An overlay that is not judged changes nothing. Of several that change the same thing the one that extends
-- the others counts; overlays that do not extend one another must agree, else it is an error that names
-- both. What is changed is a new declaration in the place of the old one:
--   { …, base = the declaration as it was, by = the overlay, change = the declaration in it,
--     given = { key = { pack, place } }: by whom each key is that the base did not say }
-- pack.dropped holds the rules that were taken out, with `by` and `change`, too.

local kijun = kijun or require "standins"
local suggestion = require "problems".suggestion

local overlays = {}

local CHANGES = { "adjusts", "replaces", "drops" }
local TARGETS = { adjusts = "params", replaces = "rules", drops = "rules" }

-- ---- who extends whom ---------------------------------------------------------------------------

-- The word under which a pack names another one.
function overlays.word_for(pack, id)
  for _, base in ipairs(pack.header.extends) do
    if base == id then return "extends" end
  end
  return "uses"
end

-- pack.header.extends as a list; what is extended is used, too.
function overlays.read_header(pack)
  local header = pack.header
  local extends = header.extends
  if type(extends) == "string" then extends = { extends } end
  header.extends = type(extends) == "table" and extends or {}
  local uses, known = {}, {}
  for _, list in ipairs { header.uses, header.extends } do
    for _, id in ipairs(list) do
      if not known[id] then uses[#uses + 1] = id end
      known[id] = true
    end
  end
  header.uses = uses
end

-- pack → the set of packs that it extends, through others too; packs: those that are used first
local function find_bases(packs)
  local by_id = {}
  for _, pack in ipairs(packs) do by_id[pack.id] = pack end
  for _, pack in ipairs(packs) do
    pack.bases = {}
    for _, id in ipairs(pack.header.extends) do
      local base = by_id[id]
      if base then
        pack.bases[base] = true
        for other in pairs(base.bases) do pack.bases[other] = true end
      end
    end
  end
end

-- Who judges by an overlay judges by what it extends.
local function spread_selection(packs)
  for i = #packs, 1, -1 do
    if packs[i].selected then
      for base in pairs(packs[i].bases) do base.selected = true end
    end
  end
end

-- ---- targets ------------------------------------------------------------------------------------

local function report(problems, declared, ...) problems:error(declared.place, declared.subject, ...) end

local function names_in(packs, pack, list)
  local names = {}
  for _, base in ipairs(packs) do
    for _, declared in ipairs(pack.bases[base] and base[list] or {}) do names[#names + 1] = declared.name end
  end
  return names
end

-- The base and the place in its list of what a change names: its name, or PACK/NAME.
local function find(packs, pack, change, list)
  local found = {}
  for _, base in ipairs(packs) do
    for at, declared in ipairs(pack.bases[base] and base[list] or {}) do
      if declared.name == change.name or base.id .. "/" .. declared.name == change.name then
        found[#found + 1] = { base = base, at = at }
      end
    end
  end
  return found
end

local function target(packs, pack, change, list, problems)
  local found = find(packs, pack, change, list)
  if #found == 1 then return found[1] end
  if #found > 1 then
    return report(problems, change, "「%s」は %s と %s にある。パック名/名前 と書く",
      "'%s' is in %s and in %s; write PACK/NAME", change.name, found[1].base.id, found[2].base.id)
  end
  local near = suggestion(string.match(change.name, "^[^/]*/(.+)$") or change.name,
    names_in(packs, pack, list), kijun.nearest)
  if next(pack.bases) == nil then
    return report(problems, change, "変えるもとのパックがない。pack.lua に extends を書く",
      "there is nothing to change; write 'extends' in pack.lua")
  end
  report(problems, change, "もとのパックに「%s」はない%s", "the packs it extends have no '%s'%s",
    change.name, near)
end

-- "2.1#a" and "2.1#a.2" lie under "2.1".
local function lies_under(name, clause)
  local mark = string.sub(name, #clause + 1, #clause + 1)
  return string.sub(name, 1, #clause) == clause and #name > #clause
    and (mark == "#" or mark == "." and string.find(clause, "#", 1, true) ~= nil)
end

-- ---- changes ------------------------------------------------------------------------------------

local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  for key, value in pairs(a) do
    if not same(value, b[key]) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

-- Whether two changes do the same, whatever their reasons.
local function agree(one, other)
  if one.word ~= other.word then return false end
  local left, right = {}, {}
  for key, value in pairs(one.body) do left[key] = value end
  for key, value in pairs(other.body) do right[key] = value end
  left.reason, right.reason = nil, nil
  return same(left, right)
end

-- Notes a change to a declaration: `heads` are those that no other one overrides, `heads.all` all of them.
local function note(changed, declared, pack, change)
  local heads = changed.heads[declared]
  if not heads then
    heads = { all = {} }
    changed.heads[declared] = heads
    changed.list[#changed.list + 1] = declared
  end
  for i = #heads, 1, -1 do
    if pack.bases[heads[i].pack] then table.remove(heads, i) end
  end
  for _, head in ipairs(heads) do
    if agree(head.change, change) then return end
  end
  heads[#heads + 1] = { pack = pack, change = change, all = heads.all }
  heads.all[#heads.all + 1] = heads[#heads]
end

local function note_drop(changed, list, at, pack, change)
  local clause = list[at].name
  for _, declared in ipairs(list) do
    local meant = declared == list[at] or lies_under(declared.name, clause)
    if meant then note(changed, declared, pack, change) end
  end
end

local function collect(packs, problems)
  local changed = { heads = {}, list = {} }
  for _, pack in ipairs(packs) do
    for _, key in ipairs(CHANGES) do
      for _, change in ipairs(pack[key]) do
        local found = target(packs, pack, change, TARGETS[key], problems)
        local list = found and found.base[TARGETS[key]]
        if found and pack.selected then
          if key == "drops" then note_drop(changed, list, found.at, pack, change)
          else note(changed, list[found.at], pack, change) end
        end
      end
    end
  end
  return changed
end

local function tell_conflict(problems, declared, heads)
  local one, other = heads[1], heads[2]
  report(problems, other.change,
    "「%s」を %s も変えている（%s:%d）。一方にそろえるか、両方を extends するパックで決める",
    "'%s' is changed by %s, too (%s:%d); make them agree, or let a pack that extends both decide",
    declared.name, one.pack.id, one.change.place.file, one.change.place.line or 0)
end

-- What a change says, in front of what was said before; false takes a key away from a rule.
local function lay_over(declared, body, given, by)
  for key, value in pairs(by.change.body) do
    if key ~= "reason" then
      body[key], given[key] = value, { pack = by.pack, place = by.change.place }
      if value == false and declared.word == "rule" then body[key] = nil end
    end
  end
end

-- The declaration that takes the place of another: all changes of the packs that the last one extends, and
-- that one.
local function merged(declared, head)
  local body, given = {}, {}
  for key, value in pairs(declared.body) do body[key] = value end
  for _, by in ipairs(head.all) do
    if by == head or head.pack.bases[by.pack] then lay_over(declared, body, given, by) end
  end
  return {
    word = declared.word, name = declared.name, subject = declared.subject, place = head.change.place,
    body = body, base = declared, by = head.pack, change = head.change, given = given,
  }
end

local function apply_to_list(pack, key, heads)
  local list = {}
  for _, declared in ipairs(pack[key]) do
    local head = heads[declared] and heads[declared][1]
    if not head then
      list[#list + 1] = declared
    elseif head.change.word == "drop" then
      declared.by, declared.change = head.pack, head.change
      pack.dropped[#pack.dropped + 1] = declared
    else
      list[#list + 1] = merged(declared, head)
    end
  end
  pack[key] = list
end

-- What an overlay adds is a rule of its own; it is one of its departures, whatever word it was written with.
local function take_added(pack)
  for _, added in ipairs(pack.adds) do
    pack.rules[#pack.rules + 1] = {
      word = "rule", name = added.name, subject = added.subject, place = added.place, body = added.body,
      by = pack, change = added,
    }
  end
end

-- packs: those that are used first, their files run
function overlays.apply(packs, problems)
  find_bases(packs)
  spread_selection(packs)
  for _, pack in ipairs(packs) do
    pack.dropped = {}
    take_added(pack)
  end
  local changed = collect(packs, problems)
  for _, declared in ipairs(changed.list) do
    local heads = changed.heads[declared]
    if #heads > 1 then tell_conflict(problems, declared, heads) end
  end
  for _, pack in ipairs(packs) do
    apply_to_list(pack, "params", changed.heads)
    apply_to_list(pack, "rules", changed.heads)
  end
end

-- ---- the list of departures ---------------------------------------------------------------------

local LEVELS = { example = 1, recommended = 2, mandatory = 3 }

-- Of a replaced rule only the level can be compared, where nothing else is changed.
local function replaced_direction(pack, declared)
  for key in pairs(declared.change.body) do
    if key ~= "level" and key ~= "reason" and key ~= "remedy" then return "undecidable" end
  end
  local usual = pack.header.level or "recommended"
  local before, after = LEVELS[declared.base.body.level or usual], LEVELS[declared.body.level or usual]
  if not before or not after or before == after then return "undecidable" end
  return after > before and "stricter" or "looser"
end

local function departure(build, pack, declared, what, more)
  local entry = {
    pack = declared.by.index, of = pack.index, what = what, name = declared.name,
    reason = declared.change.body.reason, place = build.place(declared.change.place),
  }
  for key, value in pairs(more) do entry[key] = value end
  return entry
end

-- What overlays changed, in the order of the packs that were changed; params and rules as assembled.
function overlays.document(build)
  local list = {}
  for _, pack in ipairs(build.packs) do
    for _, declared in ipairs(pack.params) do
      local param = declared.by and build.params.by_pack[pack][declared.name]
      if param and param.base then
        list[#list + 1] = departure(build, pack, declared, "adjust",
          { parameter = param.index, base = param.base.value })
      end
    end
    for _, declared in ipairs(pack.rules) do
      if declared.base then
        list[#list + 1] = departure(build, pack, declared, "replace",
          { direction = replaced_direction(pack, declared) })
      elseif declared.by and pack.selected then
        list[#list + 1] = departure(build, pack, declared, "add", { direction = "stricter" })
      end
    end
    for _, declared in ipairs(pack.dropped) do
      list[#list + 1] = departure(build, pack, declared, "drop", { direction = "looser" })
    end
  end
  return list
end

return overlays
