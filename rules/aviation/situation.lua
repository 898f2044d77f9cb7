-- 4.1 The organisation's situation, and how mature it is.
--
-- Readings where the text leaves a choice:
-- * Situation and features are laid down where a document covers them, such as the risk assessment.
-- * Present maturity is told by the profiles, each on the scale of the parameter; no profile: fail. An
--   aspect of the list is looked at where a profile names its code as its item.
-- * Records show some of the examples. Where they do not, a person answers.

-- ---- how these rules are written ----------------------------------------------------------------

-- Whether one of the codes is `code` or, unless it must be `exact`, stands above it.
local function names(codes, code, exact)
  for _, listed in ipairs(codes) do
    local start = code:sub(1, #listed + 1)
    if listed == code or not exact and (start == listed .. "#" or start == listed .. ".") then return true end
  end
  return false
end

-- To be laid down: decided by what documents cover (`codes`, a derived field), unless somebody answers;
-- an example must be named itself, and where it is not may be there all the same: only an answer tells.
local function covered(code, codes, is_example)
  return function(organization)
    if names(organization.aviation_answered, code) then
      return unknown { message = { ja = "回答によります", en = "an answer is given" } }
    end
    if names(organization[codes], code, is_example) then
      return pass { message = { ja = "文書の記載事項（covers）による申告です", en = "declared by what a document covers" } }
    end
    local undeclared = { message = { ja = "定めたとする文書がありません", en = "no document declares it" } }
    return is_example and unknown(undeclared) or fail(undeclared)
  end
end

-- What a row has in common; a row's title is a phrase that fits into questions.
local function row_of(row, ja, en)
  row.when = row.when or not row.kind and "in_aviation" or nil
  row.actor, row.in_principle = row.actor or "operator", true
  if not row.question then
    row.ask = row.ask or { ja = ja:format(row.title.ja), en = en:format(row.title.en) }
  end
  row.technique = row.technique or "review"
  row.title.en = row.title.en:gsub("^%l", string.upper)
  return row
end

-- Something that is to be written down.
local function written(code, row)
  row.check = row.check or covered(code, "aviation_covered", row.level == "example")
  row.evidence = row.evidence or { ja = "方針・規程・手順などの該当箇所", en = "The place in policy, rule or procedure" }
  row.remedy = row.remedy or {
    ja = ("文書に定め、記載事項（covers）に「%s」と記録する"):format(code),
    en = ("Write it down, and record '%s' in what the document covers"):format(code),
  }
  return row_of(row, "次のことを文書に定めているか：%s", "Is this written down: %s?")
end

-- Something that is to be done; `check` decides it from records as far as they go.
local function done(row)
  row.evidence = row.evidence or { ja = "実施の記録", en = "Record of what was done" }
  row.remedy = row.remedy or { ja = "実施するか、行わない理由を記録する", en = "Do it, or record why not" }
  return row_of(row, "次のことを行っているか：%s", "Is this done: %s?")
end

-- An example: one way among others; what else is done instead, with its reason, is as good.
local function example(row)
  row.level = "example"
  row.remedy = row.remedy or {
    ja = "例を参考に検討し、別の方法によるなら理由を記録する",
    en = "Consider it; record the reason for another way",
  }
  return done(row)
end

-- A clause that asks for several things.
local function clause(row)
  row.when, row.actor = row.when or "in_aviation", row.actor or "operator"
  row.items, row.in_principle, row.technique = true, true, "review"
  row.question = {
    ja = ("「%s」に求められることを全て満たしているか"):format(row.title.ja),
    en = ("Is all met that is asked under '%s'?"):format(row.title.en),
  }
  row.remedy = row.remedy or { ja = "満たしていない項目に対処する", en = "See to the items that are not met" }
  return row
end

-- A clause of which the summary prints the title only.
local function title_only(ja, en)
  return {
    title = { ja = ja, en = en }, actor = "operator", level = "catalogue", when = "in_aviation",
    evidence = { ja = "該当する規程や記録", en = "Rules and records about it" }, technique = "review",
    remedy = {
      ja = "ガイドラインの本編に照らして確かめ、回答を記録する",
      en = "Check it against the full guideline, and record the answer",
    },
  }
end

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
})
rule "4.1.1#external.laws" (example {
  title = { ja = "関係する法令の改正をつかむ", en = "changes of law are followed" },
  check = "if(any(triggers where type == 'standard_changed' and present(handled_on)), true)",
})
rule "4.1.1#external.incidents" (example {
  title = { ja = "他の組織で起きたインシデントをつかむ", en = "incidents elsewhere are followed" },
  check = "if(any(issues where channel == 'information' and present(source_body)), true)",
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
  actor = "ciso",
  check = "count(profiles) > 0 and all(profiles, current in $maturity_steps)",
  evidence = { ja = "現状のプロファイル", en = "Profile of what there is" },
  remedy = {
    ja = "項目ごとに現在の成熟度を測り、プロファイルに記録する",
    en = "Measure maturity item by item, and record the profile",
  },
})

-- An aspect of the organisation's readiness; looked at where a profile is about it.
local function aspect(key, row)
  row.actor = "ciso"
  row.check = ([[
    if(any(profiles where item in ('4.1.4#%s', 'aviation/4.1.4#%s'), current in $maturity_steps), true)
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
  actor = "ciso",
})
