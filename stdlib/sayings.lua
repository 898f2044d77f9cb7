-- What the engine and Lua say most often of code that fails, with a remedy and in both languages.

local sayings = {}

local SAYINGS = {
  { "^took too many instructions", {
    ja = "命令数が多すぎる（終わらない繰り返しか）",
    en = "took too many instructions (an endless loop?)",
  } },
  { "^stack overflow", {
    ja = "呼出しが深すぎる（終わらない再帰か）", en = "stack overflow (an endless recursion?)",
  } },
  { "^C stack overflow", {
    ja = "入れ子か呼出しが深すぎる（括弧、表、関数、続けて書いたラベルなど）。分けて書く",
    en = "C stack overflow: nested or called too deeply (brackets, tables, functions, labels in a row …); "
      .. "take it apart",
  } },
  { "^a text longer than 64 KiB$", {
    ja = "文字列が長すぎる（64 KiB まで）。短くする", en = "a text longer than 64 KiB; make it shorter",
  } },
  { "^not enough memory$", { -- the limit: engine/lua/lua_state.c
    ja = "メモリが足りない（512 MiB まで）。作る表や文字列を小さくする",
    en = "not enough memory (at most 512 MiB); make its tables and texts smaller",
  } },
}

-- The same in both languages, as an argument for a problem; the text itself if it is not known.
function sayings.in_both(what)
  for _, saying in ipairs(SAYINGS) do
    if string.find(what, saying[1]) then return saying[2] end
  end
  return what
end

return sayings
