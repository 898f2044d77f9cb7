rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local t = {}
    for i = 1, 65536 do t["k" .. i] = 1 end
    local i = 0
    while true do
      i = i + 1
      t["k" .. i] = nil
      t["n" .. i] = 1
    end
  end }
