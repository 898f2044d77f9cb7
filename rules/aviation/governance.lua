-- 3 Governance: what the board does.
--
-- Readings where the text leaves a choice:
-- * Policy and level of service are laid down where a document covers them; none does: fail.
-- * A CISO in office is the chief officer. By whom appointed, a person says.
-- * Roles are given out where somebody besides the CISO holds one today and its duties are recorded.
-- * The CISO sits on the risk committee as member or chair; a deputy or whoever reports to the CISO is as
--   good. Of a committee without members nothing is known.
-- * Disclosed is what a published document covers; the policy, also where one of type basic_policy is
--   published. Where one is not, a recorded reason is the board's decision, and suffices.

local write = library "write"
local rows = write.by "board"
local written, done, example = rows.written, rows.done, rows.example
local clause, title_only = rows.clause, rows.title_only
local told, list = write.told, write.list

-- ---- 3.1 policy ---------------------------------------------------------------------------------

rule "3.1.1" (clause {
  title = { ja = "経営の方針とサイバーセキュリティ", en = "Cybersecurity in the organisation's policy" },
})
rule "3.1.1#policy" (written("3.1.1#policy", {
  title = {
    ja = "経営方針などの文書に、サービスを守るサイバーセキュリティを組み入れる",
    en = "the organisation's policy includes cybersecurity of its services",
  },
}))
rule "3.1.1#policy.layers" (example {
  title = { ja = "守りを何層にも重ねて強め続けることを方針にする", en = "the policy speaks of ever stronger layers of defence" },
})
rule "3.1.1#policy.team" (example {
  title = {
    ja = "攻撃が事業を止めるおそれを踏まえ、推進の体制を作ることを方針にする",
    en = "the policy sets up a team, as attacks may stop operations",
  },
})
rule "3.1.1#policy.kpi" (example {
  title = {
    ja = "停止から復旧までの時間などを、達成度の指標にする",
    en = "figures such as the time to recovery measure how it is met",
  },
})
rule "3.1.1#policy.board" (example {
  title = {
    ja = "取締役会などでサイバーのリスクを扱うことを方針に書く",
    en = "the policy says that the board deals with cyber risk",
  },
})
rule "3.1.1#services" (written("3.1.1#services", {
  title = {
    ja = "維持するサービスの範囲と水準を示す",
    en = "which services are kept up, and at what level",
  },
}))

rule "3.1.2" (title_only("サイバーセキュリティの方針", "Cybersecurity policy"))
rule "3.2" (title_only("組織の内外とのコミュニケーション", "Communication inside and outside"))

-- ---- 3.3 cyber risk as a risk to the business ---------------------------------------------------

rule "3.3" (done {
  title = {
    ja = "他の経営リスクと足並みをそろえて、サイバーのリスクを管理する体制を作る",
    en = "cyber risk is managed in line with the other risks to the business",
  },
  check = [[
    if(any(committees where type == 'risk' and any(agenda where it in ('3.3', 'aviation/3.3'))), true)
  ]],
  declared = true,
  evidence = { ja = "リスク管理の規程、委員会の議題", en = "Rules of risk management, agenda of its committee" },
  remedy = {
    ja = "リスク管理の委員会でサイバーのリスクを扱い、審議事項（agenda）に「3.3」と記録する",
    en = "Let the risk committee deal with it, and record '3.3' in its agenda",
  },
})

local SECURITY_OFFICERS = { ciso = true, deputy_ciso = true, ciso_reporter = true }

-- Whether a person holds one of these offices today; nil where it is not known.
local function is_officer(person)
  local open = false
  for _, assignment in ipairs(person.assignments) do
    if SECURITY_OFFICERS[assignment.role] then
      local held = field(assignment, "held_today")
      if held then return true end
      open = open or held == nil
    end
  end
  if open then return nil end
  return false
end

-- Whether one of them is on a committee; nil where that, or who is on it, is not known.
local function on_committee(committee)
  local people, chair = committee.members, field(committee, "chair")
  local open = #people == 0 and not chair
  if chair and is_officer(chair) then return true end
  for _, person in ipairs(people) do
    local officer = is_officer(person)
    if officer then return true end
    open = open or officer == nil
  end
  if open then return nil end
  return false
end

rule "3.3#ciso" (example {
  title = {
    ja = "CISOなどが、経営リスクの委員会に加わる",
    en = "the CISO sits on the committee for risks to the business",
  },
  check = function(organization)
    local without, open, untyped = {}, nil, nil
    for _, committee in ipairs(organization.committees) do
      local kind = field(committee, "type")
      if kind == "risk" then
        local on = on_committee(committee)
        if on then return true end
        if on == nil then open = committee else without[#without + 1] = committee.id end
      end
      untyped = untyped or kind == nil and committee
    end
    if open and open.chair then -- missing: unknown
      return unknown(told(
        open.id .. " の構成員が今どの職にあるか分からない",
        "not known what office the members of " .. open.id .. " hold"
      ))
    end
    if untyped then return untyped.type ~= nil end -- missing: unknown
    if #without == 0 then
      return fail(told("経営リスクの委員会（種別 risk）がありません", "no committee of type risk is recorded"))
    end
    local ids = list(without)
    return fail(told("CISOなどが加わっていない委員会：" .. ids, "committees without the CISO: " .. ids))
  end,
  remedy = { ja = "リスク管理の委員会の構成員（members）にCISOを加える", en = "Make the CISO a member of the risk committee" },
})
rule "3.3#audit" (example {
  title = {
    ja = "取締役や監査役が、管理の体制とその働きを監査する",
    en = "directors or auditors audit how cyber risk is managed",
  },
})
rule "3.3#control" (example {
  title = {
    ja = "内部統制として、対策が効いていることを保証する役割を決める",
    en = "somebody assures, as internal control, that measures work",
  },
})

-- ---- 3.4 responsibility and authority -----------------------------------------------------------

rule "3.4.1" (clause {
  title = { ja = "最高責任者の任命", en = "A chief officer is appointed" },
})
rule "3.4.1#appointed" (done {
  title = { ja = "サイバーセキュリティの最高責任者が就いている", en = "there is a chief officer (CISO)" },
  check = write.in_office({ "ciso" }, "CISO", "CISO"),
  question = { ja = "最高責任者がいるか", en = "Is there a chief officer?" },
  evidence = { ja = "任命書", en = "Letter of appointment" },
  remedy = { ja = "CISOを任命し、記録する", en = "Appoint a CISO, and record it" },
})
rule "3.4.1#board" (done {
  title = { ja = "最高責任者は、経営層の責任で任命する", en = "management itself appoints the chief officer" },
  evidence = { ja = "任命の決裁、取締役会の議事録", en = "Decision on the appointment, minutes of the board" },
})

rule "3.4.2" (done {
  title = {
    ja = "担当する部署と従業員を決め、役割と権限を割り当てる",
    en = "units and people in charge are named, with their tasks and authority",
  },
  check = function(organization)
    local bare, open = {}, nil
    for _, assignment in ipairs(organization.assignments) do
      local held = assignment.role ~= "ciso" and field(assignment, "held_today")
      if held and #assignment.duties > 0 then return true end
      if held then bare[#bare + 1] = assignment.id end
      if held == nil then open = assignment end
    end
    if #bare > 0 then
      local ids = list(bare)
      return unknown(told("職務（duties）の記録がない任命：" .. ids, "no duties are recorded of: " .. ids))
    end
    if open then return open.held_today end -- missing: unknown
    return fail(told("CISOのほかに、今就いている担当者がいません", "nobody but the CISO is in office"))
  end,
  evidence = { ja = "任命書、職務の規程", en = "Letters of appointment, rules on duties" },
  remedy = { ja = "担当者を任命し、職務（duties）を記録する", en = "Appoint people, and record their duties" },
})
rule "3.4.2#committee" (example {
  title = {
    ja = "セキュリティの委員会を置き、役員に定期的に報告する",
    en = "a security committee, which reports to the officers at intervals",
  },
  check = function(organization)
    for _, committee in ipairs(organization.committees) do
      if committee.type == "security" then
        return unknown(told(
          committee.id .. " が役員に定期的に報告しているかは、回答によります",
          "whether " .. committee.id .. " reports to the officers, an answer says"
        ))
      end
    end
    return fail(told("セキュリティの委員会（種別 security）がありません", "no committee of type security is recorded"))
  end,
})
rule "3.4.2#csirt" (example {
  title = {
    ja = "インシデントに対応するCSIRTを置く",
    en = "a CSIRT, for recovery, coordination, the press and sharing",
  },
  check = write.in_office({ "csirt_head", "csirt_member", "csirt_coordinator" }, "CSIRTの要員", "in the CSIRT"),
})
rule "3.4.2#threats" (example {
  title = {
    ja = "脅威の情報を集め、関係者と共有する担当を決める",
    en = "somebody gathers and shares news of threats",
  },
  check = [[
    if(any(assignments where held_today
           and any(duties where it in ('3.4.2#threats', 'aviation/3.4.2#threats'))), true)
  ]],
  declared = true,
})
rule "3.4.2#continuity" (example {
  title = { ja = "事業継続計画を実行する担当を決める", en = "somebody carries out the continuity plan" },
  check = write.in_office(
    { "continuity_chief", "continuity_owner", "continuity_staff", "bcp_member" },
    "事業継続計画の担当", "in charge of the continuity plan"
  ),
})

rule "3.4.3" (title_only("兼ねさせない役割", "Roles kept apart"))
rule "3.5" (title_only("資源の確保", "Resources"))
rule "3.6" (title_only("監査とモニタリング", "Audit and monitoring"))

-- ---- 3.7 disclosure -----------------------------------------------------------------------------

local function is_policy(document)
  return document.type == "basic_policy" and write.in_force(document)
end

local function undisclosed(code, ids)
  return fail(told(
    ("公開した文書の記載事項（covers）に「%s」がありません%s"):format(code, ids and "（公開していない文書：" .. ids .. "）" or ""),
    ("no published document covers '%s'%s"):format(code, ids and " (not published: " .. ids .. ")" or "")
  ))
end

-- Decided by what published documents cover; `counts` names documents that disclose it as such.
local function disclosed(code, counts)
  return function(organization)
    if write.names(organization.aviation_disclosed, code) then
      return pass(told("公開した文書か、公開しない理由の記録による申告です", "declared by a published document, or a reason why not"))
    end
    local open, hidden = nil, {}
    for _, document in ipairs(organization.documents) do
      local covers = write.in_force(document) and write.names(write.ours(document), code)
      if covers or counts and counts(document) then
        local published = field(document, "published")
        if published or field(document, "unpublished_reason") then return true end
        if published == nil then open = document else hidden[#hidden + 1] = document.id end
      end
    end
    if open then return open.published end -- missing: unknown
    return undisclosed(code, list(hidden))
  end
end

local function disclosure(code, row, counts)
  row.check, row.declared = disclosed(code, counts), true
  row.evidence = { ja = "公開した報告書や方針", en = "Published report or policy" }
  row.remedy = {
    ja = ("公開した文書に載せて「%s」と記録するか、開示しないと判断した理由を記録する"):format(code),
    en = ("Publish it in a document that covers '%s', or record why it is not disclosed"):format(code),
  }
  return done(row)
end

rule "3.7" (clause {
  title = { ja = "サイバーセキュリティの情報の開示", en = "Disclosure" },
})
rule "3.7#policy" (disclosure("3.7#policy", {
  title = {
    ja = "経営の方針とサイバーセキュリティの方針を開示する",
    en = "the organisation's policy, and that on cybersecurity, are disclosed",
  },
}, is_policy))
rule "3.7#incidents" (disclosure("3.7#incidents", {
  title = { ja = "インシデントの発生と対応の状況を開示する", en = "incidents, and what was done, are disclosed" },
}))
rule "3.7#services" (disclosure("3.7#services", {
  title = { ja = "維持するサービスの範囲と水準を開示する", en = "services kept up, and their level, are disclosed" },
}))
rule "3.7#risk-management" (disclosure("3.7#risk-management", {
  title = { ja = "リスクを管理する体制を開示する", en = "how risk is managed is disclosed" },
}))
rule "3.7#resources" (disclosure("3.7#resources", {
  title = { ja = "対策に使う予算や人材の確保を開示する", en = "money and people for security are disclosed" },
}))

rule "3.8.1" (title_only("取組の見直し", "Review of what is done"))
rule "3.8.2" (title_only("ITの環境変化がもたらす脅威への対策", "Threats from changes in IT"))
