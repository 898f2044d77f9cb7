-- 2.1.1 (8) Roles that nobody may hold together.
--
-- Readings where the text leaves a choice:
-- * Applicant and approver, auditor and audited: no exception covers these.
-- * An approver below the applicant may not decide, but for whoever is CISO on the day, or where the reason
--   for keeping the approver is recorded (technical matters). Whether one stands above the other is not
--   known while the approver's superior is not recorded, unless the approver stands in the applicant's line.

local independence = library "independence"
local write = library "write"

extend "exception" {
  fields = {
    field("kept_reason", "text", "本来の許可権限者が判断する理由", "Reason for keeping the approver"),
  },
}

-- Whether the approver was CISO when deciding; while nothing is decided, is CISO today.
local function is_ciso_on(day)
  return ("any(organization.assignments where role == 'ciso' and %s, %s)")
    :format(write.in_force_on(day), write.held_by "outer.approver")
end
for _, kind in ipairs { "exception", "request" } do
  derive(kind .. ".decider_is_ciso") {
    type = "bool",
    title = { ja = "CISOが判断する", en = "The CISO decides" },
    from = ("if(present(decided_on), %s, %s)"):format(is_ciso_on "outer.decided_on", is_ciso_on "today()"),
  }
end

rule "2.1.1(8)(a)" {
  title = { ja = "申請と承認、監査をする側と受ける側を、同じ者が兼ねない", en = "Nobody approves or audits their own affairs" },
  actor = "staff", items = true, waivable = false,
  remedy = { ja = "承認者又は監査実施者を別の者に替える", en = "Have somebody else approve or audit" },
}

rule "2.1.1(8)(a)#applicant" {
  kind = { "exception", "request" },
  title = { ja = "申請した者が自ら承認しない", en = "The applicant is not the approver" },
  actor = "staff", waivable = false,
  check = "approver ~= applicant",
  question = { ja = "申請者と承認者は別の者か", en = "Are applicant and approver two people?" },
  evidence = { ja = "申請と承認の記録", en = "Record of application and approval" }, technique = "review",
  remedy = { ja = "別の者が審査をやり直す", en = "Have somebody else decide on it anew" },
}

-- An audit that outsiders or headquarters do, and one that has not been staffed yet and not been done, has
-- nobody to compare.
rule "2.1.1(8)(a)#auditor" {
  kind = "audit",
  title = { ja = "監査を受ける者が自ら監査しない", en = "The auditor is not the audited" },
  actor = "auditor", waivable = false,
  when = "count(auditors) > 0 or not by_outsiders and (done_on <= today())",
  check = function(audit)
    if #audit.auditors == 0 then
      return unknown { message = { ja = "監査実施者が記録されていません", en = "no auditors are recorded" } }
    end
    for _, person in ipairs(audit.auditors) do
      local why = independence.lacking(person, audit.subject)
      if why then
        return fail { message = {
          ja = ("監査実施者「%s」は%sである"):format(person.name, why.ja),
          en = ("auditor '%s' %s"):format(person.name, why.en),
        }, auditor = person.id }
      end
    end
    for _, person in ipairs(audit.auditors) do independence.compare(person, audit.subject) end
    return true
  end,
  question = { ja = "監査実施者は、監査の対象に関わりのない者か", en = "Have the auditors no part in what they audit?" },
  evidence = { ja = "監査実施者の指名の記録", en = "Record of who was named auditor" }, technique = "review",
  remedy = { ja = "対象に関わりのない者を監査実施者に指名する", en = "Name auditors who have no part in it" },
}

-- `x == x` holds for what is there: where the approver's superior is not recorded, nothing is known.
rule "2.1.1(8)(b)" {
  kind = { "exception", "request" },
  title = {
    ja = "承認者として適切でないときは、その上司か適切な者の承認を得る",
    en = "Where the approver is not fit to decide, a superior or another fit person does",
  },
  actor = "staff",
  check = [[
    approver ~= applicant
    and (decider_is_ciso or present(kept_reason)
         or approver in applicant.reach(superior)
         or approver.superior == approver.superior and applicant not in approver.reach(superior))
  ]],
  question = {
    ja = "承認した者は申請者の部下でないか。部下なら、その者が判断した理由が記録されているか",
    en = "Is the approver below the applicant? If so, is the reason recorded?",
  },
  evidence = { ja = "申請と承認の記録、組織図", en = "Record of application and approval, organisation chart" },
  technique = "review",
  remedy = {
    ja = "申請者より上の者かCISOが判断する。技術的な事柄で替えられないなら理由（kept_reason）を記録する",
    en = "Let a superior or the CISO decide; in technical matters record why not (kept_reason)",
  },
}
