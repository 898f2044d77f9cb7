-- An incorporated administrative agency, small enough that one person has several roles: the common
-- standards of the government, and continuity of its systems. Its doing of two years is in agency_doing.lua.

local answers = require "answers"
local agency_doing = require "agency_doing"
local continuity = require "continuity"
local names = require "names"
local systems = require "systems"

local agency = {}

local BUSINESS = {
  { suffix = "資料機構", unit = "資料課", core = { id = "catalogue", name = "目録公開システム", purpose = "所蔵する資料の目録の公開" },
    main_function = "資料の閲覧の受付" },
  { suffix = "検定機構", unit = "検定課", core = { id = "licence", name = "資格登録システム", purpose = "資格の登録と証明" },
    main_function = "資格の証明" },
  { suffix = "支援機構", unit = "支援課", core = { id = "grants", name = "助成審査システム", purpose = "助成の申請の受付と審査" },
    main_function = "助成の給付" },
  { suffix = "観測研究所", unit = "観測課", core = { id = "sensing", name = "観測データ配信システム",
    purpose = "観測の記録と配信" }, main_function = "観測の速報" },
}

-- ---- people -------------------------------------------------------------------------------------

local function add_people(house)
  local function person(key, unit, post, rank, superior, more)
    local record = { unit = unit, post = post, rank = rank, superior = house.who[superior],
      employer = "staff",
      joined_on = house.random:int(2001, 2022) .. "-04-01" }
    for name, value in pairs(more or {}) do record[name] = value end
    house:person(key, record)
  end
  person("president", "yakuin", "理事長", "理事長")
  person("ciso", "yakuin", "理事", "理事", "president", { qualifications = { "行政実務25年" } })
  person("audit", "kansa", "監査室長", "室長", "president", { qualifications = { "内部監査士" } })
  person("owner", "jimukyoku", "事務局長", "部長級", "ciso",
    { qualifications = { "情報セキュリティマネジメント試験" } })
  person("affairs", "soumu", "総務課長", "課長", "owner", { qualifications = { "情報セキュリティマネジメント試験" } })
  person("it", "soumu", "情報係長", "係長", "affairs", { qualifications = { "情報処理安全確保支援士" } })
  person("press", "soumu", "総務係長", "係長", "affairs", { qualifications = { "広報実務12年" } })
  person("it_second", "soumu", nil, "主任", "press", { qualifications = { "応用情報技術者" } })
  person("accounts", "soumu", "会計係長", "係長", "affairs")
  person("accounts_second", "soumu", nil, "係員", "accounts")
  person("it_third", "soumu", nil, "係員", "it", { qualifications = { "基本情報技術者" } })
  person("business", "jigyou", "事業課長", "課長", "owner")
  person("public", "jigyou", "公開係長", "係長", "business", { qualifications = { "ウェブ運用9年" } })
  person("keeping", "jigyou", "保存係長", "係長", "business")
  person("public_second", "jigyou", nil, "主任", "public", { qualifications = { "ITパスポート" } })
  person("keeping_second", "jigyou", nil, "主任", "keeping", { qualifications = { "ITパスポート" } })
  local staff = {}
  for _, record in ipairs(house.data.people) do staff[#staff + 1] = record.id end
  house.staff = staff
  person("joiner", "jigyou", nil, "係員", "keeping", { joined_on = "2026-04-01" })
  person("former", "soumu", nil, "係員", nil, { left_on = "2025-03-31" })
  house:person("advisor", { employer = "contractor", qualifications = { "情報処理安全確保支援士", "CISSP" } })
  house.who.chief, house.who.owner_deputy = house.who.ciso, house.who.affairs
end

-- ---- roles --------------------------------------------------------------------------------------

local function add_assignments(house)
  local who = house.who
  local function assign(role, holder, more)
    local record = { id = ("as-%02d"):format(#house:all("assignments") + 1), role = role,
      since = "2018-04-01",
      person = who[holder], post = not who[holder] and holder or nil }
    for name, value in pairs(more or {}) do record[name] = value end
    return house:add("assignments", record)
  end
  assign("board", "理事長")
  assign("ciso", "理事")
  assign("chief_iso", "事務局長")
  assign("iso", "事務局長")
  assign("approver", "事務局長")
  assign("approver", "理事")
  local duties = {}
  for letter in ("abcdefghi"):gmatch "." do duties[#duties + 1] = "2.1.1(5)-1#" .. letter end
  assign("advisor", "advisor", { duties = duties })
  assign("audit_chief", "監査室長")
  assign("auditor", "public_second")
  assign("auditor", "accounts_second")
  assign("promotion_head", "総務課長")
  assign("promotion_member", "it")
  assign("promotion_member", "press")
  assign("csirt_head", "事務局長")
  assign("ciso_reporter", "総務課長")
  assign("csirt_coordinator", "it")
  assign("csirt_coordinator", "press")
  assign("csirt_member", "it_second")
  assign("csirt_member", "public")
  for _, division in ipairs { { "監査室長", "kansa" }, { "総務課長", "soumu" }, { "事業課長", "jigyou" } } do
    assign("division_iso", division[1], { scope = division[2] })
  end
  assign("area_iso", "総務課長", { scope = "area-office" })
  assign("area_iso", "総務課長", { scope = "area-server" })
  assign("area_iso", "事業課長", { scope = "area-vault" })
  for _, system in ipairs(house:all("systems")) do
    local ours = system.unit == "soumu"
    assign("system_iso", ours and "総務課長" or "事業課長", { scope = "system:" .. system.id })
    assign("system_admin", ours and "it" or "public",
      { scope = "system:" .. system.id, deputy = ours and who.it_third or who.public_second })
  end
  local shift = "二交替"
  assign("continuity_chief", "理事", { deputy = who.president })
  assign("continuity_owner", "事務局長", { deputy = who.affairs })
  assign("continuity_staff", "it", { deputy = who.it_third })
  assign("continuity_staff", "keeping", { deputy = who.keeping_second })
  assign("bcp_member", "事務局長")
  assign("bcp_member", "it")
  assign("activation_lead", "事務局長", { deputy = who.affairs })
  assign("information_desk", "press", { deputy = who.it_second })
  assign("contact_desk", "accounts", { deputy = who.accounts_second })
  assign("damage_check", "public", { deputy = who.public_second, shift = shift })
  assign("damage_control", "it_second", { deputy = who.it_third, shift = shift })
  assign("network_recovery", "it", { deputy = who.it_second, shift = shift })
  assign("system_recovery", "public", { deputy = who.it, shift = shift })
  assign("network_switch", "it_third", { deputy = who.it, shift = shift })
  assign("system_switch", "public_second", { deputy = who.public, shift = shift })
  house:add("assignments", { id = "as-contractor", role = "contractor_recovery", post = "保守の委託先 復旧班",
    since = "2024-04-01" })
end

local function add_units(house, business)
  local who = house.who
  local function unit(id, name, type, parent, head)
    house:add("units", { id = id, name = name, type = type, parent = parent, head = who[head] })
  end
  unit("yakuin", "役員", "other", nil, "president")
  unit("kansa", "監査室", "division", "yakuin", "audit")
  unit("jimukyoku", "事務局", "other", nil, "owner")
  unit("soumu", "総務課", "division", "jimukyoku", "affairs")
  unit("jigyou", business.unit, "division", "jimukyoku", "business")
  house:find("people", who.business).post = business.unit .. "長"
  local function area(id, name, class, of, manager)
    house:add("areas", { id = id, name = name, class = class, unit = of, facility_manager = who[manager] })
  end
  area("area-office", "事務室・会議室", '1', "soumu", "affairs")
  area("area-server", "機器室", '2', "soumu", "affairs")
  area("area-vault", "書庫", '3', "jigyou", "business")
  house:add("committees", { id = "com-security", name = "情報セキュリティ委員会", type = "security", chair = who.ciso,
    members = { who.owner, who.affairs, who.business, who.it }, appointed_by = who.ciso,
    agenda = { "2.1.1(2)-2#a", "2.1.1(2)-2#b", "2.1.1(2)-2#c" } })
  house:add("desks", { id = "desk-inside", type = "inside_report", contact = "内線 110", owner = who.it,
    published = false })
  house:add("desks", { id = "desk-outside", type = "outside_report",
    contact = "soudan@" .. house.id .. ".example",
    owner = who.press, published = true })
  for _, record in ipairs(house:all("assignments")) do
    if record.post == "事業課長" then record.post = business.unit .. "長" end
  end
end

-- ---- information --------------------------------------------------------------------------------

local function add_information(house, plan)
  local function add(record)
    record.medium, record.integrity = record.medium or "electronic", 2
    house:add("information", record)
  end
  add { id = "inf-core", name = plan.main_function .. "の記録", confidentiality = 2, availability = 1,
    restrictions = { readers = "事業を担う課", retain_until = "永久", keep_at = plan.core.name },
    held_in = { house.core }, handled_by = { "jigyou" } }
  add { id = "inf-applicants", name = "申込者の名簿", confidentiality = 2, availability = 1,
    restrictions = { readers = "公開係", encrypt_sent = "要", retain_until = "5年" }, held_in = { "mail" },
    handled_by = { "jigyou" }, personal = true }
  add { id = "inf-pages", name = "公開しているページ", confidentiality = 1, availability = 2,
    restrictions = { restore_within = "1d" }, held_in = { "web" }, handled_by = { "jigyou" } }
end

local function add_risks(house)
  local who = house.who
  local function risk(id, title, subject, source, owner, impact)
    house:add("risks", { id = id, title = title, subject = subject, approach = "cause", source = source,
      likelihood = house.random:pick { "低", "中" }, impact = impact, owner = who[owner],
      identified_on = "2026-02-20", reviewed_on = "2026-07-10" })
  end
  risk("rk-ransom", "ランサムウェアで記録が失われる", "system:" .. house.core, "intentional", "business", "大")
  risk("rk-deface", "公式ウェブサイトの改ざん", "system:web", "intentional", "business", "中")
  risk("rk-mail", "メールの誤送信による名簿の流出", "system:mail", "accidental", "affairs", "中")
  risk("rk-quake", "地震で機器室が使えなくなる", "system:net", "environmental", "owner", "大")
  house:add("triggers", { id = "tg-ransom", type = "threat", on = "2026-07-03", text = "同種の法人がランサムウェアの被害を受けた",
    affects = { "rk-ransom", "doc-training-r8" }, handled_on = "2026-07-24" })
  house:add("triggers", { id = "tg-standard", type = "standard_changed", on = "2026-06-12",
    text = "ガイドラインの一部改定", affects = { "doc-standard" }, handled_on = "2026-07-24" })
end

local function add_answers(house)
  for _, rule in ipairs(answers.GOVERNMENT) do
    local by = rule:find "^[34]" and "affairs" or rule:find "^8" and "affairs" or "owner"
    house:answer("gov-standards/" .. rule, "yes", { by = house.who[by], evidence = "令和8年10月の確認票" })
  end
  for _, rule in ipairs(answers.GOVERNMENT_NA) do
    house:answer("gov-standards/" .. rule, "na", { evidence = "当たるものがない" })
  end
  for _, rule in ipairs { "2.2.4(2)(e)", "2.2.4(2)(h)" } do
    house:answer("gov-standards/" .. rule, "yes", { subject = "in-mail", on = "2026-05-29",
      evidence = "対処記録 第1号" })
  end
end

function agency.build(house)
  local business = house.random:pick(BUSINESS)
  local place = names.place(house.random)
  local plan = { place = place, it_unit = "soumu", business_unit = "jigyou", core = business.core,
    main_function = business.main_function, net = "事務室の網と端末" }
  house:add("organization", {
    id = house.id, name = "独立行政法人" .. place .. business.suffix, type = "agency", supervised_by = "架空文化省",
    alternate_site = true, audit_capacity = false,
    rating_map = {
      { axis = "機密性", own = "部外秘", national = "機密性2情報" }, { axis = "機密性", own = "公開", national = "機密性1情報" },
      { axis = "完全性", own = "要保全", national = "完全性2情報" }, { axis = "可用性", own = "要安定", national = "可用性2情報" },
    },
  })
  add_people(house)
  systems.build(house, plan)
  house:supplier("sup-responder", { "incident_response", "audit" }, "対処の支援、監査の一部")
  add_assignments(house)
  add_units(house, business)
  continuity.add_desk(house)
  systems.add_components(house)
  continuity.add_functions(house, plan)
  add_information(house, plan)
  house:add("procurements", { id = "pr-web", system = "web", specification_on = "2026-09-30",
    continuity = true,
    security = true, sla = true })
  continuity.add_crises(house)
  add_risks(house)
  continuity.add_decisions(house)
  agency_doing.add_documents(house)
  agency_doing.add(house)
  continuity.add_drills(house)
  continuity.add_answers(house, true)
  add_answers(house)
end

return agency
