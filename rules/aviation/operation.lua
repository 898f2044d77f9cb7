-- 4.5 to 4.11 Continuity, people, CSIRT, sharing, crises.
--
-- Readings where the text leaves a choice:
-- * Everybody is trained yearly, in the last complete fiscal year, who was there from its first day; who
--   came later is n/a, and so is who was exempt with a reason until that year was over. The running year is
--   not due yet.
-- * Who is to be told is told once the day has come: a report dated later is none yet.
-- * The handbook and the guidance that the slides quote are examples of how to share: with the CEPTOAR, with
--   the public where a warning is needed, with the police.
-- * Incidents carry what the organisation found about reporting to the ministry (`ministry_report`); an
--   incident that is not said to be one of the other cases and is serious counts as grave. One that is
--   neither said nor serious is not known. In doubt, telling the ministry or a recorded consultation
--   suffices: a request for advice to one of the parameter's bodies. What was found to be no incident is
--   left out.

local write = library "write"
local rows = write.by "ciso"
local written, done, example = rows.written, rows.done, rows.example
local clause, title_only = rows.clause, rows.title_only
local told = write.told

-- ---- figures ------------------------------------------------------------------------------------

param "sharing_bodies" {
  value = { "交通ISAC", "Transport ISAC", "T-CEPTOAR", "セプター" },
  title = { ja = "情報共有の場とみなす提供元", en = "Sources that are bodies for sharing" },
  source = "4.8.2",
}

param "ministry_names" {
  value = { "sector_ministry", "国土交通省", "国土交通省航空局", "航空局", "MLIT" },
  title = { ja = "所管省庁への相談とみなす相手", en = "Bodies that are the ministry, when consulted" },
  source = "4.8.2",
}

-- ---- 4.5 continuity -----------------------------------------------------------------------------

rule "4.5.1" (title_only("事業継続計画などの作成", "Continuity plans"))
rule "4.5.2" (title_only("サービスの障害への対応", "Response to failures of the services"))
rule "4.5.3" (title_only("サービスの障害に対する防護と回復", "Protection and recovery"))

-- ---- 4.6 people ---------------------------------------------------------------------------------

rule "4.6" (clause {
  title = { ja = "人材の育成と意識の啓発", en = "Training and awareness" },
})
rule "4.6#yearly" (done {
  kind = "person",
  title = { ja = "全ての従業員が、年に一度は教育を受ける", en = "everybody is trained at least once a year" },
  select = "organization.in_aviation and works_here",
  when = [[
    trained_yearly
    or joined_on <= organization.trained_year_from
       and not (present(training_exempt.reason)
                and (not present(training_exempt.until)
                     or training_exempt.until >= organization.trained_year_until))
  ]],
  check = function(person)
    if person.trained_yearly then return true end
    local organization, last = person.organization, nil
    if not organization.has_training_records then
      return unknown(told("前年度以前の教育の記録がありません", "no training of the last fiscal year or before is recorded"))
    end
    for _, training in ipairs(person.trainings_by_attendees) do
      local held = training.held_on
      if come(held) and (not last or held > last) then last = held end
    end
    local from, till = organization.trained_year_from, organization.trained_year_until
    return fail(told(
      ("前年度（%s～%s）の受講の記録がありません（最後の受講：%s）"):format(
        format(from, "date", "ja"), format(till, "date", "ja"), last and format(last, "date", "ja") or "なし"
      ),
      ("not trained in the last fiscal year, %s to %s (last: %s)"):format(
        format(from, "date"), format(till, "date"), last and format(last, "date") or "never"
      )
    ))
  end,
  question = { ja = "前年度に教育を受けたか", en = "Trained in the last fiscal year?" },
  evidence = { ja = "受講の記録", en = "Record of attendance" },
  remedy = { ja = "全員が受ける教育を年に一度は行い、受講者を記録する", en = "Train everybody once a year, and record who came" },
})
rule "4.6#yearly.phishing" (written("4.6#yearly.phishing", {
  title = { ja = "教材：偽のメールやサイトの手口", en = "material on phishing" }, level = "example",
}))
rule "4.6#yearly.mail-fraud" (written("4.6#yearly.mail-fraud", {
  title = { ja = "教材：取引先を装う詐欺メール", en = "material on business mail fraud" }, level = "example",
}))
rule "4.6#yearly.passwords" (written("4.6#yearly.passwords", {
  title = { ja = "教材：パスワードの扱い", en = "material on passwords" }, level = "example",
}))
rule "4.6#awareness" (done {
  title = { ja = "対策が足りないとどうなるかを示して啓発する", en = "people are shown what may come of neglect" },
})
rule "4.6#roles" (done {
  title = {
    ja = "部署や役職に応じて要る力を、教育で身に付けさせる",
    en = "trainings give people the abilities that their unit and post call for",
  },
  check = [[
    if(any(trainings where held_on <= today()
           and any(audience where it in ('role', 'csirt', 'promotion'))), true)
  ]],
  evidence = { ja = "役割別の教育の記録", en = "Record of trainings by role" },
  remedy = {
    ja = "役割別の教育を行い、対象（audience）に「role」などと記録する",
    en = "Train people by role, and record 'role' or the like as the audience",
  },
})
rule "4.6#qualifications" (done {
  title = { ja = "対策に携わる人の資格の取得を後押しする", en = "those who work on security are helped to qualify" },
  check = "if(any(assignments where held_today and count(person.qualifications) > 0), true)",
  evidence = { ja = "資格の一覧、支援の制度", en = "List of qualifications, support scheme" },
})
rule "4.6#control-systems" (done {
  title = {
    ja = "制御システムの担当者に、専門機関（ICSCoE）の育成プログラムを検討する",
    en = "the ICSCoE programme is considered for people in charge of control systems",
  },
  when = "in_aviation and has_control_systems",
})

-- ---- 4.7 the CSIRT ------------------------------------------------------------------------------

rule "4.7.1" (clause {
  title = { ja = "CSIRTの整備と、関連部門との合意", en = "The CSIRT, agreed with other departments" },
})
rule "4.7.1#csirt" (done {
  title = { ja = "CSIRT又は同じ働きの組織がある", en = "there is a CSIRT, or a body that does its work" },
  check = write.in_office({ "csirt_head", "csirt_member", "csirt_coordinator" }, "CSIRTの要員", "in the CSIRT"),
  question = { ja = "CSIRTの要員がいるか", en = "Does the CSIRT have people?" },
  evidence = {
    ja = "CSIRTの名簿、任命書",
    en = "List of its members, letters of appointment",
  },
  remedy = { ja = "CSIRTの要員を任命する", en = "Appoint its members" },
})
rule "4.7.1#agreed" (written("4.7.1#agreed", {
  title = { ja = "関連部門と合意した役割分担と対応手順", en = "tasks and procedures, agreed with other departments" },
  actor = "csirt_head",
}))
rule "4.7.1#head" (done {
  title = { ja = "CSIRTの責任者を置く", en = "the CSIRT has a head" },
  check = write.in_office({ "csirt_head" }, "CSIRTの責任者", "head of the CSIRT"),
  question = { ja = "CSIRTの責任者がいるか", en = "Is there a head?" },
  evidence = { ja = "任命書", en = "Letter of appointment" },
  remedy = { ja = "CSIRTの責任者を任命する", en = "Appoint a head of the CSIRT" },
})
rule "4.7.1#reporting" (done {
  title = { ja = "事案が起きたら直ちに報告が届く体制を整える", en = "incidents are reported at once" },
  check = "if(any(desks where type == 'inside_report'), true)",
  evidence = { ja = "報告の窓口と手順", en = "Desk and procedure for reports" },
})
rule "4.7.1#control-systems" (written("4.7.1#control-systems", {
  title = { ja = "制御システムの部門との連携", en = "how it works with the departments of control systems" },
  actor = "csirt_head", when = "in_aviation and has_control_systems",
}))
rule "4.7.2" (title_only("障害が起きたときの体制", "Who acts when a service fails"))

-- ---- 4.8 day-to-day operation, sharing ----------------------------------------------------------

rule "4.8.1" (title_only("対策の導入と、運用の仕組みづくり", "Measures are introduced, and run"))

rule "4.8.2" (clause {
  title = { ja = "情報共有", en = "Sharing of information" },
})
rule "4.8.2#handbook" (written("4.8.2#handbook", {
  title = { ja = "国の手引に沿った、関係者との情報共有の手順", en = "how information is shared, after the national handbook" },
  actor = "csirt_head",
}))

extend "incident" {
  fields = {
    field("ministry_report", "by_law|grave|unclear|none", "所管省庁への報告の要否", "Report to the ministry", {
      labels = {
        by_law = { ja = "法令等による", en = "By law" },
        grave = { ja = "深刻な影響による", en = "For its grave effect" },
        unclear = { ja = "不明", en = "Unclear" },
        none = { ja = "不要", en = "None" },
      },
    }),
  },
}

local SENT = "(not present(at) or date(at) <= today())"

-- Somebody has been told of the incident: if not, an answer says whether that was considered.
local function sent(to) return ("if(any(reports where to in (%s) and %s), true)"):format(to, SENT) end

derive "incident.told_ministry" {
  type = "bool",
  title = { ja = "所管省庁への報告", en = "The ministry was told" },
  from = "any(reports where to == 'sector_ministry' and " .. SENT .. ")",
}

local REAL = "organization.in_aviation and (not present(is_incident) or is_incident)"

local function untold(incident)
  local others = 0
  for _, report in ipairs(incident.reports) do
    if field(report, "to") ~= "sector_ministry" then others = others + 1 end
  end
  return fail(told(
    ("国土交通省（sector_ministry）への報告がありません（ほかの宛先への報告は%d件）"):format(others),
    ("not reported to the ministry (sector_ministry); reports to others: %d"):format(others)
  ))
end

-- A case in which the ministry is told of an incident.
local function reported(of, row)
  row.kind, row.actor = "incident", "csirt_head"
  row.select = REAL .. " and " .. of
  row.check = row.check or function(incident) return incident.told_ministry or untold(incident) end
  row.evidence = { ja = "所管省庁への報告の記録", en = "Record of the report" }
  row.remedy = row.remedy or {
    ja = "国土交通省に報告し、報告先「sector_ministry」として記録する",
    en = "Report to the ministry of transport, and record it with 'sector_ministry'",
  }
  return done(row)
end

rule "4.8.2#by-law" (reported("present(ministry_report) and ministry_report == 'by_law'", {
  title = { ja = "法令等で義務のある事案を国土交通省に報告する", en = "the ministry is told where the law says so" },
  question = { ja = "義務のある報告をしたか", en = "Was the ministry told as the law asks?" },
}))
rule "4.8.2#grave" (reported("if(present(ministry_report), ministry_report == 'grave', serious)", {
  title = {
    ja = "国民生活やサービスに深刻な影響のある事案を国土交通省に知らせる",
    en = "the ministry is told of grave effects on the public or the services",
  },
  question = { ja = "深刻な影響のある事案を国土交通省に知らせたか", en = "Was the ministry told?" },
}))

-- Whether a report of the organisation asks the ministry about an incident.
local function consults(report)
  local to = report.type == "advice_request" and come(report.on) and field(report, "to")
  if not to then return false end
  for _, name in ipairs(params.ministry_names) do
    if to == name then return true end
  end
  return false
end

rule "4.8.2#doubt" (reported("if(present(ministry_report), ministry_report == 'unclear', not serious)", {
  title = { ja = "報告すべきか分からない事案は国土交通省に相談する", en = "in doubt the ministry is consulted" },
  check = function(incident)
    if field(incident, "told_ministry") then return true end
    for _, report in ipairs(incident.reports_about) do
      if consults(report) then return true end
    end
    if incident.ministry_report == "unclear" and not incident.told_ministry then -- missing: unknown
      return fail(told(
        "報告の要否が不明のまま、国土交通省への相談も報告もありません",
        "not clear whether to report, and the ministry was neither told nor consulted"
      ))
    end
    return true
  end,
  question = {
    ja = "報告すべきか分からないとき、国土交通省に相談したか",
    en = "Was the ministry consulted where it was not clear whether to report?",
  },
  remedy = {
    ja = "報告の要否（ministry_report）を決める。分からないときは国土交通省に相談し、記録する",
    en = "Settle ministry_report; in doubt consult the ministry of transport, and record that",
  },
}))
rule "4.8.2#isac" (done {
  title = {
    ja = "交通ISACなど、分野の情報共有の場に加わる",
    en = "the organisation takes part in the Transport ISAC or the like",
  },
  actor = "csirt_head",
  check = ([[
    if(any(incidents where any(reports where to == 'isac' and %s))
       or any(issues where present(source_body) and source_body in $sharing_bodies
                           and (not present(found_on) or found_on <= today())), true)
  ]]):format(SENT),
  evidence = { ja = "加入の証、受け取った情報", en = "Proof of membership, news received" },
})
rule "4.8.2#handbook.ceptoar" (example {
  kind = "incident", actor = "csirt_head",
  title = { ja = "必要に応じ、セプターの中で共有する", en = "it is shared within the CEPTOAR where needed" },
  select = REAL .. " and warning_needed",
  check = sent "'ceptoar'",
  ask = { ja = "セプターの中で共有したか", en = "Was it shared within the CEPTOAR?" },
  evidence = { ja = "共有の記録", en = "Record of the sharing" },
  remedy = { ja = "セプターに知らせ、報告先「ceptoar」として記録する", en = "Tell the CEPTOAR, and record it" },
})
rule "4.8.2#handbook.public" (example {
  kind = "incident", actor = "csirt_head",
  title = {
    ja = "二次被害への注意を促す要があれば、直ちに公表する",
    en = "it is published at once where people must be warned of further harm",
  },
  select = REAL .. " and warning_needed",
  check = sent "'public', 'users'",
  ask = { ja = "注意を促すために公表したか", en = "Was it published as a warning?" },
  evidence = { ja = "公表の記録", en = "Record of the publication" },
  remedy = {
    ja = "公表し、報告先「public」か「users」として記録する",
    en = "Publish it, and record that with 'public' or 'users'",
  },
})
rule "4.8.2#handbook.police" (example {
  kind = "incident", actor = "csirt_head",
  title = { ja = "犯罪の被害は、自らの判断で警察に通報する", en = "the police is told of crimes, as the operator sees fit" },
  select = REAL .. " and attack",
  check = sent "'police'",
  ask = { ja = "警察への通報を検討したか", en = "Was it considered to tell the police?" },
  evidence = { ja = "通報又は検討の記録", en = "Record of it, or of how it was considered" },
  remedy = { ja = "通報するか、しない理由を記録する", en = "Tell the police, or record why not" },
})

-- ---- 4.9 to 4.11 crises, exercises, monitoring --------------------------------------------------

rule "4.9.1" (title_only("攻撃の予兆", "Signs of an attack"))
rule "4.9.2" (title_only("コンティンジェンシープランと事業継続計画の実行", "Contingency and continuity plans are carried out"))
rule "4.9.3" (title_only("本社など重要な拠点の機能の確保", "Headquarters and other important places keep working"))
rule "4.9.4" (title_only("対策の状況の対外的な説明", "The public is told of the measures"))
rule "4.10" (title_only("演習と訓練", "Exercises"))
rule "4.11" (title_only("モニタリングとレビュー", "Monitoring and review"))
