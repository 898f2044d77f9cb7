-- 2.2.4 (3), (4) Telling others of incidents, and learning from them. The clocks stand in
-- incident_clocks.lua.
--
-- Readings where the text leaves a choice:
-- * Exceptions never excuse the duty to tell others.
-- * Every incident is shared with related bodies; which addressees are such bodies is a parameter.
-- * What is no incident is told only where others had to be warned.
-- * Reports of lessons and causes are due once there is something to report on: after the instruction,
--   after the report, once all runs again.

-- Holds if an addressee has been told.
local function told(to)
  return ("any(reports where to == '%s' and date(at) <= today())"):format(to)
end

local REPORTS = {
  ja = "報告・連絡の控え（宛先、日時、報番号）",
  en = "Copies of reports: to whom, when, which number",
}

-- ---- 2.2.4 (3) telling others -------------------------------------------------------------------

rule "2.2.4(3)(a)" {
  kind = "incident",
  title = {
    ja = "国家サイバー統括室に期限内に知らせる（法人は所管府省庁を通じて）",
    en = "The national office learns of an incident in time, from agencies through their ministry",
  },
  actor = "csirt",
  waivable = false,
  when = "organization.reports_to_office and to_be_reported and (office_told or first_report_due < today())",
  check = function(incident)
    if incident.reported_in_time then return true end
    local particulars = {
      message = {
        ja = "国家サイバー統括室への第一報が期限に間に合っていない",
        en = "The national office was not told in time",
      },
      first_report_due = incident.first_report_due,
    }
    if incident.reported_in_grace then return partial(particulars) end
    return fail(particulars)
  end,
  question = {
    ja = "認知の日から数えて期限までに、重大なら直ちに、統括室へ連絡が届いたか",
    en = "Did the office learn of it in time, at once if serious?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = {
    ja = "分かった範囲で直ちに第一報を出し、遅れた理由を記録する",
    en = "Send the first report now with what is known; record why it is late",
  },
}

rule "2.2.4(3)(a)#ministry" {
  kind = "incident",
  title = {
    ja = "法人は所管府省庁に速やかに知らせる",
    en = "Agencies and designated corporations tell their ministry promptly",
  },
  actor = "csirt",
  waivable = false,
  when = [[
    organization.has_ministry_above and to_be_reported
    and (any(reports where to == 'supervising_ministry' and date(at) <= today())
         or ministry_report_due < today())
  ]],
  check = [[
    any(reports where to == 'supervising_ministry' and date(at) <= today()
      and if(outer.serious, at <= outer.clock_from + $serious_report_within,
             date(at) <= outer.ministry_report_due))
  ]],
  question = {
    ja = "所管する府省庁に速やかに連絡したか",
    en = "Was the supervising ministry told promptly?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = { ja = "所管府省庁の窓口に直ちに連絡する", en = "Tell the ministry's desk now" },
}

rule "2.2.4(3)(a)#passed_on" {
  kind = "incident",
  title = {
    ja = "法人から知らせを受けた所管府省庁は、統括室へつなぐ",
    en = "What an agency told its ministry is passed on to the national office",
  },
  actor = "csirt",
  waivable = false,
  when = [[
    organization.has_ministry_above and to_be_reported
    and any(reports where to == 'supervising_ministry' and date(at) <= today())
    and (office_told or first_report_due < today())
  ]],
  check = "any(reports where to == 'cyber_office' and date(at) <= today() and at >= outer.ministry_told_at)",
  question = {
    ja = "所管府省庁から統括室へ連絡が渡ったことを確かめたか",
    en = "Is it sure that the ministry passed it on?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = {
    ja = "所管府省庁に、統括室へ連絡した日時を確かめる",
    en = "Ask the ministry when it told the office",
  },
}

rule "2.2.4(3)(a)#contents" {
  kind = "incident",
  title = {
    ja = "連絡に、部署、公表、波及、影響、発生と内容、分析の手掛かり、復旧の見込みを含める",
    en = "Reports tell where, whether public, spread, effect, what and when, indicators, and outlook",
  },
  actor = "csirt",
  level = "example",
  waivable = false,
  when = "organization.reports_to_office and own and to_be_reported and office_told",
  check = [[
    unit == unit and published in [true, false] and spread_possible ~= '' and affected ~= ''
    and date(occurred_at) <= today() and indicators ~= '' and recovery_outlook ~= ''
  ]],
  question = {
    ja = "七つの事項を、分かったものから順に伝えたか",
    en = "Were the seven points told as they became known?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = {
    ja = "欠けている事項を調べ、続報で補う",
    en = "Find out what is missing, and add it in the next report",
  },
}

rule "2.2.4(3)(b)" {
  kind = "incident",
  title = {
    ja = "大規模な攻撃又はそのおそれがある事態は、政府の初動の連絡先へ報告する",
    en = "Large-scale attacks, possible ones included, go to the government's desk for them",
  },
  actor = "csirt",
  waivable = false,
  when = [[
    organization.is_ministry and large_scale and recognised and (not present(is_incident) or is_incident)
    and (any(reports where to == 'large_scale_desk' and date(at) <= today()) or not fresh)
  ]],
  check = told("large_scale_desk"),
  question = {
    ja = "国民の生命や財産などに重大な被害が及び得る事態を、定められた先へ報告したか",
    en = "Was what may gravely harm life, property or the country reported to the desk?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = {
    ja = "内閣官房の事態対処の連絡先へ直ちに報告する",
    en = "Report to the Cabinet Secretariat's desk for crises now",
  },
}

rule "2.2.4(3)(c)" {
  kind = "incident",
  title = { ja = "関係する機関と情報を分かち合う", en = "What is known is shared with the bodies concerned" },
  actor = "csirt",
  waivable = false,
  when = [[
    to_be_handled and (any(reports where to in $sharing_addressees and date(at) <= today()) or not fresh)
  ]],
  check = "any(reports where to in $sharing_addressees and date(at) <= today())",
  question = {
    ja = "同じことが起こり得る機関などに、事案の情報を伝えたか",
    en = "Were bodies told that may meet with the same?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = {
    ja = "関係機関へ情報を提供し、宛先と日時を記録する",
    en = "Share what is known; record with whom and when",
  },
}

-- Which leaks are to be reported is for the law; the incident says whether this one is.
rule "2.2.4(3)(d)" {
  kind = "incident",
  title = {
    ja = "報告の対象となる個人情報の漏えいは、委員会に報告し、本人に知らせる",
    en = "Reportable leaks of personal data go to the commission and to the persons",
  },
  actor = "body",
  waivable = false,
  when = [[
    leak_reportable and own and recognised
    and (]] .. told("privacy_commission") .. " and " .. told("persons") .. [[ or not fresh)
  ]],
  check = told("privacy_commission") .. " and " .. told("persons"),
  question = {
    ja = "個人情報保護委員会への報告と本人への通知をしたか",
    en = "Were the commission and the persons concerned told?",
  },
  evidence = REPORTS,
  technique = "review",
  legal = {
    ja = "個人情報の保護に関する法律、番号法",
    en = "Act on the Protection of Personal Information; Number Act",
  },
  remedy = {
    ja = "委員会へ報告し、本人に通知し、それぞれの日時を記録する",
    en = "Report to the commission, tell the persons, and record when",
  },
}

rule "2.2.4(3)-1" {
  kind = "incident",
  title = {
    ja = "インシデントでなくても、注意を促すべきことは関係者と共有する",
    en = "What is no incident and yet calls for care is shared",
  },
  actor = "csirt",
  waivable = false,
  when = "own and recognised and not is_incident and warning_needed",
  check = "any(reports where to in $warning_addressees and date(at) <= today())",
  question = {
    ja = "組織内の関係者や他の機関に注意を促したか",
    en = "Were people inside or other bodies warned?",
  },
  evidence = REPORTS,
  technique = "review",
  remedy = { ja = "注意喚起を出し、宛先と日時を記録する", en = "Send the warning; record to whom and when" },
}

-- ---- 2.2.4 (4) learning -------------------------------------------------------------------------

rule "2.2.4(4)(a)" {
  kind = "incident",
  title = {
    ja = "指示を受けた責任者は、原因を調べ、再発防止策をCISOに報告する",
    en = "Cause and prevention are worked out and reported to the CISO",
  },
  actor = "iso",
  when = "to_be_handled and present(instructed_at) and date(instructed_at) <= today()",
  check = [[
    cause ~= '' and prevention_reported_on >= date(instructed_at) and prevention_reported_on <= today()
  ]],
  question = {
    ja = "原因と再発防止策を報告書にまとめ、CISOに報告したか",
    en = "Was a report on cause and prevention made to the CISO?",
  },
  evidence = { ja = "再発防止の報告書", en = "Report on prevention" },
  technique = "review",
  remedy = {
    ja = "原因を突き止め、再発防止策とともに報告書でCISOに上げる",
    en = "Find the cause; report it to the CISO with what prevents a repetition",
  },
}

rule "2.2.4(4)(b)" {
  kind = "incident",
  title = {
    ja = "CISOは報告を確かめ、再発防止に要る措置を指示する",
    en = "The CISO instructs what prevention takes",
  },
  actor = "ciso",
  when = "to_be_handled and present(prevention_reported_on) and prevention_reported_on <= today()",
  check = [[
    prevention_instructed_on >= prevention_reported_on and prevention_instructed_on <= today()
  ]],
  ask = {
    ja = "CISOは報告の内容を確かめ、実施に要る措置を指示したか",
    en = "Has the CISO looked at the report and instructed what it takes?",
  },
  evidence = { ja = "CISOの指示の記録", en = "Record of the CISO's instruction" },
  technique = "review",
  remedy = { ja = "CISOの指示を受け、日付を記録する", en = "Get the CISO's instruction; record the day" },
}

rule "2.2.4(4)(c)" {
  kind = "incident",
  title = {
    ja = "対処で得た教訓を、統括する責任者や関係する責任者と共有する",
    en = "Lessons are shared with the chief officer and the officers concerned",
  },
  actor = "csirt_head",
  when = "to_be_handled and present(recovered_at) and date(recovered_at) <= today()",
  check = "lessons_shared_on >= date(recognised_at) and lessons_shared_on <= today()",
  question = {
    ja = "手順や水準の改善につながる教訓を共有したか",
    en = "Were lessons shared that improve procedures and systems?",
  },
  evidence = { ja = "教訓を共有した資料", en = "What was shared" },
  technique = "review",
  remedy = { ja = "教訓をまとめて共有し、日付を記録する", en = "Put the lessons together, share them, record the day" },
}
