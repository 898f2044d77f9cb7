-- Parameters that nothing reads: no condition, no matrix, and no text in a pack that sees them names
-- them. A name that functions put together counts as used where a part of it stands in their pack as a
-- text.

local declared = require "lint.declared"
local expressions = require "lint.expressions"
local mentions = require "lint.mentions"

local NAMING = { param = 5, lookup = 5, band = 6 } -- where nodes hold the parameter's index

-- The indices that conditions and displays of the document name.
local function used_in(document)
  local used = {}
  expressions.each(document, function(expression)
    for _, node in ipairs(expression.nodes) do
      local at = NAMING[node[1]]
      if at then used[node[at]] = true end
    end
  end)
  for _, section in ipairs { "rules", "derives" } do
    for _, one in ipairs(document[section]) do
      for _, index in ipairs(one.parameters or {}) do used[index] = true end
    end
  end
  for _, display in ipairs(document.displays) do
    for _, key in ipairs { "rows", "across", "cells", "marks" } do used[display[key] or -1] = true end
  end
  return used
end

-- ---- texts ---------------------------------------------------------------------------------------

local LEAST_PART = 2 -- bytes of a text that may be part of a name

local function is_part(known, name)
  for text in pairs(known.texts) do
    if #text >= LEAST_PART and #text < #name
      and (string.sub(name, 1, #text) == text or string.sub(name, -#text) == text) then
      return true
    end
  end
  return false
end

local function is_mentioned(self, pack, name)
  for _, other in ipairs(self.all) do
    if other.sees[pack] then
      local known = mentions.of(other)
      if known.names[name] or known.texts[name] or known.texts[pack.id .. "/" .. name]
        or known.dynamic and is_part(known, name) then
        return true
      end
    end
  end
  return false
end

return function(self)
  if not self.document then return end
  local used, at = used_in(self.document), {}
  for _, param in ipairs(self.document.params) do
    at[self.all[param.pack + 1]] = at[self.all[param.pack + 1]] or {}
    at[self.all[param.pack + 1]][param.name] = param
  end
  for index, param in ipairs(self.document.params) do param.number = index - 1 end
  for _, pack in ipairs(self.packs) do
    for _, changed in ipairs(pack.params) do
      local one = declared.original(changed)
      local param = at[pack] and at[pack][one.name]
      if param and not used[param.number] and not is_mentioned(self, pack, one.name) then
        self:tell("unused-parameter", pack, one.place, one.subject, one.name)
      end
    end
  end
end
