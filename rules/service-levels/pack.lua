-- Levels at which services of critical infrastructure are to be kept: which outages break them.
--
-- Each rule is one row of figure 6 and is named after the type of service; it is judged for the
-- outages of services of that type. pass: the level was kept; fail: it was broken, exactly at a
-- threshold included; n/a: not caused by IT, or a service that uses no IT.

pack "service-levels" {
  version = "1.0.0",
  title = { ja = "重要インフラサービスの維持レベル", en = "Service levels of critical infrastructure" },
  uses = { "common" },
  documents = {
    ["CI-HANDBOOK"] = {
      title = { ja = "指針対策編の実現に向けた手引書（仮称）", en = "Handbook for carrying out the guideline on measures" },
      edition = "1",
      status = "draft",
    },
  },
  deviation = "reason",
  actors = { operator = { ja = "事業者", en = "Operator" } },
  level = "example",     -- the handbook repeats the figure for reference; the duties stand in the laws named
  files = {
    "figures",           -- the thresholds
    "outages",           -- what is computed of an outage
    "levels",            -- the rows
  },
}
