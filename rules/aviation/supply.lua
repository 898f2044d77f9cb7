-- 4.4 Supply chain.
--
-- Readings where the text leaves a choice:
-- * Suppliers are those under contract: no end is recorded, or it has not come. Terms that nobody has
--   recorded are not known.
-- * Who manages what differs from airport to airport. Each party at an airport (a company of the group,
--   ground handling, catering, a supplier …) is a record: its assets and measures are managed by the operator
--   itself, or by the party, whose contract in force then has terms on security. What is agreed with a party
--   that is no recorded supplier, a person says.
-- * Besides, each system has somebody who manages it, and each supplier's part is told from the operator's.
--   That no party is left out, records cannot show: they are a declaration, and without any a person answers.

local write = library "write"
local rows = write.by "ciso"
local done, example, clause = rows.done, rows.example, rows.clause
local told, list = write.told, write.list

-- ---- figures ------------------------------------------------------------------------------------

param "supplier_disclosures" {
  value = { "capital", "officers", "place", "staff", "expertise", "record", "nationality" },
  title = { ja = "委託先に示させる情報", en = "What suppliers disclose" },
  source = "4.4",
}
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
  return done(row)
end

rule "4.4#terms" (contract {
  title = {
    ja = "供給者が担う役割と責任の範囲を契約で明らかにする",
    en = "the contract says what the supplier does and answers for",
  },
  check = "contract.security_terms and contract.responsibility_split",
})

-- What the items of the parameter are called.
local DISCLOSURES = {
  capital = { "資本関係", "who owns it" },
  officers = { "役員", "officers" },
  place = { "実施場所", "place of the work" },
  staff = { "従事者の所属", "people and their employers" },
  expertise = { "専門性", "their expertise" },
  record = { "実績", "their record" },
  nationality = { "国籍", "their nationality" },
}

rule "4.4#terms.disclosure" (contract {
  level = "example",
  title = {
    ja = "資本関係、場所、従事者など、管理の体制を確かめる情報を示させる",
    en = "the supplier discloses who owns it, where and by whom the work is done",
  },
  check = function(supplier)
    local disclosed, ja, en = {}, {}, {}
    for _, item in ipairs(supplier.disclosed) do disclosed[item] = true end
    for _, item in ipairs(params.supplier_disclosures) do
      if not disclosed[item] then
        local label = DISCLOSURES[item] or { item, item }
        ja[#ja + 1], en[#en + 1] = ("%s（%s）"):format(label[1], item), label[2]
      end
    end
    if #ja == 0 then return true end
    local missing = told("示されていない情報：" .. table.concat(ja, "、"), "not disclosed: " .. list(en))
    return #ja < #params.supplier_disclosures and partial(missing) or fail(missing)
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

-- ---- who manages what, by airport ---------------------------------------------------------------

kind "airport_party" {
  title = { ja = "空港の関係者", en = "Party at an airport" },
  plural = "airport_parties",
  fields = {
    field("airport*", "->site", "空港", "Airport"),
    field("name*", "text", "関係者", "Party"),
    field("type", "group|supplier|airport|other", "関係", "Relation", {
      labels = {
        group = { ja = "グループ会社", en = "Company of the group" },
        supplier = { ja = "委託先", en = "Supplier" },
        airport = { ja = "空港の運営者", en = "Airport" },
        other = { ja = "その他", en = "Other" },
      },
    }),
    field("work", "text", "業務", "Work"),
    field("supplier", "->supplier", "委託先の記録", "Recorded supplier"),
    field("systems", "[->system] = []", "関わる情報システム", "Systems concerned"),
    field("managed_by", "operator|party", "資産と対策の管理", "Who manages assets and measures", {
      labels = {
        operator = { ja = "自組織", en = "The operator itself" },
        party = { ja = "関係者（要求事項で担保）", en = "The party, as required of it" },
      },
    }),
  },
}

rule "4.4#relations" (done {
  title = {
    ja = "空港ごとに、何を自ら管理し、何を委託先に求めるかを整理する",
    en = "for each airport it is settled what is managed in-house, and what is required of others",
  },
  check = function(organization)
    local of_systems = list(write.ids(organization.systems, function(system)
      return not field(system, "unit") and not field(system, "lifecycle.contractor")
    end))
    local of_suppliers = list(write.ids(organization.suppliers, function(supplier)
      return supplier.under_contract and field(supplier, "contract.responsibility_split") == false
    end))
    if of_systems or of_suppliers then
      return fail(told(
        (of_systems and "管理する部署も委託先もない情報システム：" .. of_systems or "")
          .. (of_systems and of_suppliers and "。" or "")
          .. (of_suppliers and "責任の分界がない委託先：" .. of_suppliers or ""),
        (of_systems and "systems that nobody manages: " .. of_systems or "")
          .. (of_systems and of_suppliers and "; " or "")
          .. (of_suppliers and "suppliers whose part is not told: " .. of_suppliers or "")
      ))
    end
    for _, supplier in ipairs(organization.suppliers) do
      if supplier.under_contract and not field(supplier, "contract.responsibility_split") then
        return supplier.contract.responsibility_split -- missing: unknown
      end
    end
    if #organization.airport_parties == 0 then
      return unknown(told("空港ごとの関係者の記録（airport_parties）がありません", "no airport_parties are recorded"))
    end
    return pass(told("空港ごとの関係者の記録による申告です", "declared by the parties recorded"))
  end,
  declared = true,
  ask = {
    ja = "空港ごとに関係する事業者を挙げ、資産と対策をどちらが管理するかを決めているか",
    en = "Is it settled for each airport who is involved, and who manages which assets and measures?",
  },
  evidence = { ja = "空港ごとの関係者と管理の分担の一覧", en = "List of parties and who manages what, by airport" },
  remedy = {
    ja = "空港ごとに関係者（airport_parties）を、情報システムごとに管理部署か委託先を、委託先ごとに責任の分界を記録する",
    en = "Record the airport_parties, who manages each system, and where each supplier's responsibility ends",
  },
})
rule "4.4#party" (done {
  kind = "airport_party",
  title = {
    ja = "関係者の資産と対策を、自ら管理するか、要求事項として守らせる",
    en = "assets and measures of a party are managed in-house, or required of it",
  },
  select = "organization.in_aviation",
  check = [[
    managed_by == 'operator'
    or managed_by == 'party' and supplier.under_contract and supplier.contract.security_terms
  ]],
  ask = {
    ja = "この関係者の資産と対策を、自ら管理しているか、要求事項として守らせているか",
    en = "Are this party's assets and measures managed in-house, or required of it?",
  },
  evidence = { ja = "管理の分担の一覧、契約書", en = "List of who manages what, contract" },
  remedy = {
    ja = "どちらが管理するか（managed_by）を決め、相手が管理するなら契約にセキュリティの条項を入れる",
    en = "Settle managed_by; where the party does it, put terms on security into its contract",
  },
})
