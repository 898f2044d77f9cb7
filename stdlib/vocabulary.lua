-- The words with which a pack declares. Each checks its descriptor by the session's shapes
-- (declarations.lua) and adds it to the pack; nothing is looked up yet, so the order of declarations is
-- free.
--
-- A pack under construction:
--   { folder, id, place, header, kinds, extends, params, derives, records, rules, answers, waivers,
--     holders, contradictions, displays, adjusts, replaces, drops, adds }
-- Each list holds { word, name, place, body }. Problems are noted with the place of the call and loading
-- goes on.

local kijun = kijun or require "standins"
local fields = require "fields"
local intake = require "intake"
local pick = require "language".pick
local show = require "sandbox".show

local vocabulary = {}

local MOST_ID = 64 -- bytes of a pack's id

-- The place of the innermost call from pack code. A word that a pack has kept for later is refused.
local function here(session)
  if not session.loading then
    error(pick("宣言は読込みのときにだけできる", "declarations can only be made while loading"), 3)
  end
  local chunk, line = kijun.here()
  local file = session.file_of[chunk]
  if not file then return { file = "?" } end
  if file.library then
    error(pick("library は宣言できない。関数を返し、宣言はそれを使うファイルに書く",
      "a library declares nothing; let it return functions, and declare in the files that use it"), 3)
  end
  return { file = file.path, line = line, source = file }
end

local function word_subject(word, name)
  return name and ("%s '%s'"):format(word, name) or word
end

-- A reporter for shapes: key is searched in the source from the declaration on, for its line.
local function reporter(session, place, subject)
  return function(key, ja, en, ...)
    local at = key and session.locate_key(place, key) or place
    session.problems:error(at, subject, ja, en, ...)
  end
end

-- In a replacement `false` takes a part away.
local function checked(word, body)
  if word ~= "replace" then return body end
  local given = {}
  for key, value in pairs(body) do given[key] = value or nil end
  return given
end

-- A descriptor as it is kept: a copy, of which nothing is left but what the shape of the word has.
local function accepted(session, word, body, report)
  body = intake.copy(body, session.handles)
  local given = checked(word, body)
  session.shapes[word]:check(given, report)
  session.shapes[word]:prune(given)
  for key, value in pairs(body) do body[key] = value and given[key] end
  return body
end

-- Where packs are only taken up again nobody looks at anything else.
local function only_functions(body) return { from = body.from, check = body.check } end

local function add(session, list, word, name, place, body)
  local subject = word_subject(word, name)
  if type(body) ~= "table" then
    return session.problems:error(place, subject, "{ … } が続かなければならない", "{ … } must follow")
  end
  if session.shapes then
    body = accepted(session, word, body, reporter(session, place, subject))
  else
    body = only_functions(body)
  end
  list[#list + 1] = { word = word, name = name, place = place, body = body, subject = subject }
end

-- rule "2.5.1" { … }
local function named(session, pack, word, list)
  return function(name)
    local place = here(session)
    intake.count(pack)
    name = intake.name(name)
    if type(name) ~= "string" or name == "" then
      session.problems:error(place, word, "名前がない：%s \"名前\" { … }",
        "the name is missing: %s \"NAME\" { … }", word)
      name = "?"
    end
    local pending = { word = word, name = name, place = place }
    session.pending[pending] = true
    return function(body)
      here(session)
      if not session.pending[pending] then intake.count(pack) end -- it was kept, and is called again
      session.pending[pending] = nil
      add(session, list, word, name, place, body)
    end
  end
end

-- answer { … }
local function unnamed(session, pack, word, list)
  return function(body)
    local place = here(session)
    intake.count(pack)
    add(session, list, word, nil, place, body)
  end
end

-- What a pack holds in its hand for something of ours: empty, and cannot be written to.
local locked = { __metatable = false, __newindex = function()
  error(pick("field(…) が返したものは変えられない", "what field(…) gives cannot be changed"), 2)
end }

local function field_word(session, pack)
  return function(name, type_text, ja, en, more)
    local place = here(session)
    intake.count(pack)
    if not session.shapes then return setmetatable({}, locked) end
    name, type_text, ja, en = intake.name(name), intake.text(type_text), intake.text(ja), intake.text(en)
    more = intake.copy(more, session.handles)
    local handle = setmetatable({}, locked)
    session.handles[handle] = fields.describe(place, function(...)
      local subject = word_subject("field", type(name) == "string" and name or nil)
      session.problems:error(place, subject, ...)
    end, name, type_text, ja, en, more)
    return handle
  end
end

local function pack_word(session, pack)
  return function(id)
    local place = here(session)
    id = intake.name(id)
    return function(body)
      local subject = word_subject("pack", show(id))
      if pack.header then
        return session.problems:error(place, subject, "pack は一つのパックに一度だけ書く", "a pack declares itself once")
      end
      if type(id) ~= "string" or #id > MOST_ID or not string.find(id, "^[a-z][a-z0-9-]*$") then
        session.problems:error(place, subject, "識別名は英小文字・数字・- で、%dバイトまでで書く",
          "pack ids are lower-case, with '-', and at most %d bytes", MOST_ID)
        id = pack.folder
      end
      local list = {}
      add(session, list, "pack", id, place, body)
      pack.header = list[1] and list[1].body or {}
      pack.id, pack.place = id, place
    end
  end
end

-- local write = library "write": what the file returns. Each file that asks gets its own, so that files
-- share nothing that could change (resume.lua relies on it).
local function library_word(session, pack)
  return function(name)
    local file = type(name) == "string" and pack.libraries[name]
    if not session.loading then
      error(pick("library は読込みのときにだけ使える", "library can only be used while loading"), 2)
    elseif not file then
      error(pick("library「%s」がない。pack.lua の libraries に挙げる",
        "there is no library '%s'; list it under 'libraries' in pack.lua", show(name)), 2)
    elseif file.running then
      error(pick("library「%s」が自身を使っている", "library '%s' uses itself", name), 2)
    end
    local chunk, message = kijun.load_chunk(file.text, file.chunk, pack.environment)
    if not chunk then error(message, 0) end
    file.running = true
    local ok, given = pcall(chunk)
    file.running = false
    if not ok then error(given, 0) end
    if type(given) == "table" then return given end
    error(pick("library「%s」は関数の表を返す（return { … }）", "library '%s' must return a table of functions",
      name), 2)
  end
end

-- Marks: they outlive the copying of declarations, and nothing can be put into them.
local function BANDS() end
local function MAP() end

-- What `bands` and `map` made: "bands", "map" or nil, with their contents.
function vocabulary.shape_of(value)
  local mark = type(value) == "table" and value[1]
  if mark == BANDS then return "bands", value.values, value.of end
  if mark == MAP then return "map", value.values end
  return nil
end

local function bands(values, of) return { BANDS, values = values, of = of } end
local function map(values) return { MAP, values = values } end

-- The declarations for one pack; session: see packs.lua.
function vocabulary.new(session, pack)
  return {
    pack = pack_word(session, pack), library = library_word(session, pack),
    field = field_word(session, pack),
    bands = bands, map = map,
    kind = named(session, pack, "kind", pack.kinds), extend = named(session, pack, "extend", pack.extends),
    param = named(session, pack, "param", pack.params), derive = named(session, pack, "derive", pack.derives),
    records = named(session, pack, "records", pack.records), rule = named(session, pack, "rule", pack.rules),
    answer = unnamed(session, pack, "answer", pack.answers),
    waiver = unnamed(session, pack, "waiver", pack.waivers),
    holder = unnamed(session, pack, "holder", pack.holders),
    contradiction = unnamed(session, pack, "contradiction", pack.contradictions),
    adjust = named(session, pack, "adjust", pack.adjusts),
    replace = named(session, pack, "replace", pack.replaces),
    drop = named(session, pack, "drop", pack.drops), add = named(session, pack, "add", pack.adds),
    register = named(session, pack, "register", pack.displays),
    matrix = named(session, pack, "matrix", pack.displays),
  }
end

return vocabulary
