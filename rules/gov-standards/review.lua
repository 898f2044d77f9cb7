-- 2.4.1 Review.
--
-- Readings where the text leaves a choice:
-- * The risk assessment has changed when a trigger names it, or when one of the sorts that change risks
--   names a risk; then both standard and promotion plan are looked at again, and the committee
--   deliberates, on that day or later.
-- * What calls for a review of the standard and of rules: the latest audit reported, headquarters'
--   included, the latest self-check evaluated by the CISO, and the latest trigger that names a standard.
--   They are given some time (`review_within`): what came within
--   it calls for nothing yet.
-- * Of several documents of a type the one reviewed last counts. For rules it is enough that one was
--   looked at to leave open whether all had to be; none at all fails.
-- * The promotion plan is reviewed every fiscal year, through the committee; the last complete one is
--   judged.

param "risk_triggers" {
  value = { "business", "threat", "likelihood", "acceptance", "technology" },
  title = { ja = "リスク評価を変える契機", en = "Triggers that change the risk assessment" },
  source = "2.4.1(1)(a)",
}

-- ---- what is computed ---------------------------------------------------------------------------

derive "organization.risk_changed_on" {
  type = "date",
  title = { ja = "リスク評価の最後の変化", en = "Risk assessment last changed on" },
  from = [[
    max(triggers where on + $review_within < today()
          and (any(affects, present(document.type) and document.type == 'risk_assessment')
               or type in $risk_triggers and any(affects, present(risk.title))),
        on)
  ]],
}
derive "organization.results_on" {
  type = "date",
  title = { ja = "見直しに用いる最新の結果", en = "Latest results that call for a review" },
  from = [[
    greatest(
      max(audits where present(reported_on) and reported_on + $review_within < today(), reported_on),
      max(selfchecks where present(analysed.ciso) and analysed.ciso + $review_within < today(),
          analysed.ciso),
      max(triggers where on + $review_within < today()
            and any(affects, present(document.type) and document.type == 'standard'), on))
  ]],
}

-- Documents that were reviewed since a day, and deliberated on by the committee.
local function since(type, on, day)
  return ("any(documents where type == '%s', %s >= organization.%s and %s <= today())")
    :format(type, on, day, on)
end

local STANDARD = { ja = "対策基準の改定履歴と委員会の議事", en = "History of the standard, minutes of the committee" }
local PLAN = { ja = "対策推進計画の改定履歴と委員会の議事", en = "History of the promotion plan, minutes of the committee" }

-- ---- 2.4.1 (1) after a change of the risks ------------------------------------------------------

rule "2.4.1(1)(a)" {
  title = {
    ja = "リスクが変われば、委員会に諮って対策基準と対策推進計画を見直す",
    en = "When risks change, standard and promotion plan are reviewed through the committee",
  },
  actor = "ciso",
  when = "present(risk_changed_on)",
  check = table.concat({
    since("standard", "reviewed_on", "risk_changed_on"),
    since("standard", "committee_reviewed_on", "risk_changed_on"),
    since("promotion_plan", "reviewed_on", "risk_changed_on"),
    since("promotion_plan", "committee_reviewed_on", "risk_changed_on"),
  }, " and "),
  question = {
    ja = "リスク評価の変化の後、審議を経て両方を見直したか",
    en = "After the change, were both reviewed through the committee?",
  },
  evidence = { STANDARD, PLAN },
  technique = "review",
  remedy = {
    ja = "委員会に諮って対策基準と計画を見直し、審議日と見直し日を記録する",
    en = "Take standard and plan to the committee, review them, record both days",
  },
}

-- ---- 2.4.1 (2) standard, rules, operation -------------------------------------------------------

rule "2.4.1(2)(a)" {
  title = {
    ja = "点検や監査の結果を受けて対策基準を見直す",
    en = "The standard is reviewed after self-checks and audits",
  },
  actor = "ciso",
  when = "present(results_on)",
  check = since("standard", "reviewed_on", "results_on"),
  question = {
    ja = "直近の自己点検、監査、本部監査の結果を踏まえて対策基準を見直したか",
    en = "Was the standard reviewed after the latest self-check, audit and headquarters' audit?",
  },
  evidence = STANDARD,
  technique = "review",
  remedy = {
    ja = "結果を総合して見直しの要否を検討し、見直し日を記録する",
    en = "Weigh the results, review the standard, and record the day",
  },
}

rule "2.4.1(2)(a)#committee" {
  title = {
    ja = "対策基準の見直しを委員会に諮る",
    en = "The review of the standard goes through the committee",
  },
  actor = "ciso",
  when = "present(results_on)",
  check = since("standard", "committee_reviewed_on", "results_on"),
  question = { ja = "見直しを委員会で審議したか", en = "Has the committee deliberated on the review?" },
  evidence = STANDARD,
  technique = "review",
  remedy = { ja = "委員会に諮り、審議日を記録する", en = "Take it to the committee, and record the day" },
}

rule "2.4.1(2)(b)" {
  title = {
    ja = "点検や監査の結果を受けて規程や手順を見直し、CISOに報告する",
    en = "Rules are reviewed after self-checks and audits, and the CISO told",
  },
  actor = "chief_iso",
  when = "present(results_on)",
  check = [[
    if(not any(documents where type in ['rule', 'procedure', 'incident_procedure'],
               reviewed_on >= organization.results_on and reviewed_on <= today()),
       false,
       if(all(documents where type in ['rule', 'procedure', 'incident_procedure'],
              reviewed_on >= organization.results_on and reviewed_on <= today())
          and any(documents where type in ['rule', 'procedure', 'incident_procedure'],
                  any(reports_about where to == 'ciso' and on >= organization.results_on and on <= today())),
          true))
  ]],
  ask = {
    ja = "見直しの要る規程や手順をすべて見直し、結果をCISOに報告したか",
    en = "Were all rules reviewed that needed it, and the CISO told?",
  },
  evidence = { ja = "規程の改定履歴とCISOへの報告", en = "History of the rules, report to the CISO" },
  technique = "review",
  remedy = {
    ja = "規程ごとに見直しの要否を確かめ、見直し日とCISOへの報告を記録する",
    en = "Go through the rules one by one; record the reviews and the report to the CISO",
  },
}

rule "2.4.1(2)(c)" {
  title = {
    ja = "組織全体に及ぶ運用の改善を進め、CISOに報告する",
    en = "Practice is improved across the body, and the CISO told",
  },
  actor = "chief_iso",
  when = "any(findings where cross_cutting and instructed)",
  check = [[
    if(any(findings where cross_cutting and instructed,
           count(progress where on <= today()) == 0 and not (present(closed_on) and closed_on <= today())),
       false,
       if(all(findings where cross_cutting and instructed,
              any(reports_about where to == 'ciso' and on >= outer.instructed_on and on <= today())),
          true))
  ]],
  ask = {
    ja = "職務に応じた措置を行わせ、その結果をCISOに報告したか",
    en = "Were measures taken or instructed, and the CISO told of them?",
  },
  evidence = { ja = "措置の記録とCISOへの報告", en = "Record of the measures, report to the CISO" },
  technique = "review",
  remedy = {
    ja = "措置の進み具合とCISOへの報告を記録する",
    en = "Record how the measures go on, and the report to the CISO",
  },
}

-- ---- 2.4.1 (3) promotion plan -------------------------------------------------------------------

rule "2.4.1(3)(a)" {
  title = {
    ja = "対策推進計画を毎年度、委員会に諮って見直す",
    en = "The promotion plan is reviewed every year, through the committee",
  },
  actor = "ciso",
  check = [[
    any(documents where type == 'promotion_plan',
        reviewed_on >= organization.last_year_from and reviewed_on <= today())
    and any(documents where type == 'promotion_plan',
            committee_reviewed_on >= organization.last_year_from and committee_reviewed_on <= today())
  ]],
  question = {
    ja = "運用、点検、監査の結果を踏まえ、年度に一度は見直したか",
    en = "Was it reviewed within the year, with the results of practice, self-checks and audits?",
  },
  evidence = PLAN,
  technique = "review",
  remedy = {
    ja = "委員会に諮って計画を見直し、審議日と見直し日を記録する",
    en = "Take the plan to the committee, review it, record both days",
  },
}
