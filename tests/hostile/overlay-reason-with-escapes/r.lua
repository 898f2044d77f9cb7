drop "broadcasting.broadcast" { reason = "a\27[2Jb" }
