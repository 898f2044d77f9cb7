field("x", "text", "x", "x").type = "map"
