-- 2.6.2 (3), (4) and the notes: how measures are chosen, what is planned to close the gaps, what must be
-- settled with others, incidents and pandemics, and levels that take years to reach.
--
-- Readings where the text leaves a choice:
-- * A part is managed elsewhere where `managed_by` is another unit than the system's. There is something to
--   settle with that unit while the part is short of its target; then an issue is recorded, on the part or
--   its system, found by way of coordination.
-- * Targets for incidents and pandemics: staff, organisation and contractor each have a part with a target
--   of its own, for this crisis or for all.
-- * A measure closes a gap while it is still to come (planned.lua). One that is done and has left the
--   level low has not closed it.
-- * A target that is not reached yet is kept, and planned for, where every part that is short has a measure
--   to come with its date.

derive "component.managed_elsewhere" {
  type = "bool",
  title = { ja = "他の部署が管理する", en = "Managed by another unit" },
  from = "present(managed_by) and managed_by ~= system.unit",
}

derive "component.has_issue" {
  type = "bool",
  title = { ja = "課題の記録がある", en = "An issue is recorded for it" },
  from = [[
    any(issues where channel == 'coordination') or any(system.issues where channel == 'coordination')
  ]],
}

rule "2.6.2(3)" {
  title = {
    ja = "設置環境、回線、利用の特性、費用を踏まえて対策を決める",
    en = "Measures are chosen by place, lines, kind of use, and cost",
  },
  actor = "continuity_owner",
  ask = {
    ja = "設置環境や回線、利用者の範囲、中長期の計画、費用を踏まえて対策を決めたか",
    en = "Were measures chosen with place, lines, users, long-term plans and cost in mind?",
  },
  evidence = { ja = "対策の検討資料", en = "Papers on the choice of measures" },
  technique = "interview",
  remedy = { ja = "これらの観点で比べ、決めた理由を残す", en = "Compare by these, and write down why" },
}

rule "2.6.2(4)" {
  kind = "component",
  title = { ja = "他の部署との調整が要ることを、課題として記録する", en = "What must be settled with other units is recorded" },
  actor = "continuity_owner",
  select = "present(managed_by)",
  when = "managed_elsewhere and short_by > 0",
  check = "has_issue",
  question = {
    ja = "目標に届かない構成要素について、管理部署との調整事項を記録しているか",
    en = "Is it recorded what must be settled with the unit that manages the part?",
  },
  evidence = { ja = "課題管理表", en = "List of issues" },
  technique = "review",
  remedy = { ja = "調整を要する課題として記録する", en = "Record it as an issue of coordination" },
}

-- ---- notes --------------------------------------------------------------------------------------

rule "2.6.2(1)-1" {
  title = { ja = "費用と、止まったときの影響の釣合いをとる", en = "Cost is in proportion to what a stop would mean" },
  actor = "continuity_owner",
  ask = {
    ja = "短いRTOや高いRLOに要る費用と人手を、停止の影響と比べたか",
    en = "Were cost and effort of short RTOs and high RLOs weighed against the effect of a stop?",
  },
  evidence = { ja = "費用と影響の比較", en = "Comparison of cost and effect" },
  technique = "interview",
  remedy = { ja = "費用と影響を比べて目標を見直す", en = "Compare them, and review the targets" },
}

local WANTED = {
  { category = "staff", ja = "要員", en = "staff" },
  { category = "organisation", ja = "運用体制", en = "organisation" },
  { category = "contractor", ja = "委託先", en = "contractor" },
}

local function has_target(system, category, crisis)
  for _, part in ipairs(system.components) do
    local its = field(part, "crisis")
    if part.category == category and field(part, "target") and (not its or its == crisis) then return true end
  end
  return false
end

local function targets_for(crisis)
  return function(system)
    local ja, en = {}, {}
    for _, wanted in ipairs(WANTED) do
      if not has_target(system, wanted.category, crisis) then
        ja[#ja + 1], en[#en + 1] = wanted.ja, wanted.en
      end
    end
    if #ja == 0 then return true end
    local message = { ja = "目標がない：" .. table.concat(ja, "、"), en = "no target: " .. table.concat(en, ", ") }
    return #ja < #WANTED and partial { message = message } or fail { message = message }
  end
end

rule "2.6.2(1)-2" {
  kind = "system",
  title = {
    ja = "インシデントに備え、要員・体制・委託先の目標を定める",
    en = "For incidents, staff, organisation and contractors have targets",
  },
  actor = "continuity_owner",
  select = "in_scope",
  when = "any(organization.crises where type == 'incident')",
  check = targets_for("incident"),
  question = { ja = "三つの区分に目標対策レベルがあるか", en = "Have all three a target level?" },
  evidence = { ja = "目標対策レベルの一覧", en = "List of target levels" },
  technique = "review",
  remedy = { ja = "足りない区分に構成要素と目標を記録する", en = "Record parts and targets of what is missing" },
}

rule "2.6.2(1)-3" {
  title = { ja = "感染症に備え、目標と働き方を定める", en = "For pandemics there are targets and ways of working" },
  actor = "continuity_owner",
  items = true,
  remedy = { ja = "感染症のための目標と働き方を定める", en = "Set targets and ways of working for a pandemic" },
}

rule "2.6.2(1)-3#targets" {
  kind = "system",
  title = {
    ja = "感染症に備え、要員・体制・委託先の目標を定める",
    en = "For pandemics, staff, organisation and contractors have targets",
  },
  actor = "continuity_owner",
  select = "in_scope",
  when = "any(organization.crises where type == 'pandemic')",
  check = targets_for("pandemic"),
  question = { ja = "三つの区分に目標対策レベルがあるか", en = "Have all three a target level?" },
  evidence = { ja = "目標対策レベルの一覧", en = "List of target levels" },
  technique = "review",
  remedy = { ja = "足りない区分に構成要素と目標を記録する", en = "Record parts and targets of what is missing" },
}

rule "2.6.2(1)-3#work" {
  title = {
    ja = "出勤できないときの縮小運用、交代、テレワークを考える",
    en = "Running less, shifts or telework are thought of, for when people stay away",
  },
  actor = "continuity_owner",
  when = "any(crises where type == 'pandemic')",
  check = [[
    any(activations where type == 'telework') or any(systems where in_scope, remote_operation)
    or any(assignments where role in $work_roles or role == 'continuity_staff', shift ~= '')
  ]],
  ask = {
    ja = "規模を縮めた運用、交代制、テレワークのいずれかを計画しているか",
    en = "Is running less, working in shifts, or telework planned?",
  },
  evidence = { ja = "感染症の流行時の勤務計画", en = "Plan of work in a pandemic" },
  technique = "review",
  remedy = { ja = "働き方を決め、基準や勤務の交替を記録する", en = "Settle it; record the criterion or the shifts" },
}

rule "2.6.2(2)-1" {
  kind = "system",
  title = { ja = "構成要素ごとに、目標に必要な対策を進める", en = "For every part there is what its target needs" },
  actor = "continuity_owner",
  select = "count(components) > 0",
  when = "present(group)",
  check = "all(components where present(required_level), short_by == 0 or has_measure)",
  question = { ja = "目標に届かない構成要素のすべてに対策があるか", en = "Is there a measure for every part that is short?" },
  evidence = { ja = "事前対策計画", en = "Plan of pre-measures" },
  technique = "review",
  remedy = { ja = "目標に届かない構成要素の対策を記録する", en = "Record measures for the parts that are short" },
}

rule "2.6.2(3)-1" {
  kind = "component",
  title = { ja = "発生時の通信帯域の不足を見込む", en = "Lines being overloaded in a crisis is reckoned with" },
  actor = "continuity_owner",
  select = "category == 'network' and system.in_scope",
  ask = {
    ja = "発生時の利用の集中を見込んでも、RTOを満たせる帯域か",
    en = "Is the line wide enough for the RTO when everybody uses it in a crisis?",
  },
  evidence = { ja = "回線の容量と利用の見積り", en = "Capacity of the line, and its use" },
  technique = "review",
  remedy = { ja = "帯域を増やすか、優先する通信を決める", en = "Widen it, or settle which traffic goes first" },
}

local some_of = library "telling".some_of

local function without_measure(gap)
  local left, some = {}, false
  for _, part in ipairs(gap.parts) do
    if (field(part, "short_by") or 0) > 0 then
      local planned = field(part, "planned")
      if planned ~= "full" then left[#left + 1] = part.id end
      some = some or planned ~= nil
    end
  end
  return left, some
end

rule "2.6.2(3)-2" {
  kind = "level_gap",
  title = {
    ja = "目標と現状との乖離には、今後実施する対策がある",
    en = "Every gap between target and present level has a measure to come",
  },
  actor = "continuity_owner",
  when = "any(parts, short_by > 0)",
  check = function(gap)
    local left, some = without_measure(gap)
    if #left == 0 then return true end
    local ja, en = some_of(left)
    local message = {
      ja = "目標まで上げる対策がない構成要素：" .. ja, en = "parts that no measure raises to the target: " .. en,
    }
    return some and partial { message = message } or fail { message = message }
  end,
  remedy = {
    ja = "目標対策レベルに達するための対策を、時期と担当を決めて計画に載せる",
    en = "Plan what raises the part to its target, with a date and somebody in charge",
  },
  evidence = { { ja = "事前対策計画", en = "Plan of measures in advance" } },
}

rule "2.6.2(3)-3" {
  kind = "level_gap",
  title = {
    ja = "すぐに届かない目標も定め、期限を付けて管理する",
    en = "Targets that take years are kept, with dates",
  },
  actor = "continuity_owner",
  when = "any(parts, short_by > 0)",
  check = "all(parts where short_by > 0, present(planned_by))",
  question = { ja = "届くまでの対策に期限があるか", en = "Have the measures to reach it a date?" },
  evidence = { ja = "中長期の対策計画", en = "Long-term plan of measures" },
  technique = "review",
  remedy = { ja = "今後の対策に期限を定める", en = "Set dates for the measures to come" },
}

rule "2.6.2(4)-1" {
  kind = "component",
  title = {
    ja = "他の部署が管理する構成要素も、現状と目標を把握する",
    en = "Level and target are known of parts that others manage",
  },
  actor = "continuity_owner",
  select = "present(managed_by)",
  when = "managed_elsewhere",
  check = "level >= 0 and required_level >= 0 and (short_by == 0 or has_measure or has_issue)",
  ask = {
    ja = "管理部署に現状と対策の計画を確かめ、足りなければ記録したか",
    en = "Was the unit asked how things stand and what is planned, and is it recorded if that is too little?",
  },
  evidence = { ja = "管理部署への確認記録", en = "What the unit answered" },
  technique = "interview",
  remedy = { ja = "管理部署に確かめ、レベルと目標、課題を記録する", en = "Ask the unit; record level, target and issues" },
}
