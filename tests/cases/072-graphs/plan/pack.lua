-- A recovery plan of all systems: one from a derivation over the organisation, one from records.
pack "plan" {
  version = "1.0.0",
  title = { ja = "復旧の計画", en = "Recovery plan" },
  uses = { "common" },
  documents = { P = { title = { ja = "計画", en = "Plan" }, edition = "1", status = "final" } },
  deviation = "reason",
  files = { "rules" },
}
