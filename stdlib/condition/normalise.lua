-- Full-width digits, letters, operators and blanks are what a Japanese keyboard gives: outside of
-- strings they are taken for the ASCII characters that they stand for, and ≤ ≥ ≠ − × ÷ 、 likewise.
-- So the grammar sees ASCII only, but for units. Positions are carried back to the original text.

local lpeg = require "lpeg"

local P, S, C, Cp, Ct = lpeg.P, lpeg.S, lpeg.C, lpeg.Cp, lpeg.Ct

local wide = {
  ["　"] = " ", ["≤"] = "<=", ["≦"] = "<=", ["≥"] = ">=", ["≧"] = ">=", ["≠"] = "~=", ["−"] = "-",
  ["×"] = "*", ["÷"] = "/", ["、"] = ",", ["￥"] = "¥",
}
for code = 0x21, 0x7E do
  local character = string.char(code)
  if not character:find("[\"']") then wide[utf8.char(0xFEE0 + code)] = character end
end

local quoted = P"'" * (1 - P"'") ^ 0 * P"'" + P'"' * (1 - P'"') ^ 0 * P'"'
local sequence = lpeg.R"\xC2\xF4" * lpeg.R"\x80\xBF" ^ 1
local stands_for = lpeg.Cmt(C(sequence), function(_, at, text)
  local character = wide[text]
  if character then return at, character end
end)
local plain = (1 - S"'\"" - stands_for) ^ 1
local pieces = Ct((Ct(Cp() * stands_for * Cp()) + C(quoted) + C(plain) + C(1)) ^ 0)

-- The normalised text, and nil or map[byte offset in it] = byte offset in the original (both from 0).
local function normalise(text)
  if not text:find("[\xC2-\xF4]") then return text end
  local list, parts, map, from, to, changed = pieces:match(text), {}, {}, 0, 0, false
  for i, piece in ipairs(list) do
    local is_wide = type(piece) == "table"
    parts[i] = is_wide and piece[2] or piece
    for j = 0, #parts[i] - 1 do map[to + j] = is_wide and from or from + j end
    changed = changed or is_wide
    to, from = to + #parts[i], from + (is_wide and piece[3] - piece[1] or #piece)
  end
  map[to] = from
  if changed then return table.concat(parts), map end
  return text
end

return normalise
