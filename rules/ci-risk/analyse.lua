-- 3 How likely and how grave.
--
-- Readings:
-- * Figures and steps stand side by side; where a risk has both, they must not contradict each other.
-- * No control named means that there is none; of each that is, it must be known how far it is in place.
-- * Matrices are the organisation's: 3.1.1#a finds one that does not cover its scales, 3.1.1#b a step
--   that is none of the scale.

rule "3.1" {
  title = { ja = "リスクのレベルを決める", en = "The level of each risk is determined" },
  actor = "security_division", items = true, when = "runs_analysis",
  remedy = { ja = "四つの点から分析し、レベルを決める", en = "Analyse the four points and settle the level" },
}
local function analysed(letter, title, when, check, remedy)
  rule ("3.1#" .. letter) {
    kind = "risk", title = title, actor = "security_division", when = when, check = check,
    question = { ja = title.ja .. "：できているか", en = title.en .. ": is it done?" },
    evidence = { { ja = "リスク分析の記録", en = "Record of the analysis" } }, technique = "review",
    remedy = remedy,
  }
end
local FULL, ANY = "organization.runs_full_analysis", "organization.runs_analysis"
analysed("a", { ja = "損害の原因を明らかにする", en = "The cause is clear" }, FULL,
  "source in ['intentional', 'accidental', 'environmental']",
  { ja = "リスク源の区分を書く", en = "State the class of the source" })
analysed("b", { ja = "起こりやすさを分析する", en = "Likelihood is analysed" }, FULL,
  "likelihood_step in $likelihoods",
  { ja = "尺度の段階か年間の回数を書く", en = "Give a step of the scale, or a frequency" })
analysed("c", { ja = "影響の大きさを分析する", en = "Impact is analysed" }, ANY,
  "impact_step in $impacts",
  { ja = "尺度の段階か損害額を書く", en = "Give a step of the scale, or a magnitude" })
analysed("d", { ja = "導入済みの対策を考慮する", en = "Controls in place are taken into account" }, FULL,
  "all(controls, status in ['proposed', 'approved', 'funded', 'doing', 'done'])",
  { ja = "controls に挙げた対策の導入状況を書く", en = "State how far the controls named are in place" })
rule "3.1#level" {
  kind = "risk",
  title = { ja = "レベルが決まっている", en = "There is a level" },
  actor = "security_division", when = ANY, check = "level in $levels",
  question = { ja = "マトリクス上のレベルは何か", en = "Which level has it in the matrix?" },
  evidence = { { ja = "リスクマトリクス", en = "Risk matrix" } }, technique = "review",
  remedy = { ja = "二つの軸の段階を定める", en = "Settle the steps on both axes" },
}
rule "3.1#method" {
  title = { ja = "目的と力量に見合う分析手法を選ぶ", en = "The method fits purpose and ability" },
  actor = "security_division", when = "runs_full_analysis",
  ask = {
    ja = "精度、データ、力量、手間の釣合いを考えて分析手法を選んだか",
    en = "Was the method chosen with an eye on precision, data, ability and effort?",
  },
  evidence = { { ja = "手法の選定理由", en = "Reasons for the method" } }, technique = "interview",
  remedy = { ja = "手法を選んだ理由を記録する", en = "Record why the method was chosen" },
}

-- ---- 3.1.1 in steps -----------------------------------------------------------------------------

rule "3.1.1" {
  title = { ja = "定性的に分析する", en = "Qualitative analysis" },
  actor = "security_division", items = true, when = "runs_analysis",
  remedy = { ja = "尺度とマトリクスをそろえ、実データに基づいて当てはめる", en = "Bring scales and matrix in line; use real data" },
}

local function contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then return true end
  end
  return false
end

-- Names of what is wrong go into `wrong`.
local function outside(wrong, name, list, scale)
  for _, step in ipairs(list) do
    if not contains(scale, step) then wrong[#wrong + 1] = name .. ": " .. step end
  end
end

-- Cells that a table lacks: "matrix: 大/高", or of a whole row "matrix: 大".
local function check_cells(wrong, name, cells)
  for _, impact in ipairs(params.impacts) do
    local row, lacking = cells[impact] or {}, {}
    for _, likelihood in ipairs(params.likelihoods) do
      if row[likelihood] == nil then lacking[#lacking + 1] = impact .. "/" .. likelihood end
    end
    if #lacking > 1 and #lacking == #params.likelihoods then lacking = { impact } end
    for _, cell in ipairs(lacking) do wrong[#wrong + 1] = name .. ": " .. cell end
  end
end

-- Rows and columns of the tables that are on no scale, and levels that are none: each is told once.
local function check_keys(wrong, name, cells)
  local told = {}
  local function look(what, steps, scale)
    for _, step in ipairs(steps) do
      if not told[what .. step] then outside(wrong, what, { step }, scale) end
      told[what .. step] = true
    end
  end
  for impact, row in pairs(cells) do
    look(name, { impact }, params.impacts)
    for likelihood, cell in pairs(row) do
      look(name, { likelihood }, params.likelihoods)
      if name == "matrix" then look("levels", { cell }, params.levels) end
    end
  end
end

local function check_twice(wrong, name, list)
  for i, step in ipairs(list) do
    for k = 1, i - 1 do
      if list[k] == step then wrong[#wrong + 1] = name .. ": " .. step .. " ×2" end
    end
  end
end

rule "3.1.1#a" {
  title = { ja = "マトリクスが尺度の全段階を覆う", en = "The matrix covers its scales" },
  actor = "security_division", when = "runs_analysis",
  check = function()
    local wrong = {}
    check_twice(wrong, "impacts", params.impacts)
    check_twice(wrong, "likelihoods", params.likelihoods)
    check_cells(wrong, "matrix", params.matrix)
    check_cells(wrong, "acceptable", params.acceptable)
    check_keys(wrong, "matrix", params.matrix)
    check_keys(wrong, "acceptable", params.acceptable)
    outside(wrong, "high_impacts", params.high_impacts, params.impacts)
    outside(wrong, "low_impacts", params.low_impacts, params.impacts)
    outside(wrong, "high_likelihoods", params.high_likelihoods, params.likelihoods)
    outside(wrong, "low_likelihoods", params.low_likelihoods, params.likelihoods)
    if #wrong == 0 then return pass end
    local list = table.concat(wrong, ", ")
    return fail { message = {
      ja = "尺度と表が合わない：" .. list,
      en = "scales and tables do not fit: " .. list,
    } }
  end,
  question = {
    ja = "尺度の段階の組合せすべてに、レベルと受容の可否があるか",
    en = "Is there a level, and whether it is acceptable, for every pair of steps?",
  },
  evidence = { { ja = "リスクマトリクス", en = "Risk matrix" } }, technique = "review",
  remedy = {
    ja = "基準値 impacts、likelihoods、levels、matrix、acceptable、high_…、low_… をそろえる",
    en = "Bring the parameters impacts, likelihoods, levels, matrix, acceptable, high_… and low_… in line",
  },
}
rule "3.1.1#b" {
  kind = "risk",
  title = { ja = "尺度にある段階で分類する", en = "Risks are classified by steps of the scales" },
  actor = "security_division",
  when = "organization.runs_analysis and (present(likelihood) or present(impact) or present(residual))",
  check = [[
    (not present(likelihood) or likelihood in $likelihoods)
    and (not present(impact) or impact in $impacts)
    and (not present(residual.likelihood) or residual.likelihood in $likelihoods)
    and (not present(residual.impact) or residual.impact in $impacts)
  ]],
  question = { ja = "書かれた段階は尺度にあるか", en = "Are the steps on the scales?" },
  evidence = { { ja = "リスク一覧", en = "Register of risks" } }, technique = "review",
  remedy = {
    ja = "段階を尺度の呼び方に直すか、尺度の基準値を変える",
    en = "Write the step as the scale does, or change the parameter with the scale",
  },
}
rule "3.1.1#c" {
  title = { ja = "現実の情報やデータをもとに分類する", en = "Classification rests on real data" },
  actor = "security_division", when = "runs_full_analysis",
  ask = {
    ja = "分類の根拠に、実際の発生記録などのデータを用いているか",
    en = "Does the classification rest on data, such as records of what has happened?",
  },
  evidence = { { ja = "分析に用いたデータ", en = "Data used" } }, technique = "review",
  remedy = { ja = "根拠とした情報を記録する", en = "Record what it rests on" },
}

-- ---- 3.1.2 in figures ---------------------------------------------------------------------------

rule "3.1.2" {
  kind = "risk",
  title = {
    ja = "定量的な分析は、段階による分類と食い違わない",
    en = "Quantitative analysis agrees with the steps",
  },
  actor = "security_division",
  when = "organization.runs_full_analysis and (present(frequency) or present(magnitude))",
  check = [[
    mean_frequency >= 0 and mean_magnitude >= 0円
    and (not present(likelihood) or likelihood == band(mean_frequency, $likelihood_bands))
    and (not present(impact) or impact == band(mean_magnitude, $impact_bands))
  ]],
  question = {
    ja = "回数と損害額の見積りはそろい、段階と合っているか",
    en = "Are frequency and loss both estimated, and do they fit the steps?",
  },
  evidence = { { ja = "見積りの根拠", en = "Basis of the estimates" } }, technique = "review",
  remedy = {
    ja = "見積りを補うか、段階又は区分の基準値を見直す",
    en = "Complete the estimate, or go over the step or the bands",
  },
}
rule "3.2" {
  kind = "risk",
  title = { ja = "事業への具体的な影響を決める", en = "The concrete effect on the business is settled" },
  actor = "security_division",
  when = "organization.runs_full_analysis",
  check = "loss ~= '' and (impact_step in $impacts or present(mean_magnitude))",
  question = {
    ja = "損害の中身と程度を、意思決定の資料として示せるか",
    en = "Can it be shown to those who decide what is lost, and how much?",
  },
  evidence = { { ja = "分析結果の資料", en = "Results of the analysis" } }, technique = "review",
  remedy = { ja = "損害の内容に、段階か金額を添える", en = "Give the loss with its step or amount" },
}
