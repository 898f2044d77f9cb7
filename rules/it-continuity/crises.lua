-- 2.3 Which crises the plan is for.
--
-- Readings where the text leaves a choice:
-- * A crisis is looked at again once a year (a parameter), and within three months of a change of the
--   threats (ours; the text gives none). Until then n/a, unless it is already done.
-- * Preconditions that no crisis tells leave the examples on them to a person; with no crisis they are n/a.
-- * Hard conditions are those of the examples: nights, holidays, a season, before opening, a building's
--   own systems down (a parameter). One is enough.
-- * What the business continuity plan is about is told by `in_bcp` of the crises, and by its `covers`:
--   a type of crisis there wants a crisis of this type here; an id or title wants that one not to be
--   denied by `in_bcp`. Other words there say nothing about crises.
-- * A failure of equipment by itself is considered where `hardware_failure` is a precondition, or where a
--   crisis other than a disaster or pandemic damages equipment. A pandemic is long from a month on (ours).
-- * Serious damage to equipment, data or site makes a system in scope want a standby, an outside service
--   or a backup elsewhere.

param "crisis_review_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "危機的事象を見直す間隔", en = "Crises are looked at again every" },
  source = "2.3(2)",
}
param "crisis_triggers" {
  value = { "threat", "likelihood", "technology", "business" },
  title = { ja = "危機的事象の見直しを要する変化", en = "Changes after which crises are looked at again" },
  source = "2.3(2)(b)",
}
param "crisis_review_after" {
  value = "3mo", type = "period", stricter = "lower",
  title = { ja = "外部環境の変化の後に見直すまでの期間", en = "Crises are looked at after a change within" },
  source = "2.3(2)(b)",
}
param "hard_conditions" {
  value = { "off_hours", "holiday", "season", "before_opening", "building_down" },
  title = { ja = "厳しい前提条件とみなすもの", en = "Preconditions that are hard" },
  source = "2.3(1)(b)",
}
param "long_pandemic" {
  value = "30d", type = "duration", stricter = "higher",
  title = { ja = "感染症の影響が長期とみなす期間", en = "The effect of a pandemic is long from" },
  source = "2.3(1)-1",
}
param "outside_report_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "外部サービスの提供者から報告を受ける間隔", en = "Outside providers report every" },
  source = "2.3(1)",
}

derive "organization.threats_changed_on" {
  type = "date",
  title = { ja = "外部環境の最後の変化", en = "Latest change of the threats" },
  from = "max(triggers where type in $crisis_triggers and on <= today(), on)",
}
derive "organization.threats_due_on" {
  type = "date",
  title = { ja = "見直しの期限を過ぎた最後の変化", en = "Latest change whose review is due" },
  from = "max(triggers where type in $crisis_triggers and on + $crisis_review_after < today(), on)",
}

-- Where serious damage to equipment, data or the site is assumed; anywhere where no site is named.
local HIT = "resource in ['equipment', 'data', 'site'] and severity in $weighty_severities"

derive "site.is_hit" {
  type = "bool",
  title = { ja = "機器などの重大な被害を想定", en = "Serious damage is assumed here" },
  from = ("any(damages, %s)"):format(HIT),
}
derive "organization.is_hit" {
  type = "bool",
  title = { ja = "機器などの重大な被害を想定", en = "Serious damage is assumed" },
  from = ("any(damages, %s)"):format(HIT),
}
derive "organization.hit_anywhere" {
  type = "bool",
  title = { ja = "拠点を問わない重大な被害を想定", en = "Serious damage is assumed anywhere" },
  from = ("any(damages where not present(site), %s)"):format(HIT),
}

derive "crisis.hard_preconditions" {
  type = "int",
  title = { ja = "厳しい前提条件の数", en = "Number of hard preconditions" },
  from = "count(preconditions where it in $hard_conditions)",
}

derive "organization.foresees_failure" {
  type = "bool",
  title = { ja = "機器や回線の故障を想定している", en = "Failing machines or lines are assumed" },
  from = [[
    any(crises where 'hardware_failure' in preconditions)
    or any(damages where resource in ['equipment', 'network'] and crisis.type in ['incident', 'other'],
           severity ~= 'none')
  ]],
}

derive "organization.foresees_absence" {
  type = "bool",
  title = { ja = "感染症で要員か委託先の長い不足を想定している", en = "Long shortage of people in a pandemic is assumed" },
  from = [[
    any(damages where crisis.type == 'pandemic' and resource in ['staff', 'contractor'],
        severity ~= 'none' and lasts >= $long_pandemic)
  ]],
}

derive "organization.planned_incidents" {
  type = "int",
  title = { ja = "対象とするインシデントの数", en = "Number of incidents planned for" },
  from = "count(crises where type == 'incident' and planned_for)",
}

-- ---- considerations -----------------------------------------------------------------------------

rule "2.3(1)" {
  title = { ja = "計画の対象とする危機的事象を特定する", en = "The crises that the plan is for are named" },
  actor = "continuity_chief",
  check = "planned_crises > 0",
  question = { ja = "どの危機的事象に備えるかを決めているか", en = "Is it settled which crises are prepared for?" },
  evidence = { ja = "危機的事象の一覧", en = "List of crises" },
  technique = "review",
  remedy = { ja = "対象とする危機的事象を記録する", en = "Record the crises that the plan is for" },
}

rule "2.3(1)(a)" {
  kind = "crisis",
  title = {
    ja = "影響、起こりやすさ、業務継続計画との関係を考える",
    en = "Impact, probability and the business continuity plan are weighed",
  },
  actor = "continuity_chief",
  select = "planned_for",
  check = "impact ~= '' and probability ~= '' and (in_bcp or not in_bcp)",
  ask = {
    ja = "影響の大きさ、起こりやすさ、業務継続計画での扱いを検討したか",
    en = "Have impact, probability, and its place in the business continuity plan been weighed?",
  },
  evidence = { ja = "危機的事象の評価表", en = "Assessment of the crises" },
  technique = "review",
  remedy = { ja = "三つの点を検討して記録する", en = "Weigh and record all three" },
}

rule "2.3(1)(b)" {
  kind = "crisis",
  title = { ja = "厳しい条件の下で起きると想定する", en = "It is assumed to happen under hard conditions" },
  actor = "continuity_chief",
  select = "planned_for",
  check = "if(given(preconditions), hard_preconditions > 0)",
  ask = {
    ja = "夜間や休日など、条件の悪い場合を想定しているか",
    en = "Is it assumed to happen at a bad time, such as at night or on a holiday?",
  },
  evidence = { ja = "前提条件の一覧", en = "List of preconditions" },
  technique = "review",
  remedy = { ja = "前提条件に厳しいものを加える", en = "Add hard conditions to the preconditions" },
}

rule "2.3(2)" {
  kind = "crisis",
  title = { ja = "危機的事象を定期的に見直す", en = "Crises are looked at again regularly" },
  actor = "continuity_chief",
  select = "planned_for",
  check = "reviewed_on <= today() and reviewed_on + $crisis_review_every >= today()",
  question = { ja = "この一年に見直したか", en = "Was it looked at again within a year?" },
  evidence = { ja = "見直しの記録", en = "Record of the review" },
  technique = "review",
  remedy = { ja = "見直して日付を記録する", en = "Look at it again, and record the day" },
}

local some_of = library "telling".some_of

local TYPES = { disaster = true, incident = true, pandemic = true, other = true }

-- What a business continuity plan says of crises: true, false, or nil where it says nothing.
local function agrees(code, crises)
  local result = nil
  if TYPES[code] then result = false end
  for _, crisis in ipairs(crises) do
    if crisis.type == code then result = true end
    if crisis.id == code or crisis.title == code then return field(crisis, "in_bcp") ~= false end
  end
  return result
end

rule "2.3(2)(a)" {
  title = {
    ja = "業務継続計画に加わった危機的事象は、ここにも加える",
    en = "Crises that the business continuity plan takes up are taken up here as well",
  },
  actor = "continuity_chief",
  check = function(organization)
    local said, lacking = false, {}
    for _, document in ipairs(organization.documents) do
      for _, code in ipairs(document.type == "business_continuity_plan" and document.covers or {}) do
        local good = agrees(code, organization.crises)
        said = said or good ~= nil
        if good == false then lacking[#lacking + 1] = code end
      end
    end
    if #lacking > 0 then
      local ja, en = some_of(lacking)
      return fail { message = { ja = "対象に入っていない：" .. ja, en = "not taken up: " .. en } }
    end
    return said or unknown { message = {
      ja = "業務継続計画がどの危機的事象を扱うか記録されていない",
      en = "it is not recorded which crises the business continuity plan is about",
    } }
  end,
  ask = {
    ja = "業務継続計画などで扱う危機的事象が、すべて対象に入っているか",
    en = "Are all crises of the business continuity plan and other rules taken up?",
  },
  evidence = { ja = "業務継続計画との対照表", en = "Comparison with the business continuity plan" },
  technique = "review",
  remedy = { ja = "足りない危機的事象を加える", en = "Add the crises that are missing" },
}

rule "2.3(2)(b)" {
  kind = "crisis",
  title = { ja = "外部環境が変わったら見直す", en = "It is looked at again when the threats change" },
  actor = "continuity_chief",
  select = "planned_for",
  when = [[
    present(organization.threats_due_on)
    or present(organization.threats_changed_on) and present(reviewed_on)
       and reviewed_on <= today() and reviewed_on >= organization.threats_changed_on
  ]],
  check = [[
    reviewed_on <= today()
    and reviewed_on >= first(organization.threats_due_on, organization.threats_changed_on)
  ]],
  question = { ja = "最後の環境変化の後に見直したか", en = "Was it looked at since the latest change?" },
  evidence = { ja = "見直しの記録", en = "Record of the review" },
  technique = "review",
  remedy = { ja = "変化を踏まえて見直し、日付を記録する", en = "Look at it in that light, and record the day" },
}

-- ---- notes --------------------------------------------------------------------------------------

rule "2.3(1)-1" {
  title = { ja = "災害、インシデント、感染症を対象に含める", en = "Disasters, incidents and pandemics are prepared for" },
  actor = "continuity_chief",
  items = true,
  remedy = { ja = "足りない種類と被害の想定を加える", en = "Add the kinds and assumptions that are missing" },
}

rule "2.3(1)-1#types" {
  title = { ja = "三種類の危機的事象がそろっている", en = "All three kinds of crisis are there" },
  actor = "continuity_chief",
  check = function(organization)
    local seen, ja, en = {}, {}, {}
    for _, crisis in ipairs(organization.crises) do seen[crisis.type] = true end
    local function look(type, name_ja, name_en)
      if not seen[type] then ja[#ja + 1], en[#en + 1] = name_ja, name_en end
    end
    look("disaster", "大規模災害", "disaster")
    look("incident", "情報セキュリティインシデント", "incident")
    look("pandemic", "感染症", "pandemic")
    if #ja == 0 then return true end
    local message = { ja = "ない：" .. table.concat(ja, "、"), en = "missing: " .. table.concat(en, ", ") }
    return #ja < 3 and partial { message = message } or fail { message = message }
  end,
  question = {
    ja = "災害、インシデント、感染症のすべてに備えているか",
    en = "Are disasters, incidents and pandemics all prepared for?",
  },
  evidence = { ja = "危機的事象の一覧", en = "List of crises" },
  technique = "review",
  remedy = { ja = "足りない種類の危機的事象を加える", en = "Add crises of the kinds that are missing" },
}

rule "2.3(1)-1#a" {
  title = { ja = "機器の物理的な故障も考える", en = "Physical failure of equipment is thought of" },
  actor = "continuity_chief",
  check = "foresees_failure",
  ask = { ja = "機器や回線の故障による停止を考えているか", en = "Is a stop by failing machines or lines thought of?" },
  evidence = { ja = "被害想定", en = "Assumed damage" },
  technique = "review",
  remedy = { ja = "故障を前提条件か被害想定に加える", en = "Add failure to preconditions or assumed damage" },
}

rule "2.3(1)-1#b" {
  title = {
    ja = "感染症では、要員の不足と長期化を想定する",
    en = "For pandemics, shortage of people for a long time is assumed",
  },
  actor = "continuity_chief",
  when = "any(crises where type == 'pandemic')",
  check = "foresees_absence",
  ask = {
    ja = "担当者や委託先の不足が長く続くことを想定しているか",
    en = "Is it assumed that staff and contractors are short for long?",
  },
  evidence = { ja = "感染症の被害想定", en = "Assumed damage of pandemics" },
  technique = "review",
  remedy = { ja = "要員と委託先の被害に、長い期間を見込む", en = "Assume long damage to staff and contractors" },
}

rule "2.3(1)-2" {
  kind = "system",
  title = {
    ja = "物理的な被害に備え、遠隔地や外部サービスの代わりを用意する",
    en = "Against physical damage there is something far away, or an outside service",
  },
  actor = "continuity_chief",
  select = "in_scope",
  when = "organization.is_hit and (organization.hit_anywhere or site.is_hit)",
  check = [[
    outside or present(backup.offsite) and backup.offsite
    or standby.type ~= 'none' and standby.site ~= site
  ]],
  ask = {
    ja = "代わりの環境があり、外部サービスなら提供者の発生時の対応を確かめる難しさも考えたか",
    en = "Is there an alternative, and is it seen that a provider's conduct in a crisis is hard to check?",
  },
  evidence = { ja = "システム構成図", en = "Plan of the system" },
  technique = "review",
  remedy = {
    ja = "待機系か控えを別の地に置くか、外部サービスを検討する",
    en = "Place a standby or backup elsewhere, or consider an outside service",
  },
}

rule "2.3(1)-3" {
  title = { ja = "サイバー攻撃など、情報システムに特有の事象も対象とする", en = "What befalls only systems is prepared for" },
  actor = "continuity_chief",
  check = "planned_incidents > 0",
  question = { ja = "感染や妨害攻撃に備えているか", en = "Are malware and attacks prepared for?" },
  evidence = { ja = "危機的事象の一覧", en = "List of crises" },
  technique = "review",
  remedy = { ja = "情報セキュリティインシデントを加える", en = "Add a security incident" },
}

-- ---- examples -----------------------------------------------------------------------------------

rule "2.3(1)#provider-1" {
  kind = "system",
  level = "example", actor = "continuity_owner",
  title = { ja = "外部サービスの扱いについて、定期的に報告を受ける", en = "The provider reports regularly" },
  select = "outside",
  check = [[
    lifecycle.contractor.looked_at_on <= today()
    and lifecycle.contractor.looked_at_on + $outside_report_every >= today()
  ]],
  ask = { ja = "委託先から定期的に報告を受けて確かめているか", en = "Does the provider report, and is it looked at?" },
  technique = "review",
  remedy = { ja = "報告を求め、確かめた日を記録する", en = "Ask for a report; record when it was looked at" },
}

local function condition(descriptor)
  descriptor.level, descriptor.actor, descriptor.technique = "example", "continuity_chief", "interview"
  return descriptor
end

rule "2.3(1)(b)#condition-1" (condition {
  title = {
    ja = "閉庁時や、庁舎の設備が止まった場合を想定する",
    en = "It happens out of hours, or with the building's systems down",
  },
  when = "planned_crises > 0",
  check = [[
    any(crises where planned_for,
        if(given(preconditions), any(preconditions where it in ['off_hours', 'holiday', 'building_down'])))
  ]],
  ask = {
    ja = "夜間や休日の参集や連絡まで考えているか",
    en = "Is it thought through how people gather and are reached then?",
  },
  remedy = {
    ja = "閉庁時や庁舎の設備の停止を、前提条件に加える",
    en = "Add nights, holidays or a building that is down to the preconditions",
  },
})

rule "2.3(1)(b)#condition-2" (condition {
  title = { ja = "長い休暇中の発生を想定する", en = "It happens during long holidays" },
  check = "if(any(crises.preconditions where it == 'holiday'), true)",
  ask = {
    ja = "長期休暇中の参集、連絡、委託先への依頼を検討したか",
    en = "Have gathering, contacts and contractors during long holidays been thought of?",
  },
  remedy = { ja = "長期休暇を前提条件に加える", en = "Add holidays to the preconditions" },
})

rule "2.3(1)(b)#condition-3" (condition {
  title = {
    ja = "共通の情報システムや、よその管理設備への依存を確かめる",
    en = "What hangs on shared systems, or on what others manage, is looked into",
  },
  ask = {
    ja = "基幹LANなどの共通システムや、空調など他の組織が管理するものの非常時の態勢を確かめたか",
    en = "Is it known what shared systems, and cooling or building controls run by others, do in a crisis?",
  },
  remedy = { ja = "よその設備と共通の情報システムの非常時の態勢を確かめる", en = "Ask what they do in a crisis" },
})

rule "2.3(1)(b)#condition-4" (condition {
  title = { ja = "条件が厳しくなる時期や時刻を考える", en = "Seasons and hours that make it harder are thought of" },
  when = "planned_crises > 0",
  check = "any(crises where planned_for, if(given(preconditions), 'season' in preconditions))",
  ask = {
    ja = "繁忙の時期や曜日と、交通・電力・水道が止まった場合の影響を調べたか",
    en = "Are busy seasons and days looked into, and stops of transport, power and water?",
  },
  remedy = { ja = "時期や曜日を前提条件に加える", en = "Add a season to the preconditions" },
})

rule "2.3(1)(b)#condition-5" (condition {
  title = {
    ja = "業務開始の直前に発覚するインシデントを想定する",
    en = "An incident shows just before work begins",
  },
  when = "planned_incidents > 0",
  check = [[
    any(crises where type == 'incident' and planned_for,
        if(given(preconditions), 'before_opening' in preconditions))
  ]],
  ask = {
    ja = "始業前に重要なシステムの侵害が見つかる場合を想定しているか",
    en = "Is it assumed that a breach of an important system is found before opening?",
  },
  remedy = {
    ja = "業務開始の直前の発覚を、インシデントの前提条件に加える",
    en = "Add the time before opening to the preconditions of an incident",
  },
})
