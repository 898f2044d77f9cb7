param "p" { title = { ja = "題", en = "T" }, value = { ["#type"] = "map", value = 1 } }
