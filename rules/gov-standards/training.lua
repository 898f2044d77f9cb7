-- 2.2.3 Training.
--
-- Readings where the text leaves a choice:
-- * Yearly training is judged for the last complete fiscal year and for those who were there from its
--   first day; who came later is covered by the three months after joining.
-- * Three months end on the day of the same number, cut off at the month's end: joined on 1 April, the
--   last day is 1 July; on 30 November, the last of February. The latest of joining and moving counts;
--   before that day nobody is late (n/a), nor are those who have left. What fell due before the last
--   complete fiscal year is past.
-- * An exemption holds with a reason, and to its end if it has one; for a year's training it must have held
--   to the end of that year.
-- * Teams (promotion body, CSIRT, in ministries CYMAT) need a training meant for them.
-- * The plan in force is judged: that of the last complete or of the running fiscal year. It names the
--   promotion plan among what it goes with or what it is based on.
-- * There is a time until when attendance is to be reported, but a later report is one too.
-- * Trainings of the running year alone say nothing about the last one: unknown.

-- ---- figures ------------------------------------------------------------------------------------

param "joiner_training_within" {
  value = "3mo", type = "period", stricter = "lower",
  title = { ja = "着任・異動後に教育を受けるまでの期間", en = "Training within, after joining or moving" },
  source = "2.2.3(1)-3",
}
param "roles_with_material" {
  value = { "all", "division_iso", "system_iso", "csirt" },
  title = { ja = "教材を用意する対象", en = "For whom there is training material" },
  source = "2.2.3(1)-1",
}
param "training_report_within" {
  value = "30d", type = "duration", stricter = "lower",
  title = { ja = "教育の実施から報告までの期間", en = "From the training to its report" },
  source = "2.2.3(2)(d)",
}

-- ---- what is computed ---------------------------------------------------------------------------

derive "training.last_year" {
  type = "bool",
  title = { ja = "前年度の実施", en = "Held in the last fiscal year" },
  from = "held_on >= organization.last_year_from and held_on <= organization.last_year_until",
}
-- Whether records go back far enough to say that somebody was not trained.
derive "organization.trainings_known" {
  type = "bool",
  title = { ja = "前年度以前の教育の記録がある", en = "Trainings of earlier years are recorded" },
  from = "any(trainings where held_on < outer.this_year_from)",
}

derive "person.trained_last_year" {
  type = "bool",
  title = { ja = "前年度に受講", en = "Trained in the last fiscal year" },
  from = "any(trainings where last_year)",
}
derive "person.exempt_last_year" {
  type = "bool",
  title = { ja = "前年度を通じた教育の免除", en = "Exempt throughout the last fiscal year" },
  from = [[
    present(training_exempt.reason)
    and (not present(training_exempt.until) or training_exempt.until >= organization.last_year_until)
  ]],
}
derive "person.due_last_year" {
  type = "bool",
  title = { ja = "前年度の受講の対象", en = "Was to be trained in the last fiscal year" },
  from = [[
    is_staff and in_service
    and (trained_last_year or not exempt_last_year and joined_on <= organization.last_year_from)
  ]],
}

derive "person.training_from" {
  type = "date",
  title = { ja = "着任・異動の日", en = "Joined or moved on" },
  from = "greatest(if(joined_on <= today(), joined_on), if(moved_on <= today(), moved_on))",
}
derive "person.training_due" {
  type = "date",
  title = { ja = "着任・異動後の受講期限", en = "Training due after joining or moving" },
  from = "training_from + $joiner_training_within",
}
derive "person.trained_in_time" {
  type = "bool",
  title = { ja = "期限内の受講", en = "Trained in time" },
  from = [[
    any(trainings where held_on <= today(), held_on >= outer.training_from and held_on <= outer.training_due)
  ]],
}
derive "person.exempt_from_training" {
  type = "bool",
  title = { ja = "教育の免除が有効", en = "Exemption in force" },
  from = [[
    present(training_exempt.reason)
    and (not present(training_exempt.until) or today() <= training_exempt.until)
  ]],
}

-- A team: its members were to have a training of their own last year if they were in it from its first
-- day. Without a first day an assignment has begun; who is in it through a post has no day either.
local function team(name, member, roles)
  derive("person." .. name .. "_trained") {
    type = "bool",
    from = ("any(trainings where last_year and '%s' in audience)"):format(name),
  }
  derive("person." .. name .. "_due") {
    type = "bool",
    from = ([[
      %s and is_staff and (%s_trained or not exempt_last_year
        and (not any(assignments where in_office and role in (%s))
             or any(assignments where in_office and role in (%s)
                    and (not present(since) or since <= organization.last_year_from))))
    ]]):format(member, name, roles, roles),
  }
end

derive "person.in_cymat" {
  type = "bool",
  from = "organization.is_ministry and any(roles where it in ('cymat', 'cymat_trainee'))",
}
team("csirt", "in_csirt", "'csirt_head', 'csirt_member', 'csirt_coordinator'")
team("promotion", "in_promotion", "'promotion_head', 'promotion_member'")
team("cymat", "in_cymat", "'cymat', 'cymat_trainee'")

local ATTENDANCE = { ja = "受講の記録", en = "Record of attendance" }
local PLAN = { ja = "教育実施計画", en = "Training plan" }

-- ---- 2.2.3 (1) plan -----------------------------------------------------------------------------

rule "2.2.3(1)(a)" {
  title = {
    ja = "年度の教育の計画を、対策推進計画に沿って立てる",
    en = "There is a training plan for the year, in line with the promotion plan",
  },
  actor = "chief_iso",
  check = [[
    any(documents where type == 'training_plan' and (covers_last_year or covers_this_year),
        any(consistent_with where type == 'promotion_plan')
        or any(based_on, present(document.type) and document.type == 'promotion_plan'))
  ]],
  question = {
    ja = "対策推進計画に基づく教育の計画があり、実施する体制があるか",
    en = "Is there a training plan that follows the promotion plan, and people to carry it out?",
  },
  evidence = PLAN,
  technique = "review",
  remedy = {
    ja = "年度の教育実施計画を作り、対策推進計画との整合を確かめて記録する",
    en = "Write the year's training plan; check it against the promotion plan, and record that",
  },
}

rule "2.2.3(1)(b)" {
  title = {
    ja = "新たに教えるべきことが出てきたら、教育の計画を見直す",
    en = "The training plan is reviewed when there is something new to teach",
  },
  actor = "chief_iso",
  when = "any(documents where type == 'training_plan' and present(last_trigger_on))",
  check = "all(documents where type == 'training_plan' and present(last_trigger_on), reviewed_since_trigger)",
  question = {
    ja = "状況の変化を受けて教育の計画を見直したか",
    en = "Was the plan reviewed after the change?",
  },
  evidence = { ja = "教育実施計画の改定履歴", en = "History of the training plan" },
  technique = "review",
  remedy = {
    ja = "計画に新しい内容を加え、見直した日を記録する",
    en = "Add what is new to the plan, and record the day of the review",
  },
}

rule "2.2.3(1)-1" {
  title = {
    ja = "役割に応じた教材がある",
    en = "There is training material for each sort of role",
  },
  actor = "chief_iso", declared = true,
  check = function(organization)
    local covered, missing, some = {}, {}, false
    for _, document in ipairs(organization.documents) do
      if document.type == "training_material" and document.in_force then
        for _, role in ipairs(document.covers) do covered[role] = true end
      end
    end
    for _, role in ipairs(params.roles_with_material) do
      if covered[role] then some = true else missing[#missing + 1] = role end
    end
    if #missing == 0 then return true end
    local list = table.concat(missing, ", ")
    local particulars = {
      message = { ja = "教材のない対象: " .. list, en = "No material for: " .. list },
    }
    if some then return partial(particulars) end
    return fail(particulars)
  end,
  question = {
    ja = "受ける人の役割と責任に合わせて内容を選び、教材にしているか",
    en = "Does the material suit the parts and duties of those who are trained?",
  },
  evidence = { ja = "対象別の教材", en = "Material by audience" },
  technique = "review",
  remedy = {
    ja = "欠けている役割向けの教材を作り、対象を「定めている事項」に記録する",
    en = "Make what is missing, and record for whom it is under 'covers'",
  },
}

rule "2.2.3(1)-2" {
  title = {
    ja = "誰もが毎年度一度は受けられるように計画する",
    en = "The plan gives everybody at least one training a year",
  },
  actor = "chief_iso",
  check = [[
    if(any(documents where type == 'training_plan' and (covers_last_year or covers_this_year),
           'all' in covers)
       or any(trainings where last_year and 'all' in audience),
       true,
       if(trainings_known,
          any(people where due_last_year) and all(people where due_last_year, trained_last_year),
          if(count(trainings) == 0 and not any(documents where type == 'training_plan'), false)))
  ]],
  question = {
    ja = "全員が年度内に受講できる計画と体制になっているか",
    en = "Can everybody be trained within the year as planned?",
  },
  evidence = { { ja = "教育実施計画", en = "Training plan" }, ATTENDANCE },
  technique = "review",
  remedy = {
    ja = "全員を対象とする教育を計画に入れる",
    en = "Put a training for all into the plan",
  },
}

rule "2.2.3(1)-3" {
  kind = "person",
  title = {
    ja = "着任や異動から三か月のうちに受講する",
    en = "Who joins or moves is trained within three months",
  },
  actor = "chief_iso",
  when = [[
    is_staff and in_service and not exempt_from_training and training_due >= organization.last_year_from
    and (trained_in_time or training_due < today())
  ]],
  check = [[
    if(trained_in_time or training_due >= organization.this_year_from or organization.trainings_known,
       trained_in_time)
  ]],
  question = {
    ja = "着任・異動の後、期限までに教育を受けたか",
    en = "Was there a training by the due day after joining or moving?",
  },
  evidence = ATTENDANCE,
  technique = "review",
  remedy = {
    ja = "すぐに受講させる。受けなくてよい理由があれば、免除として理由と期限を記録する",
    en = "Have the person trained now; where there is a good reason not to, record the exemption",
  },
}

-- ---- 2.2.3 (2) training -------------------------------------------------------------------------

-- Whoever belongs to a division or to a team below it. A division below it has people of its own.
derive "unit.division_people" {
  over = "organization", type = "[->person]",
  reads = { "unit.division" },
  from = function(units)
    local result, first = {}, units[1]
    for _, unit in ipairs(units) do result[unit] = {} end
    for _, person in ipairs(first and first.organization.people or {}) do
      local unit = field(person, "unit")
      local division = unit and field(unit, "division")
      if division then table.insert(result[division], person) end
    end
    return result
  end,
}

rule "2.2.3(2)(a)" {
  kind = "unit",
  select = "type == 'division'",
  title = {
    ja = "課室の全員に教育を受けさせる",
    en = "Everybody in a division is trained",
  },
  actor = "division_iso",
  when = "any(division_people where due_last_year)",
  check = "if(organization.trainings_known, all(division_people where due_last_year, trained_last_year))",
  question = {
    ja = "課室の職員等が前年度の教育を受けたか",
    en = "Were all people of the division trained last year?",
  },
  evidence = ATTENDANCE,
  technique = "review",
  remedy = {
    ja = "受けていない者を確かめ、受講を促す",
    en = "See who has not been trained, and have them trained",
  },
}

rule "2.2.3(2)(b)" {
  kind = "person",
  title = { ja = "年度に一度は教育を受ける", en = "Everybody is trained at least once a year" },
  actor = "staff",
  when = "due_last_year",
  check = "if(organization.trainings_known, trained_last_year)",
  question = { ja = "前年度に教育を受けたか", en = "Was there a training last year?" },
  evidence = ATTENDANCE,
  technique = "review",
  remedy = { ja = "次の教育を必ず受ける", en = "Attend the next training" },
}

rule "2.2.3(2)(c)" {
  kind = "person",
  select = "in_csirt or in_promotion or in_cymat",
  title = {
    ja = "推進体制とCSIRT（省ではCYMATも）の者に、その役割の教育を受けさせる",
    en = "Promotion body, CSIRT and, in ministries, CYMAT have a training of their own",
  },
  actor = "division_iso",
  when = "csirt_due or promotion_due or cymat_due",
  check = [[
    if(organization.trainings_known,
       (not csirt_due or csirt_trained) and (not promotion_due or promotion_trained)
       and (not cymat_due or cymat_trained))
  ]],
  question = {
    ja = "属する体制に向けた教育を前年度に受けたか",
    en = "Was there a training for the team last year?",
  },
  evidence = ATTENDANCE,
  technique = "review",
  remedy = {
    ja = "体制ごとの研修を行い、対象と受講者を記録する",
    en = "Hold a training for the team; record for whom it was and who attended",
  },
}

-- Not late before the time for the report has passed; trainings of earlier years are past.
local TOLD = [[
  any(reports where to == 'iso' or outer.organization.one_iso and to == 'chief_iso',
      on >= outer.held_on and on <= today())
  and any(reports where to == 'chief_iso' or outer.organization.one_iso and to == 'iso',
          on >= outer.held_on and on <= today())
]]
rule "2.2.3(2)(d)" {
  kind = "training",
  title = {
    ja = "受講者を記録し、情報セキュリティ責任者と統括する責任者に報告する",
    en = "Attendance is recorded and reported to the ISO and the chief ISO",
  },
  actor = "division_iso",
  when = [[
    held_on <= today() and held_on >= organization.last_year_from
    and (]] .. TOLD .. [[ or held_on + $training_report_within < today())
  ]],
  check = "count(attendees) > 0 and " .. TOLD,
  question = {
    ja = "誰が受けたかを記録し、二人の責任者に報告したか",
    en = "Is it recorded who attended, and were both officers told?",
  },
  evidence = { ja = "実施状況の報告", en = "Report on the training" },
  technique = "review",
  remedy = {
    ja = "受講者を記録し、両方の責任者に報告した日を残す",
    en = "Record who attended, and when each of the two was told",
  },
}

-- Reported with the training, with its plan, or by an act of telling about either.
rule "2.2.3(2)(e)" {
  title = {
    ja = "教育の結果を分析・評価し、CISOに報告する",
    en = "Training is analysed, and the CISO told",
  },
  actor = "chief_iso",
  when = "any(trainings where held_on <= today())",
  check = [[
    if(any(trainings where last_year and present(analysed_on) and analysed_on <= today())
       and all(trainings where last_year, analysed_on >= held_on and analysed_on <= today())
       and (any(trainings where last_year, any(reports where to == 'ciso' and on <= today()))
            or any(trainings where last_year, any(reports_about where to == 'ciso' and on <= today()))
            or any(documents where type == 'training_plan' and covers_last_year,
                   any(reports_about where to == 'ciso' and on <= today()))),
       true)
  ]],
  ask = {
    ja = "前年度の教育の実施状況を分析・評価し、CISOに報告したか",
    en = "Was last year's training analysed, and the CISO told?",
  },
  evidence = { ja = "分析・評価の結果とCISOへの報告", en = "The analysis and the report to the CISO" },
  technique = "review",
  remedy = {
    ja = "理解度や意見を集めて評価し、CISOへの報告を記録する",
    en = "Gather what people learnt and think, evaluate it, record the report to the CISO",
  },
}
