rule "1" { kind = "system", title = { ja = "題\u{FFF9}別\u{FFFA}", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "true" }
