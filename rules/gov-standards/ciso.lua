-- 2.1.1 (1) The CISO and the deputy.
--
-- Readings where the text leaves a choice:
-- * One CISO; a deputy if the body wants one. A post counts as its holder. What the CISO must do is done as
--   well by whoever has the task by a recorded delegation.

local write = library "write"

local in_office = write.in_office

rule "2.1.1(1)(a)" {
  title = { ja = "最高情報セキュリティ責任者（CISO）を1人置く", en = "There is one CISO" },
  actor = "body",
  check = write.only_one("ciso", "cisos"),
  question = { ja = "CISOは1人か。職位は組織全体を動かせるものか", en = "Is there one CISO, of a rank to move the body?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = {
    ja = "CISOを1人だけ任命し、前任者の任命には終わりの日を記録する",
    en = "Appoint exactly one CISO, and record when the predecessor's term ended",
  },
}

rule "2.1.1(1)(b)" {
  title = { ja = "最高情報セキュリティ副責任者は、置くなら1人とする", en = "There is at most one deputy CISO" },
  actor = "body",
  check = write.only_one("deputy_ciso", "deputy_cisos", true),
  question = { ja = "CISOを補佐する副責任者を複数置いていないか", en = "Is there no more than one deputy CISO?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "副責任者を1人に絞る", en = "Keep one deputy CISO only" },
}

rule "2.1.1(1)(b)#delegated" {
  title = {
    ja = "副責任者に任せる職務と、報告を受ける者を定めておく",
    en = "What the deputy CISO takes over, reports included, is laid down",
  },
  actor = "ciso", level = "recommended",
  when = ("any(%s)"):format(in_office "deputy_ciso"),
  check = ("any(%s, count(duties) > 0) or any(%s, count(delegated) > 0)")
    :format(in_office "deputy_ciso", in_office "ciso"),
  question = { ja = "副責任者に委ねた職務を文書にしているか", en = "Is the delegation to the deputy written down?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = {
    ja = "委任する職務を、副責任者の職務又はCISOの委任事項に記録する",
    en = "Record the delegated tasks with the deputy's duties or the CISO's delegation",
  },
}

rule "2.1.1(1)-1" {
  title = { ja = "CISOは、定められた仕事を統括する", en = "The CISO is in charge of these tasks" },
  actor = "ciso", items = true,
  remedy = { ja = "不足する項目を、CISO又は委任を受けた者の職務に定める", en = "Lay down the tasks that are missing" },
}

rule "2.1.1(1)-1#a" (write.task("2.1.1(1)-1#a", {
  title = { ja = "CISO：対策を進める組織と体制を整える", en = "CISO: sets up who does what" },
  actor = "ciso",
}))

rule "2.1.1(1)-1#b" (write.task("2.1.1(1)-1#b", {
  title = { ja = "CISO：対策基準を決め、見直す", en = "CISO: decides on the security standard and its revision" },
  actor = "ciso",
  shown = "any(documents where type == 'standard', by_ciso)",
  evidence = { ja = "対策基準の決裁", en = "Approval of the standard" },
}))

rule "2.1.1(1)-1#c" (write.task("2.1.1(1)-1#c", {
  title = { ja = "CISO：対策推進計画を決め、見直す", en = "CISO: decides on the promotion plan and its revision" },
  actor = "ciso",
  shown = "any(documents where type == 'promotion_plan', by_ciso)",
  evidence = { ja = "対策推進計画の決裁", en = "Approval of the plan" },
}))

rule "2.1.1(1)-1#d" (write.task("2.1.1(1)-1#d", {
  title = { ja = "CISO：インシデントのときに指示を出す", en = "CISO: gives instructions in incidents" },
  actor = "ciso",
}))

rule "2.1.1(1)-1#e" (write.task("2.1.1(1)-1#e", {
  title = { ja = "CISO：所管法人の対策を促す体制づくりを指示する", en = "CISO: has the ministry organised for its agencies" },
  actor = "ciso",
  when = "supervising",
}))

rule "2.1.1(1)-1#f" (write.task("2.1.1(1)-1#f", {
  title = { ja = "CISO：監査で分かったことの改善を指示する", en = "CISO: orders improvement after audits" },
  actor = "ciso",
  shown = "if(count(findings) > 0, all(findings, instructed_on <= today()), false)",
  evidence = { ja = "改善の指示", en = "Instructions after audits" },
}))

rule "2.1.1(1)-1#g" (write.further_tasks("2.1.1(1)-1#g", {
  title = { ja = "CISO：その他の重要な事項", en = "CISO: other matters of weight" },
  actor = "ciso",
}))
