extend "system" { fields = { field("name", "int", "x", "x") } }
