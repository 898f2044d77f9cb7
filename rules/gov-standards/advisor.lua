-- 2.1.1 (5) The advisor.
--
-- Readings where the text leaves a choice:
-- * The advisor may be anybody, other posts included; expertise is what `qualifications` records. Where
--   nothing is recorded of it, a person answers.

local write = library "write"

local in_office = write.in_office

local ADVISOR = { ja = "アドバイザー", en = "advisor" }

-- An example of what an advisor does.
local function advisor(code, row)
  row = write.part_of_role(code, ADVISOR, row)
  row.level, row.in_principle = "example", true
  return row
end

-- Expertise, from what is recorded; an empty record says that there is none.
derive "person.qualified" { type = "bool", from = "if(given(qualifications), count(qualifications) > 0)" }

rule "2.1.1(5)(a)" {
  title = {
    ja = "専門知識と経験のあるアドバイザーを置き、業務の内容を定める",
    en = "There is an advisor with expertise and experience, whose tasks are laid down",
  },
  actor = "ciso",
  check = ([[
    has_advisor
    and any(%s, holder.qualified
                and (count(duties) > 0
                     or any(organization.documents where is_regulation, '2.1.1(5)(a)' in covers)))
  ]]):format(in_office "advisor"),
  ask = {
    ja = "アドバイザーに、資格と実務経験のある者を充て、業務の内容を文書で定めているか",
    en = "Does the advisor have qualification and experience, and are the tasks written down?",
  },
  evidence = { ja = "委嘱状、資格と経歴", en = "Letter of appointment, qualifications and career" },
  technique = "review",
  remedy = {
    ja = "資格と実務経験のある者をアドバイザーに任命し、助言などの業務の内容（duties）を定める",
    en = "Appoint an advisor with qualification and experience, and lay down the duties",
  },
}

rule "2.1.1(5)-1" {
  title = { ja = "アドバイザーの業務の内容を、例に倣って定める", en = "The advisor's tasks are laid down, after these examples" },
  actor = "ciso",
  declared = true,
  check = ([[
    any(%s, count(duties) > 0) or any(documents where is_regulation, '2.1.1(5)-1' in covers)
  ]]):format(in_office "advisor"),
  ask = { ja = "アドバイザーの業務の内容を定めているか", en = "Are the advisor's tasks laid down?" },
  evidence = write.WRITTEN, technique = "review",
  remedy = { ja = "例を参考に、アドバイザーの職務（duties）を定める", en = "Lay down the advisor's duties after the examples" },
}

rule "2.1.1(5)-1#a" (advisor("2.1.1(5)-1#a", {
  title = { ja = "CISOと副責任者への助言", en = "Advises CISO and deputy on the measures of the whole body" },
}))
rule "2.1.1(5)-1#b" (advisor("2.1.1(5)-1#b", {
  title = { ja = "規程づくりへの助言", en = "Advises on rules" },
}))
rule "2.1.1(5)-1#c" (advisor("2.1.1(5)-1#c", {
  title = { ja = "対策推進計画への助言", en = "Advises on the promotion plan" },
}))
rule "2.1.1(5)-1#d" (advisor("2.1.1(5)-1#d", {
  title = { ja = "教育の計画・教材・実施の支援", en = "Helps with plan, material and teaching of training" },
}))
rule "2.1.1(5)-1#e" (advisor("2.1.1(5)-1#e", {
  title = { ja = "情報システムの技術面の助言", en = "Advises on technical matters of systems" },
}))
rule "2.1.1(5)-1#f" (advisor("2.1.1(5)-1#f", {
  title = { ja = "開発を委託するときの要求仕様への助言", en = "Advises on security requirements when development is bought" },
}))
rule "2.1.1(5)-1#g" (advisor("2.1.1(5)-1#g", {
  title = { ja = "職員等の日常の相談", en = "Answers everyday questions of staff" },
}))
rule "2.1.1(5)-1#h" (advisor("2.1.1(5)-1#h", {
  title = { ja = "インシデント対処の支援", en = "Helps in incidents" },
}))
rule "2.1.1(5)-1#i" (advisor("2.1.1(5)-1#i", {
  title = { ja = "情報システムの分類に応じた対策への助言", en = "Advises on measures by classification of systems" },
}))
rule "2.1.1(5)-1#j" (write.further_tasks("2.1.1(5)-1#j", {
  title = { ja = "アドバイザー：その他の助言や支援", en = "advisor: other advice and help" },
  actor = "ciso", level = "example",
}))
