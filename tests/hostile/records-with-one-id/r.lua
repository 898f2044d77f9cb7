kind "zz" { derived = true, title = { ja = "題", en = "T" }, fields = { field("n", "int", "数", "N") } }
records "zz" { from = function() return { { id = "a", n = 1 }, { id = "a", n = 2 } } end }
rule "1" { kind = "zz", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = "n > 5" }
