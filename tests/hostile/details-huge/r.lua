rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = {}
    for i = 1, 100000 do t[i] = i end
    return fail { message = "x", list = t }
  end }
