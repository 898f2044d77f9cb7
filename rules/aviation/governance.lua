-- 3 Governance.
--
-- Readings where the text leaves a choice:
-- * Policy and level of service are laid down where a document covers them; none does: fail.
-- * A CISO in office is the chief officer. By whom appointed, a person says.
-- * Roles are given out where somebody besides the CISO holds one today and its duties are recorded.
-- * Disclosed is what a published document covers; the policy, where one of type basic_policy is
--   published. Where one is not, a recorded reason is the board's decision, and suffices.

-- ---- how these rules are written ----------------------------------------------------------------

-- Whether one of the codes is `code` or, unless it must be `exact`, stands above it.
local function names(codes, code, exact)
  for _, listed in ipairs(codes) do
    local start = code:sub(1, #listed + 1)
    if listed == code or not exact and (start == listed .. "#" or start == listed .. ".") then return true end
  end
  return false
end

-- To be laid down: decided by what documents cover (`codes`, a derived field), unless somebody answers;
-- an example must be named itself, and where it is not may be there all the same: only an answer tells.
local function covered(code, codes, is_example)
  return function(organization)
    if names(organization.aviation_answered, code) then
      return unknown { message = { ja = "回答によります", en = "an answer is given" } }
    end
    if names(organization[codes], code, is_example) then
      return pass { message = { ja = "文書の記載事項（covers）による申告です", en = "declared by what a document covers" } }
    end
    local undeclared = { message = { ja = "定めたとする文書がありません", en = "no document declares it" } }
    return is_example and unknown(undeclared) or fail(undeclared)
  end
end

-- What a row has in common; a row's title is a phrase that fits into questions.
local function row_of(row, ja, en)
  row.when = row.when or not row.kind and "in_aviation" or nil
  row.actor, row.in_principle = row.actor or "operator", true
  if not row.question then
    row.ask = row.ask or { ja = ja:format(row.title.ja), en = en:format(row.title.en) }
  end
  row.technique = row.technique or "review"
  row.title.en = row.title.en:gsub("^%l", string.upper)
  return row
end

-- Something that is to be written down.
local function written(code, row)
  row.check = row.check or covered(code, "aviation_covered", row.level == "example")
  row.evidence = row.evidence or { ja = "方針・規程・手順などの該当箇所", en = "The place in policy, rule or procedure" }
  row.remedy = row.remedy or {
    ja = ("文書に定め、記載事項（covers）に「%s」と記録する"):format(code),
    en = ("Write it down, and record '%s' in what the document covers"):format(code),
  }
  return row_of(row, "次のことを文書に定めているか：%s", "Is this written down: %s?")
end

-- Something that is to be done; `check` decides it from records as far as they go.
local function done(row)
  row.evidence = row.evidence or { ja = "実施の記録", en = "Record of what was done" }
  row.remedy = row.remedy or { ja = "実施するか、行わない理由を記録する", en = "Do it, or record why not" }
  return row_of(row, "次のことを行っているか：%s", "Is this done: %s?")
end

-- An example: one way among others; what else is done instead, with its reason, is as good.
local function example(row)
  row.level = "example"
  row.remedy = row.remedy or {
    ja = "例を参考に検討し、別の方法によるなら理由を記録する",
    en = "Consider it; record the reason for another way",
  }
  return done(row)
end

-- A clause that asks for several things.
local function clause(row)
  row.when, row.actor = row.when or "in_aviation", row.actor or "operator"
  row.items, row.in_principle, row.technique = true, true, "review"
  row.question = {
    ja = ("「%s」に求められることを全て満たしているか"):format(row.title.ja),
    en = ("Is all met that is asked under '%s'?"):format(row.title.en),
  }
  row.remedy = row.remedy or { ja = "満たしていない項目に対処する", en = "See to the items that are not met" }
  return row
end

-- A clause of which the summary prints the title only.
local function title_only(ja, en)
  return {
    title = { ja = ja, en = en }, actor = "operator", level = "catalogue", when = "in_aviation",
    evidence = { ja = "該当する規程や記録", en = "Rules and records about it" }, technique = "review",
    remedy = {
      ja = "ガイドラインの本編に照らして確かめ、回答を記録する",
      en = "Check it against the full guideline, and record the answer",
    },
  }
end

local function in_office(roles)
  return ("any(assignments where role in (%s) and held_today)"):format(roles)
end

-- ---- 3.1 policy ---------------------------------------------------------------------------------

rule "3.1.1" (clause {
  title = { ja = "経営の方針とサイバーセキュリティ", en = "Cybersecurity in the organisation's policy" },
  actor = "board",
})
rule "3.1.1#policy" (written("3.1.1#policy", {
  title = {
    ja = "経営方針などの文書に、サービスを守るサイバーセキュリティを組み入れる",
    en = "the organisation's policy includes cybersecurity of its services",
  },
  actor = "board",
}))
rule "3.1.1#policy.layers" (example {
  title = { ja = "守りを何層にも重ねて強め続けることを方針にする", en = "the policy speaks of ever stronger layers of defence" },
  actor = "board",
})
rule "3.1.1#policy.team" (example {
  title = {
    ja = "攻撃が事業を止めるおそれを踏まえ、推進の体制を作ることを方針にする",
    en = "the policy sets up a team, as attacks may stop operations",
  },
  actor = "board",
})
rule "3.1.1#policy.kpi" (example {
  title = {
    ja = "停止から復旧までの時間などを、達成度の指標にする",
    en = "figures such as the time to recovery measure how it is met",
  },
  actor = "board",
})
rule "3.1.1#policy.board" (example {
  title = {
    ja = "取締役会などでサイバーのリスクを扱うことを方針に書く",
    en = "the policy says that the board deals with cyber risk",
  },
  actor = "board",
})
rule "3.1.1#services" (written("3.1.1#services", {
  title = {
    ja = "維持するサービスの範囲と水準を示す",
    en = "which services are kept up, and at what level",
  },
  actor = "board",
}))

rule "3.1.2" (title_only("サイバーセキュリティの方針", "Cybersecurity policy"))
rule "3.2" (title_only("組織の内外とのコミュニケーション", "Communication inside and outside"))

-- ---- 3.3 cyber risk as a risk to the business ---------------------------------------------------

rule "3.3" (done {
  title = {
    ja = "他の経営リスクと足並みをそろえて、サイバーのリスクを管理する体制を作る",
    en = "cyber risk is managed in line with the other risks to the business",
  },
  actor = "board",
  check = [[
    if(any(committees where type == 'risk' and any(agenda where it in ('3.3', 'aviation/3.3'))), true)
  ]],
  evidence = { ja = "リスク管理の規程、委員会の議題", en = "Rules of risk management, agenda of its committee" },
  remedy = {
    ja = "リスク管理の委員会でサイバーのリスクを扱い、審議事項（agenda）に「3.3」と記録する",
    en = "Let the risk committee deal with it, and record '3.3' in its agenda",
  },
})
rule "3.3#ciso" (example {
  title = {
    ja = "CISOなどが、経営リスクの委員会に加わる",
    en = "the CISO sits on the committee for risks to the business",
  },
  actor = "board",
  check = [[
    if(any(committees where type == 'risk',
           any(members, any(assignments where role == 'ciso' and held_today))
           or any(chair.assignments where role == 'ciso' and held_today)), true,
       if(not any(committees where type == 'risk'), false))
  ]],
  remedy = { ja = "リスク管理の委員会の構成員（members）にCISOを加える", en = "Make the CISO a member of the risk committee" },
})
rule "3.3#audit" (example {
  title = {
    ja = "取締役や監査役が、管理の体制とその働きを監査する",
    en = "directors or auditors audit how cyber risk is managed",
  },
  actor = "board",
})
rule "3.3#control" (example {
  title = {
    ja = "内部統制として、対策が効いていることを保証する役割を決める",
    en = "somebody assures, as internal control, that measures work",
  },
  actor = "board",
})

-- ---- 3.4 responsibility and authority -----------------------------------------------------------

rule "3.4.1" (clause {
  title = { ja = "最高責任者の任命", en = "A chief officer is appointed" },
  actor = "board",
})
rule "3.4.1#appointed" {
  title = { ja = "サイバーセキュリティの最高責任者が就いている", en = "There is a chief officer (CISO)" },
  actor = "board", when = "in_aviation", in_principle = true,
  check = in_office "'ciso'",
  question = { ja = "最高責任者がいるか", en = "Is there a chief officer?" },
  evidence = { ja = "任命書", en = "Letter of appointment" }, technique = "review",
  remedy = { ja = "CISOを任命し、記録する", en = "Appoint a CISO, and record it" },
}
rule "3.4.1#board" (done {
  title = { ja = "最高責任者は、経営層の責任で任命する", en = "management itself appoints the chief officer" },
  actor = "board",
  evidence = { ja = "任命の決裁、取締役会の議事録", en = "Decision on the appointment, minutes of the board" },
})

rule "3.4.2" (done {
  title = {
    ja = "担当する部署と従業員を決め、役割と権限を割り当てる",
    en = "units and people in charge are named, with their tasks and authority",
  },
  actor = "ciso",
  check = [[
    if(any(assignments where role ~= 'ciso' and held_today and count(duties) > 0), true,
       if(not any(assignments where role ~= 'ciso' and held_today), false))
  ]],
  evidence = { ja = "任命書、職務の規程", en = "Letters of appointment, rules on duties" },
  remedy = { ja = "担当者を任命し、職務（duties）を記録する", en = "Appoint people, and record their duties" },
})
rule "3.4.2#committee" (example {
  title = {
    ja = "セキュリティの委員会を置き、役員に定期的に報告する",
    en = "a security committee, which reports to the officers at intervals",
  },
  actor = "ciso",
  check = "if(not any(committees where type == 'security'), false)",
})
rule "3.4.2#csirt" (example {
  title = {
    ja = "インシデントに対応するCSIRTを置く",
    en = "a CSIRT, for recovery, coordination, the press and sharing",
  },
  actor = "ciso",
  check = in_office "'csirt_head', 'csirt_member', 'csirt_coordinator'",
})
rule "3.4.2#threats" (example {
  title = {
    ja = "脅威の情報を集め、関係者と共有する担当を決める",
    en = "somebody gathers and shares news of threats",
  },
  actor = "ciso",
  check = [[
    if(any(assignments where held_today
           and any(duties where it in ('3.4.2#threats', 'aviation/3.4.2#threats'))), true)
  ]],
})
rule "3.4.2#continuity" (example {
  title = { ja = "事業継続計画を実行する担当を決める", en = "somebody carries out the continuity plan" },
  actor = "ciso",
  check = in_office "'continuity_chief', 'continuity_owner', 'continuity_staff', 'bcp_member'",
})

rule "3.4.3" (title_only("兼ねさせない役割", "Roles kept apart"))
rule "3.5" (title_only("資源の確保", "Resources"))
rule "3.6" (title_only("監査とモニタリング", "Audit and monitoring"))

-- ---- 3.7 disclosure -----------------------------------------------------------------------------

local REPORT = { ja = "公開した報告書や方針", en = "Published report or policy" }

local function disclosed(code, row)
  row.actor, row.evidence = "board", REPORT
  row.check = row.check or covered(code, "aviation_published")
  row.remedy = {
    ja = ("公開した文書に載せて「%s」と記録するか、開示しないと判断した理由を記録する"):format(code),
    en = ("Publish it in a document that covers '%s', or record why it is not disclosed"):format(code),
  }
  return row_of(row, "次のことを開示しているか：%s", "Is this disclosed: %s?")
end

rule "3.7" (clause {
  title = { ja = "サイバーセキュリティの情報の開示", en = "Disclosure" },
  actor = "board",
})
rule "3.7#policy" (disclosed("3.7#policy", {
  title = { ja = "経営の方針とサイバーセキュリティの方針", en = "policies" },
  check = [[
    any(documents where type == 'basic_policy' and published)
    or any(documents where type == 'basic_policy' and not published and present(unpublished_reason))
    or any(aviation_published where it in ('3.7', '3.7#policy'))
  ]],
}))
rule "3.7#incidents" (disclosed("3.7#incidents", {
  title = { ja = "インシデントの発生と対応の状況", en = "incidents, and what was done" },
}))
rule "3.7#services" (disclosed("3.7#services", {
  title = { ja = "維持するサービスの範囲と水準", en = "services that are kept up, and their level" },
}))
rule "3.7#risk-management" (disclosed("3.7#risk-management", {
  title = { ja = "リスクを管理する体制", en = "how risk is managed" },
}))
rule "3.7#resources" (disclosed("3.7#resources", {
  title = { ja = "対策に使う予算や人材の確保", en = "money and people for security" },
}))

rule "3.8.1" (title_only("取組の見直し", "Review of what is done"))
rule "3.8.2" (title_only("ITの環境変化がもたらす脅威への対策", "Threats from changes in IT"))
