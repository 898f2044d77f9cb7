local c = "base"
for _ = 1, 30 do c = "(" .. c .. ") in (base, base)" end
rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" }, check = c }
