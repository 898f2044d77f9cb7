local t = { 1 }
for _ = 1, 50 do t = { t, t } end
param "p" { title = { ja = "題", en = "T" }, value = t }
