local d = { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = function() return true end }
rule "1" (d)
d.check, d.kind, d.title = 5, {}, function() end
