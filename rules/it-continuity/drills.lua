-- 2.9.1 Education and drills.
--
-- Readings where the text leaves a choice:
-- * A plan of the year is of its period; without one, of the time from three months before the last fiscal
--   year on, as plans are approved in March.
-- * Drills count as facts.lua says: planned or held since the first day of the last complete fiscal year.
-- * Walking through the steps comes first where the earliest is planned no later than any other drill.
-- * Difficulty grows where the highest of a complete fiscal year does not fall below that of an earlier one.
--   With one complete year on record there is nothing to compare: n/a.
-- * The nine elements of a drill's plan are words in its `plan`: our key, or the guideline's word.
-- * Contractors take part where one runs a system in scope, the business side where a function has an
--   alternative, which its people must carry out. Walking through and restoring are yearly (parameters).
-- * Telework is drilled where a criterion for it exists; its findings are put right.
-- * Findings without a day of improvement are open for half a year (ours; the text gives no time), then
--   they are not put right.

param "walkthrough_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "手順書確認訓練の間隔", en = "Steps are walked through every" },
  source = "2.9.1(1)-2",
}
param "restore_drill_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "復旧訓練の間隔", en = "Restoring is drilled every" },
  source = "2.9.1(1)-3",
}

param "findings_put_right_within" {
  value = "6mo", type = "period", stricter = "lower",
  title = { ja = "訓練の課題を改善するまでの期間", en = "Findings of drills are put right within" },
  source = "表2-9-3",
}

derive "exercise.put_right" {
  type = "bool",
  title = { ja = "課題を改善した", en = "Its findings are put right" },
  from = [[
    if(given(findings),
       count(findings) == 0
       or if(not present(improved_on) and held_on + $findings_put_right_within < today(), false,
             improved_on >= held_on and improved_on <= today()))
  ]],
}

derive "organization.walked_first_on" {
  type = "date",
  title = { ja = "最初の手順書確認訓練", en = "First walk-through" },
  from = "min(exercises where recent and type == 'walkthrough', first(planned_on, held_on))",
}

-- ---- considerations -----------------------------------------------------------------------------

-- Of the last complete fiscal year, or of the running one.
derive "document.is_of_these_years" {
  type = "bool",
  title = { ja = "前年度又は今年度の計画", en = "Of the last fiscal year or the running one" },
  from = [[
    if(present(period.from),
       period.from < organization.running_from + 1y
         and first(period.until, fiscal_year_start(period.from) + 1y - 1d) >= organization.judged_from,
       approved_on >= organization.judged_from - 3mo and approved_on <= today())
  ]],
}

local function judge_plan(organization)
  local others, open = {}, nil
  for _, document in ipairs(organization.documents) do
    if document.type == "training_plan" then
      local these, trains = field(document, "is_of_these_years"), field(document, "trains_continuity")
      if these and trains then return true end
      if these ~= false and trains ~= false then open = open or document end
      others[#others + 1] = document.id
    end
  end
  if open then return open.is_of_these_years and open.trains_continuity end -- missing: unknown
  if #others == 0 then
    return fail { message = { ja = "教育訓練計画の文書が記録されていない", en = "no plan of training is on record" } }
  end
  local ids = table.concat(others, ", ", 1, math.min(#others, 6)) .. (#others > 6 and " …" or "")
  return fail { message = {
    ja = "前年度又は今年度の計画でない：" .. ids, en = "not of the last fiscal year or the running one: " .. ids,
  } }
end

rule "2.9.1(1)" {
  title = { ja = "年間の教育訓練計画がある", en = "There is a plan of education and drills for the year" },
  actor = "continuity_chief",
  check = judge_plan,
  ask = {
    ja = "前年度又は今年度の教育訓練計画に、運用継続の内容と対象を定めているか",
    en = "Does a plan for the last fiscal year or the running one say what is drilled, and by whom?",
  },
  evidence = { ja = "年間の教育訓練計画", en = "Plan of the year" },
  technique = "review",
  remedy = { ja = "年間の教育訓練計画を作り、期間とともに記録する", en = "Draw it up, and record it with its period" },
}

derive "organization.walks_through" {
  type = "bool",
  title = { ja = "前年度以降の手順書確認訓練がある", en = "A walk-through is held or planned lately" },
  from = "any(exercises where type == 'walkthrough', recent)",
}

rule "2.9.1(1)(a)" {
  title = { ja = "手順書の確認を優先して計画する", en = "Walking through the steps is planned first" },
  actor = "continuity_chief",
  check = [[
    walks_through
    and all(exercises where recent and type ~= 'walkthrough',
            first(planned_on, held_on) >= organization.walked_first_on)
  ]],
  question = { ja = "手順書確認訓練を、他の訓練より先に計画しているか", en = "Is it planned before other drills?" },
  evidence = { ja = "年間の教育訓練計画", en = "Plan of the year" },
  technique = "review",
  remedy = { ja = "手順書の読み合わせを最初に計画する", en = "Plan a walk-through before the rest" },
}

local drilled = library "drilled".drilled

rule "2.9.1(1)(b)" {
  title = { ja = "情報システムの復旧訓練を計画する", en = "A drill of restoring is planned" },
  actor = "continuity_chief",
  check = drilled({ "restore" }, "recent"),
  question = { ja = "復旧訓練を計画しているか", en = "Is restoring to be drilled?" },
  evidence = { ja = "年間の教育訓練計画", en = "Plan of the year" },
  technique = "review",
  remedy = { ja = "復旧訓練を計画して記録する", en = "Plan and record a drill of restoring" },
}

-- The highest difficulty of each complete fiscal year, and a drill of the year that does not say its own.
local function by_year(organization)
  local years, at, running = {}, {}, organization.running_from
  for _, exercise in ipairs(organization.exercises) do
    local from = field(exercise, "drill_year")
    if from and from < running then
      local year = at[from]
      if not year then
        year = { from = from }
        at[from], years[#years + 1] = year, year
      end
      local difficulty = field(exercise, "difficulty")
      if difficulty then
        year.highest = math.max(year.highest or 0, difficulty)
      else
        year.unsaid = exercise
      end
    end
  end
  table.sort(years, function(a, b) return a.from < b.from end)
  return years
end

derive "exercise.drill_year" {
  type = "date",
  from = "if(type in $continuity_exercises, fiscal_year_start(day))",
}

derive "organization.drill_years" {
  type = "int",
  title = { ja = "訓練を行った年度の数", en = "Complete fiscal years with drills" },
  reads = { "exercise.drill_year", "organization.running_from" },
  from = function(organization) return #by_year(organization) end,
}

rule "2.9.1(1)(c)" {
  title = { ja = "教育訓練が年々高度になる", en = "Drills grow more difficult over the years" },
  actor = "continuity_chief",
  when = "drill_years > 1",
  check = function(organization)
    local reached, unsaid = nil, nil
    for _, year in ipairs(by_year(organization)) do
      if reached and year.highest and not year.unsaid and year.highest < reached then
        return fail { message = {
          ja = ("%s からの年度の難易度は %d で、それまでの %d より低い"):format(format(year.from, "date", "ja"),
            year.highest, reached),
          en = ("the year from %s reached difficulty %d, an earlier one %d"):format(format(year.from, "date"),
            year.highest, reached),
        } }
      end
      reached = math.max(reached or 0, year.highest or 0)
      unsaid = unsaid or year.unsaid
    end
    return not unsaid or unsaid.difficulty > 0 -- missing: unknown
  end,
  question = { ja = "難易度を段階的に上げているか", en = "Are drills made harder step by step?" },
  evidence = { ja = "年度ごとの訓練の一覧", en = "List of drills by year" },
  technique = "review",
  remedy = { ja = "前の年度より高度な訓練を計画する", en = "Plan harder drills than the years before" },
}

rule "2.9.1(1)(d)" {
  kind = "exercise",
  title = { ja = "訓練を計画し準備してから行う", en = "Drills are planned and prepared" },
  actor = "continuity_chief",
  select = "recent",
  items = true,
  remedy = {
    ja = "訓練の計画に足りない要素を加える",
    en = "Add the elements that are missing to the plan of the drill",
  },
}

local ELEMENTS = {
  { "organisation", { "体制", "教育訓練実施体制" }, "運営の体制", "who runs it" },
  { "purpose", { "目的", "目的と内容" }, "目的と内容", "purpose and content" },
  { "scope", { "範囲", "対象範囲" }, "対象の範囲", "scope" },
  { "scenario", { "シナリオ", "教育訓練シナリオ" }, "シナリオ", "a scenario" },
  { "participants", { "参加者", "対象者" }, "対象者", "participants" },
  { "metrics", { "評価指標", "評価指標と完了条件" }, "評価の指標と完了の条件", "metrics and when it is over" },
  { "schedule", { "スケジュール", "実施スケジュール" }, "当日の予定", "a timetable" },
  { "method", { "方法", "実施方法" }, "実施の方法", "how it is run and recorded" },
  { "preparation", { "事前準備", "事前準備事項" }, "事前の準備", "preparations" },
}

derive "exercise.says_plan" { type = "bool", from = "given(plan)" }

-- Whether the plan of a drill names an element in one of these words; else what it names is told.
local function has_element(words, ja, en)
  return function(exercise)
    if not exercise.says_plan then
      return unknown { message = { ja = "計画の要素（plan）が記録されていない", en = "its plan is not on record" } }
    end
    for _, element in ipairs(exercise.plan) do
      for _, word in ipairs(words) do
        if element == word then return true end
      end
    end
    local rest = #exercise.plan > 0 and table.concat(exercise.plan, "、", 1, math.min(#exercise.plan, 9))
    return fail { message = {
      ja = ("計画に%sがない（あるのは %s）"):format(ja, rest or "なし"),
      en = ("the plan lacks %s (it has: %s)"):format(en, rest or "nothing"),
    } }
  end
end

for _, row in ipairs(ELEMENTS) do
  local key, words, ja, en = row[1], row[2], row[3], row[4]
  local code = "2.9.1(1)(d)#" .. key
  rule(code) {
    kind = "exercise", level = "example", actor = "continuity_chief",
    title = { ja = "訓練の計画に、" .. ja .. "がある", en = "The plan of the drill has " .. en },
    select = "recent",
    check = has_element({ key, code, words[1], words[2] }, ja, en),
    technique = "review",
    remedy = { ja = ja .. "を計画に加える", en = "Add it to the plan: " .. en },
  }
end

rule "2.9.1(1)(e)" {
  title = { ja = "業務部門が参加する訓練を行う", en = "The business side takes part in drills" },
  actor = "continuity_chief",
  check = drilled(nil, "recent", "with_business"),
  question = { ja = "業務部門が参加する訓練があるか", en = "Does the business side take part in one?" },
  evidence = { ja = "訓練の参加者名簿", en = "List of participants" },
  technique = "review",
  remedy = { ja = "業務部門を交えた訓練を計画する", en = "Plan one with the business side" },
}

-- ---- notes --------------------------------------------------------------------------------------

rule "2.9.1(1)-1" {
  title = { ja = "三つの目的を踏まえて訓練を計画する", en = "Drills serve three purposes" },
  actor = "continuity_chief",
  items = true,
  remedy = { ja = "足りない目的の訓練を計画する", en = "Plan drills for the purposes that are missing" },
}

derive "organization.briefs" {
  type = "bool",
  title = { ja = "前年度以降の維持改善の説明会か教育がある", en = "A briefing or training on upkeep was held lately" },
  from = [[
    any(exercises where type == 'briefing', day >= organization.judged_from)
    or any(trainings where held_on >= organization.judged_from,
           any(audience where it in ['continuity', 'continuity_staff', '運用継続']))
  ]],
}

rule "2.9.1(1)-1#a" {
  title = { ja = "維持改善への理解を高める", en = "Understanding of upkeep" },
  actor = "continuity_chief",
  check = "briefs",
  question = { ja = "維持改善の説明会や教育があるか", en = "Is there a briefing or training on upkeep?" },
  evidence = { ja = "説明会の資料", en = "Material of the briefing" },
  technique = "review",
  remedy = { ja = "説明会を計画して記録する", en = "Plan and record a briefing" },
}

rule "2.9.1(1)-1#b" {
  title = { ja = "対応計画の理解と対応能力を高める", en = "Knowing the response, and being able to" },
  actor = "continuity_chief",
  check = drilled({ "walkthrough", "blind_scenario", "contact", "incident_response", "full" }, "recent"),
  question = { ja = "対応の手順や判断の訓練があるか", en = "Are steps and decisions drilled?" },
  evidence = { ja = "訓練の記録", en = "Record of the drills" },
  technique = "review",
  remedy = { ja = "手順書の確認や、シナリオを示さない訓練を計画する", en = "Plan a walk-through or a blind scenario" },
}

rule "2.9.1(1)-1#c" {
  title = { ja = "事前対策が働くことを確かめる", en = "Whether pre-measures work" },
  actor = "continuity_chief",
  check = drilled({ "restore", "switchover", "equipment", "telework", "full" }, "recent"),
  question = { ja = "復旧や切替えなどで対策を試しているか", en = "Are measures tried by restoring or switching?" },
  evidence = { ja = "訓練の記録", en = "Record of the drills" },
  technique = "review",
  remedy = { ja = "復旧や切替えの訓練を計画する", en = "Plan to restore or switch over" },
}

rule "2.9.1(1)-2" {
  title = { ja = "手順書の確認を、関係者を交えて定期的に行う", en = "Steps are walked through regularly, with all concerned" },
  actor = "continuity_chief",
  items = true,
  remedy = { ja = "足りない参加者を加えて読み合わせを行う", en = "Walk through the steps with those who were missing" },
}

-- The newest drill of a type that has been held; else there is none.
local function held_within(type, every)
  return function(organization)
    local newest
    for _, exercise in ipairs(organization.exercises) do
      local day = exercise.type == type and field(exercise, "held_on")
      if day and come(day) and (not newest or day > newest.held_on) then newest = exercise end
    end
    if not newest then
      return fail { message = { ja = "実施の記録がない", en = "none is recorded as held" } }
    end
    if not past(add_months(newest.held_on, params[every])) then return true end
    return fail { message = {
      ja = ("最後の実施は %s（%s）"):format(format(newest.held_on, "date", "ja"), newest.id),
      en = ("last held on %s (%s)"):format(format(newest.held_on, "date"), newest.id),
    } }
  end
end

rule "2.9.1(1)-2#walkthrough" {
  title = { ja = "手順書確認訓練を定期的に行う", en = "A walk-through is held regularly" },
  actor = "continuity_chief",
  check = held_within("walkthrough", "walkthrough_every"),
  question = { ja = "この一年に手順書の読み合わせを行ったか", en = "Was there a walk-through within a year?" },
  evidence = { ja = "訓練の記録", en = "Record of the drill" },
  technique = "review",
  remedy = { ja = "手順書の読み合わせを行う", en = "Hold a walk-through" },
}

rule "2.9.1(1)-2#contractor" {
  title = { ja = "委託先が訓練に参加する", en = "Contractors take part" },
  actor = "continuity_chief",
  when = "any(suppliers, serves_scope)",
  check = drilled(nil, "recent", "with_contractor"),
  question = { ja = "委託先が訓練に加わっているか", en = "Do contractors take part in drills?" },
  evidence = { ja = "訓練の参加者名簿", en = "List of participants" },
  technique = "review",
  remedy = { ja = "委託先を交えた訓練を計画する", en = "Plan one with the contractor" },
}

rule "2.9.1(1)-2#business" {
  title = { ja = "復旧に関わる業務部門が訓練に参加する", en = "The business side takes part where it has a hand in it" },
  actor = "continuity_chief",
  when = "any(functions where emergency_priority, present(alternative))",
  check = drilled(nil, "recent", "with_business"),
  question = { ja = "業務部門が訓練に加わっているか", en = "Does the business side take part in drills?" },
  evidence = { ja = "訓練の参加者名簿", en = "List of participants" },
  technique = "review",
  remedy = { ja = "業務部門を交えた訓練を計画する", en = "Plan one with the business side" },
}

rule "2.9.1(1)-3" {
  title = { ja = "復旧訓練を定期的に行う", en = "Restoring is drilled regularly" },
  actor = "continuity_chief",
  check = held_within("restore", "restore_drill_every"),
  question = { ja = "この一年にバックアップからの復旧を訓練したか", en = "Was restoring from backups drilled within a year?" },
  evidence = { ja = "復旧訓練の記録", en = "Record of the drill" },
  technique = "review",
  remedy = { ja = "バックアップから復旧する訓練を行う", en = "Drill restoring from backups" },
}

derive "system.is_drilled" {
  type = "bool",
  title = { ja = "前年度以降の訓練の対象である", en = "Was or is to be drilled lately" },
  from = "any(exercises, recent)",
}

rule "2.9.1(1)-4" {
  kind = "system",
  title = { ja = "復旧優先度の高いものから訓練する", en = "Upper priorities are drilled first" },
  actor = "continuity_chief",
  select = "group in $top_groups",
  when = "any(organization.exercises where recent, count(systems) > 0)",
  check = "is_drilled",
  ask = {
    ja = "優先順位の高い事象と情報システムから、対策の有効性も確かめて訓練しているか",
    en = "Are the most pressing crises and systems drilled first, and does it show whether measures work?",
  },
  evidence = { ja = "訓練の対象の一覧", en = "List of what is drilled" },
  technique = "review",
  remedy = { ja = "最上位の情報システムを訓練の対象にする", en = "Drill the top systems" },
}

derive "organization.tries_telework" {
  type = "bool",
  title = { ja = "課題を改善したテレワークの訓練がある", en = "Telework was drilled, and findings put right" },
  from = "any(exercises where type == 'telework' and recently_held, put_right)",
}

rule "2.9.1(1)-5" {
  title = { ja = "テレワークの規程を訓練で確かめ、改善する", en = "Telework is tried in drills, and its rules improved" },
  actor = "continuity_chief",
  when = "any(activations where type == 'telework')",
  check = "tries_telework",
  ask = {
    ja = "訓練でテレワークの運用を検証し、改善点を規程や手順書に反映したか",
    en = "Was telework tried in a drill, and were rules and steps put right?",
  },
  evidence = { ja = "テレワーク訓練の記録", en = "Record of the drill" },
  technique = "review",
  remedy = { ja = "テレワークの訓練を行い、改善日を記録する", en = "Drill it, and record when it was improved" },
}
