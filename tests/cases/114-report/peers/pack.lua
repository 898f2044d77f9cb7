-- Six rules that read yes and no, so that every figure of a report can be worked out by hand.

pack "peers" {
  version = "1.0.0", title = { ja = "比べる", en = "Peers" }, uses = { "common" },
  documents = { P = { title = { ja = "比べる手引", en = "Guide to peers" } } },
  files = { "peers" },
}
