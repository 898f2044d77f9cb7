-- 2.6.2 (1) A system comes back in steps, to levels set beforehand (RLO).
--
-- Readings where the text leaves a choice:
-- * One step may be enough; none is no plan. Levels in percent and in users are compared each with their own.
-- * A function asks for its level at the time at which it needs its systems: its RTO, or later where a
--   prepared alternative counts. What is in force then is the last step that has begun.

-- How to tell what is missing: reading it ends the check, and names it.
local function read(record, name)
  return function() return record[name] end
end

local function in_order(system)
  local steps = {}
  for _, step in ipairs(system.rlo) do
    if not field(step, "after") then return nil, read(step, "after") end
    steps[#steps + 1] = step
  end
  table.sort(steps, function(a, b) return a.after < b.after end)
  return steps
end

-- What is asked of the steps. Each gives true, false, or nil and how to tell what is missing.
local function falls(steps, name)
  local highest
  for _, step in ipairs(steps) do
    local its = field(step, name)
    if its and highest and its < highest then return true end
    highest = its or highest
  end
  return false
end

local function never_falls(steps)
  return not falls(steps, "percent") and not falls(steps, "users")
end

local function one_at_a_time(steps)
  for i = 2, #steps do
    if steps[i].after == steps[i - 1].after then return false end
  end
  return true
end

local function begins_in_time(steps, system)
  if not field(system, "effective_rto") then return nil, read(system, "effective_rto") end
  return steps[1].after <= system.effective_rto
end

-- Whether the step in force when a function needs the system reaches the function's level.
local function reaches(steps, wanted)
  if wanted.rlo == 0 then return true end
  local within = field(wanted, "needs_systems_within")
  if not within then return nil, read(wanted, "needs_systems_within") end
  local inforce
  for _, step in ipairs(steps) do
    if step.after <= within then inforce = step end
  end
  if not inforce then return false end
  if not field(inforce, "percent") then return nil, read(inforce, "percent") end
  return inforce.percent >= wanted.rlo
end

local function serves_functions(steps, system)
  local result, missing = true, nil
  for _, wanted in ipairs(system.functions) do
    if wanted.emergency_priority and field(wanted, "rlo") then
      local good, lacking = reaches(steps, wanted)
      if good == false then return false end
      if good == nil then result, missing = nil, lacking end
    end
  end
  return result, missing
end

local STEPS = {
  { holds = never_falls, ja = "後の段階で水準が下がる", en = "a later step is lower" },
  { holds = one_at_a_time, ja = "同じ時間に二つの段階がある", en = "two steps at the same time" },
  { holds = begins_in_time, ja = "最初の段階がRTOに間に合わない",
    en = "the first step is later than the RTO" },
  { holds = serves_functions, ja = "業務が要する時点で、業務のRLOに届かない",
    en = "when a function needs it, its level is below that of the function" },
}

local function judge_steps(steps, system)
  local ja, en, missing = {}, {}, nil
  for _, asked in ipairs(STEPS) do
    local good, lacking = asked.holds(steps, system)
    if good == false then
      ja[#ja + 1], en[#en + 1] = asked.ja, asked.en
    elseif good == nil then
      missing = missing or lacking
    end
  end
  if #ja == 0 then
    return not missing or missing()
  end
  local message = { ja = table.concat(ja, "、"), en = table.concat(en, "; ") }
  return #ja < #STEPS and partial { message = message } or fail { message = message }
end

rule "2.6.2(1)" {
  kind = "system",
  title = {
    ja = "復旧の目標水準を段階的に定める",
    en = "Recovery is planned in steps that rise to the level needed",
  },
  actor = "continuity_owner",
  when = "any(functions where emergency_priority)",
  check = function(system)
    if #system.rlo == 0 then
      return fail { message = { ja = "復旧水準の段階が記録されていない", en = "no step is recorded" } }
    end
    local steps, missing = in_order(system)
    if not steps then return missing() end
    return judge_steps(steps, system)
  end,
  remedy = {
    ja = "停止からの時間ごとに水準を定め、RTOまでに最初の段階を、業務が要する時点までに業務のRLOを満たす",
    en = "Set levels over time: the first by the RTO, and what a function asks for by when it needs it",
  },
  evidence = { { ja = "RTO及びRLOの一覧", en = "List of RTOs and RLOs" } },
}
