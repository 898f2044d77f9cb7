pack "watch" {
  version = "1.0.0",
  title = { ja = "見張りの基準", en = "Watch standard" },
  uses = { "common" },
  documents = {
    WATCH = { title = { ja = "見張りの手引", en = "Watch guide" }, edition = "1", status = "final" },
  },
  files = { "rules" },
}
