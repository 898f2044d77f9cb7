pack "sector" {
  version = "1.0.0",
  title = { ja = "分野の基準", en = "Sector standard" },
  extends = { "office" },
  files = { "changes" },
}
