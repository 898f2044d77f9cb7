-- Prioritising and deciding security measures in critical infrastructure, after the handbook to the
-- guideline for safety standards (first edition, draft). The handbook only gives examples.
--
-- `figures` are the scales, the matrix and what counts as high, low and acceptable; `process` computes
-- what follows from them for each risk; then one file per step, clauses in the order of the document.

pack "ci-risk" {
  version = "1.0.0",
  title = { ja = "重要インフラのリスク対応", en = "Risk process in critical infrastructure" },
  uses = { "common" },
  documents = {
    ["CI-RISK"] = {
      title = {
        ja = "指針対策編の実現に向けた手引書",
        en = "Handbook for prioritising and deciding security measures",
      },
      edition = "1",
      status = "draft",
    },
  },
  deviation = "reason",    -- methods and scales are the organisation's choice
  level = "example",
  actors = {
    management = { ja = "経営層", en = "Management" },
    security_division = { ja = "情報セキュリティ対策を担う部門", en = "Security division" },
    risk_owner = { ja = "リスク所有者", en = "Risk owner" },
  },
  files = {
    "figures",             -- scales, matrix, acceptance; which steps are run
    "process",             -- level, need and choice of treatment, priority, residual, for each risk
    "draft",               -- judgements collected into a draft of criteria
    "displays",            -- what `kijun risk` shows
    "context",             -- 1 objects, criteria, issues
    "identify",            -- 2 risks from causes and from results
    "analyse",             -- 3 how likely, how grave
    "evaluate",            -- 4 whether to treat, and in which order
    "treat",               -- 5 options, plans, what remains
    "monitor",             -- 6 drift inside, changes outside
  },
}
