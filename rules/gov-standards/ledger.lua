-- 2.1.2 The ledger of information systems.
--
-- Readings where the text leaves a choice:
-- * The records of systems are the ledger. An item that is not recorded is missing from it and fails;
--   "none" is written as an empty list or a text. What is missing is named item by item.
-- * A system has its entry once the division that manages it is named. That no system is left out
--   altogether cannot be seen from records: it is asked.
-- * Systems on a shared platform that another body runs stand in that body's ledger.

local write = library "write"

rule "2.1.2(1)(a)" {
  title = { ja = "全ての情報システムを台帳に載せる", en = "Every information system stands in the ledger" },
  actor = "chief_iso",
  check = "count(systems) > 0 and all(systems where not on_shared_platform, present(unit))",
  question = { ja = "記録した情報システムは、どれも台帳に載っているか", en = "Do all recorded systems have their entry?" },
  evidence = { ja = "情報システム台帳", en = "Ledger of systems" }, technique = "review",
  remedy = { ja = "情報システムを記録し、管理課室を書く", en = "Record the systems, each with the division that manages it" },
}

rule "2.1.2(1)(a)#complete" {
  title = { ja = "台帳に載っていない情報システムがない", en = "No system is left out of the ledger" },
  actor = "chief_iso",
  ask = {
    ja = "課室が独自に入れたものや委託先のものも含め、台帳に漏れがないことを確かめたか",
    en = "Has it been verified that none is left out, those of single divisions and contractors included?",
  },
  evidence = { ja = "棚卸しの記録、契約や資産の一覧との突合せ", en = "Stock-taking, comparison with contracts and assets" },
  technique = "review",
  remedy = {
    ja = "契約や機器の一覧と台帳を突き合わせ、漏れを載せる",
    en = "Compare with contracts and equipment; add what is missing",
  },
}

rule "2.1.2(1)-1" {
  kind = "system",
  title = { ja = "台帳に、情報システムごとの項目を全て書く", en = "The ledger holds all items of the system" },
  actor = "chief_iso", items = true,
  remedy = { ja = "足りない項目を台帳に書く", en = "Add the items that are missing" },
}

local LEDGER = { ja = "情報システム台帳", en = "Ledger of systems" }

-- An item of the ledger; `cloud` of those for systems on a cloud service.
local function entry(row)
  row.kind, row.actor = "system", "chief_iso"
  row.when = row.cloud and "present(cloud) and not on_shared_platform" or "not on_shared_platform"
  row.cloud = nil
  return write.entry(LEDGER, row)
end

rule "2.1.2(1)-1#a" (entry {
  title = { ja = "名称", en = "name" },
  -- lint: always-true the ledger has the name as an item; records without one are refused
  written = "present(name)",
})
rule "2.1.2(1)-1#b" (entry {
  title = { ja = "管理する課室", en = "division that manages it" },
  written = "present(unit)",
})
rule "2.1.2(1)-1#c" (entry {
  title = { ja = "責任者の氏名と連絡先", en = "name and contact of its officer" },
  written = [[
    any(assigned where in_office and role == 'system_iso',
        present(holder.name) and (present(holder.contact.phone) or present(holder.contact.mail)))
  ]],
  remedy = { ja = "責任者を任命し、電話かメールを記録する", en = "Appoint the officer, and record telephone or mail" },
})
rule "2.1.2(1)-1#d" (entry {
  title = { ja = "構成", en = "configuration" },
  written = "present(configuration)",
})
rule "2.1.2(1)-1#e" (entry {
  title = { ja = "外部の回線の種別と用途", en = "type and use of outside lines" },
  written = "present(external_lines) and all(external_lines, present(type) and present(use))",
  remedy = {
    ja = "回線ごとに種別と用途を書く。回線がなければ [] と書く",
    en = "Give type and use of each line; write [] if there is none",
  },
})
rule "2.1.2(1)-1#f" (entry {
  title = { ja = "扱う情報の格付と取扱制限", en = "ratings and restrictions of the information it handles" },
  written = [[
    present(handles.confidentiality) and present(handles.integrity) and present(handles.availability)
    and present(handles.restrictions)
  ]],
  remedy = {
    ja = "3つの観点の格付と取扱制限を書く。制限がなければ「なし」と書く",
    en = "Record the three ratings and the restrictions; write 'none' if there are none",
  },
})
rule "2.1.2(1)-1#g" (entry {
  title = { ja = "設計・開発と運用・保守", en = "design and development, operation and maintenance" },
  written = "present(lifecycle.design) and present(lifecycle.operation)",
  remedy = {
    ja = "誰がどう設計・開発し、運用・保守しているかを書く",
    en = "Record who designed and built it, and who runs it, and how",
  },
})
rule "2.1.2(1)-1#h" (entry {
  title = { ja = "利用目的", en = "purpose" },
  written = "present(purpose)",
})
rule "2.1.2(1)-1#i" (entry {
  title = { ja = "分類の結果", en = "classification" },
  written = "present(classification)",
})

-- Additional measures for a system of high classification: considered one by one. That none is there to
-- consider cannot be: the list must not be empty.
rule "2.1.2(1)-1#i.additional" {
  kind = "system",
  title = {
    ja = "高度な対策が要る情報システムでは、追加の対策を一つずつ検討し、採らないものには理由を書く",
    en = "For a system of high classification each additional measure was weighed, and why not is said",
  },
  actor = "system_iso",
  when = "not on_shared_platform and present(classification) and classification == 'high'",
  check = [[
    count(additional_measures) > 0
    and all(additional_measures, decision == 'adopted' or decision == 'not_adopted' and present(reason))
  ]],
  ask = {
    ja = "追加の対策を全て検討し、採否とその理由を記録しているか",
    en = "Were all additional measures considered, and is it recorded why some were left out?",
  },
  evidence = { ja = "追加の対策の検討記録", en = "Record of what was considered" }, technique = "review",
  remedy = {
    ja = "追加の対策ごとに採否（additional_measures）を記録し、採らないものには理由を書く",
    en = "Record the decision on each additional measure, with the reason where it is not adopted",
  },
}

-- What should be known of a contractor, as far as there are places for it.
rule "2.1.2(1)-1#g.contractor" {
  kind = "system",
  title = {
    ja = "運用・保守などを委託するなら、委託先・業務・扱う情報・期間も台帳に書く",
    en = "Of a contractor the ledger says who, which work, which information, and how long",
  },
  actor = "chief_iso", level = "recommended",
  when = "not on_shared_platform and present(lifecycle.contractor)",
  check = [[
    present(lifecycle.contractor.number) and present(lifecycle.contractor.work)
    and present(lifecycle.contractor.ratings_handled) and present(lifecycle.contract_until)
  ]],
  question = {
    ja = "委託先の法人番号、委託する業務、扱う情報の格付、契約期間が書かれているか",
    en = "Are the contractor's number and work, the ratings it handles, and the end of the contract there?",
  },
  evidence = { ja = "情報システム台帳、契約書", en = "Ledger of systems, contract" }, technique = "review",
  remedy = { ja = "委託先の記録と契約の終わりを書く", en = "Complete the contractor's record and the end of the contract" },
}

rule "2.1.2(1)-1#j" (entry {
  title = { ja = "連携する情報システムと内容", en = "linked systems and what is exchanged" },
  written = "present(links) and all(links, present(content))",
  remedy = {
    ja = "連携先と内容を書く。連携がなければ [] と書く",
    en = "Record each linked system and what is exchanged; write [] if there is none",
  },
})
rule "2.1.2(1)-1#k" (entry {
  title = { ja = "クラウドサービス等の名称", en = "name of the cloud service" }, cloud = true,
  written = "present(cloud.service)",
})
rule "2.1.2(1)-1#l" (entry {
  title = { ja = "クラウドサービス等の提供者", en = "its provider" }, cloud = true,
  written = "present(cloud.provider)",
})
rule "2.1.2(1)-1#m" (entry {
  title = { ja = "クラウドサービス等の利用期間", en = "how long the cloud service is used" }, cloud = true,
  written = "present(cloud.from) and present(cloud.until)",
})
rule "2.1.2(1)-1#n" (entry {
  title = { ja = "クラウドサービス等の概要", en = "outline of the cloud service" }, cloud = true,
  written = "present(cloud.outline)",
})
rule "2.1.2(1)-1#o" (entry {
  title = { ja = "クラウドサービス等のドメイン名", en = "domain name of the cloud service" }, cloud = true,
  written = "present(cloud.domain)",
})
rule "2.1.2(1)-1#p" (entry {
  title = { ja = "クラウドサービス等で扱う情報の格付と取扱制限", en = "ratings and restrictions in the cloud service" },
  cloud = true,
  written = "present(cloud.rating)",
})
rule "2.1.2(1)-1#q" (entry {
  title = { ja = "クラウドサービス等の暗号鍵を誰が管理するか", en = "who holds the keys of the cloud service" }, cloud = true,
  written = "present(cloud.key_holder)",
})
rule "2.1.2(1)-1#r" (entry {
  title = { ja = "クラウドサービス等で情報が置かれる国や地域", en = "where the cloud service keeps information" },
  cloud = true,
  written = "present(cloud.regions)",
})
rule "2.1.2(1)-1#s" (entry {
  title = { ja = "クラウドサービス等のサービスレベル", en = "service level of the cloud service" }, cloud = true,
  written = "present(cloud.service_level)",
})
