-- 2.5.2 What is set for each system: time and level of recovery, and its priority.
--
-- Readings where the text leaves a choice:
-- * RTO and RLO are set where the system itself has them; one step of recovery is an RLO.
-- * Systems of emergency functions are asked; those without an RTO and without a function have no group.
-- * Where steps are set, the least level is what must be back in time: a first step that belongs to a lower
--   band than the RTO contradicts the priority.
-- * (2)(b): a contractor is in line with the objectives where its services in a crisis are agreed and were
--   confirmed within a year (a parameter). Whether priorities are shared with it is for a person to say.
-- * (3): priorities are looked at again once a year (a parameter), with the reason on record.

param "priority_review_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "復旧優先度を見直す間隔", en = "Priorities are looked at again every" },
  source = "2.5.2(3)",
}
param "contractor_check_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "委託先の継続能力を確かめる間隔", en = "Contractors' continuity is confirmed every" },
  source = "2.5.2(2)(b)",
}

derive "supplier.confirmed_lately" {
  type = "bool",
  title = { ja = "継続能力を確認済み", en = "Its continuity was confirmed lately" },
  from = [[
    continuity_confirmed_on <= today() and continuity_confirmed_on + $contractor_check_every >= today()
  ]],
}

derive "supplier.serves_scope" {
  type = "bool",
  title = { ja = "対象の情報システムの委託先", en = "Runs a system in scope" },
  from = "any(systems, in_scope)",
}

rule "2.5.2(1)" {
  kind = "system",
  title = { ja = "RTOとRLOを設定する", en = "RTO and RLO are set" },
  actor = "continuity_owner",
  when = "supports_emergency",
  check = "rto >= 0s and step_count > 0",
  question = { ja = "この情報システムのRTOとRLOを決めているか", en = "Has the system an RTO and an RLO?" },
  evidence = { ja = "RTO及びRLOの一覧", en = "List of RTOs and RLOs" },
  technique = "review",
  remedy = { ja = "RTOと、段階ごとの復旧水準を記録する", en = "Record its RTO and the steps of its recovery" },
}

derive "system.first_step" {
  type = "duration",
  title = { ja = "復旧水準の最初の段階", en = "First step of recovery" },
  from = "min(rlo.after)",
}

derive "system.group_by_steps" {
  type = "text",
  title = { ja = "最初の段階による復旧優先度", en = "Recovery priority by its first step" },
  from = "band(first_step, $recovery_bands)",
}

rule "2.5.2(2)" {
  kind = "system",
  title = { ja = "復旧優先度の区分に分ける", en = "The system has a recovery priority" },
  actor = "continuity_owner",
  select = "grouped",
  check = [[
    group ~= ''
    and if(step_count == 0, true, min(rlo.after) <= effective_rto or group_by_steps == group)
  ]],
  question = { ja = "復旧優先度の区分が決まっているか", en = "Is its recovery priority known?" },
  evidence = { ja = "復旧優先度ごとの情報システムの一覧", en = "List of the systems by recovery priority" },
  technique = "review",
  remedy = {
    ja = "業務のRTOと情報システムのRTOを記録し、復旧水準の最初の段階を合わせる",
    en = "Record the RTO of its functions and its own, and let the first step of recovery agree with them",
  },
}

local SHOWN = 6 -- names that a message gives

-- The same figures as note -1, for the top group alone.
rule "2.5.2(2)(a)" {
  title = { ja = "最上位の情報システムを絞り込む", en = "The top priority is kept for few" },
  actor = "continuity_owner",
  when = "grouped_systems >= $share_from_systems",
  check = function(organization)
    local few, ids, top = field(organization, "few_on_top"), {}, {}
    if few ~= false then return few or organization.few_on_top end -- missing: unknown
    for _, label in ipairs(params.top_groups) do top[label] = true end
    for _, system in ipairs(organization.systems) do
      if top[field(system, "group")] then ids[#ids + 1] = system.id end
    end
    local shown, all = table.concat(ids, ", ", 1, math.min(#ids, SHOWN)), organization.grouped_systems
    return fail { message = {
      ja = ("%d件中 %d件が最上位にある（%s%s）"):format(all, #ids, shown, #ids > SHOWN and " など" or ""),
      en = ("%d of %d have the top priority (%s%s)"):format(#ids, all, shown, #ids > SHOWN and " …" or ""),
    } }
  end,
  question = { ja = "最上位の割合が上限以内か", en = "Is the share of the top group within its limit?" },
  evidence = { ja = "復旧優先度ごとの情報システムの一覧", en = "List of the systems by recovery priority" },
  technique = "review",
  remedy = { ja = "最上位に置く理由を見直す", en = "Go over the reasons for the top group" },
}

rule "2.5.2(2)(b)" {
  kind = "supplier",
  title = { ja = "優先順位や代替手段を委託先と共有する", en = "Contractors know priorities and alternatives" },
  actor = "continuity_owner",
  select = "serves_scope",
  check = "if(not (contract.crisis_services and confirmed_lately), false)",
  ask = {
    ja = "復旧の優先順位と代替手段を、この委託先と話し合っているか",
    en = "Have priorities and alternatives been talked over with it?",
  },
  evidence = { ja = "委託先との協議の記録", en = "Record of the talks" },
  technique = "interview",
  remedy = {
    ja = "発生時の役務を契約に入れ、継続能力を毎年確かめて、優先順位を伝える",
    en = "Put services in a crisis into the contract, confirm them yearly, and share the priorities",
  },
}

rule "2.5.2(3)" {
  kind = "system",
  title = { ja = "復旧優先度を定期的に見直す", en = "The recovery priority is looked at again regularly" },
  actor = "continuity_owner",
  select = "grouped",
  check = [[
    rto_reviewed_on <= today() and rto_reviewed_on + $priority_review_every >= today() and rto_reason ~= ''
  ]],
  ask = {
    ja = "この一年に復旧優先度を見直し、根拠を残しているか",
    en = "Was it looked at within a year, and is the reason on record?",
  },
  evidence = { ja = "見直しの記録", en = "Record of the review" },
  technique = "review",
  remedy = { ja = "見直して、日付と根拠を記録する", en = "Look at it again; record the day and the reason" },
}
