pack "desk" {
  version = "1.0.0",
  title = { ja = "窓口の基準", en = "Desk standard" },
  uses = { "common" },
  documents = {
    D = { title = { ja = "窓口の手引", en = "Desk guide" }, edition = "1", status = "final" },
  },
  files = { "rules" },
}
