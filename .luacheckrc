-- luacheck: stdlib and the tests are plain Lua 5.4; packs see only what DESIGN calls their
-- environment, so that a global outside of it is found before the engine refuses it.
std = "lua54"
max_line_length = 110
exclude_files = { "tests/hostile" } -- packs that do what packs must not

stds.pack = {
  read_globals = {
    -- the bounded library
    "assert", "error", "ipairs", "pairs", "select", "tonumber", "tostring", "type",
    "string", "table", "math", "utf8",
    -- declarations
    "pack", "library", "kind", "extend", "field", "param", "bands", "map", "derive", "records", "rule",
    "answer", "waiver", "holder", "contradiction", "register", "matrix", "adjust", "drop", "replace", "add",
    "library",
    -- while judging
    "pass", "partial", "fail", "unknown", "today", "come", "past", "param", "params", "date", "duration",
    "add_months", "fiscal_year_start", "format", "reach", "cycle", "graph",
  },
}

files["stdlib"].read_globals = { "kijun" } -- what C offers; absent under plain lua5.4
files["rules"].std = "pack"
files["samples"].std = "pack"
files["samples/generator"].std = "lua54"
files["tests/cases"].std = "pack"
files["tests/fuzz"].std = "pack"

-- tables of tests (stdlib/testing.lua)
files["**/*.test.lua"].read_globals = { "as_of", "rule", "facts", "case", "none" }
