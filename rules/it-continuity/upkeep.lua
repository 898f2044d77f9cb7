-- 2.9.2 Keeping the plan alive.
--
-- Readings where the text leaves a choice:
-- * The plan of upkeep says when the next review is; one that has passed is no plan. A review helps a
--   budget where it is at most half a year before the request. The request is at the end of August, as
--   for ministries' estimates (both are parameters of ours).
-- * A review after a crisis is due within three months of its end, after a trigger within three months of
--   its day (ours; the text gives none). Until then n/a, unless it is already done.
-- * 2.9.2(3): self-checks are those of the continuity roles; audits those whose subject is a plan document.
--   Both within a year. Outside auditors are for organisations that cannot audit by themselves.
-- * What the review should ask (table 2-9-3) is decided where records hold it, else asked of a person.
--   A change that nothing was done about counts there, too, from three months after its day on. An empty list
--   of contacts does not show that contacts are current.

param "budget_request_on" {
  value = "08-31", type = "month-day",
  title = { ja = "予算要求の期日", en = "Budgets are asked for by" },
  source = "2.9.2(1)(a)",
}
param "review_before_budget" {
  value = "6mo", type = "period", stricter = "lower",
  title = { ja = "予算要求に先立つ見直しの時期", en = "Reviews help a budget that follows within" },
  source = "2.9.2(1)(a)",
}
param "review_after_crisis" {
  value = "3mo", type = "period", stricter = "lower",
  title = { ja = "終息後に計画を見直すまでの期間", en = "The plan is reviewed after a crisis within" },
  source = "2.9.2(1)(b)",
}
param "review_after_trigger" {
  value = "3mo", type = "period", stricter = "lower",
  title = { ja = "変化の後に計画を見直すまでの期間", en = "The plan is reviewed after a trigger within" },
  source = "2.9.2(3)-1",
}
param "review_triggers" {
  value = { "new_system", "information_changed", "usage_changed", "bcp_updated" },
  title = { ja = "計画の見直しを要する変化", en = "Triggers after which the plan is reviewed" },
  source = "2.9.2(3)-1",
}
param "plan_check_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "自己点検と監査の間隔", en = "Self-checks and audits are held every" },
  source = "2.9.2(3)",
}
param "contacts_checked_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "連絡先を確かめる間隔", en = "Contacts are verified every" },
  source = "表2-9-3",
}

-- The first day for requests on or after a review is not more than the lead away.
derive "document.helps_budget" {
  type = "bool",
  title = { ja = "次回の見直しが予算要求に間に合う", en = "Its next review helps the budget" },
  from = function(document)
    local review = document.next_review_on
    local request = add_months(fiscal_year_start(review - 1, params.budget_request_on), 12)
    return add_months(request, -params.review_before_budget) <= review
  end,
}

derive "document.tells_review" {
  type = "bool",
  title = { ja = "見直しの時期を定める文書", en = "Says when the plan is reviewed" },
  from = "(type == 'upkeep_plan' or is_plan) and plan_in_force",
}

derive "trigger.is_handled" {
  type = "bool",
  title = { ja = "対処した", en = "Has been handled" },
  from = "present(handled_on) and handled_on <= today()",
}

derive "trigger.plan_reviewed" {
  type = "bool",
  title = { ja = "その後に計画を見直した", en = "The plan was reviewed since" },
  from = "any(organization.documents where is_plan, reviewed_on >= outer.on and reviewed_on <= today())",
}

-- ---- considerations -----------------------------------------------------------------------------

derive "organization.has_upkeep_plan" {
  type = "bool",
  title = { ja = "有効な維持改善計画がある", en = "Has a plan of upkeep in force" },
  from = "any(documents where type == 'upkeep_plan', plan_in_force)",
}

derive "organization.has_next_review" {
  type = "bool",
  title = { ja = "判定日以後に見直しの予定日がある", en = "The next review is still to come" },
  from = "any(documents where tells_review, next_review_on >= today())",
}

derive "organization.review_helps_budget" {
  type = "bool",
  title = { ja = "予算要求に間に合う見直しの予定がある", en = "A review is planned in time for the budget" },
  from = "any(documents where tells_review, helps_budget)",
}

rule "2.9.2(1)" {
  title = { ja = "見直しの時期と内容を定める", en = "It is settled when and what to review" },
  actor = "continuity_chief",
  check = "has_upkeep_plan and has_next_review",
  ask = {
    ja = "いつ、何を見直すかを維持改善計画に定めているか",
    en = "Does a plan of upkeep say when and what is reviewed?",
  },
  evidence = { ja = "維持改善計画", en = "Plan of upkeep" },
  technique = "review",
  remedy = { ja = "維持改善計画を作り、次回の見直し予定日を記録する", en = "Draw it up, and record the day of the next review" },
}

rule "2.9.2(1)(a)" {
  title = { ja = "予算編成に間に合う時期に見直す", en = "The review comes in time for the budget" },
  actor = "continuity_chief",
  check = "review_helps_budget",
  ask = { ja = "見直しの時期は予算の検討に間に合うか", en = "Is the review in time for the budget?" },
  evidence = { ja = "維持改善計画の日程", en = "Timetable of upkeep" },
  technique = "review",
  remedy = { ja = "次回の見直しを予算要求の前に置く", en = "Put the next review before the request" },
}

rule "2.9.2(1)(b)" {
  kind = "crisis",
  title = { ja = "危機的事象の後に計画を見直す", en = "The plan is reviewed after a crisis" },
  actor = "continuity_chief",
  select = "present(ended_on)",
  when = "is_over and (plan_reviewed or ended_on + $review_after_crisis < today())",
  check = "plan_reviewed",
  question = { ja = "終息の後に計画を見直したか", en = "Was the plan reviewed since it ended?" },
  evidence = { ja = "見直しの記録", en = "Record of the review" },
  technique = "review",
  remedy = { ja = "計画を見直して日付を記録する", en = "Review the plan, and record the day" },
}

rule "2.9.2(2)" {
  title = {
    ja = "計画の策定と運用を、情報システムの企画開発と運用に組み込む",
    en = "Drawing up and running the plan is part of building and running systems",
  },
  actor = "continuity_chief",
  ask = {
    ja = "企画、開発、運用の既存の手順に、運用継続の検討が入っているか",
    en = "Do the steps of planning, building and running systems include continuity?",
  },
  evidence = { ja = "企画開発・運用の標準手順", en = "Standard steps of building and running" },
  technique = "review",
  remedy = { ja = "標準の手順に運用継続の検討を加える", en = "Add continuity to the standard steps" },
}

rule "2.9.2(3)" {
  title = { ja = "自己点検や監査で対策の有効性を確かめる", en = "Self-checks and audits show whether measures work" },
  actor = "continuity_chief",
  items = true,
  remedy = {
    ja = "足りない点検や監査を行い、記録する",
    en = "Hold the checks and audits that are missing, and record them",
  },
}

derive "organization.plan_checked_on" {
  type = "date",
  title = { ja = "運用継続の自己点検の最後の日", en = "Last self-check of continuity" },
  from = "max(selfchecks where role in $plan_roles and present(done_on) and done_on <= today(), done_on)",
}

rule "2.9.2(3)#selfcheck" {
  title = { ja = "運用継続の自己点検を定期的に行う", en = "Continuity is self-checked regularly" },
  actor = "continuity_chief",
  check = "present(plan_checked_on) and plan_checked_on + $plan_check_every >= today()",
  question = { ja = "この一年に運用継続の自己点検を行ったか", en = "Was continuity self-checked within a year?" },
  evidence = { ja = "自己点検の結果", en = "Results of the self-check" },
  technique = "review",
  remedy = { ja = "運用継続の役割の自己点検を行う", en = "Self-check the continuity roles" },
}

derive "audit.of_plan" {
  type = "bool",
  title = { ja = "運用継続の計画の監査", en = "Audit of a continuity plan" },
  from = [[
    present(subject.document.title)
    and (subject.document.is_plan or subject.document.type in $plan_documents)
  ]],
}

derive "organization.plan_audited_on" {
  type = "date",
  title = { ja = "計画の監査の最後の日", en = "Last audit of the plan" },
  from = "max(audits where of_plan and present(done_on) and done_on <= today(), done_on)",
}

rule "2.9.2(3)#audit" {
  title = { ja = "運用継続計画の監査を定期的に行う", en = "The plan is audited regularly" },
  actor = "continuity_chief",
  check = "present(plan_audited_on) and plan_audited_on + $plan_check_every >= today()",
  question = { ja = "この一年に計画を監査したか", en = "Was the plan audited within a year?" },
  evidence = { ja = "監査報告書", en = "Report of the audit" },
  technique = "review",
  remedy = { ja = "計画を対象とする監査を行い、記録する", en = "Audit the plan, and record it" },
}

derive "organization.audited_outside" {
  type = "bool",
  title = { ja = "外部の専門家による計画の監査がこの一年にある", en = "Outsiders audited the plan within a year" },
  from = [[
    any(audits where external or by == 'third_party',
        if(present(subject), of_plan) and done_on <= today() and done_on + $plan_check_every >= today())
  ]],
}

rule "2.9.2(3)#outside" {
  title = { ja = "自ら監査できないときは、外部の専門家に頼む", en = "Outsiders audit where the organisation cannot" },
  actor = "continuity_chief",
  when = "present(audit_capacity) and not audit_capacity",
  check = "audited_outside",
  question = { ja = "この一年に外部の専門家の監査を受けたか", en = "Did outsiders audit within a year?" },
  evidence = { ja = "外部監査の報告書", en = "Report by outsiders" },
  technique = "review",
  remedy = { ja = "外部の専門家による監査を受ける", en = "Have outsiders audit the plan" },
}

-- ---- notes --------------------------------------------------------------------------------------

rule "2.9.2(1)-1" {
  title = { ja = "見直しで生じた予算の必要を、要求に間に合わせる", en = "What a review calls for gets into the budget" },
  actor = "continuity_chief",
  when = "any(measures where raises_continuity, is_to_come)",
  check = [[
    if(any(measures where raises_continuity and is_to_come, status not in ['funded', 'doing']),
       review_helps_budget, true)
  ]],
  ask = {
    ja = "新しい対策の予算を要求できる時期に見直しているか",
    en = "Is the review early enough to ask for money for new measures?",
  },
  evidence = { ja = "維持改善計画の日程", en = "Timetable of upkeep" },
  technique = "review",
  remedy = { ja = "見直しを予算要求の前に行う", en = "Review before budgets are asked for" },
}

rule "2.9.2(1)-2" {
  kind = "exception",
  title = { ja = "危機的事象での例外措置を、計画の見直しで検討する", en = "Exceptions of a crisis are looked at in the review" },
  actor = "continuity_chief",
  select = "for_crisis",
  when = "crisis.is_over",
  check = "if(any(basis_of where is_plan), true, if(not crisis.plan_reviewed, false))",
  ask = {
    ja = "見直しの際に例外措置を確かめ、計画に反映するか検討したか",
    en = "Was the exception looked at in the review, and taking it into the plan considered?",
  },
  evidence = { ja = "見直しの記録", en = "Record of the review" },
  technique = "review",
  remedy = {
    ja = "見直しで取り上げ、計画の根拠として記録する",
    en = "Take it up in the review; record it as a basis of the plan",
  },
}

rule "2.9.2(2)-1" {
  title = { ja = "標準の手順があれば、計画の作業を組み入れる", en = "Where there are standard steps, the plan is part of them" },
  actor = "continuity_chief",
  ask = {
    ja = "企画開発と運用の標準の手順に、計画の策定と運用の作業が入っているか",
    en = "Are drawing up and running the plan in the standard steps for systems?",
  },
  evidence = { ja = "企画開発・運用の標準手順", en = "Standard steps of building and running" },
  technique = "review",
  remedy = { ja = "ライフサイクルの各段階に、運用継続の検討を加える", en = "Add continuity to every stage of the life cycle" },
}

rule "2.9.2(3)-1" {
  kind = "trigger",
  title = { ja = "変化があったら、リスクや優先度を見直す", en = "When things change, risks and priorities are reviewed" },
  actor = "continuity_chief",
  select = "type in $review_triggers and on <= today()",
  when = "plan_reviewed or on + $review_after_trigger < today()",
  check = "plan_reviewed",
  ask = {
    ja = "この変化の後に、リスク、復旧優先度、対策の妥当性を見直したか",
    en = "Were risks, priorities and measures reviewed since?",
  },
  evidence = { ja = "見直しの記録", en = "Record of the review" },
  technique = "review",
  remedy = { ja = "計画を見直して日付を記録する", en = "Review the plan, and record the day" },
}

-- ---- examples: what a review asks (table 2-9-3) --------------------------------------------------

local function review(descriptor)
  descriptor.level, descriptor.actor = "example", "continuity_chief"
  descriptor.technique = descriptor.check and "review" or "interview"
  return descriptor
end

rule "2.9.2(1)#premeasures-1" (review {
  title = { ja = "計画した対策が実施されている", en = "Planned measures have been done" },
  when = "any(measures, raises_continuity)",
  check = "not any(measures where raises_continuity, is_late)",
  remedy = { ja = "遅れた対策を進める", en = "Do what is late" },
})

rule "2.9.2(1)#premeasures-2" (review {
  title = { ja = "実施した対策に合わせて計画を直した", en = "The plans follow what has been done" },
  when = "any(measures, raises_continuity and is_done)",
  ask = {
    ja = "実施した対策を、現状のレベルと計画に反映したか",
    en = "Do present levels and plans show the measures that were done?",
  },
  remedy = { ja = "実施した対策を、現状のレベルと計画に反映する", en = "Bring levels and plans up to date" },
})

rule "2.9.2(1)#premeasures-3" (review {
  title = { ja = "来年度の予算に載せる対策を検討した", en = "Next year's budget has been considered" },
  ask = {
    ja = "来年度に行う対策と、時期の決まらない対策の予算化を検討したか",
    en = "Were next year's measures, and money for those without a date, considered?",
  },
  remedy = { ja = "来年度の対策と予算を検討する", en = "Consider next year's measures and money" },
})

local PUT_RIGHT = "all(exercises where recently_held, put_right)"

rule "2.9.2(1)#premeasures-4" (review {
  title = { ja = "訓練の結果から対策を見直した", en = "Drills have led to a review of measures" },
  when = "any(exercises where recently_held)",
  check = PUT_RIGHT,
  ask = { ja = "訓練の結果を事前対策に生かしたか", en = "Have drills had effect on pre-measures?" },
  remedy = { ja = "課題を改善し、日付を記録する", en = "Put findings right, and record the day" },
})

rule "2.9.2(1)#response-1" (review {
  title = { ja = "担当者と連絡先が最新である", en = "People and contacts are up to date" },
  when = "any(desks where type == 'emergency')",
  check = [[
    if(any(desks where type == 'emergency', count(entries) > 0),
       all(desks where type == 'emergency',
           all(entries, verified_on <= today() and verified_on + $contacts_checked_every >= today())))
  ]],
  ask = { ja = "担当者と連絡先を最新にしているか", en = "Are people and contacts up to date?" },
  remedy = { ja = "連絡先を確かめ、日付を記録する", en = "Verify the contacts, and record the day" },
})

rule "2.9.2(1)#response-2" (review {
  title = { ja = "実施した対策に合わせて手順を直した", en = "Steps follow what has been done" },
  when = "any(measures, raises_continuity and is_done)",
  ask = { ja = "対策の実施後に対応手順を見直したか", en = "Were steps reviewed after measures were done?" },
  remedy = { ja = "対策に合わせて手順を見直す", en = "Review the steps in that light" },
})

rule "2.9.2(1)#response-3" (review {
  title = { ja = "訓練の結果から手順を見直した", en = "Drills have led to a review of steps" },
  when = "any(exercises where recently_held)",
  check = PUT_RIGHT,
  ask = { ja = "訓練の結果を対応手順に生かしたか", en = "Have drills had effect on the steps?" },
  remedy = { ja = "課題を改善し、日付を記録する", en = "Put findings right, and record the day" },
})

rule "2.9.2(1)#training-1" (review {
  title = { ja = "計画した教育訓練を実施した", en = "Planned drills were held" },
  when = "any(exercises where type in $continuity_exercises and present(planned_on),"
    .. " planned_on >= organization.judged_from and planned_on < organization.running_from)",
  check = [[
    all(exercises where type in $continuity_exercises and present(planned_on)
          and planned_on >= organization.judged_from and planned_on < organization.running_from,
        present(held_on) and held_on <= today())
  ]],
  remedy = { ja = "行わなかった訓練を実施する", en = "Hold the drills that were left out" },
})

rule "2.9.2(1)#training-2" (review {
  title = { ja = "教育訓練の結果を次に生かした", en = "What drills showed is made use of" },
  when = "any(exercises where recently_held)",
  check = PUT_RIGHT,
  ask = { ja = "結果を踏まえて見直したか", en = "Was there a review of what they showed?" },
  remedy = { ja = "課題を改善し、日付を記録する", en = "Put findings right, and record the day" },
})

rule "2.9.2(1)#basis-1" (review {
  title = { ja = "適用範囲を検討した", en = "The scope was considered" },
  ask = { ja = "計画の適用範囲を改めて検討したか", en = "Was the scope of the plan considered anew?" },
  remedy = { ja = "適用範囲を検討し直す", en = "Consider the scope anew" },
})

-- What has been dealt with, or should have been by now.
local TO_CONSIDER = [[
  triggers where type in ['threat', 'business', 'crisis', 'incident'] and on <= today()
    and (is_handled or on + $review_after_trigger < today())
]]

rule "2.9.2(1)#basis-2" (review {
  title = { ja = "環境の変化を受けて、見直しの要否を検討した", en = "Changes led to asking whether to review" },
  when = ("any(%s)"):format(TO_CONSIDER),
  check = ("all(%s, is_handled or plan_reviewed)"):format(TO_CONSIDER),
  remedy = { ja = "変化への対処を検討して記録する", en = "Consider each change, and record it" },
})

rule "2.9.2(1)#basis-3" (review {
  kind = "system",
  title = { ja = "新しい情報システムを計画に取り込んだ", en = "New systems are in the plan" },
  select = "present(planning_started_on)",
  when = "is_new and in_scope",
  check = "effective_rto >= 0s and part_count > 0",
  remedy = { ja = "RTOと構成要素を記録し、計画に載せる", en = "Record its RTO and parts, and put it into the plans" },
})

rule "2.9.2(1)#basis-4" (review {
  title = { ja = "技術の動きから目標を見直した", en = "Targets follow the state of the art" },
  when = "any(triggers where type == 'technology' and on <= today())",
  check = [[
    if(any(triggers where type == 'technology' and on + $review_after_trigger < today(),
           not is_handled),
       false)
  ]],
  ask = { ja = "最新の技術を踏まえて目標対策レベルを見直したか", en = "Were target levels reviewed in that light?" },
  remedy = { ja = "技術の変化への対処を記録する", en = "Record how the change was handled" },
})

rule "2.9.2(1)#basis-5" (review {
  title = {
    ja = "業務継続計画との整合を確かめ直した",
    en = "Agreement with the business continuity plan was looked at again",
  },
  check = "if(not any(documents where is_plan, with_bcp), false)",
  ask = {
    ja = "業務部門と業務継続計画の事務局を交えて整合を確かめたか",
    en = "Was it looked at with the business side and those who keep the business continuity plan?",
  },
  remedy = { ja = "関係者と突き合わせて記録する", en = "Compare them together, and record it" },
})
