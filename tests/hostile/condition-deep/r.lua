rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = ("not "):rep(1900) .. "base" }
rule "2" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = ("("):rep(3000) .. "base" .. (")"):rep(3000) }
rule "3" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "count(" .. ("depends_on."):rep(900) .. "depends_on) > 0" }
