-- How files are written: what editors leave behind, and lines too long to read. All but long lines and tabs
-- within a line can be mended. What stands in a text or remark over several lines is left as it is.

local scan = require "lint.source"

local find, sub = string.find, string.sub

local MOST = 120 -- characters of a line
local INDENT = "  "

-- Lines that begin within a text or remark of several lines: their blanks are content.
local function lines_within(file)
  local within = {}
  for _, token in ipairs(file.tokens) do
    if token.is == "text" or token.is == "remark" then
      local first, last = scan.line_of(file.starts, token.from), scan.line_of(file.starts, token.to)
      for line = first + 1, last do within[line] = true end
      if last > first then within[-first] = true end -- the end of its first line belongs to it
    end
  end
  return within
end

local function place(file, line, offset, edit)
  local column = offset and utf8.len(file.text, file.starts[line], offset, true)
  return { file = file.path, line = line, column = column, edits = edit and { edit } }
end

local function edit(from, to, text) return { from = from - 1, to = to - 1, text = text } end

local function check_mark(self, pack, file)
  if find(file.text, "^\239\187\191") then
    self:tell("byte-order-mark", pack, place(file, 1, nil, edit(1, 4, "")))
  end
end

-- All of a file as one finding: they come together.
local function check_returns(self, pack, file)
  local edits, at = {}, 1
  while true do
    at = find(file.text, "\r\n", at, true)
    if not at then break end
    edits[#edits + 1] = edit(at, at + 1, "")
    at = at + 2
  end
  if #edits == 0 then return end
  local first = scan.line_of(file.starts, edits[1].from + 1)
  self:tell("carriage-return", pack, { file = file.path, line = first, edits = edits }, nil, #edits)
end

local function check_tabs(self, pack, file, line, from, to)
  local at = find(file.text, "\t", from, true)
  if not at or at > to then return end
  local indent = select(2, find(file.text, "^[ \t]*", from))
  local mend = at <= indent
    and edit(from, indent + 1, (string.gsub(sub(file.text, from, indent), "\t", INDENT))) or nil
  self:tell("tab", pack, place(file, line, at, mend))
end

local function check_line(self, pack, file, line, within)
  local from, to = file.starts[line], (file.starts[line + 1] or #file.text + 2) - 2
  if sub(file.text, to, to) == "\r" then to = to - 1 end
  if not within[line] then check_tabs(self, pack, file, line, from, to) end
  local blank = not within[-line] and not (within[line] and within[line + 1])
    and find(sub(file.text, from, to), "[ \t]+$")
  if blank then
    self:tell("trailing-space", pack, place(file, line, from + blank - 1,
      edit(from + blank - 1, to + 1, "")))
  end
  local long = to - from >= MOST and utf8.len(file.text, from, to, true) or 0
  if long > MOST then self:tell("long-line", pack, place(file, line, from), nil, long, MOST) end
end

local function check_file(self, pack, file)
  local within = lines_within(file)
  check_mark(self, pack, file)
  check_returns(self, pack, file)
  for line = 1, #file.starts do check_line(self, pack, file, line, within) end
  if #file.text > 0 and not find(file.text, "\n$") then
    local after = #file.text + 1
    self:tell("end-of-file", pack, place(file, #file.starts, nil, edit(after, after, "\n")))
  end
end

return function(self)
  for _, pack in ipairs(self.packs) do
    for _, file in ipairs(pack.sources) do check_file(self, pack, file) end
  end
end
