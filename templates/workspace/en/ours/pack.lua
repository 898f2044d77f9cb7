-- Our overlay: what we do otherwise than the base "{{pack}}" ({{pack-title}}), in changes.lua, each with its
-- reason. It stays good when the base gets a new version.

pack "ours" {
  version = "0.1.0",
  title = { ja = "当組織の基準", en = "Standard of our organisation" },
  extends = "{{pack}}",
  files = { "changes" },
}
