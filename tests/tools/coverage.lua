-- doc/coverage.md: how the rules of each pack and chapter are decided.
--
--   build/kijun rules list --format json | lua5.4 tests/tools/coverage.lua > doc/coverage.md
--
-- Clauses are those of tests/clauses/PACK.txt. A chapter is the first two numbers of a clause (the first
-- word where it has none); what a pack adds to a clause counts in that clause's chapter.

local COLUMNS = { "records", "both", "answers", "items", "catalogue" }

local HEAD = [[
<!-- Written by `make doc` from `kijun rules list`. Do not edit. -->

# How the clauses are covered

Every clause of a document, with the items that it lists, is a rule (`tests/clauses` holds their ids), and
packs add rules of their own where a clause holds several checks. How each is decided:

* **records**: from the records alone
* **records, answer**: from the records, and by an answer where they leave it open
* **answers**: by an answer of a person
* **items**: rolled up from the rules of its items
* **catalogue**: the document at hand has a title only; an answer may settle it
]]

-- The ids, and "85 obligations, 34 measures" in words.
local function clauses_of(pack)
  local ids, counts = {}, {}
  for line in io.lines(("tests/clauses/%s.txt"):format(pack)) do
    local name, count = line:match("^count (%l+) (%d+)$")
    local kind, id = line:match("^(%l+) (%S+)$")
    if name then
      local plural = name:match("x$") and "es" or "s"
      counts[#counts + 1] = ("%s %s%s"):format(count, name, count == "1" and "" or plural)
    elseif kind then
      ids[#ids + 1] = id
    end
  end
  return ids, table.concat(counts, ", ")
end

local function chapter_of(id)
  return id:match("^%d+%.%d+") or id:match("^[%w_]+")
end

local function column_of(level, decided_by)
  if level == "catalogue" then return "catalogue" end
  local records, answer = decided_by:find('"records"', 1, true), decided_by:find('"answer"', 1, true)
  return records and answer and "both" or records and "records" or answer and "answers" or "items"
end

-- Counts of a chapter or of a whole pack.
local function new_row(name)
  return { name = name, clauses = 0, rules = 0, records = 0, both = 0, answers = 0, items = 0, catalogue = 0 }
end

local function chapter(pack, id)
  local name = chapter_of(id)
  if not pack.by_name[name] then
    pack.by_name[name] = new_row(name)
    pack.chapters[#pack.chapters + 1] = pack.by_name[name]
  end
  return pack.by_name[name]
end

local function add(pack, id, column)
  for _, row in ipairs({ pack.total, chapter(pack, id) }) do row[column] = row[column] + 1 end
end

local function packs_of(json)
  local packs = {}
  for rule, name, level, decided_by in json:gmatch(
    '{"rule":"([^"]+)","pack":"([^"]+)".-"level":"(%a+)".-"decided_by":(%b[])') do
    local pack = packs[name]
    if not pack then
      pack = { name = name, total = new_row("all"), chapters = {}, by_name = {} }
      packs[name], packs[#packs + 1] = pack, pack
    end
    local id = rule:sub(#name + 2)
    add(pack, id, "rules")
    add(pack, id, column_of(level, decided_by))
  end
  for _, pack in ipairs(packs) do
    local ids
    ids, pack.kinds = clauses_of(pack.name)
    for _, id in ipairs(ids) do add(pack, id, "clauses") end
  end
  return packs
end

local function print_row(row, name)
  local cells = { name or row.name, row.clauses, row.rules }
  for _, column in ipairs(COLUMNS) do
    cells[#cells + 1] = row[column] > 0 and row[column] or ""
  end
  print("| " .. table.concat(cells, " | ") .. " |")
end

local function print_head(first)
  print("\n| " .. first .. " | clauses | rules | records | records, answer | answers | items | catalogue |")
  print("|---|" .. ("--:|"):rep(7))
end

local packs = packs_of(io.read("a"))
assert(#packs > 0, "no rules: give me the output of `kijun rules list --format json`")
io.write(HEAD)
print_head("pack")
local all = new_row("**all**")
for _, pack in ipairs(packs) do
  print_row(pack.total, pack.name)
  for column, value in pairs(pack.total) do
    if column ~= "name" then all[column] = all[column] + value end
  end
end
print_row(all)
for _, pack in ipairs(packs) do
  print(("\n## %s\n\n%s."):format(pack.name, pack.kinds))
  print_head("chapter")
  for _, row in ipairs(pack.chapters) do print_row(row) end
end
