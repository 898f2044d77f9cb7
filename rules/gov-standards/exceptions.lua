-- 2.2.2 Exceptions: who decides, the procedure, the register, how they are asked for and followed up.
--
-- Readings where the text leaves a choice:
-- * The records of exceptions are the register. Each names the article of the body's own rule, as an
--   exception is one to that rule.
-- * Asked for on or before the first day. In an emergency without, but then notified within a week of it
--   (a parameter; the text says "promptly"). That the decision, too, comes first is the principle: a
--   recommended rule.
-- * Decided by somebody who was an approver, or the CISO, on the day of the decision. What is still
--   pending is n/a.
-- * Reported to the chief ISO within a quarter of the decision (a parameter; the text says "regularly");
--   n/a until that time is over.
-- * Many exceptions to one rule: three in force, or two and more than a tenth of the records of the kind
--   that they excuse. Then a regulation has been reviewed since the latest of them was decided, the one
--   that covers the rule if one says so, and the CISO has been told.
-- * No exception covers these rules. The procedure is a declaration (`covers`): an answer overrides it.

-- ---- figures ------------------------------------------------------------------------------------

param "exceptions_many" {
  value = 3, unit = "件", stricter = "lower",
  title = { ja = "同じ規定への例外が多いとみなす件数", en = "Exceptions in force to one rule that are many" },
  source = "2.2.2(2)(d)",
}
param "exceptions_share" {
  value = 10, type = "percent", stricter = "lower",
  title = { ja = "同じ規定への例外が多いとみなす割合（超過）", en = "Share of subjects excused from one rule that is too many" },
  source = "2.2.2(2)(d)",
}

-- ---- what is computed ---------------------------------------------------------------------------

derive "exception.in_force" {
  type = "bool",
  title = { ja = "適用中", en = "In force" },
  from = [[
    decision == 'approved' and from <= today() and today() <= until
    and (not present(ended_on) or today() <= ended_on)
  ]],
}

-- The decider was an approver, or the CISO, on that day.
derive "exception.by_approver" {
  type = "bool",
  title = { ja = "許可権限者が決めた", en = "Decided by an approver" },
  from = [[
    any(organization.assignments
      where role in ('approver', 'ciso')
        and (not present(since) or since <= outer.decided_on)
        and (not present(until) or outer.decided_on <= until),
      if(present(person) or not present(post), person == outer.approver,
         if(present(outer.approver.name), outer.approver.has_post and post == outer.approver.post)))
  ]],
}

-- Under what name the organisation lists the records of a kind that an exception may excuse.
local PLURALS = {
  system = "systems", person = "people", unit = "units", area = "areas", information = "information",
  supplier = "suppliers", component = "components", document = "documents", site = "sites",
  ["function"] = "functions",
}

local function how_many(organization, kind)
  local plural = PLURALS[kind]
  return plural and #organization[plural] or 0
end

-- The exceptions in force to one rule are many: by number, or by the share of what they excuse.
local function many(organization, list)
  if #list >= params.exceptions_many then return true end
  if #list < 2 then return false end
  local seen, by_kind = {}, {}
  for _, e in ipairs(list) do
    local subject = field(e, "subject")
    if subject and not seen[subject] then
      seen[subject] = true
      by_kind[subject.kind] = (by_kind[subject.kind] or 0) + 1
    end
  end
  for kind, count in pairs(by_kind) do
    local all = how_many(organization, kind)
    if all > 0 and count * 100 > params.exceptions_share * all then return true end
  end
  return false
end

-- The clause that an exception names, without its pack.
local function clause_of(e) return string.match(e.rule, "([^/]*)$") end

derive "organization.crowded_rules" {
  type = "[text]",
  title = { ja = "例外の多い規定", en = "Rules with many exceptions" },
  reads = { "exception.in_force" },
  from = function(organization)
    local by_rule, result = {}, {}
    for _, e in ipairs(organization.exceptions) do
      if field(e, "in_force") then
        local clause = clause_of(e)
        by_rule[clause] = by_rule[clause] or {}
        table.insert(by_rule[clause], e)
      end
    end
    for clause, list in pairs(by_rule) do
      if many(organization, list) then result[#result + 1] = clause end
    end
    return result
  end,
}

-- ---- (1) the procedure --------------------------------------------------------------------------

local PROCEDURE = { ja = "例外措置の手順", en = "Procedure for exceptions" }

-- The condition, left open where an answer names the rule or a clause above it.
local function unless_answered(code, condition)
  local names, above = { "'" .. code .. "'" }, code
  while above do
    above = string.match(above, "^(.+)%.%d+$") or string.match(above, "^(.+)#")
    if above then names[#names + 1] = "'" .. above .. "'" end
  end
  return ("if(not any(answered where it in (%s)), %s)"):format(table.concat(names, ", "), condition)
end

rule "2.2.2(1)(a)" {
  title = { ja = "例外措置を許可する者と審査の手続を定める", en = "There are approvers and a procedure for exceptions" },
  actor = "ciso", waivable = false,
  check = "any(assignments where in_office and role == 'approver') and " .. unless_answered("2.2.2(1)(a)", [[
    any(documents where is_regulation, any(covers where it in ('2.2.2(1)(a)',
      '2.2.2(1)-1#a', '2.2.2(1)-1#b', '2.2.2(1)-1#c.1', '2.2.2(1)-1#c.2', '2.2.2(1)-1#c.3',
      '2.2.2(1)-1#c.4', '2.2.2(1)-1#c.5', '2.2.2(1)-1#c.6', '2.2.2(1)-1#c.7')))
  ]]),
  ask = { ja = "例外措置の審査手続を定めた文書があるか", en = "Is the procedure for exceptions written down?" },
  evidence = PROCEDURE, technique = "review",
  remedy = {
    ja = "許可権限者を任命し、審査の手続を定めて記載事項（covers）に記録する",
    en = "Appoint approvers; write the procedure and record what it covers",
  },
}

-- Due a quarter after each application.
rule "2.2.2(1)(b)" {
  title = {
    ja = "例外措置の台帳を備え、許可権限者に申請の状況を定期的に報告させる",
    en = "There is a register of exceptions, and approvers report on it at intervals",
  },
  actor = "chief_iso", waivable = false,
  check = unless_answered("2.2.2(1)(b)", [[
    if(any(exceptions where first(requested_on, notified_on) + $quarterly < today()),
       all(exceptions where first(requested_on, notified_on) + $quarterly < today(), reported_on <= today()),
       if(count(exceptions) > 0
          or any(documents where is_regulation or type == 'ledger', any(covers where it == '2.2.2(1)(b)')),
          true))
  ]]),
  ask = {
    ja = "例外措置の台帳を備え、許可権限者に定期の報告を求めているか",
    en = "Is a register kept, and are approvers asked to report at intervals?",
  },
  evidence = { ja = "例外措置の台帳、定期報告", en = "Register of exceptions, regular reports" }, technique = "review",
  remedy = {
    ja = "例外ごとに報告日（reported_on）を記録し、報告の漏れているものを報告させる",
    en = "Record when each exception was reported (reported_on), and ask for the reports that are missing",
  },
}

rule "2.2.2(1)-1" {
  title = { ja = "例外措置の手順に、次の全てを定める", en = "The procedure for exceptions holds all of these" },
  actor = "ciso", items = true, waivable = false,
  remedy = { ja = "足りない項目を手順に加える", en = "Add what is missing to the procedure" },
}

local function procedure(code, row)
  row.actor, row.waivable = "ciso", false
  row.check = unless_answered(code, ("any(documents where is_regulation, '%s' in covers)"):format(code))
  row.ask = {
    ja = ("例外措置の手順に、%sを定めているか"):format(row.title.ja),
    en = ("Does the procedure for exceptions hold this: %s?"):format(row.title.en),
  }
  row.title = { ja = "例外措置の手順：" .. row.title.ja, en = "Procedure for exceptions: " .. row.title.en }
  row.evidence, row.technique = PROCEDURE, "review"
  row.remedy = {
    ja = "手順に定め、その記載事項（covers）に項目の番号を記録する",
    en = "Put it into the procedure, and record the item in what it covers",
  }
  return row
end

rule "2.2.2(1)-1#a" (procedure("2.2.2(1)-1#a", {
  title = { ja = "誰が許可するか", en = "who approves" },
}))
rule "2.2.2(1)-1#b" (procedure("2.2.2(1)-1#b", {
  title = { ja = "前もって申請することなど申請の仕方", en = "how to apply, beforehand in principle" },
}))
rule "2.2.2(1)-1#c" {
  title = { ja = "例外措置の手順：審査の項目と方法", en = "Procedure for exceptions: what is examined, and how" },
  actor = "ciso", items = true, waivable = false,
  remedy = { ja = "足りない審査項目を手順に加える", en = "Add what is missing to the examination" },
}
rule "2.2.2(1)-1#c.1" (procedure("2.2.2(1)-1#c.1", {
  title = { ja = "審査項目としての申請者", en = "the applicant, as a point to examine" },
}))
rule "2.2.2(1)-1#c.2" (procedure("2.2.2(1)-1#c.2", {
  title = { ja = "審査項目としての規程の条項", en = "the article of the rule, as a point to examine" },
}))
rule "2.2.2(1)-1#c.3" (procedure("2.2.2(1)-1#c.3", {
  title = { ja = "審査項目としての期間", en = "the period, as a point to examine" },
}))
rule "2.2.2(1)-1#c.4" (procedure("2.2.2(1)-1#c.4", {
  title = { ja = "審査項目としての措置と代替手段", en = "measure and substitute, as a point to examine" },
}))
rule "2.2.2(1)-1#c.5" (procedure("2.2.2(1)-1#c.5", {
  title = { ja = "審査項目としての影響とその対処", en = "effect on security and how it is met, as a point to examine" },
}))
rule "2.2.2(1)-1#c.6" (procedure("2.2.2(1)-1#c.6", {
  title = { ja = "審査項目としての終了の報告方法", en = "how its end is reported, as a point to examine" },
}))
rule "2.2.2(1)-1#c.7" (procedure("2.2.2(1)-1#c.7", {
  title = { ja = "審査項目としての理由", en = "the reason, as a point to examine" },
}))

-- ---- (1) the register ---------------------------------------------------------------------------

rule "2.2.2(1)-2" {
  kind = "exception",
  title = { ja = "審査の記録に、次の全てを書き、台帳として保管する", en = "The record of examination holds all of these" },
  actor = "approver", items = true, waivable = false,
  remedy = { ja = "台帳の足りない項目を書く", en = "Fill in what is missing in the register" },
}

local DECIDED = "decision ~= 'pending'"
local GRANTED = "decision == 'approved'"

-- An item of the register: `written` says when it is there.
local function entry(row)
  row.kind, row.actor, row.waivable = "exception", "approver", false
  row.check, row.written = row.written, nil
  row.question = {
    ja = ("%sが台帳に書かれているか"):format(row.title.ja),
    en = ("Is it in the register: %s?"):format(row.title.en),
  }
  row.title = { ja = "例外措置の台帳：" .. row.title.ja, en = "Register of exceptions: " .. row.title.en }
  row.evidence, row.technique = { ja = "例外措置の台帳", en = "Register of exceptions" }, "review"
  row.remedy = row.remedy or { ja = "この項目を記録する", en = "Record this item" }
  return row
end

local function identified(who)
  return ("present(%s.name) and present(%s.unit) and (present(%s.contact.phone) or present(%s.contact.mail))")
    :format(who, who, who, who)
end

local WHO = { ja = "氏名、所属、電話かメールを記録する", en = "Record name, unit, and telephone or mail" }

rule "2.2.2(1)-2#a" (entry {
  title = { ja = "審査した者（氏名・役割・所属・連絡先）", en = "who examined it: name, role, unit, contact" },
  when = DECIDED,
  written = identified "approver" .. [[
    and (any(approver.assignments where role in ('approver', 'ciso'))
         or any(organization.assignments where role in ('approver', 'ciso') and present(post),
                outer.approver.has_post and post == outer.approver.post))
  ]],
  remedy = {
    ja = "許可権限者の任命と、氏名・所属・連絡先を記録する",
    en = "Record the approver's appointment, name, unit and contact",
  },
})
rule "2.2.2(1)-2#b" {
  kind = "exception",
  title = { ja = "例外措置の台帳：申請の内容", en = "Register of exceptions: what was asked for" },
  actor = "approver", items = true, waivable = false,
  remedy = { ja = "申請の足りない項目を書く", en = "Fill in what is missing of the application" },
}
rule "2.2.2(1)-2#b.1" (entry {
  title = { ja = "申請者（氏名・所属・連絡先）", en = "the applicant: name, unit, contact" },
  written = identified "applicant",
  remedy = WHO,
})
rule "2.2.2(1)-2#b.2" (entry {
  title = { ja = "申請した規程の条項", en = "article of the own rule, as asked" },
  written = "present(own_rule)",
})
rule "2.2.2(1)-2#b.3" (entry {
  title = { ja = "申請した期間", en = "period asked for" },
  written = "present(asked.from) and present(asked.until)",
})
rule "2.2.2(1)-2#b.4" (entry {
  title = { ja = "申請した措置", en = "measure asked for" },
  written = "present(asked.measure)",
})
rule "2.2.2(1)-2#b.5" (entry {
  title = { ja = "申請した終了の報告方法", en = "how its end is to be reported, as asked" },
  written = "present(end_report_method)",
})
rule "2.2.2(1)-2#b.6" (entry {
  title = { ja = "申請の理由", en = "reason for asking" },
  written = "present(reason)",
})
rule "2.2.2(1)-2#c" {
  kind = "exception",
  title = { ja = "例外措置の台帳：審査の結果", en = "Register of exceptions: what was decided" },
  actor = "approver", items = true, waivable = false,
  remedy = { ja = "審査結果の足りない項目を書く", en = "Fill in what is missing of the decision" },
}
rule "2.2.2(1)-2#c.1" (entry {
  title = { ja = "許可か不許可か", en = "granted or refused" },
  when = DECIDED,
  written = "present(decision)",
})
rule "2.2.2(1)-2#c.2" (entry {
  title = { ja = "許可又は不許可の理由", en = "reason for the decision" },
  when = DECIDED,
  written = "present(decision_reason)",
})
rule "2.2.2(1)-2#c.3" (entry {
  title = { ja = "許可した規程の条項", en = "article of the own rule, as granted" },
  when = GRANTED,
  written = "present(own_rule)",
})
rule "2.2.2(1)-2#c.4" (entry {
  title = { ja = "許可した期間", en = "period granted" },
  when = GRANTED,
  written = "present(from) and present(until)",
})
rule "2.2.2(1)-2#c.5" (entry {
  title = { ja = "許可した措置（代替手段）", en = "measure granted, substitute included" },
  when = GRANTED,
  written = "present(alternative)",
})
rule "2.2.2(1)-2#c.6" (entry {
  title = { ja = "許可した終了の報告方法", en = "how its end is to be reported, as granted" },
  when = GRANTED,
  written = "present(end_report_method)",
})

-- ---- (2) how exceptions are run -----------------------------------------------------------------

local RECORD = { ja = "申請書と審査の記録", en = "Application and record of examination" }

rule "2.2.2(2)(a)" {
  kind = "exception",
  title = {
    ja = "例外措置は、始める前に申請する。緊急なら、すぐ後に届け出る",
    en = "An exception is asked for before it begins; in an emergency, promptly after",
  },
  actor = "staff", waivable = false,
  when = "not present(decision) or decision ~= 'rejected'",
  check = "requested_on <= from or emergency and notified_on <= from + $promptly",
  question = { ja = "始める前に申請したか。緊急なら、すぐに届け出たか", en = "Was it asked for before, or promptly notified?" },
  evidence = RECORD, technique = "review",
  remedy = {
    ja = "申請日と適用開始日を記録する。事前の申請がない例外はやめるか、緊急の理由と届出を記録する",
    en = "Record when it was asked for and began; end what was not asked for, or record emergency and notice",
  },
}

rule "2.2.2(2)(a)#permitted" {
  kind = "exception",
  title = { ja = "例外措置は、許可を得てから始める", en = "An exception begins once it is granted" },
  actor = "staff", level = "recommended", waivable = false,
  when = GRANTED .. " and not emergency",
  check = "decided_on <= from",
  question = { ja = "許可の日は、始めた日より後になっていないか", en = "Was it granted no later than it began?" },
  evidence = RECORD, technique = "review",
  remedy = { ja = "許可を待ってから始めるよう、申請を早める", en = "Ask earlier, and wait for the decision" },
}

rule "2.2.2(2)(b)" {
  kind = "exception",
  title = {
    ja = "例外措置は、許可権限者が手続に従って可否を決める",
    en = "An approver decides on the exception, by the procedure",
  },
  actor = "approver", waivable = false,
  when = DECIDED,
  check = [[
    (decision == 'approved' or decision == 'rejected') and present(decision_reason)
    and (emergency or requested_on <= decided_on) and decided_on <= today() and by_approver
  ]],
  question = {
    ja = "許可権限者が、理由を付けて可否を決めているか。内容は必要最小限か",
    en = "Has an approver decided, with a reason, and on no more than is needed?",
  },
  evidence = RECORD, technique = "review",
  remedy = {
    ja = "許可権限者が審査し、結果・理由・審査日を記録する",
    en = "Have an approver examine it; record decision, reason and day",
  },
}

rule "2.2.2(2)(c)" {
  kind = "exception",
  title = {
    ja = "例外措置の状況を台帳に書き、統括情報セキュリティ責任者に報告する",
    en = "The exception is in the register, and the chief ISO has been told",
  },
  actor = "approver", waivable = false,
  when = "present(reported_on) or first(decided_on, requested_on, notified_on) + $quarterly < today()",
  check = "reported_on <= first(decided_on, requested_on, notified_on) + $quarterly",
  ask = { ja = "この例外措置の状況を統括情報セキュリティ責任者に報告したか", en = "Has the chief ISO been told of this exception?" },
  evidence = { ja = "定期の報告", en = "Regular report" }, technique = "review",
  remedy = { ja = "統括情報セキュリティ責任者に報告し、報告日を記録する", en = "Tell the chief ISO, and record the day" },
}

rule "2.2.2(2)(c)#ended" {
  kind = "exception",
  title = { ja = "期間の過ぎた例外措置は、終わりが報告されている", en = "The end of an exception has been reported" },
  actor = "staff", level = "recommended", waivable = false,
  when = GRANTED .. " and until < today()",
  check = "present(end_report)",
  question = { ja = "期間の終わった例外措置は、終了が報告されたか", en = "Was its end reported?" },
  evidence = { ja = "終了の報告", en = "Report of its end" }, technique = "review",
  remedy = { ja = "例外措置を終え、終了を報告する。続けるなら改めて申請する", en = "End it and report that, or ask for it anew" },
}

-- The latest decision on an exception in force to the clause; an undated one makes it unknown.
local function latest_decision(organization, clause)
  local latest
  for _, e in ipairs(organization.exceptions) do
    if field(e, "in_force") and clause_of(e) == clause then
      if not latest or e.decided_on > latest then latest = e.decided_on end
    end
  end
  return latest
end

-- Whether a regulation has been reviewed since: the one that covers the clause, or, if none says so, any.
local function reviewed_since(organization, clause, day)
  local any, own, covered = false, false, false
  for _, document in ipairs(organization.documents) do
    if field(document, "is_regulation") then
      local on, covers = field(document, "reviewed_on"), false
      for _, code in ipairs(document.covers) do covers = covers or code == clause end
      local since = on ~= nil and on >= day and on <= today()
      covered, any = covered or covers, any or since
      own = own or covers and since
    end
  end
  if covered then return own end
  return any
end

local function told_ciso_since(organization, day)
  for _, report in ipairs(organization.reports) do
    local to = field(report, "to")
    local told = report.type == "report" and to == "ciso"
    if told and report.on >= day and report.on <= today() then return true end
  end
  return false
end

rule "2.2.2(2)(d)" {
  title = {
    ja = "例外の多い規定は見直しを検討し、CISOに報告する",
    en = "Rules with many exceptions are reviewed, and the CISO is told",
  },
  actor = "chief_iso", waivable = false,
  when = "count(crowded_rules) > 0",
  check = function(organization)
    for _, clause in ipairs(organization.crowded_rules) do
      local day = latest_decision(organization, clause)
      if not reviewed_since(organization, clause, day) then
        return fail { message = {
          ja = ("「%s」への例外が多く、その後の規程の見直しがありません"):format(clause),
          en = ("'%s' has many exceptions, and no rule has been reviewed since"):format(clause),
        }, since = format(day, "date") }
      end
      if not told_ciso_since(organization, day) then
        return fail { message = {
          ja = ("「%s」への例外が多いことの、CISOへの報告がありません"):format(clause),
          en = ("the CISO has not been told that '%s' has many exceptions"):format(clause),
        }, since = format(day, "date") }
      end
    end
    return true
  end,
  question = { ja = "例外の多い規定について、見直しを検討したか", en = "Have rules with many exceptions been reconsidered?" },
  evidence = { ja = "見直しの検討の記録、CISOへの報告", en = "Record of the review, report to the CISO" },
  technique = "review",
  remedy = {
    ja = "規程を見直して見直し日を記録し、CISOに報告する",
    en = "Review the rule, record the day, and tell the CISO",
  },
}
