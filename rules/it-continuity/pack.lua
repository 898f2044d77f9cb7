-- Continuity of information systems, after the guideline for government bodies, 3rd edition.
-- One file per chapter, clauses in the order of the document.

pack "it-continuity" {
  version = "1.0.0",
  title = { ja = "情報システム運用継続計画", en = "Information system continuity planning" },
  uses = { "common" },
  documents = {
    ["IT-BCP"] = {
      title = {
        ja = "情報システム運用継続計画ガイドライン（政府機関等）",
        en = "Guideline for information system continuity plans in government bodies",
      },
      edition = "3",
      status = "final",
    },
  },
  deviation = "reason",    -- the choice is the organisation's; its reason is recorded
  level = "recommended",
  files = {
    "recovery",            -- 2.5 how soon systems must be back
    "restoration",         -- 2.5.2(1)-1 how soon they can be
    "components",          -- 2.6.1 what they rest on
    "steps",               -- 2.6.2(1) recovery in steps
    "levels",              -- 2.6.2(2), (3) target levels and gaps
    "current",             -- 2.7.1 present levels
    "examples",            -- 2.7.1 examples of measures
  },
}
