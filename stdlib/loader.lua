-- Loads rule packs: load { packs = …, lang = … } → { document = …, diagnostics = { … } }.
--
-- Two phases. First every pack runs in a sandbox in which it can only declare: all pack.lua, then,
-- in the order in which packs use one another, the files they list. Then, all packs known, the
-- schema is built, names are looked up and conditions are compiled (assembly.lua). Problems are
-- collected throughout; a document comes back only if there are no errors.
--
-- argument: packs = { { name = folder, display = "rules/common", selected, hash,
--                       files = { { name = "pack.lua", text = "…" }, … } }, … }
-- diagnostics: { severity, file, line, column, subject, ja, en }
-- document: see engine/rules/registry.h

local kijun = kijun or require "standins"
local assembly = require "assembly"
local copies = require "copies"
local language = require "language"
local overlays = require "overlays"
local packs = require "packs"
local problems = require "problems"
local run = require "run"
local sandbox = require "sandbox"
local sayings = require "sayings"
local shapes = require "declarations"

local loader = {}

-- ---- running files ------------------------------------------------------------------------------

-- "rules/x/y.lua:12: what" → place and what
local MOST_MESSAGE = 4096 -- bytes of an error that are shown

-- A pack may say what it likes: only its own files are believed.
local function split_error(session, pack, file, message)
  if type(message) ~= "string" then return { file = file.path }, "error object is a " .. type(message) end
  if #message > MOST_MESSAGE then message = string.sub(message, 1, MOST_MESSAGE) .. " …" end
  local chunk, line, what = string.match(message, "^([^\n]-):(%d+): (.*)$")
  local at = chunk and session.file_of["@" .. chunk]
  if not at or pack.files[at.name] ~= at then return { file = file.path }, message end
  return { file = at.path, line = math.tointeger(line) }, what
end

local BYTECODE = {
  ja = "コンパイル済みのコードである。ソースのまま置く", en = "this is compiled code; put its source text here",
}

local function tell_failed(session, file, pack, message)
  local place, what = split_error(session, pack, file, message)
  if string.byte(file.text) == 27 then
    place.line, what = 1, BYTECODE
  else
    what = sayings.in_both(what)
  end
  session.problems:error(place, nil, "読み込めない：%s", "cannot be loaded: %s", what)
end

local function run_file(session, file, pack)
  local ok, message = kijun.run_chunk(file.text, file.chunk, pack.environment)
  if not ok then
    session.failed = true
    tell_failed(session, file, pack, message)
  end
  return ok
end

local function tell_pending(session)
  local list = {}
  for pending in pairs(session.pending) do list[#list + 1] = pending end
  table.sort(list, function(a, b)
    if a.place.file ~= b.place.file then return a.place.file < b.place.file end
    return a.place.line < b.place.line
  end)
  for _, pending in ipairs(list) do
    session.problems:error(pending.place, ("%s '%s'"):format(pending.word, pending.name),
      "{ … } が続いていない", "no { … } follows")
  end
end

-- ---- headers ------------------------------------------------------------------------------------

-- What else is in the list has been told.
local function texts_of(list)
  local texts = {}
  for _, text in ipairs(type(list) == "table" and list or {}) do
    if type(text) == "string" then texts[#texts + 1] = text end
  end
  return texts
end

local function check_header(session, pack)
  local header = pack.header
  local subject = ("pack '%s'"):format(pack.id)
  if type(header.version) == "string" and not string.find(header.version, "^%d+%.%d+%.%d+$") then
    session.problems:error(pack.place, subject, "版は 1.0.0 の形で書く", "'version' must look like 1.0.0")
  end
  for _, key in ipairs { "uses", "files", "libraries" } do header[key] = texts_of(header[key]) end
  if type(header.documents) ~= "table" then header.documents = {} end
  overlays.read_header(pack)
end

local function run_header(session, pack)
  local file = pack.files["pack.lua"]
  if not file then
    session.failed = true
    return session.problems:error({ file = pack.display }, nil, "pack.lua がない", "there is no pack.lua")
  end
  local ok = run_file(session, file, pack)
  if pack.header then return check_header(session, pack) end
  session.failed = true
  if not ok then return end
  session.problems:error(pack.place, nil, "pack \"名前\" { … } がない", "pack \"ID\" { … } is missing")
end

local function tell_missing(session, pack, full, key)
  session.failed = true
  session.problems:error(pack.place, ("pack '%s'"):format(pack.id), "挙げられたファイル %s がない。作るか %s から除く",
    "file %s is listed but missing; make it, or remove it from %s", full, key)
end

local function tell_unlisted(session, pack, listed)
  local unlisted, subject = {}, ("pack '%s'"):format(pack.id)
  for name, file in pairs(pack.files) do
    if not listed[name] and string.find(name, "^[^/]+%.lua$") then unlisted[#unlisted + 1] = file end
  end
  table.sort(unlisted, function(a, b) return a.name < b.name end)
  for _, file in ipairs(unlisted) do
    session.problems:warning({ file = file.path }, subject, "pack.lua の files に挙げられていないので読まない",
      "not read, since 'files' in pack.lua does not list it")
  end
end

local function run_files(session, pack)
  local listed = { ["pack.lua"] = true }
  for _, name in ipairs(pack.header.libraries) do
    listed[name .. ".lua"] = true
    if not packs.add_library(pack, name) then
      tell_missing(session, pack, name .. ".lua", "libraries")
    end
  end
  for _, name in ipairs(pack.header.files) do
    local full = name .. ".lua"
    listed[full] = true
    if not pack.files[full] then
      tell_missing(session, pack, full, "files")
    elseif pack.files[full].library then
      session.problems:error(pack.place, ("pack '%s'"):format(pack.id),
        "%s は files と libraries の両方にある。片方に挙げる",
        "%s is listed under files and libraries; list it once", full)
    else
      run_file(session, pack.files[full], pack)
    end
  end
  tell_unlisted(session, pack, listed)
end

-- ---- order --------------------------------------------------------------------------------------

local function by_id(session, all)
  local known = {}
  for _, pack in ipairs(all) do
    local first = known[pack.id]
    if first then
      session.failed = true
      session.problems:error(pack.place, ("pack '%s'"):format(pack.id), "同じ識別名のパックがある（%s）",
        "another pack has the same id (%s)", first.place.file)
    end
    known[pack.id] = first or pack
  end
  return known
end

local function names_of(known)
  local names = {}
  for id in pairs(known) do names[#names + 1] = id end
  table.sort(names)
  return names
end

-- Packs that are used come first, otherwise by id; pack.sees is the set of packs it may read.
local function in_order(session, all)
  local known, ordered, state, path = by_id(session, all), {}, {}, {}
  local ids = names_of(known)
  local function visit(pack)
    path[#path + 1] = pack.id
    state[pack], pack.sees = "open", { [pack] = true }
    for _, id in ipairs(pack.header.uses) do
      local used, subject = known[id], ("pack '%s'"):format(pack.id)
      if not used then
        session.failed = true
        local word = overlays.word_for(pack, id)
        session.problems:error(pack.place, subject,
          "%s のパック「%s」が見つからない%s。フォルダーのパックは --pack か kijun.yaml の packs にも挙げる",
          "%s unknown pack '%s'%s; name a folder's pack by --pack or in kijun.yaml, too", word,
          sandbox.show(id), problems.suggestion(sandbox.show(id), ids, kijun.nearest))
      elseif state[used] == "open" then
        session.failed = true
        session.problems:error(pack.place, subject, "uses が循環している：%s", "uses form a cycle: %s",
          table.concat(path, " → ", session.position(path, used.id)) .. " → " .. used.id)
      else
        if not state[used] then visit(used) end
        for other in pairs(used.sees) do pack.sees[other] = true end
      end
    end
    state[pack] = "done"
    path[#path] = nil
    ordered[#ordered + 1] = pack
  end
  for _, id in ipairs(ids) do
    if not state[known[id]] then visit(known[id]) end
  end
  for i, pack in ipairs(ordered) do pack.index = i - 1 end
  return ordered
end

local function position(list, value)
  for i, other in ipairs(list) do
    if other == value then return i end
  end
  return 1
end

-- ---- the whole ----------------------------------------------------------------------------------

local function declare_all(session, given)
  local all = {}
  for i, pack in ipairs(given) do all[i] = packs.new(session, pack) end
  sandbox.close_strings()
  for _, pack in ipairs(all) do run_header(session, pack) end
  local with_header = {}
  for _, pack in ipairs(all) do
    if pack.header then with_header[#with_header + 1] = pack end
  end
  local ordered = in_order(session, with_header)
  for _, pack in ipairs(ordered) do run_files(session, pack) end
  sandbox.open_strings()
  tell_pending(session)
  if copies.tell(ordered, session.problems) then session.failed = true end
  if not session.failed then overlays.apply(ordered, session.problems) end
  session.loading = false
  return ordered
end

-- The document, nil if there are errors; diagnostics; the packs in order.
function loader.declare(argument)
  language.lang = argument.lang
  local session = packs.session(shapes)
  session.position = position
  local ordered = declare_all(session, argument.packs or {})
  local document
  -- What a file that could not be read would have declared is not missed a hundred times over.
  if not session.failed then document = assembly.new(ordered, session.problems) end
  if session.problems.errors > 0 then document = nil end
  return document, session.problems.list, ordered
end

function loader.load(argument)
  local document, diagnostics, ordered = loader.declare(argument)
  if not document then return { diagnostics = diagnostics } end
  for _, pack in ipairs(ordered) do pack.enter(run.interface(pack.index)) end
  sandbox.close_strings()
  return { document = document, diagnostics = diagnostics }
end

return loader
