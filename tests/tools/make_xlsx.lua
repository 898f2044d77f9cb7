-- A workbook from lines of text, for tests: lua5.4 make_xlsx.lua FILE.xlsx < DESCRIPTION
--
--   = systems            a sheet begins
--   A1 id                a cell with the text "id"; \n is a line break
--   B2 #45383            a number      B2 #45383 date    … shown as date, datetime, time, percent
--   C2 !TRUE             a truth value
--   C3                   a cell with nothing in it
--
-- The parts are stored, not compressed, so that the archive needs no more than a checksum.

local LOOKS = { plain = 0, date = 1, datetime = 2, time = 3, percent = 4 }
local FORMATS = { 0, 14, 22, 20, 9 } -- numFmtId by look: General, yyyy/m/d, with h:mm, h:mm, 0%

local function escaped(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

-- ---- cells --------------------------------------------------------------------------------------

local function cell_xml(at, content)
  local number, look = content:match("^#(%S+)%s*(%a*)$")
  if number then
    return ('<c r="%s" s="%d"><v>%s</v></c>'):format(at, LOOKS[look == "" and "plain" or look], number)
  end
  local truth = content:match("^!(%u+)$")
  if truth then return ('<c r="%s" t="b"><v>%d</v></c>'):format(at, truth == "TRUE" and 1 or 0) end
  if content == "" then return ('<c r="%s"/>'):format(at) end
  return ('<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'):format(at,
    escaped(content:gsub("\\n", "\n")))
end

local function read_sheets(lines)
  local sheets = {}
  for line in lines do
    local name, at, content = line:match("^= (.+)$"), line:match("^(%u+%d+) ?(.*)$")
    if name then
      sheets[#sheets + 1] = { name = name, rows = {}, numbers = {} }
    elseif at then
      local sheet, row = sheets[#sheets], tonumber(at:match("%d+"))
      if not sheet.rows[row] then
        sheet.rows[row] = {}
        table.insert(sheet.numbers, row)
      end
      table.insert(sheet.rows[row], cell_xml(at, content))
    end
  end
  return sheets
end

-- ---- parts --------------------------------------------------------------------------------------

local HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
local MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
local OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
local PACKAGE = "http://schemas.openxmlformats.org/package/2006/"

local function sheet_xml(sheet)
  local rows = {}
  table.sort(sheet.numbers)
  for _, number in ipairs(sheet.numbers) do
    rows[#rows + 1] = ('<row r="%d">%s</row>'):format(number, table.concat(sheet.rows[number]))
  end
  return ('%s<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'):format(HEAD, MAIN,
    table.concat(rows))
end

local function relation(id, kind, target)
  return ('<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>'):format(id, OFFICE, kind, target)
end

local function relations(list)
  return ('%s<Relationships xmlns="%srelationships">%s</Relationships>'):format(HEAD, PACKAGE,
    table.concat(list))
end

local function styles_xml()
  local formats = {}
  for _, id in ipairs(FORMATS) do formats[#formats + 1] = ('<xf numFmtId="%d"/>'):format(id) end
  return ('%s<styleSheet xmlns="%s"><cellXfs count="%d">%s</cellXfs></styleSheet>'):format(HEAD, MAIN,
    #formats, table.concat(formats))
end

local function parts_of(sheets)
  local parts, names, links, types = {}, {}, {}, {}
  for i, sheet in ipairs(sheets) do
    local path = ("worksheets/sheet%d.xml"):format(i)
    names[i] = ('<sheet name="%s" sheetId="%d" r:id="rId%d"/>'):format(escaped(sheet.name), i, i)
    links[i] = relation(i, "worksheet", path)
    types[i] = ('<Override PartName="/xl/%s" ContentType="application/'
      .. 'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'):format(path)
    parts[#parts + 1] = { "xl/" .. path, sheet_xml(sheet) }
  end
  links[#links + 1] = relation(#sheets + 1, "styles", "styles.xml")
  parts[#parts + 1] = { "xl/styles.xml", styles_xml() }
  parts[#parts + 1] = { "xl/workbook.xml",
    ('%s<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>'):format(HEAD, MAIN, OFFICE,
      table.concat(names)) }
  parts[#parts + 1] = { "xl/_rels/workbook.xml.rels", relations(links) }
  parts[#parts + 1] = { "_rels/.rels", relations { relation(1, "officeDocument", "xl/workbook.xml") } }
  table.insert(parts, 1, { "[Content_Types].xml", ('%s<Types xmlns="%scontent-types">'
    .. '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    .. '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    .. 'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>%s</Types>')
    :format(HEAD, PACKAGE, table.concat(types)) })
  return parts
end

-- ---- the archive --------------------------------------------------------------------------------

local function crc32(text)
  local crc = 0xFFFFFFFF
  for i = 1, #text do
    crc = crc ~ text:byte(i)
    for _ = 1, 8 do crc = (crc >> 1) ~ (0xEDB88320 & -(crc & 1)) end
  end
  return ~crc & 0xFFFFFFFF
end

local function zip(parts)
  local files, directory, offset = {}, {}, 0
  for i, part in ipairs(parts) do
    local name, data = part[1], part[2]
    local common = string.pack("<I2I2I2I2I2I4I4I4I2I2", 20, 0, 0, 0, 0x21, crc32(data), #data, #data,
      #name, 0)
    files[i] = "PK\3\4" .. common .. name .. data
    directory[i] = "PK\1\2" .. string.pack("<I2", 20) .. common
      .. string.pack("<I2I2I2I4I4", 0, 0, 0, 0, offset) .. name
    offset = offset + #files[i]
  end
  local index = table.concat(directory)
  return table.concat(files) .. index
    .. "PK\5\6" .. string.pack("<I2I2I2I2I4I4I2", 0, 0, #parts, #parts, #index, offset, 0)
end

local file = assert(io.open(arg[1], "wb"))
file:write(zip(parts_of(read_sheets(io.lines()))))
file:close()
