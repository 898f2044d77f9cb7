-- 2.5.2(1)-1 In which order systems are restored, how long that takes, and whether the functions can wait.
--
-- It is computed for the stop of everything at once. Each system is restored after all that it depends
-- on; of those that are ready, the higher recovery priority goes first, then the one with the longest
-- way still to go, then the smaller id.
--
-- Readings where the text leaves a choice:
-- * As many teams as needed work at once, unless the organisation says how many there are (`crews`).
--   A system without a recovery priority comes last.
-- * An outside service is restored by its provider: it takes its time and none of our teams.
-- * A system whose time is not recorded has no end, and neither has what depends on it; with few teams,
--   nor has what would get one after it. Systems on a cycle of dependencies, and behind one, cannot begin.
--   All others are computed.
-- * A function that uses no system needs no restoration.

-- ---- figures ------------------------------------------------------------------------------------

param "crews" {
  type = "int 1..", unit = "班",
  title = { ja = "同時に復旧作業を行える班の数", en = "Teams that can restore at the same time" },
  source = "2.5.2(1)-1",
}

-- ---- what is computed ---------------------------------------------------------------------------

-- Only what is said: a system of which nothing is said is the organisation's own.
derive "system.outside" {
  type = "bool",
  title = { ja = "外部サービス", en = "Outside service" },
  from = [[
    present(cloud) or present(platform) and platform == 'used'
    or present(service_kind) and service_kind == 'outside'
  ]],
}

local function ranks()
  local rank_of = {}
  for rank, band in ipairs(params.recovery_bands) do rank_of[band.label] = rank end
  return rank_of, #params.recovery_bands + 1
end

local function jobs_of(systems)
  local jobs, rank_of, last = {}, ranks()
  for i, system in ipairs(systems) do
    jobs[i] = {
      key = system, takes = field(system, "restore_time"), rank = rank_of[field(system, "group")] or last,
      crew = not system.outside, needs = system.depends_on,
    }
  end
  return jobs
end

-- From the system that began first, following what each waited for.
local function path_to(system, slots)
  local path, length = {}, 0
  local at = system
  while at do
    length = length + 1
    at = slots[at].after
  end
  at = system
  for i = length, 1, -1 do
    path[i] = at
    at = slots[at].after
  end
  return path
end

derive "system" {
  over = "organization",
  fields = {
    field("restored_at", "duration", "復旧見込み", "Restored at"),
    field("critical_path", "[->system]", "クリティカルパス", "Critical path", { inverse = "critical_for" }),
  },
  reads = { "system.group", "system.outside" },
  from = function(systems)
    local slots = graph.schedule(jobs_of(systems), field(params, "crews"))
    local result = {}
    for system, slot in pairs(slots) do
      result[system] = { restored_at = slot.ends, critical_path = path_to(system, slots) }
    end
    return result
  end,
}

derive "function.restored_at" {
  type = "duration",
  title = { ja = "利用する情報システムの復旧見込み", en = "Its systems are restored at" },
  from = "max(systems.restored_at)",
}

derive "function.meets_rto" {
  type = "bool",
  title = { ja = "必要な時間までに復旧する", en = "Restored when needed" },
  from = "max(systems.restored_at) <= needs_systems_within",
}

-- The system that is restored last, of those whose time is known; of several the one with the smaller id.
local function latest(task)
  local last
  for _, system in ipairs(task.systems) do
    local at = field(system, "restored_at")
    if at and (not last or at > last.restored_at or at == last.restored_at and system.id < last.id) then
      last = system
    end
  end
  return last
end

derive "function" {
  over = "organization",
  fields = {
    field("critical_path", "[->system]", "クリティカルパス", "Critical path", { inverse = "critical_functions" }),
  },
  reads = { "function.restored_at", "system.restored_at", "system.critical_path" },
  from = function(tasks)
    local result = {}
    for _, task in ipairs(tasks) do
      if field(task, "restored_at") then result[task] = latest(task).critical_path end
    end
    return result
  end,
}

-- ---- 2.5.2 (1) -1 -------------------------------------------------------------------------------

local ENDS = 4 -- systems that a message names at either end of a long path

local function chain(systems)
  local ids = {}
  for i, system in ipairs(systems) do
    if i <= ENDS or i > #systems - ENDS then
      ids[#ids + 1] = system.id
    elseif i == ENDS + 1 then
      ids[#ids + 1] = "…"
    end
  end
  return table.concat(ids, " → ")
end

-- "net 1時間 → mail 30分": what lies on the path, with the time that each takes.
local function path_told(systems, language)
  local steps, left_out = {}, #systems > 2 * ENDS
  for i, system in ipairs(systems) do
    if not left_out or i <= ENDS or i > #systems - ENDS then
      steps[#steps + 1] = system.id .. " " .. format(system.restore_time, "duration", language)
    elseif i == ENDS + 1 then
      steps[#steps + 1] = "…"
    end
  end
  return table.concat(steps, " → ")
end

local function too_late(task)
  local last, crews = latest(task), field(params, "crews")
  local at, path, needed = last.restored_at, last.critical_path, task.needs_systems_within
  return fail { message = {
    ja = ("復旧見込み %s（%s%s）は、必要な %s に間に合わない"):format(format(at, "duration", "ja"),
      path_told(path, "ja"), crews and ("、%d班"):format(crews) or "", format(needed, "duration", "ja")),
    en = ("restored after %s (%s%s), needed within %s"):format(format(at, "duration"),
      path_told(path, "en"), crews and ("; teams: %d"):format(crews) or "", format(needed, "duration")),
  } }
end

-- A circle that a system lies on, or nil; then its time, read where it is missing: that names it.
local function blocked(system)
  local circle = cycle(system, "depends_on")
  if circle then
    local text = chain(circle) .. " → " .. circle[1].id
    return unknown { message = {
      ja = "依存が循環し、復旧の順序が決まらない（" .. text .. "）",
      en = "dependencies go in circles, no order exists (" .. text .. ")",
    } }
  end
  if not field(system, "restore_time") then return system.restore_time end
end

-- Names what is missing by reading it. What a system needs is looked at only where it is not the reason
-- itself.
local function not_known(task)
  for _, used in ipairs(task.systems) do
    if not field(used, "restored_at") then
      local reason = blocked(used)
      if reason then return reason end
      for _, system in ipairs(reach(used, "depends_on")) do
        reason = blocked(system)
        if reason then return reason end
      end
    end
  end
  if not field(task, "needs_systems_within") then return task.needs_systems_within end
  return unknown { message = {
    ja = "復旧所要時間の分からない情報システムに班が取られ、いつ着手できるか分からない",
    en = "a system whose time is not recorded holds a team; nobody can tell when others begin",
  } }
end

rule "2.5.2(1)-1" {
  kind = "function",
  title = {
    ja = "復旧の順序と所要時間を考えても、業務のRTOを達成できる",
    en = "With order and time of restoring, the function's RTO is met",
  },
  actor = "continuity_owner",
  when = "emergency_priority and count(systems) > 0",
  check = function(task)
    local met = field(task, "meets_rto")
    if met then return true end
    return met == false and too_late(task) or not_known(task)
  end,
  remedy = {
    ja = "クリティカルパス上の復旧時間を縮めるか、依存や班の割当てを見直すか、業務の代替手段を用意する",
    en = "Shorten what lies on the path, change dependencies or teams, or prepare another way of working",
  },
  evidence = { { ja = "復旧手順と所要時間の一覧", en = "Restoration steps and their times" } },
}

-- ---- 2.5.2 (1) -2 -------------------------------------------------------------------------------

-- An alternative is asked for of functions that would miss their time otherwise. What records hold: it is
-- prepared, holds for a known time, and the business has agreed to it.
rule "2.5.2(1)-2" {
  kind = "function",
  title = {
    ja = "情報システムが止まる間の代替手段を、業務部門と確かめる",
    en = "Another way of working while systems are down is settled with the business",
  },
  actor = "continuity_owner",
  when = "emergency_priority and count(systems) > 0 and (present(alternative) or not meets_rto)",
  check = "alternative.prepared and alternative.holds_for >= 0s and alternative.agreed_on <= today()",
  ask = {
    ja = "RTOに間に合わない場合も含めて、業務部門が代替手段を用意し、切替えの連絡方法を決めているか",
    en = "Has the business prepared another way, for missed RTOs too, and settled how it is told to switch?",
  },
  evidence = { ja = "業務部門との合意の記録", en = "Record of the agreement" },
  technique = "interview",
  remedy = {
    ja = "代替手段と持ちこたえる時間を業務部門と合意し、記録する",
    en = "Agree with the business on another way and how long it holds, and record it",
  },
}
