-- The continuity of the systems: functions, crises and their damage, who decides, drills, plans. All types of
-- house have these alike; who plays which part comes from the house (`who`).

local answers = require "answers"

local continuity = {}

-- ---- what must go on ----------------------------------------------------------------------------

function continuity.add_functions(house, plan)
  local unit, haste = plan.business_unit, house.haste
  local function urgent(record)
    record.unit, record.emergency_priority, record.rlo, record.confirmed_on = unit, true, 100, "2026-06-05"
    record.required_people = house.random:int(2, 9)
    record.alternative = { means = record.means, holds_for = "2d", prepared = true, agreed_on = "2026-06-12" }
    record.means = nil
    return house:add("functions", record)
  end
  urgent {
    id = "f-main", name = plan.main_function, rto = haste.core, systems = { house.core },
      protects_life = true,
    means = "手作業と電話による運用", impact = { { after = haste.core, step = "中" }, { after = "3d", step = "大" } },
    bcp_ref = "業務継続計画 3.1",
  }
  urgent {
    id = "f-notice", name = "利用者への告知", rto = "1d", systems = { "web" }, protects_life = false,
    means = "電話の自動案内と掲示", impact = { { after = "1d", step = "中" }, { after = "3d", step = "大" } },
    bcp_ref = "業務継続計画 3.2",
  }
  house:add("functions", { id = "f-office", name = "連絡・文書", unit = plan.it_unit, emergency_priority = false,
    rto = "1w", systems = { "mail" } })
  if house.office_systems > 0 then
    house:add("functions", { id = "f-payment", name = "支払", unit = plan.it_unit, emergency_priority = false,
      rto = "3w", systems = { "sys-01" } })
  end
end

-- ---- what may happen ----------------------------------------------------------------------------

local DAMAGES = {
  { "staff", "要員の三割が参集できない" }, { "site", "本館に立ち入れない", true }, { "transport", "鉄道が止まる" },
  { "power", "停電", true }, { "water", "断水", true }, { "network", "回線の不通", true },
  { "equipment", "機器の転倒・故障", true }, { "data", "データの破損" }, { "contractor", "委託先が来られない" },
}

local function add_damages(house, crisis, lasts, heavy)
  for _, damage in ipairs(DAMAGES) do
    house:add("damages", {
      id = ("dm-%s-%s"):format(crisis, damage[1]), crisis = "cs-" .. crisis, resource = damage[1],
      assumption = damage[2], site = damage[3] and "site-main" or nil,
      severity = heavy[damage[1]] and "serious" or "slight", lasts = lasts, from_bcp = true,
    })
  end
end

function continuity.add_crises(house)
  local which = house.random:pick { "直下の地震", "海溝の大地震", "断層の地震" }
  local crises = {
    { id = "cs-quake", type = "disaster", title = which, probability = "中", impact = "大",
      preconditions = { "off_hours", "holiday", "season", "building_down" } },
    { id = "cs-attack", type = "incident", title = "ランサムウェアと機器の故障", probability = "中", impact = "大",
      preconditions = { "off_hours", "before_opening", "hardware_failure" } },
    { id = "cs-flu", type = "pandemic", title = "新型の感染症", probability = "低", impact = "中",
      preconditions = { "season" } },
  }
  for _, crisis in ipairs(crises) do
    crisis.in_bcp, crisis.reviewed_on = true, "2026-07-24"
    house:add("crises", crisis)
  end
  local all = setmetatable({}, { __index = function() return true end })
  add_damages(house, "quake", "3d", all)
  add_damages(house, "attack", "2d", all)
  add_damages(house, "flu", "60d", { staff = true, contractor = true })
  for _, site in ipairs { "site-sub", "site-cloud" } do
    house:add("damages", { id = "dm-" .. site, crisis = "cs-quake", site = site, resource = "network",
      assumption = "回線が半日不通になる", severity = "slight", lasts = "12h", from_bcp = true })
  end
end

function continuity.add_decisions(house)
  local who = house.who
  local function add(type, text, decider, deputy)
    house:add("activations", { id = "ac-" .. type, type = type, text = text, decider = decider,
      deputy = deputy })
  end
  add("plan", "震度6弱以上、又は目標を超える停止の見込み", who.chief, who.owner)
  add("gather", "震度5強以上で連絡を待たずに参集", who.owner, who.owner_deputy)
  add("switch", "本館の復旧に目標を超える見込み", who.owner, who.owner_deputy)
  add("telework", "交通の途絶、又は出勤の抑制", who.owner, who.owner_deputy)
  local function measure(id, title, whatfor)
    house:add("measures", { id = id, title = title, ["for"] = whatfor, owner = who.owner, status = "done",
      done_on = house:day "2026-02" })
  end
  measure("ms-site", "本館が使えないときは副センターと在宅で続ける", { "site:site-main" })
  measure("ms-contractors", "委託先が動けないときの復旧手順と第二の連絡先",
    { "supplier:sup-net", "supplier:sup-core", "supplier:sup-cloud" })
  measure("ms-clouds", "クラウドが止まったときの電話案内と掲示", { "site:site-cloud", "system:web", "system:mail" })
  measure("ms-net", "網が止まったときは携帯回線につなぐ", { "system:net", "system:" .. house.core })
end

-- ---- doing --------------------------------------------------------------------------------------

local DRILL = { "体制", "目的", "範囲", "シナリオ", "参加者", "評価指標", "スケジュール", "方法", "事前準備" }

function continuity.add_drills(house)
  local core = house.core
  local function drill(id, type, on, difficulty, more)
    local record = { id = id, type = type, planned_on = on, held_on = on, difficulty = difficulty,
      plan = DRILL,
      findings = {} }
    for name, value in pairs(more or {}) do record[name] = value end
    house:add("exercises", record)
  end
  drill("ex-r7-walk", "walkthrough", house:day "2025-06", 1, { systems = { core, "net" },
    with_business = true })
  drill("ex-r7-respond", "incident_response", house:day "2025-11", 1,
    { systems = { "web", "mail" }, findings = { "夜間の連絡に40分かかった" }, improved_on = "2025-12-19" })
  drill("ex-r8-contact", "contact", house:day "2026-05", 2)
  drill("ex-r8-telework", "telework", house:day "2026-05", 2, { systems = { "mail" } })
  drill("ex-r8-restore", "restore", house:day "2026-06", 2, { systems = { "web" } })
  drill("ex-r8-switch", "switchover", house:day "2026-07", 2, { systems = { "net", core },
    with_contractor = true })
  drill("ex-r8-walk", "walkthrough", house:day "2026-09", 2, { systems = { core, "net" },
    with_business = true })
  drill("ex-r8-blind", "blind_scenario", house:day "2026-10", 2, { systems = { "web" } })
  drill("ex-r8-respond", "incident_response", "2026-11-12", 2, { systems = { "web", "mail", core } })
end

-- ---- written down -------------------------------------------------------------------------------

-- `approvers`: the continuity chief approves the plans; `based`: other documents they rest on.
function continuity.add_plans(house, based)
  local who = house.who
  local function add(record)
    record.owner = record.owner or who.owner
    record.approved_on, record.approved_by = record.approved_on or "2026-06-12", record.approved_by
      or who.chief
    house:add("documents", record)
  end
  add { id = "doc-bcp", type = "business_continuity_plan", title = "業務継続計画", approved_on = "2026-05-29",
    reviewed_on = "2026-05-29", covers = { "disaster", "incident", "pandemic" } }
  add { id = "doc-itbcp", type = "continuity_plan", title = "情報システム運用継続計画", reviewed_on = "2026-07-24",
    next_review_on = "2027-06-11", based_on = { "doc-bcp" }, consistent_with = based,
    covers = { "2.1(1)", "2.2(3)-2", "2.7.2(2)", "2.7.2(2)-1#b" },
    stored_at = { "paper", "electronic", "本館", "副センター" }, published = false,
    unpublished_reason = "復旧の手順を含むため" }
  add { id = "doc-premeasures", type = "premeasure_plan", title = "事前対策計画", consistent_with = { "doc-bcp" },
    covers = { "2.7.2(2)" } }
  add { id = "doc-response", type = "response_plan", title = "危機的事象発生時の対応計画",
    consistent_with = { "doc-bcp" },
    covers = { "2.8.2(2)", "2.8.2(2)-1#contents", "2.8.2(3)", "2.8.2(3)-1#first-response",
    "2.8.2(3)-1#contacts",
      "2.8.2(3)-1#disclosure", "携行カード" } }
  add { id = "doc-flow", type = "flow", title = "危機的事象の対応フロー" }
  add { id = "doc-alternate", type = "operation_plan", title = "副センター（代替拠点）の運用計画",
    covers = { "2.8.2(4)", "2.8.2(4)-1" } }
  add { id = "doc-drills", type = "training_plan", title = "令和8年度 運用継続の教育訓練計画",
    period = { from = "2026-04-01", ["until"] = "2027-03-31" }, approved_on = "2026-04-10",
    covers = { "2.9.1(1)" }, consistent_with = house.drills_with }
  add { id = "doc-upkeep", type = "upkeep_plan", title = "維持改善計画", next_review_on = "2027-06-11" }
end

function continuity.add_desk(house)
  local entries = {}
  for _, system in ipairs { "web", "mail", "net", house.core } do
    entries[#entries + 1] = { system = system, who = "保守の窓口（" .. system .. "）",
      contact = ("000-0120-%04d"):format(house.random:int(0, 9999)), verified_on = "2026-10-02" }
  end
  house:add("desks", { id = "desk-emergency", type = "emergency", owner = house.who.owner, published = false,
    contact = ("000-%04d-0001"):format(house.random:int(100, 999)), entries = entries })
end

function continuity.add_answers(house, government)
  for _, rule in ipairs(answers.CONTINUITY) do
    house:answer("it-continuity/" .. rule, "yes", { evidence = "運用継続計画の点検票 令和8年10月" })
  end
  for _, rule in ipairs(answers.CONTINUITY_NA) do
    house:answer("it-continuity/" .. rule, "na", { evidence = "当たるものがない" })
  end
  for _, rule in ipairs { "1.1.4#continuity-guideline", "1.1.4#common-standards" } do
    house:answer("it-continuity/" .. rule, government and "yes" or "na", { evidence = "策定時の対照表" })
  end
end

return continuity
