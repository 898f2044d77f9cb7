-- The same facts in another order: reverses the top-level keys of a YAML data file, and the records
-- under each that is a block list. Reads standard input, writes standard output.
--
-- By lines: a key begins in the first column, a record with the dash of the first record under its
-- key; what lies deeper belongs to it, with the comments and blank lines that follow.

local function reversed(list)
  local result = {}
  for i = #list, 1, -1 do result[#result + 1] = list[i] end
  return result
end

-- Parts lines at those for which starts(line); the lines before the first come apart.
local function parts_of(lines, starts)
  local before, parts = {}, {}
  for _, line in ipairs(lines) do
    if starts(line) then parts[#parts + 1] = {} end
    local part = parts[#parts] or before
    part[#part + 1] = line
  end
  return before, parts
end

local function is_key(line) return line:find("^[^%s#-]") end

local function reverse_records(lines)
  local dash
  for i = 2, #lines do
    dash = dash or lines[i]:match("^(%s*%- )")
  end
  if not dash then return lines end
  local before, records = parts_of(lines, function(line) return line:sub(1, #dash) == dash end)
  local result = { table.unpack(before) }
  for _, record in ipairs(reversed(records)) do table.move(record, 1, #record, #result + 1, result) end
  return result
end

local lines = {}
for line in io.lines() do lines[#lines + 1] = line end
local before, keys = parts_of(lines, is_key)
for _, line in ipairs(before) do print(line) end
for _, key in ipairs(reversed(keys)) do
  for _, line in ipairs(reverse_records(key)) do print(line) end
end
