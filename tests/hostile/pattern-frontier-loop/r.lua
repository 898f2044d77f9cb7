rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = ("a "):rep(30000)
    while true do t:find("%f[b]b+c*d-e") end
  end }
