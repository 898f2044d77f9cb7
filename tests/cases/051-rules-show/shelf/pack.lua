-- A rule whose computed field is filled by a function, which reads another that a parameter decides; and one
-- whose function reads parameters itself, by every way there is.
pack "shelf" {
  version = "1.0.0",
  title = { ja = "棚", en = "Shelf" },
  uses = { "common" },
  documents = {
    SHELF = { title = { ja = "棚の手引", en = "Guide to shelves" }, edition = "1", status = "final" },
  },
  deviation = "reason",
  libraries = { "reading" },
  files = { "rules" },
}
