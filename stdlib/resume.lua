-- Takes up packs whose declaration document is kept (engine/eval/kept.h): of all that loading gives,
-- only the functions are missing. The files that hold them run once more, each for itself, since pack
-- files share nothing but declarations; what they declare was checked when the document was made.
--
-- A function is known by its place among the functions that the declarations of its file hold.

local kijun = kijun or require "standins"
local language = require "language"
local packs = require "packs"
local run = require "run"
local sandbox = require "sandbox"

local resume = {}

local HOLDERS = { { "derives", "from" }, { "records", "from" }, { "rules", "check" } }

-- The functions that the declarations of a file hold, in an order that is always the same.
function resume.functions_of(pack, file)
  local list = {}
  for _, holder in ipairs(HOLDERS) do
    for _, declared in ipairs(pack[holder[1]]) do
      local value = declared.body[holder[2]]
      if declared.place.source == file and type(value) == "function" then list[#list + 1] = value end
    end
  end
  return list
end

local function run_file(session, pack, given, functions)
  local file = pack.files[given.name]
  local ok, message = kijun.run_chunk(file.text, file.chunk, pack.environment)
  if not ok then error(message, 0) end
  if session.problems.errors > 0 then error(session.problems.list[1].en, 0) end
  local found = resume.functions_of(pack, file)
  for _, wanted in ipairs(given.functions) do
    functions[wanted.number] = found[wanted.at] or error(file.path .. " has changed", 0)
  end
end

local function not_loaded() error("a function of a pack that is not needed was called", 0) end

-- argument: lang, count (of functions), packs = { { name, display, index (in the document),
--   files = { { name, text, functions = { { number, at } … } } … }, libraries = { NAME … } } … }
--   A library's text is among the files too; it holds no functions that declarations hold.
-- Returns functions, a list by number; those that the argument does not name cannot be called.
function resume.load(argument)
  language.lang = argument.lang
  local session, functions = packs.session(), {}
  for number = 1, argument.count do functions[number] = not_loaded end
  sandbox.close_strings()
  for _, given in ipairs(argument.packs) do
    local pack = packs.new(session, given)
    for _, name in ipairs(given.libraries) do packs.add_library(pack, name) end
    for _, file in ipairs(given.files) do
      if not pack.files[file.name].library then run_file(session, pack, file, functions) end
    end
    pack.enter(run.interface(given.index))
  end
  session.loading = false
  return { functions = functions }
end

return resume
