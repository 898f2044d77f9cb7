rule "1" { kind = "system", title = { ja = "題\u{200B}", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "true" }
