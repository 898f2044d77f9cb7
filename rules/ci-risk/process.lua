-- What follows for each risk from its facts, the scales and the criteria.
--
-- Readings where the text leaves a choice:
-- * The handbook's "level" is the damage axis, here impact; beside it stands likelihood. What the
--   matrix says for both (risk.level) only serves the order of treatment.
-- * Steps come from the record; where it has figures only, from the bands of frequency and magnitude.
--   An estimate is low, mode and high, or the mode alone; with one end only there is no mean. A mean of
--   frequencies is taken to 12 digits, so that one that comes to a bound of the bands is at it.
-- * Acceptance is decided by the criteria once the organisation has set some for acceptance, and their
--   figures are the parameters. Until then a judgement that names who made it stands in.
-- * A judgement on or after the day of the residual risk is about what remains; before, about the risk.
-- * So large that likelihood does not matter: the top step of impact, or a loss of severe_loss, by the
--   highest figure of the estimate.
-- * So likely that small losses add up: the top step of likelihood with an impact above the lowest, or
--   frequency times loss (both the mode) of acceptable_loss.
-- * What exceeds the limits of law, contract or size is not acceptable (1.2.3 has law among the
--   viewpoints), and is avoided.
-- * What remains is compared with acceptance alone (5.1.5(2)), not with the two exceptions above.
-- * Analysed lightly, a risk has an impact and no likelihood: the level is that of the highest
--   likelihood, and what is high or low is so on both axes.

-- ---- which steps are run ------------------------------------------------------------------------

contradiction {
  kind = "organization",
  when = [[
    any(steps where it not in
        ['1', '1.1', '1.2', '1.3', '2', '2-light', '3', '3-light', '4', '5', '6', 'starter'])
  ]],
  message = {
    ja = "steps に知られていない手順がある。1～6、1.1、1.2、1.3、2-light、3-light、starter で書く",
    en = "steps has a step that is not known; write 1 to 6, 1.1, 1.2, 1.3, 2-light, 3-light or starter",
  },
}

-- Whether one of the steps is run. Without `steps` those addressed run all of them.
local function runs(codes)
  local parts = {}
  for i, code in ipairs(codes) do
    parts[i] = ("'%s' in steps or 'starter' in steps and '%s' in $starter_steps"):format(code, code)
  end
  return ("if(present(steps), %s, type in $applies_to)"):format(table.concat(parts, " or "))
end

derive "organization.runs_objects" { type = "bool", from = runs { "1", "1.1" } }
derive "organization.runs_criteria" { type = "bool", from = runs { "1", "1.2" } }
derive "organization.runs_issues" { type = "bool", from = runs { "1", "1.3" } }
derive "organization.runs_approaches" { type = "bool", from = runs { "2" } }
derive "organization.runs_identification" { type = "bool", from = runs { "2", "2-light" } }
derive "organization.runs_full_analysis" { type = "bool", from = runs { "3" } }
derive "organization.runs_analysis" { type = "bool", from = runs { "3", "3-light" } }
derive "organization.runs_evaluation" { type = "bool", from = runs { "4" } }
derive "organization.runs_treatment" { type = "bool", from = runs { "5" } }
derive "organization.runs_monitoring" { type = "bool", from = runs { "6" } }
derive "organization.analyses_lightly" {
  type = "bool",
  from = "present(steps) and runs_analysis and not runs_full_analysis",
}

-- The last complete fiscal year and what has come since.
derive "organization.risk_year_from" {
  type = "date",
  title = { ja = "判定する期間の初日", en = "First day of the time judged" },
  from = "fiscal_year_start(today()) - 1y",
}

derive "organization.has_acceptance_criteria" {
  type = "bool",
  title = { ja = "リスク受容基準がある", en = "Has criteria of acceptance" },
  from = "any(criteria where part == 'acceptance' and (not present(set_on) or set_on <= today()))",
}

derive "criterion.item" {
  type = "text",
  title = { ja = "観点の項目", en = "Item of the viewpoint" },
  from = "first($viewpoints[viewpoint], viewpoint)",
}

-- ---- analysis -----------------------------------------------------------------------------------

local function mean(estimate)
  return ("if(present(E.low) or present(E.high),"
    .. " (E.low + $mode_weight * E.mode + E.high) / ($mode_weight + 2), E.mode)"):gsub("E", estimate)
end

-- Of 0.02, 0.11 and 0.14 binary fractions make a little more than 0.1.
derive "risk.raw_frequency" { type = "number", from = mean "frequency" }
derive "risk.mean_frequency" {
  type = "number", reads = { "risk.raw_frequency" },
  title = { ja = "年間発生回数の平均", en = "Mean frequency per year" },
  from = function(risk) return tonumber(("%.12g"):format(risk.raw_frequency)) end,
}
derive "risk.mean_magnitude" {
  type = "money",
  title = { ja = "1回当たりの損害額の平均", en = "Mean loss each time" },
  from = mean "magnitude",
}
derive "risk.expected_loss" {
  type = "money",
  title = { ja = "年間の想定損失", en = "Expected loss a year" },
  from = "mean_magnitude * mean_frequency",
}

derive "risk.likelihood_step" {
  type = "text",
  title = { ja = "起こりやすさ", en = "Likelihood" },
  from = "first(likelihood, band(mean_frequency, $likelihood_bands))",
}
derive "risk.impact_step" {
  type = "text",
  title = { ja = "影響の大きさ", en = "Impact" },
  from = "first(impact, band(mean_magnitude, $impact_bands))",
}

-- Where a step stands on its scale, 1 the lowest; nil if it is none of its steps.
local function position(scale, step)
  for i, name in ipairs(scale) do
    if name == step then return i end
  end
  return nil
end

derive "risk.likelihood_position" {
  type = "int", reads = { "risk.likelihood_step" },
  title = { ja = "起こりやすさの順位", en = "Position of the likelihood" },
  from = function(risk) return position(params.likelihoods, risk.likelihood_step) end,
}
derive "risk.impact_position" {
  type = "int", reads = { "risk.impact_step" },
  title = { ja = "影響の順位", en = "Position of the impact" },
  from = function(risk) return position(params.impacts, risk.impact_step) end,
}

derive "organization.top_likelihood" {
  type = "text",
  from = function() return params.likelihoods[#params.likelihoods] end,
}
derive "risk.is_light" {
  type = "bool",
  from = "organization.analyses_lightly and not present(likelihood_step)",
}
derive "risk.matrix_likelihood" {
  type = "text",
  title = { ja = "マトリクス上の起こりやすさ", en = "Likelihood in the matrix" },
  from = "if(is_light, organization.top_likelihood, likelihood_step)",
}
derive "risk.level" {
  type = "text",
  title = { ja = "リスクレベル", en = "Level of risk" },
  from = "$matrix[impact_step, matrix_likelihood]",
}

-- A step that is none of its scale is neither high nor low nor between: nothing is known then.
derive "risk.impact_high" { type = "bool", from = "if(impact_position >= 1, impact_step in $high_impacts)" }
derive "risk.impact_low" { type = "bool", from = "if(impact_position >= 1, impact_step in $low_impacts)" }
derive "risk.likelihood_high" {
  type = "bool",
  from = "if(is_light, impact_high, if(likelihood_position >= 1, likelihood_step in $high_likelihoods))",
}
derive "risk.likelihood_low" {
  type = "bool",
  from = "if(is_light, impact_low, if(likelihood_position >= 1, likelihood_step in $low_likelihoods))",
}

-- ---- evaluation ---------------------------------------------------------------------------------

derive "risk.so_large" {
  type = "bool",
  title = { ja = "起こりやすさによらず対応を要する大きさ", en = "So large that likelihood does not matter" },
  from = [[
    impact_position == count($impacts)
    or present($severe_loss) and present(magnitude)
       and first(magnitude.high, magnitude.mode, magnitude.low) >= $severe_loss
  ]],
}
derive "risk.adds_up" {
  type = "bool",
  title = { ja = "小さな損害が累積する", en = "Small losses add up" },
  from = [[
    not is_light and likelihood_position == count($likelihoods) and impact_position > 1
    or present($acceptable_loss) and present(frequency.mode) and present(magnitude.mode)
       and magnitude.mode * frequency.mode >= $acceptable_loss
  ]],
}

-- `id ~= ''` holds for every person: without one the judgement does not count, and the fact is named.
derive "risk.judged_acceptable" {
  type = "bool",
  title = { ja = "受容できるとの判断", en = "Judged acceptable" },
  from = [[
    if(judgement.by.id ~= '' and (not present(judgement.on) or judgement.on <= today()),
       if(present(residual.on) and judgement.on >= residual.on, false, judgement.acceptable))
  ]],
}
derive "risk.meets_criteria" {
  type = "bool",
  title = { ja = "受容の基準値を満たす", en = "Meets the figures of acceptance" },
  from = [[
    $acceptable[impact_step, matrix_likelihood] and not exceeds_limits
    and (not present($acceptable_loss) or not present(expected_loss) or expected_loss < $acceptable_loss)
  ]],
}
derive "risk.acceptable" {
  type = "bool",
  title = { ja = "受容できる", en = "Acceptable" },
  from = "if(organization.has_acceptance_criteria, meets_criteria, judged_acceptable)",
}
derive "risk.needs_treatment" {
  type = "bool",
  title = { ja = "対応を要する", en = "Needs treatment" },
  from = "exceeds_limits or so_large or adds_up or not acceptable",
}

-- The order of treatment: level, then impact, likelihood and expected loss. Those that need none have
-- no place in it; those of which that is not known have one. What nothing sets apart shares its place.
-- A step that is none of its scale has no place either, though the matrix may know it (3.1.1#b tells).
local function before(a, b)
  for i, key in ipairs(a) do
    if key ~= b[i] then return key > b[i] end
  end
  return false
end

derive "risk.priority" {
  over = "organization", type = "int",
  title = { ja = "対応の優先順位", en = "Priority of treatment" },
  reads = {
    "risk.needs_treatment", "risk.level", "risk.impact_position", "risk.likelihood_position",
    "risk.expected_loss",
  },
  from = function(risks)
    local keys, list, result = {}, {}, {}
    for _, risk in ipairs(risks) do
      local level, impact = position(params.levels, field(risk, "level")), field(risk, "impact_position")
      if level and impact and field(risk, "needs_treatment") ~= false then
        keys[risk] = {
          level, impact, field(risk, "likelihood_position") or 0,
          field(risk, "expected_loss") or -1,
        }
        list[#list + 1] = risk
      end
    end
    table.sort(list, function(a, b) return before(keys[a], keys[b]) end)
    for i, risk in ipairs(list) do
      local ahead = list[i - 1]
      result[risk] = ahead and not before(keys[ahead], keys[risk]) and result[ahead] or i
    end
    return result
  end,
}

-- ---- treatment ----------------------------------------------------------------------------------

-- The four options in the order in which they are tried; the steps between go with modifying. Where
-- both are high and neither the activity is worth it nor the asset important, avoiding is offered.
derive "risk.recommended" {
  type = "modify|retain|avoid|share",
  title = { ja = "推奨される対応策", en = "Recommended option" },
  labels = {
    modify = { ja = "低減", en = "Modify" }, retain = { ja = "保有", en = "Retain" },
    avoid = { ja = "回避", en = "Avoid" }, share = { ja = "共有", en = "Share" },
  },
  from = [[
    if(exceeds_limits, 'avoid',
    if(impact_low and likelihood_low and not needs_treatment, 'retain',
    if(impact_high and likelihood_low, 'share',
    if(impact_high and likelihood_high and not (important or value == 'high'), 'avoid',
       'modify'))))
  ]],
}

-- Chosen to be borne, or borne because nothing needs to be done.
derive "risk.retained" {
  type = "bool",
  title = { ja = "保有している", en = "Retained" },
  from = "if(present(treatment.option), treatment.option == 'retain', not needs_treatment)",
}

derive "risk.is_planned" {
  type = "bool",
  from = "present(treatment.option) and treatment.option ~= 'retain'",
}
derive "risk.is_begun" {
  type = "bool",
  title = { ja = "着手した", en = "Begun" },
  from = [[
    present(treatment.done_on) and treatment.done_on <= today()
    or present(treatment.status) and treatment.status in ['doing', 'done']
  ]],
}
derive "risk.is_done" {
  type = "bool",
  title = { ja = "完了した", en = "Done" },
  from = "present(treatment.done_on) and treatment.done_on <= today() or treatment.status == 'done'",
}

-- ---- what remains -------------------------------------------------------------------------------

derive "risk.residual_likelihood" {
  type = "text",
  title = { ja = "残留リスクの起こりやすさ", en = "Likelihood of the residual risk" },
  from = [[
    if(organization.analyses_lightly and not present(residual.likelihood), organization.top_likelihood,
       residual.likelihood)
  ]],
}
derive "risk.residual_level" {
  type = "text",
  title = { ja = "残留リスクのレベル", en = "Level of the residual risk" },
  from = "$matrix[residual.impact, residual_likelihood]",
}
derive "risk.residual_acceptable" {
  type = "bool",
  title = { ja = "残留リスクを受容できる", en = "Residual risk is acceptable" },
  from = [[
    if(organization.has_acceptance_criteria, $acceptable[residual.impact, residual_likelihood],
       if(judgement.by.id ~= '' and judgement.on >= residual.on and judgement.on <= today(),
          judgement.acceptable))
  ]],
}

-- ---- changes ------------------------------------------------------------------------------------

derive "trigger.reopens" {
  type = "int",
  title = { ja = "再開する手順", en = "Step to take up again" },
  from = "$reopens[type]",
}

-- The earliest step to take up again: for changes since the risk was last looked at that are not
-- dealt with, and that touch the risk or what it is about. A look on a day to come is none yet.
derive "risk.reopened_at" {
  type = "int", reads = { "trigger.reopens" },
  title = { ja = "再開する手順", en = "Step to take up again" },
  from = function(risk)
    local earliest
    local function look(record)
      for _, trigger in ipairs(record.triggers_by_affects) do
        local seen = field(risk, "reviewed_on") or field(risk, "identified_on")
        local handled = field(trigger, "handled_on")
        local step = field(trigger, "reopens")
        local open = come(trigger.on) and not (seen and come(seen) and seen >= trigger.on)
          and not (handled and come(handled))
        if open and step and (not earliest or step < earliest) then earliest = step end
      end
    end
    look(risk)
    local subject = field(risk, "subject")
    if subject then look(subject) end
    return earliest
  end,
}
