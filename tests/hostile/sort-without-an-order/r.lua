rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function()
    local list = {}
    for i = 1, 500 do list[i] = (i * 7919) % 503 end
    table.sort(list, function() return true end)
    table.sort(list, function(a, b) return a ~= b end)
    return #list == 500
  end }
