-- The names and texts that stand in a pack's files, for what functions may read without saying so.

local mentions = {}

-- param "x" { … and the like declare and change; they do not read.
local DECLARES = { param = true, adjust = true, derive = true }

local function is_declaration(tokens, at)
  local before, after = at - 1, at + 1
  if tokens[before] and tokens[before].value == "(" then before, after = before - 1, after + 1 end
  local word = tokens[before] and tokens[before].value
  local opens = tokens[after] and tokens[after].value
  return DECLARES[word] and (opens == "{" or opens == "(")
end

-- param(name) and params[name]: which parameter is meant shows while judging only.
local function is_dynamic(tokens, at)
  local word, sign, argument = tokens[at].value, tokens[at + 1], tokens[at + 2]
  local asks = sign and (word == "param" and sign.value == "(" or word == "params" and sign.value == "[")
  if not (asks and argument) then return false end
  local behind = tokens[at + 3] and tokens[at + 3].value
  return not (argument.is == "text" and (behind == ")" or behind == "]"))
end

local function note(known, tokens, at)
  local token = tokens[at]
  if token.is == "name" then
    known.names[token.value] = true
    if is_dynamic(tokens, at) then known.dynamic = true end
  elseif token.is == "text" and not is_declaration(tokens, at) then
    known.texts[token.value] = true
    for name in string.gmatch(token.value, "%$([%w_/-]+)") do known.texts[name] = true end
  end
end

-- { names = set, texts = set, dynamic = whether parameters are asked for by names that are put together }
function mentions.of(pack)
  if pack.mentions then return pack.mentions end
  local known = { names = {}, texts = {}, dynamic = false }
  for _, file in ipairs(pack.sources) do
    for at in ipairs(file.tokens) do note(known, file.tokens, at) end
  end
  pack.mentions = known
  return known
end

return mentions
