-- How messages tell of many: by the first few, and how many more there are.

local telling = {}

telling.SHOWN = 6 -- names that a message gives

-- In Japanese, in English. between: ", " unless given.
function telling.some_of(list, between)
  local shown = table.concat(list, between or ", ", 1, math.min(#list, telling.SHOWN))
  local rest = #list - telling.SHOWN
  if rest <= 0 then return shown, shown end
  return ("%s ほか%d件"):format(shown, rest), ("%s and %d more"):format(shown, rest)
end

return telling
