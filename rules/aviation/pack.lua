-- Cybersecurity in aviation, after the summary of the sector's safety guideline: what it asks of
-- operators in governance (3, of the board), risk management and crises (4, of those responsible for
-- security), and measures (5).
--
-- The summary prints the contents of the whole guideline, and explains a part of it. Clauses that it
-- explains are judged. Those of which it prints the title only are catalogue entries: the title is the
-- question. `CLAUSE#key` is a duty within a clause, an addition of this edition, or an example; keys are
-- ours. Where a clause asks for several things, its verdict follows from them; the examples of one of them
-- then stand below it (`CLAUSE#key.key`). Examples have verdicts of their own, on which nothing depends.
--
-- It is for operators in aviation; for others the clauses are n/a, and their records are not looked at.

pack "aviation" {
  version = "1.0.0",
  title = { ja = "航空分野のサイバーセキュリティ", en = "Cybersecurity in aviation" },
  uses = { "common" },
  documents = {
    ["AVIATION"] = {
      title = {
        ja = "航空分野の安全ガイドライン（概要版）",
        en = "Safety guideline for information security in aviation, summary",
      },
      edition = "2024-04",
      status = "final",
    },
  },
  deviation = "reason",    -- the guideline recommends; the reason for another way is recorded
  level = "recommended",
  actors = { operator = { ja = "航空事業者", en = "Operator in aviation" } },
  libraries = { "write" }, -- how rules are written
  files = {
    "facts",               -- for whom the pack is, and what the chapters compute
    "governance",          -- 3 governance
    "situation",           -- 4.1 situation, maturity
    "assessment",          -- 4.2 assessment, aim
    "treatment",           -- 4.3 treatment, plans
    "supply",              -- 4.4 supply chain, who manages what at airports
    "operation",           -- 4.5 to 4.11 people, CSIRT, sharing, crises
    "measures",            -- 5.1, 5.2 operation, backup, remote access
    "defence",             -- 5.3, 5.4 places, access, layers of defence
    "outside",             -- 5.5, 5.6 and annexes: clouds, outsourcing
  },
}
