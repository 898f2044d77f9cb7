-- 4 Whether to treat a risk, and in which order. What decides is computed in process.lua.
--
-- Readings:
-- * Where there are no criteria, the judgement of management or an expert decides; it says by whom.
-- * A judgement that says otherwise than the criteria, or accepts what the two exceptions forbid, is a
--   finding: one of the two has to change. One about what remains is compared with acceptance alone.

rule "4.1.1" {
  title = { ja = "リスクごとに対応の要否を決める", en = "For each risk it is decided whether to treat it" },
  actor = "management", items = true, when = "runs_evaluation",
  remedy = { ja = "基準か判断により要否を定める", en = "Decide by criteria or judgement" },
}
rule "4.1.1#decided" {
  kind = "risk",
  title = { ja = "対応の要否が決まっている", en = "It is settled whether treatment is needed" },
  actor = "management",
  when = "organization.runs_evaluation",
  check = "needs_treatment or not needs_treatment",
  question = { ja = "受容できるか否かを何で決めたか", en = "What decides whether it is acceptable?" },
  evidence = { { ja = "リスク判定基準又は判断の記録", en = "Criteria, or the recorded judgement" } },
  technique = "review",
  remedy = {
    ja = "分析を終え、基準がなければ判断とその判断者を記録する",
    en = "Finish the analysis; without criteria record a judgement and who made it",
  },
}
rule "4.1.1#judgement" {
  kind = "risk",
  title = { ja = "判断が基準と食い違わない", en = "Judgement and criteria agree" },
  actor = "management",
  when = [[
    organization.runs_evaluation and present(judgement.acceptable)
    and (not present(judgement.on) or judgement.on <= today())
  ]],
  check = [[
    if(present(residual.on) and judgement.on >= residual.on,
       not organization.has_acceptance_criteria or judgement.acceptable == residual_acceptable,
       if(organization.has_acceptance_criteria, judgement.acceptable ~= needs_treatment,
          not judgement.acceptable or not (exceeds_limits or so_large or adds_up)))
  ]],
  question = {
    ja = "経営層や有識者の判断は、基準及び二つの例外に沿うか",
    en = "Does the judgement agree with the criteria and the two exceptions?",
  },
  evidence = { { ja = "判断の記録", en = "Recorded judgement" } }, technique = "review",
  remedy = {
    ja = "判断を改めるか、基準を見直す",
    en = "Change the judgement, or revise the criteria",
  },
}
rule "4.1.1#draft" {
  kind = "criterion_draft",
  title = { ja = "同じ升目の判断が分かれない", en = "Judgements on the same cell agree" },
  actor = "management",
  when = "organization.runs_evaluation",
  check = "judged ~= 'disputed'",
  question = { ja = "同じ程度のリスクを同じように扱っているか", en = "Are risks of the same standing treated alike?" },
  evidence = { { ja = "判断の一覧", en = "List of judgements" } }, technique = "review",
  remedy = {
    ja = "違いの理由を確かめ、尺度を細かくするか判断をそろえる",
    en = "Find out why; refine the scales or bring the judgements in line",
  },
}

rule "4.1.2" {
  kind = "risk",
  title = { ja = "対応の優先順位を決める", en = "The order of treatment is settled" },
  actor = "management",
  when = "organization.runs_evaluation and needs_treatment",
  check = "priority >= 1",
  question = { ja = "このリスクは何番目に対応するか", en = "Which place has this risk in the order?" },
  evidence = { { ja = "優先順位を付けたリスク一覧", en = "Register in order of priority" } }, technique = "review",
  remedy = { ja = "レベルと影響を定め、順位を付けられるようにする", en = "Settle level and impact so that it has a place" },
}
