pack "many" {
  version = "1.0.0", uses = { "common" }, title = { ja = "多数", en = "Many" },
  documents = { M = { title = { ja = "文書", en = "Document" } } },
  files = { "rules" },
}
