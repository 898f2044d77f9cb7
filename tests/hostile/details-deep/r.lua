rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = {} local r = t for _ = 1, 100000 do t.x = {} t = t.x end return fail{ at = r }
  end }
