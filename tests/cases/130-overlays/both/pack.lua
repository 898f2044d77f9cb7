pack "both" {
  version = "1.0.0",
  title = { ja = "両方", en = "Both" },
  extends = { "ours", "sector" },
  files = { "changes" },
}
