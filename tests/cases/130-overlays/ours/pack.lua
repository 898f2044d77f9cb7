pack "ours" {
  version = "1.0.0",
  title = { ja = "当所の基準", en = "Our standard" },
  extends = "office",
  uses = { "common" },
  files = { "changes" },
}
