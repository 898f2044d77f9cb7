-- Makes of packs what is kept of them (engine/eval/kept.h): keep.load { packs = …, lang = … } →
-- { kept = …, diagnostics = { … } }, the argument as for the loader.
--
-- kept: document    as the loader gives it; a function is its number, counted from 1
--       functions   by number: { pack = index in the document, file = name, at = place among the
--                   functions of that file (resume.lua) }
--       order       by index in the document: the number of the pack in the argument, from 0
--       libraries   by index in the document: names of the pack's libraries
-- With problems of any kind, warnings too, nothing is kept: they would no longer be told.

local loader = require "loader"
local resume = require "resume"

local keep = {}

local function places_of(ordered)
  local place_of = {}
  for _, pack in ipairs(ordered) do
    for name, file in pairs(pack.files) do
      for at, value in ipairs(resume.functions_of(pack, file)) do
        place_of[value] = { pack = pack.index, file = name, at = at }
      end
    end
  end
  return place_of
end

-- Puts numbers in the place of the functions that stand under `key`; adds their places to the list.
local function number_functions(declared, key, place_of, functions)
  for _, one in ipairs(declared) do
    local value = one[key]
    if type(value) == "function" then
      functions[#functions + 1] = assert(place_of[value], "a function that no declaration holds")
      one[key] = { ["#type"] = "function", value = #functions }
    end
  end
end

local function order_of(ordered, given)
  local number_of, order = {}, {}
  for i, pack in ipairs(given) do number_of[pack.name] = i - 1 end
  for i, pack in ipairs(ordered) do order[i] = number_of[pack.folder] end
  return order
end

local function libraries_of(ordered)
  local libraries = {}
  for i, pack in ipairs(ordered) do libraries[i] = pack.header.libraries end
  return libraries
end

function keep.load(argument)
  local document, diagnostics, ordered = loader.declare(argument)
  if not document or #diagnostics > 0 then return { diagnostics = diagnostics } end
  local functions, place_of = {}, places_of(ordered)
  number_functions(document.derives, "from", place_of, functions)
  number_functions(document.rules, "check", place_of, functions)
  return {
    kept = {
      document = document, functions = functions, order = order_of(ordered, argument.packs),
      libraries = libraries_of(ordered),
    },
    diagnostics = diagnostics,
  }
end

return keep
