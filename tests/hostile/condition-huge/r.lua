rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = ("base or "):rep(6000) .. "base" }
