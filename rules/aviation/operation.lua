-- 4.4 to 4.11 Supply chain, continuity, people, CSIRT, sharing, crises.
--
-- Readings where the text leaves a choice:
-- * Suppliers are those under contract: no end is recorded, or it has not come. Terms that nobody has
--   recorded are not known.
-- * Who manages what differs from airport to airport: each system has somebody who manages it, and each
--   supplier's part is told from the organisation's. That all parties are listed, a person says.
-- * Everybody is trained yearly, in the last complete fiscal year, who was there from its first day; who
--   came later is n/a, and so is who is exempt with a reason. The running year is not due yet.
-- * Incidents carry what the organisation found about reporting to the ministry (`ministry_report`); an
--   incident that is not said to be one of the other cases and is serious counts as grave. One that is
--   neither said nor serious is not known. In doubt, telling the ministry or a recorded consultation
--   suffices. What was found to be no incident is left out.

-- ---- figures ------------------------------------------------------------------------------------

param "supplier_disclosures" {
  value = { "capital", "officers", "place", "staff", "expertise", "record", "nationality" },
  title = { ja = "委託先に示させる情報", en = "What suppliers disclose" },
  source = "4.4",
}
param "sharing_bodies" {
  value = { "交通ISAC", "Transport ISAC", "T-CEPTOAR", "セプター" },
  title = { ja = "情報共有の場とみなす提供元", en = "Sources that are bodies for sharing" },
  source = "4.8.2",
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

-- ---- 4.4 supply chain ---------------------------------------------------------------------------

rule "4.4" (clause {
  title = { ja = "サプライチェーンのリスクの管理", en = "Supply chain" },
})

-- What a supplier's contract holds.
local function contract(row)
  row.kind, row.select = "supplier", "organization.in_aviation and under_contract"
  row.evidence = row.evidence or { ja = "契約書、仕様書", en = "Contract, specification" }
  row.question = {
    ja = ("契約や仕様書で「%s」としているか"):format(row.title.ja),
    en = ("Is this in the contract or the specification: %s?"):format(row.title.en),
  }
  row.remedy = row.remedy or {
    ja = "契約か仕様書に加え、記録する",
    en = "Put it into contract or specification, and record it",
  }
  return row_of(row)
end

rule "4.4#terms" (contract {
  title = {
    ja = "供給者が担う役割と責任の範囲を契約で明らかにする",
    en = "the contract says what the supplier does and answers for",
  },
  check = "contract.security_terms and contract.responsibility_split",
})
rule "4.4#terms.disclosure" (contract {
  level = "example",
  title = {
    ja = "資本関係、場所、従事者など、管理の体制を確かめる情報を示させる",
    en = "the supplier discloses who owns it, where and by whom the work is done",
  },
  check = function(supplier)
    local disclosed, missing = {}, {}
    for _, item in ipairs(supplier.disclosed) do disclosed[item] = true end
    for _, item in ipairs(params.supplier_disclosures) do
      if not disclosed[item] then missing[#missing + 1] = item end
    end
    if #missing == 0 then return true end
    local list = table.concat(missing, ", ")
    local told = { message = { ja = "示されていない情報：" .. list, en = "not disclosed: " .. list } }
    return #missing < #params.supplier_disclosures and partial(told) or fail(told)
  end,
  remedy = { ja = "仕様書で求め、示された情報を「disclosed」に記録する", en = "Ask for it, and record it in 'disclosed'" },
})
rule "4.4#terms.inspection" (contract {
  level = "example",
  title = { ja = "事案のときに、作業や成果物を立入りなどで確かめられる", en = "work and products can be inspected after an incident" },
  check = "contract.audit_right",
})
rule "4.4#terms.subcontractors" (contract {
  level = "example",
  title = { ja = "再委託先の管理の体制も、求めに応じて確かめられる", en = "subcontractors can be inspected as well" },
  check = "contract.subcontract_terms",
})
rule "4.4#legal" (done {
  title = { ja = "契約に入れる条項を、法務の部門などと検討する", en = "the legal department helps with the terms" },
})
rule "4.4#threats" (done {
  title = {
    ja = "サプライチェーンに多い脅威への対策を検討する",
    en = "measures against typical threats of the supply chain are considered",
  },
  check = [[
    if(any(risks where present(subject.supplier) and present(treatment.option)), true)
  ]],
})
rule "4.4#threats.leaks" (example {
  title = {
    ja = "委託先からの漏えいに、機密への厳しいアクセス制御で備える",
    en = "strict access to secrets, against leaks at contractors",
  },
})
rule "4.4#threats.partners" (example {
  title = {
    ja = "取引先を経た攻撃に、多要素認証などで備える",
    en = "several factors at login, against attacks by way of partners",
  },
})

rule "4.4#relations" {
  title = {
    ja = "空港ごとに、何を自ら管理し、何を委託先に求めるかを整理する",
    en = "For each airport it is settled what is managed in-house, and what is required of others",
  },
  actor = "operator", when = "in_aviation", in_principle = true,
  check = [[
    all(systems, present(unit) or present(lifecycle.contractor))
    and all(suppliers where under_contract, contract.responsibility_split)
    and if(count(systems) > 0, true)
  ]],
  ask = {
    ja = "空港ごとに関係する事業者を挙げ、資産と対策をどちらが管理するかを決めているか",
    en = "Is it settled for each airport who is involved, and who manages which assets and measures?",
  },
  evidence = { ja = "空港ごとの関係者と管理の分担の一覧", en = "List of parties and who manages what, by airport" },
  technique = "review",
  remedy = {
    ja = "情報システムごとに管理部署か委託先を、委託先ごとに責任の分界を記録する",
    en = "Record who manages each system, and where each supplier's responsibility ends",
  },
}

-- ---- 4.5 continuity -----------------------------------------------------------------------------

rule "4.5.1" (title_only("事業継続計画などの作成", "Continuity plans"))
rule "4.5.2" (title_only("サービスの障害への対応", "Response to failures of the services"))
rule "4.5.3" (title_only("サービスの障害に対する防護と回復", "Protection and recovery"))

-- ---- 4.6 people ---------------------------------------------------------------------------------

rule "4.6" (clause {
  title = { ja = "人材の育成と意識の啓発", en = "Training and awareness" },
})
rule "4.6#yearly" {
  kind = "person",
  title = { ja = "全ての従業員が、年に一度は教育を受ける", en = "Everybody is trained at least once a year" },
  actor = "ciso", in_principle = true,
  select = "organization.in_aviation and works_here",
  when = [[
    (trained_yearly or joined_on <= organization.trained_year_from)
    and not (present(training_exempt.reason)
             and (not present(training_exempt.until) or today() <= training_exempt.until))
  ]],
  check = "if(trained_yearly, true, if(organization.has_training_records, false))",
  question = { ja = "前年度に教育を受けたか", en = "Trained in the last fiscal year?" },
  evidence = { ja = "受講の記録", en = "Record of attendance" }, technique = "review",
  remedy = { ja = "全員が受ける教育を年に一度は行い、受講者を記録する", en = "Train everybody once a year, and record who came" },
}
rule "4.6#yearly.phishing" (written("4.6#yearly.phishing", {
  title = { ja = "教材：偽のメールやサイトの手口", en = "material on phishing" }, level = "example",
}))
rule "4.6#yearly.mail-fraud" (written("4.6#yearly.mail-fraud", {
  title = { ja = "教材：取引先を装う詐欺メール", en = "material on business mail fraud" }, level = "example",
}))
rule "4.6#yearly.passwords" (written("4.6#yearly.passwords", {
  title = { ja = "教材：パスワードの扱い", en = "material on passwords" }, level = "example",
}))
rule "4.6#awareness" (done {
  title = { ja = "対策が足りないとどうなるかを示して啓発する", en = "people are shown what may come of neglect" },
  actor = "ciso",
})
rule "4.6#qualifications" (done {
  title = { ja = "対策に携わる人の資格の取得を後押しする", en = "those who work on security are helped to qualify" },
  actor = "ciso",
  check = "if(any(assignments where held_today and count(person.qualifications) > 0), true)",
  evidence = { ja = "資格の一覧、支援の制度", en = "List of qualifications, support scheme" },
})
rule "4.6#control-systems" (done {
  title = {
    ja = "制御システムの担当者に、専門機関（ICSCoE）の育成プログラムを検討する",
    en = "the ICSCoE programme is considered for people in charge of control systems",
  },
  actor = "ciso", when = "in_aviation and has_control_systems",
})

-- ---- 4.7 the CSIRT ------------------------------------------------------------------------------

rule "4.7.1" (clause {
  title = { ja = "CSIRTの整備と、関連部門との合意", en = "The CSIRT, agreed with other departments" },
  actor = "ciso",
})
rule "4.7.1#csirt" {
  title = { ja = "CSIRT又は同じ働きの組織がある", en = "There is a CSIRT, or a body that does its work" },
  actor = "ciso", when = "in_aviation", in_principle = true,
  check = "any(assignments where role in ('csirt_head', 'csirt_member', 'csirt_coordinator') and held_today)",
  question = { ja = "CSIRTの要員がいるか", en = "Does the CSIRT have people?" },
  evidence = {
    ja = "CSIRTの名簿、任命書",
    en = "List of its members, letters of appointment",
  }, technique = "review",
  remedy = { ja = "CSIRTの要員を任命する", en = "Appoint its members" },
}
rule "4.7.1#agreed" (written("4.7.1#agreed", {
  title = { ja = "関連部門と合意した役割分担と対応手順", en = "tasks and procedures, agreed with other departments" },
  actor = "csirt_head",
}))
rule "4.7.1#head" {
  title = { ja = "CSIRTの責任者を置く", en = "The CSIRT has a head" },
  actor = "ciso", when = "in_aviation", in_principle = true,
  check = "any(assignments where role == 'csirt_head' and held_today)",
  question = { ja = "CSIRTの責任者がいるか", en = "Is there a head?" },
  evidence = { ja = "任命書", en = "Letter of appointment" }, technique = "review",
  remedy = { ja = "CSIRTの責任者を任命する", en = "Appoint a head of the CSIRT" },
}
rule "4.7.1#reporting" (done {
  title = { ja = "事案が起きたら直ちに報告が届く体制を整える", en = "incidents are reported at once" },
  actor = "ciso",
  check = "if(any(desks where type == 'inside_report'), true)",
  evidence = { ja = "報告の窓口と手順", en = "Desk and procedure for reports" },
})
rule "4.7.1#control-systems" (written("4.7.1#control-systems", {
  title = { ja = "制御システムの部門との連携", en = "how it works with the departments of control systems" },
  actor = "csirt_head", when = "in_aviation and has_control_systems",
}))
rule "4.7.2" (title_only("障害が起きたときの体制", "Who acts when a service fails"))

-- ---- 4.8 day-to-day operation, sharing ----------------------------------------------------------

rule "4.8.1" (title_only("対策の導入と、運用の仕組みづくり", "Measures are introduced, and run"))

rule "4.8.2" (clause {
  title = { ja = "情報共有", en = "Sharing of information" },
})
rule "4.8.2#handbook" (written("4.8.2#handbook", {
  title = { ja = "国の手引に沿った、関係者との情報共有の手順", en = "how information is shared, after the national handbook" },
  actor = "csirt_head",
}))

extend "incident" {
  fields = {
    field("ministry_report", "by_law|grave|unclear|none", "所管省庁への報告の要否", "Report to the ministry", {
      labels = {
        by_law = { ja = "法令等による", en = "By law" },
        grave = { ja = "深刻な影響による", en = "For its grave effect" },
        unclear = { ja = "不明", en = "Unclear" },
        none = { ja = "不要", en = "None" },
      },
    }),
  },
}

derive "incident.told_ministry" {
  type = "bool",
  title = { ja = "所管省庁への報告", en = "The ministry was told" },
  from = "any(reports where to == 'sector_ministry')",
}

local REAL = "organization.in_aviation and (not present(is_incident) or is_incident)"

-- A case in which the ministry is told of an incident.
local function told(of, row)
  row.kind, row.actor, row.in_principle = "incident", "csirt_head", true
  row.select = REAL .. " and " .. of
  row.evidence, row.technique = { ja = "所管省庁への報告の記録", en = "Record of the report" }, "review"
  row.remedy = row.remedy or {
    ja = "国土交通省に報告し、報告先「sector_ministry」として記録する",
    en = "Report to the ministry of transport, and record it with 'sector_ministry'",
  }
  return row
end

rule "4.8.2#by-law" (told("present(ministry_report) and ministry_report == 'by_law'", {
  title = { ja = "法令等で義務のある事案を国土交通省に報告する", en = "The ministry is told where the law says so" },
  check = "told_ministry",
  question = { ja = "義務のある報告をしたか", en = "Was the ministry told as the law asks?" },
}))
rule "4.8.2#grave" (told("if(present(ministry_report), ministry_report == 'grave', serious)", {
  title = {
    ja = "国民生活やサービスに深刻な影響のある事案を国土交通省に知らせる",
    en = "The ministry is told of grave effects on the public or the services",
  },
  check = "told_ministry",
  question = { ja = "深刻な影響のある事案を国土交通省に知らせたか", en = "Was the ministry told?" },
}))
rule "4.8.2#doubt" (told("if(present(ministry_report), ministry_report == 'unclear', not serious)", {
  title = { ja = "報告すべきか分からない事案は国土交通省に相談する", en = "In doubt the ministry is consulted" },
  check = [[
    told_ministry or any(reports_about where type == 'advice_request')
    or ministry_report ~= 'unclear'
  ]],
  question = {
    ja = "報告すべきか分からないとき、国土交通省に相談したか",
    en = "Was the ministry consulted where it was not clear whether to report?",
  },
  remedy = {
    ja = "報告の要否（ministry_report）を決める。分からないときは国土交通省に相談し、記録する",
    en = "Settle ministry_report; in doubt consult the ministry of transport, and record that",
  },
}))
rule "4.8.2#isac" (done {
  title = {
    ja = "交通ISACなど、分野の情報共有の場に加わる",
    en = "the organisation takes part in the Transport ISAC or the like",
  },
  actor = "csirt_head",
  check = [[
    if(any(incidents where any(reports where to == 'isac'))
       or any(issues where present(source_body) and source_body in $sharing_bodies), true)
  ]],
  evidence = { ja = "加入の証、受け取った情報", en = "Proof of membership, news received" },
})
rule "4.8.2#ceptoar" {
  kind = "incident",
  title = { ja = "必要に応じ、セプターの中で共有する", en = "It is shared within the CEPTOAR where needed" },
  actor = "csirt_head", level = "example", in_principle = true,
  select = REAL .. " and warning_needed",
  check = "if(any(reports where to == 'ceptoar'), true)",
  ask = { ja = "セプターの中で共有したか", en = "Was it shared within the CEPTOAR?" },
  evidence = { ja = "共有の記録", en = "Record of the sharing" }, technique = "review",
  remedy = { ja = "セプターに知らせ、報告先「ceptoar」として記録する", en = "Tell the CEPTOAR, and record it" },
}
rule "4.8.2#police" {
  kind = "incident",
  title = { ja = "犯罪の被害は、自らの判断で警察に通報する", en = "The police is told of crimes, as the operator sees fit" },
  actor = "csirt_head", level = "example", in_principle = true,
  select = REAL .. " and attack",
  check = "if(any(reports where to == 'police'), true)",
  ask = { ja = "警察への通報を検討したか", en = "Was it considered to tell the police?" },
  evidence = { ja = "通報又は検討の記録", en = "Record of it, or of how it was considered" }, technique = "review",
  remedy = { ja = "通報するか、しない理由を記録する", en = "Tell the police, or record why not" },
}

-- ---- 4.9 to 4.11 crises, exercises, monitoring --------------------------------------------------

rule "4.9.1" (title_only("攻撃の予兆", "Signs of an attack"))
rule "4.9.2" (title_only("コンティンジェンシープランと事業継続計画の実行", "Contingency and continuity plans are carried out"))
rule "4.9.3" (title_only("本社など重要な拠点の機能の確保", "Headquarters and other important places keep working"))
rule "4.9.4" (title_only("対策の状況の対外的な説明", "The public is told of the measures"))
rule "4.10" (title_only("演習と訓練", "Exercises"))
rule "4.11" (title_only("モニタリングとレビュー", "Monitoring and review"))
