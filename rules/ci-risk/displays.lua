-- What `kijun risk` shows: the register in the order of treatment, the plans and what remains, the
-- matrix with the risks in its cells, estimates in figures, what changes have opened again, and the
-- draft of criteria from judgements.

register "register" {
  command = "risk", kind = "risk",
  title = { ja = "リスク一覧（優先順位順）", en = "Register, by priority" },
  sort = "priority",
  columns = {
    { "priority", ja = "順位", en = "No." },
    { "level", ja = "レベル", en = "Level" },
    { "needs_treatment", ja = "要対応", en = "Treat" },
    { "recommended", ja = "推奨", en = "Advice" },
    { "treatment.option", ja = "対応策", en = "Option" },
    "id",
    { "title", ja = "題名", en = "Title" },
  },
}

register "plans" {
  command = "risk", kind = "risk",
  title = { ja = "リスク対応計画と残留リスク", en = "Plans of treatment and residual risks" },
  select = "is_planned", sort = "priority",
  columns = {
    "id",
    { "treatment.status", ja = "状況", en = "Status" },
    { "treatment.due", ja = "期限", en = "Due" },
    { "residual_level", ja = "残留", en = "Rest" },
    { "residual_acceptable", ja = "受容可", en = "Acceptable" },
    { "round", ja = "巡", en = "Round" },
    { "treatment.owner", ja = "責任者", en = "Owner" },
  },
}

matrix "matrix" {
  command = "risk", kind = "risk",
  title = { ja = "リスクマトリクス", en = "Risk matrix" },
  rows = { field = "impact_step", scale = "impacts" },
  columns = { field = "matrix_likelihood", scale = "likelihoods", ja = "起こりやすさ", en = "Likelihood" },
  cells = "matrix", marks = "acceptable",
}

register "figures" {
  command = "risk", kind = "risk",
  title = { ja = "定量的な見積り", en = "Estimates in figures" },
  select = "present(expected_loss)", sort = "priority",
  columns = {
    "id",
    { "frequency.mode", ja = "年間回数（最頻）", en = "Per year (mode)" },
    { "magnitude.mode", ja = "1回の損害額（最頻）", en = "Loss each (mode)" },
    { "expected_loss", ja = "年間の想定損失（平均）", en = "Expected loss a year (mean)" },
  },
}

register "reopened" {
  command = "risk", kind = "risk",
  title = { ja = "変化を受けて見直すリスク", en = "Risks to look at again after a change" },
  select = "present(reopened_at)", sort = "reopened_at",
  columns = {
    { "reopened_at", ja = "手順", en = "Step" }, "id", { "title", ja = "題名", en = "Title" },
  },
}

register "draft" {
  command = "risk", kind = "criterion_draft",
  title = { ja = "判断から集めたリスク受容基準の案", en = "Draft of criteria of acceptance, from judgements" },
  columns = {
    { "impact", ja = "影響", en = "Impact" }, { "likelihood", ja = "起こりやすさ", en = "Likelihood" },
    "judged", { "agrees", ja = "基準と一致", en = "As set" },
    { "of_risks", ja = "リスク", en = "Risks" }, "reasons",
  },
}
