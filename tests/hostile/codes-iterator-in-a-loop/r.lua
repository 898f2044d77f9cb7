rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function()
    local text = "a" .. ("\x80"):rep(60000)
    local step = utf8.codes(text, true)
    while true do step(text, 1) end
  end }
