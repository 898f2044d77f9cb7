rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    return (("a"):rep(50000):find((".-"):rep(30) .. "b") == nil)
  end }
