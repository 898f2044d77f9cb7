-- A register and a matrix of nothing that the engine knows: valves by wear and use.

pack "valves" {
  version = "1.0.0", title = { ja = "弁", en = "Valves" }, uses = { "common" },
  documents = { V = { title = { ja = "弁の手引", en = "Guide to valves" } } },
  files = { "valves" },
}
