-- The language of the session, for texts that are raised as errors in pack code. What the loader tells
-- is in both languages: see problems.lua.

local language = { lang = "en" }

-- One of two texts; further arguments go into it by string.format.
function language.pick(ja, en, ...)
  local text = language.lang == "ja" and ja or en
  return select("#", ...) > 0 and string.format(text, ...) or text
end

return language
