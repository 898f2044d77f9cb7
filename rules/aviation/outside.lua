-- 5.5, 5.6 and the annexes: cloud services, outsourcing.
--
-- Readings where the text leaves a choice:
-- * A system with cloud particulars uses a cloud service until the use ends; without any, the clause is n/a.
-- * Suppliers are those under contract; what concerns systems is asked of those that are contractors of
--   one. Terms that nobody has recorded are not known.
-- * At the end of a contract data are given back or their disposal is proved: one of them suffices.
-- * Continuous assessment of risks: the last one is no older than a year (a parameter).

local write = library "write"
local written, done, example = write.written, write.done, write.example
local clause, title_only = write.clause, write.title_only

-- ---- figures ------------------------------------------------------------------------------------

param "supplier_assessment_within" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "委託先のリスクを評価する最長の間隔", en = "Suppliers are assessed at least every" },
  source = "5.6.1",
}

-- ---- 5.5 cloud services -------------------------------------------------------------------------

local CLOUD = "in_aviation and has_cloud"

-- Something about each system that uses a cloud service.
local function cloud(row)
  row.kind, row.actor = "system", "system_iso"
  row.select = "organization.in_aviation and in_cloud"
  row.evidence = row.evidence or { ja = "利用の契約、提供者の開示資料", en = "Contract, disclosures of the provider" }
  return row.level == "example" and example(row) or done(row)
end

local function cloud_incident(row)
  row.when, row.actor = CLOUD, "csirt_head"
  return example(row)
end

rule "5.5" (clause {
  title = { ja = "クラウドサービス", en = "Cloud services" },
  actor = "ciso", when = CLOUD,
})
rule "5.5#data" (cloud {
  title = {
    ja = "国内外の法令や評価の制度に気を付け、預けるデータを適切に管理する",
    en = "data in the cloud are managed with regard to law and certification at home and abroad",
  },
  check = "if(cloud.regions ~= '' and cloud.rating ~= '', true)",
  remedy = {
    ja = "保存される国・地域と、取り扱う情報の格付を記録する",
    en = "Record in which regions data are kept, and their rating",
  },
})
rule "5.5#disclosures" (cloud {
  title = {
    ja = "提供者が開示する情報をつかみ、変更を管理する",
    en = "what the provider discloses is known, and changes are managed",
  },
})
rule "5.5#disclosures.weaknesses" (cloud {
  level = "example",
  title = { ja = "提供者の脆弱性対策を確かめられる", en = "it can be seen how the provider deals with vulnerabilities" },
})
rule "5.5#disclosures.encryption" (cloud {
  level = "example",
  title = { ja = "保存データと通信の暗号化を確かめられる", en = "encryption of stored data and of lines can be seen" },
})
rule "5.5#disclosures.deletion" (cloud {
  level = "example",
  title = { ja = "情報が確実に消されたことを確かめられる", en = "it can be seen that data are really erased" },
  check = "if(lifecycle.contractor.contract.disposal_proof, true)",
})
rule "5.5#incidents" (written("5.5#incidents", {
  title = {
    ja = "クラウドの事案のときに関係者と連携する体制",
    en = "who works together in an incident of a cloud service",
  },
  actor = "csirt_head", when = CLOUD,
}))
rule "5.5#incidents.stop" (cloud_incident {
  title = { ja = "攻撃のとき、影響に応じてシステムを止めることも検討する", en = "after an attack, stopping the system is considered" },
})
rule "5.5#incidents.told" (cloud_incident {
  title = {
    ja = "攻撃のとき、顧客・構築業者・提供者の窓口に知らせる",
    en = "after an attack, customers, builder and provider are told",
  },
})
rule "5.5#incidents.authority" (cloud_incident {
  title = { ja = "攻撃のとき、監督官庁に報告する", en = "after an attack, the authority is told" },
})
rule "5.5#incidents.support" (cloud_incident {
  title = {
    ja = "脆弱性や設定の不備には、提供者の最新の情報を確かめる",
    en = "for weaknesses and wrong settings, the provider's latest news is consulted",
  },
})
rule "5.5#incidents.mitigation" (cloud_incident {
  title = {
    ja = "修正のない脆弱性には、緩和や回避の策を検討できる体制を持つ",
    en = "for new vulnerabilities, somebody can settle how to mitigate or avoid them",
  },
})

-- ---- 5.6 outsourcing ----------------------------------------------------------------------------

local CONTRACT = { ja = "契約書、仕様書、委託先の報告", en = "Contract, specification, reports of the supplier" }

-- What is agreed with a supplier, or done about it.
local function supplier(row)
  row.kind, row.actor, row.evidence = "supplier", "operator", row.evidence or CONTRACT
  row.select = "organization.in_aviation and under_contract"
  row.remedy = row.remedy or { ja = "契約に加え、記録する", en = "Agree on it, and record it" }
  row.question = row.check and {
    ja = ("この委託先について、次のことがあるか：%s"):format(row.title.ja),
    en = ("Is this so for the supplier: %s?"):format(row.title.en),
  } or nil
  return done(row)
end

-- The same for those who build or run systems.
local function contractor(row)
  row = supplier(row)
  row.select = row.select .. " and count(systems_by_lifecycle_contractor) > 0"
  return row
end

rule "5.6.1" (clause {
  title = { ja = "業務委託に共通すること", en = "All outsourcing" },
})
rule "5.6.1#incidents" (supplier {
  title = { ja = "事案が起きたときの対処と体制", en = "what is done in an incident, and by whom" },
  check = "contract.incident_duty",
})
rule "5.6.1#split" (supplier {
  title = { ja = "責任の分かれ目を明らかにする", en = "it is clear where its responsibility begins and ends" },
  check = "contract.responsibility_split",
})
rule "5.6.1#end" (supplier {
  title = { ja = "委託の終わりに、情報の返却や廃棄を確かめる", en = "data are given back or destroyed at the end, verifiably" },
  check = "contract.return_of_data or contract.disposal_proof",
})
rule "5.6.1#audit" (supplier {
  title = { ja = "監査の受入れと、サービスの品質の保証", en = "audits are accepted, and quality is assured" },
  check = "contract.audit_right and contract.sla",
})
rule "5.6.1#assessment" (supplier {
  title = { ja = "脅威に備えた、続けてのリスク評価", en = "risks are assessed continuously" },
  check = "assessed_on <= today() and assessed_on + $supplier_assessment_within >= today()",
  evidence = { ja = "委託先の評価の記録", en = "Record of the assessment" },
  remedy = { ja = "委託先を評価し、評価日（assessed_on）を記録する", en = "Assess the supplier, and record assessed_on" },
})

rule "5.6.2" (clause {
  title = { ja = "情報システムの委託", en = "Outsourcing of systems" },
})
rule "5.6.2#least" (contractor {
  title = {
    ja = "渡す情報を要る分に絞り、格付けに応じて守る",
    en = "it gets no more information than needed, protected after its rating",
  },
  remedy = {
    ja = "渡す情報を見直し、格付（ratings_handled）と講じる対策を定める",
    en = "Go over what it gets; settle ratings and measures",
  },
})
rule "5.6.2#changes" (contractor {
  title = { ja = "意図しない変更がシステムに加えられないための対策", en = "nothing is changed in systems that nobody intended" },
})
rule "5.6.2#weaknesses" (contractor {
  title = {
    ja = "構築と運用・保守のときに、脆弱性を紛れ込ませない対策",
    en = "no vulnerabilities get in while systems are built and maintained",
  },
})

rule "5.6.3" (title_only("委託先の人への安全管理", "People of contractors"))

-- ---- annexes ------------------------------------------------------------------------------------

rule "A1" (title_only("情報の取扱いと個人情報の保護", "Handling of information, personal data"))
rule "A2" (title_only("システムの取得・開発・保守の管理策", "Controls for acquiring, developing and maintaining systems"))
