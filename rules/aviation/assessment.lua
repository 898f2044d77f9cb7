-- 4.2 Assessment of risks, and the aim.
--
-- Readings where the text leaves a choice:
-- * A risk is assessed with likelihood and impact, in steps or in figures, and its option is chosen. One that
--   lacks an axis is not assessed: fail.
-- * Each control system has risks of its own (`subject`); patches are applied, or a compensating measure is
--   described. Without control systems the clause is n/a.
-- * After a recorded change of environment (its kinds are a parameter) something is assessed anew: a risk, or
--   the whole assessment.
-- * The maturity aimed at is told by the profiles, on the scale of the parameter; none is recorded: fail.

local write = library "write"
local rows = write.by "ciso"
local done, example, clause = rows.done, rows.example, rows.clause
local told, list = write.told, write.list

-- ---- 4.2 assessment -----------------------------------------------------------------------------

rule "4.2.1" (clause {
  title = { ja = "リスクアセスメント", en = "Risk assessment" },
})

-- All of the risks have both axes; those without one are named.
local function analysed(risks, none)
  local lacking = { ja = {}, en = {} }
  for _, risk in ipairs(risks) do
    local impact = field(risk, "impact") or field(risk, "magnitude.mode")
    local likelihood = field(risk, "likelihood") or field(risk, "frequency.mode")
    if not impact or not likelihood then
      local ja = impact and "起こりやすさ" or likelihood and "影響" or "両方"
      local en = impact and "likelihood" or likelihood and "impact" or "both"
      lacking.ja[#lacking.ja + 1] = ("%s（%s）"):format(risk.id, ja)
      lacking.en[#lacking.en + 1] = ("%s (%s)"):format(risk.id, en)
    end
  end
  if #lacking.ja > 0 then
    return fail(told(
      "影響か起こりやすさの記録がないリスク：" .. list(lacking.ja), "risks that lack an axis: " .. list(lacking.en)
    ))
  end
  return #risks > 0 or fail(none)
end

rule "4.2.1#assessment" (done {
  title = {
    ja = "サービスに響くリスクを見つけ、影響と起こりやすさを分析する",
    en = "Risks to the services are found, with their impact and likelihood",
  },
  check = function(organization)
    return analysed(organization.risks, told("評価したリスクの記録がありません", "no risk is recorded"))
  end,
  question = {
    ja = "サービスに響くリスクを全て洗い出し、分析したか",
    en = "Have all risks to the services been found and analysed?",
  },
  evidence = { ja = "リスク評価書", en = "Risk assessment" },
  remedy = { ja = "リスクごとに影響と起こりやすさを記録する", en = "Record impact and likelihood of each risk" },
})
rule "4.2.1#treatment" (done {
  kind = "risk",
  title = {
    ja = "低減・回避・移転・保有のどれで臨むかを選ぶ",
    en = "It is chosen whether to reduce, avoid, share or retain it",
  },
  select = "organization.in_aviation",
  check = "treatment.option in ('modify', 'avoid', 'share', 'retain')",
  question = { ja = "このリスクへの臨み方を選んだか", en = "Has an option been chosen?" },
  evidence = { ja = "リスク対応の記録", en = "Record of the treatment" },
  remedy = { ja = "対応の選択肢（treatment.option）を記録する", en = "Record treatment.option" },
})

-- What an option means for a risk that has it.
local function option(name, row)
  row.kind = "risk"
  row.select = ([[
    organization.in_aviation and present(treatment.option) and treatment.option == '%s'
  ]]):format(name)
  return example(row)
end

rule "4.2.1#treatment.reduce" (option("modify", {
  title = {
    ja = "アクセスの制御や多要素認証など、起こりにくくする対策を講じる",
    en = "what makes it less likely, such as control of access, or several factors at login",
  },
  check = "if(count(measures_by_for) > 0 or count(controls) > 0 or present(treatment.what), true)",
}))
rule "4.2.1#treatment.avoid" (option("avoid", {
  title = {
    ja = "私物の端末に保存させないなど、起こる余地をなくす",
    en = "what leaves no room for it, such as no data on private devices",
  },
  check = "if(present(treatment.what), true)",
}))
rule "4.2.1#treatment.share" (option("share", {
  title = {
    ja = "保険やクラウドサービスなどで、他者に移す",
    en = "what moves it to others, such as insurance or cloud services",
  },
  check = "if(present(treatment.what), true)",
}))
rule "4.2.1#treatment.retain" (option("retain", {
  title = { ja = "承知のうえで受け入れると判断する", en = "it is accepted, knowingly" },
  check = "if(not present(judgement.on) or judgement.on <= today(), judgement.acceptable)",
}))

rule "4.2.1#anew" (done {
  title = {
    ja = "新しい脅威など環境が変わったら、改めて評価する",
    en = "risks are assessed anew when threats or surroundings change",
  },
  when = "in_aviation and present(last_change_on)",
  check = function(organization)
    local change, last, undated = organization.last_change_on, nil, nil
    local function hear(record, ...)
      local dated = false
      for _, name in ipairs { ... } do
        local day = field(record, name)
        dated = dated or day ~= nil
        if day and come(day) and (not last or day > last) then last = day end
      end
      if not dated then undated = undated or record end
    end
    for _, document in ipairs(organization.documents) do
      if document.type == "risk_assessment" then hear(document, "approved_on", "reviewed_on") end
    end
    for _, risk in ipairs(organization.risks) do hear(risk, "identified_on", "reviewed_on") end
    if last and last >= change then return true end
    if undated then return undated.reviewed_on ~= nil end -- missing: unknown
    local ja, en = format(change, "date", "ja"), format(change, "date")
    return fail(told(
      ("%sの環境変化の後に評価していません（最後の評価：%s）"):format(ja, last and format(last, "date", "ja") or "なし"),
      ("not assessed since the change of %s (last: %s)"):format(en, last and format(last, "date") or "none")
    ))
  end,
  question = { ja = "環境の変化の後に、リスクを評価し直したか", en = "Have risks been assessed since the change?" },
  evidence = { ja = "見直したリスク評価書", en = "Risk assessment, as reviewed" },
  remedy = { ja = "リスクを見直し、見直し日を記録する", en = "Go over the risks, and record the date" },
})

rule "4.2.2" (clause {
  title = { ja = "制御システムのリスクアセスメント", en = "Risk assessment of control systems" },
})
rule "4.2.2#assessment" (done {
  kind = "system",
  title = { ja = "制御システムを、それ自体として評価する", en = "The control system has a risk assessment of its own" },
  select = "organization.in_aviation and control_system",
  check = function(system)
    return analysed(system.risks_by_subject, told(
      "このシステムを対象とするリスクの記録がありません", "no risk is recorded whose subject is this system"
    ))
  end,
  question = { ja = "この制御システムのリスクを評価したか", en = "Have this control system's risks been assessed?" },
  evidence = { ja = "制御システムのリスク評価書", en = "Risk assessment of the control system" },
  remedy = {
    ja = "この制御システムを対象（subject）とするリスクを記録し、分析する",
    en = "Record and analyse risks whose subject is this control system",
  },
})
rule "4.2.2#patching" (done {
  kind = "system",
  title = {
    ja = "修正を当てるか、稼働に響くなら監視などの代替策でリスクを下げる",
    en = "Patches are applied; where they endanger running, another measure lowers the risk",
  },
  actor = "system_iso",
  select = "organization.in_aviation and control_system",
  check = function(system)
    local patching = system.patching
    if patching == "applied" or patching == "compensated" and system.compensation ~= "" then return true end
    return fail(told("修正が当てられておらず、代替策もありません", "patches are not applied, and nothing stands in for them"))
  end,
  question = {
    ja = "修正を当てているか、当てられないなら代替策があるか",
    en = "Are patches applied, or does another measure stand in for them?",
  },
  evidence = { ja = "修正の適用記録、代替策の記録", en = "Record of patches, or of what stands in for them" },
  remedy = {
    ja = "修正を当てるか、ログや通信の監視などの代替策を講じて内容（compensation）を記録する",
    en = "Apply patches, or watch logs and traffic instead, and record that as compensation",
  },
})

rule "4.2.3" (done {
  title = { ja = "目標とする将来像を、成熟度を参考に決める", en = "the aim is set, with maturity as a guide" },
  check = write.on_scale("target"),
  evidence = { ja = "目標のプロファイル", en = "Profile that is aimed at" },
  remedy = { ja = "項目ごとに目標の成熟度を決め、プロファイルに記録する", en = "Set the target item by item, and record the profile" },
})

-- Part of the aim; set where a profile is about it.
local function aim(key, row)
  row.check = ([[
    if(any(profiles where in_use and item in ('4.2.3#%s', 'aviation/4.2.3#%s'),
           target in $maturity_steps), true)
  ]]):format(key, key)
  return example(row)
end

rule "4.2.3#escalation" (aim("escalation", {
  title = {
    ja = "重大な事案が決めた時間のうちに経営層に届くことを目標にする",
    en = "an aim: grave incidents reach management within a set time",
  },
}))
rule "4.2.3#weaknesses" (aim("weaknesses", {
  title = { ja = "資産とその脆弱性を管理することを目標にする", en = "an aim: assets and their weaknesses are managed" },
}))
rule "4.2.3#committee" (aim("committee", {
  title = {
    ja = "CISOが必ず出る委員会を常に置くことを目標にする",
    en = "an aim: a standing committee that the CISO always attends",
  },
}))
rule "4.2.3#selection" (example {
  title = {
    ja = "何もかもを目指さず、組織の特性から要るものを選ぶ",
    en = "the aim is chosen after what the organisation is like, not everything at once",
  },
})
rule "4.2.3#selection.people" (example {
  title = {
    ja = "人の入れ替わりが多ければ、アカウントの管理や人への対策に力を入れる",
    en = "with much coming and going, accounts and people come first",
  },
})
rule "4.2.3#selection.group" (example {
  title = {
    ja = "運用を任せた先があれば、窓口を決めて素早い連絡に力を入れる",
    en = "where others run the systems, contacts and quick escalation come first",
  },
})
