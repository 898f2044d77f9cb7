param "limit" {
  value = "4h", type = "duration", source = "1.1", stricter = "lower",
  title = { ja = "復旧の上限", en = "Limit of recovery" },
}

derive "system.margin" {
  type = "duration",
  title = { ja = "余裕", en = "Margin" },
  from = "if(rto <= $limit, $limit - rto)",
}

rule "1.1" {
  kind = "system",
  title = { ja = "4時間以内に復旧する", en = "Recovery within four hours" },
  actor = "system_owner",
  level = "mandatory",
  when = "not control_system",
  check = "rto <= $limit and present(backup.frequency)",
  remedy = { ja = "手順を見直す", en = "Improve the procedure" },
}

rule "1.2" {
  title = { ja = "連絡先を知らせる", en = "Contacts are announced" },
  actor = "chief",
  level = "mandatory",
  ask = { ja = "知らせていますか。", en = "Are they announced?" },
  remedy = { ja = "配る。", en = "Hand them out." },
}
