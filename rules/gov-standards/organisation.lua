-- 2.1.1 (1) to (4): the CISO and deputy, the committee, the chief auditor, the security officers.
--
-- Readings where the text leaves a choice:
-- * One CISO, one chief auditor, one chief ISO; a deputy CISO if the body wants one. A post counts as its
--   holder. What the CISO must do is done as well by whoever has the task by a recorded delegation.
-- * A body that records no grouping is one grouping as a whole.
-- * The committee represents the promotion body and every top-level grouping, through people who are in
--   service there; the CISO may chair it. One committee alone needs no type.
-- * The chief ISO is one of the ISOs; one person may be ISO of several groupings.
-- * An area of class 1 that has a facility manager has its officer.
-- * System officers: in office now, and the first of all by the day the planning of the system began;
--   several of them need the split of their duties, else the clause is met in part. Nobody at all: fail,
--   whatever is missing. Users of a shared government platform have a platform user administrator instead.
-- * Tasks of an officer: laid down where somebody's `duties` or a regulation's `covers` names the item, or
--   where records show that it is done. This is the body's own declaration: an answer overrides it.
-- * The last, open item of a list of tasks is n/a unless something is laid down for it.

-- ---- how these rules are written ----------------------------------------------------------------

local function in_office(role) return ("assignments where in_office and role == '%s'"):format(role) end

-- The condition, left open where an answer names the rule or a clause above it.
local function unless_answered(code, condition)
  local names, above = { "'" .. code .. "'" }, code
  while above do
    above = string.match(above, "^(.+)%.%d+$") or string.match(above, "^(.+)#")
    if above then names[#names + 1] = "'" .. above .. "'" end
  end
  return ("if(not any(answered where it in (%s)), %s)"):format(table.concat(names, ", "), condition)
end

local function laid_down(code)
  return ([[
    (any(assignments where in_office, '%s' in duties) or any(documents where is_regulation, '%s' in covers))
  ]]):format(code, code)
end

local WRITTEN = { ja = "職務を定めた規程又は任命の記録", en = "Rule or appointment that lays the task down" }

-- A task of an officer: laid down, or done as `shown` says.
local function task(code, row)
  local condition = laid_down(code)
  if row.shown then condition = ("%s or %s"):format(row.shown, condition) end
  row.shown = nil
  row.check = unless_answered(code, condition)
  row.ask = {
    ja = ("「%s」は、担う者の職務として定められ、行われているか"):format(row.title.ja),
    en = ("Is this laid down as somebody's task, and done: %s?"):format(row.title.en),
  }
  row.evidence, row.technique = row.evidence or WRITTEN, "review"
  row.remedy = row.remedy or {
    ja = "担う者の職務（duties）又は規程の記載事項（covers）に、この項目を定める",
    en = "Lay it down in the duties of whoever has the task, or in a rule that covers it",
  }
  return row
end

-- The open end of a list.
local function further_tasks(code, row)
  row.when, row.check = laid_down(code), "true"
  row.question = {
    ja = ("「%s」として定めたものがあるか"):format(row.title.ja),
    en = ("Is anything laid down for this: %s?"):format(row.title.en),
  }
  return row
end

local APPOINTMENT = { ja = "任命書又は役割を定めた規程", en = "Letter of appointment, or the rule that names the post" }

-- ---- (1) CISO and deputy ------------------------------------------------------------------------

rule "2.1.1(1)(a)" {
  title = { ja = "最高情報セキュリティ責任者（CISO）を1人置く", en = "There is one CISO" },
  actor = "body",
  check = ("count(%s) == 1"):format(in_office "ciso"),
  question = { ja = "CISOは1人か。職位は組織全体を動かせるものか", en = "Is there one CISO, of a rank to move the body?" },
  evidence = APPOINTMENT, technique = "review",
  remedy = {
    ja = "CISOを1人だけ任命し、前任者の任命には終わりの日を記録する",
    en = "Appoint exactly one CISO, and record when the predecessor's term ended",
  },
}

rule "2.1.1(1)(b)" {
  title = { ja = "最高情報セキュリティ副責任者は、置くなら1人とする", en = "There is at most one deputy CISO" },
  actor = "body",
  check = ("count(%s) <= 1"):format(in_office "deputy_ciso"),
  question = { ja = "CISOを補佐する副責任者を複数置いていないか", en = "Is there no more than one deputy CISO?" },
  evidence = APPOINTMENT, technique = "review",
  remedy = { ja = "副責任者を1人に絞る", en = "Keep one deputy CISO only" },
}

rule "2.1.1(1)(b)#delegated" {
  title = {
    ja = "副責任者に任せる職務と、報告を受ける者を定めておく",
    en = "What the deputy CISO takes over, reports included, is laid down",
  },
  actor = "ciso", level = "recommended",
  when = ("any(%s)"):format(in_office "deputy_ciso"),
  check = ("any(%s, count(duties) > 0) or any(%s, count(delegated) > 0)")
    :format(in_office "deputy_ciso", in_office "ciso"),
  question = { ja = "副責任者に委ねた職務を文書にしているか", en = "Is the delegation to the deputy written down?" },
  evidence = APPOINTMENT, technique = "review",
  remedy = {
    ja = "委任する職務を、副責任者の職務又はCISOの委任事項に記録する",
    en = "Record the delegated tasks with the deputy's duties or the CISO's delegation",
  },
}

rule "2.1.1(1)-1" {
  title = { ja = "CISOは、定められた仕事を統括する", en = "The CISO is in charge of these tasks" },
  actor = "ciso", items = true,
  remedy = { ja = "不足する項目を、CISO又は委任を受けた者の職務に定める", en = "Lay down the tasks that are missing" },
}

rule "2.1.1(1)-1#a" (task("2.1.1(1)-1#a", {
  title = { ja = "CISO：対策を進める組織と体制を整える", en = "CISO: sets up who does what" },
  actor = "ciso",
}))

rule "2.1.1(1)-1#b" (task("2.1.1(1)-1#b", {
  title = { ja = "CISO：対策基準を決め、見直す", en = "CISO: decides on the security standard and its revision" },
  actor = "ciso",
  shown = "any(documents where type == 'standard', by_ciso)",
  evidence = { ja = "対策基準の決裁", en = "Approval of the standard" },
}))

rule "2.1.1(1)-1#c" (task("2.1.1(1)-1#c", {
  title = { ja = "CISO：対策推進計画を決め、見直す", en = "CISO: decides on the promotion plan and its revision" },
  actor = "ciso",
  shown = "any(documents where type == 'promotion_plan', by_ciso)",
  evidence = { ja = "対策推進計画の決裁", en = "Approval of the plan" },
}))

rule "2.1.1(1)-1#d" (task("2.1.1(1)-1#d", {
  title = { ja = "CISO：インシデントのときに指示を出す", en = "CISO: gives instructions in incidents" },
  actor = "ciso",
}))

rule "2.1.1(1)-1#e" (task("2.1.1(1)-1#e", {
  title = { ja = "CISO：所管法人の対策を促す体制づくりを指示する", en = "CISO: has the ministry organised for its agencies" },
  actor = "ciso",
  when = "supervising",
}))

rule "2.1.1(1)-1#f" (task("2.1.1(1)-1#f", {
  title = { ja = "CISO：監査で分かったことの改善を指示する", en = "CISO: orders improvement after audits" },
  actor = "ciso",
  shown = "if(count(findings) > 0, all(findings, instructed_on <= today()), false)",
  evidence = { ja = "改善の指示", en = "Instructions after audits" },
}))

rule "2.1.1(1)-1#g" (further_tasks("2.1.1(1)-1#g", {
  title = { ja = "CISO：その他の重要な事項", en = "CISO: other matters of weight" },
  actor = "ciso",
}))

-- ---- (2) the committee --------------------------------------------------------------------------

derive "committee.is_security" {
  type = "bool",
  title = { ja = "情報セキュリティ委員会", en = "Is the security committee" },
  from = "if(present(type), type == 'security', if(count(organization.committees) == 1, true))",
}

derive "unit.top_grouping" {
  type = "->unit",
  from = "first(parent.top_grouping, if(type == 'grouping', self))",
}

derive "unit.is_top_grouping" {
  type = "bool",
  from = "type == 'grouping' and not present(parent.top_grouping)",
}

derive "person.on_committee" {
  type = "bool",
  from = "any(committees where is_security) or any(chairs where is_security)",
}

derive "unit.on_committee" {
  type = "bool",
  title = { ja = "情報セキュリティ委員会に代表がいる", en = "Is represented on the security committee" },
  from = [[
    any(organization.people where in_service and on_committee,
        unit.top_grouping == outer.self or outer.self in units.top_grouping)
  ]],
}

-- Belongs to the promotion body or to some grouping, or is the CISO. `x == x`: unknown without x.
derive "person.may_sit" {
  type = "bool",
  from = [[
    in_promotion or 'ciso' in roles or not any(organization.units where type == 'grouping')
    or unit.top_grouping == unit.top_grouping or any(units, top_grouping == top_grouping)
  ]],
}

derive "committee.by_ciso" {
  type = "bool",
  from = [[
    any(organization.assignments
      where (role == 'ciso' or any(duties where it in ('2.1.1(2)(a)', '2.1.1(2)-1')))
        and (not present(since) or since <= today()),
      if(present(person) or not present(post), person == outer.appointed_by,
         if(present(outer.appointed_by.name),
            outer.appointed_by.has_post and post == outer.appointed_by.post)))
  ]],
}

local MEMBERS = { ja = "委員会の設置規程と委員名簿", en = "Charter and list of members of the committee" }

rule "2.1.1(2)(a)" {
  title = {
    ja = "推進体制と全ての部局の代表からなる情報セキュリティ委員会を置く",
    en = "A security committee represents the promotion body and every grouping",
  },
  actor = "ciso",
  check = [[
    any(committees where is_security)
    and any(people where in_service and on_committee, in_promotion)
    and all(units where is_top_grouping, on_committee)
  ]],
  question = {
    ja = "委員会に、推進体制と全ての組織のまとまりから委員が出ているか",
    en = "Do the promotion body and every grouping sit on the committee?",
  },
  evidence = MEMBERS, technique = "review",
  remedy = {
    ja = "委員会を設け、委員のいない部局と推進体制から委員を加える",
    en = "Set up the committee, and add members from the groupings or the promotion body that are missing",
  },
}

rule "2.1.1(2)-1" {
  title = {
    ja = "委員長と委員は、部局と推進体制からCISOが選ぶ",
    en = "The CISO names chair and members, out of the groupings and the promotion body",
  },
  actor = "ciso",
  check = [[
    any(committees where is_security,
        count(members) > 0 and chair.may_sit and all(members, may_sit) and by_ciso)
  ]],
  ask = {
    ja = "委員長と委員を、部局と推進体制を代表する者からCISOが選んだか",
    en = "Did the CISO choose chair and members from those who represent groupings and promotion body?",
  },
  evidence = MEMBERS, technique = "review",
  remedy = {
    ja = "CISOが委員長と委員を選び、選んだ者（appointed_by）を記録する",
    en = "Have the CISO name chair and members, and record who did (appointed_by)",
  },
}

rule "2.1.1(2)-2" {
  title = { ja = "委員会は、定められた事柄を審議する", en = "The committee deliberates on these matters" },
  actor = "committee", items = true,
  remedy = { ja = "審議事項に、対策基準と対策推進計画を加える", en = "Put standard and promotion plan on its agenda" },
}

-- A matter on the committee's agenda.
local function agenda(code, row)
  row.actor = "committee"
  row.check = unless_answered(code, ("any(committees where is_security, '%s' in agenda)"):format(code))
  row.ask = {
    ja = ("「%s」を委員会の審議事項としているか"):format(row.title.ja),
    en = ("Is this on the committee's agenda: %s?"):format(row.title.en),
  }
  row.evidence, row.technique = { ja = "設置規程、議事録", en = "Charter, minutes" }, "review"
  row.remedy = { ja = "委員会の審議事項に加える", en = "Put it on the committee's agenda" }
  return row
end

rule "2.1.1(2)-2#a" (agenda("2.1.1(2)-2#a", {
  title = { ja = "委員会：対策基準", en = "Committee: the security standard" },
}))

rule "2.1.1(2)-2#b" (agenda("2.1.1(2)-2#b", {
  title = { ja = "委員会：対策推進計画", en = "Committee: the promotion plan" },
}))

rule "2.1.1(2)-2#c" {
  title = { ja = "委員会：その他の必要な事柄", en = "Committee: other matters as needed" },
  actor = "committee",
  when = "any(committees where is_security, '2.1.1(2)-2#c' in agenda)",
  check = "true",
  question = { ja = "そのほかに審議している事柄があるか", en = "Does it deliberate on anything else?" },
}

-- ---- (3) the chief auditor ----------------------------------------------------------------------

rule "2.1.1(3)(a)" {
  title = {
    ja = "監査責任者を1人置き、CISOや統括情報セキュリティ責任者とは別の者とする",
    en = "There is one chief auditor, who is neither CISO nor chief ISO",
  },
  actor = "ciso",
  check = ("count(%s) == 1 and not any(%s, any(holder.roles where it in ('ciso', 'chief_iso')))")
    :format(in_office "audit_chief", in_office "audit_chief"),
  question = {
    ja = "監査責任者は1人で、監査を受ける側の責任者を兼ねていないか",
    en = "Is there one chief auditor, who does not also run what is audited?",
  },
  evidence = APPOINTMENT, technique = "review",
  remedy = {
    ja = "CISO・統括情報セキュリティ責任者以外の者を1人、監査責任者に任命する",
    en = "Appoint one chief auditor who is neither CISO nor chief ISO",
  },
}

rule "2.1.1(3)(a)#rank" {
  title = {
    ja = "監査責任者は、独立性が保てる限り、情報セキュリティ責任者の部下としない",
    en = "The chief auditor stands below no ISO, as far as independence allows",
  },
  actor = "ciso", level = "recommended", in_principle = true,
  when = ("any(%s)"):format(in_office "audit_chief"),
  check = ("not any(%s, any(holder.reach(superior).roles where it == 'iso'))")
    :format(in_office "audit_chief"),
  ask = {
    ja = "監査責任者は、監査を受ける責任者たちに遠慮のない立場か",
    en = "Is the chief auditor of a rank to audit the ISOs freely?",
  },
  evidence = { ja = "組織図", en = "Organisation chart" }, technique = "review",
  remedy = {
    ja = "情報セキュリティ責任者の下にない者を充てるか、独立性を保てる理由を記録する",
    en = "Appoint somebody who is below no ISO, or record how independence is kept",
  },
}

rule "2.1.1(3)-1" {
  title = { ja = "監査責任者は、定められた仕事を統括する", en = "The chief auditor is in charge of these tasks" },
  actor = "audit_chief", items = true,
  remedy = { ja = "不足する項目を、監査責任者の職務に定める", en = "Lay down the tasks that are missing" },
}

rule "2.1.1(3)-1#a" (task("2.1.1(3)-1#a", {
  title = { ja = "監査責任者：監査実施計画を作る", en = "Chief auditor: draws up the audit plan" },
  actor = "audit_chief",
  shown = "any(documents where type == 'audit_plan', 'audit_chief' in owner.roles)",
  evidence = { ja = "監査実施計画", en = "Audit plan" },
}))

rule "2.1.1(3)-1#b" (task("2.1.1(3)-1#b", {
  title = { ja = "監査責任者：監査を行う体制を整える", en = "Chief auditor: sets up the audit team" },
  actor = "audit_chief",
}))

rule "2.1.1(3)-1#c" (task("2.1.1(3)-1#c", {
  title = {
    ja = "監査責任者：監査を指示し、結果をCISOへ報告する",
    en = "Chief auditor: orders audits and reports them to the CISO",
  },
  actor = "audit_chief",
  shown = [[
    if(any(audits where done_on <= today() and not (present(by) and by == 'headquarters')),
       all(audits where done_on <= today() and not (present(by) and by == 'headquarters'),
           reported_on <= today()),
       false)
  ]],
  evidence = { ja = "監査報告書", en = "Audit reports" },
}))

rule "2.1.1(3)-1#d" (further_tasks("2.1.1(3)-1#d", {
  title = { ja = "監査責任者：監査に関するその他の事項", en = "Chief auditor: other matters of auditing" },
  actor = "audit_chief",
}))

-- ---- (4) officers of groupings, areas, divisions, systems ---------------------------------------

derive "unit.isos" {
  type = "int",
  title = { ja = "情報セキュリティ責任者の数", en = "ISOs of the grouping" },
  from = "count(assigned where in_office and role == 'iso')",
}

derive "area.has_officer" {
  type = "bool",
  title = { ja = "区域情報セキュリティ責任者が1人いる", en = "Has one area officer" },
  from = [[
    count(assigned where in_office and role == 'area_iso') == 1
    or class == '1' and present(facility_manager)
  ]],
}

derive "unit.has_officer" {
  type = "bool",
  title = { ja = "課室情報セキュリティ責任者が1人いる", en = "Has one division officer" },
  from = "count(assigned where in_office and role == 'division_iso') == 1",
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
  from = [[
    if(on_shared_platform, any(assigned where in_office and role == 'platform_user_admin'),
       any(assigned where in_office and role == 'system_iso'))
  ]],
}

rule "2.1.1(4)(a)" {
  title = {
    ja = "組織のまとまりごとに情報セキュリティ責任者を1人置き、そのうち1人を統括とする",
    en = "Every grouping has one ISO; one of the ISOs is chief",
  },
  actor = "ciso",
  check = ([[
    if(any(units where type == 'grouping'), all(units where type == 'grouping', isos == 1), count(%s) == 1)
    and count(%s) == 1 and any(%s, 'iso' in holder.roles)
  ]]):format(in_office "iso", in_office "chief_iso", in_office "chief_iso"),
  question = {
    ja = "どの組織のまとまりにも責任者が1人いて、統括はその中の1人か",
    en = "Does each grouping have its ISO, and is the chief one of them?",
  },
  evidence = APPOINTMENT, technique = "review",
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
  evidence = APPOINTMENT, technique = "review",
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
  evidence = APPOINTMENT, technique = "review",
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
  evidence = APPOINTMENT, technique = "review",
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
    local officers, split, earliest, open = 0, true, nil, false
    for _, a in ipairs(system.assigned) do
      if a.role == "system_iso" then
        local since = field(a, "since")
        if not since then open = true elseif not earliest or since < earliest then earliest = since end
        if field(a, "in_office") then
          officers = officers + 1
          split = split and #a.duties > 0
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
  evidence = APPOINTMENT, technique = "review",
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

rule "2.1.1(4)-1#a" (task("2.1.1(4)-1#a", {
  title = {
    ja = "統括：管理を要する区域と、その施設・環境の対策を決める",
    en = "Chief ISO: decides on controlled areas and their measures",
  },
  actor = "chief_iso",
}))

rule "2.1.1(4)-1#b" (task("2.1.1(4)-1#b", {
  title = { ja = "統括：運用規程と実施手順を整え、まとめる", en = "Chief ISO: sees to operating rules and procedures" },
  actor = "chief_iso",
  shown = "any(documents where type in ('rule', 'procedure'), 'chief_iso' in owner.roles)",
  evidence = { ja = "運用規程・実施手順の一覧", en = "List of rules and procedures" },
}))

rule "2.1.1(4)-1#c" (task("2.1.1(4)-1#c", {
  title = { ja = "統括：教育の計画と体制を整える", en = "Chief ISO: sees to the training plan and who trains" },
  actor = "chief_iso",
  shown = "any(documents where type == 'training_plan', 'chief_iso' in owner.roles)",
  evidence = { ja = "教育実施計画", en = "Training plan" },
}))

rule "2.1.1(4)-1#d" (task("2.1.1(4)-1#d", {
  title = { ja = "統括：例外措置の台帳を整える", en = "Chief ISO: keeps the register of exceptions" },
  actor = "chief_iso",
  shown = "any(documents where type == 'ledger' and '2.2.2(1)(b)' in covers, 'chief_iso' in owner.roles)",
  evidence = { ja = "例外措置の台帳", en = "Register of exceptions" },
}))

rule "2.1.1(4)-1#e" (task("2.1.1(4)-1#e", {
  title = { ja = "統括：インシデントの緊急連絡窓口を整える", en = "Chief ISO: sees to the emergency contact point" },
  actor = "chief_iso",
  shown = [[
    any(desks where type == 'emergency', 'chief_iso' in owner.roles)
    or any(documents where type == 'contact_list', 'chief_iso' in owner.roles)
  ]],
  evidence = { ja = "緊急連絡網", en = "Emergency contact list" },
}))

rule "2.1.1(4)-1#f" (task("2.1.1(4)-1#f", {
  title = { ja = "統括：所管法人との連絡や相談の窓口を整える", en = "Chief ISO: sees to the contact point for agencies" },
  actor = "chief_iso",
  when = "supervising",
}))

rule "2.1.1(4)-1#g" (further_tasks("2.1.1(4)-1#g", {
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
  evidence = APPOINTMENT, technique = "review",
  remedy = { ja = "責任者のいない区域に責任者を任命する", en = "Appoint officers for the areas that have none" },
}

rule "2.1.1(4)-2#b" {
  title = { ja = "責任者：課室の責任者を置く", en = "ISO: appoints the officers of divisions" },
  actor = "iso",
  when = "any(units where type == 'division')",
  check = "all(units where type == 'division', has_officer)",
  question = { ja = "責任者のいない課室はないか", en = "Is there no division without its officer?" },
  evidence = APPOINTMENT, technique = "review",
  remedy = { ja = "責任者のいない課室に責任者を任命する", en = "Appoint officers for the divisions that have none" },
}

rule "2.1.1(4)-2#c" {
  title = { ja = "責任者：情報システムの責任者を置く", en = "ISO: appoints the officers of systems" },
  actor = "iso",
  when = "any(systems where begun)",
  check = "all(systems where begun, has_officer)",
  question = { ja = "責任者のいない情報システムはないか", en = "Is there no system without its officer?" },
  evidence = APPOINTMENT, technique = "review",
  remedy = { ja = "責任者のいない情報システムに責任者を任命する", en = "Appoint officers for the systems that have none" },
}

rule "2.1.1(4)-2#d" (task("2.1.1(4)-2#d", {
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

rule "2.1.1(4)-2#e" (task("2.1.1(4)-2#e", {
  title = { ja = "責任者：自己点検の計画と手順を整える", en = "ISO: sees to the plan and procedure of self-checks" },
  actor = "iso",
  shown = "any(documents where type == 'selfcheck_plan', any(owner.roles where it in ('iso', 'chief_iso')))",
  evidence = { ja = "自己点検計画", en = "Self-check plan" },
}))

rule "2.1.1(4)-2#f" (further_tasks("2.1.1(4)-2#f", {
  title = { ja = "責任者：その他の対策の事務", en = "ISO: other work on measures" },
  actor = "iso",
}))

-- The task of an area's, a division's, a system's officer: somebody has the post, and the task is laid
-- down in the appointment or in a regulation.
local function officer(code, role, row)
  row.actor = role
  row.check = ([[
    any(assigned where in_office and role == '%s', '%s' in duties)
    or any(assigned where in_office and role == '%s')
       and any(organization.documents where is_regulation, '%s' in covers)
  ]]):format(role, code, role, code)
  row.evidence, row.technique = WRITTEN, "review"
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
  check = "any(assigned where in_office and role == 'system_admin')",
  question = { ja = "この情報システムの管理者は誰か", en = "Who administers this system?" },
  evidence = APPOINTMENT, technique = "review",
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
