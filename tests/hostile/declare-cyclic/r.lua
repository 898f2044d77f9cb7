local t = {}
t.t = t
param "p" { title = { ja = "題", en = "T" }, value = t }
