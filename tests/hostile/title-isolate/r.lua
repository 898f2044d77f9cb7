rule "1" { kind = "system", title = { ja = "題\u{2066}", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "true" }
