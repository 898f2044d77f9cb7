param "d" { value = bands { S = function() end }, title = { ja = "題", en = "T" }, source = "x" }
