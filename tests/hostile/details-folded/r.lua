rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = {}
    for _ = 1, 50 do t = { t, t } end
    return fail { message = "x", tree = t }
  end }
