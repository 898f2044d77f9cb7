-- Rules that no test speaks of. Tests lie under PACK/tests: NAME.expected (lines VERDICT RULE RECORD
-- beside NAME.yaml), and tables of cases NAME.test.yaml or NAME.test.lua, where a rule is named as a
-- word or a text.

local declared = require "lint.declared"

local function is_expectation(name)
  return string.find(name, "%.expected$") or string.find(name, "%.test%.yaml$")
    or string.find(name, "%.test%.lua$")
end

-- The words of a text into a set. `only` lines choose rules and expect nothing of them.
local function add_words(words, text)
  for line in string.gmatch(text, "[^\n]+") do
    if not string.find(line, "^only%s") then
      for word in string.gmatch(line, "[^%s\"',%[%]{}]+") do
        words[word] = true
        words[string.match(word, "^(.-):?$")] = true -- a key of YAML
      end
    end
  end
end

local function words_of(pack)
  local words, any = {}, false
  for _, file in ipairs(pack.tests) do
    if is_expectation(file.name) then
      add_words(words, file.text)
      any = true
    end
  end
  return words, any
end

-- The rules that the pack itself makes or changes.
local function rules_of(pack)
  local list = {}
  for _, rule in ipairs(pack.rules) do list[#list + 1] = declared.original(rule) end
  for _, change in ipairs(pack.replaces) do list[#list + 1] = change end
  return list
end

return function(self)
  for _, pack in ipairs(self.packs) do
    local words, any = words_of(pack)
    local rules = pack.installed and {} or rules_of(pack) -- tests are not handed out
    if not any and #rules > 0 then
      self:tell("no-tests", pack, pack.place, ("pack '%s'"):format(pack.id), #rules)
    end
    for _, rule in ipairs(any and rules or {}) do
      local name = rule.name
      local short = string.match(name, "^[^/]*/(.+)$") or name
      if not (words[name] or words[short] or words[pack.id .. "/" .. short]) then
        self:tell("untested", pack, rule.place, rule.subject)
      end
    end
  end
end
