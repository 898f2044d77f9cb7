rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = {}
    for i = 1, 1000 do t[i] = ("x"):rep(60000) end
    return table.concat(t) == ""
  end }
