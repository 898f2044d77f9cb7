-- What the chapters read: which documents are the plans and what they declare, who is on duty in which
-- role, which year is judged, where equipment stands, what is drilled.
--
-- Readings where the text leaves a choice:
-- * The plans may be one volume or many: a code that any of the plan documents in force declares
--   (`covers`) is declared. A clause stands for its items. Codes may have the pack's name before them.
--   A duty to write something down fails while no plan declares it, as having it is the duty; an answer
--   for the clause overrides what the organisation declares of itself.
-- * A document counts from its approval on and within its period; one without these dates counts.
-- * An assignment is in force from its first day to its last, both included; without a first day it has
--   begun, without a last day it goes on until the person leaves.
-- * "Regularly" is once a year (parameters). The plan of the year is that of the last complete fiscal
--   year, or of the running one, which is being followed. Drills count from the first day of the last
--   complete fiscal year on; what is only planned counts where a plan is asked for.
-- * Machines, rooms, cooling and water are asked of systems and sites that have some of their own, not of
--   outside services and the sites of their providers.
-- * An exception that was refused was never applied: nothing is asked of it.
-- * A crisis with an end has happened. It is still one that is planned for where anything is assumed of it.

-- ---- figures ------------------------------------------------------------------------------------

param "plan_types" {
  value = { "continuity_plan", "it_bcp" },
  title = { ja = "情報システム運用継続計画とみなす文書", en = "Documents that are the continuity plan" },
  source = "1.1.5",
}
param "plan_documents" {
  value = {
    "continuity_plan", "it_bcp", "premeasure_plan", "response_plan", "operation_plan", "flow", "procedure",
    "training_plan", "upkeep_plan",
  },
  title = { ja = "計画群をなす文書", en = "Documents that make up the plans" },
  source = "1.2",
}
param "continuity_exercises" {
  value = {
    "walkthrough", "blind_scenario", "restore", "switchover", "contact", "incident_response", "telework",
    "equipment", "full",
  },
  title = { ja = "運用継続の訓練とみなす種類", en = "Kinds of exercise that drill continuity" },
  source = "2.9.1",
}
param "work_roles" {
  value = {
    "damage_check", "damage_control", "network_recovery", "system_recovery", "network_switch",
    "system_switch",
  },
  title = { ja = "発動に伴う作業を行う役割", en = "Roles that do the work of an activation" },
  source = "表2.8-1",
}
param "plan_roles" {
  value = { "continuity_chief", "continuity_owner", "continuity_staff" },
  title = { ja = "計画を作り運用する役割", en = "Roles that draw up and run the plan" },
  source = "表2.2-1",
}
param "weighty_severities" {
  value = { "serious", "total" },
  title = { ja = "軽微でないとみなす被害の程度", en = "Severities that are not slight" },
  source = "2.4(1)-3",
}

-- ---- documents and what they declare ------------------------------------------------------------

derive "document.is_plan" {
  type = "bool",
  title = { ja = "情報システム運用継続計画", en = "Is the continuity plan" },
  from = "type in $plan_types and plan_in_force",
}

derive "document.plan_in_force" {
  type = "bool",
  title = { ja = "判定日に有効", en = "In force" },
  from = [[
    (not present(approved_on) or approved_on <= today())
    and (not present(period.from) or period.from <= today())
    and (not present(period.until) or today() <= period.until)
  ]],
}

derive "document.with_bcp" {
  type = "bool",
  title = { ja = "業務継続計画との整合を確認", en = "Consistent with the business continuity plan" },
  from = "any(consistent_with where type == 'business_continuity_plan')",
}

derive "document.with_policy" {
  type = "bool",
  title = { ja = "セキュリティ規程との整合を確認", en = "Consistent with the security policy" },
  from = "any(consistent_with where type in ['basic_policy', 'standard', 'rule'])",
}

-- Approved by whoever was chief on that day.
derive "document.by_chief" {
  type = "bool",
  title = { ja = "最高責任者による承認", en = "Approved by the chief" },
  from = [[
    any(organization.assignments
      where role == 'continuity_chief'
        and (not present(since) or since <= outer.approved_on)
        and (not present(until) or outer.approved_on <= until),
      served_by == outer.approved_by)
  ]],
}

-- A plan of training is one of continuity where it says so, or where a continuity role owns it. Of others
-- that is not known.
derive "document.trains_continuity" {
  type = "bool",
  title = { ja = "運用継続の教育訓練計画", en = "Plan of education and drills of continuity" },
  from = [[
    type == 'training_plan'
    and if(any(covers where it in ['2.9.1(1)', 'it-continuity/2.9.1(1)', '2.9.1(1)(a)', '2.9.1(1)(b)',
                                   '2.9.1(1)(c)', '2.9.1(1)(d)', '2.9.1(1)(e)'])
           or any(owner.continuity_roles where it in $plan_roles), true)
  ]],
}

derive "organization.plans" {
  type = "[->document]",
  title = { ja = "有効な情報システム運用継続計画", en = "Continuity plans in force" },
  reads = { "document.is_plan" },
  from = function(organization)
    local list = {}
    for _, document in ipairs(organization.documents) do
      if document.is_plan then list[#list + 1] = document end
    end
    return list
  end,
}

local function plain(code) return (code:gsub("^it%-continuity/", "")) end

derive "organization.plan_codes" {
  type = "[text]",
  title = { ja = "計画群で定めている事項", en = "What the plans cover" },
  reads = { "document.plan_in_force" },
  from = function(organization)
    local wanted, codes = {}, {}
    for _, type in ipairs(params.plan_documents) do wanted[type] = true end
    for _, document in ipairs(organization.documents) do
      if wanted[document.type] and field(document, "plan_in_force") then
        for _, code in ipairs(document.covers) do codes[#codes + 1] = plain(code) end
      end
    end
    return codes
  end,
}

-- The rules that answers of today name for the whole organisation.
derive "organization.plan_answered" {
  type = "[text]",
  from = function(organization)
    local codes = {}
    for _, answer in ipairs(organization.answers) do
      local subject, on = field(answer, "subject"), field(answer, "on")
      local own, begun = not subject or subject == organization, not on or come(on)
      if field(answer, "value") and own and begun then
        codes[#codes + 1] = plain(answer.rule)
      end
    end
    return codes
  end,
}

-- ---- years --------------------------------------------------------------------------------------

derive "organization.running_from" { type = "date", from = "fiscal_year_start(today())" }
derive "organization.judged_from" {
  type = "date",
  title = { ja = "前年度の初日", en = "First day of the last fiscal year" },
  from = "fiscal_year_start(running_from - 1d)",
}

-- ---- people and roles ---------------------------------------------------------------------------

-- `person == person` holds for everybody who is named: where neither a person nor a post is, nothing is
-- known, and the fact is named.
derive "assignment.on_duty" {
  type = "bool",
  title = { ja = "在任中", en = "On duty" },
  from = [[
    (not present(since) or since <= today()) and (not present(until) or today() <= until)
    and (not present(person.left_on) or today() <= person.left_on)
    and (present(post) or person == person)
  ]],
}

derive "assignment.served_by" {
  over = "organization", type = "->person",
  title = { ja = "就いている者", en = "Served by" },
  from = function(assignments)
    local result, by_post = {}, {}
    local first = assignments[1]
    for _, person in ipairs(first and first.organization.people or {}) do
      local post, left = field(person, "post"), field(person, "left_on")
      if post and not by_post[post] and (not left or not past(left)) then by_post[post] = person end
    end
    for _, assignment in ipairs(assignments) do
      local post = field(assignment, "post")
      result[assignment] = field(assignment, "person") or post and by_post[post]
    end
    return result
  end,
}

derive "person.continuity_roles" {
  over = "organization", type = "[text]",
  title = { ja = "担っている役割", en = "Roles on duty" },
  reads = { "assignment.served_by", "assignment.on_duty" },
  from = function(people)
    local result, first = {}, people[1]
    for _, person in ipairs(people) do result[person] = {} end
    for _, assignment in ipairs(first and first.organization.assignments or {}) do
      local holder = field(assignment, "served_by")
      local roles = holder and field(assignment, "on_duty") and result[holder]
      if roles then roles[#roles + 1] = assignment.role end
    end
    return result
  end,
}

-- ---- parts and steps ----------------------------------------------------------------------------

derive "system.part_count" {
  type = "int",
  title = { ja = "構成要素の数", en = "Number of parts" },
  from = "count(components)",
}

derive "system.step_count" {
  type = "int",
  title = { ja = "復旧水準の段階の数", en = "Number of steps of recovery" },
  from = "count(rlo)",
}

-- ---- places -------------------------------------------------------------------------------------

-- An outside service brings the provider's machines, rooms and cooling. What is the organisation's own is
-- told by parts that are not `external`.
derive "system.own_equipment" {
  type = "bool",
  title = { ja = "自前の機器で動く", en = "Runs on equipment of its own" },
  from = "not outside or any(components where category == 'hardware', not external)",
}

derive "organization.has_equipment" {
  type = "bool",
  title = { ja = "自前の機器がある", en = "Has equipment of its own" },
  from = "count(systems) == 0 or any(systems.own_equipment)",
}

-- A site of outside services alone is the provider's: nothing of the organisation's own stands there.
derive "site.holds_equipment" {
  type = "bool",
  title = { ja = "自前の機器の設置拠点", en = "Own equipment stands here" },
  from = [[
    any(systems, not outside)
    or if(count(components) > 0, any(components, not external), any(standby_systems, not outside))
  ]],
}

derive "organization.has_alternate" {
  type = "bool",
  title = { ja = "代替拠点がある", en = "Has an alternate site" },
  from = "alternate_site or any(sites where present(alternate_of))",
}

derive "organization.can_switch" {
  type = "bool",
  title = { ja = "切り替える先がある", en = "Has something to switch to" },
  from = "has_alternate or any(systems where present(standby.type) and standby.type ~= 'none')",
}

-- ---- crises -------------------------------------------------------------------------------------

derive "crisis.planned_for" {
  type = "bool",
  title = { ja = "計画の対象とする危機的事象", en = "Planned for" },
  from = "not present(ended_on) or present(probability) or present(in_bcp) or count(damages) > 0",
}

derive "crisis.damage_count" {
  type = "int",
  title = { ja = "被害想定の数", en = "Number of damages assumed" },
  from = "count(damages)",
}

derive "organization.planned_crises" {
  type = "int",
  title = { ja = "対象とする危機的事象の数", en = "Number of crises planned for" },
  from = "count(crises where planned_for)",
}

-- The last day on which somebody looked at a supplier; a day to come only where there is no other.
derive "supplier.looked_at_on" {
  type = "date",
  title = { ja = "委託先を確かめた日", en = "Looked at on" },
  from = [[
    first(greatest(if(assessed_on <= today(), assessed_on),
                   if(continuity_confirmed_on <= today(), continuity_confirmed_on)),
          assessed_on, continuity_confirmed_on)
  ]],
}

derive "crisis.is_over" {
  type = "bool",
  title = { ja = "終息した", en = "Is over" },
  from = "present(ended_on) and ended_on <= today()",
}

derive "crisis.plan_reviewed" {
  type = "bool",
  title = { ja = "終息後に計画を見直した", en = "The plan was reviewed after its end" },
  from = [[
    any(organization.documents where is_plan, reviewed_on >= outer.ended_on and reviewed_on <= today())
  ]],
}

derive "exception.for_crisis" {
  type = "bool",
  title = { ja = "危機的事象のための例外措置", en = "Exception for a crisis" },
  from = "present(crisis) and (not present(decision) or decision ~= 'rejected')",
}

-- ---- drills -------------------------------------------------------------------------------------

derive "exercise.day" { type = "date", from = "first(held_on, planned_on)" }

derive "exercise.recent" {
  type = "bool",
  title = { ja = "前年度以降に実施又は予定した運用継続の訓練", en = "Continuity drill planned or held lately" },
  from = "type in $continuity_exercises and day >= organization.judged_from",
}

derive "exercise.recently_held" {
  type = "bool",
  title = { ja = "前年度以降に実施した運用継続の訓練", en = "Continuity drill held lately" },
  from = [[
    type in $continuity_exercises and present(held_on)
    and held_on >= organization.judged_from and held_on <= today()
  ]],
}
