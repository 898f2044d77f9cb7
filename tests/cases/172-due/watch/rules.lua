param "drill_every" {
  value = "1y",
  type = "period",
  stricter = "lower",
  source = "1.1",
  title = { ja = "訓練の間隔", en = "Drills every" },
}

-- A derived day, so that the day of the deadline comes from a fact behind it.
derive "system.restore_due" {
  type = "date",
  title = { ja = "次の復元試験の期限", en = "Next restore test by" },
  from = "backup.restore_tested_on + 6mo",
}

rule "1.1" {
  kind = "exercise",
  title = { ja = "訓練は1年以内にする", en = "Drills are no older than a year" },
  actor = "continuity_owner",
  level = "mandatory",
  check = "held_on + $drill_every >= today()",
  remedy = { ja = "訓練をする。", en = "Hold a drill." },
}

rule "1.2" {
  kind = "system",
  title = { ja = "復元試験は期限までにする", en = "Restore tests are made in time" },
  actor = "system_admin",
  level = "recommended",
  when = "present(backup)",
  check = "today() <= restore_due",
  remedy = { ja = "復元試験をする。", en = "Test a restore." },
}

rule "1.3" {
  kind = "person",
  title = { ja = "着任から30日以内に教育を受ける", en = "Trained within 30 days of joining" },
  actor = "iso",
  level = "mandatory",
  when = "joined_on + 30d < today()",
  check = "count(qualifications) > 0",
  remedy = { ja = "教育を受けさせる。", en = "Have them trained." },
}

-- The same asked by a function: the day is found among what it read.
rule "1.4" {
  kind = "document",
  title = { ja = "文書は見直しの期限を過ぎない", en = "Documents are reviewed in time" },
  actor = "chief",
  level = "example",
  check = function(document)
    return not past(document.next_review_on)
  end,
  remedy = { ja = "見直す。", en = "Review it." },
}
