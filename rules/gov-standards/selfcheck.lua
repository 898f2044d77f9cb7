-- 2.3.1 Self-checks.
--
-- Readings where the text leaves a choice:
-- * One record is one round for one role, of one unit or of the whole body. Rounds are judged by
--   themselves; what they must add up to is judged for the last complete fiscal year, by the year that
--   the records name.
-- * The plan in force is judged: that of the last complete or of the running fiscal year.
-- * Sheets before the doing; three analyses, one upon the other: the ISO's of a grouping, the chief ISO's
--   of the body, the CISO's of the whole. Each may be of the same day as the one before. They are due
--   when the fiscal year has ended; before, n/a unless one is recorded.
-- * Everybody asked is to answer: below the share asked for, in part; nobody, not at all. A self-check of a
--   year that is over, to be done on a day to come, has not been done.
-- * A record without a unit is of all groupings; whether each had its own analysis it does not say.

local write = library "write"

-- ---- figures ------------------------------------------------------------------------------------

param "selfcheck_share" {
  value = 100, type = "percent", stricter = "higher",
  title = { ja = "自己点検の実施率", en = "Share of those asked that must answer" },
  source = "2.3.1(2)(b)",
}
param "selfcheck_rounds" {
  value = 2, unit = "回", stricter = "higher",
  title = { ja = "年度の自己点検の回数", en = "Rounds of self-checks a year" },
  source = "2.3.1(2)(a)",
}
param "selfcheck_roles" {
  value = { "staff", "iso", "division_iso", "system_iso" },
  title = { ja = "自己点検の対象とする役割", en = "Roles that check themselves" },
  source = "2.3.1(1)(b)",
}

-- ---- what is computed ---------------------------------------------------------------------------

-- The number of a fiscal year is that of the calendar year in which it begins.
derive "organization.last_fiscal_year" {
  type = "int",
  title = { ja = "直近の終了した年度", en = "Last complete fiscal year" },
  reads = { "organization.last_year_from" },
  from = function(organization)
    local from = organization.last_year_from
    local year = 1970 + from // 366
    while date(("%d-01-01"):format(year + 1)) <= from do year = year + 1 end
    return year
  end,
}
derive "selfcheck.last_year" {
  type = "bool",
  title = { ja = "前年度の自己点検", en = "Of the last fiscal year" },
  from = "fiscal_year == organization.last_fiscal_year",
}
derive "selfcheck.year_over" {
  type = "bool",
  title = { ja = "年度の終了", en = "Its fiscal year has ended" },
  from = "fiscal_year <= organization.last_fiscal_year",
}
-- Whether records go back far enough to say that something was not done.
derive "organization.selfchecks_known" {
  type = "bool",
  title = { ja = "前年度以前の自己点検の記録がある", en = "Self-checks of earlier years are recorded" },
  from = "any(selfchecks where year_over)",
}

local RESULTS = { ja = "自己点検の集計と分析", en = "Results of the self-check and their analysis" }

-- ---- 2.3.1 (1) plan and procedure ---------------------------------------------------------------

rule "2.3.1(1)(a)" {
  title = {
    ja = "年度の自己点検の計画を立てる",
    en = "There is a self-check plan for the year",
  },
  actor = "chief_iso",
  check = "any(documents where type == 'selfcheck_plan', covers_last_year or covers_this_year)",
  question = {
    ja = "頻度、時期、方法、項目を定めた年度の計画があるか",
    en = "Is there a plan of how often, when, how and what to check?",
  },
  evidence = { ja = "年度自己点検計画", en = "Self-check plan" },
  technique = "review",
  remedy = { ja = "年度の自己点検計画を作る", en = "Write the year's self-check plan" },
}

rule "2.3.1(1)(b)" {
  title = {
    ja = "自己点検の手順を定め、役割ごとの点検票を用意する",
    en = "The way of self-checks is laid down, and there are sheets for each role",
  },
  actor = "iso",
  items = true,
  question = {
    ja = "手順と、役割に合った点検票があるか",
    en = "Are there a procedure, and sheets that fit the roles?",
  },
  evidence = { ja = "実施手順と点検票", en = "Procedure and sheets" },
  technique = "review",
  remedy = { ja = "手順と点検票の欠けているものを作る", en = "Make what is missing of procedure and sheets" },
}
rule "2.3.1(1)(b)#procedure" {
  title = { ja = "自己点検の実施手順がある", en = "There is a procedure for self-checks" },
  actor = "iso", declared = true,
  check = write.in_procedure("2.3.1(1)(b)#procedure"),
  ask = { ja = "自己点検の進め方を定めているか", en = "Is it laid down how self-checks are done?" },
  evidence = { ja = "自己点検の実施手順", en = "Procedure for self-checks" },
  technique = "review",
  remedy = { ja = "実施手順を文書にする", en = "Write the procedure down" },
}
rule "2.3.1(1)(b)#sheets" {
  title = { ja = "点検の前に役割ごとの点検票を配る", en = "Sheets by role are handed out before the self-checks" },
  actor = "iso",
  check = [[
    if(selfchecks_known,
       any(selfchecks where last_year, sheet_issued_on <= done_on)
       and all(selfchecks where last_year, sheet_issued_on <= done_on),
       if(count(selfchecks) == 0, false))
  ]],
  question = {
    ja = "前年度の点検のたびに、役割に合った点検票を前もって配ったか",
    en = "Were sheets that fit the role handed out before each self-check of last year?",
  },
  evidence = { ja = "配布した点検票", en = "The sheets handed out" },
  technique = "review",
  remedy = { ja = "役割ごとの点検票を作って配り、日付を記録する", en = "Make sheets by role, hand them out, record the day" },
}

rule "2.3.1(1)(c)" {
  title = {
    ja = "新たに点検すべきことが出てきたら、計画を見直す",
    en = "The self-check plan is reviewed when there is something new to check",
  },
  actor = "chief_iso",
  when = "any(documents where type == 'selfcheck_plan' and present(last_trigger_on))",
  check = [[
    all(documents where type == 'selfcheck_plan' and present(last_trigger_on), reviewed_since_trigger)
  ]],
  question = {
    ja = "状況の変化を受けて自己点検の計画を見直したか",
    en = "Was the self-check plan reviewed after the change?",
  },
  evidence = { ja = "自己点検計画の改定履歴", en = "History of the self-check plan" },
  technique = "review",
  remedy = {
    ja = "計画に項目を加え、見直した日を記録する",
    en = "Add the items to the plan, and record the day of the review",
  },
}

-- ---- 2.3.1 (2) doing ----------------------------------------------------------------------------

rule "2.3.1(2)(a)" {
  kind = "selfcheck",
  title = {
    ja = "計画に沿って自己点検の実施を指示する",
    en = "Self-checks are instructed as planned",
  },
  actor = "iso",
  when = [[
    year_over or present(done_on) and done_on <= today()
    or present(instructed_on) and instructed_on <= today()
  ]],
  check = "instructed_on <= today() and (not present(done_on) or instructed_on <= done_on)",
  ask = {
    ja = "情報セキュリティ責任者がこの自己点検の実施を指示したか",
    en = "Has the ISO instructed this self-check?",
  },
  evidence = { ja = "実施の指示", en = "The instruction" },
  technique = "review",
  remedy = { ja = "実施を指示し、日付を記録する", en = "Instruct it, and record the day" },
}

rule "2.3.1(2)(a)#rounds" {
  title = {
    ja = "自己点検を年に二回以上行う",
    en = "There are two rounds of self-checks or more a year",
  },
  actor = "iso",
  level = "recommended",
  check = [[
    if(selfchecks_known,
       any(selfchecks where last_year and round >= $selfcheck_rounds, done_on <= today()),
       if(count(selfchecks) == 0, false))
  ]],
  question = { ja = "前年度に何回行ったか", en = "How often was it done last year?" },
  evidence = RESULTS,
  technique = "review",
  remedy = { ja = "半年ごとなど、複数回の計画にする", en = "Plan several rounds, such as one each half-year" },
}

rule "2.3.1(2)(b)" {
  kind = "selfcheck",
  title = {
    ja = "求められた全員が点検票を使って自己点検を行う",
    en = "Everybody asked checks themselves with the sheet",
  },
  actor = "staff",
  when = "year_over or present(done_on) and done_on <= today()",
  check = function(selfcheck)
    local done = field(selfcheck, "done_on")
    if done and not come(done) then
      return fail { message = {
        ja = "年度が終わっても実施していない", en = "its fiscal year has ended, and it is still to be done",
      }, done_on = format(done, "date") }
    end
    local asked, answered = selfcheck.asked, selfcheck.answered
    if asked > 0 and answered >= asked * params.selfcheck_share / 100 then return true end
    local particulars = {
      message = {
        ja = ("%d人のうち%d人が実施した"):format(asked, answered),
        en = ("%d of %d have done it"):format(answered, asked),
      },
    }
    if answered > 0 then return partial(particulars) end
    return fail(particulars)
  end,
  question = {
    ja = "対象者の全員が自己点検を行ったか",
    en = "Has everybody done the self-check?",
  },
  evidence = RESULTS,
  technique = "review",
  remedy = { ja = "済んでいない者に実施を求める", en = "Have those do it who have not" },
}

rule "2.3.1(2)(b)#roles" {
  title = {
    ja = "対象とする役割のすべてが年度内に自己点検を行う",
    en = "All roles that are to check themselves do so within the year",
  },
  actor = "staff",
  check = function(organization)
    local done, undated, missing, some = {}, {}, {}, false
    for _, selfcheck in ipairs(organization.selfchecks) do
      if selfcheck.last_year then
        local on, role = field(selfcheck, "done_on"), selfcheck.role
        if not on then undated[role] = selfcheck elseif come(on) then done[role] = true end
      end
    end
    for _, role in ipairs(params.selfcheck_roles) do
      if done[role] then some = true else missing[#missing + 1] = role end
    end
    for _, role in ipairs(missing) do
      if undated[role] then local _ = undated[role].done_on end -- not known: ends here
    end
    if #missing == 0 then return true end
    if not organization.selfchecks_known and #organization.selfchecks > 0 then
      return unknown { message = { ja = "前年度の記録がない", en = "Nothing of last year is recorded" } }
    end
    local list = table.concat(missing, ", ")
    local particulars = {
      message = { ja = "自己点検の記録のない役割: " .. list, en = "No self-check recorded of: " .. list },
    }
    if some then return partial(particulars) end
    return fail(particulars)
  end,
  question = {
    ja = "計画で定めた役割のすべてについて行ったか",
    en = "Was it done for every role of the plan?",
  },
  evidence = RESULTS,
  technique = "review",
  remedy = { ja = "欠けている役割の自己点検を行い、記録する", en = "Have the missing roles do it, and record it" },
}

-- ---- 2.3.1 (3) evaluating -----------------------------------------------------------------------

local function due(by)
  return ([[
    (year_over or present(analysed.%s) and analysed.%s <= today())
    and (not present(done_on) or done_on <= today())
  ]]):format(by, by)
end

rule "2.3.1(3)(a)" {
  kind = "selfcheck",
  title = {
    ja = "組織のまとまりごとに、結果をその責任者が分析・評価する",
    en = "The ISO of a grouping analyses its results",
  },
  actor = "iso",
  when = due "iso",
  check = "analysed.iso >= done_on and analysed.iso <= today()",
  question = {
    ja = "まとまりに特有の課題がないかを見て、統括する責任者に報告したか",
    en = "Were matters peculiar to the grouping looked for, and the chief ISO told?",
  },
  evidence = RESULTS,
  technique = "review",
  remedy = {
    ja = "情報セキュリティ責任者が分析し、統括する責任者に報告した日を記録する",
    en = "Have the ISO analyse it and report to the chief ISO; record the day",
  },
}

rule "2.3.1(3)(a)#grouping" {
  kind = "unit",
  select = "type == 'grouping'",
  title = {
    ja = "どの組織のまとまりにも、その年度の分析がある",
    en = "Every grouping has its analysis of the year",
  },
  actor = "iso",
  check = [[
    if(any(organization.selfchecks where last_year and unit.grouping == outer.self, analysed.iso <= today()),
       true,
       if(organization.selfchecks_known
            and not any(organization.selfchecks where last_year and not present(unit)),
          false))
  ]],
  question = {
    ja = "このまとまりの結果を分けて分析したか",
    en = "Were the results of this grouping analysed by themselves?",
  },
  evidence = RESULTS,
  technique = "review",
  remedy = {
    ja = "まとまりごとに集計し、部署を付けて記録する",
    en = "Count by grouping, and record the unit",
  },
}

rule "2.3.1(3)(b)" {
  kind = "selfcheck",
  title = {
    ja = "統括する責任者が、組織に共通の課題を分析・評価する",
    en = "The chief ISO analyses what concerns the whole body",
  },
  actor = "chief_iso",
  when = due "chief_iso",
  check = "analysed.chief_iso >= analysed.iso and analysed.chief_iso <= today()",
  question = {
    ja = "共通の課題がないかを見て、CISOに報告したか",
    en = "Were matters common to all looked for, and the CISO told?",
  },
  evidence = RESULTS,
  technique = "review",
  remedy = {
    ja = "各まとまりの分析の後に全体を分析し、CISOに報告した日を記録する",
    en = "Analyse the whole after the groupings; record the day of the report to the CISO",
  },
}

rule "2.3.1(3)(c)" {
  kind = "selfcheck",
  title = {
    ja = "CISOが全体を評価し、問題の改善を指示して結果を聞く",
    en = "The CISO evaluates the whole, has problems put right, and hears of it",
  },
  actor = "ciso",
  when = due "ciso",
  check = [[
    analysed.ciso >= analysed.chief_iso and analysed.ciso <= today()
    and (not present(improvement) or improved_on >= done_on and improved_on <= today())
  ]],
  question = {
    ja = "CISOが評価し、改善を指示し、その結果の報告を受けたか",
    en = "Has the CISO evaluated it, instructed improvements, and heard how they went?",
  },
  evidence = { ja = "CISOの評価と改善の指示・報告", en = "The CISO's evaluation, instruction, and the report on it" },
  technique = "review",
  remedy = {
    ja = "CISOの評価の日、改善事項とそれを終えた日を記録する",
    en = "Record the CISO's evaluation, what was to be improved, and when it was",
  },
}
