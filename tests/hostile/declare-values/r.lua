local f = {}
for i = 1, 1000000 do f[i] = i end
param "p" { title = { ja = "題", en = "T" }, value = f }
