-- 2.2.2 (2) Exceptions: how they are asked for, decided, reported and followed up.
--
-- Readings where the text leaves a choice:
-- * Asked for on or before the first day. In an emergency without, but then notified within a week of it
--   (a parameter; the text says "promptly"). That the decision, too, comes first is the principle: a
--   recommended rule.
-- * Decided by somebody who was an approver, or the CISO, on the day of the decision. What is still
--   pending is n/a.
-- * Reported to the chief ISO within a quarter of the decision (a parameter; the text says "regularly");
--   n/a until that time is over. `reported_on` is the day of the first report; this and later ones may be
--   recorded as reports about the exception as well.
-- * Many exceptions to one rule: three in force, or two and more than a tenth of the records of the kind
--   that they excuse. Then a regulation has been reviewed since the latest of them was decided, the one
--   that covers the rule if one says so, and the CISO has been told.
-- * No exception covers these rules.

local write = library "write"

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
  from = ("any(organization.assignments where role in ('approver', 'ciso') and %s, %s)")
    :format(write.in_force_on "outer.decided_on", write.held_by "outer.approver"),
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

-- The exceptions in force, by clause, and those of which that is not known.
local function by_clause(organization)
  local sure, open = {}, {}
  for _, e in ipairs(organization.exceptions) do
    local clause, in_force = clause_of(e), field(e, "in_force")
    sure[clause], open[clause] = sure[clause] or {}, open[clause] or {}
    if in_force ~= false then table.insert(in_force and sure[clause] or open[clause], e) end
  end
  return sure, open
end

derive "organization.crowded_rules" {
  type = "[text]",
  title = { ja = "例外の多い規定", en = "Rules with many exceptions" },
  reads = { "exception.in_force" },
  from = function(organization)
    local result, sure, open = {}, by_clause(organization)
    for clause, list in pairs(sure) do
      if many(organization, list) then
        result[#result + 1] = clause
      elseif #open[clause] > 0 then
        local undecided = open[clause][1]
        for _, e in ipairs(open[clause]) do list[#list + 1] = e end
        if many(organization, list) then local _ = undecided.in_force end -- not known: ends here
      end
    end
    return result
  end,
}

local DECIDED = "decision ~= 'pending'"
local GRANTED = "decision == 'approved'"

-- When the exception begins, or is to begin; and until when the chief ISO is to hear of it.
derive "exception.starts_on" {
  type = "date",
  title = { ja = "適用の始期", en = "Begins on" },
  from = "first(from, asked.from)",
}
derive "exception.report_due" {
  type = "date",
  title = { ja = "報告の期限", en = "To be reported by" },
  from = "first(decided_on, requested_on, notified_on) + $quarterly",
}
derive "exception.reported" {
  type = "bool",
  title = { ja = "申請から期限までの報告", en = "Reported between application and due day" },
  from = [[
    reported_on >= first(requested_on, notified_on, decided_on) and reported_on <= report_due
      and reported_on <= today()
    or any(reports_about where type == 'report' and to == 'chief_iso',
           on >= first(outer.requested_on, outer.notified_on, outer.decided_on)
           and on <= outer.report_due and on <= today())
  ]],
}

-- ---- 2.2.2 (2) ----------------------------------------------------------------------------------

local RECORD = { ja = "申請書と審査の記録", en = "Application and record of examination" }

rule "2.2.2(2)(a)" {
  kind = "exception",
  title = {
    ja = "例外措置は、始める前に申請する。緊急なら、すぐ後に届け出る",
    en = "An exception is asked for before it begins; in an emergency, promptly after",
  },
  actor = "staff", waivable = false,
  when = "not present(decision) or decision ~= 'rejected'",
  check = "requested_on <= starts_on or emergency and notified_on <= starts_on + $promptly",
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
  when = "report_due < today() or known(reported) and reported",
  check = "reported",
  ask = { ja = "この例外措置の状況を統括情報セキュリティ責任者に報告したか", en = "Has the chief ISO been told of this exception?" },
  evidence = { ja = "定期の報告", en = "Regular report" }, technique = "review",
  remedy = { ja = "統括情報セキュリティ責任者に報告し、報告日を記録する", en = "Tell the chief ISO, and record the day" },
}

rule "2.2.2(2)(c)#ended" {
  kind = "exception",
  title = { ja = "期間の過ぎた例外措置は、終わりが報告されている", en = "The end of an exception has been reported" },
  actor = "staff", level = "recommended", waivable = false,
  when = GRANTED .. " and (until < today() or present(ended_on) and ended_on < today())",
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
      local since = on ~= nil and on >= day and come(on)
      covered, any = covered or covers, any or since
      own = own or covers and since
    end
  end
  if covered then return own end
  return any
end

-- Whether the CISO has been told of exceptions or of a document since.
local function told_ciso_since(organization, day)
  for _, report in ipairs(organization.reports) do
    local about = report.about.kind
    local told = report.type == "report" and field(report, "to") == "ciso"
      and (about == "exception" or about == "document")
    if told and report.on >= day and come(report.on) then return true end
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
