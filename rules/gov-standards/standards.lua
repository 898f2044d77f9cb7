-- 2.1.3 Risk assessment, security standard, operating rules, promotion plan.
--
-- Readings where the text leaves a choice:
-- * A decision of the CISO on standard or plan is one by the CISO in office on that day, or by the officer
--   or deputy to whom the task is recorded as delegated. The committee deliberates before it, or on the
--   same day; a risk assessment has been approved before it as well. Where only a deliberation at a later
--   review is recorded, a person answers for the earlier one.
-- * The risk assessment rests on results of self-checks and of audits where its `based_on` names both;
--   otherwise a person answers.
-- * The standard is as strict as the national one where its `adopted` items hold no "not adopted". One
--   without a reason fails; whether a reason is as good as the item is for a person to say.
-- * The list of operating rules (appendix 3) is not in our text: which must be there is our own list, a
--   parameter. Rules and procedures hold them by `covers`.
-- * The promotion plan in force is judged: that of the last complete or of the running fiscal year.
-- * What documents say of themselves (`covers`) is a declaration: an answer goes before it. No document of
--   the type: fail, as the duty is to have it.

-- ---- figures ------------------------------------------------------------------------------------

-- Which rules and procedures must be there: appendix 3, which lists them, is not in our text. What part 2
-- asks for in its clauses, and the articles of parts 3 to 8 whose titles ask for rules. Rules on terminals of
-- one's own (6.1.3(2)) are left out: they are due only where their use has been allowed, which no record
-- says; whoever allows it adds the article.
param "required_rules" {
  value = {
    "2.1.3(3)(b)", -- joining, leaving, moving
    "2.2.4(1)(a)", -- reporting a possible incident
    "2.2.4(1)(b)", -- handling an incident
    "2.3.1(1)(b)", -- self-checks
    "3.1.1(1)",    -- handling of information
    "4.1.1(1)",    -- outsourcing
    "4.3.1(1)",    -- procurement of equipment
    "5.1.1(1)",    -- classification of systems
    "5.1.1(2)",    -- measures by classification
    "6.1.2(1)",    -- terminals taken out of controlled areas
    "6.6.1(1)",    -- building applications and contents
    "8.1.1(1)",    -- use of systems
    "8.1.3(1)",    -- telework
  },
  title = { ja = "整備を求める運用規程・実施手順", en = "Operating rules and procedures that must be there" },
  source = "2.1.3(3)(a)",
}
param "required_rules_cloud" {
  value = {
    "4.2.1(1)",    -- choice of cloud services, confidential information
    "4.2.2(1)",    -- use of cloud services, confidential information
    "4.2.3(1)",    -- cloud services without confidential information
  },
  title = { ja = "クラウドサービスを使うとき求める運用規程", en = "Rules that must be there where cloud services are used" },
  source = "2.1.3(3)(a)",
}
param "required_rules_platform" {
  value = {
    "5.4.1(1)",    -- running a platform shared across government
  },
  title = { ja = "共通基盤を提供するとき求める運用管理規程", en = "Rules that must be there where a platform is provided" },
  source = "2.1.3(3)(a)",
}

-- ---- (1) risk assessment ------------------------------------------------------------------------

derive "document.on_checks_and_audits" {
  type = "bool",
  from = [[
    any(based_on, present(selfcheck.role))
    and any(based_on, present(audit.title) or present(finding.title)
                      or present(document.type) and document.type == 'audit_report')
  ]],
}

rule "2.1.3(1)(a)" {
  title = {
    ja = "点検や監査の結果を踏まえて、情報とシステムのリスクを評価する",
    en = "Risks to information and systems are assessed, on the results of checks and audits",
  },
  actor = "ciso",
  check = [[
    any(documents where type == 'risk_assessment')
    and count(risks) > 0 and all(risks, present(likelihood) and present(impact))
    and if(any(documents where type == 'risk_assessment', on_checks_and_audits), true)
  ]],
  ask = {
    ja = "リスク評価に、自己点検・監査・本部監査などの結果を取り入れたか",
    en = "Did the assessment take in the results of self-checks, audits and the headquarters' audit?",
  },
  evidence = { ja = "リスク評価書", en = "Risk assessment" }, technique = "review",
  remedy = {
    ja = "リスクごとに起こりやすさと影響を評価し、リスク評価書の根拠（based_on）に点検と監査の記録を挙げる",
    en = "Assess likelihood and impact of each risk; name checks and audits in the assessment's based_on",
  },
}

-- ---- (2) the standard ---------------------------------------------------------------------------

-- A risk assessment came first.
derive "document.after_assessment" {
  type = "bool",
  from = "any(organization.documents where type == 'risk_assessment', approved_on <= outer.approved_on)",
}

derive "document.duly_set" {
  type = "bool",
  title = { ja = "審議を経てCISOが決めた", en = "Decided by the CISO after deliberation" },
  from = "through_committee and by_ciso",
}

-- Nothing weaker: true, false for a bare "not adopted", else open.
derive "document.as_strict" {
  type = "bool",
  from = [[
    if(any(adopted, decision == 'not_adopted' and not present(reason)), false,
       if(count(adopted) > 0 and not any(adopted, decision == 'not_adopted'), true))
  ]],
}

rule "2.1.3(2)(a)" {
  title = {
    ja = "リスク評価と委員会の審議を経て、統一基準に劣らない対策基準を定める",
    en = "The CISO sets a standard no weaker than the national one, after risk assessment and committee",
  },
  actor = "ciso",
  check = "any(documents where type == 'standard', duly_set and after_assessment and as_strict)",
  ask = {
    ja = "対策基準の中身は、統一基準と同じかそれ以上の水準か",
    en = "Is the standard's content of the same or a higher level than the national one?",
  },
  evidence = { ja = "対策基準、委員会の議事録、決裁", en = "Standard, minutes of the committee, approval" },
  technique = "review",
  remedy = {
    ja = "リスク評価、委員会の審議、CISOの決定の順に進め、日付と項目ごとの採否を記録する",
    en = "Go from assessment to committee to the CISO's decision; record the dates and what was adopted",
  },
}

rule "2.1.3(2)(a)#advice" {
  title = {
    ja = "対策基準を決める前に、知見のある者の意見を聞く",
    en = "Experts are heard before the standard is set",
  },
  actor = "ciso", level = "recommended",
  ask = {
    ja = "対策基準の漏れや妥当性について、情報セキュリティに詳しい者の意見を求めたか",
    en = "Were people with expertise asked whether the standard is complete and sound?",
  },
  evidence = { ja = "意見照会の記録", en = "Record of what was asked and said" }, technique = "review",
  remedy = { ja = "アドバイザーなどに案を見てもらう", en = "Have the advisor or others go over the draft" },
}

-- ---- (3) operating rules and procedures ---------------------------------------------------------

-- Which of the codes no regulation covers.
local function uncovered(organization, codes)
  local covered, missing = {}, {}
  for _, document in ipairs(organization.documents) do
    if field(document, "is_regulation") then
      for _, code in ipairs(document.covers) do covered[code] = true end
    end
  end
  for _, code in ipairs(codes) do
    if not covered[code] then missing[#missing + 1] = code end
  end
  return missing
end

local function append(list, more) for _, x in ipairs(more) do list[#list + 1] = x end end

local function required(organization)
  local codes, cloud, platform = {}, false, false
  append(codes, params.required_rules)
  for _, system in ipairs(organization.systems) do
    cloud = cloud or field(system, "cloud.service") ~= nil or field(system, "cloud.provider") ~= nil
    platform = platform or field(system, "platform") == "provided"
  end
  if cloud then append(codes, params.required_rules_cloud) end
  if platform then append(codes, params.required_rules_platform) end
  return codes
end

rule "2.1.3(3)(a)" {
  title = {
    ja = "運用規程と実施手順を整え、その状況をCISOに報告する",
    en = "Operating rules and procedures are there, and the CISO is told how they stand",
  },
  actor = "chief_iso", items = true,
  remedy = {
    ja = "足りない規程を作り、責任者を決め、CISOに報告する",
    en = "Write what is missing, name owners, report to the CISO",
  },
}

rule "2.1.3(3)(a)#rules" {
  title = { ja = "求められる運用規程と実施手順がそろっている", en = "All required rules and procedures are there" },
  actor = "chief_iso", declared = true,
  check = function(organization)
    local codes = required(organization)
    local missing = uncovered(organization, codes)
    if #missing == 0 then return true end
    local names = table.concat(missing, " ")
    local particulars = { message = {
      ja = ("定めている規程がない条項：%s"):format(names),
      en = ("no rule covers %s"):format(names),
    }, missing = #missing, required = #codes }
    return #missing < #codes and partial(particulars) or fail(particulars)
  end,
  ask = {
    ja = "付録の一覧が求める運用規程と実施手順は、全てそろっているか",
    en = "Are all rules and procedures there that the appendix lists?",
  },
  evidence = { ja = "運用規程・実施手順の一覧", en = "List of rules and procedures" }, technique = "review",
  remedy = {
    ja = "足りない規程を作り、その記載事項（covers）に条項を記録する",
    en = "Write the rules that are missing, and record the clauses that they cover",
  },
}

rule "2.1.3(3)(a)#owner" {
  title = {
    ja = "運用規程と実施手順の責任者が決まり、統括情報セキュリティ責任者がまとめる",
    en = "Rules and procedures have owners, and the chief ISO sees to them",
  },
  actor = "chief_iso",
  check = [[
    any(documents where type in ('rule', 'procedure'), any(owner.roles where it == 'chief_iso'))
    and all(documents where type in ('rule', 'procedure'), owner == owner)
  ]],
  question = { ja = "規程や手順ごとに、整える者が決まっているか", en = "Is it settled who keeps each rule and procedure?" },
  evidence = { ja = "運用規程・実施手順の一覧", en = "List of rules and procedures" }, technique = "review",
  remedy = { ja = "規程と手順ごとに責任者（owner）を記録する", en = "Record the owner of each rule and procedure" },
}

-- Reported within the last complete fiscal year or since.
rule "2.1.3(3)(a)#report" {
  title = { ja = "規程と手順の整備の状況をCISOに報告する", en = "The CISO is told how rules and procedures stand" },
  actor = "chief_iso", declared = true,
  check = [[
    any(documents where type in ('rule', 'procedure', 'standard'),
        any(reports_about where type == 'report' and to == 'ciso',
            organization.last_year_from <= on and on <= today()))
  ]],
  ask = { ja = "運用規程と実施手順の整備の状況を、CISOに報告したか", en = "Was the CISO told how rules and procedures stand?" },
  evidence = { ja = "CISOへの報告", en = "Report to the CISO" }, technique = "review",
  remedy = { ja = "規程の整備の状況をCISOに報告し、報告を記録する", en = "Report to the CISO, and record the report" },
}

rule "2.1.3(3)(b)" {
  title = {
    ja = "採用・退職・異動のときの扱いを運用規程に定める",
    en = "A rule says what is done when people join, leave or move",
  },
  actor = "chief_iso", declared = true,
  check = [[
    any(documents where is_regulation and any(covers where it == '2.1.3(3)(b)'),
        any(owner.roles where it == 'chief_iso'))
  ]],
  ask = {
    ja = "採用・退職・異動のときの教育や権限の扱いを、統括情報セキュリティ責任者が規程にしているか",
    en = "Has the chief ISO laid down training and access rights for joining, leaving and moving?",
  },
  evidence = { ja = "人の異動に関する運用規程", en = "Rule on joining, leaving and moving" }, technique = "review",
  remedy = {
    ja = "人の出入りと異動の扱いを規程に定め、責任者を統括情報セキュリティ責任者とする",
    en = "Write the rule, with the chief ISO as its owner",
  },
}

-- ---- (4) the promotion plan ---------------------------------------------------------------------

local PLAN = "documents where type == 'promotion_plan' and (covers_this_year or covers_last_year)"

rule "2.1.3(4)(a)" {
  title = {
    ja = "委員会の審議を経て、CISOが対策推進計画を定める",
    en = "The CISO sets the promotion plan after the committee's deliberation",
  },
  actor = "ciso",
  check = ("any(%s, duly_set)"):format(PLAN),
  question = {
    ja = "今の対策推進計画は、委員会で審議してからCISOが決めたものか",
    en = "Was the present plan decided by the CISO after the committee had deliberated on it?",
  },
  evidence = { ja = "対策推進計画、委員会の議事録、決裁", en = "Plan, minutes of the committee, approval" },
  technique = "review",
  remedy = {
    ja = "年度の計画を委員会に諮ってからCISOが決め、審議日と承認日・承認者を記録する",
    en = "Take the year's plan to the committee, then to the CISO; record both dates and who approved it",
  },
}

rule "2.1.3(4)-1" {
  title = {
    ja = "対策推進計画に、全体方針と取組ごとの重点・時期を定める",
    en = "The promotion plan holds its policy, and for each effort focus and timing",
  },
  actor = "ciso", items = true,
  remedy = { ja = "足りない項目を計画に加える", en = "Add what is missing to the plan" },
}

local function planned(code, row)
  row.actor, row.declared = "ciso", true
  row.check = ("any(%s, any(covers where it == '%s'))"):format(PLAN, code)
  row.ask = {
    ja = ("対策推進計画に、%sを定めているか"):format(row.title.ja),
    en = ("Does the plan hold %s?"):format(row.title.en),
  }
  row.title = { ja = "対策推進計画：" .. row.title.ja, en = "Promotion plan: " .. row.title.en }
  row.evidence, row.technique = { ja = "対策推進計画", en = "Promotion plan" }, "review"
  row.remedy = {
    ja = "計画に定め、その記載事項（covers）に項目の番号を記録する",
    en = "Put it into the plan, and record the item in what the plan covers",
  }
  return row
end

rule "2.1.3(4)-1#policy" (planned("2.1.3(4)-1#policy", {
  title = { ja = "リスク評価に基づく全体方針", en = "a policy that rests on the risk assessment" },
}))
rule "2.1.3(4)-1#a" (planned("2.1.3(4)-1#a", {
  title = { ja = "教育の重点と時期", en = "focus and timing of training" },
}))
rule "2.1.3(4)-1#b" (planned("2.1.3(4)-1#b", {
  title = { ja = "自己点検の重点と時期", en = "focus and timing of self-checks" },
}))
rule "2.1.3(4)-1#c" (planned("2.1.3(4)-1#c", {
  title = {
    ja = "監査と、これまでの監査結果への取組の重点と時期",
    en = "focus and timing of audits and of work on earlier results",
  },
}))
rule "2.1.3(4)-1#d" (planned("2.1.3(4)-1#d", {
  title = { ja = "情報システムの技術的な取組の重点と時期", en = "focus and timing of technical measures" },
}))
rule "2.1.3(4)-1#d.own" {
  title = {
    ja = "技術的な取組には、政府全体のものに加えて自ら進めるものも入れる",
    en = "Technical measures hold the body's own beside those of the whole government",
  },
  actor = "ciso", level = "recommended",
  ask = {
    ja = "計画の技術的な取組に、自組織で独自に進めるものを入れたか",
    en = "Does the plan hold technical measures of the body's own?",
  },
  evidence = { ja = "対策推進計画", en = "Promotion plan" }, technique = "review",
  remedy = { ja = "独自に進める技術的な取組を計画に加える", en = "Add the body's own technical measures to the plan" },
}
rule "2.1.3(4)-1#e" (planned("2.1.3(4)-1#e", {
  title = { ja = "所管法人の対策を評価し進める取組の重点と時期", en = "focus and timing of work on its agencies' security" },
  when = "supervising",
}))
rule "2.1.3(4)-1#f" {
  title = { ja = "対策推進計画：その他の重要な取組", en = "Promotion plan: other efforts of weight" },
  actor = "ciso",
  when = ("any(%s, any(covers where it == '2.1.3(4)-1#f'))"):format(PLAN),
  check = "true",
  question = { ja = "ほかに重要な取組を定めているか", en = "Does the plan hold other efforts?" },
}

-- The last complete year's plan is due; that of the running year counts once it has been evaluated. A body
-- that had no plan last year has nothing to evaluate yet: unknown. No plan at all: fail.
rule "2.1.3(4)-2" {
  title = {
    ja = "対策推進計画を毎年評価し、次の計画に生かす",
    en = "The promotion plan is evaluated every year, for the next one",
  },
  actor = "ciso",
  check = ([[
    any(documents where type == 'promotion_plan' and (covers_last_year or present(evaluated_on)),
        evaluated_on <= today() and evaluated_on + $yearly >= today())
    or if(any(documents where type == 'promotion_plan' and covers_last_year) or not any(%s), false)
  ]]):format(PLAN),
  question = { ja = "直近1年のうちに計画を総合的に評価したか", en = "Has the plan as a whole been evaluated within a year?" },
  evidence = { ja = "対策推進計画の評価書", en = "Evaluation of the plan" }, technique = "review",
  remedy = { ja = "計画を総合的に評価し、評価日（evaluated_on）を記録する", en = "Evaluate the plan, and record evaluated_on" },
}

rule "2.1.3(4)-2#manual" {
  title = { ja = "計画は、国家サイバー統括室の手引を参照して作る", en = "The plan is drawn up with the national manual at hand" },
  actor = "ciso",
  ask = {
    ja = "国家サイバー統括室が示す計画づくりの手引を参照したか",
    en = "Was the national cyber office's manual for such plans consulted?",
  },
  evidence = { ja = "作成の経緯を示す資料", en = "Papers on how the plan came about" }, technique = "interview",
  remedy = { ja = "手引に照らして計画の構成を見直す", en = "Go over the plan with the manual" },
}
