-- Packs under construction, of one session: their files, their environments, what they declare.
--
-- A session:
--   { problems, file_of = { chunk name = file }, pending = { declarations without { … } }, loading,
--     locate_key, shapes = what declarations are checked by; without them only functions are kept of what
--     is declared, unchecked,
--     handles = { what a pack has for a field = its descriptor } }
-- A pack has besides what vocabulary.lua lists:
--   { display, selected, hash, files = { name = { path, text, chunk, name, library } }, libraries = { name =
--     file }, environment, enter }

local problems = require "problems"
local run = require "run"
local sandbox = require "sandbox"
local sources = require "sources"
local vocabulary = require "vocabulary"

local packs = {}

local LISTS = {
  "kinds", "extends", "params", "derives", "records", "rules", "answers", "waivers", "holders",
  "contradictions", "displays", "adjusts", "replaces", "drops", "adds",
}
local SHORT_SOURCE = 58 -- what Lua shows of a chunk's name in its messages

function packs.session(shapes)
  return {
    problems = problems.new(), file_of = {}, pending = {}, locate_key = sources.locate_key, loading = true,
    shapes = shapes, handles = {},
  }
end

local function new_file(session, pack, given)
  local path = pack.display .. "/" .. given.name
  local chunk = "@" .. (#path <= SHORT_SOURCE and path or pack.folder .. "/" .. given.name)
  local file = { path = path, text = given.text, chunk = chunk, name = given.name }
  session.file_of[chunk] = file
  return file
end

local function equip(session, pack)
  for _, key in ipairs(LISTS) do pack[key] = {} end
  pack.libraries = {}
  pack.environment, pack.enter = sandbox.new(vocabulary.new(session, pack), run.names)
  return pack
end

-- given: { name, display, selected, hash, files = { { name, text } … } }
function packs.new(session, given)
  local pack = {
    folder = given.name, display = given.display, selected = given.selected, hash = given.hash, files = {},
  }
  pack.place = { file = given.display .. "/pack.lua" }
  for _, file in ipairs(given.files or {}) do pack.files[file.name] = new_file(session, pack, file) end
  return equip(session, pack)
end

-- Makes a file of the pack a library; nil if there is no such file.
function packs.add_library(pack, name)
  local file = pack.files[name .. ".lua"]
  if not file then return nil end
  file.library = true
  pack.libraries[name] = file
  return file
end

return packs
