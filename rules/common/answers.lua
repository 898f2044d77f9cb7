-- What a person says about a requirement, and what settles or excuses one.

kind "answer" {
  title = { ja = "回答", en = "Answer" },
  fields = {
    field("rule*", "text", "要件", "Rule", { coded = true }),
    field("subject", "->any", "対象", "Subject"),
    field("value*", "yes|partly|no|na", "回答", "Value", {
      labels = {
        yes = { ja = "はい", en = "Yes" },
        partly = { ja = "一部", en = "Partly" },
        no = { ja = "いいえ", en = "No" },
        na = { ja = "該当なし", en = "Not applicable" },
      },
    }),
    field("equivalent", "group", "同等の対策", "Equivalent", {
      field("what", "text", "内容", "What"),
      field("reason", "text", "同等とする理由", "Reason"),
    }),
    field("evidence", "text", "証跡", "Evidence"),
    field("technique", "text", "確認の手法", "Technique"),
    field("by", "->person", "回答者", "By", { inverse = "given_answers" }),
    field("on", "date", "回答日", "On"),
    field("reason", "text", "理由", "Reason"),
  },
}

-- An answer counts once its value is there and its day has come; an equivalent needs what it is and
-- why.
answer {
  kind = "answer", rule = "rule", subject = "subject", value = "value",
  verdicts = { yes = "pass", partly = "partial", no = "fail", na = "n/a" },
  when = "present(value) and (not present(on) or on <= today())",
  equivalent = "present(equivalent.what) and present(equivalent.reason)",
}

-- An exception excuses while it is in force: decided by another than the applicant, within its
-- period, not ended. One that lacks a date or its approver excuses nothing.
waiver {
  kind = "exception", rule = "rule", subject = "subject",
  when = [[
    present(decision) and present(approver) and present(from) and present(until)
    and decision == 'approved' and approver ~= applicant
    and from <= today() and today() <= until and not present(ended_on)
  ]],
  turns = { "fail", "partial", "unknown" },
}
