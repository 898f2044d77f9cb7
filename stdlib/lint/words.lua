-- Names that hide others: a local, an argument or a loop's variable called like a word of the packs; a
-- parameter called like one of another pack that is seen from there, so that `$name` would be ambiguous.
-- Words for declaring can only be meant outside of functions and blocks, so a name within one hides
-- nothing.

local run = require "run"
local scan = require "lint.source"
local vocabulary = require "vocabulary"

local function known_words()
  local words = {}
  for word in pairs(vocabulary.new({}, {})) do words[word] = "declaring" end
  for word in pairs(run.names) do words[word] = "judging" end
  return words
end

-- ---- locals -------------------------------------------------------------------------------------

local function is(token, value) return token and token.value == value and token.is ~= "text" end

-- Calls visit(token) for the names in a list that begins at tokens[at]: a, b, c
local function names_from(tokens, at, visit)
  while tokens[at] and tokens[at].is == "name" do
    visit(tokens[at])
    if is(tokens[at + 1], "<") then at = at + 3 end -- local x <const>
    if not is(tokens[at + 1], ",") then return end
    at = at + 2
  end
end

local OPENS = { ["function"] = 1, ["do"] = 1, ["if"] = 1, ["repeat"] = 1, ["end"] = -1, ["until"] = -1 }

-- Calls visit(token, depth) wherever a name is made; depth 0: outside of functions and blocks.
local function each_local(tokens, visit)
  local depth = 0
  local function outer(token) visit(token, depth) end
  local function inner(token) visit(token, depth + 1) end
  for at, token in ipairs(tokens) do
    if is(token, "local") and is(tokens[at + 1], "function") then
      outer(tokens[at + 2])
    elseif is(token, "local") then
      names_from(tokens, at + 1, outer)
    elseif is(token, "for") then
      names_from(tokens, at + 1, inner)
    elseif is(token, "function") then
      local open = at + 1
      while tokens[open] and not is(tokens[open], "(") and not is(tokens[open], "function") do
        open = open + 1
      end
      names_from(tokens, open + 1, inner)
    end
    depth = depth + (token.is == "name" and OPENS[token.value] or 0)
  end
end

local function without_remarks(tokens)
  local list = {}
  for _, token in ipairs(tokens) do
    if token.is ~= "remark" then list[#list + 1] = token end
  end
  return list
end

local function check_file(self, pack, file, words)
  each_local(without_remarks(file.tokens), function(token, depth)
    local word = token and words[token.value]
    if not word or word == "declaring" and depth > 0 then return end
    local line = scan.line_of(file.starts, token.from)
    local column = utf8.len(file.text, file.starts[line], token.from, true)
    self:tell("shadowed-word", pack, { file = file.path, line = line, column = column }, nil, token.value)
  end)
end

-- ---- parameters ---------------------------------------------------------------------------------

local function check_parameters(self, pack)
  for _, one in ipairs(pack.params) do
    for _, other in ipairs(self.all) do
      for _, same in ipairs(pack.sees[other] and other ~= pack and other.params or {}) do
        local place = (same.base or same).place
        if same.name == one.name then
          self:tell("shadowed-parameter", pack, (one.base or one).place, one.subject, other.id, place.file,
            place.line or 0)
        end
      end
    end
  end
end

return function(self)
  local words = known_words()
  for _, pack in ipairs(self.packs) do
    for _, file in ipairs(pack.sources) do check_file(self, pack, file, words) end
    if pack.sees then check_parameters(self, pack) end
  end
end
