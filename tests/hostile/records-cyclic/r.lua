kind "zz" { derived = true, title = { ja = "題", en = "T" }, fields = { field("n", "int", "数", "N") } }
records "zz" { from = function() local t = {} t[1], t.id, t.n = t, "a", t return t end }
rule "1" { kind = "zz", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "n > 5" }
rule "2" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = function() return true end }
