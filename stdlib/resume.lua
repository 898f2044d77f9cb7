-- Takes up packs whose declaration document is kept (engine/eval/kept.h): of all that loading gives,
-- only the functions are missing. A file that holds some runs once more when the first of them is wanted,
-- each file for itself, since pack files share nothing but declarations; what they declare was checked
-- when the document was made.
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

-- The files of a pack that one of them runs with: itself and the libraries.
local function files_with(given, own)
  local files, is_library = { own }, {}
  for _, name in ipairs(given.libraries) do is_library[name .. ".lua"] = true end
  for _, file in ipairs(given.files) do
    if is_library[file.name] and file ~= own then files[#files + 1] = file end
  end
  return files
end

-- Runs a file of a pack; its functions come to stand in the list, by number.
local function take_up(given, own, functions)
  local session = packs.session()
  local pack = packs.new(session,
    { name = given.name, display = given.display, files = files_with(given, own) })
  for _, name in ipairs(given.libraries) do packs.add_library(pack, name) end
  local file = pack.files[own.name]
  local ok, message = kijun.run_chunk(file.text, file.chunk, pack.environment)
  if not ok then error(message, 0) end
  if session.problems.errors > 0 then error(session.problems.list[1].en, 0) end
  pack.enter(run.interface(given.index))
  session.loading = false
  local found = resume.functions_of(pack, file)
  for _, wanted in ipairs(own.functions) do
    rawset(functions, wanted.number, found[wanted.at] or error(file.path .. " has changed", 0))
  end
end

local function not_loaded() error("a function of a pack that is not needed was called", 0) end

-- argument: lang, count (of functions), packs = { { name, display, index (in the document),
--   files = { { name, text, functions = { { number, at } … } } … }, libraries = { NAME … } } … }
--   A library's text is among the files too; it holds no functions that declarations hold.
-- Returns functions by number, each there when it is asked for; those that the argument does not name
-- cannot be called.
function resume.load(argument)
  language.lang = argument.lang
  local holder = {}
  for _, given in ipairs(argument.packs) do
    for _, file in ipairs(given.files) do
      for _, wanted in ipairs(file.functions) do holder[wanted.number] = { given, file } end
    end
  end
  sandbox.close_strings()
  local functions = setmetatable({}, { __index = function(functions, number)
    if math.type(number) ~= "integer" or number < 1 or number > argument.count then return nil end
    if not holder[number] then return not_loaded end
    take_up(holder[number][1], holder[number][2], functions)
    return rawget(functions, number)
  end })
  kijun.take_functions(functions, argument.count)
  return { functions = functions }
end

return resume
