param "p" { title = { ja = "題", en = "T" }, value = 1 / 0 }
