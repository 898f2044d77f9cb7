-- What is done and checked: exceptions and requests, training and exercises, self-checks and audits.

kind "exception" {
  title = { ja = "例外措置", en = "Exception" },
  fields = {
    field("rule*", "text", "要件", "Rule", { coded = true }),
    field("own_rule", "text", "自組織の規程の条項", "Article of the own rule"),
    field("subject", "->any", "対象", "Subject"),
    field("applicant*", "->person", "申請者", "Applicant", { inverse = "exceptions_asked" }),
    field("approver", "->person", "許可権限者", "Approver", { inverse = "exceptions_decided" }),
    field("requested_on", "date", "申請日", "Requested on"),
    field("decided_on", "date", "審査日", "Decided on"),
    field("asked", "group", "申請内容", "Asked for", {
      field("from", "date", "申請した始期", "From"),
      field("until", "date", "申請した終期", "Until"),
      field("measure", "text", "申請した措置", "Measure"),
    }),
    field("from", "date", "適用開始日", "From"),
    field("until", "date", "適用終了日", "Until"),
    field("ended_on", "date", "終了日", "Ended on"),
    field("decision", "approved|rejected|pending", "審査結果", "Decision", { labels = {
      approved = { ja = "許可", en = "Approved" },
      rejected = { ja = "不許可", en = "Rejected" },
      pending = { ja = "審査中", en = "Pending" },
    } }),
    field("reason", "text", "申請理由", "Reason"),
    field("decision_reason", "text", "審査結果の理由", "Reason for the decision"),
    field("alternative", "text", "代替措置", "Alternative"),
    field("impact", "text", "影響", "Impact"),
    field("end_report_method", "text", "終了報告の方法", "How its end is reported"),
    field("end_report", "text", "終了報告", "Report of its end"),
    field("emergency", "bool = no", "緊急の適用", "Emergency"),
    field("notified_on", "date", "事後の届出日", "Notified on"),
    field("reported_on", "date", "適用状況の報告日", "Reported on"),
    field("crisis", "->crisis", "関係する危機的事象", "Crisis"),
  },
}

kind "request" {
  title = { ja = "承認の申請", en = "Request" },
  fields = {
    field("about*", "->any", "対象", "About"),
    field("applicant*", "->person", "申請者", "Applicant", { inverse = "requests_made" }),
    field("approver*", "->person", "承認者", "Approver", { inverse = "requests_decided" }),
    field("kept_reason", "text", "本人が承認する理由", "Reason for keeping the approver"),
    field("decided_on", "date", "決定日", "Decided on"),
    field("approved", "bool", "承認", "Approved"),
  },
}

kind "training" {
  title = { ja = "教育", en = "Training" },
  fields = {
    field("title*", "text", "題名", "Title"),
    field("held_on*", "date", "実施日", "Held on"),
    field("audience", "[text] = []", "対象者", "Audience", { coded = true }),
    field("attendees", "[->person] = []", "受講者", "Attendees"),
    field("reports", "[group] = []", "実施報告", "Reports", {
      field("to", "text", "宛先", "To", { coded = true }),
      field("on", "date", "日付", "On"),
    }),
    field("analysed_on", "date", "分析・評価日", "Analysed on"),
  },
}

local EXERCISES = "walkthrough|blind_scenario|restore|switchover|contact|incident_response|telework|"
  .. "equipment|ceptoar|cross_sector|phishing|briefing|full"

kind "exercise" {
  title = { ja = "訓練・演習", en = "Exercise" },
  fields = {
    field("type*", EXERCISES, "種類", "Type", { labels = {
      walkthrough = { ja = "読合せ", en = "Walk-through" },
      blind_scenario = { ja = "シナリオ非提示型", en = "Blind scenario" },
      restore = { ja = "復旧訓練", en = "Restore" },
      switchover = { ja = "切替訓練", en = "Switch-over" },
      contact = { ja = "連絡訓練", en = "Contact" },
      incident_response = { ja = "インシデント対処訓練", en = "Incident response" },
      telework = { ja = "テレワーク訓練", en = "Telework" },
      equipment = { ja = "設備訓練", en = "Equipment" },
      ceptoar = { ja = "セプター訓練", en = "CEPTOAR" },
      cross_sector = { ja = "分野横断的演習", en = "Cross-sector" },
      phishing = { ja = "標的型メール訓練", en = "Phishing" },
      briefing = { ja = "説明会", en = "Briefing" },
      full = { ja = "総合訓練", en = "Full" },
    } }),
    field("planned_on", "date", "予定日", "Planned on"),
    field("held_on", "date", "実施日", "Held on"),
    field("systems", "[->system] = []", "対象の情報システム", "Systems"),
    field("with_contractor", "bool = no", "委託先の参加", "With the contractor"),
    field("with_business", "bool = no", "業務部門の参加", "With the business side"),
    field("difficulty", "int 1..", "難易度", "Difficulty"),
    field("plan", "[text] = []", "計画の要素", "Elements of the plan", { coded = true }),
    field("findings", "[text] = []", "明らかになった課題", "Findings"),
    field("metrics", "[group] = []", "評価指標", "Metrics", {
      field("name", "text", "指標", "Name", { coded = true }),
      field("value", "text", "実績", "Value", { coded = true }),
      field("target", "text", "目標", "Target", { coded = true }),
    }),
    field("improved_on", "date", "改善日", "Improved on"),
  },
}

kind "selfcheck" {
  title = { ja = "自己点検", en = "Self-check" },
  fields = {
    field("fiscal_year*", "int 1900..2999", "年度", "Fiscal year"),
    field("round", "int 1..", "回", "Round"),
    field("role*", "text", "役割", "Role", { coded = true }),
    field("unit", "->unit", "部署", "Unit"),
    field("sheet_issued_on", "date", "点検票の配布日", "Sheet issued on"),
    field("instructed_on", "date", "実施の指示日", "Instructed on"),
    field("done_on", "date", "実施日", "Done on"),
    field("asked", "int 0..", "対象者数", "Asked"),
    field("answered", "int 0..", "回答者数", "Answered"),
    field("analysed", "group", "分析・評価", "Analysed", {
      field("iso", "date", "情報セキュリティ責任者による日", "By the ISO on"),
      field("chief_iso", "date", "統括情報セキュリティ責任者による日", "By the chief ISO on"),
      field("ciso", "date", "CISOによる日", "By the CISO on"),
    }),
    field("improvement", "text", "改善事項", "Improvement"),
    field("improved_on", "date", "改善日", "Improved on"),
  },
}

kind "audit" {
  title = { ja = "監査", en = "Audit" },
  fields = {
    field("title*", "text", "題名", "Title"),
    field("by", "own|headquarters|third_party", "実施主体", "By", { labels = {
      own = { ja = "自組織", en = "Own" },
      headquarters = { ja = "本部", en = "Headquarters" },
      third_party = { ja = "第三者", en = "Third party" },
    } }),
    field("subject", "->any", "対象", "Subject"),
    field("purpose", "text", "目的", "Purpose"),
    field("auditors", "[->person] = []", "監査実施者", "Auditors", { inverse = "conducted_audits" }),
    field("planned_on", "date", "予定日", "Planned on"),
    field("notified_on", "date", "通知日", "Notified on"),
    field("done_on", "date", "実施日", "Done on"),
    field("reported_on", "date", "報告日", "Reported on"),
    field("techniques", "[text] = []", "手法", "Techniques", { coded = true }),
    field("covers", "[text] = []", "確認した事項", "What it covers", { coded = true }),
    field("external", "bool = no", "外部委託", "By outsiders"),
  },
}

kind "finding" {
  title = { ja = "監査の指摘事項", en = "Finding" },
  fields = {
    field("audit*", "->audit", "監査", "Audit"),
    field("title*", "text", "題名", "Title"),
    field("severity", "low|medium|high", "重要度", "Severity", { labels = {
      low = { ja = "低", en = "Low" },
      medium = { ja = "中", en = "Medium" },
      high = { ja = "高", en = "High" },
    } }),
    field("cross_cutting", "bool = no", "部署横断的", "Cross-cutting"),
    field("instructed_on", "date", "改善の指示日", "Instructed on"),
    field("interim", "text", "応急の措置", "Interim measure"),
    field("plan", "group", "改善計画", "Plan", {
      field("owner", "->person", "責任者", "Owner"),
      field("due", "date", "期限", "Due"),
      field("what", "text", "実施事項", "What"),
    }),
    field("progress", "[group] = []", "進捗", "Progress", {
      field("on", "date", "日付", "On"),
      field("text", "text", "内容", "Text"),
    }),
    field("closed_on", "date", "完了日", "Closed on"),
  },
}

contradiction {
  kind = "exception", when = "until < from",
  message = {
    ja = "期間の終わりが始めより前です。日付を確かめてください",
    en = "it ends before it begins; check the two dates",
  },
}

contradiction {
  kind = "exception", when = "asked.until < asked.from",
  message = {
    ja = "申請した期間の終わりが始めより前です。日付を確かめてください",
    en = "what was asked for ends before it begins; check the two dates",
  },
}

contradiction {
  kind = "selfcheck", when = "answered > asked",
  message = {
    ja = "回答者数が対象者数より多くなっています。どちらかを直してください",
    en = "more have answered than were asked; correct one of the two",
  },
}
