-- An operator of a critical infrastructure: risk process (all six steps), safety standards, service levels,
-- continuity of its systems.

local aviation = require "aviation"
local continuity = require "continuity"
local names = require "names"
local sectors = require "sectors"
local systems = require "systems"

local operator = {}

local function add_people(house)
  local function person(key, unit, post, superior, more)
    local record = { unit = unit, post = post, superior = house.who[superior], employer = "staff",
      joined_on = house.random:int(1988, 2020) .. "-04-01" }
    for name, value in pairs(more or {}) do record[name] = value end
    house:person(key, record)
  end
  person("chief", "hq", "社長", nil, { rank = "幹部" })
  person("ciso", "div-sec", "セキュリティ統括部長（CISO）", "chief", { qualifications = { "CISSP" } })
  person("owner", "div-sys", "システム部長", "chief",
    { rank = "部長級", qualifications = { "システム監査技術者試験" } })
  person("risk", "div-risk", "リスク統括部長", "chief")
  person("business", "div-ops", "事業部長", "chief")
  person("sales", "div-ops", "営業課長", "business")
  person("audit", "div-audit", "内部監査部長", "chief")
  person("base", "div-sys", "基盤グループ長", "owner", { qualifications = { "プロジェクトマネージャ試験" } })
  person("net", "div-sys", "網グループ長", "owner", { qualifications = { "ネットワークスペシャリスト試験" } })
  person("core", "div-sys", "業務グループ長", "owner", { qualifications = { "データベーススペシャリスト試験" } })
  person("csirt", "div-sec", "CSIRT長", "ciso", { qualifications = { "情報処理安全確保支援士" } })
  person("junior", "div-sys", "業務グループ員", "core", { qualifications = { "基本情報技術者試験" } })
  person("watch", "div-sec", "CSIRT員", "csirt", { qualifications = { "基本情報技術者試験" } })
  house.who.owner_deputy = house.who.base
end

local function add_assignments(house)
  local who = house.who
  local function assign(role, key, deputy, more)
    local record = { id = ("as-%02d"):format(#house:all("assignments") + 1), role = role, person = who[key],
      since = "2024-06-26", deputy = deputy and who[deputy] }
    for name, value in pairs(more or {}) do record[name] = value end
    house:add("assignments", record)
  end
  local shift = { shift = "二交替" }
  assign("ciso", "ciso", "csirt", { duties = { "対策の統括" } })
  assign("board", "chief", nil, { duties = { "リスクの受容の判断" } })
  assign("csirt_head", "csirt", "watch", { duties = { "インシデント対処" } })
  assign("continuity_chief", "chief", "ciso", { duties = { "発動と切替えの最終の判断" } })
  assign("continuity_owner", "owner", "base", { duties = { "システムの復旧" } })
  assign("continuity_staff", "base", "net", { duties = { "計画の維持" } })
  assign("bcp_member", "owner")
  assign("bcp_member", "business")
  assign("activation_lead", "owner", "base")
  assign("information_desk", "risk", "csirt")
  assign("contact_desk", "business", "sales")
  assign("damage_check", "core", "junior", shift)
  assign("damage_control", "csirt", "watch", shift)
  assign("network_recovery", "net", "core", shift)
  assign("system_recovery", "base", "core", shift)
  assign("network_switch", "net", "junior", shift)
  assign("system_switch", "core", "net", shift)
  house:add("assignments", { id = "as-contractor", role = "contractor_recovery", post = "保守の委託先 復旧班",
    since = "2024-06-26" })
  assign("audit_chief", "audit")
end

-- ---- ci-risk ------------------------------------------------------------------------------------

local CRITERIA = {
  evaluation = { "戦略的価値", "情報資産の重要性", "法令・規制", "契約", "運用上の重要性", "利害関係者" },
  impact = { "分離レベル", "漏えい", "業務の停止", "金銭", "計画の遅れ", "信用", "法令違反" },
  acceptance = { "経営判断", "法令", "社会", "運用", "技術", "財務" },
}

local function add_criteria(house)
  for _, part in ipairs { "evaluation", "impact", "acceptance" } do
    for i, viewpoint in ipairs(CRITERIA[part]) do
      house:add("criteria", {
        id = part:sub(1, 1) .. "-" .. string.char(96 + i), part = part, viewpoint = viewpoint,
        statement = viewpoint .. "の目安を三段階で定める", quantitative = part ~= "evaluation" or nil,
        set_by = house.who.chief, set_on = "2025-05-21", reviewed_on = "2026-05-20",
      })
    end
  end
end

-- What may happen to the objects to be protected, by the way it is found.
local CAUSES = {
  { "不正な侵入を受ける", "intentional", "保守回線からの侵入", "停止と情報の流出" },
  { "操作を誤る", "accidental", "手順の取違え", "やり直し" },
  { "部品が故障する", "accidental", "経年の劣化", "一時の停止" },
}
local RESULTS = {
  { "止まる", "accidental", "機器の障害", "業務の遅れ" },
  { "使えなくなる", "environmental", "停電と浸水", "業務の休止" },
  { "誤った結果を出す", "accidental", "設定の誤り", "訂正" },
}

local function add_risk(house, subject, name, approach, list)
  local what = house.random:pick(list)
  local owner = house.random:pick { "owner", "business", "risk" }
  return house:add("risks", {
    id = ("r-%s-%s"):format(subject:gsub("^.*:", ""), approach), title = name .. "が" .. what[1],
      subject = subject,
    approach = approach, source = what[2], event = what[3], loss = what[4], likelihood = "低", impact = "小",
    value = "low", important = false, owner = house.who[owner], identified_on = "2025-07-10",
    reviewed_on = "2026-09-10", treatment = { option = "retain" },
  })
end

-- A risk that is brought down, and one that is shared, as it is rare and grave.
local function treat(house, modified, shared)
  local who = house.who
  modified.source, modified.event = "intentional", "保守回線からの侵入"
  modified.likelihood, modified.impact, modified.feasible, modified.value = "中", "中", true, "medium"
  modified.treatment = { option = "modify", what = "入口の分離と切り離したバックアップ", resources = "行程表による",
    owner = who.base, due = "2027-03-31", judged_by = "効果の測定", status = "doing", entry = true, inner = true }
  modified.residual = { likelihood = "低", impact = "中", on = "2026-09-10", new_risks = {} }
  modified.judgement = { acceptable = true, by = who.chief, on = "2026-09-18", reason = "一日分の再入力で戻せる" }
  shared.likelihood, shared.impact, shared.feasible, shared.value = "低", "大", true, "high"
  shared.treatment = { option = "share", what = "同業との相互支援", resources = "行程表による", owner = who.owner,
    due = "2027-03-31", judged_by = "効果の測定", status = "planned", cost_benefit_only = false }
  shared.residual = { likelihood = "低", impact = "中", on = "2026-09-10", new_risks = {} }
  shared.judgement = { acceptable = true, by = who.chief, on = "2026-09-18", reason = "相互支援で補える" }
  shared.important = true
end

local function add_risks(house)
  local objects = {}
  for _, system in ipairs(house:all("systems")) do
    if not system.id:find("^sys%-") then objects[#objects + 1] = { "system:" .. system.id, system.name } end
  end
  for _, kind in ipairs { "service", "function" } do
    for _, record in ipairs(house:all(kind .. "s")) do
      if record.uses_it or record.emergency_priority then
        objects[#objects + 1] = { kind .. ":" .. record.id, record.name }
      end
    end
  end
  for _, record in ipairs(house:all("information")) do
    objects[#objects + 1] = { "information:" .. record.id, record.name }
  end
  for _, object in ipairs(objects) do
    add_risk(house, object[1], object[2], "cause", CAUSES)
    add_risk(house, object[1], object[2], "result", RESULTS)
  end
  treat(house, house:find("risks", ("r-%s-cause"):format(house.core)),
    house:find("risks", ("r-%s-result"):format(house.core)))
end

local function add_issues(house)
  local core = ("risk:r-%s-cause"):format(house.core)
  local function issue(channel, text, more)
    local record = { id = "is-" .. (#house:all("issues") + 1), channel = channel, text = text,
      found_on = house:day "2026-05", handled_on = "2026-06-10" }
    for name, value in pairs(more) do record[name] = value end
    house:add("issues", record)
  end
  issue("information", "年末年始の注意喚起", { source_body = "内閣官房" })
  issue("information", "攻撃の手口", { source_body = "関係省庁", leads_to = { core } })
  issue("information", "仮想基盤の脆弱性", { source_body = "関係機関" })
  issue("information", "部品の脆弱性", { source_body = "ベンダー", leads_to = { core } })
  issue("operation", "入力の手戻り", { leads_to = { core } })
  issue("audit", "媒体の持出しの記録", { about = "finding:fi-1", leads_to = { core } })
  issue("environment", "暗号の危殆化", { leads_to = { core } })
  issue("exercise", "切替の権限が足りない", { leads_to = { core } })
end

local function add_doing(house)
  local who = house.who
  house:add("audits", { id = "au-r7", title = "令和7年度 システム監査", by = "own", done_on = "2026-02-13",
    reported_on = "2026-03-02", auditors = { who.audit } })
  house:add("audits", { id = "au-cont", title = "令和8年度 運用継続計画の監査", by = "own", subject = "doc-itbcp",
    purpose = "計画と台帳の突合せ", auditors = { who.audit }, done_on = "2026-08-21", reported_on = "2026-09-04",
    techniques = { "review" } })
  house:add("findings", { id = "fi-1", audit = "au-r7", title = "媒体の持出しの記録がない部署がある",
    severity = "medium" })
  house:add("exercises", { id = "ex-ceptoar", type = "ceptoar", held_on = house:day "2026-06",
    plan = { "1.3.4#a", "1.3.4#b", "1.3.4#c" } })
  house:add("exercises", { id = "ex-cross", type = "cross_sector", held_on = "2025-12-10" })
  house:add("trainings", { id = "tr-cont", title = "運用継続計画の説明会", held_on = "2026-06-12",
    audience = { "運用継続" }, attendees = { who.owner, who.base, who.net, who.core, who.csirt, who.business } })
  house:add("selfchecks", { id = "sc-cont", fiscal_year = 2026, round = 1, role = "continuity_owner",
    sheet_issued_on = "2026-09-24", instructed_on = "2026-09-24", done_on = "2026-10-09", asked = 1,
    answered = 1 })
  for _, rule in ipairs { "1.3.1#e", "2.1.2#management", "3.1#method", "3.1.1#c", "5.1#c", "5.1.5(1)#c" } do
    house:answer("ci-risk/" .. rule, "yes", { by = who.risk, evidence = "委員会の議事録（令和8年9月18日）" })
  end
end

-- ---- ci-guideline -------------------------------------------------------------------------------

local ITEMS = {
  "6.1.1(1)", "6.1.1(2)", "6.1.2(1)", "6.1.2(2)", "6.1.2(3)", "6.1.3(1)", "6.1.4(1)", "6.1.4(2)", "6.1.4(3)",
  "6.1.5(1)", "6.1.5(2)", "6.1.5(3)", "6.2.1(1)", "6.2.1(2)", "6.2.2(1)", "6.2.2(2)", "6.2.3(1)", "6.2.3(2)",
  "6.3.1", "6.3.2",
}

-- Codes with the name of their pack: chapter 3 of another guideline is another chapter.
local function guideline(codes)
  for i, code in ipairs(codes) do codes[i] = "ci-guideline/" .. code end
  return codes
end

local function add_documents(house)
  local who = house.who
  house:add("documents", { id = "doc-policy", type = "basic_policy", title = "情報セキュリティ基本方針", owner = who.ciso,
    approved_on = "2025-03-26", approved_by = who.chief, reviewed_on = "2026-03-25", published = true })
  house:add("documents", { id = "doc-criteria", type = "rule", title = "リスク判定基準", owner = who.risk,
    approved_on = "2026-05-20", approved_by = who.chief, reviewed_on = "2026-05-20" })
  house:add("documents", { id = "doc-risk", type = "risk_assessment", title = "リスク評価書（令和8年度）",
    owner = who.risk, approved_on = "2026-09-18", approved_by = who.chief })
  continuity.add_plans(house, { "doc-bcp", "doc-policy", "doc-criteria" })
  local half = house.random:int(5, 15)
  local function adopted(from, to)
    local list = {}
    for i = from, to do list[#list + 1] = { item = ITEMS[i], decision = "adopted" } end
    return list
  end
  house:add("documents", { id = "ss-industry", type = "safety_standard", title = "業界の安全対策の申合せ",
    approved_on = "2024-12-01", class = "industry", published = true, adopted = adopted(1, half),
    covers = guideline { "1", "2", "2#constituents.1", "2#constituents.2", "2#constituents.3", "3",
    "4#sector", "4#operator",
      "4#ministry" } })
  house:add("documents", { id = "ss-own", type = "safety_standard", title = "自社の管理基準",
    approved_on = "2025-09-30", approved_by = who.chief, reviewed_on = "2026-09-18", class = "internal",
    published = false, unpublished_reason = "防護の内容を含むため", adopted = adopted(half + 1, #ITEMS),
    based_on = { ("risk:r-%s-cause"):format(house.core) }, covers = guideline { "4#management" } })
end

-- ---- the whole ----------------------------------------------------------------------------------

function operator.build(house, sector)
  local plan = sectors[sector]
  local place = names.place(house.random)
  plan = setmetatable({ place = place, it_unit = "div-sys", business_unit = "div-ops" }, { __index = plan })
  house:add("organization", {
    id = house.id, name = place .. plan.suffix, type = "operator", sector = plan.sector,
      supervised_by = plan.ministry,
    alternate_site = true, audit_capacity = true, steps = { "1", "2", "3", "4", "5", "6" },
  })
  add_people(house)
  local who = house.who
  local function unit(id, name, head)
    house:add("units", { id = id, name = name, type = id == "hq" and "grouping" or "division",
      parent = id ~= "hq" and "hq" or nil, head = who[head] })
  end
  unit("hq", "本社", "chief")
  unit("div-sys", "システム部", "owner")
  unit("div-sec", "セキュリティ統括部", "ciso")
  unit("div-risk", "リスク統括部", "risk")
  unit("div-ops", plan.business, "business")
  unit("div-audit", "内部監査部", "audit")
  add_assignments(house)
  house:add("committees", { id = "com-risk", name = "リスク管理委員会", type = "risk", chair = who.chief,
    members = { who.ciso, who.owner, who.risk, who.business } })
  systems.build(house, plan)
  continuity.add_desk(house)
  systems.add_components(house)
  continuity.add_functions(house, plan)
  house:add("services", { id = "service", type = plan.service, name = plan.service_name, uses_it = true,
    systems = { house.core }, users = house.random:int(20, 900) * 1000 })
  house:add("information", { id = "i-customer", name = plan.information, medium = "electronic",
    confidentiality = 2,
    integrity = 2, availability = 2, held_in = { house.core }, handled_by = { "div-ops" }, personal = true })
  continuity.add_crises(house)
  add_criteria(house)
  add_risks(house)
  continuity.add_decisions(house)
  add_documents(house)
  add_issues(house)
  continuity.add_drills(house)
  continuity.add_answers(house, false)
  add_doing(house)
  if sector == "aviation" then aviation.add(house) end
  for i = 1, house.random:int(2, 5) do
    local outage = plan.outage(house.random)
    outage.id, outage.service = ("ou-%02d"):format(i), "service"
    outage.started_at = ("2026-%02d-%02dT%02d:%02d"):format(
      house.random:int(4, 10), house.random:int(1, 28), house.random:int(6, 20), house.random:int(0, 59))
    house:add("outages", outage)
  end
end

return operator
