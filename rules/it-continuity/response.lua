-- 2.8.2 The plan of response: when it is activated, how it runs, by which steps, and at the alternate site.
--
-- Readings where the text leaves a choice:
-- * Criteria are recorded decisions: to activate the plan, to gather, to switch over (where there is
--   something to switch to), to telework. Each has somebody who decides and another who stands in.
-- * What plans and procedures lay down is declared (`covers`): by the clause, by the name of the role, or by
--   the words of the parameters. Where no document declares it, it fails; an answer overrides.
-- * Steps are wanted for every role of work and desk that somebody holds.
-- * The alternate site's plan of operation is the one that declares `2.8.2(4)`, or whose title says so (a
--   parameter). It has what the main site's plan of operation declares, or else what the clause lists.

param "activation_types" {
  value = { "plan", "gather", "switch", "telework" },
  title = { ja = "判断基準を定める発動", en = "Decisions that have criteria" },
  source = "2.8.2(1)",
}
param "first_response_words" {
  value = { "初動", "first_response" },
  title = { ja = "初動を表す語", en = "Words for the first response" },
  source = "2.8.2(3)-1",
}
param "contact_words" {
  value = { "連絡", "連絡先", "contacts" },
  title = { ja = "関連組織への連絡を表す語", en = "Words for telling others" },
  source = "2.8.2(3)-1",
}
param "disclosure_words" {
  value = { "公表", "情報公開", "disclosure" },
  title = { ja = "国民への情報公開を表す語", en = "Words for informing the public" },
  source = "2.8.2(3)-1",
}
param "alternate_words" {
  value = { "代替", "災害時", "alternate" },
  title = { ja = "代替拠点の運用計画の題名にある語", en = "Words in the title of the alternate site's plan" },
  source = "2.8.2(4)-1",
}
param "alternate_operation" {
  value = {
    "運用時間", "ジョブ運用", "運用監視", "セキュリティ監視", "トラブル対応", "計画停止", "活性保守",
  },
  title = { ja = "代替拠点の運用計画に定める事項", en = "What the alternate site's plan lays down" },
  source = "2.8.2(4)",
}

derive "activation.has_deciders" {
  type = "bool",
  title = { ja = "判断者と代行者がいる", en = "Has a decider and a deputy" },
  from = "decider.name ~= '' and deputy ~= decider",
}

-- ---- considerations -----------------------------------------------------------------------------

local function best_of(organization, type)
  local found, open = false, nil
  for _, activation in ipairs(organization.activations) do
    if activation.type == type then
      if field(activation, "has_deciders") then return true end
      if field(activation, "has_deciders") == nil then open = activation end
      found = true
    end
  end
  return found and open == nil and false or nil, open, found
end

local NAMES = {
  plan = { ja = "発動", en = "activation" }, gather = { ja = "参集", en = "gathering" },
  switch = { ja = "切替え", en = "switch-over" }, telework = { ja = "テレワーク", en = "telework" },
}

rule "2.8.2(1)" {
  title = { ja = "発動などの判断基準と、判断する者を定める", en = "Criteria for activation, and who decides, are laid down" },
  actor = "continuity_chief",
  check = function(organization)
    local ja, en, wanted, open = {}, {}, 0, nil
    for _, type in ipairs(params.activation_types) do
      if type ~= "switch" or organization.can_switch then
        wanted = wanted + 1
        local good, unsaid = best_of(organization, type)
        open = open or unsaid
        if not good and not unsaid then
          ja[#ja + 1], en[#en + 1] = NAMES[type].ja, NAMES[type].en
        end
      end
    end
    if #ja == 0 then return open == nil or open.has_deciders end -- missing: unknown
    local message = {
      ja = "基準や判断者がない：" .. table.concat(ja, "、"),
      en = "no criterion or decider: " .. table.concat(en, ", "),
    }
    return #ja < wanted and partial { message = message } or fail { message = message }
  end,
  question = {
    ja = "発動、参集、切替え、テレワークの基準と判断者、代行者を定めているか",
    en = "Have activation, gathering, switch-over and telework criteria, deciders and deputies?",
  },
  evidence = { ja = "発動の判断基準", en = "Criteria of activation" },
  technique = "review",
  remedy = { ja = "足りない基準と判断者、代行者を記録する", en = "Record the criteria, deciders and deputies that are missing" },
}

-- Whether the plans in force declare one of these codes or words; else what they should declare is told.
local function declares(organization, codes, words)
  local wanted = {}
  for _, list in ipairs({ codes, words or {} }) do
    for _, code in ipairs(list) do wanted[code] = true end
  end
  for _, code in ipairs(organization.plan_codes) do
    if wanted[code] then return true end
  end
  local ja = codes[1] .. (words and ("（又は「%s」）"):format(words[1]) or "")
  local en = codes[1] .. (words and (" (or '%s')"):format(words[#words]) or "")
  return fail { message = {
    ja = ("有効な計画群のどれも、記載事項に %s を挙げていない"):format(ja),
    en = ("none of the plans in force declares %s among what it covers"):format(en),
  } }
end

rule "2.8.2(2)" {
  title = { ja = "発生から完了までの全体の流れを作る", en = "There is a flow from the event to its end" },
  actor = "continuity_chief",
  declared = true,
  check = function(organization)
    for _, document in ipairs(organization.documents) do
      if document.type == "flow" and document.plan_in_force then return true end
    end
    return declares(organization, { "2.8.2(2)" })
  end,
  ask = {
    ja = "業務継続計画を踏まえた全体フローがあるか",
    en = "Is there an overall flow that goes by the business continuity plan?",
  },
  evidence = { ja = "全体フロー", en = "The flow" },
  technique = "review",
  remedy = { ja = "全体フローを作り、文書として記録する", en = "Draw the flow, and record the document" },
}

rule "2.8.2(3)" {
  title = { ja = "役割ごとの対応手順書がある", en = "Every role has its written steps" },
  actor = "activation_lead",
  declared = true,
  check = function(organization)
    local codes, roles, lacking = {}, {}, {}
    for _, code in ipairs(organization.plan_codes) do codes[code] = true end
    for _, assignment in ipairs(organization.assignments) do
      local wanted = field(assignment, "is_work") or field(assignment, "on_duty")
        and (assignment.role == "information_desk" or assignment.role == "contact_desk")
      if wanted and not roles[assignment.role] then
        roles[assignment.role], roles[#roles + 1] = true, assignment.role
      end
    end
    table.sort(roles)
    for _, role in ipairs(roles) do
      local declared = codes["2.8.2(3)"] or codes["2.8.2(3)#" .. role] or codes[role]
      if not declared then lacking[#lacking + 1] = role end
    end
    if #roles == 0 then
      return fail { message = { ja = "作業の担当者がいない", en = "nobody has a role of work" } }
    end
    if #lacking == 0 then return true end
    local names = table.concat(lacking, ", ")
    local message = { ja = "手順書がない役割：" .. names, en = "roles without written steps: " .. names }
    return #lacking < #roles and partial { message = message } or fail { message = message }
  end,
  ask = {
    ja = "役割ごとに、採るべき対応を明確にした手順書があるか",
    en = "Is it written down for every role what to do?",
  },
  evidence = { ja = "役割ごとの対応手順書", en = "Written steps by role" },
  technique = "review",
  remedy = { ja = "役割の手順書を作り、役割の名を記載事項に記録する", en = "Write the steps, and record the role as covered" },
}

derive "organization.has_operation_plan" {
  type = "bool",
  title = { ja = "有効な運用計画がある", en = "Has a plan of operation in force" },
  from = "any(documents where type == 'operation_plan' and plan_in_force)",
}

rule "2.8.2(4)" {
  title = { ja = "代替拠点での通常運用と保守を計画する", en = "Operation and maintenance at the alternate site are planned" },
  actor = "continuity_owner",
  when = "has_alternate",
  check = function(organization)
    if not organization.has_operation_plan then
      return fail { message = { ja = "有効な運用計画の文書が記録されていない", en = "no plan of operation in force" } }
    end
    for _, code in ipairs(organization.plan_answered) do
      if code == "2.8.2(4)" then
        return unknown { message = { ja = "回答による", en = "settled by an answer" } }
      end
    end
    local declared, lacking = {}, {}
    for _, code in ipairs(organization.plan_codes) do declared[code] = true end
    for _, item in ipairs(declared["2.8.2(4)"] and {} or params.alternate_operation) do
      if not declared[item] then lacking[#lacking + 1] = item end
    end
    if #lacking == 0 then return true end
    local names = table.concat(lacking, "、")
    return fail { message = { ja = "計画に記載のない事項：" .. names, en = "no plan covers: " .. names } }
  end,
  ask = {
    ja = "代替拠点での運用時間、監視、障害対応、停止の計画などを決めているか",
    en = "Are hours, monitoring, faults and planned stops at the alternate site settled?",
  },
  evidence = { ja = "代替拠点の運用計画", en = "Plan of operation at the alternate site" },
  technique = "review",
  remedy = { ja = "運用計画を作り、定めた事項を記録する", en = "Draw it up, and record what it covers" },
}

-- ---- notes --------------------------------------------------------------------------------------

derive "organization.activation_criteria" {
  type = "int",
  title = { ja = "発動の基準の数", en = "Number of criteria for activation" },
  from = "count(activations where type == 'plan')",
}

derive "organization.work_criteria" {
  type = "int",
  title = { ja = "発動に伴う作業の基準の数", en = "Number of criteria for the work" },
  from = "count(activations where type ~= 'plan')",
}

rule "2.8.2(1)-1" {
  title = {
    ja = "発動の基準と作業の基準が、業務継続計画と合う",
    en = "Criteria are there for activation and for work, and agree with the business plan",
  },
  actor = "continuity_chief",
  check = [[
    activation_criteria > 0 and work_criteria > 0
    and if(any(documents where (is_plan or type == 'response_plan') and plan_in_force, with_bcp), true)
  ]],
  ask = {
    ja = "判断基準を業務継続計画の基準と突き合わせたか",
    en = "Have the criteria been compared with those of the business continuity plan?",
  },
  evidence = { ja = "発動の判断基準", en = "Criteria of activation" },
  technique = "review",
  remedy = { ja = "発動と作業の基準をそろえ、業務継続計画と突き合わせる", en = "Complete the criteria, and compare them" },
}

rule "2.8.2(2)-1" {
  title = {
    ja = "全体フローに、判断に要る情報、判断者、実施事項を書く",
    en = "The flow names what is needed to decide, who decides, and what is done",
  },
  actor = "continuity_chief",
  items = true,
  remedy = { ja = "全体フローに足りない事項を書き足す", en = "Add what is missing to the flow" },
}

rule "2.8.2(2)-1#deciders" {
  kind = "activation",
  title = { ja = "判断ごとに判断者と代行者がいる", en = "Every decision has a decider and a deputy" },
  actor = "continuity_chief",
  check = "has_deciders",
  question = { ja = "判断する者と、その代行者が決まっているか", en = "Is it settled who decides, and who stands in?" },
  evidence = { ja = "全体フロー", en = "The flow" },
  technique = "review",
  remedy = { ja = "判断者と、別の代行者を記録する", en = "Record the decider, and another as deputy" },
}

rule "2.8.2(2)-1#contents" {
  title = { ja = "要る情報、実施の概要、参照する資料名がある", en = "Information needed, steps and references are named" },
  actor = "continuity_chief",
  declared = true,
  check = function(organization)
    return declares(organization, { "2.8.2(2)-1#contents", "2.8.2(2)-1" })
  end,
  ask = {
    ja = "判断に使う情報、発動時に行うことの概要、詳しい規程やチェックリストの名を書いているか",
    en = "Are information to decide by, steps in outline, and the names of rules and checklists there?",
  },
  evidence = { ja = "全体フロー", en = "The flow" },
  technique = "review",
  remedy = { ja = "全体フローに書き足し、記載事項に記録する", en = "Add it to the flow, and record it as covered" },
}

rule "2.8.2(3)-1" {
  title = { ja = "手順書に初動、連絡、情報公開を含める", en = "Written steps include first response, contacts and disclosure" },
  actor = "activation_lead",
  items = true,
  remedy = {
    ja = "足りない手順を書き足し、記載事項に記録する",
    en = "Write the steps that are missing, and record them as covered",
  },
}

local function steps(key, words, ja, en)
  local clause = "2.8.2(3)-1#" .. key
  return {
    actor = "activation_lead",
    title = { ja = ja .. "の手順がある", en = "There are steps for " .. en },
    declared = true,
    check = function(organization)
      return declares(organization, { clause, "2.8.2(3)-1" }, params[words])
    end,
    ask = { ja = ja .. "の手順を定めているか", en = ("Are there steps for %s?"):format(en) },
    evidence = { ja = "対応手順書", en = "Written steps" },
    technique = "review",
    remedy = {
      ja = ja .. "の手順を書き、記載事項に記録する",
      en = ("Write steps for %s, and record them as covered"):format(en),
    },
  }
end

local INITIAL, CONTACTS, DISCLOSURE = "first_response_words", "contact_words", "disclosure_words"

rule "2.8.2(3)-1#first-response" (steps("first-response", INITIAL, "初動の対応", "the first response"))
rule "2.8.2(3)-1#contacts" (steps("contacts", CONTACTS, "関連組織への連絡", "telling other bodies"))
rule "2.8.2(3)-1#disclosure" (steps("disclosure", DISCLOSURE, "国民への情報公開", "informing the public"))

rule "2.8.2(3)-2" {
  kind = "exception",
  title = { ja = "発動に伴う例外措置を、解除後まで管理する", en = "Exceptions of a crisis are tracked beyond its end" },
  actor = "activation_lead",
  select = "for_crisis",
  check = [[
    from <= until and if(crisis.is_over, least(ended_on, until) <= today() and end_report ~= '', true)
  ]],
  ask = {
    ja = "適用の状況を管理し、恒常的に行うものと発生時だけのものを整理したか",
    en = "Is it tracked, and is it sorted out what stays and what is for a crisis only?",
  },
  evidence = { ja = "例外措置の台帳", en = "Register of exceptions" },
  technique = "review",
  remedy = {
    ja = "期間と終了報告を記録し、手順書への反映を検討する",
    en = "Record period and report of its end; consider the written steps",
  },
}

-- What the main site's plan of operation declares, the alternate site's declares as well.
local function is_alternate(document)
  for _, code in ipairs(document.covers) do
    if code:match("2%.8%.2%(4%)$") then return true end
  end
  for _, word in ipairs(params.alternate_words) do
    if document.title:find(word, 1, true) then return true end
  end
  return false
end

local function plans_of(organization)
  local main, alternate = {}, nil
  for _, document in ipairs(organization.documents) do
    if document.type == "operation_plan" and field(document, "plan_in_force") then
      if is_alternate(document) then
        alternate = alternate or {}
        for _, code in ipairs(document.covers) do alternate[code] = true end
      else
        for _, code in ipairs(document.covers) do main[#main + 1] = code end
      end
    end
  end
  return main, alternate
end

rule "2.8.2(4)-1" {
  title = {
    ja = "代替拠点の運用計画は、本来の拠点のものと項目がそろう",
    en = "The alternate site's plan has the items of the main site's",
  },
  actor = "continuity_owner",
  when = "has_alternate",
  check = function(organization)
    local main, alternate = plans_of(organization)
    if not alternate then
      return fail { message = { ja = "代替拠点の運用計画がない", en = "the alternate site has no plan of operation" } }
    end
    local wanted, lacking = #main > 0 and main or params.alternate_operation, {}
    if not alternate["2.8.2(4)-1"] then
      for _, item in ipairs(wanted) do
        if not alternate[item] then lacking[#lacking + 1] = item end
      end
    end
    if #lacking == 0 then return true end
    local names = table.concat(lacking, "、", 1, math.min(#lacking, 10))
    local rest = #lacking - 10
    local message = {
      ja = "足りない項目：" .. names .. (rest > 0 and (" ほか%d件"):format(rest) or ""),
      en = "items missing: " .. names .. (rest > 0 and (" and %d more"):format(rest) or ""),
    }
    return #lacking < #wanted and partial { message = message } or fail { message = message }
  end,
  question = {
    ja = "本来の拠点の運用計画と同じ形式で、項目に漏れがないか",
    en = "Has it the form of the main site's plan, with nothing left out?",
  },
  evidence = { ja = "二つの拠点の運用計画", en = "Plans of operation of both sites" },
  technique = "review",
  remedy = { ja = "足りない項目を加える", en = "Add what is missing" },
}
