pack "circle" {
  version = "1.0.0",
  uses = { "common" },
  title = { ja = "担当", en = "Duties" },
  files = { "rules" },
}
