-- 2.1.1 (2) The security committee.
--
-- Readings where the text leaves a choice:
-- * It represents the promotion body and every top-level grouping, through people who are in service there;
--   the CISO may chair it. One committee alone needs no type.
-- * What is on its agenda is the body's own declaration: an answer goes before it.

local write = library "write"

derive "committee.is_security" {
  type = "bool",
  title = { ja = "情報セキュリティ委員会", en = "Is the security committee" },
  from = "if(present(type), type == 'security', if(count(organization.committees) == 1, true))",
}

derive "organization.has_committee" {
  type = "bool",
  title = { ja = "情報セキュリティ委員会がある", en = "Has a security committee" },
  from = "any(committees where is_security)",
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

derive "organization.promotion_on_committee" {
  type = "bool",
  title = { ja = "推進体制から委員が出ている", en = "The promotion body sits on the committee" },
  from = "any(people where in_service and on_committee, in_promotion)",
}

-- Belongs to the promotion body or to some grouping, or is the CISO. `x == x`: unknown without x.
derive "person.may_sit" {
  type = "bool",
  title = { ja = "推進体制か部局に属する", en = "Belongs to the promotion body or a grouping" },
  from = [[
    in_promotion or 'ciso' in roles or not any(organization.units where type == 'grouping')
    or unit.top_grouping == unit.top_grouping or any(units, top_grouping == top_grouping)
  ]],
}

derive "committee.by_ciso" {
  type = "bool",
  title = { ja = "CISOが選んだ", en = "Chosen by the CISO" },
  from = ([[
    any(organization.assignments
      where (role == 'ciso' or any(duties where it in ('2.1.1(2)(a)', '2.1.1(2)-1')))
        and (not present(since) or since <= today()),
      %s)
  ]]):format(write.held_by "outer.appointed_by"),
}

local MEMBERS = { ja = "委員会の設置規程と委員名簿", en = "Charter and list of members of the committee" }

rule "2.1.1(2)(a)" {
  title = {
    ja = "推進体制と全ての部局の代表からなる情報セキュリティ委員会を置く",
    en = "A security committee represents the promotion body and every grouping",
  },
  actor = "ciso",
  check = "has_committee and promotion_on_committee and all(units where is_top_grouping, on_committee)",
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
    has_committee
    and all(committees where is_security,
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
  row.actor, row.declared = "committee", true
  row.check = ("has_committee and any(committees where is_security, '%s' in agenda)"):format(code)
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
