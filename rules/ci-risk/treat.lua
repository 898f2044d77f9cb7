-- 5 Which option, which plan, and what remains.
--
-- Readings:
-- * The option follows from the two axes (risk.recommended). Another one is fine where an answer says
--   what stands for it and why.
-- * A risk borne though a step lies between low and high: in part, if it is acceptable.
-- * Severe and rare: the top step of impact with the lowest of likelihood.
-- * The order is clear where no risk is planned for while one that goes before it has no option yet.
-- * Keeping out and limiting harm are asked of both only where somebody may intrude.
-- * What remains is judged on the plan, before doing; what a plan lacks here is a finding, not a gap
--   in the data. After doing, 6.1 asks again.
-- * Another round follows where the residual risk is not acceptable; `round` counts them. Criteria of
--   acceptance that were set (`set_on`) after the estimate, or a recorded change of what is acceptable, call
--   for judging it again; a look at the criteria that leaves them as they are (`reviewed_on`) does not.
-- * Who does what by when is not known of a plan until it is written; that it is not written when the work
--   has begun is a finding.

rule "5.1" {
  title = { ja = "対応策を決める", en = "An option is chosen for each risk" },
  actor = "risk_owner", items = true, when = "runs_treatment",
  remedy = { ja = "優先順位に沿って対応策を選ぶ", en = "Choose options in the order of priority" },
}
rule "5.1#a" {
  kind = "risk",
  title = { ja = "重大性に見合う対応策を選ぶ", en = "The option fits how grave the risk is" },
  actor = "risk_owner",
  when = "organization.runs_treatment and needs_treatment",
  check = "treatment.option == recommended",
  in_principle = true,
  question = { ja = "二つの軸に照らして選んだ対応策は何か", en = "Which option was chosen from the two axes?" },
  evidence = { { ja = "リスク対応の決定の記録", en = "Record of the decision" } }, technique = "review",
  remedy = {
    ja = "推奨される対応策にするか、別の策を採る理由を回答に書く",
    en = "Take the recommended option, or answer with what stands for another and why",
  },
}
rule "5.1#b" {
  kind = "risk",
  title = { ja = "実現できる対応策を選ぶ", en = "The option can be put into practice" },
  actor = "risk_owner",
  when = "organization.runs_treatment and needs_treatment and is_planned",
  check = "feasible or treatment.option in ['avoid', 'share']",
  question = { ja = "技術、費用、労力の面で実現できるか", en = "Is it within reach of technique, money and effort?" },
  evidence = { { ja = "実現性の検討結果", en = "Study of feasibility" } }, technique = "review",
  remedy = {
    ja = "実現できないなら、回避か共有を検討する",
    en = "Where it cannot be done, think of avoiding or sharing",
  },
}
rule "5.1#c" {
  title = { ja = "拡大の可能性と、法令や社会の要求との釣合いを考える", en = "Spread, law and society are weighed" },
  actor = "management", when = "runs_treatment",
  ask = {
    ja = "損害の広がり、法規、業務上の要件、社会的責任を、利益や費用と併せて考えたか",
    en = "Were spread, law, business needs and social duty weighed beside benefit and cost?",
  },
  evidence = { { ja = "対応策の検討記録", en = "Minutes on the options" } }, technique = "interview",
  remedy = { ja = "考慮した点を決定の記録に残す", en = "Keep what was weighed with the decision" },
}
rule "5.1#rare" {
  kind = "risk",
  title = {
    ja = "稀でも極めて深刻なリスクを費用対効果だけで決めない",
    en = "What is severe and rare is not weighed by cost and benefit alone",
  },
  actor = "management",
  when = [[
    organization.runs_treatment and impact_position == count($impacts)
    and not is_light and likelihood_position == 1
  ]],
  check = "not treatment.cost_benefit_only",
  waivable = false,
  question = { ja = "事業継続の観点から考えたか", en = "Was continuity of the business considered?" },
  evidence = { { ja = "対応策の検討記録", en = "Minutes on the options" } }, technique = "review",
  remedy = { ja = "事業継続の面から考え直し、記録する", en = "Think again of continuity, and record it" },
}

-- ---- 5.1.1 to 5.1.4 the four options ------------------------------------------------------------

rule "5.1.1" {
  kind = "risk",
  title = {
    ja = "修正は、影響と起こりやすさが高く、守る価値のある場合に選ぶ",
    en = "Modifying is for what is likely and grave, and worth it",
  },
  actor = "risk_owner",
  select = "present(treatment.option) and treatment.option == 'modify'",
  when = "organization.runs_treatment",
  check = "recommended == 'modify'",
  in_principle = true,
  question = { ja = "低減することが最もふさわしいか", en = "Is modifying what fits best?" },
  evidence = { { ja = "リスク対応の決定の記録", en = "Record of the decision" } }, technique = "review",
  remedy = { ja = "推奨される対応策と比べて選び直す", en = "Compare with the recommended option and choose again" },
}
rule "5.1.2" {
  kind = "risk",
  title = { ja = "リスクを保有する", en = "Retaining a risk" },
  actor = "risk_owner", items = true,
  when = "organization.runs_treatment and retained",
  remedy = { ja = "受容できることを確かめ、見守る", en = "Make sure that it is acceptable, and watch it" },
}
-- Why a risk needs treatment, in both languages.
local WHY = {
  { "exceeds_limits", "法令・契約・規模の限度を超える", "it exceeds the limits of law, contract or size" },
  { "so_large", "起こりやすさによらず対応を要する大きさ", "so large that likelihood does not matter" },
  { "adds_up", "小さな損害が累積する", "small losses add up" },
}
local function why_treated(risk)
  for _, reason in ipairs(WHY) do
    if field(risk, reason[1]) then return reason[2], reason[3] end
  end
  return "受容できない", "it is not acceptable"
end

rule "5.1.2#low" {
  kind = "risk",
  title = {
    ja = "保有は、両軸が低く受容基準を満たす場合に選ぶ",
    en = "Retaining is for what is low on both axes and acceptable",
  },
  actor = "risk_owner",
  when = "organization.runs_treatment and retained",
  check = function(risk)
    if risk.needs_treatment then
      local ja, en = why_treated(risk)
      return fail { message = {
        ja = "対応を要するリスクを保有している：" .. ja,
        en = "a risk is borne that needs treatment: " .. en,
      } }
    end
    if risk.impact_low and risk.likelihood_low then return pass end
    local impact, likelihood = risk.impact_step, risk.matrix_likelihood
    return partial { message = {
      ja = ("受容できるが、両方の軸が低くはない（影響 %s、起こりやすさ %s）"):format(impact, likelihood),
      en = ("acceptable, but not low on both axes (impact %s, likelihood %s)"):format(impact, likelihood),
    } }
  end,
  question = { ja = "受容の基準か判断を満たすことを確かめたか", en = "Has it been made sure that it is acceptable?" },
  evidence = { { ja = "受容の根拠", en = "Grounds for acceptance" } }, technique = "review",
  remedy = { ja = "受容できないなら、ほかの対応策を選ぶ", en = "Choose another option for what is not acceptable" },
}
rule "5.1.2#watched" {
  kind = "risk",
  title = { ja = "保有したリスクを見守る", en = "Retained risks are watched" },
  actor = "risk_owner",
  when = "organization.runs_treatment and retained",
  check = [[
    first(reviewed_on, identified_on) >= organization.risk_year_from
    and first(reviewed_on, identified_on) <= today() and not present(reopened_at)
  ]],
  question = { ja = "直近の変化を踏まえて確かめ直したのはいつか", en = "When was it last looked at, after the latest change?" },
  evidence = { { ja = "見直しの記録", en = "Record of the review" } }, technique = "review",
  remedy = { ja = "少なくとも年に一度、変化があればその都度見直す", en = "Look again every year and after each change" },
}
rule "5.1.3" {
  kind = "risk",
  title = {
    ja = "法令、契約、規模の限度を超えるリスクは回避する",
    en = "What exceeds law, contract or size is avoided",
  },
  actor = "management",
  select = "exceeds_limits or present(treatment.option) and treatment.option == 'avoid'",
  when = "organization.runs_treatment",
  check = "treatment.option == 'avoid' and recommended == 'avoid'",
  in_principle = true,
  question = { ja = "事業や活動をやめるべきほどのリスクか", en = "Is it so high that the activity should end?" },
  evidence = { { ja = "リスク対応の決定の記録", en = "Record of the decision" } }, technique = "review",
  remedy = {
    ja = "活動をやめるか条件を変える。限度内なら別の対応策にする",
    en = "End the activity or change its conditions; within limits, take another option",
  },
}
rule "5.1.4" {
  kind = "risk",
  title = { ja = "リスクを共有する", en = "Sharing a risk" },
  actor = "risk_owner", items = true,
  select = "present(treatment.option) and treatment.option == 'share'",
  when = "organization.runs_treatment",
  remedy = { ja = "共有の条件と、残る責任を確かめる", en = "See to the conditions, and to who stays responsible" },
}
rule "5.1.4#axes" {
  kind = "risk",
  title = { ja = "共有は、影響が高く起こりやすさが低い場合に選ぶ", en = "Sharing is for what is grave and unlikely" },
  actor = "risk_owner",
  select = "present(treatment.option) and treatment.option == 'share'",
  when = "organization.runs_treatment",
  check = "recommended == 'share'",
  in_principle = true,
  question = { ja = "保険や契約で分かち合うのがふさわしいか", en = "Is insurance or a contract what fits?" },
  evidence = { { ja = "保険証券、契約書", en = "Policy or contract" } }, technique = "review",
  remedy = { ja = "推奨される対応策と比べて選び直す", en = "Compare with the recommended option and choose again" },
}
rule "5.1.4#responsibility" {
  kind = "risk",
  title = { ja = "共有しても、管理の責任者は自組織に置く", en = "Responsibility stays with an own risk owner" },
  actor = "risk_owner",
  select = "present(treatment.option) and treatment.option == 'share'",
  when = "organization.runs_treatment",
  check = "not (owner.employer == 'contractor')",
  question = { ja = "責任者は自組織の者か", en = "Is the owner of the own staff?" },
  evidence = { { ja = "リスク一覧の責任者", en = "Owner in the register" } }, technique = "review",
  remedy = { ja = "自組織の者をリスク所有者に定める", en = "Make one of the own staff the owner" },
}

-- ---- 5.1.5 (1) plans ----------------------------------------------------------------------------

local PLANNED = "organization.runs_treatment and is_planned"

rule "5.1.5(1)" {
  title = { ja = "リスク対応計画を作る", en = "Plans of treatment are made" },
  actor = "risk_owner", items = true, when = "runs_treatment",
  remedy = { ja = "対応ごとに計画を作り、全体の釣合いを見る", en = "Plan each treatment, and look at them together" },
}
rule "5.1.5(1)#plan" {
  kind = "risk",
  title = { ja = "対応ごとに計画がある", en = "Each treatment has its plan" },
  actor = "risk_owner", when = PLANNED,
  check = [[
    if(is_begun,
       present(treatment.what) and present(treatment.owner) and present(treatment.due),
       treatment.what ~= '' and treatment.owner.id ~= '' and treatment.due >= 2000-01-01)
  ]],
  question = { ja = "誰が、いつまでに、何をするか", en = "Who does what, by when?" },
  evidence = { { ja = "リスク対応計画", en = "Plan of treatment" } }, technique = "review",
  remedy = { ja = "実施事項、責任者、期限を書く", en = "State what, who and when" },
}
rule "5.1.5(1)#a" {
  kind = "risk",
  title = { ja = "優先順位の順に対応を決める", en = "Treatments are planned in the order of priority" },
  actor = "risk_owner", when = PLANNED .. " and needs_treatment",
  check = [[
    priority >= 1
    and all(organization.risks where present(priority) and priority < outer.priority,
            present(treatment.option))
  ]],
  question = {
    ja = "このリスクより優先するものに、対応策が決まっているか",
    en = "Has an option been chosen for everything that goes before this risk?",
  },
  evidence = { { ja = "リスク対応計画", en = "Plan of treatment" } }, technique = "review",
  remedy = { ja = "優先するリスクの対応策を先に決める", en = "Choose options for the risks that go before it" },
}
rule "5.1.5(1)#b" {
  kind = "risk",
  title = {
    ja = "侵入を防ぐ対策と、侵入後の被害を抑える対策を組み合わせる",
    en = "Keeping out and limiting harm are balanced",
  },
  actor = "risk_owner", when = PLANNED .. " and treatment.option == 'modify' and source == 'intentional'",
  check = "treatment.entry and treatment.inner",
  in_principle = true,
  question = { ja = "入口の対策と内部の対策の両方があるか", en = "Are there measures at the entry and inside?" },
  evidence = { { ja = "対策の一覧", en = "List of measures" } }, technique = "review",
  remedy = { ja = "欠けている側の対策を計画に加える", en = "Add measures of the side that is missing" },
}
rule "5.1.5(1)#c" {
  title = { ja = "共通する取組は一度にまとめる", en = "Efforts that plans share are made once" },
  actor = "security_division", when = "runs_treatment and count(risks where is_planned) > 1",
  check = function(organization)
    local seen, twice = {}, {}
    for _, measure in ipairs(organization.measures) do
      if seen[measure.title] == 1 then twice[#twice + 1] = measure.title end
      seen[measure.title] = (seen[measure.title] or 0) + 1
    end
    if #twice == 0 then return unknown end
    local list = table.concat(twice, ", ")
    return fail { message = { ja = "同じ対策が別々にある：" .. list, en = "the same measure stands twice: " .. list } }
  end,
  ask = {
    ja = "教育や意識向上のように複数の計画に共通する取組を、まとめて行っているか",
    en = "Are efforts that several plans share, such as training, made together?",
  },
  evidence = { { ja = "共通の取組の計画", en = "Plan of shared efforts" } }, technique = "interview",
  remedy = { ja = "対策を一つにし、for と reduces に対象を並べる", en = "Make it one measure that names all it is for" },
}

-- ---- 5.1.5 (2) what remains ---------------------------------------------------------------------

rule "5.1.5(2)" {
  title = { ja = "計画の残留リスクを評価する", en = "The risk that remains is judged on the plan" },
  actor = "risk_owner", items = true, when = "runs_treatment",
  remedy = { ja = "計画の完了時に残るリスクを見積もり、受容できるまで繰り返す", en = "Estimate what remains; repeat until acceptable" },
}
rule "5.1.5(2)#planned" {
  kind = "risk",
  title = { ja = "実施前に残留リスクを見積もる", en = "What remains is estimated before doing" },
  actor = "risk_owner", when = PLANNED .. " and not is_done",
  check = "present(residual.impact) and present(residual_likelihood)",
  question = { ja = "計画を終えたとき、何がどれだけ残るか", en = "What remains when the plan is done?" },
  evidence = { { ja = "残留リスクの見積り", en = "Estimate of what remains" } }, technique = "review",
  remedy = { ja = "対応後の影響と起こりやすさを書く", en = "State impact and likelihood after treatment" },
}
rule "5.1.5(2)#acceptable" {
  kind = "risk",
  title = { ja = "残留リスクを受容できる", en = "What remains is acceptable" },
  actor = "risk_owner", when = PLANNED .. " and not is_done",
  check = function(risk)
    if not field(risk, "residual.impact") then
      return fail { message = {
        ja = "残留リスクが見積もられていない",
        en = "what remains has not been estimated",
      } }
    end
    if risk.residual_acceptable then return pass end
    local round = field(risk, "round") or 1
    return fail { round = round, message = {
      ja = ("第%d巡の残留リスクは受容できない。もう一巡する"):format(round),
      en = ("what remains after round %d is not acceptable: go another round"):format(round),
    } }
  end,
  question = { ja = "残るリスクは受容の基準か判断を満たすか", en = "Is what remains acceptable?" },
  evidence = { { ja = "受容の根拠", en = "Grounds for acceptance" } }, technique = "review",
  remedy = {
    ja = "対応策から考え直して round を進める。基準が合わないなら先に見直す",
    en = "Go another round from the options on; where the criteria do not fit, revise them first",
  },
}
rule "5.1.5(2)#a" {
  kind = "risk",
  title = { ja = "対応で新たに生じるリスクも評価する", en = "Risks that the treatment brings are judged too" },
  actor = "risk_owner", when = PLANNED,
  check = "all(residual.new_risks, needs_treatment and present(treatment.option) or not needs_treatment)",
  question = { ja = "対応が新たなリスクを生まないか", en = "Does the treatment bring new risks?" },
  evidence = { { ja = "新たなリスクの一覧", en = "List of new risks" } }, technique = "review",
  remedy = {
    ja = "new_risks に挙げ、それぞれ対応を決める。なければ空の並びを書く",
    en = "Name them in new_risks and treat each; write an empty list if there are none",
  },
}
rule "5.1.5(2)#b" {
  kind = "risk",
  title = {
    ja = "以前に受容したリスクが、なお受容できる",
    en = "What was accepted earlier is still acceptable",
  },
  actor = "risk_owner",
  when = "organization.runs_treatment and present(treatment.option) and treatment.option == 'retain'",
  check = "not needs_treatment",
  question = { ja = "ほかの対応によって受容できなくなっていないか", en = "Has another treatment made it unacceptable?" },
  evidence = { { ja = "受容したリスクの一覧", en = "List of risks accepted" } }, technique = "review",
  remedy = { ja = "対応策を選び直す", en = "Choose an option again" },
}

-- The criteria and the changes of what is acceptable that are younger than the estimate.
local function revised_since(risk, day)
  local names = {}
  for _, criterion in ipairs(risk.organization.criteria) do
    local set = field(criterion, "set_on")
    if field(criterion, "part") == "acceptance" and set and set > day and come(set) then
      names[#names + 1] = criterion.id
    end
  end
  for _, trigger in ipairs(risk.organization.triggers) do
    local touches = #trigger.affects == 0
    for _, record in ipairs(trigger.affects) do
      touches = touches or record == risk or record == field(risk, "subject")
    end
    if touches and trigger.type == "acceptance" and trigger.on > day and come(trigger.on) then
      names[#names + 1] = trigger.id
    end
  end
  return names
end

rule "5.1.5(2)#criteria" {
  kind = "risk",
  title = {
    ja = "受容の基準を見直したら、残留リスクを評価し直す",
    en = "After a revision of what is acceptable, what remains is judged again",
  },
  actor = "risk_owner",
  when = PLANNED .. " and not is_done and present(residual.impact) and organization.has_acceptance_criteria",
  check = function(risk)
    local names = revised_since(risk, risk.residual.on)
    if #names > 0 then
      local list, day = table.concat(names, ", "), risk.residual.on
      return fail { message = {
        ja = ("%sの評価より後に基準が見直された：%s"):format(format(day, "date", "ja"), list),
        en = ("revised since it was judged on %s: %s"):format(format(day, "date"), list),
      } }
    end
    for _, criterion in ipairs(risk.organization.criteria) do
      if field(criterion, "part") == "acceptance" and not criterion.set_on then return false end   -- unknown
    end
    return true
  end,
  question = { ja = "今の受容の基準で評価したか", en = "Was it judged by the criteria in force?" },
  evidence = { { ja = "基準の見直しと再評価の記録", en = "Record of the revision and of judging again" } },
  technique = "review",
  remedy = {
    ja = "今の基準で残留リスクを評価し直し、residual.on を改める",
    en = "Judge what remains by the criteria in force, and date it anew in residual.on",
  },
}
