-- What we do otherwise: nothing yet. Take the -- away from an example to make it work.
-- Every change is shown in every result, with its reason.

{{if param}}
-- Set a parameter; `kijun rules show` tells its value.
-- adjust "{{param}}" {        -- {{param-title}}: {{param-value}}
--   value = {{param-literal}},
--   reason = { ja = "なぜ変えるか", en = "Why it is changed" },
-- }

{{end}}
{{if rule}}
-- Take a rule out; it stays listed.
-- drop "{{rule}}" {           -- {{rule-title}}
--   reason = { ja = "なぜ要らないか", en = "Why it is not needed" },
-- }

{{end}}
{{if other-rule}}
-- Change the parts of a rule that are named here.
-- replace "{{other-rule}}" {   -- {{other-rule-title}}
--   level = "mandatory",
--   reason = { ja = "なぜ改めるか", en = "Why it is changed" },
-- }

{{end}}
-- Add a rule.
-- add "1" {
--   kind = "system",
--   title = { ja = "復旧にかかる時間が分かっている", en = "How long restoring takes is known" },
--   check = "present(restore_time)",
--   remedy = { ja = "復旧を試し、かかった時間を書く", en = "Try it, and record how long it took" },
-- }
