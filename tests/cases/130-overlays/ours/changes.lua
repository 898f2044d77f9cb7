param "short" { value = "1h", type = "duration", title = { ja = "短い時間", en = "A short time" } }
adjust "limit" { value = "6h" }
replace "2.2" {
  level = "mandatory",
  reason = { ja = "当所では連絡が業務である", en = "contacts are our business" },
}
replace "1.2" { check = "rto >= $short", remedy = false, reason = "Lua の関数をやめる" }
drop "2.1" { reason = "掲示で足りる" }
add "9.1" {
  kind = "system",
  title = { ja = "名前解決は一つでよい", en = "One resolver is enough" },
  actor = "owner",
  check = "rto <= $limit",
}
