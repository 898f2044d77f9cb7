kind "k" { title = { ja = "題", en = "T" }, fields = { field("f", ("a|"):rep(60000), "f", "f") } }
