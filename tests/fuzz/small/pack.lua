-- A pack that needs no other and has something of everything, for fuzz targets and the failing
-- allocator. The target that varies conditions puts rules of its own in the place of rules.lua.

pack "small" {
  version = "1.0.0", title = { ja = "小さなパック", en = "A small pack" },
  documents = { D = { title = { ja = "文書", en = "Document" }, edition = "1", status = "final" } },
  deviation = "reason", level = "recommended", files = { "kinds", "rules" },
}
