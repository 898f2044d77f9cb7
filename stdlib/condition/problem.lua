-- What is wrong with a condition: raised as a table { from, to, ja, en, missing } and caught once, in
-- condition.compile. A message names the cause and the remedy, in Japanese and English.

local kijun = kijun or require "standins"
local suggestion = require "problems".suggestion

local problem = {}
problem.__index = problem

-- Raises the problem of the span [from, to) of the text. Further arguments go into both messages,
-- in the same order; an argument that is itself in two languages is a table { ja, en }.
function problem.raise(span, ja, en, ...)
  local in_ja, in_en = { ... }, { ... }
  for i = 1, select("#", ...) do
    local argument = in_ja[i]
    if type(argument) == "table" then in_ja[i], in_en[i] = argument.ja, argument.en end
  end
  error(setmetatable({
    from = span.from, to = span.to, missing = span.missing,
    ja = ja:format(table.unpack(in_ja)), en = en:format(table.unpack(in_en)),
  }, problem), 0)
end

function problem.is(value) return getmetatable(value) == problem end

-- An argument for `raise`: the nearest of the names as a question, or nothing.
function problem.suggestion(name, names) return suggestion(name, names, kijun.nearest) end

return problem
