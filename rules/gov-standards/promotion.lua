-- 2.1.1 (6) The promotion body.

local write = library "write"

local PEOPLE = "assignments where in_office and role in ('promotion_head', 'promotion_member')"
local TEAM = { ja = "推進体制", en = "promotion body" }

local function promotion(code, row) return write.part_of_role(code, TEAM, row) end

rule "2.1.1(6)(a)" {
  title = { ja = "対策を進める推進体制を設け、役割を定める", en = "There is a promotion body, and its role is laid down" },
  actor = "ciso", items = true,
  remedy = { ja = "推進体制の構成員を任命し、役割を定める", en = "Appoint its members, and lay down its role" },
}
rule "2.1.1(6)(a)#people" {
  title = { ja = "推進体制に構成員がいる", en = "The promotion body has members" },
  actor = "ciso",
  check = "has_promotion",
  question = { ja = "推進体制には誰がいるか", en = "Who belongs to the promotion body?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "推進体制の構成員を任命する", en = "Appoint its members" },
}
rule "2.1.1(6)(a)#role" (write.role_of_team("2.1.1(6)(a)", { "2.1.1(6)-1#a", "2.1.1(6)-1#b",
  "2.1.1(6)-1#c", "2.1.1(6)-1#d", "2.1.1(6)-1#e", "2.1.1(6)-1#f" }, PEOPLE, {
  title = { ja = "推進体制の役割を定めている", en = "The role of the promotion body is laid down" },
  ask = { ja = "推進体制の役割を定めた文書があるか", en = "Is the promotion body's role written down?" },
}))

rule "2.1.1(6)(b)" {
  title = { ja = "推進体制の責任者を決める", en = "The promotion body has a head" },
  actor = "ciso",
  check = "has_promotion_head",
  question = { ja = "推進体制の責任者は誰か", en = "Who heads the promotion body?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "推進体制の責任者を任命する", en = "Appoint its head" },
}

rule "2.1.1(6)-1" {
  title = { ja = "推進体制の役割に、次の全てを定める", en = "The promotion body's role holds all of these" },
  actor = "ciso", items = true,
  remedy = { ja = "役割に足りない項目を加える", en = "Add what is missing to its role" },
}
rule "2.1.1(6)-1#a" (promotion("2.1.1(6)-1#a", {
  title = { ja = "規程と対策推進計画を作る", en = "drafts the rules and the promotion plan" },
}))
rule "2.1.1(6)-1#b" (promotion("2.1.1(6)-1#b", {
  title = { ja = "規程を運用する", en = "keeps the rules running" },
}))
rule "2.1.1(6)-1#c" (promotion("2.1.1(6)-1#c", {
  title = { ja = "例外措置を扱う", en = "deals with exceptions" },
}))
rule "2.1.1(6)-1#d" (promotion("2.1.1(6)-1#d", {
  title = { ja = "教育を行う", en = "trains" },
}))
rule "2.1.1(6)-1#e" (promotion("2.1.1(6)-1#e", {
  title = { ja = "自己点検を扱う", en = "deals with self-checks" },
}))
rule "2.1.1(6)-1#f" (promotion("2.1.1(6)-1#f", {
  title = { ja = "規程と対策推進計画を見直す", en = "revises the rules and the promotion plan" },
}))
