-- 6 Whether the plan works out, and what changes outside.
--
-- Readings:
-- * A change is taken up when every risk that it touches (itself, or by what it is about) has been
--   looked at since; one that touches no risk, when it is recorded as handled. A month is given for it.
-- * After doing, `residual` is dated on or after the day of completion and says what really remains.
-- * What is dated on a day to come has not happened: no review, no look at what remains, no handling.
-- * Whether something done was late is not known where the day of completion is not.

rule "6.1" {
  title = { ja = "内側の要因を見守り、見直す", en = "What changes inside is watched and reviewed" },
  actor = "security_division", items = true, when = "runs_monitoring",
  remedy = { ja = "計画との隔たりと効果を確かめる", en = "Look for drift from the plan, and at its effect" },
}
rule "6.1#drift" {
  kind = "risk",
  title = { ja = "対応が計画から遅れていない", en = "Treatment does not drift from its plan" },
  actor = "risk_owner", when = "organization.runs_monitoring and is_planned",
  check = [[
    treatment.due >= today()
    or is_done and treatment.done_on <= treatment.due
  ]],
  question = { ja = "期限までに進んでいるか", en = "Is it on time?" },
  evidence = { { ja = "進捗の記録", en = "Record of progress" } }, technique = "review",
  remedy = {
    ja = "遅れの理由を確かめ、plan_drift の契機を記録して計画を改める",
    en = "Find out why, record a trigger plan_drift and revise the plan",
  },
}
rule "6.1#effect" {
  kind = "risk",
  title = { ja = "対応の成果を、実際に残るリスクで評価する", en = "The outcome is judged by what really remains" },
  actor = "risk_owner", when = "organization.runs_monitoring and is_planned and is_done",
  check = "residual.on >= treatment.done_on and residual.on <= today() and residual_acceptable",
  question = { ja = "完了後に評価し直した結果は受容できるか", en = "Judged again after doing, is it acceptable?" },
  evidence = { { ja = "完了後の評価結果", en = "Evaluation after completion" } }, technique = "review",
  remedy = {
    ja = "完了後の残留リスクを評価し、受容できなければもう一巡する",
    en = "Judge what remains after completion; go another round if it is not acceptable",
  },
}

-- The risks that a change touches: named by it, or about a record that it names.
local function touched(trigger)
  local list = {}
  for _, record in ipairs(trigger.affects) do
    if record.kind == "risk" then list[#list + 1] = record end
    for _, risk in ipairs(record.risks_by_subject) do list[#list + 1] = risk end
  end
  return list
end

-- A risk that was found after the change was looked at then.
local function last_seen(risk) return field(risk, "reviewed_on") or field(risk, "identified_on") end

local function taken_up(trigger)
  local risks, late = touched(trigger), {}
  if #risks == 0 then
    if trigger.handled_on >= trigger.on and come(trigger.handled_on) then return pass end
    local day = trigger.handled_on
    return fail { message = {
      ja = ("対処日（%s）が、変化より前か、まだ来ていない"):format(format(day, "date", "ja")),
      en = ("said to be handled on %s: before it happened, or on a day to come"):format(format(day, "date")),
    } }
  end
  for _, risk in ipairs(risks) do
    local seen = last_seen(risk)
    if seen and (seen < trigger.on or not come(seen)) then late[#late + 1] = risk.id end
  end
  if #late > 0 then
    local list = table.concat(late, ", ")
    return fail { message = {
      ja = "変化の後に見直していないリスク：" .. list,
      en = "risks not reviewed since the change: " .. list,
    } }
  end
  for _, risk in ipairs(risks) do
    if not last_seen(risk) then return risk.reviewed_on >= trigger.on end   -- unknown, and names it
  end
  return pass
end

local function followed(name, types, title)
  rule (name) {
    kind = "trigger",
    title = title,
    actor = "security_division",
    select = ("type in [%s]"):format(types),
    when = [[
      organization.runs_monitoring
      and (on + $reopen_within < today() or on <= today() and present(handled_on) and handled_on <= today())
    ]],
    check = taken_up,
    question = { ja = "この変化を受けて、関係するリスクを見直したか", en = "Were the risks that it touches looked at again?" },
    evidence = { { ja = "見直しの記録", en = "Record of the review" } }, technique = "review",
    remedy = {
      ja = "必要な手順をもう一度行い、リスクの reviewed_on を改める",
      en = "Take up the steps that are needed, and date the review of each risk",
    },
  }
end

followed("6.1#triggers", "'plan_drift', 'effect_missing'", {
  ja = "計画との隔たりや効果の不足を是正する",
  en = "Drift and missing effects are put right",
})

rule "6.2" {
  title = { ja = "外側の要因を見守り、見直す", en = "What changes outside is watched and reviewed" },
  actor = "security_division", items = true, when = "runs_monitoring",
  remedy = { ja = "変化を把握し、必要な手順を再び行う", en = "Notice changes and take up the steps again" },
}
followed("6.2#a", "'business', 'organisation', 'new_system', 'usage_changed', 'information_changed'", {
  ja = "事業の変化を受けて見直す", en = "Changes of the business are taken up",
})
followed("6.2#b", "'threat', 'incident', 'crisis', 'technology'", {
  ja = "新たな、又は増した脅威を受けて見直す", en = "New and growing threats are taken up",
})
followed("6.2#c", "'likelihood'", {
  ja = "起こりやすさの増大を受けて見直す", en = "Growing likelihood is taken up",
})
followed("6.2#d", "'acceptance', 'standard_changed'", {
  ja = "受容の水準の変化を受けて見直す", en = "Changes of what is acceptable are taken up",
})
rule "6.2#criteria" {
  kind = "criterion",
  title = { ja = "リスク判定基準を定期的に検証する", en = "The criteria are verified regularly" },
  actor = "management",
  when = "organization.runs_monitoring and (not present(set_on) or set_on <= today())",
  check = [[
    present(set_on) and set_on >= organization.risk_year_from
    or first(reviewed_on, set_on) >= organization.risk_year_from and first(reviewed_on, set_on) <= today()
  ]],
  question = { ja = "事業の状況に合うことを確かめたのはいつか", en = "When was it last made sure that it still fits?" },
  evidence = { { ja = "基準の見直しの記録", en = "Record of the review" } }, technique = "review",
  remedy = { ja = "年に一度、目的や方針との整合を確かめる", en = "Verify every year that it fits purpose and policy" },
}
