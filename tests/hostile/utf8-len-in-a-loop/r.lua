rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = ("あ"):rep(20000)
    while true do local _ = utf8.len(t) end
  end }
