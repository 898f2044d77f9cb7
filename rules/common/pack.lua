-- The facts that all packs judge: kinds of records, their fields, and what settles or excuses a rule.
-- It holds no rule of its own. The names are the contract with data files; packs add to it with
-- `extend`, and never rename.

pack "common" {
  version = "1.0.0",
  title = { ja = "共通の記録様式", en = "Common records" },
  files = {
    "organisation",   -- organisation, units, areas, committees, documents, acts of telling
    "people",         -- persons and the roles they hold
    "information",    -- information and its handling
    "systems",        -- systems, procurement, suppliers
    "continuity",     -- functions, components, sites, crises and damage
    "services",       -- services to the public and their outages
    "risk",           -- criteria, risks, measures, triggers, profiles
    "incidents",      -- security incidents
    "doing",          -- exceptions, requests, training, exercises, self-checks, audits
    "answers",        -- answers to questions; what settles a rule, what excuses it
  },
}
