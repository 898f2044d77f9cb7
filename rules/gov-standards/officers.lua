-- 2.1.1 (4) The officers of groupings, areas, divisions and systems.
--
-- Readings where the text leaves a choice:
-- * A body that records no grouping is one grouping as a whole.
-- * The chief ISO is one of the ISOs; one person may be ISO of several groupings.
-- * An area of class 1 that has a facility manager has its officer.
-- * System officers: in office now, and the first of all by the day the planning of the system began;
--   several of them need the split of their duties, else the clause is met in part. Nobody at all: fail,
--   whatever is missing. Users of a shared government platform have a platform user administrator instead.

local write = library "write"

local in_office = write.in_office

derive "unit.isos" {
  type = "int",
  title = { ja = "情報セキュリティ責任者の数", en = "ISOs of the grouping" },
  from = "count(assigned where in_office and role == 'iso' and not repeated)",
}

derive "organization.chief_is_iso" {
  type = "bool",
  title = { ja = "統括が情報セキュリティ責任者の1人である", en = "The chief ISO is one of the ISOs" },
  from = ("any(%s, 'iso' in holder.roles)"):format(in_office "chief_iso"),
}

derive "area.has_officer" {
  type = "bool",
  title = { ja = "区域情報セキュリティ責任者が1人いる", en = "Has one area officer" },
  from = [[
    count(assigned where in_office and role == 'area_iso' and not repeated) == 1
    or class == '1' and present(facility_manager)
  ]],
}

-- Somebody, be it one or several: whose task is what the officer does.
derive "area.staffed" {
  type = "bool",
  title = { ja = "区域情報セキュリティ責任者が在任中である", en = "An area officer is in office" },
  from = "any(assigned where in_office and role == 'area_iso')",
}
derive "unit.staffed" {
  type = "bool",
  title = { ja = "課室情報セキュリティ責任者が在任中である", en = "A division officer is in office" },
  from = "any(assigned where in_office and role == 'division_iso')",
}
derive "system.staffed" {
  type = "bool",
  title = { ja = "情報システムセキュリティ責任者が在任中である", en = "A system officer is in office" },
  from = "any(assigned where in_office and role == 'system_iso')",
}
derive "system.administered" {
  type = "bool",
  title = { ja = "情報システムの管理者が在任中である", en = "An administrator is in office" },
  from = "any(assigned where in_office and role == 'system_admin')",
}

derive "unit.has_officer" {
  type = "bool",
  title = { ja = "課室情報セキュリティ責任者が1人いる", en = "Has one division officer" },
  from = "count(assigned where in_office and role == 'division_iso' and not repeated) == 1",
}

-- Uses a platform that another body runs.
derive "system.on_shared_platform" { type = "bool", from = "present(platform) and platform == 'used'" }

-- Its planning has begun. Before that it needs nobody yet.
derive "system.begun" {
  type = "bool",
  from = "not present(planning_started_on) or planning_started_on <= today()",
}

derive "system.has_officer" {
  type = "bool",
  title = { ja = "責任者がいる", en = "Has an officer" },
  from = "if(on_shared_platform, any(assigned where in_office and role == 'platform_user_admin'), staffed)",
}

rule "2.1.1(4)(a)" {
  title = {
    ja = "組織のまとまりごとに情報セキュリティ責任者を1人置き、そのうち1人を統括とする",
    en = "Every grouping has one ISO; one of the ISOs is chief",
  },
  actor = "ciso",
  check = [[
    if(any(units where type == 'grouping'), all(units where type == 'grouping', isos == 1), isos == 1)
    and chief_isos == 1 and chief_is_iso
  ]],
  question = {
    ja = "どの組織のまとまりにも責任者が1人いて、統括はその中の1人か",
    en = "Does each grouping have its ISO, and is the chief one of them?",
  },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = {
    ja = "責任者のいない、又は2人以上いるまとまりを改め、責任者の1人を統括に任命する",
    en = "Give each grouping exactly one ISO, and make one of them the chief",
  },
}

rule "2.1.1(4)(b)" {
  kind = "area",
  title = { ja = "区域ごとに区域情報セキュリティ責任者を1人置く", en = "Every controlled area has one officer" },
  actor = "iso",
  check = "has_officer",
  question = { ja = "この区域の責任者は誰か", en = "Who is this area's officer?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = {
    ja = "区域の責任者を1人任命する。クラス1なら施設の管理者の記録でもよい",
    en = "Appoint one officer; for class 1 a facility manager on record will do",
  },
}

rule "2.1.1(4)(c)" {
  kind = "unit",
  select = "type == 'division'",
  title = { ja = "課室ごとに課室情報セキュリティ責任者を1人置く", en = "Every division has one officer" },
  actor = "iso",
  check = "has_officer",
  question = { ja = "この課室の責任者は誰か", en = "Who is this division's officer?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "課室の責任者を1人任命する", en = "Appoint one officer for the division" },
}

rule "2.1.1(4)(c)#head" {
  kind = "unit",
  select = "type == 'division'",
  title = { ja = "課室の責任者は、課室長又は同等の者が務める", en = "The division's officer is its head or of like rank" },
  actor = "iso", level = "recommended",
  when = "has_officer and present(head)",
  check = "any(assigned where in_office and role == 'division_iso', holder == outer.head)",
  ask = { ja = "課室の責任者は、課室長に当たる者か", en = "Is the division's officer of the rank of its head?" },
  in_principle = true,
  evidence = write.APPOINTMENT, technique = "review",
  remedy = {
    ja = "課室長を責任者とするか、同等とする理由を記録する",
    en = "Appoint the head, or record why another is of like rank",
  },
}

rule "2.1.1(4)(d)" {
  kind = "system",
  title = {
    ja = "情報システムの責任者を、企画を始めるまでに決める",
    en = "Every system has an officer by the day its planning begins",
  },
  actor = "iso",
  when = "begun",
  check = function(system)
    if not system.has_officer then
      return fail { message = {
        ja = "在任中の責任者がいません", en = "nobody is in office as its officer",
      } }
    end
    if system.on_shared_platform then return true end
    local shares, earliest, open = {}, nil, false
    for _, a in ipairs(system.assigned) do
      if a.role == "system_iso" then
        local since = field(a, "since")
        if not since then open = true elseif not earliest or since < earliest then earliest = since end
        if field(a, "in_office") then
          local who = field(a, "holder") or a
          shares[who] = shares[who] or #a.duties > 0
        end
      end
    end
    local late = not earliest or earliest > system.planning_started_on
    if late and open then
      return unknown { message = {
        ja = "責任者の就任日（since）が記録されていません", en = "no first day (since) is recorded for an officer",
      } }
    end
    if late then
      return fail { message = {
        ja = "企画を始めた日より後に責任者を決めています", en = "the officer was appointed after planning had begun",
      }, appointed = format(earliest, "date"), planning = format(system.planning_started_on, "date") }
    end
    local officers, split = 0, true
    for _, said in pairs(shares) do officers, split = officers + 1, split and said end
    if officers > 1 and not split then
      return partial { message = {
        ja = "責任者が2人以上いて、分担が記録されていません", en = "it has several officers, and how they share is not recorded",
      } }
    end
    return true
  end,
  question = {
    ja = "この情報システムの責任者は、企画の着手までに決まっていたか",
    en = "Had the officer of this system been appointed when its planning began?",
  },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = {
    ja = "責任者を任命し、就任日と企画の開始日を記録する。複数いるなら分担を職務に書く",
    en = "Appoint the officer, record the first day and the start of planning; if several, who does what",
  },
}

rule "2.1.1(4)-1" {
  title = { ja = "統括情報セキュリティ責任者は、定められた仕事を統括する", en = "The chief ISO is in charge of these tasks" },
  actor = "chief_iso", items = true,
  remedy = { ja = "不足する項目を、統括情報セキュリティ責任者の職務に定める", en = "Lay down the tasks that are missing" },
}

rule "2.1.1(4)-1#a" (write.task("2.1.1(4)-1#a", {
  title = {
    ja = "統括：管理を要する区域と、その施設・環境の対策を決める",
    en = "Chief ISO: decides on controlled areas and their measures",
  },
  actor = "chief_iso",
}))

rule "2.1.1(4)-1#b" (write.task("2.1.1(4)-1#b", {
  title = { ja = "統括：運用規程と実施手順を整え、まとめる", en = "Chief ISO: sees to operating rules and procedures" },
  actor = "chief_iso",
  shown = "any(documents where type in ('rule', 'procedure'), 'chief_iso' in owner.roles)",
  evidence = { ja = "運用規程・実施手順の一覧", en = "List of rules and procedures" },
}))

rule "2.1.1(4)-1#c" (write.task("2.1.1(4)-1#c", {
  title = { ja = "統括：教育の計画と体制を整える", en = "Chief ISO: sees to the training plan and who trains" },
  actor = "chief_iso",
  shown = "any(documents where type == 'training_plan', 'chief_iso' in owner.roles)",
  evidence = { ja = "教育実施計画", en = "Training plan" },
}))

rule "2.1.1(4)-1#d" (write.task("2.1.1(4)-1#d", {
  title = { ja = "統括：例外措置の台帳を整える", en = "Chief ISO: keeps the register of exceptions" },
  actor = "chief_iso",
  shown = "any(documents where type == 'ledger' and '2.2.2(1)(b)' in covers, 'chief_iso' in owner.roles)",
  evidence = { ja = "例外措置の台帳", en = "Register of exceptions" },
}))

rule "2.1.1(4)-1#e" (write.task("2.1.1(4)-1#e", {
  title = { ja = "統括：インシデントの緊急連絡窓口を整える", en = "Chief ISO: sees to the emergency contact point" },
  actor = "chief_iso",
  shown = [[
    any(desks where type == 'emergency', 'chief_iso' in owner.roles)
    or any(documents where type == 'contact_list', 'chief_iso' in owner.roles)
  ]],
  evidence = { ja = "緊急連絡網", en = "Emergency contact list" },
}))

rule "2.1.1(4)-1#f" (write.task("2.1.1(4)-1#f", {
  title = { ja = "統括：所管法人との連絡や相談の窓口を整える", en = "Chief ISO: sees to the contact point for agencies" },
  actor = "chief_iso",
  when = "supervising",
}))

rule "2.1.1(4)-1#g" (write.further_tasks("2.1.1(4)-1#g", {
  title = { ja = "統括：その他の対策の事務", en = "Chief ISO: other work on measures" },
  actor = "chief_iso",
}))

rule "2.1.1(4)-2" {
  title = { ja = "情報セキュリティ責任者は、定められた仕事を統括する", en = "The ISOs are in charge of these tasks" },
  actor = "iso", items = true,
  remedy = {
    ja = "任命の漏れをなくし、不足する項目を職務に定める",
    en = "Close the gaps in appointments, and lay down what is missing",
  },
}

rule "2.1.1(4)-2#a" {
  title = { ja = "責任者：区域ごとの責任者を置く", en = "ISO: appoints the officers of areas" },
  actor = "iso",
  when = "count(areas) > 0",
  check = "all(areas, has_officer)",
  question = { ja = "責任者のいない区域はないか", en = "Is there no area without its officer?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "責任者のいない区域に責任者を任命する", en = "Appoint officers for the areas that have none" },
}

rule "2.1.1(4)-2#b" {
  title = { ja = "責任者：課室の責任者を置く", en = "ISO: appoints the officers of divisions" },
  actor = "iso",
  when = "any(units where type == 'division')",
  check = "all(units where type == 'division', has_officer)",
  question = { ja = "責任者のいない課室はないか", en = "Is there no division without its officer?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "責任者のいない課室に責任者を任命する", en = "Appoint officers for the divisions that have none" },
}

rule "2.1.1(4)-2#c" {
  title = { ja = "責任者：情報システムの責任者を置く", en = "ISO: appoints the officers of systems" },
  actor = "iso",
  when = "any(systems where begun)",
  check = "all(systems where begun, has_officer)",
  question = { ja = "責任者のいない情報システムはないか", en = "Is there no system without its officer?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "責任者のいない情報システムに責任者を任命する", en = "Appoint officers for the systems that have none" },
}

rule "2.1.1(4)-2#d" (write.task("2.1.1(4)-2#d", {
  title = { ja = "責任者：インシデントの原因を調べ、再発を防ぐ", en = "ISO: looks into causes of incidents and prevents more" },
  actor = "iso",
  shown = [[
    if(any(incidents where is_incident and present(recovered_at)),
       all(incidents where is_incident and present(recovered_at),
           present(cause) and prevention_reported_on <= today()),
       false)
  ]],
  evidence = { ja = "原因と再発防止策の報告", en = "Reports on cause and prevention" },
}))

rule "2.1.1(4)-2#e" (write.task("2.1.1(4)-2#e", {
  title = { ja = "責任者：自己点検の計画と手順を整える", en = "ISO: sees to the plan and procedure of self-checks" },
  actor = "iso",
  shown = "any(documents where type == 'selfcheck_plan', any(owner.roles where it in ('iso', 'chief_iso')))",
  evidence = { ja = "自己点検計画", en = "Self-check plan" },
}))

rule "2.1.1(4)-2#f" (write.further_tasks("2.1.1(4)-2#f", {
  title = { ja = "責任者：その他の対策の事務", en = "ISO: other work on measures" },
  actor = "iso",
}))

-- The task of an area's, a division's, a system's officer: somebody has the post, and the task is laid
-- down in the appointment or in a regulation.
local function officer(code, role, row)
  row.actor = role
  row.check = ([[
    staffed and (any(assigned where in_office and role == '%s', '%s' in duties)
                 or any(organization.documents where is_regulation, '%s' in covers))
  ]]):format(role, code, code)
  row.evidence, row.technique = write.WRITTEN, "review"
  row.question = {
    ja = ("「%s」は職務として定められているか"):format(row.title.ja),
    en = ("Is this laid down as the officer's task: %s?"):format(row.title.en),
  }
  row.remedy = {
    ja = "責任者を任命し、任命の職務（duties）又は規程（covers）にこの項目を定める",
    en = "Appoint the officer, and lay the task down in the appointment or in a rule that covers it",
  }
  return row
end

rule "2.1.1(4)-3" (officer("2.1.1(4)-3", "area_iso", {
  kind = "area",
  title = { ja = "区域の責任者は、区域の施設・環境の対策を統括する", en = "The area's officer sees to its premises" },
  when = "not (present(class) and class == '1' and present(facility_manager))",
}))

rule "2.1.1(4)-4" (officer("2.1.1(4)-4", "division_iso", {
  kind = "unit",
  select = "type == 'division'",
  title = {
    ja = "課室の責任者は、情報の扱いなど課室の対策を統括する",
    en = "The division's officer sees to its handling of information",
  },
}))

rule "2.1.1(4)-5" (officer("2.1.1(4)-5", "system_iso", {
  kind = "system",
  title = { ja = "情報システムの責任者は、その対策を受け持つ", en = "The system's officer is in charge of its security" },
  when = "begun and not on_shared_platform",
}))

rule "2.1.1(4)-6" {
  kind = "system",
  title = { ja = "情報システムに管理者を置く", en = "Every system has an administrator" },
  actor = "system_iso",
  when = "begun and not on_shared_platform",
  check = "administered",
  question = { ja = "この情報システムの管理者は誰か", en = "Who administers this system?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "情報システムの管理者を任命する", en = "Appoint an administrator for the system" },
}

rule "2.1.1(4)-6#units" {
  kind = "system",
  title = {
    ja = "管理者は、データベースやアプリケーションなど必要な単位ごとに置く",
    en = "There is an administrator for each part that needs one: database, application …",
  },
  actor = "system_iso",
  when = "begun and not on_shared_platform",
  ask = {
    ja = "装置や機能の単位で見て、管理者の足りないところはないか",
    en = "Looked at by devices and functions, is there an administrator wherever one is needed?",
  },
  evidence = { ja = "管理者の一覧", en = "List of administrators" }, technique = "interview",
  remedy = { ja = "足りない単位に管理者を任命する", en = "Appoint administrators for the parts that lack one" },
}
