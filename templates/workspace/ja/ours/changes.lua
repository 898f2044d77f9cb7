-- もとの基準と違えることを書く。まだ何もない。例は行頭の -- を外すと働く。
-- 変えたことは理由とともに、判定結果に必ず示される。

{{if param}}
-- 基準値を変える。今の値は kijun rules show で分かる。
-- adjust "{{param}}" {        -- {{param-title}}: {{param-value}}
--   value = {{param-literal}},
--   reason = { ja = "なぜ変えるか", en = "Why it is changed" },
-- }

{{end}}
{{if rule}}
-- 要件を外す。外したことは残る。
-- drop "{{rule}}" {           -- {{rule-title}}
--   reason = { ja = "なぜ要らないか", en = "Why it is not needed" },
-- }

{{end}}
{{if other-rule}}
-- 要件の一部を改める。書いた項目だけが変わる。
-- replace "{{other-rule}}" {   -- {{other-rule-title}}
--   level = "mandatory",
--   reason = { ja = "なぜ改めるか", en = "Why it is changed" },
-- }

{{end}}
-- 要件を加える。
-- add "1" {
--   kind = "system",
--   title = { ja = "復旧にかかる時間が分かっている", en = "How long restoring takes is known" },
--   check = "present(restore_time)",
--   remedy = { ja = "復旧を試し、かかった時間を書く", en = "Try it, and record how long it took" },
-- }
