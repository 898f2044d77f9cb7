-- 2.7.2 Notes and examples: what the policy rests on, what comes first, what the plan holds, outside
-- services.
--
-- Readings where the text leaves a choice:
-- * What is not done is listed where a measure, even one that is only proposed, is recorded.
-- * Upper priorities first: no system's next measure is due later than that of a system of a lower priority.
--   What serves two systems or more is shared, and is due within a year (parameters).

param "shared_from" {
  value = 2, unit = "件", stricter = "lower",
  title = { ja = "共通の対策とみなす情報システム数", en = "Systems from which on a measure is shared" },
  source = "2.7.2(1)-2",
}
param "shared_within" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "共通の対策に取り組むまでの期間", en = "Shared measures are done within" },
  source = "2.7.2(1)-2",
}

-- ---- notes --------------------------------------------------------------------------------------

rule "2.7.2(1)-1" {
  title = { ja = "影響分析や依存関係を踏まえて方針を決める", en = "The policy rests on impact, dependencies, and consistency" },
  actor = "continuity_owner",
  items = true,
  remedy = {
    ja = "足りない分析を行い、方針に反映する",
    en = "Make the analyses that are missing, and let the policy follow them",
  },
}

derive "function.impact_count" {
  type = "int",
  title = { ja = "影響分析の段階の数", en = "Number of steps of the impact analysis" },
  from = "count(impact)",
}

rule "2.7.2(1)-1#a" {
  kind = "function",
  title = { ja = "業務の停止の影響を分析する", en = "What a stop of the function means is analysed" },
  actor = "continuity_owner",
  select = "emergency_priority",
  check = "impact_count > 0 and any(impact, step ~= '')",
  ask = {
    ja = "国民への影響を最優先に、停止の影響を時間ごとに分析したか",
    en = "Has the effect of a stop, on people first, been analysed over time?",
  },
  evidence = { ja = "業務影響度分析（BIA）", en = "Business impact analysis" },
  technique = "review",
  remedy = { ja = "経過時間ごとの影響を分析して記録する", en = "Analyse and record the impact over time" },
}

rule "2.7.2(1)-1#b" {
  kind = "system",
  title = { ja = "他の情報システムとの依存関係を分析する", en = "Dependencies on other systems are analysed" },
  actor = "continuity_owner",
  when = "in_scope",
  check = "if(given(depends_on) or count(dependents) > 0, not cyclic(depends_on))",
  ask = { ja = "依存関係を調べたか", en = "Have dependencies been looked into?" },
  evidence = { ja = "依存関係の図", en = "Plan of dependencies" },
  technique = "review",
  remedy = { ja = "依存先を記録し（なければ空とする）、循環を断つ", en = "Record what it depends on, or none; break cycles" },
}

rule "2.7.2(1)-1#c" {
  title = { ja = "一度にできないことは段階に分ける", en = "What cannot be done at once is done in phases" },
  actor = "continuity_owner",
  when = "any(measures where raises_continuity, is_to_come)",
  check = "all(measures where raises_continuity and is_to_come, due == due)", -- a missing date leaves it open
  ask = { ja = "段階的に強化する方針か", en = "Does the policy strengthen in phases?" },
  evidence = { ja = "段階ごとの計画", en = "Plan by phase" },
  technique = "review",
  remedy = { ja = "残る対策に期限を付ける", en = "Give dates to what is left" },
}

rule "2.7.2(1)-1#d" {
  title = { ja = "全部が止まったときの使い方を考える", en = "It is thought of what helps when everything is down" },
  actor = "continuity_owner",
  ask = {
    ja = "情報システムが全て止まっても、業務の継続に役立つ使い方を検討したか",
    en = "Has it been considered what can still help the work when all systems are down?",
  },
  evidence = { ja = "検討の記録", en = "Record of the work" },
  technique = "interview",
  remedy = { ja = "全停止を前提に検討する", en = "Think it through for a stop of everything" },
}

derive "organization.measures_meet_bcp" {
  type = "bool",
  title = {
    ja = "業務継続計画と突き合わせた、有効な事前対策計画か運用継続計画がある",
    en = "A plan in force has been compared with the business continuity plan",
  },
  from = "any(documents where (type == 'premeasure_plan' or is_plan) and plan_in_force, with_bcp)",
}

rule "2.7.2(1)-1#e" {
  title = { ja = "方針と業務継続計画の整合を保つ", en = "The policy agrees with the business continuity plan" },
  actor = "continuity_owner",
  check = "measures_meet_bcp",
  question = { ja = "業務継続計画と突き合わせたか", en = "Has it been compared with the business continuity plan?" },
  evidence = { ja = "整合を確認した記録", en = "Record of the comparison" },
  technique = "review",
  remedy = { ja = "業務継続計画と突き合わせて記録する", en = "Compare them, and record it" },
}

rule "2.7.2(1)-2" {
  title = { ja = "復旧優先度の高いものと、共通の対策を先に進める", en = "Upper priorities and shared measures come first" },
  actor = "continuity_owner",
  items = true,
  remedy = { ja = "対策の期限を並べ替える", en = "Put the dates of the measures into this order" },
}

-- The earliest date of what is still to be done for each priority, and who is late against a lower one.
local function earliest_by_rank(organization)
  local rank_of, first, unsaid = {}, {}, nil
  for rank, band in ipairs(params.recovery_bands) do rank_of[band.label] = rank end
  for _, measure in ipairs(organization.measures) do
    local due = field(measure, "due")
    for _, system in ipairs(measure.is_to_come and measure.serves or {}) do
      local rank, at = rank_of[field(system, "group")], first[system]
      if rank and not due then
        unsaid = measure
      elseif rank and (not at or due < at.due) then
        first[system] = { due = due, rank = rank, system = system }
      end
    end
  end
  return first, unsaid
end

local function late_against_lower(first)
  local lowest, list = {}, {}
  for _, at in pairs(first) do
    list[#list + 1] = at
    if not lowest[at.rank] or at.due < lowest[at.rank].due then lowest[at.rank] = at end
  end
  table.sort(list, function(a, b) return a.system.id < b.system.id end)
  for _, at in ipairs(list) do
    for rank = at.rank + 1, #params.recovery_bands do
      if lowest[rank] and lowest[rank].due < at.due then return at.system, lowest[rank].system end
    end
  end
end

rule "2.7.2(1)-2#priority" {
  title = { ja = "復旧優先度の高い情報システムの対策が先である", en = "Measures for upper priorities are due first" },
  actor = "continuity_owner",
  when = "any(measures where raises_continuity, is_to_come)",
  check = function(organization)
    local first, unsaid = earliest_by_rank(organization)
    local late, sooner = late_against_lower(first)
    if late then
      return fail { message = {
        ja = ("%s の対策が、優先度の低い %s より後になっている"):format(late.id, sooner.id),
        en = ("%s comes after %s, which has a lower priority"):format(late.id, sooner.id),
      } }
    end
    return not unsaid or unsaid.due > 0 -- missing: unknown
  end,
  question = { ja = "復旧優先度の高いものから対策しているか", en = "Do upper priorities come first?" },
  evidence = { ja = "対策の工程表", en = "Timetable of the measures" },
  technique = "review",
  remedy = { ja = "優先度の高い情報システムの対策を前に出す", en = "Bring the measures of upper priorities forward" },
}

rule "2.7.2(1)-2#shared" {
  kind = "measure",
  title = { ja = "多くの情報システムに効く対策を早く行う", en = "Measures that serve many systems are early" },
  actor = "continuity_owner",
  select = "raises_continuity and count(serves) >= $shared_from",
  when = "is_to_come",
  check = "due <= today() + $shared_within",
  question = { ja = "多くの情報システムに効く対策を先に行っているか", en = "Do measures that serve many systems come early?" },
  evidence = { ja = "対策の工程表", en = "Timetable of the measures" },
  technique = "review",
  remedy = { ja = "共通の対策の期限を早める", en = "Bring the shared measure forward" },
}

rule "2.7.2(2)-1" {
  title = { ja = "事前対策計画に盛り込む事項がそろっている", en = "The plan of pre-measures holds what it should" },
  actor = "continuity_owner",
  items = true,
  remedy = { ja = "足りない事項を計画に加える", en = "Add what is missing to the plan" },
}

rule "2.7.2(2)-1#a" {
  kind = "level_gap",
  title = { ja = "まだ行わない対策も明示し、順に進める", en = "What is not done yet is listed, and done in turn" },
  actor = "continuity_owner",
  when = "any(parts, short_by > 0)",
  check = "all(parts where short_by > 0, has_measure or has_issue)",
  ask = {
    ja = "影響分析で優先順位を決め、手つかずの対策を明示しているか",
    en = "Are measures ranked by impact, and those not begun listed?",
  },
  evidence = { ja = "未実施の対策の一覧", en = "List of measures not done" },
  technique = "review",
  remedy = { ja = "未実施の対策を記録し、順番を決める", en = "Record them, and settle their order" },
}

rule "2.7.2(2)-1#b" {
  title = {
    ja = "発生時に許すセキュリティの低下を、事前に調整する",
    en = "How far security may drop in a crisis is settled beforehand",
  },
  actor = "continuity_owner",
  check = "if(any(plan_codes where it in ['2.7.2(2)-1#b', '2.7.2(2)-1', '2.2(3)-2']), true)",
  ask = {
    ja = "要るならば、どこまでの低下を許すかを関係者と調整し、その間の対策を決めているか",
    en = "Where needed, is it settled with those concerned how far it may drop, and what is done then?",
  },
  evidence = { ja = "関係者との合意の記録", en = "Record of the agreement" },
  technique = "interview",
  remedy = { ja = "許容する範囲と対策を合意する", en = "Agree on the limits and on measures" },
}

rule "2.7.2(2)-1#c" {
  title = { ja = "既にある対策を、システムの管理者に確かめる", en = "System administrators are asked what is in place" },
  actor = "continuity_owner",
  ask = {
    ja = "インシデントへの既存の対策を管理者に確かめ、要れば責任者に対策を促したか",
    en = "Was it asked what exists against incidents, and were officers urged where more is needed?",
  },
  evidence = { ja = "確認の記録", en = "Record of the questions" },
  technique = "interview",
  remedy = { ja = "情報システムの管理者に確かめる", en = "Ask the administrators of the systems" },
}

derive "system.people_parts" {
  type = "int",
  title = { ja = "要員と運用体制の構成要素の数", en = "Number of parts that are staff or organisation" },
  from = "count(components where category in ['staff', 'organisation'])",
}

rule "2.7.2(2)-1#d" {
  kind = "system",
  title = {
    ja = "感染症が長引く場合の要員、委託先、テレワークを確かめる",
    en = "For a long pandemic, people, contractors and telework are looked into",
  },
  actor = "continuity_owner",
  select = "in_scope",
  when = "any(organization.crises where type == 'pandemic')",
  check = [[
    people_parts > 0
    and all(components where category in ['staff', 'organisation', 'contractor'], level >= 0)
    and (remote_operation or not remote_operation)
  ]],
  ask = {
    ja = "要員と委託先の継続能力、テレワークの可否を確かめたか",
    en = "Are staff, contractors and the possibility of telework known?",
  },
  evidence = { ja = "要員と委託先の対策レベル", en = "Levels of staff and contractors" },
  technique = "review",
  remedy = { ja = "要員・体制・委託先のレベルと遠隔運用の可否を記録する", en = "Record their levels, and whether it runs from afar" },
}

rule "2.7.2(2)-2" {
  title = {
    ja = "外部サービスの利用を検討し、要求を契約に入れる",
    en = "Outside services are considered, and what they must give is in contracts",
  },
  actor = "continuity_owner",
  items = true,
  remedy = { ja = "外部サービスの利用を検討し、契約を見直す", en = "Consider outside services, and go over the contracts" },
}

rule "2.7.2(2)-2#considered" {
  title = { ja = "重要な情報システムで外部サービスの利用を検討する", en = "Outside services are considered for important systems" },
  actor = "continuity_owner",
  check = "if(any(systems where group in $upper_groups, outside), true)",
  ask = {
    ja = "重要な情報システムについて、外部サービスの利用を検討したか",
    en = "Have outside services been considered for important systems?",
  },
  evidence = { ja = "検討の記録", en = "Record of the work" },
  technique = "interview",
  remedy = { ja = "外部サービスの利用を比較して検討する", en = "Compare and consider them" },
}

rule "2.7.2(2)-2#contract" {
  kind = "supplier",
  title = { ja = "契約にセキュリティの要求とSLAがある", en = "The contract has security terms and a service level" },
  actor = "continuity_owner",
  select = "any(systems, outside)",
  check = "contract.sla and contract.security_terms",
  question = { ja = "セキュリティの要求とSLAが契約にあるか", en = "Are security terms and a service level in the contract?" },
  evidence = { ja = "契約書と仕様書", en = "Contract and specification" },
  technique = "review",
  remedy = { ja = "セキュリティの要求とSLAを契約に加える", en = "Add both to the contract" },
}

-- ---- examples -----------------------------------------------------------------------------------

rule "2.7.2(1)#renewal-1" {
  level = "example", actor = "continuity_owner",
  title = { ja = "更改の機会に、優先度の高いものから対策する", en = "Renewals are used, upper priorities first" },
  ask = {
    ja = "情報システムの更改に合わせて、順に対策する計画か",
    en = "Is it planned to take measures in turn as systems are renewed?",
  },
  technique = "interview",
  remedy = { ja = "更改の時期に合わせて対策を並べる", en = "Fit the measures to the renewals" },
}

derive "measure.effects" {
  type = "int",
  title = { ja = "効果の記録の数", en = "Number of effects on record" },
  from = "count(raises) + count(reduces)",
}

rule "2.7.2(2)#phase-1" {
  kind = "measure",
  level = "example", actor = "continuity_owner",
  title = {
    ja = "段階ごとに概算費用、効果、残るリスクを整理する",
    en = "Each phase has its rough cost, effect, and remaining risk",
  },
  select = "raises_continuity",
  when = "is_to_come",
  check = "cost == cost and effects > 0",
  ask = {
    ja = "費用、解消できるリスク、残るリスクを整理しているか",
    en = "Are cost, the risks it removes, and those that stay known?",
  },
  technique = "review",
  remedy = { ja = "概算費用と、効果のある構成要素やリスクを記録する", en = "Record rough cost, and what it raises or reduces" },
}

rule "2.7.2(2)#stopgap-1" {
  level = "example", actor = "continuity_owner",
  title = { ja = "全停止の間の簡易な手段を検討する", en = "A simple stopgap for a full stop is considered" },
  ask = {
    ja = "範囲を絞り、手元のPCなどの簡易な仕組みで業務をつなぐことを検討したか",
    en = "Has it been considered to carry the least on local PCs and the like?",
  },
  technique = "interview",
  remedy = { ja = "最低限の業務をつなぐ手段を検討する", en = "Consider what could carry the least" },
}
