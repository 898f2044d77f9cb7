-- The declarations of a pack as its own files make them, whatever overlays did to them, and where their
-- parts stand.

local scan = require "lint.source"

local declared = {}

-- As it was declared, before an overlay changed it.
function declared.original(one)
  while one.base do one = one.base end
  return one
end

local LISTS = {
  "kinds", "extends", "params", "adjusts", "derives", "rules", "dropped", "replaces", "drops",
  "contradictions", "displays",
}

-- Calls visit(declaration) for each that stands in a file of the pack.
function declared.each(pack, visit)
  for _, list in ipairs(LISTS) do
    for _, one in ipairs(pack[list] or {}) do visit(declared.original(one)) end
  end
end

-- Where a text stands at or after a declaration, or the byte `skip` bytes into it; the declaration
-- itself if the file does not have the text as it is.
function declared.locate(place, text, skip)
  local file = place.source
  if not (file and place.line) then return place end
  local starts = file.starts or scan.line_starts(file.text)
  file.starts = starts
  local at = string.find(file.text, text, starts[place.line], true)
  if not at then return place end
  at = at + (skip or 0)
  local line = scan.line_of(starts, at)
  return { file = place.file, line = line, column = utf8.len(file.text, starts[line], at, true) }
end

return declared
