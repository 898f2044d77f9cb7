rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = {}
    while true do t[#t + 1] = ("x"):rep(60000) .. #t end
  end }
