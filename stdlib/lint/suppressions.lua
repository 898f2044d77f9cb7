-- Findings that a pack lets pass: a remark `-- lint: CODE reason` on the line of the finding, or on
-- lines of their own above it. One without a reason, of a code that is not known, or that lets nothing
-- pass is a finding itself.

local kijun = kijun or require "standins"
local codes = require "lint.codes"
local scan = require "lint.source"
local suggestion = require "problems".suggestion

local suppressions = {}

local function code_names()
  local names = {}
  for code in pairs(codes) do names[#names + 1] = code end
  table.sort(names)
  return names
end

-- Whether nothing but the remark stands on its line.
local function is_alone(file, token)
  local line = scan.line_of(file.starts, token.from)
  return not string.find(string.sub(file.text, file.starts[line], token.from - 1), "%S")
end

-- The line that a remark speaks of: its own, or the next one that holds code.
local function line_meant(file, at)
  local token = file.tokens[at]
  if not is_alone(file, token) then return scan.line_of(file.starts, token.from) end
  for i = at + 1, #file.tokens do
    if file.tokens[i].is ~= "remark" then return scan.line_of(file.starts, file.tokens[i].from) end
  end
  return 0
end

local function read(self, pack, file, list)
  for at, token in ipairs(file.tokens) do
    local text = token.is == "remark" and token.value or ""
    local code, reason = string.match(text, "^%s*lint:%s*([%w-]+)%s*(.-)%s*$")
    if code then
      local place = { file = file.path, line = scan.line_of(file.starts, token.from) }
      place.column = utf8.len(file.text, file.starts[place.line], token.from, true)
      if not codes[code] then
        local near = suggestion(code, code_names(), kijun.nearest)
        self:tell("suppression-unknown", pack, place, nil, code, near)
      else
        if reason == "" then self:tell("suppression-without-reason", pack, place, nil, code) end
        list[#list + 1] = {
          code = code, file = file.path, line = line_meant(file, at), place = place, pack = pack,
        }
      end
    end
  end
end

local function key(code, file, line) return code .. "\0" .. file .. "\0" .. (line or 0) end

-- Takes out of self.findings what is let pass.
function suppressions.apply(self)
  local list, meant, left = {}, {}, {}
  for _, pack in ipairs(self.packs) do
    for _, file in ipairs(pack.sources) do read(self, pack, file, list) end
  end
  for _, one in ipairs(list) do meant[key(one.code, one.file, one.line)] = one end
  for _, finding in ipairs(self.findings) do
    local one = meant[key(finding.code, finding.file or "", finding.line)]
    if one then one.used = true else left[#left + 1] = finding end
  end
  self.findings = left
  for _, one in ipairs(list) do
    local used = meant[key(one.code, one.file, one.line)].used
    if not used and self.document then
      self:tell("suppression-unused", one.pack, one.place, nil, one.code)
    end
  end
end

return suppressions
