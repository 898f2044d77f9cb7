-- A query taken apart: text → table and clauses, each a piece of the text with its place. What stands in
-- the pieces are conditions and expressions, which condition.compile reads.
--
--   query   <- 'count'? table clause*                         each clause at most once, in any order
--   clause  <- 'where' condition
--            / 'select' item (',' item)*
--            / 'group' 'by' expression (',' expression)*
--            / 'order' 'by' key (',' key)*
--            / 'limit' number
--   item    <- expression ('as' name)?
--   key     <- expression ('asc' / 'desc')?
--   table   <- name / string
--
-- A word begins a clause where an operator could stand, outside of brackets and texts: so a field may be
-- called `limit`, and a kind's field `group` is no clause.

local lpeg = require "lpeg"
local problem = require "condition.problem"

local P, R, S, C, Cp, Ct = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cp, lpeg.Ct

local word = (R("az", "AZ", "09", "\x80\xFF") + "_") ^ 1
local quoted = P"'" * (1 - S"'\n\r") ^ 0 * P"'" ^ -1 + P'"' * (1 - S'"\n\r') ^ 0 * P'"' ^ -1
local token = Ct(Cp() * C(quoted + word + 1) * Cp())
local tokens_of = Ct((S" \t\r\n" ^ 1 + token) ^ 0)

local joins = { ["and"] = true, ["or"] = true, ["not"] = true, ["in"] = true, where = true }

local clauses = {}

-- Tokens { from, text, to } that stand outside of brackets; what is in brackets is left out. Each has
-- `free`: whether an operator could stand there, since what goes before is a value.
local function outside(text)
  local list, depth, before = {}, 0, nil
  for _, item in ipairs(tokens_of:match(text)) do
    local is = item[2]
    if is == "(" or is == "[" then depth = depth + 1 end
    if depth == 0 then
      item.free = before ~= nil and not joins[before] and before:find("^[%w_\"'%)%]%%\x80-\xFF]") ~= nil
      list[#list + 1] = item
    end
    if (is == ")" or is == "]") and depth > 0 then depth = depth - 1 end
    before = is
  end
  return list
end

local function span(from, to) return { from = from, to = to } end

-- ---- clauses -------------------------------------------------------------------------------------

-- The clause that begins at tokens[i]: its name, and how many words that takes.
local function opening(tokens, i)
  local is, following = tokens[i][2], tokens[i + 1] and tokens[i + 1][2]
  if not tokens[i].free or following == "." then return nil end
  if is == "where" or is == "select" or is == "limit" then return is, 1 end
  if (is == "group" or is == "order") and following == "by" then return is, 2 end
end

local function add_clause(query, name, at, piece)
  if query[name] then
    problem.raise(at, "「%s」は一度だけ書ける", "'%s' can stand only once", name)
  end
  query[name] = piece
end

local function trimmed(text, from, to)
  while to > from and text:find("^%s", to - 1) do to = to - 1 end
  while from < to and text:find("^%s", from) do from = from + 1 end
  return { text = text:sub(from, to - 1), from = from, to = to }
end

local PRINTED = { group = "group by", order = "order by" }

-- Splits what follows the table, from tokens[first] on.
local function take_clauses(query, text, tokens, first)
  local i = first
  if tokens[i] and not opening(tokens, i) then
    local at = tokens[i]
    problem.raise(span(at[1], at[3]),
      "「%s」は句の初めでない。種別の次には where、select、group by、order by、limit のどれかを書く",
      "'%s' begins no clause; after the kind comes where, select, group by, order by or limit", at[2])
  end
  while tokens[i] do
    local name, words = opening(tokens, i)
    local at = span(tokens[i][1], tokens[i + words - 1][3])
    local last = i + words
    if tokens[last] then tokens[last].free = false end
    while tokens[last] and not opening(tokens, last) do last = last + 1 end
    local piece = trimmed(text, at.to, tokens[last] and tokens[last][1] or #text + 1)
    if piece.text == "" then
      problem.raise(at, "「%s」の後が空である", "nothing follows '%s'", PRINTED[name] or name)
    end
    piece.first, piece.last = i + words, last - 1
    add_clause(query, name, at, piece)
    i = last
  end
end

-- ---- what stands in a clause ---------------------------------------------------------------------

-- The pieces of a clause between commas.
local function split(text, tokens, piece)
  local list, from, first = {}, piece.from, piece.first
  local function add(to, last)
    local item = trimmed(text, from, to)
    if item.text == "" then
      problem.raise(span(item.from, item.to), "「,」の前か後に値がない", "a value is missing before or behind a ','")
    end
    item.first, item.last = first, last
    list[#list + 1] = item
  end
  for i = piece.first, piece.last do
    if tokens[i][2] == "," then
      add(tokens[i][1], i - 1)
      from, first = tokens[i][3], i + 1
    end
  end
  add(piece.to, piece.last)
  return list
end

local function without_end(text, item, from)
  local rest = trimmed(text, item.from, from)
  item.text, item.from, item.to = rest.text, rest.from, rest.to
end

-- "EXPRESSION as NAME"
local function take_name(text, tokens, item)
  for i = item.first + 1, item.last do
    if tokens[i][2] == "as" and tokens[i].free then
      local name = trimmed(text, tokens[i][3], item.to)
      local quotes = name.text:match("^(['\"])")
      if i + 1 ~= item.last then
        problem.raise(span(tokens[i][1], tokens[i][3]), "as の後には名前を一つ書く。空白を含む名前は引用符で囲む",
          "one name follows 'as'; a name with blanks stands in quotes")
      end
      item.name = quotes and name.text:sub(2, -2) or name.text
      without_end(text, item, tokens[i][1])
      return
    end
  end
end

-- "EXPRESSION desc"
local function take_direction(text, tokens, item)
  local last = tokens[item.last]
  if item.last > item.first and last.free and (last[2] == "desc" or last[2] == "asc") then
    item.desc = last[2] == "desc"
    without_end(text, item, last[1])
  end
end

local function refine(query, text, tokens)
  for _, name in ipairs { "select", "group", "order" } do
    if query[name] then query[name] = split(text, tokens, query[name]) end
  end
  for _, item in ipairs(query.select or {}) do take_name(text, tokens, item) end
  for _, item in ipairs(query.order or {}) do take_direction(text, tokens, item) end
  local limit = query.limit
  if limit then
    query.rows = math.tointeger(tonumber(limit.text:match("^%d+$")))
    if not query.rows then
      problem.raise(limit, "limit の後には行数を書く（例 limit 10）", "limit takes a number of rows, as limit 10")
    end
  end
end

-- ---- the whole -----------------------------------------------------------------------------------

-- The table's name: the words from tokens[first] on as far as no clause begins.
local function take_table(query, text, tokens, first)
  local last = first
  while tokens[last + 1] and not opening(tokens, last + 1) and tokens[last + 1][1] == tokens[last][3] do
    last = last + 1
  end
  local at = span(tokens[first][1], tokens[last][3])
  local name = text:sub(at.from, at.to - 1)
  if name:match("^(['\"])(.*)%1$") then name = name:sub(2, -2) end
  query.table = { name = name, from = at.from, to = at.to }
  return last + 1
end

-- A query's parts: { counts, table = { name, from, to }, where = PIECE, select, group, order = { PIECE … },
-- rows }. A PIECE is { text, from, to } and what belongs to it: name, desc. Problems are raised.
function clauses.parse(text)
  local tokens, query, first = outside(text), {}, 1
  if tokens[1] and tokens[1][2] == "count" and tokens[2] then query.counts, first = true, 2 end
  if not tokens[first] then
    problem.raise(span(1, #text + 1), "問合せは種別の名で始める（例 systems where base）",
      "a query begins with the name of a kind, as systems where base")
  end
  first = take_table(query, text, tokens, first)
  if tokens[first] then tokens[first].free = true end
  take_clauses(query, text, tokens, first)
  refine(query, text, tokens)
  return query
end

return clauses
