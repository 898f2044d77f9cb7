-- 2.2.4 (2) Handling incidents. The clocks stand in incident_clocks.lua.
--
-- Readings where the text leaves a choice:
-- * A possibility that the CSIRT evaluated as no incident is outside. While it has not been evaluated,
--   that is unknown.
-- * What is done "if needed" is n/a unless the fact that calls for it is there.
-- * A report counts from the day it was made. A deed that is not recorded is unknown, not undone; reports
--   are a closed list: none recorded is none made.

-- Holds if an addressee has been told.
local function told(to)
  return ("any(reports where to == '%s' and date(at) <= today())"):format(to)
end

local HISTORY = { ja = "対処の経緯記録", en = "Record of the handling" }
local REPORTS = {
  ja = "報告・連絡の控え（宛先、日時、報番号）",
  en = "Copies of reports: to whom, when, which number",
}

-- ---- 2.2.4 (2) handling -------------------------------------------------------------------------

rule "2.2.4(2)(a)" {
  kind = "incident",
  title = { ja = "気付いた者は直ちに窓口へ知らせる", en = "Whoever notices something reports it at once" },
  actor = "staff",
  when = "own and recognised",
  check = "noticed_at <= reported_at and reported_at - noticed_at <= $notice_within",
  ask = {
    ja = "気付いてから窓口へ知らせるまでに間がなく、指示に従ったか",
    en = "Was it reported without delay, and were instructions followed?",
  },
  evidence = HISTORY,
  technique = "interview",
  remedy = {
    ja = "疑いの段階で知らせるよう周知し、発見と報告の日時を記録する",
    en = "Make known that a suspicion is enough; record when it was noticed and reported",
  },
}

rule "2.2.4(2)(b)" {
  kind = "incident",
  title = {
    ja = "知らせを受けた事象がインシデントかどうかを評価する",
    en = "What is reported is evaluated: an incident or not",
  },
  actor = "csirt",
  when = "own and recognised",
  check = "evaluated_at >= recognised_at and date(evaluated_at) <= today() and is_incident in [true, false]",
  question = {
    ja = "状況を確かめ、インシデントかどうかを評価したか",
    en = "Was the situation looked into, and evaluated?",
  },
  evidence = HISTORY,
  technique = "review",
  remedy = { ja = "評価の日時と結果を記録する", en = "Record when it was evaluated, and how" },
}

rule "2.2.4(2)(c)" {
  kind = "incident",
  title = { ja = "インシデントと評価したら速やかにCISOへ報告する", en = "The CISO learns of an incident promptly" },
  actor = "csirt_head",
  when = "recognised and is_incident and (" .. told("ciso")
    .. " or date(evaluated_at + $ciso_report_within) < today())",
  check = [[
    any(reports where to == 'ciso' and date(at) <= today()
      and (at <= outer.recognised_at + $ciso_report_within or at <= outer.evaluated_at + $ciso_report_within))
  ]],
  question = {
    ja = "評価の後、間を置かずCISOに報告したか",
    en = "Was the CISO told right after the evaluation?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = {
    ja = "全容が分からなくても第一報を上げ、続報で補う",
    en = "Send a first report although not all is known, and add to it later",
  },
}

-- The number of a report is its place among those to the same addressee, in the order of time.
rule "2.2.4(2)(c)#numbered" {
  kind = "incident",
  title = {
    ja = "報告に通し番号を付け、確定した点と未確定の点を分ける",
    en = "Reports are numbered, and tell what is settled from what is open",
  },
  actor = "csirt_head",
  level = "recommended",
  when = "to_be_handled and any(reports where to in $numbered_addressees)",
  check = [[
    all(reports where to in $numbered_addressees,
        number == count(outer.reports where to == outer.to and at <= outer.at)
        and (settled ~= '' or open ~= ''))
  ]],
  question = {
    ja = "第一報、第二報と順に更新し、何が確定し何が未確定かを示したか",
    en = "Were reports brought up to date one by one, each saying what is settled and what is not?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = {
    ja = "宛先ごとに報番号を1から順に付け、確定した事項と未確定の事項を書く",
    en = "Number the reports to each addressee from 1 on; write what is settled and what is open",
  },
}

rule "2.2.4(2)(d)" {
  kind = "incident",
  title = {
    ja = "応急措置と復旧を指示し、似たシステムでも起きていないか確かめる",
    en = "Containment and recovery are instructed, and similar systems looked into",
  },
  actor = "csirt",
  when = "to_be_handled",
  check = "instructed_at >= recognised_at and date(instructed_at) <= today() and similar_systems_checked",
  question = {
    ja = "責任者に指示・勧告し、他のシステムでの発生も検討したか",
    en = "Were those responsible instructed, and was the same looked for elsewhere?",
  },
  evidence = HISTORY,
  technique = "review",
  remedy = {
    ja = "指示の日時と、類似システムの点検の結果を記録する",
    en = "Record when it was instructed, and what the look at similar systems showed",
  },
}

-- Whether it was done as laid down is for a person to say. What was recovered before it was contained, was
-- not done so.
rule "2.2.4(2)(e)" {
  kind = "incident",
  title = {
    ja = "手順やCSIRTの指示に従って封じ込め、復旧する",
    en = "Containment and recovery follow the procedure or the CSIRT's instruction",
  },
  actor = "system_iso",
  when = "to_be_handled",
  check = "if(contained_at > recovered_at and date(recovered_at) <= today(), false)",
  ask = {
    ja = "封じ込めと復旧を、定めた手順又はCSIRTの指示どおりに行ったか",
    en = "Were containment and recovery done as laid down or instructed?",
  },
  evidence = HISTORY,
  technique = "interview",
  remedy = {
    ja = "封じ込めと復旧の日時を記録し、手順から外れた点を検証する",
    en = "Record containment and recovery; look into departures from the procedure",
  },
}

rule "2.2.4(2)(e)#logs" {
  kind = "incident",
  title = {
    ja = "復旧作業で失われる前にログを保全する",
    en = "Logs are preserved before recovery work destroys them",
  },
  actor = "system_iso",
  when = "to_be_handled",
  check = [[
    logs_preserved and (not present(logs_preserved_at) or date(logs_preserved_at) <= today())
    and (not present(recovered_at) or logs_preserved_at <= recovered_at)
  ]],
  question = {
    ja = "初期化や再導入の前に、ログと現状のデータを退避したか",
    en = "Were logs and data saved before anything was reset or installed anew?",
  },
  evidence = { ja = "ログの保全の記録", en = "Record of the preserved logs" },
  technique = "review",
  remedy = {
    ja = "作業の前にログを外部へ退避する手順を用意し、保全の日時を記録する",
    en = "Prepare how logs are saved elsewhere before work starts; record when it was done",
  },
}

-- The platform's own operator is outside: the duty is that of its users.
rule "2.2.4(2)(f)" {
  kind = "incident",
  title = {
    ja = "政府共通の基盤に関わるものは、基盤の規程に従って知らせ、対処する",
    en = "What concerns a shared government platform is handled by the platform's rules",
  },
  actor = "system_iso",
  when = "to_be_handled and shared_platform"
    .. " and not any(systems where present(platform) and platform == 'provided')"
    .. " and (" .. told("platform_operator") .. " or not fresh)",
  check = "if(not " .. told("platform_operator") .. ", false)",
  ask = {
    ja = "基盤の運用管理規程に従って対処したか",
    en = "Was it handled as the platform's rules say?",
  },
  evidence = REPORTS,
  technique = "interview",
  remedy = {
    ja = "基盤の運営者に連絡し、その規程に沿って対処する",
    en = "Tell the operator of the platform and follow its rules",
  },
}

rule "2.2.4(2)(g)" {
  kind = "incident",
  title = {
    ja = "サイバー攻撃やその疑いがあれば警察に知らせる",
    en = "The police learn of attacks, and of what may be one",
  },
  actor = "csirt",
  when = "to_be_handled and (attack or attack_suspected) and (" .. told("police") .. " or not fresh)",
  check = told("police"),
  question = {
    ja = "都道府県警察の担当に相談、届出などをしたか",
    en = "Was the matter brought to the police?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = {
    ja = "警察のサイバー攻撃の担当に連絡し、宛先と日時を記録する",
    en = "Turn to the police's unit for attacks; record whom and when",
  },
}

rule "2.2.4(2)(h)" {
  kind = "incident",
  title = {
    ja = "CSIRTが対処の状況をつかみ、指示や助言をする",
    en = "The CSIRT follows the handling and guides it",
  },
  actor = "csirt",
  when = "to_be_handled",
  ask = {
    ja = "受付から対外対応まで、CSIRTが状況を把握して指示・勧告・助言をしたか",
    en = "From first report to public statement, did the CSIRT know how things stood, and guide them?",
  },
  evidence = HISTORY,
  technique = "interview",
  remedy = {
    ja = "状況の共有の場を設け、CSIRTの指示や助言を経緯に残す",
    en = "Meet to share the situation; put the CSIRT's guidance into the record",
  },
}

rule "2.2.4(2)(i)" {
  kind = "incident",
  title = { ja = "対処したことを記録に残す", en = "What was done is on record" },
  actor = "csirt",
  when = "to_be_handled",
  check = "if(present(record), true)",
  ask = { ja = "対処の経緯を記録したか", en = "Is there a record of what was done?" },
  evidence = HISTORY,
  technique = "review",
  remedy = { ja = "経緯を時系列で記録し、その番号などを登録する", en = "Write down what was done when; note where it is kept" },
}

rule "2.2.4(2)(j)" {
  kind = "incident",
  title = {
    ja = "CYMATに支援を頼むときは必要な情報を渡す",
    en = "CYMAT is given what it needs when it is asked to help",
  },
  actor = "csirt",
  when = "to_be_handled and present(cymat.asked) and cymat.asked",
  check = "date(cymat.informed_at) <= today()",
  ask = {
    ja = "支援に要る情報をCYMATに提供したか",
    en = "Has CYMAT been given the information it needs?",
  },
  evidence = { ja = "CYMATへの提供の記録", en = "Record of what CYMAT was given" },
  technique = "review",
  remedy = { ja = "必要な情報を渡し、日時を記録する", en = "Give what is needed, and record when" },
}

-- Only an answer tells whether the parts had to be changed; without one nothing calls for it.
rule "2.2.4(2)-1" {
  kind = "incident",
  title = {
    ja = "対処の途中でも、規模や影響に合わせて役割分担を見直す",
    en = "Who does what is changed during the handling where scale and effect call for it",
  },
  actor = "csirt_head",
  when = [[
    to_be_handled and any(organization.answers where rule in ['2.2.4(2)-1', 'gov-standards/2.2.4(2)-1']
      and (not present(on) or on <= today()) and (not present(subject) or subject == outer.self))
  ]],
  ask = {
    ja = "必要になったとき、対処中に役割分担を見直したか",
    en = "Where it was needed, were parts changed during the handling?",
  },
  evidence = HISTORY,
  technique = "interview",
  remedy = { ja = "対処中の役割の変更を記録する", en = "Record changes of parts during the handling" },
}
