-- 2.7.1 (1) The present levels, and whether they reach the targets.
--
-- Reading: (a) asks for an assessment of every part that has a target. One that nobody has recorded has
-- not been made: it fails. Where the tables give the target and the priority is not known, neither is
-- whether there is one.
-- Risks of a system are those of which it, or a part of it, is the subject; they
-- are assessed at least once a year (a parameter); one is weighed once likelihood and impact are on record.
-- (1) is a heading: it asks for both parts at once.

param "risk_review_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "リスクを評価する間隔", en = "Risks are assessed every" },
  source = "2.7.1(1)(b)",
}

derive "risk.assessed_on" {
  type = "date",
  from = [[
    first(greatest(if(identified_on <= today(), identified_on), if(reviewed_on <= today(), reviewed_on)),
          reviewed_on, identified_on)
  ]],
}

-- Missing days leave it open; no risk at all is no assessment.
derive "system.risks_assessed" {
  type = "bool",
  title = { ja = "リスクを評価済み", en = "Its risks were assessed lately" },
  from = [[
    any(risks, assessed_on <= today() and assessed_on + $risk_review_every >= today())
    or any(components.risks, assessed_on <= today() and assessed_on + $risk_review_every >= today())
  ]],
}

rule "2.7.1(1)" {
  kind = "system",
  title = {
    ja = "現状を確かめ、目標に向けたリスクを評価する",
    en = "How things stand, and what may keep it from its targets, is assessed",
  },
  actor = "continuity_owner",
  select = "count(components) > 0",
  check = "all(components where present(required_level), present(level)) and risks_assessed",
  question = {
    ja = "現状の対策レベルとリスクの両方を評価しているか",
    en = "Have both the present levels and the risks been assessed?",
  },
  evidence = { ja = "現状対策レベルとリスクの評価結果", en = "Present levels and assessed risks" },
  technique = "review",
  remedy = { ja = "現状の対策レベルを記録し、リスクを評価する", en = "Record the present levels, and assess the risks" },
}

rule "2.7.1(1)(a)" {
  kind = "system",
  title = {
    ja = "目標対策レベルのある構成要素は、現状の対策レベルを評価する",
    en = "The present level of every part with a target has been assessed",
  },
  actor = "continuity_owner",
  select = "count(components) > 0",
  check = [[
    all(components where external or category == 'hardware' or present(target),
        present(level) or not (required_level >= 0))
  ]],
  remedy = {
    ja = "構成要素ごとに現状の対策レベルを確かめて記録する",
    en = "Assess and record the present level of each part",
  },
  evidence = { { ja = "構成要素ごとの現状対策レベルの一覧", en = "List of present levels by part" } },
}

rule "2.7.1(1)(b)" {
  kind = "system",
  title = { ja = "目標の実現を妨げるリスクを定期的に評価する", en = "Risks to reaching the targets are assessed regularly" },
  actor = "continuity_owner",
  select = "count(components) > 0",
  check = "risks_assessed",
  ask = { ja = "この一年にリスクを評価したか", en = "Were its risks assessed within a year?" },
  evidence = { ja = "リスクの評価結果", en = "Assessed risks" },
  technique = "review",
  remedy = { ja = "情報システムのリスクを評価し、日付を記録する", en = "Assess its risks, and record the day" },
}

local some_of = library "telling".some_of

local function short_of_target(gap)
  local list = {}
  for _, part in ipairs(gap.parts) do
    if (field(part, "short_by") or 0) > 0 then list[#list + 1] = part end
  end
  table.sort(list, function(a, b) return a.level < b.level end)
  return list
end

-- The level of a category is that of its lowest part, where all are on one scale. Where parts have
-- targets of their own, each is to reach its own. One that falls short decides, whatever is not known.
rule "2.7.1(1)-1" {
  kind = "level_gap",
  title = {
    ja = "最も対策レベルの低い構成要素も、目標対策レベルに達している",
    en = "Even the lowest part reaches its target level",
  },
  actor = "continuity_owner",
  check = function(gap)
    if field(gap, "gap") == 0 then return true end
    local ja, en = {}, {}
    for i, part in ipairs(short_of_target(gap)) do
      ja[i] = ("%s（現状 %d、目標 %d）"):format(part.id, part.level, part.required_level)
      en[i] = ("%s (%d, target %d)"):format(part.id, part.level, part.required_level)
    end
    if #ja == 0 then
      local short = 0
      for _, part in ipairs(gap.parts) do short = short + part.short_by end -- missing: unknown
      return short == 0
    end
    local told_ja, _, told_en = some_of(ja, "、"), some_of(en, ", ")
    return fail { message = {
      ja = "目標に届かない構成要素：" .. told_ja, en = "parts short of their target: " .. told_en,
    } }
  end,
  remedy = {
    ja = "最も低い構成要素から対策レベルを上げる",
    en = "Raise the lowest part first",
  },
}

derive "system.has_weighed_risks" {
  type = "bool",
  title = { ja = "起こりやすさと影響を見積もったリスクがある", en = "Has a risk with likelihood and impact" },
  from = [[
    any(risks, likelihood ~= '' and impact ~= '')
    or any(components.risks, likelihood ~= '' and impact ~= '')
  ]],
}

rule "2.7.1(1)-2" {
  kind = "system",
  title = { ja = "運用継続の作業を妨げるリスクを評価する", en = "Risks to the work of continuity are assessed" },
  actor = "continuity_owner",
  when = "in_scope",
  check = "has_weighed_risks",
  ask = {
    ja = "復旧や運用の作業ができなくなるリスクを評価しているか",
    en = "Are risks assessed that make restoring and running it hard?",
  },
  evidence = { ja = "リスクの一覧", en = "List of risks" },
  technique = "review",
  remedy = { ja = "作業を妨げるリスクを挙げて記録する", en = "Record the risks that get in the way of the work" },
}
