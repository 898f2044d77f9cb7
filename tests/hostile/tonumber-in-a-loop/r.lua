rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = ("7"):rep(60000)
    while true do local _ = tonumber(t) end
  end }
