-- Faults of operators: the risk process (ci-risk), the safety standards (ci-guideline), the level of service.

local sectors = require "sectors"

local RISK, GUIDELINE = "ci-risk/", "ci-guideline/"

return function(declare)
  local function fault(name, touches, plant)
    declare { name = name, on = "operator", touches = touches, plant = plant }
  end

  local function treated(house) return house:find("risks", ("r-%s-cause"):format(house.core)) end
  local function shared(house) return house:find("risks", ("r-%s-result"):format(house.core)) end

  -- A risk that is retained, of an object that the other faults leave alone.
  local function retained(house) return house:find("risks", "r-i-customer-" .. house.random:pick { "cause",
    "result" }) end

  -- ---- 1 criteria, issues -----------------------------------------------------------------------

  fault("criterion-missing", { "criteria" }, function(house, expect)
    local id = house.random:pick { "e-b", "e-e", "i-c", "i-f", "a-b", "a-f" }
    local part = { e = "1.2.1", i = "1.2.2", a = "1.2.3" }
    house:remove("criteria", id)
    expect(RISK .. part[id:sub(1, 1)], "organization", "partial")
    expect(RISK .. part[id:sub(1, 1)] .. "#" .. id:sub(3), "organization", "fail")
  end)

  fault("criterion-not-reviewed", { "criteria" }, function(house, expect)
    local criterion = house.random:pick(house:all "criteria")
    criterion.set_on, criterion.reviewed_on = "2024-05-15", "2025-03-31"
    expect(RISK .. "6.2", "organization", "partial")
    expect(RISK .. "6.2#criteria", "criterion:" .. criterion.id, "fail")
  end)

  fault("cross-sector-drill-missed", nil, function(house, expect)
    house:find("exercises", "ex-cross").held_on = "2025-03-12"
    expect(RISK .. "1.3.4", "organization", "partial")
    expect(RISK .. "1.3.4#cross-sector", "organization", "fail")
  end)

  fault("audit-finding-left-alone", nil, function(house, expect)
    house:add("findings", { id = "fi-2", audit = "au-r7", title = "代替手順の訓練が二年ない", severity = "medium" })
    expect(RISK .. "1.3.2", "organization", "partial")
    expect(RISK .. "1.3.2#findings", "finding:fi-2", "fail")
  end)

  -- ---- 2 and 3 ----------------------------------------------------------------------------------

  fault("object-without-causes", { "web risks" }, function(house, expect)
    house:remove("risks", "r-service-cause")
    expect(RISK .. "2.1.1", "service:service", "fail")
  end)

  fault("object-without-results", nil, function(house, expect)
    house:remove("risks", "r-f-notice-result")
    expect(RISK .. "2.1.2", "organization", "partial")
    expect(RISK .. "2.1.2#objects", "function:f-notice", "fail")
  end)

  fault("estimate-off-the-scale", { "retained" }, function(house, expect)
    local risk = retained(house)
    risk.frequency = { low = 1, mode = 2, high = 4 }
    risk.magnitude = { low = "1万円", mode = "5万円", high = "20万円" }
    expect(RISK .. "3.1.2", "risk:" .. risk.id, "fail")
  end)

  -- ---- 5 treatment ------------------------------------------------------------------------------

  fault("treatment-not-feasible", { "treated feasible" }, function(house, expect)
    treated(house).feasible = false
    expect(RISK .. "5.1", "organization", "partial")
    expect(RISK .. "5.1#b", "risk:" .. treated(house).id, "fail")
  end)

  fault("only-the-entry-guarded", nil, function(house, expect)
    treated(house).treatment.inner = false
    expect(RISK .. "5.1.5(1)", "organization", "partial")
    expect(RISK .. "5.1.5(1)#b", "risk:" .. treated(house).id, "fail")
  end)

  fault("treatment-overdue", nil, function(house, expect)
    treated(house).treatment.due = house:day "2026-10"
    expect(RISK .. "6.1", "organization", "partial")
    expect(RISK .. "6.1#drift", "risk:" .. treated(house).id, "fail")
  end)

  fault("rare-risk-by-cost-alone", nil, function(house, expect)
    shared(house).treatment.cost_benefit_only = true
    expect(RISK .. "5.1", "organization", "partial")
    expect(RISK .. "5.1#rare", "risk:" .. shared(house).id, "fail")
  end)

  fault("residual-risk-too-large", nil, function(house, expect)
    shared(house).residual.impact = "大"
    shared(house).judgement = nil
    expect(RISK .. "5.1.5(2)", "organization", "partial")
    expect(RISK .. "5.1.5(2)#acceptable", "risk:" .. shared(house).id, "fail")
  end)

  fault("risk-owned-outside", nil, function(house, expect)
    house:person("outsider", { unit = "div-sys", post = "常駐（委託先）", superior = house.who.owner,
      employer = "contractor", joined_on = "2020-04-01" })
    shared(house).owner = house.who.outsider
    expect(RISK .. "5.1.4", "risk:" .. shared(house).id, "partial")
    expect(RISK .. "5.1.4#responsibility", "risk:" .. shared(house).id, "fail")
  end)

  fault("retained-though-not-low", { "retained" }, function(house, expect)
    local risk = retained(house)
    risk.impact = "中"
    expect(RISK .. "5.1.2", "risk:" .. risk.id, "partial")
    expect(RISK .. "5.1.2#low", "risk:" .. risk.id, "partial")
  end)

  -- ---- 6 watching -------------------------------------------------------------------------------

  fault("change-not-taken-up", nil, function(house, expect)
    house:add("triggers", { id = "t-law", type = "usage_changed", on = "2026-09-20", text = "使い方が変わった",
      affects = { "system:mail" } })
    expect(RISK .. "6.2", "organization", "partial")
    expect(RISK .. "6.2#a", "trigger:t-law", "fail")
    for _, risk in ipairs { "risk:r-mail-cause", "risk:r-mail-result" } do
      expect(RISK .. "5.1.2", risk, "partial")
      expect(RISK .. "5.1.2#watched", risk, "fail")
    end
    if house.form == "aviation" then
      expect("aviation/4.2.1", "organization", "partial")
      expect("aviation/4.2.1#anew", "organization", "fail")
    end
  end)

  fault("risk-answer-partly", nil, function(house, expect)
    house:settle(RISK .. "1.3.1#e", "partly")
    expect(RISK .. "1.3.1", "organization", "partial")
    expect(RISK .. "1.3.1#e", "organization", "partial")
  end)

  -- ---- ci-guideline -----------------------------------------------------------------------------

  fault("item-refused-without-reason", { "adopted" }, function(house, expect)
    local item = house.random:pick(house:find("documents", "ss-own").adopted)
    item.decision = "not_adopted"
    expect(GUIDELINE .. item.item, "organization", "fail")
  end)

  fault("item-in-no-standard", { "adopted" }, function(house, expect)
    local adopted = house:find("documents", "ss-industry").adopted
    local item = table.remove(adopted, house.random:int(1, #adopted))
    expect(GUIDELINE .. item.item, "organization", "fail")
  end)

  fault("role-of-ministry-unwritten", nil, function(house, expect)
    local covers = house:find("documents", "ss-industry").covers
    covers[#covers] = nil
    expect(GUIDELINE .. "4", "organization", "partial")
    expect(GUIDELINE .. "4#ministry", "organization", "fail")
  end)

  -- ---- service-levels ---------------------------------------------------------------------------

  local function breach(house, id, month)
    local outage = sectors[house.form].breach(house.random)
    outage.id, outage.service, outage.started_at = id, "service", house:day(month) .. "T10:05"
    return house:add("outages", outage)
  end

  fault("level-of-service-broken", nil, function(house, expect)
    breach(house, "ou-90", "2026-07")
    expect("service-levels/" .. sectors[house.form].level, "outage:ou-90", "fail")
  end)

  fault("outage-of-unknown-cause", nil, function(house, expect)
    breach(house, "ou-91", "2026-08").caused_by_it = nil
    expect("service-levels/" .. sectors[house.form].level, "outage:ou-91", "unknown")
  end)
end
