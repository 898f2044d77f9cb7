-- The catalogue of faults, and how several go together in one house.
--
-- A fault changes records of a house in order and says which findings follow from the clauses: a list of
-- { rule, record, verdict }. Two faults that say different things of one rule and record, or that change the
-- same thing (`touches`), do not go into one house.

local faults = {}

faults.list, faults.by_name = {}, {}

-- fault: name, packs (for people), on (types of house: "any", "agency", "operator", "KEY of sectors"),
-- touches,
-- plant(house, expect).
local function declare(fault)
  assert(not faults.by_name[fault.name], fault.name)
  faults.list[#faults.list + 1] = fault
  faults.by_name[fault.name] = fault
end

for _, module in ipairs { "faults_continuity", "faults_government", "faults_operator", "faults_aviation" } do
  require(module)(declare)
end

function faults.fits(fault, house)
  return fault.on == "any" or fault.on == house.type or fault.on == house.form
end

-- What a fault would give in this house, with the house changed.
function faults.plant(fault, house)
  local found = {}
  local function expect(rule, record, verdict)
    if record == "organization" then record = "organization:" .. house.id end
    found[#found + 1] = { rule = rule, record = record, verdict = verdict }
  end
  fault.plant(house, expect)
  return found
end

local function touches_known(fault, touched)
  for _, what in ipairs(fault.touches or {}) do
    if touched[what] then return true end
  end
  return false
end

-- Faults that go together in a house, at most `count`, in an order that `random` chooses. `build` makes the
-- house again and again, to see what each fault would give in it.
function faults.choose(random, count, build)
  local chosen, touched, said = {}, {}, {}
  for _, fault in ipairs(random:shuffle(table.move(faults.list, 1, #faults.list, 1, {}))) do
    if #chosen == count then break end
    local house = not touches_known(fault, touched) and build()
    if house and faults.fits(fault, house) then
      local found, agrees = faults.plant(fault, house), true
      for _, finding in ipairs(found) do
        local verdict = said[finding.rule .. " " .. finding.record]
        agrees = agrees and (not verdict or verdict == finding.verdict)
      end
      if agrees then
        chosen[#chosen + 1] = fault
        for _, what in ipairs(fault.touches or {}) do touched[what] = true end
        for _, finding in ipairs(found) do said[finding.rule .. " " .. finding.record] = finding.verdict end
      end
    end
  end
  return chosen
end

return faults
