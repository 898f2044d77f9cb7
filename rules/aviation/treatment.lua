-- 4.2 and 4.3 Assessment of risks, the aim, treatment.
--
-- Readings where the text leaves a choice:
-- * A risk is assessed with likelihood and impact, in steps or in figures, and its option is chosen.
-- * Each control system has risks of its own (`subject`); patches are applied, or a compensating measure is
--   described. Without control systems the clause is n/a.
-- * After a recorded change of environment something is assessed anew: a risk, or the whole assessment.
-- * The maturity aimed at is told by the profiles, on the scale of the parameter. A gap between present and
--   target, and a risk that is not retained, become a plan of five items. The record is the plan: an item
--   that it does not name fails.
-- * The rates of exercises with false mails are read from their metrics; a target given there goes before
--   that of the parameter, which is the guideline's example.

-- ---- figures ------------------------------------------------------------------------------------

param "phishing_open_names" {
  value = { "開封率", "open rate" },
  title = { ja = "標的型メール訓練の開封率とみなす指標名", en = "Metrics that are the rate of mails opened" },
  source = "4.3.1",
}
param "phishing_report_names" {
  value = { "報告率", "report rate" },
  title = { ja = "標的型メール訓練の報告率とみなす指標名", en = "Metrics that are the rate of mails reported" },
  source = "4.3.1",
}
param "phishing_open_most" {
  value = 5, type = "percent", stricter = "lower",
  title = { ja = "標的型メール訓練の開封率の目標", en = "Most that open the mail of an exercise" },
  source = "4.3.1",
}
param "phishing_report_least" {
  value = 100, type = "percent", stricter = "higher",
  title = { ja = "標的型メール訓練の報告率の目標", en = "Least that report the mail of an exercise" },
  source = "4.3.1",
}

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


-- ---- 4.2 assessment -----------------------------------------------------------------------------

rule "4.2.1" (clause {
  title = { ja = "リスクアセスメント", en = "Risk assessment" },
  actor = "ciso",
})
rule "4.2.1#assessment" {
  title = {
    ja = "サービスに響くリスクを見つけ、影響と起こりやすさを分析する",
    en = "Risks to the services are found, with their impact and likelihood",
  },
  actor = "ciso", when = "in_aviation", in_principle = true,
  check = "count(risks) > 0 and all(risks, has_both_axes)",
  question = {
    ja = "サービスに響くリスクを全て洗い出し、分析したか",
    en = "Have all risks to the services been found and analysed?",
  },
  evidence = { ja = "リスク評価書", en = "Risk assessment" }, technique = "review",
  remedy = { ja = "リスクごとに影響と起こりやすさを記録する", en = "Record impact and likelihood of each risk" },
}
rule "4.2.1#treatment" {
  kind = "risk",
  title = {
    ja = "低減・回避・移転・保有のどれで臨むかを選ぶ",
    en = "It is chosen whether to reduce, avoid, share or retain it",
  },
  actor = "ciso", in_principle = true,
  select = "organization.in_aviation",
  check = "treatment.option in ('modify', 'avoid', 'share', 'retain')",
  question = { ja = "このリスクへの臨み方を選んだか", en = "Has an option been chosen?" },
  evidence = { ja = "リスク対応の記録", en = "Record of the treatment" }, technique = "review",
  remedy = { ja = "対応の選択肢（treatment.option）を記録する", en = "Record treatment.option" },
}

-- What an option means for a risk that has it.
local function option(name, row)
  row.kind, row.actor = "risk", "ciso"
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
  check = "judgement.acceptable",
}))

rule "4.2.1#anew" {
  title = {
    ja = "新しい脅威など環境が変わったら、改めて評価する",
    en = "Risks are assessed anew when threats or surroundings change",
  },
  actor = "ciso", in_principle = true,
  when = "in_aviation and present(last_change_on)",
  check = [[
    any(documents where type == 'risk_assessment',
        outer.last_change_on <= dealt_with_on and dealt_with_on <= today())
    or any(risks, outer.last_change_on <= dealt_with_on and dealt_with_on <= today())
  ]],
  question = { ja = "環境の変化の後に、リスクを評価し直したか", en = "Have risks been assessed since the change?" },
  evidence = { ja = "見直したリスク評価書", en = "Risk assessment, as reviewed" }, technique = "review",
  remedy = { ja = "リスクを見直し、見直し日を記録する", en = "Go over the risks, and record the date" },
}

rule "4.2.2" (clause {
  title = { ja = "制御システムのリスクアセスメント", en = "Risk assessment of control systems" },
  actor = "ciso",
})
rule "4.2.2#assessment" {
  kind = "system",
  title = { ja = "制御システムを、それ自体として評価する", en = "The control system has a risk assessment of its own" },
  actor = "ciso", in_principle = true,
  select = "organization.in_aviation and control_system",
  check = "count(risks_by_subject) > 0 and all(risks_by_subject, has_both_axes)",
  question = { ja = "この制御システムのリスクを評価したか", en = "Have this control system's risks been assessed?" },
  evidence = { ja = "制御システムのリスク評価書", en = "Risk assessment of the control system" }, technique = "review",
  remedy = {
    ja = "この制御システムを対象（subject）とするリスクを記録し、分析する",
    en = "Record and analyse risks whose subject is this control system",
  },
}
rule "4.2.2#patching" {
  kind = "system",
  title = {
    ja = "修正を当てるか、稼働に響くなら監視などの代替策でリスクを下げる",
    en = "Patches are applied; where they endanger running, another measure lowers the risk",
  },
  actor = "system_iso", in_principle = true,
  select = "organization.in_aviation and control_system",
  check = "patching == 'applied' or patching == 'compensated' and compensation ~= ''",
  question = {
    ja = "修正を当てているか、当てられないなら代替策があるか",
    en = "Are patches applied, or does another measure stand in for them?",
  },
  evidence = { ja = "修正の適用記録、代替策の記録", en = "Record of patches, or of what stands in for them" },
  technique = "review",
  remedy = {
    ja = "修正を当てるか、ログや通信の監視などの代替策を講じて内容（compensation）を記録する",
    en = "Apply patches, or watch logs and traffic instead, and record that as compensation",
  },
}

rule "4.2.3" (done {
  title = { ja = "目標とする将来像を、成熟度を参考に決める", en = "the aim is set, with maturity as a guide" },
  actor = "ciso",
  check = "count(profiles) > 0 and all(profiles, target in $maturity_steps)",
  evidence = { ja = "目標のプロファイル", en = "Profile that is aimed at" },
  remedy = { ja = "項目ごとに目標の成熟度を決め、プロファイルに記録する", en = "Set the target item by item, and record the profile" },
})

-- Part of the aim; set where a profile is about it.
local function aim(key, row)
  row.actor = "ciso"
  row.check = ([[
    if(any(profiles where item in ('4.2.3#%s', 'aviation/4.2.3#%s'), target in $maturity_steps), true)
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
  actor = "ciso",
})
rule "4.2.3#selection.people" (example {
  title = {
    ja = "人の入れ替わりが多ければ、アカウントの管理や人への対策に力を入れる",
    en = "with much coming and going, accounts and people come first",
  },
  actor = "ciso",
})
rule "4.2.3#selection.group" (example {
  title = {
    ja = "運用を任せた先があれば、窓口を決めて素早い連絡に力を入れる",
    en = "where others run the systems, contacts and quick escalation come first",
  },
  actor = "ciso",
})

-- ---- 4.3 treatment ------------------------------------------------------------------------------

rule "4.3.1" (clause {
  title = { ja = "リスクへの対応の決定", en = "Treatment is decided" },
  actor = "ciso",
})
rule "4.3.1#gaps" {
  kind = "profile",
  title = { ja = "目標との差を埋める対策を決める", en = "Measures that close the gap are settled" },
  actor = "ciso", in_principle = true,
  select = "organization.in_aviation", when = "wants_plan",
  check = "present(plan.what)",
  question = { ja = "目標との差を埋める対策を決めたか", en = "Are the measures settled that close the gap?" },
  evidence = { ja = "改善計画", en = "Plan of improvement" }, technique = "review",
  remedy = { ja = "差を埋める対策を計画（plan）に記録する", en = "Record in the plan what closes the gap" },
}
rule "4.3.1#order" (done {
  title = { ja = "対策に優先順位を付ける", en = "measures have an order of priority" },
  actor = "ciso",
  evidence = { ja = "優先順位を付けた対策の一覧", en = "List of measures by priority" },
})
rule "4.3.1#gaps.ciso" (example {
  title = {
    ja = "兼任の課長に任せず、専任の役員をCISOにして経営会議に諮る",
    en = "an officer with no other duties is CISO, and reports to the management board",
  },
  actor = "board",
})
rule "4.3.1#gaps.shadow-it" (example {
  title = {
    ja = "情報資産を定期的に棚卸しし、把握していないサービスの利用を防ぐ",
    en = "stock is taken of assets at intervals; nobody uses services unknown to the organisation",
  },
  actor = "ciso",
})

-- "18%", "0.5％" or "18" as a number.
local function rate_of(text) return tonumber((text:match("^%s*([%d.]+)"))) end

-- Own value and target of a metric with one of the names.
local function metric(exercise, metric_names)
  for _, row in ipairs(exercise.metrics) do
    for _, name in ipairs(metric_names) do
      local value, target = field(row, "value"), field(row, "target")
      if field(row, "name") == name and value then return rate_of(value), target and rate_of(target) end
    end
  end
end

rule "4.3.1#gaps.phishing" (example {
  title = {
    ja = "標的型メールの訓練で、開封率と報告率の目標に達する",
    en = "exercises with false mails reach the target rates of opening and reporting",
  },
  actor = "ciso",
  check = function(organization)
    local last
    for _, exercise in ipairs(organization.exercises) do
      local held = field(exercise, "held_on")
      if exercise.type == "phishing" and held and held <= today() and (not last or held >= last.held_on) then
        last = exercise
      end
    end
    if not last then return fail { message = { ja = "訓練の記録がありません", en = "no such exercise is recorded" } } end
    local opened, most = metric(last, params.phishing_open_names)
    local reported, least = metric(last, params.phishing_report_names)
    if not opened or not reported then
      return unknown { message = { ja = last.id .. " に開封率か報告率がない", en = last.id .. " lacks a rate" } }
    end
    local few = opened <= (most or params.phishing_open_most)
    local many = reported >= (least or params.phishing_report_least)
    local told = { message = {
      ja = ("開封率 %g%%、報告率 %g%%"):format(opened, reported),
      en = ("%g%% opened, %g%% reported"):format(opened, reported),
    } }
    if few and many then return pass(told) end
    return (few or many) and partial(told) or fail(told)
  end,
  evidence = { ja = "標的型メール訓練の結果", en = "Results of the exercise" },
  remedy = {
    ja = "訓練を行い、開封率と報告率を指標（metrics）に記録する",
    en = "Hold the exercise, and record both rates in its metrics",
  },
})
rule "4.3.1#gaps.accounts" (example {
  title = {
    ja = "異動や退職のときに、要らなくなった権限を消す",
    en = "rights no longer needed are removed when people move or leave",
  },
  actor = "ciso",
})

rule "4.3.2" (clause {
  title = { ja = "個別の方針", en = "Policies for single matters" },
  actor = "ciso",
})
rule "4.3.2#policies" (written("4.3.2#policies", {
  title = { ja = "対策ごとに守る行為と判断の基準", en = "what to do, and how to judge, for each measure" },
  actor = "ciso",
}))
rule "4.3.2#policies.access" (written("4.3.2#policies.access", {
  title = { ja = "アクセス制御の方針", en = "policy on access" },
  actor = "ciso", level = "example",
}))
rule "4.3.2#policies.ratings" (written("4.3.2#policies.ratings", {
  title = { ja = "情報の分類の方針", en = "policy on ratings of information" },
  actor = "ciso", level = "example",
}))
rule "4.3.2#told" {
  title = { ja = "個別の方針を関係者に伝える", en = "Those concerned are told of these policies" },
  actor = "ciso", when = "in_aviation", in_principle = true,
  check = [[
    any(documents where type in ('standard', 'rule', 'procedure'))
    and all(documents where type in ('standard', 'rule', 'procedure'), announced_on <= today())
  ]],
  question = { ja = "規程や手順を関係者に伝えたか", en = "Were people told of the rules?" },
  evidence = { ja = "周知の記録", en = "Record of the announcement" }, technique = "review",
  remedy = { ja = "規程を周知し、周知日（announced_on）を記録する", en = "Announce the rules, and record announced_on" },
}

rule "4.3.3" (clause {
  title = { ja = "リスクに対応する計画", en = "Plan of treatment" },
  actor = "ciso",
})
rule "4.3.3#roadmap" (done {
  title = { ja = "達成目標を定め、ロードマップを作る", en = "there are aims, and a roadmap to them" },
  actor = "ciso",
  check = "any(documents where type == 'roadmap' and (not present(period.until) or today() <= period.until))",
  evidence = { ja = "ロードマップ", en = "Roadmap" },
  remedy = { ja = "達成目標までのロードマップを作り、文書として記録する", en = "Draw up the roadmap, and record it as a document" },
})

-- One of the five items of a plan, of a profile or of a risk.
local function planned(member, row)
  row.kind, row.actor, row.in_principle = { "profile", "risk" }, "ciso", true
  row.select, row.when = "organization.in_aviation", "wants_plan"
  row.check = function(record)
    return field(record, (record.kind == "risk" and "treatment." or "plan.") .. member) ~= nil
  end
  row.question = {
    ja = ("計画に%sがあるか"):format(row.title.ja), en = ("Does the plan name %s?"):format(row.title.en),
  }
  row.title = { ja = "計画：" .. row.title.ja, en = "The plan names " .. row.title.en }
  row.evidence, row.technique = { ja = "リスク対応計画", en = "Plan of treatment" }, "review"
  row.remedy = {
    ja = ("計画に書き、「%s」に記録する"):format(member), en = ("Put it into the plan, and record '%s'"):format(member),
  }
  return row
end

rule "4.3.3#what" (planned("what", { title = { ja = "実施事項", en = "what is done" } }))
rule "4.3.3#resources" (planned("resources", { title = { ja = "必要な予算と人", en = "money and people needed" } }))
rule "4.3.3#owner" (planned("owner", { title = { ja = "実行の責任者", en = "who is responsible" } }))
rule "4.3.3#due" (planned("due", { title = { ja = "達成の期限", en = "by when" } }))
rule "4.3.3#judged-by" (planned("judged_by", { title = { ja = "結果の評価方法", en = "how results are judged" } }))
