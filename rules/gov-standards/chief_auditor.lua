-- 2.1.1 (3) The chief auditor.

local write = library "write"

local in_office = write.in_office

derive "organization.audit_chief_audited" {
  type = "bool",
  title = { ja = "監査責任者がCISOか統括情報セキュリティ責任者を兼ねる", en = "The chief auditor is CISO or chief ISO too" },
  from = ("any(%s, any(holder.roles where it in ('ciso', 'chief_iso')))"):format(in_office "audit_chief"),
}

rule "2.1.1(3)(a)" {
  title = {
    ja = "監査責任者を1人置き、CISOや統括情報セキュリティ責任者とは別の者とする",
    en = "There is one chief auditor, who is neither CISO nor chief ISO",
  },
  actor = "ciso",
  check = "audit_chiefs == 1 and not audit_chief_audited",
  question = {
    ja = "監査責任者は1人で、監査を受ける側の責任者を兼ねていないか",
    en = "Is there one chief auditor, who does not also run what is audited?",
  },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = {
    ja = "CISO・統括情報セキュリティ責任者以外の者を1人、監査責任者に任命する",
    en = "Appoint one chief auditor who is neither CISO nor chief ISO",
  },
}

rule "2.1.1(3)(a)#rank" {
  title = {
    ja = "監査責任者は、独立性が保てる限り、情報セキュリティ責任者の部下としない",
    en = "The chief auditor stands below no ISO, as far as independence allows",
  },
  actor = "ciso", level = "recommended", in_principle = true,
  when = ("any(%s)"):format(in_office "audit_chief"),
  check = ("not any(%s, any(holder.reach(superior).roles where it == 'iso'))")
    :format(in_office "audit_chief"),
  ask = {
    ja = "監査責任者は、監査を受ける責任者たちに遠慮のない立場か",
    en = "Is the chief auditor of a rank to audit the ISOs freely?",
  },
  evidence = { ja = "組織図", en = "Organisation chart" }, technique = "review",
  remedy = {
    ja = "情報セキュリティ責任者の下にない者を充てるか、独立性を保てる理由を記録する",
    en = "Appoint somebody who is below no ISO, or record how independence is kept",
  },
}

rule "2.1.1(3)-1" {
  title = { ja = "監査責任者は、定められた仕事を統括する", en = "The chief auditor is in charge of these tasks" },
  actor = "audit_chief", items = true,
  remedy = { ja = "不足する項目を、監査責任者の職務に定める", en = "Lay down the tasks that are missing" },
}

rule "2.1.1(3)-1#a" (write.task("2.1.1(3)-1#a", {
  title = { ja = "監査責任者：監査実施計画を作る", en = "Chief auditor: draws up the audit plan" },
  actor = "audit_chief",
  shown = "any(documents where type == 'audit_plan', 'audit_chief' in owner.roles)",
  evidence = { ja = "監査実施計画", en = "Audit plan" },
}))

rule "2.1.1(3)-1#b" (write.task("2.1.1(3)-1#b", {
  title = { ja = "監査責任者：監査を行う体制を整える", en = "Chief auditor: sets up the audit team" },
  actor = "audit_chief",
}))

rule "2.1.1(3)-1#c" (write.task("2.1.1(3)-1#c", {
  title = {
    ja = "監査責任者：監査を指示し、結果をCISOへ報告する",
    en = "Chief auditor: orders audits and reports them to the CISO",
  },
  actor = "audit_chief",
  shown = [[
    if(any(audits where done_on <= today() and not (present(by) and by == 'headquarters')),
       all(audits where done_on <= today() and not (present(by) and by == 'headquarters'),
           reported_on <= today()),
       false)
  ]],
  evidence = { ja = "監査報告書", en = "Audit reports" },
}))

rule "2.1.1(3)-1#d" (write.further_tasks("2.1.1(3)-1#d", {
  title = { ja = "監査責任者：監査に関するその他の事項", en = "Chief auditor: other matters of auditing" },
  actor = "audit_chief",
}))
