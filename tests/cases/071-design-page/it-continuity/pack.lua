-- What DESIGN §4 shows, with its "…" filled in.
pack "it-continuity" {
  version = "1.0.0", title = { ja = "IT継続計画", en = "IT continuity" },
  uses = { "common" },
  documents = { ["IT-BCP"] = { title = { ja = "指針", en = "Guideline" }, edition = "3", status = "final" } },
  deviation = "reason",
  files = { "policy", "recovery" },
}
