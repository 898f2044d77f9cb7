rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    table.sort({ 3, 1, 2 }, function() while true do end end)
  end }
