rule "1" {
  title = { ja = "連絡の手順を定める", en = "The steps for telling others are laid down" },
  declared = true,
  check = "any(documents, 'contacts' in covers)",
  remedy = { ja = "手順を定める。", en = "Lay them down." },
}

rule "2" {
  title = { ja = "遠隔から操作しない", en = "Nothing is operated from afar" },
  items = "strict",
}
rule "2#systems" {
  kind = "system",
  title = { ja = "情報システムを遠隔から操作しない", en = "No system is" },
  check = "not remote_operation",
}
