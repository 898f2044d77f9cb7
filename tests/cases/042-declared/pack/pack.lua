-- A rule whose check rests on a declaration, and a ban that one system breaks.
pack "office" {
  version = "1.0.0",
  title = { ja = "事務所", en = "Office" },
  documents = { GUIDE = { title = { ja = "手引き", en = "Guide" }, edition = "1", status = "final" } },
  uses = { "common" },
  deviation = "reason",
  level = "mandatory",
  files = { "rules" },
}
