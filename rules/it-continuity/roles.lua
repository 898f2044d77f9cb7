-- 2.8.1 Who does what in a crisis (table 2.8-1), and who stands in.
--
-- Readings where the text leaves a choice:
-- * 2.8.1(1) rolls up the roles of the table, and that those in charge and at work have deputies. Roles of
--   switching over are for organisations that have something to switch to; the contractor's is for those
--   with a contractor. The CSIRT is there where its head or a member is.
-- * A deputy is another person, who has not left. Experience is what is on record as qualifications.
-- * Somebody who decides is told by being an owner in ordinary times; of another lead a person must say so.

derive "person.work_roles" {
  type = "int",
  title = { ja = "担う作業の役割の数", en = "Roles of work" },
  from = function(person)
    local seen, count = {}, 0
    for _, role in ipairs(person.continuity_roles) do
      for _, work in ipairs(params.work_roles) do
        if role == work and not seen[role] then
          seen[role], count = true, count + 1
        end
      end
    end
    return count
  end,
  reads = { "person.continuity_roles" },
}

derive "assignment.is_work" {
  type = "bool",
  title = { ja = "発動に伴う作業の役割", en = "Does the work of an activation" },
  from = "role in $work_roles and on_duty",
}

derive "assignment.in_response" {
  type = "bool",
  title = { ja = "発生時の体制の役割", en = "Has a part in the response" },
  from = [[
    (role in ['continuity_chief', 'continuity_owner', 'continuity_staff', 'activation_lead',
              'information_desk', 'contact_desk'] or role in $work_roles) and on_duty
  ]],
}

-- ---- 2.8.1 (1) ----------------------------------------------------------------------------------

rule "2.8.1(1)" {
  title = { ja = "発生時の役割と代行者を定める", en = "Roles in a crisis are filled, and have deputies" },
  actor = "continuity_chief",
  items = true,
  remedy = {
    ja = "いない役割と代行者を任命して記録する",
    en = "Appoint and record the roles and deputies that are missing",
  },
}

local ROLES = {
  { "chief", "continuity_chief", "最高責任者", "the chief" },
  { "owner", "continuity_owner", "責任者", "an owner" },
  { "csirt", nil, "CSIRT", "the CSIRT" },
  { "lead", "activation_lead", "作業実施責任者", "the lead of the work" },
  { "information-desk", "information_desk", "情報の収集・共有の担当", "the information desk" },
  { "contact-desk", "contact_desk", "各部署との窓口", "the contact desk" },
  { "damage-check", "damage_check", "被害状況を確かめる担当", "those who check the damage" },
  { "damage-control", "damage_control", "被害の拡大を防ぐ担当", "those who contain the damage" },
  { "network-recovery", "network_recovery", "ネットワークを復旧する担当", "those who restore the network" },
  { "system-recovery", "system_recovery", "情報システムを復旧する担当", "those who restore systems" },
  { "network-switch", "network_switch", "ネットワークを切り替える担当", "those who switch the network over",
    when = "can_switch" },
  { "system-switch", "system_switch", "情報システムを切り替える担当", "those who switch systems over",
    when = "can_switch" },
  { "contractor", "contractor_recovery", "委託先の復旧担当", "the contractor's recovery team",
    when = "any(systems where in_scope, present(lifecycle.contractor))" },
}

-- Somebody is on duty in one of the roles; else the assignments are named that are over or have not begun.
local function on_duty(roles)
  return function(organization)
    local over, open = {}, nil
    for _, assignment in ipairs(organization.assignments) do
      if roles[assignment.role] then
        local serves = field(assignment, "on_duty")
        if serves then return true end
        if serves == nil then open = open or assignment end
        over[#over + 1] = assignment.id
      end
    end
    if open then return open.on_duty end -- missing: unknown
    if #over == 0 then
      return fail { message = { ja = "任命が記録されていない", en = "no assignment is on record" } }
    end
    local ids = table.concat(over, ", ", 1, math.min(#over, 6)) .. (#over > 6 and " …" or "")
    return fail { message = {
      ja = "在任中でない任命だけがある：" .. ids, en = "assigned, but not on duty: " .. ids,
    } }
  end
end

for _, row in ipairs(ROLES) do
  local key, role, ja, en = row[1], row[2], row[3], row[4]
  local wanted = role and { [role] = true } or { csirt_head = true, csirt_member = true }
  rule("2.8.1(1)#" .. key) {
    level = "example", actor = "continuity_chief",
    title = { ja = ja .. "がいる", en = "There is " .. en },
    when = row.when,
    check = on_duty(wanted),
    technique = "review",
    remedy = { ja = ja .. "を任命して記録する", en = "Appoint and record " .. en },
  }
end

rule "2.8.1(1)#deputies" {
  kind = "assignment",
  title = { ja = "責任者と作業の担当者に代行者がいる", en = "Owners, lead and workers have deputies" },
  actor = "continuity_owner",
  select = "in_response and (role in ['continuity_owner', 'activation_lead'] or role in $work_roles)",
  check = "deputy ~= served_by and (not present(deputy.left_on) or today() <= deputy.left_on)",
  question = { ja = "代わりに務める者が決まっているか", en = "Is it settled who stands in?" },
  evidence = { ja = "発生時の体制図", en = "Chart of the response" },
  technique = "review",
  remedy = { ja = "代行者を定めて記録する", en = "Name and record a deputy" },
}

derive "organization.leads" {
  type = "int",
  title = { ja = "作業の責任者の数", en = "Number of people who lead the work" },
  from = "count(people where 'activation_lead' in continuity_roles)",
}

rule "2.8.1(1)(a)" {
  title = { ja = "作業の責任者は、判断し指示できる者である", en = "The lead of the work can decide and direct" },
  actor = "continuity_owner",
  check = [[
    leads > 0
    and if(any(people where 'activation_lead' in continuity_roles,
               'continuity_owner' in continuity_roles), true)
  ]],
  ask = {
    ja = "作業の責任者は、継続に係わる判断と指示ができる立場の者か",
    en = "Is the lead in a position to decide and direct?",
  },
  evidence = { ja = "任命と権限の記録", en = "Record of appointment and powers" },
  technique = "interview",
  remedy = { ja = "判断と指示のできる者を任命する", en = "Appoint somebody who can decide and direct" },
}

derive "person.qualified_for" {
  type = "int",
  title = { ja = "資格の数", en = "Number of qualifications" },
  from = "count(qualifications)",
}

rule "2.8.1(1)(b)" {
  kind = "assignment",
  title = { ja = "担当者に、経験や資格のある代行者がいる", en = "Workers have deputies with experience" },
  actor = "continuity_owner",
  select = "is_work",
  check = "deputy ~= served_by and if(given(deputy.qualifications), deputy.qualified_for > 0)",
  ask = {
    ja = "代行者は足りており、必要な経験や資格を持っているか",
    en = "Are there enough deputies, with the experience and qualifications needed?",
  },
  evidence = { ja = "代行者の経験・資格の一覧", en = "Experience and qualifications of the deputies" },
  technique = "interview",
  remedy = { ja = "経験や資格のある代行者を定め、資格を記録する", en = "Name qualified deputies, and record what they can" },
}

derive "organization.has_shifts" {
  type = "bool",
  title = { ja = "勤務の交替を記録した作業の担当がある", en = "Some role of work has shifts" },
  from = "any(assignments where is_work, shift ~= '')",
}

rule "2.8.1(1)(c)" {
  title = { ja = "作業の負担を考え、交代できる体制を組む", en = "Shifts keep the load of the work bearable" },
  actor = "continuity_owner",
  check = "has_shifts",
  ask = {
    ja = "交代勤務など、担当者の負担を考えた体制か",
    en = "Is the load of the workers reckoned with, such as by shifts?",
  },
  evidence = { ja = "勤務の交替表", en = "Plan of shifts" },
  technique = "review",
  remedy = { ja = "勤務の交替を決めて記録する", en = "Settle and record the shifts" },
}
