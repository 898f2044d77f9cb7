-- 2.8.1 Notes: who stands in, who leads, who helps, how the load is shared, and working from afar.
--
-- Readings where the text leaves a choice:
-- * A deputy is another person. Two who are each other's only deputy and are of one unit (for the site at
--   which they work) count in part; so does a deputy of more than two assignments (a parameter).
-- * People work in at most two roles (a parameter); a crisis is long where some damage lasts three days
--   (ours). Work on site is automated where there is equipment of the organisation's own.

param "deputy_assignments" {
  value = 2, unit = "件", stricter = "lower",
  title = { ja = "一人が代行できる任命の数", en = "Assignments that one person may stand in for" },
  source = "2.8.1(1)-1",
}
param "roles_per_person" {
  value = 2, unit = "役割", stricter = "lower",
  title = { ja = "一人が担える作業の役割の数", en = "Roles of work that one person may have" },
  source = "2.8.1(1)-5",
}
param "long_response" {
  value = "3d", type = "duration", stricter = "lower",
  title = { ja = "対応が長期化するとみなす期間", en = "A response is long from" },
  source = "2.8.1(1)-5",
}

-- Those who once had a role of the response, and are still here without it.
derive "organization" {
  over = "organization",
  fields = {
    field("predecessors", "[->person]", "応援できる前任者", "Former holders still here",
      { inverse = "predecessor_in" }),
  },
  reads = { "assignment.served_by", "person.continuity_roles" },
  from = function(organizations)
    local result = {}
    for _, organization in ipairs(organizations) do
      local list, seen, wanted = {}, {}, {}
      for _, role in ipairs(params.work_roles) do wanted[role] = true end
      wanted.activation_lead, wanted.continuity_owner, wanted.continuity_staff = true, true, true
      for _, a in ipairs(organization.assignments) do
        local holder, ended = field(a, "served_by"), field(a, "until")
        local left = holder and field(holder, "left_on")
        local gone = holder and wanted[a.role] and ended and past(ended)
        local here = not left or not past(left)
        for _, role in ipairs(gone and holder.continuity_roles or {}) do
          if role == a.role then here = false end
        end
        if gone and here and not seen[holder] then
          seen[holder] = true
          list[#list + 1] = holder
        end
      end
      result[organization] = list
    end
    return result
  end,
}

-- ---- notes --------------------------------------------------------------------------------------

-- Whether somebody's assignments name one person as deputy, and nobody else.
local function only_deputy(holder, deputy)
  local named = false
  for _, assignment in ipairs(holder.assignments) do
    local its = field(assignment, "in_response") and field(assignment, "deputy")
    if its and its ~= deputy then return false end
    named = named or its == deputy
  end
  return named
end

local function only_each_other(a, b)
  return only_deputy(a, b) and only_deputy(b, a)
end

local function of_one_unit(a, b)
  local unit = field(a, "unit")
  return unit and unit == field(b, "unit")
end

local function load_of(deputy)
  local count = 0
  for _, assignment in ipairs(deputy.deputised) do
    if field(assignment, "in_response") then count = count + 1 end
  end
  return count
end

rule "2.8.1(1)-1" {
  kind = "assignment",
  title = { ja = "代行者は別の者で、同時に欠けにくい", en = "The deputy is another person, not easily lost together" },
  actor = "continuity_chief",
  select = "in_response",
  check = function(assignment)
    local deputy, holder = assignment.deputy, field(assignment, "served_by")
    if deputy == holder then
      return fail { message = { ja = "本人が代行者になっている", en = "the holder is the deputy" } }
    end
    local mutual = holder and only_each_other(holder, deputy)
    if mutual and of_one_unit(holder, deputy) then
      return partial { message = {
        ja = "同じ部署の二人が、互いにただ一人の代行者である",
        en = "two people of one unit are each other's only deputy",
      } }
    end
    local count = load_of(deputy)
    if count > params.deputy_assignments then
      return partial { message = {
        ja = ("%s は %d 件の代行を兼ねている"):format(deputy.id, count),
        en = ("%s stands in for %d assignments"):format(deputy.id, count),
      } }
    end
    return not mutual or holder.unit ~= deputy.unit -- missing: unknown
  end,
  question = { ja = "連絡がとれないときの代行者が別にいるか", en = "Is there somebody else when the holder is not reached?" },
  evidence = { ja = "代行者を示す体制図", en = "Chart with deputies" },
  technique = "review",
  remedy = { ja = "別の部署や拠点から代行者を選ぶ", en = "Choose the deputy from another unit or site" },
}

rule "2.8.1(1)-2" {
  title = {
    ja = "作業の責任者と担当者は、協議、復旧、判断、報告を行う",
    en = "Lead and workers consult, restore, decide and report",
  },
  actor = "activation_lead",
  ask = {
    ja = "委託先との協議、復旧作業、継続の判断、報告を誰が行うか決まっているか",
    en = "Is it settled who talks with contractors, restores, decides and reports?",
  },
  evidence = { ja = "役割分担表", en = "Table of duties" },
  technique = "interview",
  remedy = { ja = "四つの仕事の分担を決める", en = "Divide these duties" },
}

rule "2.8.1(1)-3" {
  title = { ja = "平常時の責任者が作業の責任者になる", en = "Who is owner in ordinary times leads the work" },
  actor = "continuity_owner",
  when = "any(people where 'activation_lead' in continuity_roles)",
  check = function(organization)
    for _, person in ipairs(organization.people) do
      local lead, owner = false, false
      for _, role in ipairs(person.continuity_roles) do
        lead, owner = lead or role == "activation_lead", owner or role == "continuity_owner"
      end
      if lead and owner then return true end
    end
    return partial { message = {
      ja = "作業の責任者は、平常時の責任者ではない", en = "the lead is no owner in ordinary times",
    } }
  end,
  question = { ja = "作業の責任者は平常時の責任者か", en = "Is the lead an owner in ordinary times?" },
  evidence = { ja = "任命の記録", en = "Record of appointment" },
  technique = "review",
  remedy = { ja = "責任者の就任を検討し、そうしない理由を残す", en = "Consider an owner, or record why not" },
}

rule "2.8.1(1)-4" {
  title = { ja = "知見のある前任者の応援を考える", en = "Help by those who had the role before is thought of" },
  actor = "continuity_owner",
  when = "count(predecessors) > 0",
  check = function(organization)
    local ids = {}
    for i, person in ipairs(organization.predecessors) do ids[i] = person.id end
    local names = table.concat(ids, ", ", 1, math.min(#ids, 10))
    return unknown { message = { ja = "在籍する前任者：" .. names, en = "former holders still here: " .. names } }
  end,
  ask = { ja = "在籍する前任者の応援を計画しているか", en = "Is help by former holders planned?" },
  evidence = { ja = "応援を頼む者の一覧", en = "List of those to ask" },
  technique = "interview",
  remedy = { ja = "前任者への応援の頼み方を決める", en = "Settle how they are asked" },
}

rule "2.8.1(1)-5" {
  title = { ja = "窓口と作業を分け、負担が偏らない", en = "Contact desk and work are apart, and nobody carries too much" },
  actor = "continuity_owner",
  items = true,
  remedy = { ja = "窓口と作業を分け、負担を分ける", en = "Keep desk and work apart, and share the load" },
}

rule "2.8.1(1)-5#desk" {
  kind = "person",
  title = { ja = "窓口の担当者は復旧の作業をしない", en = "Who sits at the contact desk does not do the work" },
  actor = "continuity_owner",
  select = "'contact_desk' in continuity_roles",
  check = "work_roles == 0",
  question = { ja = "窓口の担当者が復旧の作業を兼ねていないか", en = "Is the desk kept apart from the work?" },
  evidence = { ja = "発生時の体制図", en = "Chart of the response" },
  technique = "review",
  remedy = { ja = "窓口を別の者に担わせる", en = "Give the desk to somebody else" },
}

rule "2.8.1(1)-5#load" {
  kind = "person",
  title = { ja = "一人に作業の役割が集中しない", en = "Nobody has too many roles of work" },
  actor = "continuity_owner",
  select = "work_roles > 0",
  check = "work_roles <= $roles_per_person",
  question = { ja = "担う作業の役割が多すぎないか", en = "Are the roles of work not too many?" },
  evidence = { ja = "発生時の体制図", en = "Chart of the response" },
  technique = "review",
  remedy = { ja = "役割を他の者に分ける", en = "Share the roles out" },
}

rule "2.8.1(1)-5#shift" {
  kind = "assignment",
  title = { ja = "長期化に備えて交代で勤務できる", en = "Shifts are possible when it takes long" },
  actor = "continuity_owner",
  select = "is_work",
  when = "any(organization.damages, lasts >= $long_response)",
  check = "shift ~= ''",
  ask = { ja = "この担当に交代制の勤務を考えているか", en = "Are shifts thought of for this role?" },
  evidence = { ja = "勤務の交替表", en = "Plan of shifts" },
  technique = "review",
  remedy = { ja = "勤務の交替を決めて記録する", en = "Settle and record the shifts" },
}

rule "2.8.1(1)-6" {
  title = {
    ja = "現地に行けないときに備え、遠隔と自動化を進める",
    en = "For when nobody can come, work is done from afar or by itself",
  },
  actor = "continuity_owner",
  items = true,
  remedy = {
    ja = "遠隔からの運用と自動化を進め、基準を定める",
    en = "Make remote work and automation possible, and set the criterion",
  },
}

derive "organization.telework_criteria" {
  type = "int",
  title = { ja = "テレワークの実施基準の数", en = "Number of criteria for telework" },
  from = "count(activations where type == 'telework')",
}

rule "2.8.1(1)-6#telework" {
  title = { ja = "テレワークで作業する基準がある", en = "There is a criterion for working from afar" },
  actor = "continuity_owner",
  check = "telework_criteria > 0",
  ask = { ja = "遠隔から作業する仕組みを検討したか", en = "Have means of working from afar been considered?" },
  evidence = { ja = "テレワークの実施基準", en = "Criterion for telework" },
  technique = "review",
  remedy = { ja = "テレワークの発動の基準を記録する", en = "Record a criterion for telework" },
}

rule "2.8.1(1)-6#remote" {
  kind = "system",
  title = { ja = "情報システムを遠隔で運用できる", en = "The system can be run from afar" },
  actor = "continuity_owner",
  when = "in_scope",
  check = "remote_operation",
  question = { ja = "遠隔から運用できるか", en = "Can it be run from afar?" },
  evidence = { ja = "運用設計書", en = "Design of the operation" },
  technique = "review",
  remedy = { ja = "遠隔運用の環境を整える", en = "Set up remote operation" },
}

rule "2.8.1(1)-6#automated" {
  kind = "system",
  title = { ja = "手作業をできるだけ自動化する", en = "Manual work is automated where it can be" },
  actor = "continuity_owner",
  when = "in_scope and own_equipment",
  check = "if(automated, true)",
  ask = { ja = "現地での手作業の自動化を検討したか", en = "Has automating manual work on site been considered?" },
  evidence = { ja = "運用設計書", en = "Design of the operation" },
  technique = "review",
  remedy = { ja = "自動化できる作業を洗い出す", en = "Find out what can be automated" },
}
