-- A pack that was copied and given another id declares what the original declares, and hundreds of problems
-- would follow. They are told as one, with what to do instead.

local copies = {}

local CLASHING = { "kinds", "derives", "records" } -- what only one pack can declare
local LEAST = 3                                    -- declarations in common that are no chance

local function names_in(pack)
  local names, count = {}, 0
  for _, list in ipairs(CLASHING) do
    for _, declared in ipairs(pack[list]) do
      local name = declared.word .. " " .. tostring(declared.name)
      if not names[name] then names[name], count = true, count + 1 end
    end
  end
  return names, count
end

-- How much of both packs is the same, if that is most of one of them.
local function in_common(one, other)
  local mine, my_count = names_in(one)
  local theirs, their_count = names_in(other)
  local count = 0
  for name in pairs(mine) do
    if theirs[name] then count = count + 1 end
  end
  local least = my_count < their_count and my_count or their_count
  return count >= LEAST and 2 * count > least and count or nil
end

-- The one that is judged is meant to be another; else the one that comes later.
local function tell(problems, first, second, count)
  local copy, original = second, first
  if first.selected and not second.selected then copy, original = first, second end
  problems:error(copy.place, ("pack '%s'"):format(copy.id),
    "パック「%s」の写しとみられる（%d件の宣言が同じ）。置き換えるなら識別名を「%s」のままにする。一部を変えるなら、"
      .. "写さずに extends = \"%s\" と変更だけを書いたパックにする（doc/packs.md の Overlays）",
    "this looks like a copy of pack '%s' (%d declarations are the same); to replace it keep the id '%s', "
      .. "to change a part of it write a pack with extends = \"%s\" and the changes only "
      .. "(Overlays in doc/packs.md)",
    original.id, count, original.id, original.id)
end

-- Whether any pack is a copy of another one; those are told.
function copies.tell(packs, problems)
  local found = false
  for i, first in ipairs(packs) do
    for k = i + 1, #packs do
      local count = in_common(first, packs[k])
      if count then
        tell(problems, first, packs[k], count)
        found = true
      end
    end
  end
  return found
end

return copies
