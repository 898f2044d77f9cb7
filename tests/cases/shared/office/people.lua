rule "2.1" {
  title = { ja = "連絡先を職員に知らせる", en = "The contacts are announced" },
  actor = "chief",
  level = "mandatory",
  ask = { ja = "連絡先を全職員に知らせていますか。", en = "Have all staff been told the contacts?" },
  remedy = { ja = "連絡先を配る。", en = "Hand out the contacts." },
}

rule "2.2" {
  kind = "person",
  title = { ja = "職員の連絡先がある", en = "The contact of each person is known" },
  actor = "chief",
  level = "example",
  check = "present(contact.phone)",
  remedy = { ja = "電話番号を控える。", en = "Note the telephone number." },
}
