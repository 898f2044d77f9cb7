facts { organization = { id = "o", name = "x", type = "ministry" } }
case "\27[31m\u{202E}\u{9B}x" { line = -1, name = {}, expect = { ok = "fail" }, ["\27[1m"] = 1 }
error("\27]0;x\7\u{9B}", 0)
