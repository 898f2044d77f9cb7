rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local function f(n) return 1 + f(n + 1) end
    return f(1) > 0
  end }
