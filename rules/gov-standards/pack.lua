-- Information security of government bodies, after the guideline for writing their security standards,
-- 2025 edition as amended. Parts 1 and 2 are given there in full, parts 3 to 8 as titles.
--
-- Obligations are named as the document prints them (`2.1.1(1)(a)`), basic measures by their number
-- (`2.1.1(1)-1`), the items of their lists by letters (`#a`), the points below an item by numbers
-- (`#c.1`). A basic measure may be replaced by another of the same or a higher level, never by a weaker
-- one. What the guideline explains to be necessary is judged with the clause; what it calls desirable is
-- a rule of its own. The specimens of chapter 1.5 show how to read the text; they are no rules.
--
-- One file per chapter, several where it is long; clauses in the order of the document.

pack "gov-standards" {
  version = "1.0.0",
  title = { ja = "政府機関等の対策基準", en = "Security standards of government bodies" },
  uses = { "common" },
  documents = {
    ["GOV-STD"] = {
      title = {
        ja = "政府機関等の対策基準策定のためのガイドライン（令和7年度版）",
        en = "Guideline for writing security standards in government bodies, 2025 edition",
      },
      edition = "2025-07-01, amended 2026-06-12",
      status = "final",
    },
  },
  deviation = "equivalence", -- only a measure of the same or a higher level replaces another
  level = "mandatory",
  applies = "is_government_body",
  actors = {                 -- besides the roles of people
    body = { ja = "機関等", en = "The body" },
    staff = { ja = "職員等", en = "Everybody who works for the body" },
    committee = { ja = "情報セキュリティ委員会", en = "Security committee" },
    promotion = { ja = "情報セキュリティ対策推進体制", en = "Promotion body" },
    csirt = { ja = "CSIRT", en = "CSIRT" },
  },
  libraries = {
    "write",                 -- how rows are written
    "independence",          -- whether an auditor is independent
  },
  files = {
    "figures",               -- figures that several chapters use
    "roles",                 -- who is in office, who belongs where, which year is judged
    "ratings",               -- 1.2 ratings of information and systems
    "ciso",                  -- 2.1.1 (1) CISO and deputy
    "committee",             -- 2.1.1 (2) security committee
    "chief_auditor",         -- 2.1.1 (3) chief auditor
    "officers",              -- 2.1.1 (4) officers of groupings, areas, divisions, systems
    "advisor",               -- 2.1.1 (5) advisor
    "promotion",             -- 2.1.1 (6) promotion body
    "csirt",                 -- 2.1.1 (7) CSIRT
    "apart",                 -- 2.1.1 (8) roles kept apart
    "ledger",                -- 2.1.2 ledger of systems
    "standards",             -- 2.1.3 risk assessment, standard, rules, promotion plan
    "operation",             -- 2.2.1 keeping the rules running
    "exceptions",            -- 2.2.2 (1) exceptions: procedure and register
    "exceptions_run",        -- 2.2.2 (2) how they are run
    "triggers",              -- what calls for another look at a document
    "training",              -- 2.2.3 training
    "incident_clocks",       -- 2.2.4 from when clocks run, and until when
    "incidents_ready",       -- 2.2.4 (1) being ready for incidents
    "incidents",             -- 2.2.4 (2) handling them
    "incidents_told",        -- 2.2.4 (3), (4) telling others, learning
    "selfcheck",             -- 2.3.1 self-checks
    "audit",                 -- 2.3.2 (1), (2) audits: plan and doing
    "audit_findings",        -- 2.3.2 (3) what they found
    "review",                -- 2.4.1 review
    "agencies",              -- 2.5.1 agencies and designated corporations
    "displays",              -- what reports show ministries of the bodies they look after
    "part3",                 -- 3 information: titles
    "part4",                 -- 4 outsourcing: titles
    "part5",                 -- 5 life cycle of systems: titles
    "part6",                 -- 6 parts of systems: titles
    "part7",                 -- 7 security requirements: titles
    "part8",                 -- 8 use of systems: titles
  },
}
