rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = {} for i = 1, 500 do t[i] = 500 - i end
    table.sort(t, function(a, b) t[#t + 1] = 1 t[1] = nil return a < b end) return true
  end }
