-- Faults of agencies under the common standards of the government (gov-standards).

local PACK = "gov-standards/"

-- Articles of parts 3 to 8, each settled by an answer alone.
local ARTICLES = {
  "3.1.1(2)", "3.1.1(3)", "3.1.1(6)", "3.2.1(2)", "4.1.1(2)", "4.1.1(3)", "4.1.2(3)", "4.2.1(2)", "4.2.2(3)",
  "5.1.1(3)", "5.2.2(2)", "5.2.3(1)", "6.1.1(1)", "6.2.1(2)", "6.2.5(1)", "6.4.1(3)", "6.4.2(2)", "6.6.1(3)",
  "7.1.1(1)", "7.1.3(1)", "7.1.4(1)", "7.2.2(1)", "7.2.4(1)", "8.1.1(3)", "8.1.1(5)", "8.1.3(2)",
}

return function(declare)
  local function fault(name, touches, plant)
    declare { name = name, on = "agency", touches = touches, plant = plant }
  end

  local function system_officer(house, role, system)
    for _, assignment in ipairs(house:all "assignments") do
      if assignment.role == role and assignment.scope == "system:" .. system then return assignment end
    end
    error(role)
  end

  -- ---- 2.1 organisation, ledger, plan -------------------------------------------------------------

  fault("system-without-administrator", { "sys-01" }, function(house, expect)
    house:remove("assignments", system_officer(house, "system_admin", "sys-01").id)
    expect(PACK .. "2.1.1(4)-6", "system:sys-01", "fail")
  end)

  fault("outside-desk-not-published", nil, function(house, expect)
    house:find("desks", "desk-outside").published = false
    expect(PACK .. "2.2.4(1)(e)", "organization", "fail")
  end)

  fault("approver-of-own-request", nil, function(house, expect)
    local request = house:find("requests", "rq-export")
    request.approver = request.applicant
    expect(PACK .. "2.1.1(8)(a)", "organization", "partial")
    expect(PACK .. "2.1.1(8)(a)#applicant", "request:rq-export", "fail")
    expect(PACK .. "2.1.1(8)(b)", "request:rq-export", "fail")
  end)

  fault("ledger-without-purpose", { "sys-02" }, function(house, expect)
    house:find("systems", "sys-02").purpose = nil
    expect(PACK .. "2.1.2(1)-1", "system:sys-02", "partial")
    expect(PACK .. "2.1.2(1)-1#h", "system:sys-02", "fail")
  end)

  fault("last-plan-not-evaluated", nil, function(house, expect)
    house:find("documents", "doc-plan-r7").evaluated_on = nil
    expect(PACK .. "2.1.3(4)-2", "organization", "unknown")
  end)

  fault("standard-not-reviewed-after-audit", { "standard" }, function(house, expect)
    house:find("documents", "doc-standard").reviewed_on = "2026-05-20"
    expect(PACK .. "2.4.1(1)(a)", "organization", "fail") -- the threat of July changed the risks as well
    expect(PACK .. "2.4.1(2)(a)", "organization", "fail")
  end)

  -- ---- 2.2 operation, exceptions, training, incidents ---------------------------------------------

  fault("serious-violation-not-reported", nil, function(house, expect)
    local violation = house:find("violations", "vi-print")
    violation.serious, violation.measures_on = true, "2026-07-10"
    expect(PACK .. "2.2.1(2)(b)", "violation:vi-print", "unknown")
  end)

  fault("exception-begun-before-asking", { "exception" }, function(house, expect)
    local exception = house:find("exceptions", "exc-patch")
    exception.requested_on, exception.decided_on = "2026-06-15", "2026-06-20"
    expect(PACK .. "2.2.2(2)(a)", "exception:exc-patch", "fail")
    expect(PACK .. "2.2.2(2)(a)#permitted", "exception:exc-patch", "fail")
  end)

  fault("end-of-exception-not-reported", { "exception" }, function(house, expect)
    house:find("exceptions", "exc-patch")["until"] = "2026-10-31"
    expect(PACK .. "2.2.2(2)(c)#ended", "exception:exc-patch", "fail")
  end)

  fault("staff-untrained-last-year", { "training r7" }, function(house, expect)
    local training = house:find("trainings", "tr-r7-all")
    local left = house.who.accounts
    local attendees = {}
    for _, person in ipairs(training.attendees) do
      if person ~= left then attendees[#attendees + 1] = person end
    end
    training.attendees = attendees
    expect(PACK .. "2.2.3(2)(a)", "unit:soumu", "fail")
    expect(PACK .. "2.2.3(2)(b)", "person:" .. left, "fail")
  end)

  fault("newcomer-trained-late", { "training r8" }, function(house, expect)
    house:find("trainings", "tr-r8-joiners").held_on = "2026-09-08"
    house:find("trainings", "tr-r8-joiners").reports = { { to = "chief_iso", on = "2026-09-10" } }
    local all = house:find("trainings", "tr-r8-all")
    all.held_on, all.reports = "2026-09-10", { { to = "chief_iso", on = "2026-09-11" } }
    expect(PACK .. "2.2.3(1)-3", "person:" .. house.who.joiner, "fail")
  end)

  fault("incident-told-late-to-ciso", { "incident" }, function(house, expect)
    house:find("incidents", "in-mail").reports[1].at = "2026-05-18T10:00"
    expect(PACK .. "2.2.4(2)(c)", "incident:in-mail", "fail")
  end)

  fault("incident-told-late-to-ministry", { "incident" }, function(house, expect)
    house:find("incidents", "in-mail").reports[3].at = "2026-06-18T10:00"
    house:find("incidents", "in-mail").reports[4].at = "2026-06-18T15:00"
    expect(PACK .. "2.2.4(3)(a)", "incident:in-mail", "fail")
    expect(PACK .. "2.2.4(3)(a)#ministry", "incident:in-mail", "fail")
  end)

  fault("logs-kept-after-recovery", { "incident" }, function(house, expect)
    house:find("incidents", "in-mail").logs_preserved_at = "2026-05-14T09:00"
    expect(PACK .. "2.2.4(2)(e)#logs", "incident:in-mail", "fail")
  end)

  fault("lessons-not-shared", { "incident" }, function(house, expect)
    house:find("incidents", "in-mail").lessons_shared_on = nil
    expect(PACK .. "2.2.4(4)(c)", "incident:in-mail", "unknown")
  end)

  -- ---- 2.3 self-check, audit ----------------------------------------------------------------------

  fault("auditor-audits-own-division", { "auditors" }, function(house, expect)
    house:find("audits", "au-r7-soumu").auditors = { house.who.audit, house.who.accounts_second }
    expect(PACK .. "2.1.1(8)(a)", "organization", "partial")
    expect(PACK .. "2.1.1(8)(a)#auditor", "audit:au-r7-soumu", "fail")
    expect(PACK .. "2.3.2(2)-1", "audit:au-r7-soumu", "fail")
  end)

  fault("audited-without-notice", nil, function(house, expect)
    house:find("audits", "au-r7-jigyou").notified_on = "2026-01-16"
    expect(PACK .. "2.3.2(1)(a)#notice", "audit:au-r7-jigyou", "fail")
  end)

  fault("finding-without-plan", nil, function(house, expect)
    house:find("findings", "fd-logs").plan = nil
    expect(PACK .. "2.3.2(3)(c)", "finding:fd-logs", "unknown")
  end)

  fault("selfcheck-not-answered-by-all", nil, function(house, expect)
    local check = house:find("selfchecks", "sc-r8-1-staff")
    check.answered = check.asked - 3
    expect(PACK .. "2.3.1(2)(b)", "selfcheck:sc-r8-1-staff", "partial")
  end)

  fault("selfcheck-analysed-too-early", nil, function(house, expect)
    house:find("selfchecks", "sc-r7-2-staff").analysed.iso = "2026-01-20"
    expect(PACK .. "2.3.1(3)(a)", "selfcheck:sc-r7-2-staff", "fail")
  end)

  -- ---- 3 to 8 -------------------------------------------------------------------------------------

  for i, kind in ipairs { { "unmet", "no", "fail" }, { "partly-met", "partly", "partial" } } do
    fault("article-" .. kind[1], nil, function(house, expect)
      local article = PACK .. ARTICLES[2 * house.random:int(1, #ARTICLES // 2) - i % 2]
      house:settle(article, kind[2])
      expect(article, "organization", kind[3])
    end)
  end
end
