-- Where a chunk of pack code runs out of memory. Lua raises that error without a place, so the chunk
-- runs once more, in an environment of its own, while a hook looks every so often at which line it is:
-- at every instruction at first, later seldom. What it declares in vain is thrown away.

local FINE, COARSE = 10000, 1000      -- hooks after each instruction; instructions per hook after that
local MOST = FINE + 60000             -- hooks in all: a little more than the budget of a file

-- The line at which the chunk was last seen; nil if it was never.
local function last_line(text, chunk, environment)
  local run, last, hooks = load(text, chunk, "t", environment), nil, 0
  local function look()
    hooks = hooks + 1
    if hooks == FINE then debug.sethook(debug.gethook(), "", COARSE) end
    for level = 2, 20 do
      local info = debug.getinfo(level, "Sl")
      if not info then return end
      if info.source == chunk then
        last = info.currentline
        break
      end
    end
    if hooks > MOST then error("enough") end
  end
  if not run then return nil end
  debug.sethook(look, "", 1)
  pcall(run)
  debug.sethook()
  return last
end

return last_line
