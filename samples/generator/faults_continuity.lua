-- Faults in the continuity of systems (it-continuity), in houses of every type.

local PACK = "it-continuity/"

local function any_system(house) return house.random:pick(house:all "systems") end

-- A system under the house's own roof that is not one of the four that much hangs on.
local function office_system(house)
  local list = {}
  for _, system in ipairs(house:all "systems") do
    if system.id:find "^sys%-" then list[#list + 1] = system end
  end
  return house.random:pick(list)
end

-- Clauses that an answer settles and that stand alone.
local ASKED = {
  "2.1(1)-4", "2.2(1)-1", "2.4(3)", "2.5.1(1)-2", "2.6.2(1)-1", "2.8.1(1)-2", "2.9.2(2)",
  "2.9.2(2)-1", "2.7.1(1)#organisation-1", "2.7.1(1)#organisation-5", "2.7.1(1)#supply-1",
  "2.7.1(1)#backup-4",
  "2.2(1)#viewpoint-1", "2.2(1)#viewpoint-4", "2.5.2(1)#manual-2", "2.8.2(3)#budget-1", "2.9.1(1)#upkeep-1",
  "2.5.2(2)#adjust-1",
}

return function(declare)
  local function fault(name, touches, plant)
    declare { name = name, on = "any", touches = touches, plant = plant }
  end

  -- ---- answers ----------------------------------------------------------------------------------

  for _, kind in ipairs { { "no", "no", "fail" }, { "partly", "partly", "partial" }, { "unasked", nil,
    "unknown" } } do
    fault("continuity-answer-" .. kind[1], { "continuity answer " .. kind[1] }, function(house, expect)
      -- each kind of answer has clauses of its own, so that the three go together
      local which = { no = 0, partly = 1, unasked = 2 }
      local rule = ASKED[1 + which[kind[1]] + 3 * house.random:int(0, 5)]
      house:settle(PACK .. rule, kind[2])
      expect(PACK .. rule, "organization", kind[3])
    end)
  end

  -- ---- backups ----------------------------------------------------------------------------------

  fault("backup-within-reach", nil, function(house, expect)
    local system = any_system(house)
    system.backup.offline = false
    expect(PACK .. "2.7.1(1)#backup-6", "system:" .. system.id, "fail")
  end)

  fault("backup-not-taken", nil, function(house, expect)
    local system = any_system(house)
    system.backup.last_backup = house:day "2026-10"
    expect(PACK .. "2.7.1(1)#backup-2", "system:" .. system.id, "fail")
  end)

  fault("restore-untested", nil, function(house, expect)
    local system = office_system(house)
    system.backup.restore_tested_on = house:day "2025-09"
    expect(PACK .. "2.7.1(1)#backup-3", "system:" .. system.id, "fail")
    if house.form == "aviation" then
      expect("aviation/5.1.3", "organization", "partial")
      expect("aviation/5.1.3#restore-test", "system:" .. system.id, "fail")
    end
  end)

  fault("restore-test-unsaid", nil, function(house, expect)
    local system = office_system(house)
    system.backup.restore_tested_on = nil
    expect(PACK .. "2.7.1(1)#backup-3", "system:" .. system.id, "unknown")
    if house.form == "aviation" then
      expect("aviation/5.1.3", "organization", "unknown")
      expect("aviation/5.1.3#restore-test", "system:" .. system.id, "unknown")
    end
  end)

  -- ---- objectives -------------------------------------------------------------------------------

  fault("base-recovers-late", { "core rto", "net rto" }, function(house, expect)
    local net, core = house:find("systems", "net"), house:find("systems", house.core)
    net.rto = core.rto
    expect(PACK .. "2.5.2(1)-4", "system:net", "fail")
  end)

  fault("system-later-than-function", { "core rto" }, function(house, expect)
    house:find("systems", house.core).rto = "20h"
    expect(PACK .. "2.5.2(1)-3", "system:" .. house.core, "fail")
  end)

  fault("restoring-takes-too-long", { "core rto" }, function(house, expect)
    house:find("systems", house.core).restore_time = "30h"
    expect(PACK .. "2.5.2(1)-1", "function:f-main", "fail")
  end)

  fault("restore-time-unknown", { "core rto" }, function(house, expect)
    house:find("systems", house.core).restore_time = nil
    expect(PACK .. "2.5.2(1)-1", "function:f-main", "unknown")
  end)

  -- The clause wants reason and review; the example wants the reason.
  fault("reason-for-priority-missing", nil, function(house, expect)
    local system = house:find("systems", "sys-01")
    system.rto_reason = nil
    expect(PACK .. "2.5.2(3)", "system:" .. system.id, "unknown")
    expect(PACK .. "2.5.2(3)#reasons-1", "system:" .. system.id, "unknown")
  end)

  fault("priority-not-reviewed", nil, function(house, expect)
    local system = house:find("systems", "mail")
    system.rto_reviewed_on = house:day "2025-08"
    expect(PACK .. "2.5.2(3)", "system:" .. system.id, "fail")
  end)

  fault("no-crisis-services", nil, function(house, expect)
    house:find("suppliers", "sup-core").contract.crisis_services = false
    expect(PACK .. "2.5.2(2)-2", "supplier:sup-core", "fail")
    expect(PACK .. "2.5.2(2)(b)", "supplier:sup-core", "fail")
    expect(PACK .. "2.8.2(1)#contractor-1", "supplier:sup-core", "fail")
  end)

  -- ---- parts ------------------------------------------------------------------------------------

  fault("part-not-recorded", { "mail parts" }, function(house, expect)
    house:remove("components", "c-mail-data_area")
    expect(PACK .. "2.6.1(1)#data_area", "system:mail", "fail")
  end)

  fault("part-below-target", { "core parts" }, function(house, expect)
    house:find("components", ("c-%s-software"):format(house.core)).level = 1
    local gap = ("level_gap:%s/software"):format(house.core)
    expect(PACK .. "2.6.2(2)-1", "system:" .. house.core, "fail")
    expect(PACK .. "2.6.2(3)-2", gap, "fail")
    expect(PACK .. "2.6.2(3)-3", gap, "fail")
    expect(PACK .. "2.7.1(1)-1", gap, "fail")
    -- the one measure for the system is done, and has not closed the gap
    expect(PACK .. "2.7.2(1)", "system:" .. house.core, "fail")
    expect(PACK .. "2.7.2(2)(a)", "organization", "partial")
    expect(PACK .. "2.7.2(2)(a)#planned", gap, "fail")
    expect(PACK .. "2.7.2(2)-1", "organization", "partial")
    expect(PACK .. "2.7.2(2)-1#a", gap, "fail")
  end)

  -- ---- crises and damage ------------------------------------------------------------------------

  fault("crisis-not-reviewed", { "crises" }, function(house, expect)
    local crisis = house.random:pick(house:all "crises")
    crisis.reviewed_on = house:day "2025-09"
    expect(PACK .. "2.3(2)", "crisis:" .. crisis.id, "fail")
    for _, trigger in ipairs(house:all "triggers") do -- a new threat since then
      if trigger.type == "threat" then expect(PACK .. "2.3(2)(b)", "crisis:" .. crisis.id, "fail") end
    end
  end)

  fault("damage-not-assumed", { "damages" }, function(house, expect)
    house:remove("damages", "dm-quake-transport")
    expect(PACK .. "2.4(1)(a)", "crisis:cs-quake", "partial")
    expect(PACK .. "2.4(1)(a)#transport", "crisis:cs-quake", "fail")
  end)

  fault("stock-runs-out", nil, function(house, expect)
    house:find("sites", "site-sub").stock = {
      { item = "飲料水", days = 1 }, { item = "食糧", days = 3 }, { item = "簡易トイレ", days = 3 }, { item = "毛布" },
      { item = "マスク" }, { item = "消毒液" }, { item = "体温計" },
    }
    expect(PACK .. "2.4(1)-2", "site:site-sub", "partial")
  end)

  -- ---- plans ------------------------------------------------------------------------------------

  fault("plan-in-one-place", { "plan" }, function(house, expect)
    house:find("documents", "doc-itbcp").stored_at = { "paper", "本館" }
    expect(PACK .. "1.1.5", "document:doc-itbcp", "partial")
    expect(PACK .. "1.1.5#places", "document:doc-itbcp", "fail")
    expect(PACK .. "1.1.5#media", "document:doc-itbcp", "fail")
  end)

  fault("nobody-decides-telework", nil, function(house, expect)
    house:remove("activations", "ac-telework")
    expect(PACK .. "2.8.1(1)-6", "organization", "partial")
    expect(PACK .. "2.8.1(1)-6#telework", "organization", "fail")
    expect(PACK .. "2.8.2(1)", "organization", "partial")
  end)

  fault("contacts-not-verified", nil, function(house, expect)
    house:find("desks", "desk-emergency").entries[2].verified_on = house:day "2025-10"
    expect(PACK .. "2.9.2(1)#response-1", "organization", "fail")
  end)

  -- ---- drills -----------------------------------------------------------------------------------

  fault("drill-without-improvement", { "drill findings" }, function(house, expect)
    house:find("exercises", "ex-r8-switch").findings = { "切替の権限が足りない" }
    for _, item in ipairs { "premeasures-4", "response-3", "training-2" } do
      expect(PACK .. "2.9.2(1)#" .. item, "organization", "unknown")
    end
  end)

  fault("contacts-not-drilled", { "drills" }, function(house, expect)
    house:remove("exercises", "ex-r8-contact")
    expect(PACK .. "2.9.1(1)#response-4", "organization", "fail")
  end)

  fault("no-blind-drill", { "drills" }, function(house, expect)
    house:remove("exercises", "ex-r8-blind")
    for _, example in ipairs { "response-2", "advanced-1", "blind-scenario" } do
      expect(PACK .. "2.9.1(1)#" .. example, "organization", "fail")
    end
  end)
end
