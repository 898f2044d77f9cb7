-- 2.2.4 The clocks of an incident: from when they run, until when who must have been told.
--
-- Readings where the text leaves a choice:
-- * "About five days" are calendar days in Japan time, counted from the day after the CSIRT's
--   recognition: recognised on the 1st, the 6th is in time and the 7th late, whatever the hour. "About"
--   explains a delay to people; it widens nothing here (`first_report_grace` is 0d; within it: partial).
--   A serious incident is told at once: within hours, counted exactly.
-- * A credible tip starts the clock of a serious incident where it came before the recognition, and then
--   the duty does not wait for the evaluation. A tip on what is not serious starts nothing.
-- * The bodies of the state report to the national office: a ministry itself, an agency or designated
--   corporation through its ministry. There one clock runs over both legs, until the office has it.
-- * An incident that a ministry records of a body it supervises (`origin`) is handled by that body. The
--   ministry tells its own CISO and the office, and reports it if it is of a large scale.
-- * What is dated after the day of judgement has not happened. Before a deadline has passed, nothing is
--   late: n/a. `date()` is the day in the zone of the workspace, +09:00 unless set otherwise.

-- ---- figures ------------------------------------------------------------------------------------

param "first_report_days" {
  value = 5, unit = "日", stricter = "lower",
  title = { ja = "国家サイバー統括室への第一報までの日数", en = "Days until the national office has the first report" },
  source = "2.2.4(3)(a)",
}
param "first_report_grace" {
  value = "0d", type = "duration", stricter = "lower",
  title = { ja = "第一報の遅れの許容（一部適合とする）", en = "Delay of the first report that counts as partial" },
  source = "2.2.4(3)(a)",
}
param "serious_report_within" {
  value = "24h", type = "duration", stricter = "lower",
  title = { ja = "重大なインシデントを直ちに知らせるまでの時間", en = "What 'at once' means for a serious incident" },
  source = "2.2.4(3)(a)",
}
param "ministry_report_days" {
  value = 5, unit = "日", stricter = "lower",
  title = { ja = "所管府省庁への連絡までの日数", en = "Days until the supervising ministry is told" },
  source = "2.2.4(3)(a)",
}
param "ciso_report_within" {
  value = "1d", type = "duration", stricter = "lower",
  title = { ja = "評価からCISOへの報告までの時間", en = "From evaluation to the report to the CISO" },
  source = "2.2.4(2)(c)",
}
param "notice_within" {
  value = "24h", type = "duration", stricter = "lower",
  title = { ja = "発見から窓口への報告までの時間", en = "From noticing to the report to the desk" },
  source = "2.2.4(2)(a)",
}
-- For what the text wants done without naming a time: not held against anybody on the first day.
param "act_within" {
  value = "1d", type = "duration", stricter = "lower",
  title = { ja = "認知後、通報等がなくても不適合としない期間", en = "How long after recognition others need not be told yet" },
  source = "2.2.4(2)(g)",
}
param "sharing_addressees" {
  value = { "related_bodies", "isac", "ceptoar" },
  title = { ja = "関係機関とみなす宛先", en = "Addressees that are related bodies" },
  source = "2.2.4(3)(c)",
}
param "warning_addressees" {
  value = { "related_bodies", "isac", "ceptoar", "users", "public", "cyber_office" },
  title = { ja = "注意喚起の共有先とみなす宛先", en = "Addressees of a warning" },
  source = "2.2.4(3)-1",
}
param "numbered_addressees" {
  value = { "ciso", "cyber_office", "supervising_ministry" },
  title = { ja = "続報を番号で管理する宛先", en = "Addressees whose reports are numbered" },
  source = "2.2.4(2)(c)",
}

-- ---- what is computed ---------------------------------------------------------------------------

-- Bodies whose incidents go to the national office.
derive "organization.reports_to_office" {
  type = "bool",
  from = "type in ['ministry', 'agency', 'designated_corporation']",
}
derive "organization.has_ministry_above" {
  type = "bool",
  from = "type in ['agency', 'designated_corporation']",
}

derive "incident.recognised" {
  type = "bool",
  title = { ja = "認知済み", en = "Recognised" },
  from = "date(recognised_at) <= today()",
}
derive "incident.own" {
  type = "bool",
  title = { ja = "自組織の事案", en = "Of the body itself" },
  from = "not (organization.is_ministry and present(origin))",
}
-- An incident by the CSIRT's evaluation. While none is recorded, that is unknown.
derive "incident.to_be_handled" {
  type = "bool",
  title = { ja = "対処すべきインシデント", en = "Incident to be handled" },
  from = "own and recognised and is_incident",
}
derive "incident.tipped" {
  type = "bool",
  title = { ja = "確度の高い情報による重大な事象", en = "Serious, and known from a credible tip" },
  from = "serious and present(tip_at) and date(tip_at) <= today()",
}
derive "incident.to_be_reported" {
  type = "bool",
  title = { ja = "統括室へ連絡すべき事象", en = "To be told to the national office" },
  from = "(recognised or tipped) and (is_incident or not present(is_incident) and tipped)",
}

derive "incident.clock_from" {
  type = "datetime",
  title = { ja = "連絡期限の起算", en = "Clock runs from" },
  from = "if(tipped, least(tip_at, recognised_at), recognised_at)",
}
derive "incident.first_report_due" {
  type = "date",
  title = { ja = "第一報の期限", en = "First report due on" },
  from = [[
    if(serious, date(clock_from + $serious_report_within), date(clock_from) + 1d * $first_report_days)
  ]],
}
derive "incident.office_told" {
  type = "bool",
  title = { ja = "統括室へ連絡済み", en = "National office told" },
  from = "any(reports where to == 'cyber_office' and date(at) <= today())",
}
derive "incident.reported_in_time" {
  type = "bool",
  title = { ja = "期限内の第一報", en = "First report in time" },
  from = [[
    any(reports where to == 'cyber_office' and date(at) <= today()
      and if(outer.serious, at <= outer.clock_from + $serious_report_within,
             date(at) <= outer.first_report_due))
  ]],
}
derive "incident.reported_in_grace" {
  type = "bool",
  title = { ja = "許容内の第一報", en = "First report within the allowance" },
  from = [[
    any(reports where to == 'cyber_office' and date(at) <= today()
      and if(outer.serious, at <= outer.clock_from + $serious_report_within + $first_report_grace,
             date(at) <= outer.first_report_due + $first_report_grace))
  ]],
}

-- When the supervising ministry was first told, and until when it was to be.
derive "incident.ministry_told_at" {
  type = "datetime",
  title = { ja = "所管府省庁への第一報", en = "Ministry first told at" },
  from = "min(reports where to == 'supervising_ministry' and date(at) <= today(), at)",
}
derive "incident.ministry_report_due" {
  type = "date",
  title = { ja = "所管府省庁への連絡の期限", en = "Ministry to be told by" },
  from = [[
    if(serious, date(clock_from + $serious_report_within), date(clock_from) + 1d * $ministry_report_days)
  ]],
}

-- The day of recognition and the one after: what has no clock of its own is not held against it yet.
derive "incident.fresh" {
  type = "bool",
  title = { ja = "認知直後", en = "Just recognised" },
  from = "today() <= date(recognised_at) + $act_within",
}
