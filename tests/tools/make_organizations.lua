-- Writes COUNT invented organisations, each into a folder of its own under FOLDER, in two files:
-- lua5.4 tests/tools/make_organizations.lua FOLDER COUNT. Always the same ones.

local folder, count = arg[1], math.tointeger(arg[2])
local state = 20260401

local function draw(limit)
  state = (state * 1103515245 + 12345) & 0x7fffffff
  return (state >> 8) % limit + 1
end

local function pick(list) return list[draw(#list)] end

local function write(path, lines)
  local file = assert(io.open(path, "w"))
  file:write(table.concat(lines, "\n"), "\n")
  file:close()
end

local function ids(prefix, most)
  local list = {}
  for _ = 1, draw(3) do list[#list + 1] = prefix .. draw(most) end
  return table.concat(list, ", ")
end

local function system(n, most)
  local line = ("  - { id: s%d, name: 情報システム%d, depends_on: [%s]"):format(n, n, ids("s", most))
  if draw(8) > 1 then line = line .. ", rto: " .. pick { "1h", "3h", "12h", "1d", "3d", "1w" } end
  if draw(8) > 2 then line = line .. ", base: " .. pick { "yes", "no" } end
  if draw(8) > 2 then line = line .. ", restore_time: " .. pick { "30min", "2h", "2d" } end
  return line .. " }"
end

local function business(n, most)
  local line = ("  - { id: f%d, name: 業務%d, systems: [%s]"):format(n, n, ids("s", most))
  line = line .. ", emergency_priority: " .. pick { "true", "false" }
  if draw(8) > 1 then line = line .. ", rto: " .. pick { "3h", "1d", "3d" } end
  return line .. " }"
end

for o = 1, count do
  local own = ("%s/org%02d"):format(folder, (o * 7) % 100) -- folders in another order than ids
  local systems = 3 + draw(9)
  assert(os.execute("mkdir -p '" .. own .. "'"))
  local first = { "kijun: 1", ("organization: { id: o%02d, name: 例示機構%02d, type: %s }"):format(o, o,
    pick { "ministry", "agency", "operator" }), "functions:" }
  for n = 1, 2 + draw(5) do first[#first + 1] = business(n, systems) end
  local second = { "kijun: 1", "systems:" }
  for n = 1, systems do second[#second + 1] = system(n, systems) end
  write(own .. "/a.yaml", first)
  write(own .. "/b.yaml", second)
end
