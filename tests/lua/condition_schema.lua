-- A small schema for the tests of conditions, in the shape that stdlib/schema gives: organisations,
-- systems, functions, people, incidents with reports, exceptions, and what refers to what.

local function field(name, of)
  of.name = name
  return of
end

local function T(type_name, more)
  local of = { type = type_name }
  for key, value in pairs(more or {}) do of[key] = value end
  return of
end

local function ref(target) return T("ref", { target = target }) end
local function refs(target) return T("ref", { target = target, list = true }) end

local fields = {
  organization = {
    field("name", T"text"), field("type", T("enum", { values = { "ministry", "agency", "operator" } })),
    field("fiscal_year_starts", T"month-day"), field("steps", T("text", { list = true })),
  },
  person = {
    field("name", T"text"), field("superior", ref"person"), field("unit", ref"unit"),
    field("joined_on", T"date"), field("left_on", T"date"), field("units", refs"unit"),
  },
  unit = { field("name", T"text"), field("parent", ref"unit"), field("head", ref"person") },
  system = {
    field("name", T"text"), field("base", T"bool"), field("rto", T"duration"),
    field("restore_time", T"duration"), field("depends_on", refs"system"), field("standby", T"group"),
    field("standby.type", T("enum", { values = { "hot", "warm", "cold", "none" } })),
    field("standby.site", ref"site"), field("unit", ref"unit"), field("updated_on", T"date"),
    field("service_kind", T("enum", { values = { "mail", "web", "sns", "lan" } })),
    field("rlo", T("group", { child = 8 })), field("effective_rto", T("duration", { derived = true })),
    field("group", T("text", { derived = true })), field("share", T"percent"), field("users", T"int"),
    field("load", T"number"), field("cost", T("money", { unit = "JPY" })),
    field("price", T("money", { unit = "USD" })), field("supply", T("quantity", { unit = "kW" })),
    field("weight", T("quantity", { unit = "kg" })), field("clients", T("quantity", { unit = "人" })),
    field("tags", T("text", { list = true })), field("sizes", T("int", { list = true })),
    field("modes", T("enum", { list = true, values = { "hot", "cold" } })), field("part_of", ref"system"),
    field("owner", ref"person"), field("opens_on", T"month-day"), field("cycle", T"period"),
  },
  ["function"] = {
    field("name", T"text"), field("emergency_priority", T"bool"), field("rto", T"duration"),
    field("systems", refs"system"), field("unit", ref"unit"), field("alternative", T"group"),
    field("alternative.prepared", T"bool"), field("alternative.holds_for", T"duration"),
  },
  site = { field("name", T"text"), field("alternate_of", ref"site") },
  exception = {
    field("subject", ref"any"), field("applicant", ref"person"), field("approver", ref"person"),
    field("from", T"date"), field("until", T"date"), field("ended_on", T"date"),
    field("decision", T("enum", { values = { "approved", "rejected", "pending" } })),
    field("affects", refs"any"),
  },
  incident = {
    field("recognised_at", T"datetime"), field("recovered_at", T"datetime"), field("on", T"date"),
    field("serious", T"bool"), field("reports", T("group", { child = 9 })), field("systems", refs"system"),
  },
  ["system.rlo"] = { field("after", T"duration"), field("percent", T"percent") },
  ["incident.reports"] = { field("to", T"text"), field("at", T"datetime"), field("number", T"int"),
    field("by", ref"person"), field("cc", refs"person") },
}

local order = { "organization", "person", "unit", "system", "function", "site", "exception", "incident",
  "system.rlo", "incident.reports" }
local plurals = { person = "people" }

local schema = { kinds = {}, by_name = {}, by_plural = {}, inverses = {} }

for i, name in ipairs(order) do
  local kind = { name = name, index = i - 1, fields = fields[name], by_name = {}, inverse_by_name = {} }
  for j, one in ipairs(kind.fields) do
    one.index = j - 1
    kind.by_name[one.name] = one
  end
  schema.kinds[i], schema.by_name[name] = kind, kind
  local owner = name:match("^(.-)%.")
  if owner then
    kind.parent = schema.by_name[owner].index
  elseif name == "organization" then
    kind.singleton, schema.organization = true, kind
  else
    kind.plural = plurals[name] or name .. "s"
    schema.by_plural[kind.plural] = kind
  end
end

local function inverse(name, of, source, holder, field_name)
  local way = { index = #schema.inverses, name = name, of = of, source = schema.by_name[source].index,
    holder = schema.by_name[holder].index, field = schema.by_name[holder].by_name[field_name].index }
  schema.inverses[#schema.inverses + 1] = way
  for _, kind in ipairs(schema.kinds) do
    if not kind.parent and not kind.singleton and (of == "any" or kind.name == of) then
      kind.inverse_by_name[name] = way
    end
  end
end

inverse("dependents", "system", "system", "system", "depends_on")
inverse("functions", "system", "function", "function", "systems")
inverse("incidents", "system", "incident", "incident", "systems")
inverse("systems", "person", "system", "system", "owner")
inverse("exceptions", "any", "exception", "exception", "subject")
inverse("incidents", "person", "incident", "incident.reports", "by")
inverse("subordinates", "person", "person", "person", "superior")

return schema
