-- What safety standards of critical infrastructure should lay down, after the guideline for writing
-- them, 4th edition (a draft). Its part I explains, part II asks: chapters 1 to 5, and the 20 items of
-- chapter 6, of which each sector and operator settles whether to adopt them.
--
-- What is judged is the set of the safety standards that apply to an organisation: all its documents of
-- type safety_standard together, whether the state, the sector or the organisation itself has made them.
-- So each clause has one verdict for the organisation. It is for operators of critical infrastructure and
-- their bodies; for others it is n/a.

pack "ci-guideline" {
  version = "1.0.0",
  title = { ja = "重要インフラの安全基準等の策定", en = "Safety standards of critical infrastructure" },
  uses = { "common" },
  documents = {
    ["CI-GUIDELINE"] = {
      title = {
        ja = "重要インフラの安全基準等の策定指針",
        en = "Guideline for writing safety standards of critical infrastructure",
      },
      edition = "4",
      status = "draft",
    },
  },
  deviation = "reason",    -- the choice is the sector's and the operator's; its reason is recorded
  level = "recommended",
  actors = {
    setter = { ja = "安全基準等の策定主体", en = "Those who set the safety standards" },
  },
  libraries = { "codes" }, -- what documents call the clauses
  files = {
    "set",                 -- which documents form the set, what they say, whom the pack is for
    "frame",               -- 1 to 5 purpose, scope, causes, roles, publication
    "items",               -- 6 the 20 items
  },
}
