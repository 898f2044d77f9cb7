-- 2.2.1 Keeping the rules running: problems that are reported, and violations.
--
-- Readings where the text leaves a choice:
-- * A problem that staff report is an `issue` with the channel `staff`; that it was passed on is a `report`
--   about it to the chief ISO.
-- * Only serious violations call for reports. Where a date is missing, a person answers.

rule "2.2.1(1)(a)" {
  title = { ja = "推進体制は、定められた役割を果たす", en = "The promotion body does what its role asks" },
  actor = "promotion",
  ask = {
    ja = "推進体制は、役割として定められた仕事を行っているか",
    en = "Does the promotion body do the work that is laid down for it?",
  },
  evidence = { ja = "推進体制の活動の記録", en = "Records of its work" }, technique = "interview",
  remedy = {
    ja = "役割ごとに実施状況を確かめ、滞っている仕事を進める",
    en = "Go through its tasks, and take up what has been left",
  },
}

rule "2.2.1(1)(b)" {
  kind = "issue",
  title = {
    ja = "職員等から聞いた規程の問題を、統括情報セキュリティ責任者に伝える",
    en = "Problems with rules that staff report are passed on to the chief ISO",
  },
  actor = "iso",
  when = "present(channel) and channel == 'staff'",
  check = "if(any(reports_about where type == 'report' and to == 'chief_iso', on <= today()), true)",
  ask = {
    ja = "この問題を統括情報セキュリティ責任者に報告したか",
    en = "Was this problem reported to the chief ISO?",
  },
  evidence = { ja = "報告の記録", en = "Record of the report" }, technique = "review",
  remedy = { ja = "統括情報セキュリティ責任者に報告し、報告を記録する", en = "Report it to the chief ISO, and record that" },
}

rule "2.2.1(1)(c)" {
  title = {
    ja = "規程の運用の状況をつかみ、必要ならCISOに報告する",
    en = "The chief ISO knows how the rules work, and tells the CISO where needed",
  },
  actor = "chief_iso",
  check = [[
    if(any(reports where type == 'report' and to == 'ciso' and on <= today(),
           on >= organization.last_year_from and any(from.roles where it == 'chief_iso')), true)
  ]],
  ask = {
    ja = "規程の問題を含む運用の状況を把握し、必要な報告をCISOにしているか",
    en = "Are problems with the rules known, and reported to the CISO where needed?",
  },
  evidence = { ja = "運用状況の取りまとめ、CISOへの報告", en = "Overview of how the rules work, reports to the CISO" },
  technique = "review",
  remedy = { ja = "運用の状況をまとめ、CISOに報告する", en = "Draw up how the rules work, and report to the CISO" },
}

rule "2.2.1(2)(a)" {
  kind = "violation",
  title = { ja = "重大な違反を知った者は、責任者に報告する", en = "Whoever learns of a serious violation tells the ISO" },
  actor = "staff",
  when = "serious",
  check = "reported_to_iso_on <= today()",
  ask = { ja = "この違反は情報セキュリティ責任者に報告されたか", en = "Was this violation reported to the ISO?" },
  evidence = { ja = "違反の報告", en = "Report of the violation" }, technique = "review",
  remedy = { ja = "情報セキュリティ責任者に報告し、日付を記録する", en = "Report it to the ISO, and record the day" },
}

rule "2.2.1(2)(a)#problems" {
  title = {
    ja = "規程の課題や問題点に気付いたときも、責任者に報告する",
    en = "Problems with rules are reported to the ISO as well",
  },
  actor = "staff", level = "recommended",
  ask = {
    ja = "職員等は、規程の課題や問題点に気付いたら報告しているか",
    en = "Do staff report problems with the rules when they notice them?",
  },
  evidence = {
    ja = "課題の報告の記録、周知の資料",
    en = "Reports of problems, notices to staff",
  },
  technique = "interview",
  remedy = { ja = "報告先と報告の仕方を周知する", en = "Tell staff where and how to report" },
}

rule "2.2.1(2)(b)" {
  kind = "violation",
  title = {
    ja = "重大な違反には必要な措置をとらせ、CISOに報告する",
    en = "A serious violation leads to measures, and the CISO is told",
  },
  actor = "iso",
  when = "serious",
  check = "measures_on <= today() and reported_to_ciso_on <= today()",
  ask = {
    ja = "違反した者などに措置をとらせ、統括を通じてCISOに報告したか",
    en = "Were measures taken, and was the CISO told by way of the chief ISO?",
  },
  evidence = {
    ja = "措置の記録、CISOへの報告",
    en = "Record of the measures, report to the CISO",
  },
  technique = "review",
  remedy = { ja = "措置をとらせてCISOに報告し、日付を記録する", en = "Have measures taken, tell the CISO, record the days" },
}
