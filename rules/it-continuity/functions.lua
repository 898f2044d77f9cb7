-- 2.5.1 Which functions must go on, and which systems they use.
--
-- Readings where the text leaves a choice:
-- * A function without `systems` has not been looked at: unknown. The written empty list is "none".
-- * Confirming with the unit in charge is asked for "if needed" in (b), and regularly in -4: there it is
--   judged, once a year (a parameter).
-- * Systems of authentication and DNS are base systems. Somewhere there is one, where systems are recorded.

param "hearing_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "業務の所管部署に確かめる間隔", en = "Units are asked about their functions every" },
  source = "2.5.1(1)-4",
}
param "base_kinds" {
  value = { "authentication", "dns" },
  title = { ja = "基盤とみなす種類", en = "Kinds of service that are base systems" },
  source = "2.5.1(1)-3",
}

derive "organization.emergency_functions" {
  type = "int",
  title = { ja = "非常時優先業務の数", en = "Number of emergency functions" },
  from = "count(functions where emergency_priority)",
}

derive "organization.base_systems" {
  type = "int",
  title = { ja = "基盤システムの数", en = "Number of base systems" },
  from = "count(systems where base)",
}

rule "2.5.1(1)" {
  title = {
    ja = "非常時優先業務を確認し、情報システムと結び付ける",
    en = "Emergency functions are known and linked to systems",
  },
  actor = "continuity_chief",
  check = [[
    emergency_functions > 0
    and all(functions where emergency_priority, all(systems, name ~= ''))
  ]],
  ask = {
    ja = "非常時優先業務ごとに、利用する情報システムを整理しているか",
    en = "Is it known for every emergency function which systems it uses?",
  },
  evidence = { ja = "業務と情報システムの対応表", en = "Table of functions and systems" },
  technique = "review",
  remedy = {
    ja = "非常時優先業務と、利用する情報システムを記録する",
    en = "Record the emergency functions and the systems they use",
  },
}

rule "2.5.1(1)(a)" {
  title = {
    ja = "業務継続計画から非常時優先業務を洗い出す",
    en = "Emergency functions are taken from the business continuity plan",
  },
  actor = "continuity_chief",
  check = [[
    emergency_functions > 0 and all(functions where emergency_priority, bcp_ref ~= '')
  ]],
  ask = {
    ja = "業務継続計画を見て、非常時優先業務を洗い出したか",
    en = "Were the emergency functions taken from the business continuity plan?",
  },
  evidence = { ja = "非常時優先業務の一覧と計画での箇所", en = "List of functions, with their place in the plan" },
  technique = "review",
  remedy = { ja = "業務を洗い出し、計画での箇所を記録する", en = "List them, and record where the plan names them" },
}

rule "2.5.1(1)(b)" {
  kind = "function",
  title = { ja = "どの情報システムを使うかを明確にする", en = "It is clear which systems the function uses" },
  actor = "continuity_chief",
  select = "emergency_priority",
  check = "all(systems, name ~= '')", -- holds for the empty list; a missing one is unknown
  ask = {
    ja = "利用する情報システムを、必要なら所管部署や委託先に確かめて明確にしたか",
    en = "Is it clear, if need be from the unit or contractors, which systems it uses?",
  },
  evidence = { ja = "業務と情報システムの対応表", en = "Table of functions and systems" },
  technique = "interview",
  remedy = { ja = "利用する情報システムを記録する（なければ空とする）", en = "Record its systems, or that there are none" },
}

-- ---- notes --------------------------------------------------------------------------------------

rule "2.5.1(1)-1" {
  title = {
    ja = "国民を守る業務と情報を届ける業務を重く見る",
    en = "Functions that protect people, and those that inform them, carry weight",
  },
  actor = "continuity_chief",
  items = true,
  remedy = { ja = "該当する業務の優先順位を見直す", en = "Go over the priority of the functions named" },
}

rule "2.5.1(1)-1#life" {
  kind = "function",
  title = {
    ja = "生命・身体・財産を守る業務の情報システムは復旧優先度が高い",
    en = "Systems of functions that protect life have a high recovery priority",
  },
  actor = "continuity_chief",
  select = "protects_life",
  check = "emergency_priority and all(systems, group in $upper_groups)",
  question = {
    ja = "国民を守る業務の情報システムは、復旧優先度の上位にあるか",
    en = "Are the systems of such functions in the upper groups?",
  },
  evidence = { ja = "復旧優先度ごとの情報システムの一覧", en = "List of the systems by recovery priority" },
  technique = "review",
  remedy = { ja = "その業務のRTOと情報システムの復旧優先度を見直す", en = "Review its RTO and the priority of its systems" },
}

rule "2.5.1(1)-1#information" {
  title = { ja = "被害や措置の情報を届ける業務を含める", en = "Functions that inform the public are included" },
  actor = "continuity_chief",
  ask = {
    ja = "国内外へ正確で速い情報を出す業務を、非常時優先業務としているか",
    en = "Are functions that inform people at home and abroad, fast and right, emergency functions?",
  },
  evidence = { ja = "非常時優先業務の一覧", en = "List of emergency functions" },
  technique = "interview",
  remedy = { ja = "情報提供の業務を加える", en = "Add them" },
}

rule "2.5.1(1)-2" {
  title = {
    ja = "業務継続計画で洗い出した情報を生かし、業務全体で考える",
    en = "What the business continuity plan has found is used, for the functions as a whole",
  },
  actor = "continuity_chief",
  ask = {
    ja = "業務継続計画の情報を使い、個々のシステムでなく業務の継続の形を考えたか",
    en = "Was that used, and was thought given to how the functions go on, not to single systems?",
  },
  evidence = { ja = "検討の記録", en = "Record of the work" },
  technique = "interview",
  remedy = { ja = "業務継続計画の一覧を取り入れて整理し直す", en = "Take its list over, and sort again" },
}

rule "2.5.1(1)-3" {
  title = {
    ja = "情報システムを、業務・基盤・外部サービスの観点で洗い出す",
    en = "Systems are listed by use, by base, and with outside services",
  },
  actor = "continuity_chief",
  items = true,
  remedy = { ja = "足りない観点で情報システムを洗い出す", en = "List the systems once more, by what is missing" },
}

rule "2.5.1(1)-3#a" {
  title = {
    ja = "情報システムは業務側の単位で数え、別々に戻せる部分は分ける",
    en = "Systems are counted as users know them; what is restored by itself is one of its own",
  },
  actor = "continuity_chief",
  ask = {
    ja = "業務側の呼び方の単位で整理し、単独で復旧できるサブシステムを分けているか",
    en = "Are systems counted as users know them, and subsystems that come back alone listed apart?",
  },
  evidence = { ja = "情報システムの一覧", en = "List of systems" },
  technique = "review",
  remedy = { ja = "単位を見直し、親システムを示して分ける", en = "Count again; split, and name the parent" },
}

rule "2.5.1(1)-3#b" {
  title = { ja = "認証やDNSなどの基盤も洗い出す", en = "Base systems such as authentication and DNS are listed" },
  actor = "continuity_chief",
  check = "base_systems > 0 and all(systems where service_kind in $base_kinds, base)",
  ask = {
    ja = "業務側から見えない基盤の情報システムを挙げているか",
    en = "Are base systems listed that users do not see?",
  },
  evidence = { ja = "基盤システムの一覧", en = "List of base systems" },
  technique = "review",
  remedy = { ja = "基盤の情報システムを記録し、依存関係を示す", en = "Record them as base, with what depends on them" },
}

rule "2.5.1(1)-3#c" {
  kind = "system",
  title = { ja = "外部サービスの利用状況を整理する", en = "The use of outside services is known" },
  actor = "continuity_chief",
  select = "outside",
  check = "cloud.service ~= '' and cloud.provider ~= ''",
  ask = { ja = "サービスの名称と提供者を把握しているか", en = "Are service and provider known?" },
  evidence = { ja = "外部サービスの一覧", en = "List of outside services" },
  technique = "review",
  remedy = { ja = "サービスと提供者を記録する", en = "Record service and provider" },
}

rule "2.5.1(1)-4" {
  kind = "function",
  title = {
    ja = "業務との結び付きを、所管部署に定期的に確かめる",
    en = "The unit in charge is asked regularly whether the links are right",
  },
  actor = "continuity_chief",
  select = "emergency_priority",
  check = "confirmed_on <= today() and confirmed_on + $hearing_every >= today()",
  ask = { ja = "この一年に所管部署に聞き取ったか", en = "Was the unit asked within a year?" },
  evidence = { ja = "聞き取りの記録", en = "Record of the hearing" },
  technique = "interview",
  remedy = { ja = "聞き取りを行い、日付を記録する", en = "Ask the unit, and record the day" },
}
