pack "wrong" {
  version = "1.0.0",
  title = { ja = "誤り", en = "Wrong" },
  extends = "office",
  files = { "changes" },
}
