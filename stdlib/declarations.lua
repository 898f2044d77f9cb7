-- What each declaration of a pack may hold: see doc/packs.md for what it means.

local shape = require "shape"

local LEVELS = { "mandatory", "recommended", "example", "catalogue" }

local RULE = {
  { "kind", "names", doc = "the kinds it is judged for" },
  { "title", "label", required = true, doc = "what is asked" },
  { "actor", "text", doc = "of whom" },
  { "level", LEVELS, doc = "how binding it is" },
  { "select", "condition", doc = "chooses the records" },
  { "when", "condition", doc = "false: n/a" },
  { "check", "condition or function", doc = "whether it is met" },
  { "ask", "label", doc = "question to a person: an answer settles the rule" },
  { "items", "bool or strict", doc = "rolled up from its items; strict: one that fails breaks it" },
  { "declared", "bool", doc = "the check rests on a declaration: an answer goes before it" },
  { "question", "label", doc = "question for self-checks" },
  { "remedy", "label", doc = "what to do" },
  { "evidence", "labels", doc = "what shows it" },
  { "technique", "text", doc = "how it is looked into" },
  { "document", "text", doc = "the document; the pack's only one unless given" },
  { "clause", "text", doc = "the clause; the name up to # unless given" },
  { "legal", "label", doc = "legal basis" },
  { "waivable", "bool", doc = "false: no exception covers it" },
  { "in_principle", "bool", doc = "an equivalent with its reason satisfies it" },
}

local REASON = { "reason", "label or text", doc = "why; without one a change not stricter is a finding" }

-- The keys of `list` but for what is required, and others besides.
local function loosened(list, ...)
  local keys = table.pack(...)
  for _, key in ipairs(list) do keys[#keys + 1] = { key[1], key[2], doc = key.doc } end
  return keys
end

return {
  pack = shape.of {
    { "version", "text", required = true, doc = "three numbers" },
    { "title", "label", required = true, doc = "name of the pack" },
    { "uses", "texts", doc = "packs whose kinds, parameters and derived fields it reads" },
    { "documents", "table", doc = "the documents it makes executable" },
    { "deviation", { "reason", "equivalence" }, doc = "what a departure from it needs" },
    { "level", LEVELS, doc = "level of rules that name none" },
    { "applies", "text", doc = "field of the organisation: where it is false, all rules are n/a" },
    { "actors", "labels by name", doc = "whom its rules may name as actor" },
    { "files", "texts", doc = "its files, in the order in which they run" },
    { "libraries", "texts", doc = "its files that give functions to the others: library \"NAME\"" },
    { "extends", "names", doc = "packs that it changes: adjust, replace, drop, add" },
  },
  document = shape.of {
    { "title", "label", required = true, doc = "title of the document" },
    { "edition", "text", doc = "edition as printed" },
    { "status", { "final", "draft", "summary" }, doc = "standing of the text" },
  },
  kind = shape.of {
    { "title", "label", required = true, doc = "what it is called" },
    { "plural", "text", doc = "key in data files; the name plus s unless given" },
    { "singleton", "bool", doc = "the organisation's own record" },
    { "derived", "bool", doc = "its records are made by a pack" },
    { "fields", "table", required = true, doc = "list of field(…)" },
  },
  extend = shape.of {
    { "fields", "table", required = true, doc = "list of field(…)" },
  },
  param = shape.of {
    { "title", "label", required = true, doc = "what the figure is" },
    { "value", "any", doc = "a scalar, a list, bands or map" },
    { "type", "text", doc = "type of the value, of the entries of a map" },
    { "source", "text", doc = "clause or table it comes from" },
    { "document", "text", doc = "document it comes from; the pack's only one unless given" },
    { "unit", "text", doc = "for reports" },
    { "stricter", { "lower", "higher" }, doc = "which side is the stricter" },
    { "open", "bool", doc = "an organisation's table may have other keys" },
  },
  derive = shape.of {
    { "type", "text", doc = "type of the one field; found from the condition unless given" },
    { "title", "label", doc = "what the one field is called; its name unless given" },
    { "labels", "labels by name", doc = "labels of the values of the one field" },
    { "fields", "table", doc = "several fields that one function fills" },
    { "from", "condition or function", doc = "how it is computed" },
    { "reads", "texts", doc = "derived fields that the function reads, KIND.FIELD" },
    { "over", { "organization" }, doc = "all records of an organisation at once" },
  },
  records = shape.of {
    { "from", "function", required = true, doc = "function(organization) that returns a list" },
    { "reads", "texts", doc = "derived fields that it reads" },
  },
  rule = shape.of(RULE),
  adjust = shape.of { REASON, { "value", "any", required = true, doc = "as in param" } },
  replace = shape.of(loosened(RULE, REASON)),
  drop = shape.of { REASON },
  add = shape.of { REASON, table.unpack(RULE) },
  answer = shape.of {
    { "kind", "text", required = true, doc = "kind of the records that settle rules" },
    { "rule", "text", required = true, doc = "its field that names the rule" },
    { "subject", "text", required = true, doc = "its field that names the record" },
    { "value", "text", required = true, doc = "its field with the answer" },
    { "verdicts", "table", required = true, doc = "answer = verdict" },
    { "when", "condition", doc = "when it counts" },
    { "equivalent", "condition", doc = "when it names an equivalent" },
  },
  contradiction = shape.of {
    { "kind", "text", required = true, doc = "kind of the records" },
    { "when", "condition", required = true, doc = "true: the record contradicts itself" },
    { "message", "label", required = true, doc = "what is wrong, and what to do" },
  },
  holder = shape.of {
    { "kind", "text", required = true, doc = "kind of the records that say who has to act" },
    { "person", "text", required = true, doc = "its field that names the person" },
    { "actor", "text", doc = "its field that names whom rules address; none: for all about the record" },
    { "subject", "text", doc = "with actor: its field that names the record that it is about; missing: all" },
    { "when", "condition", doc = "when it is so" },
  },
  register = shape.of {
    { "command", "text", required = true, doc = "the command that shows it" },
    { "kind", "text", required = true, doc = "kind of the records" },
    { "title", "label", required = true, doc = "its heading" },
    { "columns", "table", required = true, doc = "fields, in their order" },
    { "sort", "text", doc = "field by which it is sorted, then by id" },
    { "select", "condition", doc = "chooses the records" },
    { "seen_by", "text", doc = "for `report`: field of organisations naming who looks after them" },
  },
  matrix = shape.of {
    { "command", "text", required = true, doc = "the command that shows it" },
    { "kind", "text", required = true, doc = "kind of the records" },
    { "title", "label", required = true, doc = "its heading" },
    { "rows", "table", required = true, doc = "{ field =, scale = }: the steps of a record and of all" },
    { "columns", "table", required = true, doc = "the same for the columns" },
    { "cells", "text", required = true, doc = "parameter: a table by step of row and column" },
    { "marks", "text", doc = "parameter: a table of truth values; true is marked" },
    { "select", "condition", doc = "chooses the records" },
  },
  waiver = shape.of {
    { "kind", "text", required = true, doc = "kind of the records that excuse" },
    { "rule", "text", required = true, doc = "its field that names the rule" },
    { "subject", "text", required = true, doc = "its field that names the record" },
    { "when", "condition", required = true, doc = "when it is valid" },
    { "turns", "texts", required = true, doc = "verdicts that it excuses" },
  },
}
