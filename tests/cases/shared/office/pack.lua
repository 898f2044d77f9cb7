pack "office" {
  version = "1.0.0",
  title = { ja = "事務所の基準", en = "Office standard" },
  uses = { "common" },
  documents = {
    GUIDE = { title = { ja = "事務所の手引", en = "Office guide" }, edition = "2", status = "final" },
  },
  deviation = "reason",
  files = { "recovery", "people" },
}
