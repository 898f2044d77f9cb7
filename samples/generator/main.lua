-- The command line of samples/generate.

local agency = require "agency"
local faults = require "faults"
local house = require "house"
local operator = require "operator"
local random = require "random"
local sectors = require "sectors"
local yaml = require "yaml"

local main = {}

local USAGE = [[
samples/generate [options] OUT

A population of organisations in the folder OUT, which is made. Without planted faults each of them is in
order: judged as of 2026-11-20 by all packs it has no finding. The same options give the same bytes.

  --count N           how many organisations (1 to 100000; 100)
  --seed N            which population (a whole number; 1)
  --sectors LIST      the mix, as weights: government=20,rail=30,power=20 (all sectors alike)
  --systems N         systems of each organisation (6 to 500; 20)
  --faults N          faults in every organisation, or N%: one fault in so many of a hundred (10%)
  --faults each       one fault in every organisation, one after the other of those that fit it
  --fault NAME,…      plant these faults in every organisation that they fit, and no others
  --key FILE          the findings to be expected, as CSV: organisation, rule, record, verdict
  --layout file       one file an organisation in one folder, or
           folder     one folder each, with several files
  --list-faults       the catalogue of faults
  --list-sectors      the sectors

Organisation K of a seed is the same whatever the number of organisations.]]

local ALIASES = { power = "electricity", finance = "banking", agency = "government", railway = "rail" }

local FORMS = { "government" }
for name in pairs(sectors) do FORMS[#FORMS + 1] = name end
table.sort(FORMS)

local function is_form(name)
  for _, form in ipairs(FORMS) do
    if form == name then return true end
  end
  return false
end

-- Wrong usage: a table, which `run` tells and turns into exit code 2.
local function wrong(format, ...) error { message = format:format(...) } end

-- ---- options ------------------------------------------------------------------------------------

local function whole(option, text, low, high)
  local number = text:match "^%-?%d+$" and math.tointeger(tonumber(text))
  if not number or number < low or number > high then
    wrong("%s: a whole number from %d to %d is expected, not '%s'", option, low, high, text)
  end
  return number
end

local READ = {
  ["--count"] = function(options, text) options.count = whole("--count", text, 1, 100000) end,
  ["--seed"] = function(options, text) options.seed = whole("--seed", text, 0, math.maxinteger) end,
  ["--systems"] = function(options, text) options.systems = whole("--systems", text, 6, 500) end,
  ["--key"] = function(options, text) options.key = text end,
  ["--layout"] = function(options, text)
    if text ~= "file" and text ~= "folder" then wrong("--layout: file or folder is expected, not '%s'",
      text) end
    options.layout = text
  end,
  ["--faults"] = function(options, text)
    local share = text:match "^(.*)%%$"
    options.in_turn = text == "each"
    if options.in_turn then return end
    if share then
      options.share, options.each = whole("--faults", share, 0, 100), 1
    else
      options.share, options.each = 100, whole("--faults", text, 0, 50)
    end
  end,
  ["--fault"] = function(options, text)
    options.only = {}
    for name in text:gmatch "[^,]+" do
      local fault = faults.by_name[name]
      if not fault then wrong("--fault: there is no fault '%s' (see --list-faults)", name) end
      table.insert(options.only, fault)
    end
  end,
  ["--sectors"] = function(options, text)
    options.sectors, options.weight = {}, 0
    for part in text:gmatch "[^,]+" do
      local name, weight = part:match "^%s*([%w_]+)%s*=%s*(%d+)%s*$"
      name = ALIASES[name] or name
      if not name or not is_form(name) then
        wrong("--sectors: '%s': a sector and a weight such as rail=30 are expected (see --list-sectors)",
          part)
      end
      table.insert(options.sectors, { name, whole("--sectors", weight, 0, 1000000) })
      options.weight = options.weight + math.tointeger(tonumber(weight))
    end
    if options.weight == 0 then wrong "--sectors: nothing is left of it" end
  end,
}

local function read_options(args)
  local options = { count = 100, seed = 1, systems = 20, share = 10, each = 1, layout = "file", sectors = {},
    weight = #FORMS }
  for i, form in ipairs(FORMS) do options.sectors[i] = { form, 1 } end
  local i = 1
  while i <= #args do
    local name, text = args[i]:match "^(%-%-[%w-]+)=(.*)$"
    name = name or args[i]
    if name == "--help" or name == "-h" or name == "--list-faults" or name == "--list-sectors" then
      options.tell = name
    elseif READ[name] then
      if not text then
        i = i + 1
        text = args[i] or wrong("%s: a value is missing", name)
      end
      READ[name](options, text)
    elseif name:find "^%-" then
      wrong("there is no option %s (see --help)", name)
    elseif options.out then
      wrong("one folder is expected, not both '%s' and '%s'", options.out, args[i])
    else
      options.out = args[i]
    end
    i = i + 1
  end
  if not options.tell and not options.out then wrong "the folder to write is missing (see --help)" end
  return options
end

-- ---- one organisation ---------------------------------------------------------------------------

local function pick_form(options, numbers)
  local at = numbers:int(1, options.weight)
  for _, sector in ipairs(options.sectors) do
    at = at - sector[2]
    if at <= 0 then return sector[1] end
  end
end

-- A house in order; what it draws from its numbers is the same every time it is built.
local function build(options, index)
  local one = house.new(options.seed, index, options.systems)
  one.form = pick_form(options, one.random)
  one.type = one.form == "government" and "agency" or "operator"
  if one.type == "agency" then agency.build(one) else operator.build(one, one.form) end
  return one
end

-- Which faults an organisation has is drawn from numbers of its own: the house is the same with and without.
local function faults_for(options, index)
  if options.only or options.in_turn then
    local one, list = build(options, index), {}
    for _, fault in ipairs(options.only or faults.list) do
      if faults.fits(fault, one) then list[#list + 1] = fault end
    end
    return options.in_turn and { list[(index - 1) % #list + 1] } or list
  end
  local dice = random.new(options.seed, index + (1 << 32))
  if options.each == 0 or dice:int(1, 100) > options.share then return {} end
  return faults.choose(dice, options.each, function() return build(options, index) end)
end

-- A house with its faults, and the findings that follow: { rule, record, verdict, fault }, in order.
local function build_with_faults(options, index)
  local chosen = faults_for(options, index)
  local one, found, seen = build(options, index), {}, {}
  for _, fault in ipairs(chosen) do
    for _, finding in ipairs(faults.plant(fault, one)) do
      local name = finding.rule .. " " .. finding.record
      if not seen[name] then
        seen[name], finding.fault = true, fault.name
        found[#found + 1] = finding
      end
    end
  end
  return one, found
end

-- ---- writing ------------------------------------------------------------------------------------

local function write(path, text)
  local file, problem = io.open(path, "wb")
  if not file then error { message = problem } end
  assert(file:write(text))
  assert(file:close())
end

local function quoted(path) return "'" .. path:gsub("'", "'\\''") .. "'" end

local ALL_KINDS = {}
for _, file in ipairs(house.FILES) do table.move(file, 2, #file, #ALL_KINDS + 1, ALL_KINDS) end

local function write_house(options, one)
  if options.layout == "file" then
    write(options.out .. "/" .. one.id .. ".yaml", yaml.text(one, ALL_KINDS))
    return
  end
  for _, file in ipairs(house.FILES) do
    local text = yaml.text(one, { table.unpack(file, 2) })
    if text then write(("%s/%s/%s"):format(options.out, one.id, file[1]), text) end
  end
end

local function make_folders(options)
  local out = quoted(options.out)
  if not os.execute(("mkdir -p -- %s && [ -z \"$(ls -A -- %s)\" ]"):format(out, out)) then
    wrong("%s: not an empty folder", options.out)
  end
  if options.layout == "folder" then
    local pipe = assert(io.popen(("cd %s && xargs mkdir"):format(out), "w"))
    for index = 1, options.count do pipe:write(house.new(0, index, 1).id, "\n") end
    assert(pipe:close())
  end
end

local function generate(options)
  make_folders(options)
  write(options.out .. "/kijun.yaml", "kijun: 1\nas_of: 2026-11-20\n")
  local key, records, findings = { "organisation,rule,record,verdict,fault" }, 0, 0
  for index = 1, options.count do
    local one, found = build_with_faults(options, index)
    write_house(options, one)
    for _, list in pairs(one.data) do records = records + #list end
    for _, finding in ipairs(found) do
      findings = findings + 1
      key[#key + 1] = table.concat({ one.id, finding.rule, finding.record, finding.verdict, finding.fault },
        ",")
    end
  end
  key[#key + 1] = ""
  if options.key then write(options.key, table.concat(key, "\n")) end
  io.stderr:write(("%d organisations, %d records, %d findings to be expected\n"):format(
    options.count, records, findings))
end

local function tell(what)
  if what == "--list-sectors" then
    print(table.concat(FORMS, "\n"))
  elseif what == "--list-faults" then
    for _, fault in ipairs(faults.list) do print(("%-36s %s"):format(fault.name, fault.on)) end
  else
    print(USAGE)
  end
end

function main.run(args)
  local done, problem = pcall(function()
    local options = read_options(args)
    if options.tell then tell(options.tell) else generate(options) end
  end)
  if done then return 0 end
  if type(problem) ~= "table" then error(problem, 0) end
  io.stderr:write("samples/generate: ", problem.message, "\n")
  return 2
end

return main
