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
  libraries = {
    "drilled", -- checks that ask for drills
    "telling", -- how messages tell of many
  },
  files = {
    "facts",               -- what the chapters read
    "planned",             -- which measures are to come, and how far they go
    "keeping",             -- 1.1.3 … 1.2 the least scope, keeping the plan, the four plans
    "scope",               -- 2.1 the basic policy
    "organisation",        -- 2.2 who draws the plan up
    "crises",              -- 2.3 which crises it is for
    "damage",              -- 2.4 what damage they do
    "functions",           -- 2.5.1 which functions must go on, and on which systems
    "objectives",          -- 2.5.2 what is set for each system
    "restoration",         -- 2.5.2(1)-1, -2 how soon they can be back
    "recovery",            -- 2.5.2(1)-3 … (2)-1 how soon they must be back
    "priorities",          -- 2.5.2(2)-2 and examples
    "components",          -- 2.6.1 what they rest on
    "component_examples",  -- 2.6.1 examples: the categories of parts
    "steps",               -- 2.6.2(1) recovery in steps
    "levels",              -- 2.6.2(2) target levels and gaps
    "targets",             -- 2.6.2(3), (4) and notes: choosing measures, gaps, what others manage
    "level_examples",      -- 2.6.2 examples: the levels of the tables, alternate environments
    "current",             -- 2.7.1 present levels and risks
    "examples",            -- 2.7.1 examples of measures
    "measures",            -- 2.7.2 what is done beforehand
    "measure_notes",       -- 2.7.2 notes and examples
    "roles",               -- 2.8.1 who does what in a crisis
    "stand_ins",           -- 2.8.1 notes: deputies, load, working from afar
    "response",            -- 2.8.2 the plan of response
    "response_examples",   -- 2.8.2 examples
    "drills",              -- 2.9.1 education and drills
    "drill_examples",      -- 2.9.1 examples
    "upkeep",              -- 2.9.2 keeping the plan alive
  },
}
