-- luacheck: stdlib and the tests are plain Lua 5.4; packs see only what DESIGN calls their
-- environment, so that a global outside of it is found before the engine refuses it.
std = "lua54"
max_line_length = 110

stds.pack = {
  read_globals = {
    -- the bounded library
    "assert", "error", "ipairs", "pairs", "select", "tonumber", "tostring", "type",
    "string", "table", "math", "utf8",
    -- declarations
    "pack", "kind", "param", "derive", "rule", "answer", "waiver", "enum", "bands",
    "adjust", "drop", "replace", "add",
    -- while judging
    "pass", "partial", "fail", "unknown", "field",
  },
}

files["rules"].std = "pack"
files["samples"].std = "pack"
files["tests/cases"].std = "pack"
