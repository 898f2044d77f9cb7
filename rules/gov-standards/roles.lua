-- Who is in office, who belongs where, and which year is judged: computed once, read by all chapters.
--
-- Readings where the text leaves a choice:
-- * An assignment is in force from its first day to its last, both included; without a first day it has
--   begun, without a last day it goes on until the person leaves. One that names neither a person nor a
--   post is not known to be held by anybody.
-- * A post holds its role through whoever holds the post; also where nobody is recorded with that post.
-- * Who is appointed anew while the former appointment is still open is one person, not two.
-- * Everybody recorded works under the body's orders (職員等: staff, dispatched workers, trainees),
--   unless the record says that a contractor employs them.
-- * Yearly duties are judged for the last complete fiscal year; the running one is not yet due.
-- * A plan belongs to the years of its period; without one, to the fiscal year in which it was approved,
--   or to the next if that begins within three months (plans are approved in March).
-- * A document without a day of approval is taken as approved.

local write = library "write"

-- ---- the body -----------------------------------------------------------------------------------

-- For whom the standards are: 政府機関等.
derive "organization.is_government_body" {
  type = "bool",
  title = { ja = "政府機関等の対策基準の対象", en = "Goes by the standards of government bodies" },
  from = "type in ('ministry', 'agency', 'designated_corporation')",
}
derive "organization.is_ministry" {
  type = "bool",
  from = "type == 'ministry'",
}

-- A ministry that supervises agencies or designated corporations.
derive "organization.supervising" {
  type = "bool",
  from = "type == 'ministry' and count(supervises) > 0",
}

derive "organization.this_year_from" {
  type = "date",
  title = { ja = "今年度の初日", en = "First day of this fiscal year" },
  from = "fiscal_year_start(today())",
}
derive "organization.last_year_from" {
  type = "date",
  title = { ja = "前年度の初日", en = "First day of the last fiscal year" },
  from = "fiscal_year_start(this_year_from - 1d)",
}
derive "organization.last_year_until" {
  type = "date",
  title = { ja = "前年度の末日", en = "Last day of the last fiscal year" },
  from = "this_year_from - 1d",
}

derive "document.covers_last_year" {
  type = "bool",
  title = { ja = "前年度の文書", en = "Of the last fiscal year" },
  from = [[
    in_force
    and if(present(period.from),
           fiscal_year_start(period.from) <= organization.last_year_from
             and organization.last_year_from <= first(period.until, fiscal_year_start(period.from)),
           fiscal_year_start(approved_on + $plan_lead) == organization.last_year_from)
  ]],
}

derive "document.covers_this_year" {
  type = "bool",
  title = { ja = "今年度の文書", en = "Of this fiscal year" },
  from = [[
    in_force
    and if(present(period.from),
           fiscal_year_start(period.from) <= organization.this_year_from
             and organization.this_year_from <= first(period.until, fiscal_year_start(period.from)),
           fiscal_year_start(approved_on + $plan_lead) == organization.this_year_from)
  ]],
}

-- One person is the only ISO, and so the chief ISO too: told as one, told as both.
derive "organization.one_iso" {
  type = "bool",
  title = { ja = "情報セキュリティ責任者は統括する者だけ", en = "The chief ISO is the only ISO" },
  from = "isos == 1 and any(assignments where in_office and role == 'iso', 'chief_iso' in holder.roles)",
}

-- ---- units --------------------------------------------------------------------------------------

-- The grouping to which a unit belongs: itself, or the nearest above it.
derive "unit.grouping" {
  type = "->unit",
  title = { ja = "属する組織のまとまり", en = "Grouping it belongs to" },
  from = "if(type == 'grouping', self, parent.grouping)",
}

-- The division that a unit is, or is a part of.
derive "unit.division" {
  type = "->unit",
  title = { ja = "属する課室", en = "Division it belongs to" },
  from = [[
    if(present(type) and type == 'division', self,
       if(not present(type) or type ~= 'grouping', parent.division))
  ]],
}

-- ---- people -------------------------------------------------------------------------------------

derive "person.in_service" {
  type = "bool",
  from = "(not present(joined_on) or joined_on <= today()) and (not present(left_on) or today() <= left_on)",
}

derive "person.has_post" { type = "bool", from = "present(post)" }

derive "person.is_staff" {
  type = "bool",
  from = "not present(employer) or employer ~= 'contractor'",
}

-- `person == person` holds for every person who is there: where neither a person nor a post is named,
-- nothing is known, and the fact is named.
derive "assignment.in_office" {
  type = "bool",
  title = { ja = "在任中", en = "In office" },
  from = [[
    (not present(since) or since <= today()) and (not present(until) or today() <= until)
    and (not present(person.left_on) or today() <= person.left_on)
    and (present(post) or person == person)
  ]],
}

-- Who holds an assignment today: its person, or whoever holds its post.
derive "assignment.holder" {
  over = "organization", type = "->person",
  title = { ja = "就いている者", en = "Held by" },
  reads = { "person.in_service" },
  from = function(assignments)
    local result = {}
    local by_post = {}
    local first = assignments[1]
    for _, person in ipairs(first and first.organization.people or {}) do
      local post = field(person, "post")
      if post and person.in_service and not by_post[post] then by_post[post] = person end
    end
    for _, a in ipairs(assignments) do
      local post = field(a, "post")
      result[a] = field(a, "person") or post and by_post[post]
    end
    return result
  end,
}

-- The roles in which a person is in office today.
derive "person.roles" {
  over = "organization", type = "[text]",
  title = { ja = "役割", en = "Roles" },
  reads = { "assignment.holder", "assignment.in_office" },
  from = function(people)
    local result = {}
    for _, person in ipairs(people) do result[person] = {} end
    local first = people[1]
    for _, a in ipairs(first and first.organization.assignments or {}) do
      local holder = field(a, "holder")
      if holder and field(a, "in_office") then
        local roles = result[holder]
        roles[#roles + 1] = a.role
      end
    end
    return result
  end,
}

-- An appointment of somebody who already holds the role in the same place.
derive "assignment.repeated" {
  over = "organization", type = "bool",
  title = { ja = "同じ者の重ねての任命", en = "Holds the role already" },
  reads = { "assignment.holder", "assignment.in_office" },
  from = function(assignments)
    local result, taken = {}, {}
    for _, a in ipairs(assignments) do
      local holder, scope = field(a, "holder"), field(a, "scope")
      result[a] = false
      if holder and field(a, "in_office") then
        local place = a.role .. " " .. (scope and scope.kind .. ":" .. scope.id or "")
        local holds = taken[holder] or {}
        taken[holder] = holds
        result[a] = holds[place] or false
        holds[place] = true
      end
    end
    return result
  end,
}

-- How many hold a post that is for one person. Two who are known are too many, whoever else may be one.
local function holders(name, role, ja, en)
  derive("organization." .. name) {
    type = "int", title = { ja = ja, en = en },
    reads = { "assignment.in_office", "assignment.holder" },
    from = function(organization)
      local count, open, counted = 0, nil, {}
      for _, a in ipairs(organization.assignments) do
        if a.role == role then
          local in_office, who = field(a, "in_office"), field(a, "holder") or a
          if in_office and not counted[who] then
            count, counted[who] = count + 1, true
          elseif in_office == nil then
            open = a
          end
        end
      end
      if open and count < 2 then local _ = open.in_office end -- not known: ends here
      return count
    end,
  }
end

holders("cisos", "ciso", "在任中のCISOの数", "CISOs in office")
holders("deputy_cisos", "deputy_ciso", "在任中の副責任者の数", "Deputy CISOs in office")
holders("audit_chiefs", "audit_chief", "在任中の監査責任者の数", "Chief auditors in office")
holders("chief_isos", "chief_iso", "在任中の統括情報セキュリティ責任者の数", "Chief ISOs in office")
holders("isos", "iso", "在任中の情報セキュリティ責任者の数", "ISOs in office")
holders("csirt_heads", "csirt_head", "在任中のCSIRT責任者の数", "Heads of the CSIRT in office")

-- Whether anybody at all is in office in one of the roles.
local function held(name, roles, ja, en)
  derive("organization." .. name) {
    type = "bool", title = { ja = ja, en = en },
    from = ("any(assignments where in_office and role in ('%s'))"):format(table.concat(roles, "', '")),
  }
end

held("has_advisor", { "advisor" }, "アドバイザーが在任中である", "An advisor is in office")
held("has_promotion_head", { "promotion_head" }, "推進体制の責任者が在任中である", "The promotion body has a head in office")
held("has_promotion", { "promotion_head", "promotion_member" },
  "推進体制に在任中の者がいる", "The promotion body has people in office")
held("has_csirt", { "csirt_head", "csirt_member", "csirt_coordinator" },
  "CSIRTに在任中の者がいる", "The CSIRT has people in office")
held("has_cymat", { "cymat", "cymat_trainee" },
  "CYMATの要員か研修員が在任中である", "Members or trainees of the CYMAT are in office")
held("has_approver", { "approver" }, "例外措置の許可権限者が在任中である", "An approver of exceptions is in office")

-- A team's members: everybody in one of its roles.
derive "person.in_csirt" {
  type = "bool",
  from = "any(roles where it in ('csirt_head', 'csirt_member', 'csirt_coordinator'))",
}
derive "person.in_promotion" {
  type = "bool",
  from = "any(roles where it in ('promotion_head', 'promotion_member'))",
}

-- ---- documents ----------------------------------------------------------------------------------

-- What is to be approved later is a draft.
derive "document.in_force" {
  type = "bool",
  title = { ja = "承認日の到来", en = "Not approved later than the day of judgement" },
  from = "not present(approved_on) or approved_on <= today()",
}

-- Where the body lays down who does what (情報セキュリティ関係規程, and the policy above them).
derive "document.is_regulation" {
  type = "bool",
  from = "in_force and type in ('basic_policy', 'standard', 'rule', 'procedure', 'incident_procedure')",
}

-- Only the last deliberation is recorded. One at a review after the approval says nothing of those before
-- it: open.
derive "document.through_committee" {
  type = "bool",
  from = [[
    if(not (present(reviewed_on) and reviewed_on > approved_on and committee_reviewed_on > approved_on),
       committee_reviewed_on <= approved_on)
  ]],
}

-- Whose decision counts as that of the CISO: the CISO, an officer whose duties name the task, or the
-- deputy to whom the CISO's assignment delegates it; in office on the day of the decision.
local function may_decide(codes)
  return ([[
    role == 'ciso' or any(duties where it in (%s))
    or role == 'deputy_ciso'
       and any(organization.assignments where role == 'ciso', any(delegated where it in (%s)))
  ]]):format(codes, codes)
end

derive "assignment.decides_standard" {
  type = "bool",
  from = may_decide "'2.1.3(2)(a)', '2.1.1(1)-1#b'",
}
derive "assignment.decides_plan" {
  type = "bool",
  from = may_decide "'2.1.3(4)(a)', '2.1.1(1)-1#c'",
}

derive "document.by_ciso" {
  type = "bool",
  from = ([[
    any(organization.assignments
      where (role == 'ciso' or outer.type == 'standard' and decides_standard
             or outer.type == 'promotion_plan' and decides_plan)
        and %s,
      %s)
  ]]):format(write.in_force_on "outer.approved_on", write.held_by "outer.approved_by"),
}
