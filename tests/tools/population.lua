#!/usr/bin/env lua5.4
-- population.lua COUNT FOLDER [SYSTEMS [PARTS]]: that many organisations, one file each, for measuring.
--
-- Each has SYSTEMS systems (20) in a tree of dependencies with PARTS parts each (none), half as many
-- functions (at most 10), one service and 10 outages around the threshold of electricity. The same
-- arguments give the same files.
local count, folder, systems = tonumber(arg[1]), arg[2], tonumber(arg[3] or 20)
local parts = tonumber(arg[4] or 0)
if not (count and folder and systems) then
  io.stderr:write("population COUNT FOLDER [SYSTEMS [PARTS]]\n")
  os.exit(2)
end
os.execute("mkdir -p '" .. folder .. "'")

-- In turn one that stands alone, and two that stand in for one another.
local function write_parts(file)
  if parts > 0 then file:write("components:\n") end
  for c = 0, systems * parts - 1 do
    local lone = c % 3 == 0
    file:write(("  - { id: c%d, system: s%d, category: %s, name: 部品%d, level: %d, %s }\n")
      :format(c, c // parts, lone and "hardware" or "network", c, c % 5,
        lone and "redundant: no" or "group: pair"))
  end
end

local function write_organization(file, number)
  file:write(("kijun: 1\norganization: { id: org%05d, name: 組織%d, type: operator, sector: electricity }\n")
    :format(number, number), "systems:\n")
  for s = 0, systems - 1 do
    local needs = s > 0 and (", depends_on: [s%d]"):format(s // 3) or ""
    file:write(("  - { id: s%d, name: システム%d, base: %s, rto: %dh%s }\n")
      :format(s, s, s * 5 < systems and "yes" or "no", 1 + s % 90, needs))
  end
  write_parts(file)
  file:write("functions:\n")
  for f = 0, math.min(10, systems // 2) - 1 do
    local first, second = systems // 4 + f, systems // 2 + f % (systems // 2)
    file:write(("  - { id: f%d, name: 業務%d, emergency_priority: %s, rto: %dh, systems: [s%d, s%d] }\n")
      :format(f, f, f % 2 == 1 and "yes" or "no", 3 + f, first, second))
  end
  file:write("services:\n  - { id: e, type: electricity.supply, name: 供給, uses_it: yes, systems: [s1] }\n")
  file:write("outages:\n")
  for o = 0, 9 do
    file:write(("  - { id: o%d, service: e, caused_by_it: yes, supply: %dkW, duration: %dmin }\n")
      :format(o, 99995 + o, 8 + o % 4))
  end
end

for number = 0, count - 1 do
  local file = assert(io.open(("%s/o%05d.yaml"):format(folder, number), "w"))
  write_organization(file, number)
  file:close()
end
