-- Rules, answers, waivers and contradictions: what they name is looked up, their conditions are compiled.

local kijun = kijun or require "standins"
local actors = require "actors"
local named_params = require "named_params"
local suggestion = require "problems".suggestion

local rules = {}

local VERDICTS = { "pass", "partial", "fail", "unknown", "n/a" }
local known_verdict = {}
for _, name in ipairs(VERDICTS) do known_verdict[name] = true end

local function kinds_of(build, pack, declared)
  local named, list = declared.body.kind, {}
  if named == nil then
    local organization = build.schema.organization
    if not organization then
      build.problems:error(declared.place, declared.subject, "「kind」がない", "'kind' is missing")
    end
    return { organization }
  end
  if type(named) == "string" then named = { named } end
  for _, name in ipairs(type(named) == "table" and named or {}) do
    list[#list + 1] = type(name) == "string"
      and build.builder:kind_for(pack, name, declared.place, declared.subject) or nil
  end
  return list
end

-- What a rule applies to: what its pack says of organisations, and the rule of its records.
local function applying(build, pack, kind, when)
  local applies = pack.header.applies
  if type(applies) ~= "string" then return when end
  if kind ~= build.schema.organization then applies = "organization." .. applies end
  return type(when) == "string" and ("(%s) and %s"):format(when, applies) or applies
end

-- Who says a part of a rule, and where: an overlay, or the rule's own pack.
local function speaker(pack, declared, key)
  local given = declared.given and declared.given[key]
  if given then return given.pack, given.place end
  return pack, declared.base and declared.base.place or declared.place
end

local function compile_each(build, pack, declared, kinds, key)
  local written, list = declared.body[key], {}
  local by, place = speaker(pack, declared, key)
  for _, kind in ipairs(kinds) do
    local text = key == "when" and applying(build, pack, kind, written) or written
    if type(text) ~= "string" then return nil end
    local expression = build:compile { pack = by, place = place, subject = declared.subject,
      text = text, kind = kind, expect = "bool", key = key }
    if not expression then return nil end
    list[#list + 1] = expression
  end
  return list
end

local function check_contents(build, pack, declared)
  local body, report = declared.body, function(...)
    build.problems:error(declared.place, declared.subject, ...)
  end
  local level = body.level or pack.header.level or "recommended"
  if body.declared and (body.items or body.check == nil) then
    report("「declared」は「check」のある要件に書く", "'declared' belongs to a rule with a 'check'")
  end
  if body.items then
    if body.check ~= nil or body.ask ~= nil then
      report("「items」のある要件の判定は項目から決まる。「check」「ask」は項目に書く",
        "a rule with 'items' is decided by its items; 'check' and 'ask' belong to them")
    end
  elseif level ~= "catalogue" and body.check == nil and body.ask == nil then
    report("「check」か「ask」か「items」が要る", "'check', 'ask' or 'items' is missing")
  end
  return level
end

-- The question that an answer settles. A catalogue entry has a title only: that is its question.
local function question_of(body)
  if body.items then return false, body.question end
  if body.ask == nil and body.check == nil then return true, body.question or body.title end
  return body.ask ~= nil, body.ask or body.question
end

-- One label stands for a list of it.
local function list_of_labels(value)
  return type(value) == "table" and value.ja and { value } or value
end

local function document_of(build, pack, declared)
  local by = speaker(pack, declared, "document")
  return build:document_of(by, declared.body.document, declared)
end

local function describe(build, pack, declared, order)
  local body = declared.body
  local kinds, indices = kinds_of(build, pack, declared), {}
  local ask, question = question_of(body)
  for i, kind in ipairs(kinds) do indices[i] = kind.index end
  local check = body.check
  if type(check) ~= "function" then check = compile_each(build, pack, declared, kinds, "check") end
  return {
    pack = pack.index, clause = declared.name, kinds = indices, title = body.title, remedy = body.remedy,
    question = question, actor = body.actor,
    actor_title = actors.label(build, (speaker(pack, declared, "actor")), declared),
    level = check_contents(build, pack, declared),
    document = document_of(build, pack, declared),
    clause_printed = body.clause or string.match(declared.name, "^[^#]*"), legal = body.legal,
    technique = body.technique, evidence = list_of_labels(body.evidence), ask = ask,
    select = compile_each(build, pack, declared, kinds, "select"),
    when = compile_each(build, pack, declared, kinds, "when"), check = check,
    strict = body.items == "strict", declared = body.declared or false, waivable = body.waivable ~= false,
    in_principle = body.in_principle or false, order = order,
    parameters = named_params.of(build, (speaker(pack, declared, "check")), check),
    place = build.place(declared.place),
  }
end

-- ---- items --------------------------------------------------------------------------------------

-- "2.1#a" belongs to "2.1", "2.1#a.2" to "2.1#a".
local function clause_above(name)
  return string.match(name, "^(.+#[^.]+)%.[^.]+$") or string.match(name, "^([^#]+)#[^.#]+$")
end

-- What an item says is said of the same record as its clause, or of all records of an organisation.
local function check_kinds(build, clause, item)
  if #clause.kinds == 1 and clause.kinds[1] == build.schema.organization.index then return end
  local own = {}
  for _, kind in ipairs(clause.kinds) do own[kind] = true end
  for _, kind in ipairs(item.kinds) do
    if not own[kind] then
      build.problems:error(item.place, ("rule '%s'"):format(item.clause),
        "項目の種別は、要件「%s」と同じか、要件の種別が organization でなければならない",
        "an item is judged for the kind of its clause '%s', unless that is judged for the organization",
        clause.clause)
    end
  end
end

-- The rules of a pack, from `first` in the list on: the items of those that have items.
local function find_items(build, declared, list, first)
  local with_items = {}
  for i, of in ipairs(declared) do
    local clause = list[first + i - 1]
    if of.body.items then clause.items, with_items[clause.clause] = {}, clause end
  end
  for at = first, first + #declared - 1 do
    local item = list[at]
    local clause = with_items[clause_above(item.clause)]
    if clause then
      clause.items[#clause.items + 1] = at - 1
      check_kinds(build, clause, item)
    end
  end
  for i, of in ipairs(declared) do
    local clause = list[first + i - 1]
    if clause.items and #clause.items == 0 then
      build.problems:error(of.place, of.subject, "項目の要件「%s%sa」などがない",
        "it has no items, such as '%s%sa'", clause.clause,
        string.find(clause.clause, "#", 1, true) and "." or "#")
    end
  end
end

-- A rule that an overlay dropped: it stays listed, and is judged for nothing.
local function dropped(build, pack, declared, order)
  local rule = describe(build, pack, declared, order)
  rule.kinds, rule.select, rule.when, rule.check, rule.dropped = {}, nil, nil, nil, true
  return rule
end

function rules.rules(build)
  local list = {}
  for _, pack in ipairs(build.packs) do
    local seen, first_of_pack = {}, #list + 1
    for _, declared in ipairs(pack.rules) do
      local first = seen[declared.name]
      if first then
        build.problems:error(declared.place, declared.subject,
          "この要件は既にある（%s:%d）。一方を「%s#b」のように変えるか除く",
          "this rule is declared already (%s:%d); rename one of them, such as '%s#b', or remove it",
          first.file, first.line, string.match(declared.name, "^[^#]*"))
      end
      if string.find(declared.name, "[%s/,:]") then
        build.problems:error(declared.place, declared.subject, "要件の名に空白・/・,・: は使えない",
          "a rule's name cannot hold blanks, '/', ',' or ':'")
      end
      seen[declared.name] = declared.place
      list[#list + 1] = describe(build, pack, declared, #list)
    end
    find_items(build, pack.rules, list, first_of_pack)
    for _, declared in ipairs(pack.dropped) do list[#list + 1] = dropped(build, pack, declared, #list) end
  end
  return list
end

-- ---- answers and waivers ------------------------------------------------------------------------

local function field_named(build, declared, kind, key)
  local name = declared.body[key]
  local field = type(name) == "string" and kind.by_name[name]
  if field then return field.index end
  if type(name) ~= "string" then return nil end
  local names = {}
  for i, other in ipairs(kind.fields) do names[i] = other.name end
  build.problems:error(declared.place, declared.subject, "種別「%s」に項目「%s」はない%s",
    "kind '%s' has no field '%s'%s", kind.name, name, suggestion(name, names, kijun.nearest))
end

local function check_verdicts(build, declared, list)
  for _, name in ipairs(list) do
    if not known_verdict[name] then
      build.problems:error(declared.place, declared.subject, "判定「%s」は知られていない（%s）",
        "unknown verdict '%s' (%s)", tostring(name), table.concat(VERDICTS, ", "))
    end
  end
end

local function begin(build, pack, declared)
  local name = declared.body.kind
  local kind = type(name) == "string" and build.builder:kind_for(pack, name, declared.place, declared.subject)
  if not kind then return nil end
  return kind, {
    pack = pack.index, kind = kind.index, rule = field_named(build, declared, kind, "rule"),
    subject = field_named(build, declared, kind, "subject"), place = build.place(declared.place),
  }
end

local function compile_one(build, pack, declared, kind, key)
  local list = compile_each(build, pack, declared, { kind }, key)
  return list and list[1]
end

local function answer(build, pack, declared)
  local kind, document = begin(build, pack, declared)
  if not kind then return nil end
  local given, verdicts = declared.body.verdicts, {}
  for _, name in pairs(type(given) == "table" and given or {}) do verdicts[#verdicts + 1] = name end
  table.sort(verdicts, function(a, b) return tostring(a) < tostring(b) end)
  check_verdicts(build, declared, verdicts)
  document.value, document.verdicts = field_named(build, declared, kind, "value"), given
  document.when = compile_one(build, pack, declared, kind, "when")
  document.equivalent = compile_one(build, pack, declared, kind, "equivalent")
  return document
end

local function waiver(build, pack, declared)
  local kind, document = begin(build, pack, declared)
  if not kind then return nil end
  document.turns = type(declared.body.turns) == "table" and declared.body.turns or {}
  check_verdicts(build, declared, document.turns)
  document.when = compile_one(build, pack, declared, kind, "when")
  return document
end

-- Who has to act where a rule addresses someone.
local function holder(build, pack, declared)
  local name = declared.body.kind
  local kind = type(name) == "string" and build.builder:kind_for(pack, name, declared.place, declared.subject)
  if not kind then return nil end
  local document = {
    pack = pack.index, kind = kind.index, person = field_named(build, declared, kind, "person"),
    actor = field_named(build, declared, kind, "actor"),
    subject = field_named(build, declared, kind, "subject"),
    when = compile_one(build, pack, declared, kind, "when"),
  }
  local person = document.person and kind.fields[document.person + 1]
  if person and (person.type ~= "ref" or person.list) then
    build.problems:error(declared.place, declared.subject, "項目「%s」は、1つの記録への参照ではない",
      "field '%s' is no reference to one record", person.name)
    return nil
  end
  return document.person and document
end

local function each(build, key, describe_one)
  local list = {}
  for _, pack in ipairs(build.packs) do
    for _, declared in ipairs(pack[key]) do list[#list + 1] = describe_one(build, pack, declared) end
  end
  return list
end

function rules.answers(build) return each(build, "answers", answer) end
function rules.waivers(build) return each(build, "waivers", waiver) end
function rules.holders(build) return each(build, "holders", holder) end

-- ---- contradictions -----------------------------------------------------------------------------

local function contradiction(build, pack, declared)
  local name = declared.body.kind
  local kind = type(name) == "string" and build.builder:kind_for(pack, name, declared.place, declared.subject)
  if not kind then return nil end
  return {
    pack = pack.index, kind = kind.index, message = declared.body.message,
    place = build.place(declared.place),
    when = compile_one(build, pack, declared, kind, "when"),
  }
end

function rules.contradictions(build) return each(build, "contradictions", contradiction) end

return rules
