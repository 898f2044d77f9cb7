drop "nothing" { reason = "r" }
