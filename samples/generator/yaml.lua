-- Records as YAML: a record stands on one line where it fits, else one field a line. Fields come in a fixed
-- order, so that the same records give the same bytes.

local yaml = {}

local FIRST = {}
for i, name in ipairs {
  "id", "name", "title", "type", "rule", "subject", "value", "role", "person", "post", "sector", "text",
    "system",
  "category", "crisis", "service", "part", "viewpoint", "statement", "approach", "source", "event", "loss",
  "likelihood", "impact", "unit", "purpose", "configuration", "service_kind", "level", "target", "option",
  "what",
  "from", "until", "to", "at", "on", "after", "percent", "item", "decision", "reason",
} do FIRST[name] = i end

local function field_names(record)
  local names = {}
  for name in pairs(record) do names[#names + 1] = name end
  table.sort(names, function(a, b)
    local x, y = FIRST[a] or 1000, FIRST[b] or 1000
    if x ~= y then return x < y end
    return a < b
  end)
  return names
end

local function scalar(value)
  if type(value) ~= "string" then return tostring(value) end
  if value == "" or value:find("[%[%]{},#&*!|>'\"%%@`()]") or value:find(": ") or value:find("^%d+$")
    or value:find("^[-?:]") or value:find("^%s") or value:find("[%s:]$") then
    return '"' .. value:gsub('[\\"]', "\\%0") .. '"'
  end
  return value
end

local flow

local function flow_list(list)
  local parts = {}
  for i, value in ipairs(list) do parts[i] = flow(value) end
  return "[" .. table.concat(parts, ", ") .. "]"
end

local function flow_group(group)
  local parts = {}
  for i, name in ipairs(field_names(group)) do parts[i] = name .. ": " .. flow(group[name]) end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

function flow(value)
  if type(value) ~= "table" then return scalar(value) end
  if next(value) == nil or value[1] ~= nil then return flow_list(value) end
  return flow_group(value)
end

local WIDTH = 160

local function add_record(out, record)
  local line = flow_group(record)
  if #line <= WIDTH then
    out[#out + 1] = "  - " .. line
    return
  end
  local lead = "  - "
  for _, name in ipairs(field_names(record)) do
    out[#out + 1] = lead .. name .. ": " .. flow(record[name])
    lead = "    "
  end
end

-- The kinds `plurals` of a house as the text of a data file; nil where it has none of them.
function yaml.text(house, plurals)
  local out, any = { "kijun: 1" }, false
  for _, plural in ipairs(plurals) do
    local list = house.data[plural]
    if plural == "organization" then
      out[#out + 1] = "\norganization:"
      for _, name in ipairs(field_names(list[1])) do
        out[#out + 1] = "  " .. name .. ": " .. flow(list[1][name])
      end
      any = true
    elseif list and #list > 0 then
      out[#out + 1] = "\n" .. plural .. ":"
      for _, record in ipairs(list) do add_record(out, record) end
      any = true
    end
  end
  out[#out + 1] = ""
  return any and table.concat(out, "\n") or nil
end

return yaml
