-- 2.2.2 (1) Exceptions: who decides, the procedure, the register.
--
-- Readings where the text leaves a choice:
-- * The records of exceptions are the register. Each names the article of the body's own rule, as an
--   exception is one to that rule.
-- * No exception covers these rules. The procedure is a declaration (`covers`): an answer goes before it.

local write = library "write"

-- ---- (1) the procedure --------------------------------------------------------------------------

local PROCEDURE = { ja = "例外措置の手順", en = "Procedure for exceptions" }

rule "2.2.2(1)(a)" {
  title = { ja = "例外措置を許可する者と審査の手続を定める", en = "There are approvers and a procedure for exceptions" },
  actor = "ciso", items = true, waivable = false,
  remedy = { ja = "許可権限者を任命し、審査の手続を定める", en = "Appoint approvers, and write the procedure" },
}
rule "2.2.2(1)(a)#approver" {
  title = { ja = "例外措置の許可権限者がいる", en = "There are approvers of exceptions" },
  actor = "ciso", waivable = false,
  check = "has_approver",
  question = { ja = "例外措置を許可するのは誰か", en = "Who approves exceptions?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "許可権限者を任命する", en = "Appoint approvers" },
}
rule "2.2.2(1)(a)#procedure" {
  title = { ja = "例外措置の審査の手続を定めている", en = "The procedure for exceptions is laid down" },
  actor = "ciso", waivable = false, declared = true,
  check = [[
    any(documents where is_regulation, any(covers where it in ('2.2.2(1)(a)',
      '2.2.2(1)-1#a', '2.2.2(1)-1#b', '2.2.2(1)-1#c.1', '2.2.2(1)-1#c.2', '2.2.2(1)-1#c.3',
      '2.2.2(1)-1#c.4', '2.2.2(1)-1#c.5', '2.2.2(1)-1#c.6', '2.2.2(1)-1#c.7')))
  ]],
  ask = { ja = "例外措置の審査手続を定めた文書があるか", en = "Is the procedure for exceptions written down?" },
  evidence = PROCEDURE, technique = "review",
  remedy = {
    ja = "審査の手続を定め、文書の記載事項（covers）に記録する",
    en = "Write the procedure, and record what it covers",
  },
}

-- Due a quarter after each application.
rule "2.2.2(1)(b)" {
  title = {
    ja = "例外措置の台帳を備え、許可権限者に申請の状況を定期的に報告させる",
    en = "There is a register of exceptions, and approvers report on it at intervals",
  },
  actor = "chief_iso", waivable = false, declared = true,
  check = [[
    if(any(exceptions where first(requested_on, notified_on) + $quarterly < today()),
       all(exceptions where first(requested_on, notified_on) + $quarterly < today(), reported_on <= today()),
       if(count(exceptions) > 0
          or any(documents where is_regulation or type == 'ledger' and in_force, '2.2.2(1)(b)' in covers),
          true))
  ]],
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
  row.actor, row.waivable, row.declared = "ciso", false, true
  row.check = ("any(documents where is_regulation, '%s' in covers)"):format(code)
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

local REGISTER = { ja = "例外措置の台帳", en = "Register of exceptions" }

local function entry(row)
  row.kind, row.actor, row.waivable = "exception", "approver", false
  return write.entry(REGISTER, row)
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
-- lint: never-fails the register has the decision as an item; one that is still open is not looked at
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
