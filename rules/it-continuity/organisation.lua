-- 2.2 Who draws up the plan and keeps it going.
--
-- Readings where the text leaves a choice:
-- * There is at least one chief, one owner and one member of staff on duty. Supervising is for a person
--   to confirm (2.2(1)-1).
-- * Staff without a scope are for all systems; a scope may be the system or the unit that runs it.
-- * Consistent with both the business continuity plan and the security standard is what the plan itself says.
-- * Executives are told by their rank (a parameter).
-- * Staff have stand-ins where the deputy is somebody else; how many, with which experience and in which
--   shifts is judged where the work is divided, in 2.8.1(1)(b) and (c).
-- * A body for business continuity is there where somebody is its member, or a committee of this type is.
-- * An exception in a crisis has become a habit if it is in force later than a month after the crisis
--   ended (a parameter; the text gives no figure).

-- In the state the posts of senior officials and what is equal to them; elsewhere the members of the board
-- and those who run the body for it. Supervisors (監事, 監査役) run nothing.
param "executive_ranks" {
  value = {
    "事務次官", "次官級", "長官", "指定職", "官房長", "局長", "局長級", "部長", "部長級", "審議官", "審議官級", "幹部",
    "理事長", "副理事長", "理事", "会長", "社長", "副社長", "専務", "常務", "取締役", "執行役", "執行役員", "役員",
    "executive",
  },
  title = { ja = "幹部層とみなす職位", en = "Ranks of executives" },
  source = "2.2(2)-2",
}
param "exception_after_crisis" {
  value = "1mo", type = "period", stricter = "lower",
  title = { ja = "終息後に例外措置を終えるまでの期間", en = "Exceptions end within, after a crisis" },
  source = "2.2(3)-3",
}

-- Staff for all systems.
derive "organization.has_general_staff" {
  type = "bool",
  title = { ja = "全体の担当者がいる", en = "Has staff for all systems" },
  from = "any(assignments where role == 'continuity_staff' and not present(scope), on_duty)",
}

local some_of = library "telling".some_of

-- Whether somebody is on duty in one of the roles; if that is not known, an assignment that leaves it open,
-- and else the assignments that are over or have not begun.
local function on_duty(organization, roles)
  local over, open = {}, nil
  for _, assignment in ipairs(organization.assignments) do
    if roles[assignment.role] then
      local serves = field(assignment, "on_duty")
      if serves then return true end
      if serves == nil then open = open or assignment end
      over[#over + 1] = assignment.id
    end
  end
  if open then return nil, open end
  return false, nil, over
end

local NAMES = {
  continuity_chief = { ja = "最高責任者", en = "chief" },
  continuity_owner = { ja = "責任者", en = "owner" },
  continuity_staff = { ja = "担当者", en = "staff" },
}

-- All these roles have somebody on duty; else those that have not are named, with the assignments on record.
local function filled(roles)
  return function(organization)
    local ja, en, open = {}, {}, nil
    for _, role in ipairs(roles) do
      local serves, unsaid, over = on_duty(organization, { [role] = true })
      open = open or unsaid
      if serves == false then
        local ids_ja, ids_en = some_of(over)
        ja[#ja + 1] = NAMES[role].ja .. (#over > 0 and ("（在任中でない任命 %s）"):format(ids_ja) or "")
        en[#en + 1] = NAMES[role].en .. (#over > 0 and (" (assigned, not on duty: %s)"):format(ids_en) or "")
      end
    end
    if #ja > 0 then
      return fail { message = {
        ja = "在任中の者がいない：" .. table.concat(ja, "、"), en = "nobody on duty: " .. table.concat(en, ", "),
      } }
    end
    return open == nil or open.on_duty -- missing: unknown
  end
end

rule "2.2(1)" {
  title = { ja = "計画を作り運用する体制がある", en = "There is a body that draws up and runs the plan" },
  actor = "continuity_chief",
  check = filled { "continuity_chief", "continuity_owner", "continuity_staff" },
  question = {
    ja = "最高責任者、責任者、担当者を任命しているか",
    en = "Have a chief, owners and staff been appointed?",
  },
  evidence = { ja = "任命の記録", en = "Records of appointment" },
  technique = "review",
  remedy = {
    ja = "最高責任者、責任者、担当者を任命し、記録する",
    en = "Appoint a chief, owners and staff, and record them",
  },
}

rule "2.2(2)" {
  title = { ja = "責任者が必要な担当者を定める", en = "The owners appoint the staff that is needed" },
  actor = "continuity_owner",
  check = filled { "continuity_owner", "continuity_staff" },
  question = { ja = "責任者の下に担当者がいるか", en = "Is there staff under an owner?" },
  evidence = { ja = "担当者の一覧", en = "List of the staff" },
  technique = "review",
  remedy = { ja = "責任者と担当者を任命する", en = "Appoint owners and their staff" },
}

derive "organization.shares_people" {
  type = "bool",
  title = { ja = "業務継続の体制の者が、運用継続の体制にもいる", en = "Somebody is in both bodies" },
  from = "any(people where 'bcp_member' in continuity_roles, any(continuity_roles where it in $plan_roles))",
}

rule "2.2(2)(a)" {
  title = {
    ja = "業務継続の体制にいる情報システム担当者が加わっている",
    en = "Those of the business continuity team who look after systems take part",
  },
  actor = "continuity_owner",
  check = "shares_people",
  question = {
    ja = "業務継続計画の担当を兼ねる者が、運用継続の体制にいるか",
    en = "Is somebody of the business continuity team in the continuity body?",
  },
  evidence = { ja = "両方の体制の名簿", en = "Lists of both bodies" },
  technique = "review",
  remedy = {
    ja = "業務継続計画の担当者を、運用継続の責任者か担当者に加える",
    en = "Make a member of the business continuity team owner or staff here",
  },
}

-- Some plan in force has been compared with all of these; else it is told what each lacks.
local COMPARED = {
  with_bcp = { ja = "業務継続計画", en = "the business continuity plan" },
  with_policy = { ja = "セキュリティ規程", en = "the security standard" },
}

local function compared(fields)
  return function(organization)
    local ja, en = {}, {}
    for i, plan in ipairs(organization.plans) do
      local lacking_ja, lacking_en = {}, {}
      for _, name in ipairs(fields) do
        if not plan[name] then
          lacking_ja[#lacking_ja + 1], lacking_en[#lacking_en + 1] = COMPARED[name].ja, COMPARED[name].en
        end
      end
      if #lacking_ja == 0 then return true end
      ja[i] = ("%s（%s）"):format(plan.id, table.concat(lacking_ja, "、"))
      en[i] = ("%s (%s)"):format(plan.id, table.concat(lacking_en, ", "))
    end
    if #ja == 0 then
      return fail { message = { ja = "有効な情報システム運用継続計画が記録されていない", en = "no plan in force is on record" } }
    end
    local _, told_en = some_of(en)
    return fail { message = {
      ja = "整合を確認した文書の記録が足りない計画：" .. some_of(ja),
      en = "plans not recorded as consistent with all they should be: " .. told_en,
    } }
  end
end

rule "2.2(3)" {
  title = {
    ja = "計画が、業務継続計画とセキュリティ規程の両方と矛盾しない",
    en = "The plan agrees with the business continuity plan and with the security standard",
  },
  actor = "continuity_chief",
  check = compared { "with_bcp", "with_policy" },
  question = {
    ja = "業務継続計画と情報セキュリティ関係規程の両方と突き合わせたか",
    en = "Has it been compared with the business continuity plan and with the security standard?",
  },
  evidence = { ja = "整合を確認した記録", en = "Record of the comparison" },
  technique = "review",
  remedy = {
    ja = "二つの文書と突き合わせ、整合を確認した文書として記録する",
    en = "Compare it with both, and record them as consistent",
  },
}

-- ---- notes --------------------------------------------------------------------------------------

rule "2.2(1)-1" {
  title = { ja = "最高責任者が組織全体の観点から監督し指示する", en = "The chief supervises for the organisation as a whole" },
  actor = "continuity_chief",
  ask = {
    ja = "最高責任者は、業務全体の継続を考えて責任者と担当者を監督し、指示しているか",
    en = "Does the chief supervise and direct owners and staff with all the work in mind?",
  },
  evidence = { ja = "指示や会議の記録", en = "Records of instructions and meetings" },
  technique = "interview",
  remedy = { ja = "定例の報告と指示の場を設ける", en = "Hold regular meetings to report and direct" },
}

rule "2.2(2)-1" {
  title = {
    ja = "対象の情報システムごとに担当者がおり、部署が連携する",
    en = "Every system in scope has staff, divisions work together",
  },
  actor = "continuity_owner",
  items = true,
  remedy = {
    ja = "担当者のいない情報システムに担当者を任命し、部署の窓口を決める",
    en = "Appoint staff where there is none, and name contacts in the divisions",
  },
}

derive "system.has_staff" {
  type = "bool",
  title = { ja = "この情報システム又は所管部署を担当する者がいる", en = "Has staff for it or for its unit" },
  from = [[
    any(assigned where role == 'continuity_staff', on_duty)
    or any(unit.assigned where role == 'continuity_staff', on_duty)
  ]],
}

rule "2.2(2)-1#staff" {
  kind = "system",
  title = { ja = "対象の情報システムに担当者がいる", en = "The system has continuity staff" },
  actor = "continuity_owner",
  when = "in_scope",
  check = "organization.has_general_staff or has_staff",
  question = {
    ja = "この情報システムの運用継続の担当者は誰か決まっているか",
    en = "Is it settled who is continuity staff for the system?",
  },
  evidence = { ja = "担当者の一覧", en = "List of the staff" },
  technique = "review",
  remedy = { ja = "その情報システムの担当者を任命する", en = "Appoint staff for the system" },
}

rule "2.2(2)-1#links" {
  title = { ja = "各部署と連携する体制がある", en = "There are links to the other divisions" },
  actor = "continuity_owner",
  ask = { ja = "部署ごとの相手と連絡の方法を決めているか", en = "Is it settled who is spoken to in each division, and how?" },
  evidence = { ja = "部署ごとの連絡先", en = "Contacts by division" },
  technique = "interview",
  remedy = { ja = "部署ごとの窓口を決める", en = "Name a contact in every division" },
}

rule "2.2(2)-2" {
  title = {
    ja = "体制は、幹部、代行者、業務継続の体制を備える",
    en = "The body has executives, deputies, and ties to business continuity",
  },
  actor = "continuity_owner",
  items = true,
  remedy = { ja = "体制に足りない者を加える", en = "Bring in whoever is missing" },
}

derive "organization.has_executives" {
  type = "bool",
  title = { ja = "運用継続の体制に幹部がいる", en = "Has an executive in the continuity body" },
  from = "any(people where any(continuity_roles where it in $plan_roles), rank in $executive_ranks)",
}

rule "2.2(2)-2#a" {
  title = { ja = "幹部を含めた必要な要員がいる", en = "Executives are among those appointed" },
  actor = "continuity_owner",
  check = "has_executives",
  ask = {
    ja = "幹部が加わり、判断の基準、指示の系統、委託先との連携を調整しているか",
    en = "Are executives in it, and are criteria, lines of command and ways with contractors settled?",
  },
  evidence = { ja = "体制図", en = "Chart of the body" },
  technique = "review",
  remedy = { ja = "幹部を体制に加え、職位を記録する", en = "Bring executives in, and record their rank" },
}

rule "2.2(2)-2#b" {
  kind = "assignment",
  title = { ja = "担当者に、別の者が代行者としている", en = "Staff have somebody else as deputy" },
  actor = "continuity_owner",
  select = "role == 'continuity_staff' and on_duty",
  check = "deputy ~= served_by",
  ask = {
    ja = "代わりとなる者の人数、経験、交代勤務を考えた編成か",
    en = "Are there substitutes, in number and experience, and are shifts possible?",
  },
  evidence = { ja = "代行者を示す体制図", en = "Chart with deputies" },
  technique = "review",
  remedy = { ja = "別の者を代行者に定める", en = "Name somebody else as deputy" },
}

derive "organization.owner_joins" {
  type = "bool",
  title = { ja = "責任者が業務継続の推進体制にいる", en = "An owner sits in the business continuity body" },
  from = [[
    any(people where 'continuity_owner' in continuity_roles,
        'bcp_member' in continuity_roles or any(committees where type == 'continuity')
        or any(chairs where type == 'continuity'))
  ]],
}

rule "2.2(2)-2#c" {
  title = { ja = "責任者が業務継続の推進体制に加わる", en = "An owner sits in the body for business continuity" },
  actor = "continuity_owner",
  when = "any(people where 'bcp_member' in continuity_roles) or any(committees where type == 'continuity')",
  check = "owner_joins",
  question = { ja = "責任者が業務継続の体制に入っているか", en = "Does an owner sit in that body?" },
  evidence = { ja = "推進体制の名簿", en = "List of its members" },
  technique = "review",
  remedy = { ja = "責任者を業務継続の体制の構成員にする", en = "Make an owner a member" },
}

rule "2.2(3)-1" {
  title = { ja = "計画と業務継続計画の整合を保つ", en = "The plan agrees with the business continuity plan" },
  actor = "continuity_chief",
  check = compared { "with_bcp" },
  question = { ja = "業務継続計画との整合を確かめているか", en = "Has it been compared with the business continuity plan?" },
  evidence = { ja = "整合を確認した記録", en = "Record of the comparison" },
  technique = "review",
  remedy = { ja = "業務継続計画と突き合わせて記録する", en = "Compare them, and record it" },
}

rule "2.2(3)-2" {
  title = {
    ja = "発生時のセキュリティ対策を、あらかじめ整理する",
    en = "Security measures in a crisis are settled beforehand",
  },
  actor = "continuity_chief",
  declared = true,
  check = function(organization)
    for _, code in ipairs(organization.plan_codes) do
      if code == "2.2(3)-2" then return true end
    end
    return fail { message = {
      ja = "有効な計画群のどれも、記載事項に 2.2(3)-2 を挙げていない",
      en = "none of the plans in force declares 2.2(3)-2 among what it covers",
    } }
  end,
  ask = {
    ja = "運用の継続とセキュリティ対策がぶつかる場面を整理し、発生時の対策を定めているか",
    en = "Is it settled where continuity and security conflict, and what is done then?",
  },
  evidence = { ja = "計画の該当箇所", en = "The place in the plan" },
  technique = "review",
  remedy = { ja = "整理した結果を計画に書き、記載事項に記録する", en = "Write it into the plan, and record that it is covered" },
}

rule "2.2(3)-3" {
  kind = "exception",
  title = {
    ja = "危機的事象のための例外措置が、終息後も続かない",
    en = "Exceptions for a crisis do not become a habit",
  },
  actor = "continuity_chief",
  select = "for_crisis",
  when = "crisis.is_over",
  check = "least(ended_on, until) <= crisis.ended_on + $exception_after_crisis",
  ask = {
    ja = "平常時の運用手順で、例外措置が残っていないか確かめているか",
    en = "Do everyday steps look for exceptions that are left over?",
  },
  evidence = { ja = "例外措置の台帳", en = "Register of exceptions" },
  technique = "review",
  remedy = { ja = "例外措置を終え、終了日を記録する", en = "End the exception, and record the day" },
}

-- ---- examples -----------------------------------------------------------------------------------

local function viewpoint(ja, en)
  return {
    level = "example", actor = "continuity_chief",
    title = { ja = "監督に当たって考える観点：" .. ja, en = "A viewpoint of supervision: " .. en },
    ask = { ja = ja .. "を考えて監督し指示しているか", en = "Is this weighed when supervising: " .. en .. "?" },
    technique = "interview",
    remedy = { ja = ja .. "を監督の場で取り上げる", en = "Take it up when supervising: " .. en },
  }
end

rule "2.2(1)#viewpoint-1" (viewpoint("国民の暮らしや財産への影響", "what it means for people's lives and property"))
rule "2.2(1)#viewpoint-2" (viewpoint("自組織に固有の事情", "the organisation's own circumstances"))
rule "2.2(1)#viewpoint-3" (viewpoint("業務継続計画との整合", "agreement with the business continuity plan"))
rule "2.2(1)#viewpoint-4" (viewpoint("人材や予算などの資源", "people, money and other means"))

-- Table 2.2-1.
local function held(role, ja, en)
  return {
    level = "example", actor = "continuity_chief",
    title = { ja = ja .. "がいる", en = "There is " .. en },
    check = filled { role },
    technique = "review",
    remedy = { ja = ja .. "を任命する", en = "Appoint " .. en },
  }
end

rule "2.2(2)#chief" (held("continuity_chief", "運用継続の最高責任者", "a continuity chief"))
rule "2.2(2)#owner" (held("continuity_owner", "運用継続の責任者", "a continuity owner"))
rule "2.2(2)#staff" (held("continuity_staff", "運用継続の担当者", "continuity staff"))

rule "2.2(3)#departure-1" {
  level = "example", actor = "continuity_owner",
  title = {
    ja = "発生時に一時的に規程を外れる場面を見込む",
    en = "It is foreseen where a crisis calls for departing from the policy for a time",
  },
  ask = {
    ja = "登録のない者のサーバ室への立入りや、重要なデータの持出しなどを見込んでいるか",
    en = "Are cases foreseen such as letting unregistered people in, or taking data out to save them?",
  },
  technique = "interview",
  remedy = { ja = "規程を外れる場面を挙げ、その間の対策を決める", en = "List the cases, and settle what is done meanwhile" },
}
