drop "x" { reason = "r" }
