-- What is wrong with the packs, collected in one pass: every problem with its place, and its body in
-- Japanese and English. The bodies take the same arguments in the same order; an argument that is
-- itself in two languages is a table { ja =, en = }.

local problems = {}
problems.__index = problems

function problems.new()
  return setmetatable({ list = {}, errors = 0 }, problems)
end

local function arguments(lang, ...)
  local list = { ... }
  for i, argument in ipairs(list) do
    if type(argument) == "table" then list[i] = argument[lang] end
  end
  return table.unpack(list)
end

local function add(self, severity, place, subject, ja, en, ...)
  self.list[#self.list + 1] = {
    severity = severity, file = place.file, line = place.line, column = place.column, subject = subject,
    ja = ja:format(arguments("ja", ...)), en = en:format(arguments("en", ...)),
  }
end

-- place: { file, line, column }; subject: "rule '2.5.1'", or nil
function problems:error(place, subject, ja, en, ...)
  self.errors = self.errors + 1
  add(self, "error", place, subject, ja, en, ...)
end

function problems:warning(place, subject, ja, en, ...)
  add(self, "warning", place, subject, ja, en, ...)
end

-- An argument: "(did you mean 'x'?)", or nothing where no name is near.
function problems.suggestion(name, names, nearest)
  local near = nearest(name, names)
  if not near then return { ja = "", en = "" } end
  return { ja = ("（「%s」のことか）"):format(near), en = (" (did you mean '%s'?)"):format(near) }
end

return problems
