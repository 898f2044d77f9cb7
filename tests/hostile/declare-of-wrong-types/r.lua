derive "system.a" { from = { function() end } }
derive "system.b" { from = 12, reads = 3 }
param "c" { value = 1, type = function() end, source = "x" }
param "d" { value = 1, type = {}, source = "x" }
