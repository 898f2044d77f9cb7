rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t, p = ("a"):rep(60000), ("a"):rep(30000) .. "b"
    while true do t:find(p, 1, true) end
  end }
