-- What `kijun report` shows of the incidents of supervised bodies: under each ministry those of the bodies
-- that name it as theirs, the latest first.

register "incidents_of_bodies" {
  command = "report", kind = "incident", seen_by = "supervised_by",
  title = { ja = "所管する法人等のインシデント", en = "Incidents of supervised bodies" },
  sort = "recognised_at",
  columns = {
    { "recognised_at", ja = "認知", en = "Recognised" },
    { "is_incident", ja = "評価", en = "Confirmed" },
    { "serious", ja = "重大", en = "Serious" },
    { "recovered_at", ja = "復旧", en = "Recovered" },
    "id",
    { "title", ja = "題名", en = "Title" },
  },
}
