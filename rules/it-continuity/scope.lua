-- 2.1 The basic policy: what the plan is for, and that new systems are thought of.
--
-- Readings where the text leaves a choice:
-- * The plan is decided by its approval by the chief in office that day. That it states scope and policy is
--   declared: `2.1(1)`, or `scope` and `policy`.
-- * A new system is one whose planning began within three years (a parameter). It has been considered once
--   the day is recorded, and before its specification where there is one.
-- * 2.1(1)-2 is for organisations with an alternate site. Access is tried once a year.
-- * 2.1(1)-3: within scope is what its time and its parts are known of.

param "new_system_for" {
  value = "3y", type = "period", stricter = "higher",
  title = { ja = "新規の情報システムとみなす期間", en = "A system is new for" },
  source = "2.1(2)",
}
param "access_test_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "代替拠点への参集・接続を確かめる間隔", en = "Access to alternate sites is tried every" },
  source = "2.1(1)-2",
}

derive "system.is_new" {
  type = "bool",
  title = { ja = "新規の情報システム", en = "Is new" },
  from = "planning_started_on + $new_system_for >= today()",
}

-- Alternate sites are judged by whether people came there, and reached the systems, lately.
derive "site.access_tried" {
  type = "bool",
  title = { ja = "参集・接続を確認済み", en = "Access was tried lately" },
  from = "access_tested_on <= today() and access_tested_on + $access_test_every >= today()",
}

derive "organization.alternate_sites" {
  type = "int",
  title = { ja = "記録のある代替拠点の数", en = "Number of alternate sites on record" },
  from = "count(sites where present(alternate_of))",
}

derive "system.at_alternate" {
  type = "bool",
  title = { ja = "代替拠点で使う情報システム", en = "Used at an alternate site" },
  from = "present(site.alternate_of) or present(standby.site.alternate_of)",
}

local some_of = library "telling".some_of

local function holds(list, wanted)
  for _, code in ipairs(list) do
    if code == wanted then return true end
  end
  return false
end

-- Whether the chief has approved a plan in force; else a plan of which that is not known, and all ids.
local function approved(organization)
  local open, ids = nil, {}
  for i, plan in ipairs(organization.plans) do
    local good = field(plan, "by_chief")
    if good then return true end
    if good == nil then open = open or plan end
    ids[i] = plan.id
  end
  return false, open, ids
end

-- What no plan says it lays down; nothing, where the clause as a whole is declared.
local function undeclared(codes)
  local ja, en = {}, {}
  if not holds(codes, "2.1(1)") then
    if not holds(codes, "scope") then ja[1], en[1] = "適用範囲（scope）", "scope" end
    if not holds(codes, "policy") then ja[#ja + 1], en[#en + 1] = "基本方針（policy）", "policy" end
  end
  return ja, en
end

local function judge_policy(organization)
  local good, open, ids = approved(organization)
  local answered = holds(organization.plan_answered, "2.1(1)")
  local ja, en = undeclared(answered and { "2.1(1)" } or organization.plan_codes)
  if #ja > 0 then
    ja = { "計画に記載のない事項：" .. table.concat(ja, "、") }
    en = { "no plan covers: " .. table.concat(en, ", ") }
  end
  if not good and not open then
    local ids_ja, ids_en = some_of(ids)
    local none = #ids == 0
    ja[#ja + 1] = none and "有効な計画が記録されていない" or "最高責任者の承認の記録がない計画：" .. ids_ja
    en[#en + 1] = none and "no plan in force is on record" or "not approved by the chief: " .. ids_en
  end
  if #ja > 0 then
    return fail { message = { ja = table.concat(ja, "。"), en = table.concat(en, "; ") } }
  end
  if answered then return unknown { message = { ja = "回答による", en = "settled by an answer" } } end
  return good or open.by_chief -- missing: unknown
end

rule "2.1(1)" {
  title = {
    ja = "適用範囲と基本方針を定め、最高責任者が決める",
    en = "Scope and policy of the plan are laid down and approved by the chief",
  },
  actor = "continuity_chief",
  check = judge_policy,
  ask = {
    ja = "適用範囲、優先して対策する情報システム、基本方針を定めているか",
    en = "Are scope, the systems that come first, and the policy laid down?",
  },
  evidence = { ja = "承認された運用継続計画", en = "The approved plan" },
  technique = "review",
  remedy = {
    ja = "計画に適用範囲と方針を書き、最高責任者の承認を受けて記録する",
    en = "Write scope and policy into the plan, have the chief approve it, and record both",
  },
}

rule "2.1(2)" {
  kind = "system",
  title = {
    ja = "新しい情報システムは、導入時に運用継続計画の要否を検討する",
    en = "For a new system it is considered whether it needs a plan",
  },
  actor = "continuity_owner",
  select = "present(planning_started_on)",
  when = "is_new",
  check = [[
    continuity_considered_on <= today()
    and if(count(procurements) > 0, continuity_considered_on <= min(procurements.specification_on), true)
  ]],
  ask = {
    ja = "企画の段階で、運用継続計画を作るかどうかを検討したか",
    en = "Was it considered, while planning the system, whether it needs a plan?",
  },
  evidence = { ja = "企画書などの検討の記録", en = "Record in the planning documents" },
  technique = "review",
  remedy = {
    ja = "仕様書を作る前に検討し、その日を記録する",
    en = "Consider it before the specification is written, and record the day",
  },
}

-- ---- notes --------------------------------------------------------------------------------------

rule "2.1(1)-1" {
  title = { ja = "適用範囲は、国民を守る業務を最優先に決める", en = "What protects people is within scope first" },
  actor = "continuity_chief",
  items = true,
  remedy = {
    ja = "足りない業務と事情を適用範囲に加える",
    en = "Bring the functions and circumstances that are missing into scope",
  },
}

rule "2.1(1)-1#life" {
  kind = "function",
  title = {
    ja = "生命・身体・財産を守る業務の情報システムが対象に入っている",
    en = "Systems of functions that protect life and property are within scope",
  },
  actor = "continuity_chief",
  select = "protects_life",
  check = "emergency_priority and all(systems, in_scope)",
  question = {
    ja = "国民を守る業務とその情報システムを、計画の対象としているか",
    en = "Are such functions and their systems within the plan?",
  },
  evidence = { ja = "非常時優先業務の一覧", en = "List of emergency functions" },
  technique = "review",
  remedy = {
    ja = "その業務を非常時優先業務とし、利用する情報システムを対象に加える",
    en = "Make it an emergency function, and bring its systems into scope",
  },
}

rule "2.1(1)-1#own" {
  title = { ja = "適用範囲に組織ごとの事情を反映する", en = "The scope reflects the organisation's own circumstances" },
  actor = "continuity_chief",
  ask = {
    ja = "経済活動に直結するもの、利用頻度の特に高いものなど、自組織の事情を考えて範囲を決めたか",
    en = "Were own circumstances weighed, such as systems the economy hangs on, or those used very often?",
  },
  evidence = { ja = "適用範囲の検討記録", en = "Record of how the scope was found" },
  technique = "interview",
  remedy = { ja = "個別の事情を挙げ、範囲への反映を書き残す", en = "List them, and write down how they shape the scope" },
}

rule "2.1(1)-2" {
  title = { ja = "代替拠点での業務を、計画の範囲に含める", en = "Working from the alternate site is within scope" },
  actor = "continuity_chief",
  items = true,
  remedy = {
    ja = "代替拠点で接続と業務を試し、その日を記録する",
    en = "Try access and work at the alternate site, and record the day",
  },
}

rule "2.1(1)-2#a" {
  title = {
    ja = "代替拠点から情報システムに安全に接続できる",
    en = "Systems are reached safely from the alternate site",
  },
  actor = "continuity_chief",
  when = "has_alternate",
  check = "alternate_sites > 0 and all(sites where present(alternate_of), access_tried)",
  ask = {
    ja = "代替拠点からの接続、回線、セキュリティを確かめているか",
    en = "Have access, lines and security from the alternate site been tried?",
  },
  evidence = { ja = "接続確認の記録", en = "Record of the trial" },
  technique = "observation",
  remedy = { ja = "代替拠点で接続を試し、日付を記録する", en = "Try it there, and record the day" },
}

rule "2.1(1)-2#b" {
  kind = "system",
  title = {
    ja = "代替拠点で使う情報システムが、発生時に使える",
    en = "Systems used at the alternate site are usable in a crisis",
  },
  actor = "continuity_chief",
  select = "at_alternate",
  check = [[
    if(present(site.alternate_of), site.access_tried, true)
    and if(present(standby.site.alternate_of), standby.site.access_tried, true)
  ]],
  ask = {
    ja = "代替拠点に置いた情報システムで業務ができることを確かめたか",
    en = "Has it been tried that the work can be done on what stands there?",
  },
  evidence = { ja = "代替拠点での動作確認の記録", en = "Record of running it there" },
  technique = "observation",
  remedy = { ja = "代替拠点で実際に動かし、日付を記録する", en = "Run it there, and record the day" },
}

rule "2.1(1)-3" {
  kind = "system",
  title = {
    ja = "連絡・情報共有の手段、LAN、認証基盤を計画の範囲に含める",
    en = "Means of telling and sharing, LAN and authentication are within scope",
  },
  actor = "continuity_chief",
  select = "service_kind in $scope_kinds",
  when = "supports_emergency",
  check = "effective_rto >= 0s and part_count > 0",
  ask = {
    ja = "計画の範囲に含め、共用のものは連携、影響、性能も考えているか",
    en = "Is it within scope and, where shared, have links, effects and performance been thought of?",
  },
  evidence = { ja = "対象とする情報システムの一覧", en = "List of the systems within the plan" },
  technique = "review",
  remedy = { ja = "RTOと構成要素を定め、計画に載せる", en = "Set its RTO, record its parts, put it into the plan" },
}

rule "2.1(1)-4" {
  title = { ja = "放送などの手段も計画の範囲に含める", en = "Broadcast media are within scope as well" },
  actor = "continuity_chief",
  ask = {
    ja = "情報発信のシステムが止まったときの、テレビやラジオによる発信を計画しているか",
    en = "Is it planned to inform by television and radio when the own systems are down?",
  },
  evidence = { ja = "代替手段としての記載", en = "Where the plan names them" },
  technique = "interview",
  remedy = { ja = "放送機関などへの依頼方法を計画に書く", en = "Write into the plan how broadcasters are asked" },
}

rule "2.1(2)-1" {
  kind = "system",
  title = {
    ja = "新しい情報システムの検討結果を、調達と運用の形に反映する",
    en = "What was found for a new system goes into procurement and operation",
  },
  actor = "continuity_owner",
  select = "present(planning_started_on)",
  when = "is_new",
  items = true,
  remedy = { ja = "仕様書と運用設計に、足りないものを加える", en = "Add what is missing to specification and design" },
}

rule "2.1(2)-1#specification" {
  kind = "system",
  title = { ja = "調達仕様書に運用継続の要件がある", en = "The specification asks for continuity" },
  actor = "continuity_owner",
  select = "present(planning_started_on)",
  when = "is_new and count(procurements) > 0",
  check = "all(procurements, continuity)",
  question = { ja = "仕様書に運用継続の要件を書いたか", en = "Does the specification ask for continuity?" },
  evidence = { ja = "調達仕様書", en = "The specification" },
  technique = "review",
  remedy = { ja = "運用継続の要件を仕様書に書く", en = "Write what continuity needs into the specification" },
}

rule "2.1(2)-1#operation" {
  kind = "system",
  title = {
    ja = "担当者が来られないときの遠隔運用や自動化を考える",
    en = "Remote or automated operation is thought of, for when nobody can come",
  },
  actor = "continuity_owner",
  select = "present(planning_started_on)",
  when = "is_new",
  check = "remote_operation or automated",
  ask = {
    ja = "現地以外からの運用や自動化を検討したか",
    en = "Has operation from elsewhere, or automation, been considered?",
  },
  evidence = { ja = "運用設計書", en = "Design of the operation" },
  technique = "review",
  remedy = { ja = "遠隔運用又は自動化を設計に入れる", en = "Design for remote or automated operation" },
}
