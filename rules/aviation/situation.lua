-- 4.1 The organisation's situation, and how mature it is.
--
-- Readings where the text leaves a choice:
-- * Situation and features are laid down where a document covers them, such as the risk assessment.
-- * Present maturity is told by the profiles, each on the scale of the parameter; no profile: fail. An
--   aspect of the list is looked at where a profile names its code as its item.
-- * Records show some of the examples. Where they do not, a person answers.

local write = library "write"
local rows = write.by "ciso"
local written, done, example = rows.written, rows.done, rows.example
local clause, title_only = rows.clause, rows.title_only

-- ---- 4.1 the situation --------------------------------------------------------------------------

rule "4.1.1" (clause {
  title = { ja = "内部と外部の状況の理解", en = "The situation inside and outside is understood" },
})
rule "4.1.1#internal" (written("4.1.1#internal", {
  title = { ja = "組織の内部の状況", en = "the situation inside the organisation" },
  evidence = { ja = "リスク評価書などの状況の整理", en = "Risk assessment, or another account of the situation" },
}))
rule "4.1.1#internal.resources" (example {
  title = {
    ja = "重要なサービスを支える設備・人・予算をつかむ",
    en = "equipment, people and money behind important services are known",
  },
})
rule "4.1.1#internal.literacy" (example {
  title = {
    ja = "不審なメールへの対処など、従業員の知識をつかむ",
    en = "it is known how well staff deal with things like suspicious mail",
  },
  check = "if(any(exercises where type == 'phishing' and held_on <= today()), true)",
})
rule "4.1.1#internal.surroundings" (example {
  title = { ja = "重要なシステムの設置場所とつながりをつかむ", en = "place and connections of important systems are known" },
  check = [[
    if(any(systems where especially_important)
       and all(systems where especially_important,
               present(site) and present(external_lines) and present(links)), true)
  ]],
})
rule "4.1.1#external" (written("4.1.1#external", {
  title = { ja = "組織の外部の状況", en = "the situation outside" },
  evidence = { ja = "リスク評価書などの状況の整理", en = "Risk assessment, or another account of the situation" },
}))
rule "4.1.1#external.parties" (example {
  title = { ja = "供給者や利害関係者との関わりをつかむ", en = "supply chain and stakeholders are known" },
  check = "if(count(airport_parties) > 0, true)",
})
rule "4.1.1#external.laws" (example {
  title = { ja = "関係する法令の改正をつかむ", en = "changes of law are followed" },
  check = [[
    if(any(triggers where type == 'standard_changed' and present(handled_on) and handled_on <= today()), true)
  ]],
})
rule "4.1.1#external.incidents" (example {
  title = { ja = "他の組織で起きたインシデントをつかむ", en = "incidents elsewhere are followed" },
  check = [[
    if(any(issues where channel == 'information' and present(source_body)
           and (not present(found_on) or found_on <= today())), true)
  ]],
})

rule "4.1.2" (title_only("関係主体から求められることの理解", "What others require"))

rule "4.1.3" (written("4.1.3", {
  title = {
    ja = "状況を踏まえた、サービスを続けるうえでの特性",
    en = "what matters in keeping these services up",
  },
}))
rule "4.1.3#role" (example {
  title = {
    ja = "自らが果たす役割と、続けなければならないサービスを見定める",
    en = "the organisation's role, and the services it must keep up",
  },
})
rule "4.1.3#minimum" (example {
  title = { ja = "最低限のサービスの範囲と水準を見定める", en = "the least that is provided, and at what level" },
  check = [[
    if(any(functions where emergency_priority) and all(functions where emergency_priority, rlo > 0%), true)
  ]],
})
rule "4.1.3#means" (example {
  title = { ja = "サービスを支える業務と経営資源を見定める", en = "the operations and means that services need" },
  check = [[
    if(any(functions where emergency_priority)
       and all(functions where emergency_priority, count(systems) > 0), true)
  ]],
})
rule "4.1.3#society" (example {
  title = { ja = "輸送が止まったときの社会への影響を見積もる", en = "what it means for society if transport stops" },
  check = "if(any(functions where emergency_priority and count(impact) > 0), true)",
})
rule "4.1.3#tolerable-time" (example {
  title = { ja = "復旧までに許される時間を見積もる", en = "how long recovery may take" },
  check = [[
    if(any(functions where emergency_priority) and all(functions where emergency_priority, rto > 0s), true)
  ]],
})
rule "4.1.3#dependence" (example {
  title = { ja = "決済や機内食など、他の事業者への依存をつかむ", en = "dependence on others, such as payment and catering" },
  check = "if(any(services, count(depends_on) > 0), true)",
})

rule "4.1.4" (done {
  title = { ja = "対処の態勢の現状を、成熟度で測る", en = "present maturity is measured" },
  check = write.on_scale("current"),
  evidence = { ja = "現状のプロファイル", en = "Profile of what there is" },
  remedy = {
    ja = "項目ごとに現在の成熟度を測り、プロファイルに記録する",
    en = "Measure maturity item by item, and record the profile",
  },
})

-- An aspect of the organisation's readiness; looked at where a profile is about it.
local function aspect(key, row)
  row.check = ([[
    if(any(profiles where in_use and item in ('4.1.4#%s', 'aviation/4.1.4#%s'),
           current in $maturity_steps), true)
  ]]):format(key, key)
  row.remedy = {
    ja = ("項目「4.1.4#%s」のプロファイルに、現在の成熟度を記録する"):format(key),
    en = ("Record the present maturity in a profile with the item '4.1.4#%s'"):format(key),
  }
  row.title = {
    ja = row.title.ja .. "を、現状把握の対象にする",
    en = row.title.en .. " are among what is measured",
  }
  return example(row)
end

rule "4.1.4#roles" (aspect("roles", { title = { ja = "役割と責任の明確さ", en = "roles and responsibilities" } }))
rule "4.1.4#sharing" (aspect("sharing", {
  title = { ja = "情報共有の体制とその見直し", en = "sharing of information, and its reviews" },
}))
rule "4.1.4#weaknesses" (aspect("weaknesses", {
  title = { ja = "重要なサービスを支える資産の脆弱性の把握", en = "weaknesses of assets behind important services" },
}))
rule "4.1.4#detection" (aspect("detection", { title = { ja = "攻撃の検知", en = "means to detect attacks" } }))
rule "4.1.4#training" (aspect("training", { title = { ja = "従業員のトレーニング", en = "trainings of staff" } }))
rule "4.1.4#decisions" (aspect("decisions", {
  title = { ja = "事故のときの意思決定に要る情報の把握", en = "facts for decisions in an accident" },
}))
rule "4.1.4#plans" (aspect("plans", {
  title = { ja = "インシデントへの対応と復旧の計画", en = "plans of response and recovery" },
}))
rule "4.1.4#references" (example {
  title = {
    ja = "国内外の枠組み（NIST CSF、CAF、C2M2、CIS Controlsなど）を参考に成熟度を測る",
    en = "frameworks such as NIST CSF, CAF, C2M2 or CIS Controls help to measure maturity",
  },
})
