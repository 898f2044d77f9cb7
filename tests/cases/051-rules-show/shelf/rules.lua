param "short" { value = "4h", type = "duration", title = { ja = "短い", en = "Short" } }

derive "system.is_quick" { type = "bool", from = "rto <= $short" }

derive "system.rank" {
  type = "int",
  reads = { "system.is_quick" },
  from = function(system) return system.is_quick and 1 or 2 end,
}

rule "1" {
  kind = "system",
  title = { ja = "速い", en = "It is quick" },
  check = "rank == 1",
  remedy = { ja = "速くする", en = "Make it quick" },
}
