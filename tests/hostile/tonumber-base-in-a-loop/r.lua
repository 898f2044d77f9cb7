rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = ("z"):rep(60000)
    while true do local _ = tonumber(t, 36) end
  end }
