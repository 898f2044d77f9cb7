rule "1" { kind = "system", title = { ja = "題\27[2J", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "true" }
