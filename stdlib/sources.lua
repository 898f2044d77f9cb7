-- The source texts of the packs, for places: from the line of a declaration to the line and column
-- of a key or of a condition's text in it.

local sources = {}

local find = string.find

-- file: { path, text }; adds the offsets of its lines when first asked for.
local function lines_of(file)
  if file.lines then return file.lines end
  local lines, at = { 1 }, 1
  while true do
    at = find(file.text, "\n", at, true)
    if not at then break end
    at = at + 1
    lines[#lines + 1] = at
  end
  file.lines = lines
  return lines
end

local function line_at(file, offset)
  local lines = lines_of(file)
  local low, high = 1, #lines
  while low < high do
    local middle = (low + high + 1) // 2
    if lines[middle] <= offset then low = middle else high = middle - 1 end
  end
  return low
end

local function place_at(file, offset)
  local line = line_at(file, offset)
  local start = file.lines[line]
  local column = utf8.len(file.text, start, offset) or offset - start + 1
  return { file = file.path, line = line, column = column, source = file }
end

-- Plain searches, which are fast, find the key as part of other words too: those are passed over.
local function offset_of_key(place, key)
  local file = place.source
  local at = file and lines_of(file)[place.line]
  if not at or type(key) ~= "string" then return nil end
  local text = file.text
  repeat
    local from, to = find(text, key, at, true)
    if not from then return nil end
    if find(text, "^%s*=[^=]", to + 1) and not find(text, "^[%w_]", from - 1) then return from, text end
    at = to + 1
  until false
end

-- The place of `key =` at or after a place, or nil.
function sources.locate_key(place, key)
  local at = offset_of_key(place, key)
  return at and place_at(place.source, at)
end

local function offset_of_text(place, key, text)
  local at, source = offset_of_key(place, key)
  return at and find(source, text, at, true)
end

-- The line of a text (as written, without escapes) that stands after `key =`; that of the place if it
-- is not found.
function sources.line_of_text(place, key, text)
  local at = offset_of_text(place, key, text)
  return at and line_at(place.source, at) or place.line
end

-- The place that lies `skip` bytes into such a text; the place itself if it is not found.
function sources.locate_text(place, key, text, skip)
  local at = offset_of_text(place, key, text)
  if not at then return { file = place.file, line = place.line } end
  return place_at(place.source, at + skip)
end

return sources
