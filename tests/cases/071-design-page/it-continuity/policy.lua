rule "2.6.2(3)" {
  title = { ja = "方針を定める", en = "There is a policy" }, actor = "continuity_owner", level = "recommended",
  ask = { ja = "方針を定めているか", en = "Is there a policy?" },
  evidence = { { ja = "方針", en = "The policy" } },
  technique = "review",
  remedy = { ja = "方針を定める", en = "Make one" },
}
