rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local function f(a, b) table.sort({ 2, 1 }, f) return false end
    f()
  end }
