rule "1" { kind = "system", title = { ja = "題", en = "\u{3164}" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "true" }
