-- 1.1.3 to 1.1.5 and 1.2 What is covered at the least, what the plan observes, how it is kept, and which
-- plans there are.
--
-- Readings where the text leaves a choice:
-- * 1.1.3: the means of reaching people inside and outside are systems of mail, web and SNS. They are
--   planned for where the time within which they must be back and their parts are known.
-- * 1.1.5: who has left keeps no plan. `stored_at` holds the media (paper, electronic, cloud) and the places.
--   Two places are several, the same one named twice is not; a cloud service is a place as well.
--   Not publishing is the principle: a recorded reason excuses.
-- * 1.2: a plan of training is that of continuity where it declares a code of 2.9.1, or where a continuity
--   role owns it; of others a person must say so.

param "contact_kinds" {
  value = { "mail", "web", "sns" },
  title = { ja = "内外との連絡手段とみなす種類", en = "Kinds of service by which people are reached" },
  source = "1.1.3",
}
param "storage_media" {
  value = { "paper", "electronic" },
  title = { ja = "保管媒体を表す語", en = "Words for the media of storage" },
  source = "1.1.5",
}
param "storage_places" {
  value = 2, unit = "箇所", stricter = "higher",
  title = { ja = "計画の保管先の数", en = "Places where the plan is kept" },
  source = "1.1.5",
}

derive "organization.has_contact_systems" {
  type = "bool",
  title = { ja = "連絡手段となる情報システムがある", en = "Has systems by which people are reached" },
  from = "any(systems where service_kind in $contact_kinds)",
}

local some_of = library "telling".some_of

rule "1.1.3" {
  title = {
    ja = "内外との連絡手段は、少なくとも運用継続の対象とする",
    en = "The means of reaching people inside and outside are planned for, at the least",
  },
  actor = "continuity_chief",
  check = [[
    has_contact_systems
    and all(systems where service_kind in $contact_kinds, effective_rto >= 0s and part_count > 0)
  ]],
  ask = {
    ja = "電子メール、ウェブ、SNSなどの連絡手段を計画の対象に含めているか",
    en = "Are mail, web, social media and the like within the plan?",
  },
  evidence = { ja = "対象とする情報システムの一覧", en = "List of the systems within the plan" },
  technique = "review",
  remedy = {
    ja = "連絡手段となる情報システムを記録し、RTOと構成要素を定める",
    en = "Record the systems by which people are reached, with their RTO and parts",
  },
}

-- Table 1.1-1, what it asks to be observed.
rule "1.1.4" {
  title = { ja = "守るべき文書を踏まえて計画を作る", en = "The plan observes the documents it must" },
  actor = "continuity_chief",
  items = true,
  remedy = {
    ja = "足りない文書を確かめ、計画と突き合わせて記録する",
    en = "Consult the documents that are missing, and record that the plan was compared",
  },
}

local function observed(ja, en)
  return {
    title = { ja = ja .. "を踏まえる", en = "The plan observes " .. en },
    actor = "continuity_chief",
    ask = {
      ja = "最新の" .. ja .. "を確かめて計画を作ったか",
      en = ("Was the latest edition of %s consulted?"):format(en),
    },
    evidence = { ja = "参照した文書の一覧", en = "List of documents consulted" },
    technique = "interview",
    remedy = { ja = ja .. "の最新版を確かめる", en = "Consult its latest edition" },
  }
end

rule "1.1.4#continuity-guideline" (observed("府省の業務継続の指針", "the guideline on continuity of ministries"))
rule "1.1.4#common-standards" (observed("政府の統一基準群", "the common standards of the government"))

-- Some plan in force has been compared; else it is told which have not.
local function compared(with, ja, en)
  return function(organization)
    local ids = {}
    for i, plan in ipairs(organization.plans) do
      if plan[with] then return true end
      ids[i] = plan.id
    end
    if #ids == 0 then
      return fail { message = { ja = "有効な情報システム運用継続計画が記録されていない", en = "no plan in force is on record" } }
    end
    local ids_ja, ids_en = some_of(ids)
    return fail { message = {
      ja = ("%sとの整合を確認した文書の記録がない計画：%s"):format(ja, ids_ja),
      en = ("plans not recorded as consistent with %s: %s"):format(en, ids_en),
    } }
  end
end

rule "1.1.4#business-plan" {
  title = { ja = "自組織の業務継続計画を踏まえる", en = "The plan observes the own business continuity plan" },
  actor = "continuity_chief",
  check = compared("with_bcp", "業務継続計画", "the business continuity plan"),
  question = {
    ja = "業務継続計画と突き合わせたか",
    en = "Has it been compared with the business continuity plan?",
  },
  evidence = { ja = "整合を確認した記録", en = "Record of the comparison" },
  technique = "review",
  remedy = { ja = "業務継続計画と突き合わせて記録する", en = "Compare them, and record it" },
}

rule "1.1.4#policy" {
  title = { ja = "自組織のセキュリティ規程を踏まえる", en = "The plan observes the own security policy" },
  actor = "continuity_chief",
  check = compared("with_policy", "セキュリティ規程", "the security policy"),
  question = { ja = "情報セキュリティの規程と突き合わせたか", en = "Has it been compared with the security policy?" },
  evidence = { ja = "整合を確認した記録", en = "Record of the comparison" },
  technique = "review",
  remedy = { ja = "規程と突き合わせて記録する", en = "Compare them, and record it" },
}

rule "1.1.5" {
  kind = "document",
  title = { ja = "計画を確実に使えるように、また秘して保管する", en = "The plan is kept at hand, safe and secret" },
  actor = "continuity_chief",
  select = "type in $plan_types",
  items = true,
  remedy = {
    ja = "足りない項目を整え、文書の記録に書き足す",
    en = "Settle what is missing, and add it to the record of the document",
  },
}

rule "1.1.5#owner" {
  kind = "document",
  title = { ja = "計画の管理部署と担当者が決まっている", en = "A division and a person keep the plan" },
  actor = "continuity_chief",
  select = "type in $plan_types",
  check = "owner.unit.name ~= '' and (not present(owner.left_on) or today() <= owner.left_on)",
  question = { ja = "計画の管理部署と担当者は決まっているか", en = "Is it settled which division and who keeps the plan?" },
  evidence = { ja = "計画の表紙や管理簿", en = "Front page or register of the plan" },
  technique = "review",
  remedy = { ja = "計画の管理者とその所属を記録する", en = "Record who keeps the plan, and of which division" },
}

derive "document.storage_count" {
  type = "int",
  title = { ja = "保管場所の数", en = "Number of places where it is kept" },
  from = function(document)
    local seen, count = {}, 0
    for _, medium in ipairs(params.storage_media) do seen[medium] = true end
    for _, place in ipairs(document.stored_at) do
      if not seen[place] then count = count + 1 end
      seen[place] = true
    end
    return count
  end,
}

rule "1.1.5#places" {
  kind = "document",
  title = { ja = "計画を複数の場所に保管する", en = "The plan is kept in several places" },
  actor = "continuity_chief",
  select = "type in $plan_types",
  check = "if(given(stored_at), storage_count >= $storage_places)",
  ask = { ja = "計画を二つ以上の場所に保管しているか", en = "Is the plan kept in two places or more?" },
  evidence = { ja = "保管先の一覧", en = "List of where it is kept" },
  technique = "observation",
  remedy = {
    ja = "別の拠点やクラウドにも計画を置き、保管先を記録する",
    en = "Keep a copy at another site or in a cloud, and record where",
  },
}

rule "1.1.5#media" {
  kind = "document",
  title = { ja = "計画を紙と電子の両方で持つ", en = "The plan exists on paper and electronically" },
  actor = "continuity_chief",
  select = "type in $plan_types",
  check = [[
    if(given(stored_at), 'paper' in stored_at and ('electronic' in stored_at or 'cloud' in stored_at))
  ]],
  ask = { ja = "計画を紙と電子の両方で保管しているか", en = "Is the plan kept on paper and electronically?" },
  evidence = { ja = "保管先の一覧", en = "List of where it is kept" },
  technique = "observation",
  remedy = { ja = "紙と電子の両方を備え、媒体を記録する", en = "Keep both, and record the media" },
}

rule "1.1.5#secret" {
  kind = "document",
  title = { ja = "計画は公表しない", en = "The plan is not published" },
  actor = "continuity_chief",
  select = "type in $plan_types",
  check = "not published",
  in_principle = true,
  question = { ja = "計画を非公表としているか", en = "Is the plan withheld from the public?" },
  evidence = { ja = "計画の取扱区分", en = "How the plan is classified" },
  technique = "review",
  remedy = {
    ja = "計画を非公表とし、説明が要る場合は支障のない概要にとどめる",
    en = "Withhold it; where something must be said, give a harmless outline",
  },
}

rule "1.1.5#at-hand" {
  kind = "document",
  title = { ja = "発生時に管理職と担当者が計画を使える", en = "Managers and staff have the plan when it is needed" },
  actor = "continuity_chief",
  select = "type in $plan_types",
  ask = {
    ja = "停電や通信の途絶のときも、必要な者が計画を開けるか",
    en = "Can those who need it open the plan without power and network?",
  },
  evidence = { ja = "配布先の一覧", en = "List of who has it" },
  technique = "interview",
  remedy = { ja = "要る者へ配り、開けることを確かめる", en = "Hand it out, and try whether it can be opened" },
}

rule "1.1.5#policy" {
  kind = "document",
  title = { ja = "セキュリティ規程と取組状況を踏まえて計画を作る", en = "The plan is drawn up knowing policy and practice" },
  actor = "continuity_owner",
  select = "type in $plan_types",
  check = "if(any(consistent_with where type in ['standard', 'basic_policy']), true)",
  ask = {
    ja = "情報セキュリティの規程を参照し、システムの責任者に現状を確かめたか",
    en = "Was the security policy consulted, and were system security officers asked how things stand?",
  },
  evidence = { ja = "検討の記録", en = "Record of the work on the plan" },
  technique = "interview",
  remedy = {
    ja = "規程と突き合わせ、情報システムセキュリティ責任者に確認する",
    en = "Compare it with the policy, and ask the system security officers",
  },
}

rule "1.2" {
  title = { ja = "四つの計画がそろっている", en = "The four plans are there" },
  actor = "continuity_chief",
  items = true,
  remedy = {
    ja = "足りない計画を作り、文書として記録する",
    en = "Draw up the plans that are missing, and record the documents",
  },
}

-- A document of this type that is in force and serves; else it is told which there are.
local function in_force(type, serves, ja, en)
  return function(organization)
    local over, open = {}, nil
    for _, document in ipairs(organization.documents) do
      if document.type == type then
        local good = field(document, "plan_in_force")
        if good and serves then good = field(document, serves) end
        if good then return true end
        if good == nil then open = document end
        over[#over + 1] = document.id
      end
    end
    if open then return open[serves] end -- missing: unknown
    if #over == 0 then
      return fail { message = { ja = ja .. "の文書が記録されていない", en = ("no %s is on record"):format(en) } }
    end
    local ids_ja, ids_en = some_of(over)
    return fail { message = {
      ja = ("判定日に有効な%sがない（記録は %s）"):format(ja, ids_ja),
      en = ("no %s is in force (on record: %s)"):format(en, ids_en),
    } }
  end
end

local function plan(type, ja, en)
  return {
    title = { ja = ja .. "がある", en = "There is a " .. en },
    actor = "continuity_chief",
    check = in_force(type, nil, ja, en),
    question = { ja = ja .. "を作っているか", en = ("Is there a %s?"):format(en) },
    evidence = { ja = ja, en = en },
    technique = "review",
    remedy = { ja = ja .. "を作り、文書として記録する", en = ("Draw up a %s, and record the document"):format(en) },
  }
end

rule "1.2#premeasures" (plan("premeasure_plan", "事前対策計画", "plan of pre-measures"))
rule "1.2#response" (plan("response_plan", "危機的事象発生時の対応計画", "plan of response"))

rule "1.2#training" {
  title = { ja = "教育訓練計画がある", en = "There is a plan of education and drills" },
  actor = "continuity_chief",
  check = in_force("training_plan", "trains_continuity", "運用継続の教育訓練計画", "plan of continuity training"),
  ask = { ja = "運用継続の教育訓練を計画しているか", en = "Does a plan of training include continuity?" },
  evidence = { ja = "教育訓練計画", en = "Plan of education and drills" },
  technique = "review",
  remedy = { ja = "教育訓練計画を作り、文書として記録する", en = "Draw it up, and record the document" },
}

rule "1.2#upkeep" (plan("upkeep_plan", "維持改善計画", "plan of upkeep"))
