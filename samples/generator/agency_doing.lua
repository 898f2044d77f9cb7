-- What an agency in order has written down and done in two fiscal years (令和7年度, 令和8年度).

local continuity = require "continuity"

local doing = {}

local YEARS = {
  { "r7", "令和7年度", { from = "2025-04-01", ["until"] = "2026-03-31" }, "2025-04-10" },
  { "r8", "令和8年度", { from = "2026-04-01", ["until"] = "2027-03-31" }, "2026-04-10" },
}

local function codes(text)
  local list = {}
  for code in text:gmatch "%S+" do list[#list + 1] = code end
  return list
end

local RULES = {
  { "rule-organisation", "rule", "情報セキュリティ管理体制規程", codes [[
    2.1.1(1)-1#a 2.1.1(1)-1#b 2.1.1(1)-1#c 2.1.1(1)-1#d 2.1.1(1)-1#f 2.1.1(3)-1#a 2.1.1(3)-1#b 2.1.1(3)-1#c
    2.1.1(4)-1#a 2.1.1(4)-1#b 2.1.1(4)-1#c 2.1.1(4)-1#d 2.1.1(4)-1#e 2.1.1(4)-2#d 2.1.1(4)-2#e 2.1.1(4)-3
    2.1.1(4)-4 2.1.1(4)-5 2.1.1(5)(a) 2.1.1(5)-1 2.1.1(6)(a) 2.1.1(6)-1#a 2.1.1(6)-1#b 2.1.1(6)-1#c
    2.1.1(6)-1#d 2.1.1(6)-1#e 2.1.1(6)-1#f 2.1.1(7)(c)]] },
  { "rule-people", "rule", "採用・異動・退職時の手続", codes "2.1.3(3)(b)" },
  { "rule-information", "rule", "情報取扱規程", codes "3.1.1(1)" },
  { "rule-outsourcing", "rule", "業務委託・調達の規程", codes "4.1.1(1) 4.3.1(1)" },
  { "rule-cloud", "rule", "クラウドサービス利用規程", codes "4.2.1(1) 4.2.2(1) 4.2.3(1)" },
  { "rule-systems", "rule", "情報システム管理規程", codes "5.1.1(1) 5.1.1(2) 6.6.1(1)" },
  { "rule-use", "rule", "情報システム・端末利用規程", codes "6.1.2(1) 8.1.1(1)" },
  { "rule-telework", "procedure", "テレワーク実施手順", codes "8.1.3(1)" },
  { "rule-selfcheck", "procedure", "自己点検実施手順", codes "2.3.1(1)(b)" },
  { "rule-exceptions", "procedure", "例外措置手順", codes [[
    2.2.2(1)(a) 2.2.2(1)(b) 2.2.2(1)-1#a 2.2.2(1)-1#b 2.2.2(1)-1#c.1 2.2.2(1)-1#c.2 2.2.2(1)-1#c.3
    2.2.2(1)-1#c.4 2.2.2(1)-1#c.5 2.2.2(1)-1#c.6 2.2.2(1)-1#c.7]] },
}

local INCIDENT_CODES = codes [[
  2.2.4(1)(a) 2.2.4(1)(b) 2.2.4(1)-2#criteria 2.2.4(1)-2#deciders 2.2.4(1)-2#responses
  2.2.4(1)-2#urgent 2.1.1(7)(a) 2.1.1(7)(c)
  2.1.1(7)-1#a.1 2.1.1(7)-1#a.2 2.1.1(7)-1#a.3 2.1.1(7)-1#a.5 2.1.1(7)-1#a.6 2.1.1(7)-1#b.1 2.1.1(7)-1#b.2
  2.1.1(7)-1#b.4 2.1.1(7)-1#b.5 2.1.1(7)-1#b.6 2.1.1(7)-1#b.7 2.1.1(7)-4]]

local PLAN_CODES = codes "2.1.3(4)-1#policy 2.1.3(4)-1#a 2.1.3(4)-1#b 2.1.3(4)-1#c 2.1.3(4)-1#d"

function doing.add_documents(house)
  local who = house.who
  local function add(record)
    record.owner = record.owner or who.owner
    return house:add("documents", record)
  end
  add { id = "doc-policy", type = "basic_policy", title = "情報セキュリティ基本方針", owner = who.ciso,
    approved_on = "2016-04-01", approved_by = who.ciso, reviewed_on = "2026-03-18", published = true }
  add { id = "doc-risk", type = "risk_assessment", title = "令和7年度 リスク評価書",
    committee_reviewed_on = "2026-02-25",
    approved_on = "2026-02-27", approved_by = who.ciso, reviewed_on = "2026-07-10",
    based_on = { "sc-r7-2-staff", "au-r7-standard", "au-r7-soumu" }, published = false,
    unpublished_reason = "弱点を含むため" }
  add { id = "doc-standard", type = "standard", title = "情報セキュリティ対策基準", owner = who.ciso,
    committee_reviewed_on = "2026-10-16", approved_on = "2026-03-24", approved_by = who.ciso,
    reviewed_on = "2026-10-16", next_review_on = "2027-03-17", announced_on = "2026-03-27",
    based_on = { "doc-risk" }, published = true,
    adopted = { { item = "統一基準の遵守事項", decision = "adopted" } } }
  add { id = "doc-plan-r7", type = "promotion_plan", title = "令和7年度 対策推進計画", period = YEARS[1][3],
    committee_reviewed_on = "2025-03-19", approved_on = "2025-03-25", approved_by = who.ciso,
    reviewed_on = "2025-10-17", evaluated_on = "2026-03-18", covers = PLAN_CODES }
  add { id = "doc-plan-r8", type = "promotion_plan", title = "令和8年度 対策推進計画", period = YEARS[2][3],
    committee_reviewed_on = "2026-07-24", approved_on = "2026-03-24", approved_by = who.ciso,
    reviewed_on = "2026-07-24", covers = PLAN_CODES, based_on = { "doc-risk" } }
  for _, rule in ipairs(RULES) do
    add { id = rule[1], type = rule[2], title = rule[3], covers = rule[4], approved_on = "2024-03-22",
      approved_by = (rule[1] == "rule-organisation" or rule[1] == "rule-exceptions") and who.ciso
      or who.owner,
      reviewed_on = "2026-10-16" }
  end
  add { id = "doc-incident", type = "incident_procedure", title = "インシデント対処手順書", approved_on = "2023-03-24",
    approved_by = who.ciso, reviewed_on = "2026-10-16", announced_on = "2026-04-03", covers = INCIDENT_CODES,
    stored_at = { "文書共有", "紙（事務室）" } }
  add { id = "doc-contacts", type = "contact_list", title = "緊急連絡網", approved_on = "2026-10-02",
    approved_by = who.owner, reviewed_on = "2026-10-02", covers = { "web", "mail", "net", house.core },
    stored_at = { "紙（携行カード）" } }
  add { id = "doc-register", type = "ledger", title = "例外措置台帳", approved_on = "2021-03-26",
    reviewed_on = "2026-10-16", covers = { "2.2.2(1)(b)" } }
  add { id = "doc-ledger", type = "ledger", title = "情報システム台帳", owner = who.affairs,
    approved_on = "2026-06-12",
    reviewed_on = "2026-06-12" }
  for _, year in ipairs(YEARS) do
    add { id = "doc-training-" .. year[1], type = "training_plan", title = year[2] .. " 教育実施計画",
      period = year[3],
      approved_on = year[4], approved_by = who.owner, reviewed_on = year[1] == "r8" and "2026-07-24" or nil,
      consistent_with = { "doc-plan-" .. year[1] }, covers = { "all", "csirt", "promotion" } }
    add { id = "doc-selfcheck-" .. year[1], type = "selfcheck_plan", title = year[2] .. " 自己点検計画",
      period = year[3], approved_on = year[4], approved_by = who.owner }
    add { id = "doc-audit-" .. year[1], type = "audit_plan", title = year[2] .. " 監査実施計画", owner = who.audit,
      period = year[3], approved_on = year[4], approved_by = who.audit, covers = { "2.3.2(1)-1" } }
  end
  for _, material in ipairs { { "all", "全員用の手引", { "all" } },
    { "officers", "責任者用の手引", { "division_iso", "system_iso" } },
    { "csirt", "机上演習の教材", { "csirt", "promotion" } } } do
    add { id = "doc-material-" .. material[1], type = "training_material", title = material[2],
      owner = who.it,
      approved_on = "2026-05-22", covers = material[3] }
  end
  house.drills_with = { "doc-plan-r8" }
  continuity.add_plans(house, { "doc-bcp", "doc-policy", "doc-standard" })
end

-- ---- telling ------------------------------------------------------------------------------------

local function add_reports(house)
  local who = house.who
  local function report(id, type, about, from, to, on)
    house:add("reports", { id = id, type = type, about = about, from = who[from], to = to, on = on })
  end
  report("rp-rules-r7", "report", "rule-organisation", "owner", "ciso", "2026-03-18")
  report("rp-rules-r8", "report", "rule-organisation", "owner", "ciso", "2026-10-16")
  report("rp-training-r7", "report", "doc-training-r7", "owner", "ciso", "2026-03-18")
  report("rp-issue", "report", "is-usb", "business", "chief_iso", "2026-05-20")
  report("rp-advice", "advice_request", "doc-standard", "owner", "架空文化省", "2026-02-03")
  house:add("issues", { id = "is-usb", text = "外部の媒体で資料を受け取る手順が分かりにくい", channel = "staff",
    found_on = "2026-05-18", handled_on = "2026-06-30", about = "rule-information" })
end

-- ---- training, self-checks ----------------------------------------------------------------------

local function add_trainings(house)
  local who = house.who
  local function told(on) return { { to = "iso", on = on }, { to = "chief_iso", on = on } } end
  local team = { who.owner, who.affairs, who.it, who.press, who.it_second, who.public }
  local function training(id, title, on, audience, attendees, analysed_on)
    house:add("trainings", { id = id, title = title, held_on = on, audience = { audience },
      attendees = attendees,
      reports = told(on), analysed_on = analysed_on })
  end
  training("tr-r7-all", "令和7年度 全職員研修", house:day "2025-06", "all", house.staff, "2025-07-04")
  house:add("trainings", { id = "tr-r7-teams", title = "令和7年度 CSIRT・推進体制の机上演習", held_on = "2025-07-10",
    audience = { "csirt", "promotion" }, attendees = team, reports = told "2025-07-11",
    analysed_on = "2025-07-18" })
  training("tr-r8-joiners", "着任者の研修", "2026-04-08", "joiners", { who.joiner }, "2026-07-03")
  local all = table.move(house.staff, 1, #house.staff, 1, {})
  all[#all + 1] = who.joiner
  training("tr-r8-all", "令和8年度 全職員研修", house:day "2026-06", "all", all, "2026-07-03")
  house:add("trainings", { id = "tr-r8-teams", title = "令和8年度 CSIRT・推進体制の机上演習", held_on = "2026-07-09",
    audience = { "csirt", "promotion" }, attendees = team, reports = told "2026-07-10",
    analysed_on = "2026-07-17" })
  training("tr-r8-continuity", "運用継続の担当者の研修", "2026-06-03", "運用継続",
    { who.owner, who.it, who.keeping, who.public, who.it_second, who.public_second }, "2026-07-03")
end

local function add_selfchecks(house)
  local function check(id, year, round, role, issued, done, number, analysed)
    house:add("selfchecks", { id = id, fiscal_year = year, round = round, role = role,
      sheet_issued_on = issued,
      instructed_on = issued, done_on = done, asked = number, answered = number,
      analysed = { iso = analysed, chief_iso = analysed, ciso = analysed } })
  end
  for _, role in ipairs { { "staff", 12 }, { "iso", 1 }, { "division_iso", 3 }, { "system_iso", 2 } } do
    check("sc-r7-1-" .. role[1], 2025, 1, role[1], "2025-09-01", "2025-09-12", role[2], "2025-09-26")
  end
  check("sc-r7-2-staff", 2025, 2, "staff", "2026-01-13", "2026-01-30", 12, "2026-02-06")
  check("sc-r7-2-system", 2025, 2, "system_iso", "2026-01-13", "2026-01-23", 2, "2026-02-06")
  check("sc-r8-1-staff", 2026, 1, "staff", "2026-09-01", "2026-09-18", 13, "2026-09-25")
  check("sc-r8-1-system", 2026, 1, "system_iso", "2026-09-01", "2026-09-11", 2, "2026-09-25")
  check("sc-r8-continuity", 2026, 1, "continuity_owner", "2026-09-01", "2026-09-11", 1, "2026-09-25")
end

-- ---- audits -------------------------------------------------------------------------------------

local function add_audits(house)
  local who = house.who
  local function audit(record)
    record.by = record.by or "own"
    house:add("audits", record)
  end
  audit { id = "au-r7-standard", title = "対策基準と規程の監査", subject = "doc-standard", purpose = "統一基準・対策基準との整合",
    external = true, planned_on = "2025-11-04", notified_on = "2025-10-06", done_on = "2025-11-07",
    reported_on = "2025-12-05", techniques = { "review" }, covers = { "standard_vs_national",
    "rules_vs_standard" } }
  for _, of in ipairs { { "soumu", who.public_second }, { "jigyou", who.accounts_second } } do
    audit { id = "au-r7-" .. of[1], title = "課の運用の監査", subject = of[1], purpose = "規程どおりの運用",
      auditors = { who.audit, of[2] }, planned_on = "2026-01-14", notified_on = "2025-12-12",
      done_on = "2026-01-16", reported_on = "2026-02-10", techniques = { "interview", "observation" },
      covers = { "practice_vs_rules" } }
  end
  audit { id = "au-r8-core", title = "主要な情報システムの監査", subject = "system:" .. house.core, purpose = "権限と操作記録",
    auditors = { who.audit }, external = true, planned_on = "2026-09-07", notified_on = "2026-08-07",
    done_on = "2026-09-10", reported_on = "2026-10-09", techniques = { "review", "interview" },
    covers = { "practice_vs_rules" } }
  audit { id = "au-r8-continuity", title = "運用継続計画の監査", subject = "doc-itbcp", purpose = "計画と台帳の整合",
    auditors = { who.audit }, external = true, planned_on = "2026-09-07", notified_on = "2026-08-07",
    done_on = "2026-09-11", reported_on = "2026-10-09", techniques = { "review" },
    covers = { "practice_vs_rules" } }
  house:add("findings", { id = "fd-visitors", audit = "au-r7-jigyou", title = "見学者の記録に署名がない日がある",
    severity = "low", instructed_on = "2026-02-12",
    plan = { owner = who.owner, due = "2026-04-30", what = "記録簿の様式を改める" },
    progress = { { on = "2026-04-24", text = "新しい記録簿に替えた" } }, closed_on = "2026-04-30" })
  house:add("findings", { id = "fd-logs", audit = "au-r8-core", title = "操作記録の保存期間が手順にない", severity = "low",
    instructed_on = "2026-10-13", plan = { owner = who.owner, due = "2027-01-29", what = "手順書に保存期間を加える" } })
end

-- ---- exceptions, incidents ----------------------------------------------------------------------

local function add_events(house)
  local who = house.who
  house:add("exceptions", { id = "exc-patch", rule = "gov-standards/7.2.1(1)", own_rule = "情報システム管理規程 第24条",
    applicant = who.keeping, approver = who.owner, requested_on = "2026-05-11", decided_on = "2026-05-22",
    asked = { from = "2026-06-01", ["until"] = "2027-05-31", measure = "測定器への修正プログラムを適用しない" },
    from = "2026-06-01", ["until"] = "2027-05-31", decision = "approved", reason = "製造者が修正プログラムを出していない",
    decision_reason = "専用の区画に分けてあり、危険は小さい", alternative = "専用の区画に分ける", impact = "弱点が残るが、外から届かない",
    end_report_method = "書面で事務局長へ", reported_on = "2026-07-31" })
  house:add("requests", { id = "rq-export", about = "system:" .. house.core, applicant = who.public_second,
    approver = who.business, decided_on = "2026-08-21", approved = true })
  house:add("violations", { id = "vi-print", text = "部外秘の印刷物を会議室に置き忘れた", serious = false,
    known_on = "2026-07-07", reported_to_iso_on = "2026-07-07" })
  local settled, open = "12人の宛先が互いに見えた", "転送の有無"
  house:add("incidents", {
    id = "in-mail", title = "案内メールの宛先誤り", systems = { "mail" }, unit = "jigyou",
    occurred_at = "2026-05-13T10:05", noticed_at = "2026-05-13T10:20", noticed_by = who.keeping_second,
    reported_at = "2026-05-13T10:30", recognised_at = "2026-05-13T10:40", evaluated_at = "2026-05-13T11:30",
    is_incident = true, personal_data = true, leak_reportable = false,
    reports = {
      { to = "ciso", at = "2026-05-13T11:45", number = 1, settled = settled, open = open },
      { to = "ciso", at = "2026-05-20T17:00", number = 2, settled = "おわびと削除の依頼を終えた" },
      { to = "supervising_ministry", at = "2026-05-13T15:00", number = 1, settled = settled, open = open },
      { to = "cyber_office", at = "2026-05-14T10:00", number = 1, settled = "所管府省庁からの連絡", open = open },
      { to = "persons", at = "2026-05-13T16:30" }, { to = "related_bodies", at = "2026-05-29T09:00" },
    },
    instructed_at = "2026-05-13T11:50", contained_at = "2026-05-13T12:10", recovered_at = "2026-05-13T13:00",
    logs_preserved = true, logs_preserved_at = "2026-05-13T12:30", similar_systems_checked = true,
    published = false,
    spread_possible = "受信者からの転送のおそれ", affected = "申込者12人", indicators = "送信記録", recovery_outlook = "復旧済み",
    record = "対処記録 第1号", cause = "宛先欄の取違え", prevention_reported_on = "2026-05-27",
    prevention_instructed_on = "2026-05-29", lessons_shared_on = "2026-06-05",
  })
  house:add("incidents", { id = "in-alert", title = "端末の警告（誤検知）", systems = { "net" }, unit = "soumu",
    occurred_at = "2026-08-24T09:10", noticed_at = "2026-08-24T09:12", noticed_by = who.accounts,
    reported_at = "2026-08-24T09:15", recognised_at = "2026-08-24T09:20", evaluated_at = "2026-08-24T10:30",
    is_incident = false })
end

function doing.add(house)
  add_reports(house)
  add_trainings(house)
  add_selfchecks(house)
  add_audits(house)
  add_events(house)
end

return doing
