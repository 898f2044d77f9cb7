kind "system" { title = { ja = "題", en = "T" }, fields = {} }
