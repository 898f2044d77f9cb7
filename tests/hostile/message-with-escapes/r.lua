rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    return fail("\27[2J\27]0;x\7 \u{202E}gnp \0 \u{9B}31m \xFF\xFE")
  end }
