-- Computed fields that serve nobody: no condition, register or function reads them. One with a title of its
-- own is there for people who read the values, and is not spoken of.

local expressions = require "lint.expressions"
local mentions = require "lint.mentions"

local function key(kind, field) return kind .. "." .. field end

local function mark_nodes(used, document, expression, own)
  for _, node in ipairs(expression.nodes) do
    if node[1] == "field" or node[1] == "items" then
      local read = key(node[5], node[6])
      used[read] = used[read] or read ~= own
    elseif node[1] == "backward" then
      local inverse = document.inverses[node[5] + 1]
      used[key(inverse.holder, inverse.field)] = true
    end
  end
end

-- The fields that conditions and displays of the document read; what a field says of itself does not count.
local function read_in(document)
  local used = {}
  expressions.each(document, function(expression, holder, _, section)
    local own = section == "derives" and #holder.fields == 1 and key(holder.kind, holder.fields[1])
    mark_nodes(used, document, expression, own)
  end)
  for _, display in ipairs(document.displays) do
    for _, column in ipairs(display.columns) do used[key(display.kind, column.field)] = true end
    if display.sort then used[key(display.kind, display.sort)] = true end
    if display.seen_by then used[key(0, display.seen_by)] = true end
  end
  return used
end

-- Without a title the name stands for it in both languages.
local function has_title(field) return field.label.ja ~= field.label.en end

local function is_mentioned(self, kind, field)
  local last = string.match(field.name, "[^.]+$")
  local full = kind.name .. "." .. field.name
  for _, pack in ipairs(self.all) do
    local known = mentions.of(pack)
    if known.names[last] or known.texts[last] or known.texts[field.name] or known.texts[full] then
      return true
    end
  end
  return false
end

local function declaration_of(pack, derive)
  for _, one in ipairs(pack.derives) do
    if one.place.file == derive.place.file and one.place.line == derive.place.line then return one end
  end
end

return function(self)
  local used, chosen = read_in(self.document), {}
  for _, pack in ipairs(self.packs) do chosen[pack] = true end
  for _, derive in ipairs(self.document.derives) do
    local pack, index = self.all[derive.pack + 1], derive.fields[1]
    local kind = self.document.kinds[derive.kind + 1]
    local field = index and #derive.fields == 1 and kind.fields[index + 1]
    local one = chosen[pack] and field and declaration_of(pack, derive)
    if one and not used[key(derive.kind, index)] and not has_title(field)
      and not is_mentioned(self, kind, field) then
      self:tell("unused-derivation", pack, one.place, one.subject)
    end
  end
end
