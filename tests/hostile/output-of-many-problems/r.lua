for i = 1, 5000 do rule("r" .. i) { kind = "nothing", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "nowhere" } end
