-- The grammar of conditions: text → syntax tree.
--
--   condition  <- expression !.
--   expression <- prefix* operand (operator prefix* operand)*        precedence: see LEVELS
--   prefix     <- 'not' / '-'
--   operator   <- 'where' / 'or' / 'and' / comparison / 'not'? 'in' / '+' / '-' / '*' / '/'
--   comparison <- '==' / '~=' / '<=' / '>=' / '<' / '>'
--   operand    <- string / datetime / date / monthday / number / money / 'true' / 'false'
--               / parameter / '[' arguments? ']' / path
--   path       <- ( '(' arguments ')' / segment ) ('.' segment)*
--   segment    <- name ( '(' arguments? ')' )?
--   parameter  <- '$' (name / string) ( '[' arguments ']' )?
--   arguments  <- expression (',' expression)*
--
-- LPeg matches an expression as a flat row of operands and operators, in one pass without
-- backtracking over operands; `climb` then builds the tree by precedence. Where the text does not
-- match, a second build of the same grammar, which notes how far it came, finds the place.
--
-- Tree nodes have tag, from and to (LPeg's positions: from 1, `to` after the end) and children. Tags:
-- number, money, string, date, datetime, monthday, bool, list, param, path, binary, prefix. A path's
-- items are names, arguments (tag "arguments", after the name that is called) and, first, a
-- parenthesis (tag "paren").

local lpeg = require "lpeg"
local problem = require "condition.problem"

local P, R, S, V = lpeg.P, lpeg.R, lpeg.S, lpeg.V
local C, Cc, Cg, Cp, Ct, Cmt = lpeg.C, lpeg.Cc, lpeg.Cg, lpeg.Cp, lpeg.Ct, lpeg.Cmt

lpeg.setmaxstack(4000)

local LEVELS = {
  where = 1, ["or"] = 2, ["and"] = 3,
  ["=="] = 5, ["~="] = 5, ["<"] = 5, ["<="] = 5, [">"] = 5, [">="] = 5, ["in"] = 5, ["not in"] = 5,
  ["+"] = 6, ["-"] = 6, ["*"] = 7, ["/"] = 7,
}
local NOT, COMPARISON, SIGN = 4, 5, 8

local climb -- defined below

local function take_prefix(items, prefix, least)
  local is_not = prefix.op == "not"
  if is_not and least > NOT then
    problem.raise({ from = prefix.from, to = prefix.from + 3 },
      "ここの not は括弧で囲む: x == (not y)", "put this 'not' in parentheses: x == (not y)")
  end
  local operand = climb(items, is_not and NOT or SIGN)
  return { tag = "prefix", op = prefix.op, from = prefix.from, to = operand.to, operand }
end

-- Builds the tree of items[items.next …] as far as operators bind at least so strongly.
function climb(items, least)
  local left = items[items.next]
  items.next = items.next + 1
  if left.tag == "sign" then left = take_prefix(items, left, least) end
  local op = items[items.next]
  while op and LEVELS[op] >= least do
    local level = LEVELS[op]
    items.next = items.next + 1
    local right = climb(items, level + 1)
    left = { tag = "binary", op = op, from = left.from, to = right.to, left, right }
    op = items[items.next]
    if level == COMPARISON and op and LEVELS[op] == COMPARISON then
      problem.raise(left,
        "比較は続けて書けない。a <= b and b <= c のように分ける",
        "comparisons cannot be chained; write a <= b and b <= c")
    end
  end
  return left
end

local function tree(items)
  if not items[2] then return items[1] end
  items.next = 1
  return climb(items, 1)
end

local letter = R("az", "AZ") + "_"
local alnum = letter + R"09"
local digit = R"09"
local two = digit * digit

local function number_text()
  local tail = alnum + "%" + R"\x80\xFF" + P"." * #digit
  return C(digit * tail ^ 0)
end

-- note(state): a pattern that always matches the empty text, put where an operand ("operand") or
-- what may follow one ("operator") is expected.
local function build(note)
  local blank = S" \t\r\n" ^ 0
  local keyword = (P"and" + "or" + "not" + "in" + "where" + "true" + "false") * -alnum
  local name = C(letter * alnum ^ 0)
  local function token(p) return p * blank end
  local function word(text) return P(text) * -alnum * blank end
  local function bare(tag, p) return Ct(Cg(Cp(), "from") * Cg(Cc(tag), "tag") * p * Cg(Cp(), "to")) end
  local function node(tag, p) return bare(tag, p) * blank end
  local function symbol(text) return C(text) * blank end

  local string_text = P"'" * C((1 - S"'\n\r") ^ 0) * "'" + P'"' * C((1 - S'"\n\r') ^ 0) * '"'
  local date = two * two * "-" * two * "-" * two
  local clock = "T" * two * ":" * two * (":" * two) ^ -1 * ("Z" + S"+-" * two * P":" ^ -1 * two) ^ -1
  local monthday = "--" * two * "-" * two
  local unit = blank * -keyword * C(letter * alnum ^ 0 + R"\xC2\xF4" * R"\x80\xFF" ^ 0)

  local sign = C"not" * -alnum + C"-" * -("-" * two * "-")
  local arguments = V"expression" * (token"," * V"expression") ^ 0
  local close = note"operator" * ")"
  local function bracketed(tag) return bare(tag, token"[" * arguments ^ -1 * note"operator" * "]") end
  local called = bare("arguments", token"(" * arguments ^ -1 * close)
  local parenthesis = bare("paren", token"(" * arguments * close)
  local segment = name * (blank * called) ^ -1

  return P {
    blank * V"expression" * note"operator" * -1,
    expression = Ct(V"operand" * (V"operator" * V"operand") ^ 0) / tree,
    operand = V"prefix" ^ 0 * note"operand" * V"primary",
    prefix = Ct(Cg(Cp(), "from") * Cg(Cc"sign", "tag") * Cg(sign, "op")) * blank,
    operator = note"operator" * (
      symbol"==" + symbol"~=" + symbol"<=" + symbol">=" + symbol"<" + symbol">"
      + C"and" * -alnum * blank + C"or" * -alnum * blank + C"in" * -alnum * blank
      + word"not" * word"in" * Cc"not in" + C"where" * -alnum * blank
      + symbol"+" + symbol"-" + symbol"*" + symbol"/"),
    primary = node("string", string_text)
      + node("datetime", C(date * clock) * -alnum)
      + node("date", C(date) * -alnum)
      + node("number", number_text() * unit ^ -1)
      + node("monthday", C(monthday) * -digit)
      + node("money", C(R"AZ" * R"AZ" * R"AZ" + P"¥") * blank * number_text())
      + node("bool", C(P"true" + "false") * -alnum)
      + node("param", "$" * (name + string_text) * bracketed"arguments" ^ -1)
      + bracketed"list" * blank
      + node("path", (parenthesis + -keyword * segment) * ("." * segment) ^ 0),
  }
end

local grammar = {}

-- grammar.match(text): the tree, nil if the text is not a condition, or a problem raised. Texts that
-- nest too deeply raise LPeg's own error.
local match = build(function() return P(true) end)
function grammar.match(text) return match:match(text) end

local at, state
local noting -- built when the first text does not match

local function build_noting()
  return build(function(expected)
    return Cmt(P(true), function(_, here)
      if here > at then at, state = here, expected end
      return true
    end)
  end)
end

-- For a text that does not match: how far it does, and whether an "operand" or an "operator" was to
-- follow.
function grammar.farthest(text)
  at, state = 0, "operand"
  noting = noting or build_noting()
  noting:match(text)
  return at, state
end

return grammar
