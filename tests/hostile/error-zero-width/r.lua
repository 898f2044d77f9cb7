rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    error("a\u{200b}b\u{200d}c\u{feff}d\u{2060}e\u{ad}f\u{202e}g\u{e0041}h\xff")
  end }
