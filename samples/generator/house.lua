-- A house: the records of one organisation while they are made, and what every type of house shares.

local names = require "names"
local random = require "random"

local house = {}
house.__index = house

-- The kinds in the order in which they are written; the folder layout has a file for each group.
house.FILES = {
  { "organization.yaml", "organization", "units", "areas", "people", "assignments", "committees", "desks" },
  { "systems.yaml", "sites", "suppliers", "systems", "components", "functions", "services", "information",
    "procurements" },
  { "continuity.yaml", "crises", "damages", "activations", "measures" },
  { "documents.yaml", "documents", "reports", "issues" },
  { "risks.yaml", "criteria", "risks", "triggers", "profiles" },
  { "doing.yaml", "trainings", "exercises", "selfchecks", "audits", "findings", "exceptions", "requests",
    "violations", "incidents", "outages" },
  { "answers.yaml", "answers" },
}

function house.new(seed, index, systems)
  local self = setmetatable({ index = index, data = {}, who = {}, used_names = {}, used_suppliers = {} },
    house)
  self.random = random.new(seed, index)
  self.system_count = systems
  self.id = ("o%06d"):format(index)
  return self
end

function house:add(plural, record)
  local list = self.data[plural]
  if not list then
    list = {}
    self.data[plural] = list
  end
  list[#list + 1] = record
  return record
end

function house:all(plural) return self.data[plural] or {} end

function house:find(plural, id)
  for _, record in ipairs(self:all(plural)) do
    if record.id == id then return record end
  end
  error(("no record '%s' in %s"):format(id, plural))
end

function house:remove(plural, id)
  for i, record in ipairs(self:all(plural)) do
    if record.id == id then return table.remove(self.data[plural], i) end
  end
  error(("no record '%s' in %s"):format(id, plural))
end

function house:organization() return self.data.organization[1] end

-- A person known to the builder as `key`, who goes by a surname in the data.
function house:person(key, record)
  record.id, record.name = names.person(self.random, self.used_names)
  self.who[key] = record.id
  local number = ("000-%04d-%04d"):format(self.random:int(100, 999), self.random:int(0, 9999))
  record.contact = { phone = number, mail = record.id .. "@" .. self.id .. ".example" }
  return self:add("people", record)
end

function house:supplier(id, services, work)
  return self:add("suppliers", {
    id = id, name = names.supplier(self.random, self.used_suppliers), services = services, work = work,
    number = ("%013d"):format(self.index * 10 + #self:all("suppliers")),
    ratings_handled = "機密性2", certification = { "ISMS" },
    contract = {
      sla = true, crisis_services = true, security_terms = true, subcontract_terms = true, audit_right = true,
      return_of_data = true, disposal_proof = true, incident_duty = true, responsibility_split = true,
      ["until"] = self.random:pick { "2028-03-31", "2029-03-31", "2030-03-31" },
    },
    continuity_confirmed_on = ("2026-06-%02d"):format(self.random:int(1, 28)),
    assessed_on = ("2026-03-%02d"):format(self.random:int(1, 28)),
  })
end

-- A day of the given month, the same in every run.
function house:day(month) return ("%s-%02d"):format(month, self.random:int(1, 28)) end

function house:answer(rule, value, record)
  record = record or {}
  record.id, record.rule, record.value = ("an-%03d"):format(#self:all("answers") + 1), rule, value
  record.by, record.on = record.by or self.who.owner, record.on or "2026-10-09"
  return self:add("answers", record)
end

-- Changes the answer to `rule`; without a value it has not been given.
function house:settle(rule, value)
  for i, answer in ipairs(self:all "answers") do
    if answer.rule == rule then
      if value then answer.value = value else table.remove(self.data.answers, i) end
      return
    end
  end
  error("no answer to " .. rule)
end

return house
