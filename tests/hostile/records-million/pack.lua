pack "records-million" {
  version = "1.0.0", title = { ja = "題", en = "T" }, uses = { "common" },
  documents = { D = { title = { ja = "書", en = "D" }, edition = "1", status = "final" } },
  deviation = "reason", level = "recommended", files = { "r" },
}
