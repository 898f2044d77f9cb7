-- 当組織の上書きパック。もとの基準「{{pack}}」({{pack-title}}) に対して違えることだけを、
-- 理由とともに changes.lua に書く。もとの基準が新しくなっても、そのまま使える。

pack "ours" {
  version = "0.1.0",
  title = { ja = "当組織の基準", en = "Standard of our organisation" },
  extends = "{{pack}}",
  files = { "changes" },
}
