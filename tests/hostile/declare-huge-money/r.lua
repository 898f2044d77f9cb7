param "p" { title = { ja = "題", en = "T" }, type = "money", value = 1e300 }
