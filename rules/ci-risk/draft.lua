-- Judgements that stand in for criteria, collected: what was held acceptable at which impact and
-- likelihood. In time this is what criteria of acceptance can be drawn from (footnotes 11 and 13).

kind "criterion_draft" {
  derived = true, plural = "criterion_drafts",
  title = { ja = "リスク受容基準の案", en = "Draft of criteria of acceptance" },
  fields = {
    field("impact", "text", "影響の大きさ", "Impact"),
    field("likelihood", "text", "起こりやすさ", "Likelihood"),
    field("judged", "acceptable|not_acceptable|disputed", "判断", "Judged", { labels = {
      acceptable = { ja = "受容できる", en = "Acceptable" },
      not_acceptable = { ja = "受容できない", en = "Not acceptable" },
      disputed = { ja = "判断が分かれる", en = "Disputed" },
    } }),
    field("agrees", "bool", "基準値と一致", "Agrees with the figures"),
    field("of_risks", "[->risk] = []", "判断したリスク", "Risks judged", { inverse = "judged_in" }),
    field("reasons", "text", "理由", "Reasons"),
  },
}

-- Where the risk stood that the judgement is about, or nil: what remains if it is not older.
local function judged_cell(risk)
  local on, residual = field(risk, "judgement.on"), field(risk, "residual.on")
  if on and not come(on) then return nil end
  if residual and (not on or on >= residual) then
    return field(risk, "residual.impact"), field(risk, "residual_likelihood")
  end
  return field(risk, "impact_step"), field(risk, "matrix_likelihood")
end

local function add_to(list, by_cell, impact, likelihood, risk)
  local id = impact .. "/" .. likelihood
  local row = by_cell[id]
  if not row then
    row = { id = id, impact = impact, likelihood = likelihood, of_risks = {} }
    by_cell[id], list[#list + 1] = row, row
  end
  local judged = field(risk, "judgement.acceptable") and "acceptable" or "not_acceptable"
  row.judged = (not row.judged or row.judged == judged) and judged or "disputed"
  row.of_risks[#row.of_risks + 1] = risk
  local reason = field(risk, "judgement.reason")
  if reason then row.reasons = (row.reasons and row.reasons .. " / " or "") .. reason end
end

records "criterion_draft" {
  reads = { "risk.impact_step", "risk.matrix_likelihood", "risk.residual_likelihood" },
  from = function(organization)
    local list, by_cell = {}, {}
    for _, risk in ipairs(organization.risks) do
      if field(risk, "judgement.acceptable") ~= nil and field(risk, "judgement.by") then
        local impact, likelihood = judged_cell(risk)
        if impact and likelihood then add_to(list, by_cell, impact, likelihood, risk) end
      end
    end
    for _, row in ipairs(list) do
      local line = params.acceptable[row.impact]
      local says = line and line[row.likelihood]
      if says ~= nil and row.judged ~= "disputed" then row.agrees = says == (row.judged == "acceptable") end
    end
    return list
  end,
}
