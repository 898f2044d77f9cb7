-- Scales, matrix and acceptance. The handbook shows three steps on each axis and no figure: scales of
-- any length and with any names are fine, as long as the tables cover them (3.1.1#a looks after that).
-- Another organisation with five steps sets, in its own record:
--
--   parameters:
--     - { name: ci-risk/impacts,          value: "軽微,小,中,大,甚大" }
--     - { name: ci-risk/likelihoods,      value: "稀,低,中,高,頻発" }
--     - { name: ci-risk/levels,           value: "1,2,3,4,5" }
--     - { name: ci-risk/matrix,           value: "軽微/稀=1, 軽微/低=1, …, 甚大/頻発=5" }
--     - { name: ci-risk/acceptable,       value: "軽微/稀=yes, …, 甚大/頻発=no" }
--     - { name: ci-risk/high_impacts,     value: "大,甚大" }     and high_likelihoods
--     - { name: ci-risk/low_impacts,      value: "軽微,小" }     and low_likelihoods
--
-- tests/five-by-five.yaml has it in full.

-- ---- axes ---------------------------------------------------------------------------------------

param "likelihoods" {
  value = { "低", "中", "高" },
  title = { ja = "起こりやすさの段階（低い順）", en = "Steps of likelihood, lowest first" }, source = "3.1.1",
}
param "impacts" {
  value = { "小", "中", "大" },
  title = { ja = "影響の大きさの段階（小さい順）", en = "Steps of impact, lowest first" }, source = "3.1.1",
}

-- The text knows high and low; the steps between go with neither, and so with modifying.
param "high_likelihoods" {
  value = { "高" }, title = { ja = "「高い」起こりやすさ", en = "Likelihoods that are high" }, source = "5.1.1",
}
param "low_likelihoods" {
  value = { "低" }, title = { ja = "「低い」起こりやすさ", en = "Likelihoods that are low" }, source = "5.1.2",
}
param "high_impacts" {
  value = { "大" }, title = { ja = "「高い」影響", en = "Impacts that are high" }, source = "5.1.1",
}
param "low_impacts" {
  value = { "小" }, title = { ja = "「低い」影響", en = "Impacts that are low" }, source = "5.1.2",
}

-- ---- the matrix: impact, then likelihood --------------------------------------------------------

param "levels" {
  value = { "低", "中", "高" },
  title = { ja = "リスクレベルの段階（低い順）", en = "Levels of risk, lowest first" }, source = "3.1",
}
param "matrix" {
  value = map {
    ["小"] = { ["低"] = "低", ["中"] = "低", ["高"] = "中" },
    ["中"] = { ["低"] = "低", ["中"] = "中", ["高"] = "高" },
    ["大"] = { ["低"] = "中", ["中"] = "高", ["高"] = "高" },
  },
  open = true,
  title = { ja = "リスクマトリクス", en = "Risk matrix" }, source = "3.1",
}
param "acceptable" {
  value = map {
    ["小"] = { ["低"] = true, ["中"] = true, ["高"] = false },
    ["中"] = { ["低"] = true, ["中"] = false, ["高"] = false },
    ["大"] = { ["低"] = false, ["中"] = false, ["高"] = false },
  },
  type = "bool", open = true,
  title = { ja = "受容できる升目", en = "Cells that are acceptable" }, source = "1.2.3",
}

-- ---- in numbers ---------------------------------------------------------------------------------

-- How often a year, and how much each time, belong to which step. Ours; the text gives no figure.
param "likelihood_bands" {
  value = bands({ ["低"] = 0.1, ["中"] = 1, ["高"] = true }, "number"),
  title = { ja = "年間発生回数と起こりやすさの段階", en = "Frequency per year and step of likelihood" },
  source = "3.1.2",
}
param "impact_bands" {
  value = bands({ ["小"] = "10000000円", ["中"] = "100000000円", ["大"] = true }, "money"),
  title = { ja = "1回当たりの損害額と影響の段階", en = "Loss each time and step of impact" },
  source = "3.1.2",
}

-- The mean of low, mode and high is that of the PERT distribution: the mode counts four times, each
-- end once. With weight 1 it is the triangular mean, which leans more on the ends; estimates of rare
-- and severe losses are surest about the mode, hence PERT.
param "mode_weight" {
  value = 4,
  title = { ja = "三点見積りでの最頻値の重み", en = "Weight of the mode in the mean of three estimates" },
  source = "3.1.2",
}

-- Set by each organisation; while they are not, the steps alone decide.
param "acceptable_loss" {
  type = "money", stricter = "lower",
  title = { ja = "受容できる年間の想定損失（未満）", en = "Expected loss a year that is acceptable (below)" },
  source = "4.1.1",
}
param "severe_loss" {
  type = "money", stricter = "lower",
  title = {
    ja = "起こりやすさにかかわらず対応を要する損害額（以上）",
    en = "Loss from which on likelihood does not matter",
  },
  source = "4.1.1",
}

-- ---- whom and what it is for --------------------------------------------------------------------

param "applies_to" {
  value = { "operator" },
  title = { ja = "手引書の対象となる組織の種類", en = "Types of organisation addressed" }, source = "I.2",
}

-- Which steps are run: 1 to 6, or 1.1, 1.2, 1.3 apart. "light" is one qualitative level per risk.
-- organization.steps names the steps, or "starter" for these.
param "starter_steps" {
  value = { "1.1", "1.3", "2-light", "3-light", "4", "5" },
  title = { ja = "はじめに取り組む手順", en = "Steps to start with" }, source = "I.3",
}

param "confidential_from" {
  value = 2, stricter = "lower",
  title = { ja = "防護対象とする機密性の区分", en = "Confidentiality from which on information is protected" },
  source = "1.1",
}

-- What the viewpoints of criteria are called; a criterion may also name the item itself ("1.2.1#a").
param "viewpoints" {
  value = map {
    ["戦略的価値"] = "1.2.1#a",
    ["情報資産の重要性"] = "1.2.1#b",
    ["法令・規制"] = "1.2.1#c", ["法令・規制等"] = "1.2.1#c",
    ["契約"] = "1.2.1#d", ["契約上の義務"] = "1.2.1#d",
    ["運用上の重要性"] = "1.2.1#e", ["事業上の重要性"] = "1.2.1#e",
    ["利害関係者"] = "1.2.1#f", ["利害関係者の期待"] = "1.2.1#f",
    ["分離レベル"] = "1.2.2#a", ["情報資産の分離"] = "1.2.2#a",
    ["情報セキュリティ違反"] = "1.2.2#b", ["情報の漏えい"] = "1.2.2#b", ["漏えい"] = "1.2.2#b",
    ["運用障害"] = "1.2.2#c", ["業務の停止"] = "1.2.2#c", ["供給支障"] = "1.2.2#c",
    ["資産価値の喪失"] = "1.2.2#d", ["金銭"] = "1.2.2#d", ["費用"] = "1.2.2#d",
    ["計画の遅れ"] = "1.2.2#e", ["期限の遅れ"] = "1.2.2#e",
    ["評判"] = "1.2.2#f", ["信用"] = "1.2.2#f",
    ["法令違反"] = "1.2.2#g", ["契約違反"] = "1.2.2#g",
    ["事業"] = "1.2.3#a", ["経営判断"] = "1.2.3#a",
    ["法令"] = "1.2.3#b",
    ["社会"] = "1.2.3#c", ["社会的要因"] = "1.2.3#c", ["人道"] = "1.2.3#c",
    ["運用"] = "1.2.3#d",
    ["技術"] = "1.2.3#e",
    ["財務"] = "1.2.3#f",
  },
  open = true,
  title = { ja = "観点の呼び方", en = "Names of the viewpoints" }, source = "図表7",
}

-- ---- time ---------------------------------------------------------------------------------------

-- Which step a change leads back to, and how soon it and issues are taken up: the text has no figure.
param "reopens" {
  value = map {
    business = 1, new_system = 1, information_changed = 1, usage_changed = 1, organisation = 1,
    technology = 1, standard_changed = 1, bcp_updated = 1, headquarters_audit = 1,
    threat = 2, incident = 2, crisis = 2, likelihood = 3, acceptance = 4,
    plan_drift = 5, effect_missing = 5, budget = 5,
  },
  title = { ja = "変化に応じて再開する手順", en = "Step that a change leads back to" }, source = "6.2",
}
param "issues_lead_on_within" {
  value = "3mo", type = "period", stricter = "lower",
  title = { ja = "課題を次につなげるまでの期間", en = "An issue leads on within" }, source = "1.3",
}
param "reopen_within" {
  value = "1mo", type = "period", stricter = "lower",
  title = { ja = "変化を受けて見直すまでの期間", en = "A change is taken up within" }, source = "6.2",
}
