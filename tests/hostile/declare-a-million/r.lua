for i = 1, 1000000 do rule("r" .. i) { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "true" } end
