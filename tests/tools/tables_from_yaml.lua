-- The same facts as tables: lua5.4 tables_from_yaml.lua FOLDER FILE.yaml…
--
-- Writes a CSV file per kind and per list of groups into FOLDER, and all of them as the description of
-- one workbook (see make_xlsx.lua) into FOLDER/workbook.txt, where days are serial numbers.
-- Reads as much YAML as the samples hold: maps and lists in blocks or in brackets, plain and quoted
-- scalars; no anchors, no block scalars. A map keeps its keys in order under `keys`.

-- ---- YAML ---------------------------------------------------------------------------------------

local function trim(text) return (text:gsub("^%s+", ""):gsub("%s+$", "")) end

local function new_map() return { keys = {}, values = {} } end
local function set(map, key, value)
  map.keys[#map.keys + 1] = key
  map.values[key] = value
end

local function unquoted(text)
  text = trim(text)
  local inner = text:match("^'(.*)'$")
  if inner then return (inner:gsub("''", "'")) end
  return text:match('^"(.*)"$') or text
end

local flow -- a value in brackets, or a scalar up to one of `stops`; its end

local function flow_scalar(text, at, stops)
  local quote = text:match("^['\"]", at)
  local to = quote and text:find(quote, at + 1, true) or at - 1
  while to < #text do
    local c = text:sub(to + 1, to + 1)
    if stops:find(c, 1, true) or c == ":" and text:find("^%s", to + 2) then break end
    to = to + 1
  end
  return unquoted(text:sub(at, to)), to + 1
end

local function flow_items(text, at, close, each)
  at = text:find("%S", at + 1)
  while text:sub(at, at) ~= close do
    at = text:find("%S", each(at))
    if text:sub(at, at) == "," then at = text:find("%S", at + 1) end
  end
  return at + 1
end

function flow(text, at, stops)
  at = text:find("%S", at)
  local open = text:sub(at, at)
  if open == "[" then
    local value = {}
    return value, flow_items(text, at, "]", function(from)
      local item, to = flow(text, from, ",]")
      value[#value + 1] = item
      return to
    end)
  elseif open == "{" then
    local value = new_map()
    return value, flow_items(text, at, "}", function(from)
      local key, colon = flow_scalar(text, from, ",}")
      local item, to = flow(text, colon + 1, ",}")
      set(value, key, item)
      return to
    end)
  end
  return flow_scalar(text, at, stops)
end

local function balance(text)
  local depth = 0
  for open in text:gmatch("[%[%]{}]") do depth = depth + ((open == "[" or open == "{") and 1 or -1) end
  return depth
end

-- A value that begins on a line of a block and may go on below, deeper than `indent`.
local function inline(lines, text, indent)
  while lines[lines.at] and (text:find("^[%[{]") and balance(text) > 0 or lines[lines.at].indent > indent) do
    text = text .. " " .. lines[lines.at].text
    lines.at = lines.at + 1
  end
  if text:find("^[%[{]") then return (flow(text, 1, "")) end
  return unquoted(text)
end

local function block(lines)
  local indent, value = lines[lines.at].indent, nil
  local function here() return lines[lines.at] and lines[lines.at].indent == indent and lines[lines.at] end
  while here() do
    local line = here()
    local item, key, rest = line.text:match("^%- +(.*)$"), line.text:match("^([^%s\"'{%[][^:]*):%s*(.*)$")
    if item then
      value = value or {}
      if item:find("^[%w_-]+:%s") or item:find("^[%w_-]+:$") then
        line.indent, line.text = indent + 2, item
        value[#value + 1] = block(lines)
      else
        lines.at = lines.at + 1
        value[#value + 1] = inline(lines, item, indent)
      end
    else
      value = value or new_map()
      lines.at = lines.at + 1
      local next_line = lines[lines.at]
      local nested = rest == "" and next_line
        and (next_line.indent > indent or next_line.indent == indent and next_line.text:find("^%- "))
      set(value, key, nested and block(lines) or inline(lines, rest, indent))
    end
  end
  return value
end

local function read_yaml(path)
  local lines = { at = 1 }
  for line in io.lines(path) do
    local text = line:gsub("^%s*#.*$", ""):gsub("%s+#.*$", "")
    if text:find("%S") then lines[#lines + 1] = { indent = #text:match("^ *"), text = trim(text) } end
  end
  return block(lines)
end

-- ---- tables -------------------------------------------------------------------------------------

local tables, order = {}, {}

local function table_for(name)
  if not tables[name] then
    tables[name] = { name = name, columns = { "id" }, known = { id = true }, rows = {} }
    order[#order + 1] = tables[name]
  end
  return tables[name]
end

local function put(tab, row, column, text)
  if not tab.known[column] then
    tab.known[column] = true
    tab.columns[#tab.columns + 1] = column
  end
  row[column] = text
end

local function joined(list)
  local items = {}
  for i, item in ipairs(list) do
    items[i] = item:find('[;"\n]') and '"' .. item:gsub('"', '""') .. '"' or item
  end
  return #items > 0 and table.concat(items, "; ") or "[]"
end

local add_row

local function put_fields(tab, row, id, map, prefix)
  for _, key in ipairs(map.keys) do
    local value, column = map.values[key], prefix .. key
    if type(value) ~= "table" then
      put(tab, row, column, value)
    elseif value.keys then
      put_fields(tab, row, id, value, column .. ".")
    elseif type(value[1]) == "table" then
      for _, item in ipairs(value) do add_row(tab.name .. "." .. column, id, item) end
    else
      put(tab, row, column, joined(value))
    end
  end
end

function add_row(name, id, map)
  local tab, row = table_for(name), {}
  put_fields(tab, row, id, map, "")
  row.id = id
  tab.rows[#tab.rows + 1] = row
end

-- ---- files --------------------------------------------------------------------------------------

local function quoted(cell)
  cell = cell or ""
  return cell:find('[",\n]') and '"' .. cell:gsub('"', '""') .. '"' or cell
end

local function write_csv(folder, tab)
  local file = assert(io.open(folder .. "/" .. tab.name .. ".csv", "wb"))
  file:write(table.concat(tab.columns, ","), "\r\n")
  for _, row in ipairs(tab.rows) do
    local cells = {}
    for i, column in ipairs(tab.columns) do cells[i] = quoted(row[column]) end
    file:write(table.concat(cells, ","), "\r\n")
  end
  file:close()
end

local function column_name(number)
  local name = ""
  while number > 0 do
    name = string.char(65 + (number - 1) % 26) .. name
    number = (number - 1) // 26
  end
  return name
end

-- Days since 1899-12-30, as spreadsheets count from March 1900 on.
local function serial(year, month, day)
  local y = month > 2 and year or year - 1
  local m = (month + 9) % 12
  return 365 * y + y // 4 - y // 100 + y // 400 + (153 * m + 2) // 5 + day - 1 - 693899
end

local function described(cell)
  local year, month, day = cell:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)$")
  if year then return ("#%d date"):format(serial(tonumber(year), tonumber(month), tonumber(day))) end
  return (cell:gsub("\n", "\\n"))
end

local function write_sheet(file, tab)
  file:write("= ", tab.name:sub(1, 31), "\n")
  for i, column in ipairs(tab.columns) do file:write(column_name(i), "1 ", column, "\n") end
  for r, row in ipairs(tab.rows) do
    for i, column in ipairs(tab.columns) do
      if row[column] then file:write(column_name(i), r + 1, " ", described(row[column]), "\n") end
    end
  end
end

for i = 2, #arg do
  local root = read_yaml(arg[i])
  for _, key in ipairs(root.keys) do
    local value = root.values[key]
    if key == "organization" then
      add_row(key, value.values.id, value)
    elseif key ~= "kijun" then
      for _, record in ipairs(value) do add_row(key, record.values.id, record) end
    end
  end
end
local workbook = assert(io.open(arg[1] .. "/workbook.txt", "wb"))
for _, tab in ipairs(order) do
  write_csv(arg[1], tab)
  write_sheet(workbook, tab)
end
workbook:close()
