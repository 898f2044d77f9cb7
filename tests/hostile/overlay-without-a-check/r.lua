replace "broadcasting.broadcast" { check = false, reason = "r" }
