rule "1" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    local list = s.organization.systems
    list[1], list[2] = nil, nil
    return #s.organization.systems == 2
  end }
rule "2" { kind = "system", title = { ja = "題", en = "T" }, actor = "a", remedy = { ja = "直す", en = "Mend" },
  check = function(s)
    return #s.organization.systems == 2
  end }
