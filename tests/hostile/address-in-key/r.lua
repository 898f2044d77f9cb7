rule "1" { kind = "system", [{}] = 1, [{}] = 2, title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "true" }
