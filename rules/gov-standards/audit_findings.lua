-- 2.3.2 (3) Audits: what they found, and what is done about it.
--
-- Readings where the text leaves a choice:
-- * The findings of all audits are followed up, headquarters' included.
-- * Progress is reported at intervals (`quarterly`), counted from the instruction and from each report
--   until the finding is closed: 31 March is followed by 30 June, a day later is late. What was told
--   before the instruction does not count.
-- * A plan that is due before it was instructed is none.

-- ---- what is computed ---------------------------------------------------------------------------

-- The grouping whose matter a finding is: that of the audited unit, system or document.
derive "finding.grouping" {
  type = "->unit",
  title = { ja = "指摘を受けた組織のまとまり", en = "Grouping that the finding concerns" },
  from = [[
    first(audit.subject.unit.grouping, audit.subject.system.unit.grouping,
          audit.subject.document.owner.unit.grouping)
  ]],
}
derive "finding.instructed" {
  type = "bool",
  title = { ja = "改善の指示済み", en = "Improvement instructed" },
  from = "present(instructed_on) and instructed_on <= today()",
}
derive "finding.followed_until" {
  type = "date",
  title = { ja = "進捗を追う終期", en = "Progress is followed until" },
  from = "if(present(closed_on) and closed_on <= today(), closed_on)", -- none: until today
}
derive "finding.progress_reported" {
  type = "bool",
  title = { ja = "進捗の定期報告", en = "Progress reported at intervals" },
  from = [[
    (if(present(followed_until), instructed_on + $quarterly >= followed_until,
        instructed_on + $quarterly >= today())
      or any(progress where on <= today(),
             on > outer.instructed_on and on <= outer.instructed_on + $quarterly))
    and all(progress where on >= outer.instructed_on and on <= today(),
            if(present(outer.followed_until), on + $quarterly >= outer.followed_until,
               on + $quarterly >= today())
            or any(outer.progress where on > outer.on and on <= outer.on + $quarterly and on <= today()))
  ]],
}
derive "finding.planned" {
  type = "bool",
  title = { ja = "改善計画の策定", en = "Has a plan" },
  from = "plan.what ~= '' and plan.due >= instructed_on",
}

local FOLLOW_UP = { ja = "改善計画と進捗の報告", en = "Plan of improvement and reports on progress" }

-- ---- 2.3.2 (3) ----------------------------------------------------------------------------------

rule "2.3.2(3)(a)" {
  kind = "finding",
  title = {
    ja = "指摘について、CISOが改善の計画を指示する",
    en = "The CISO instructs a plan for what an audit found",
  },
  actor = "ciso",
  when = "audit.reported_on <= today()",
  check = "instructed_on >= audit.reported_on and instructed_on <= today()",
  question = {
    ja = "報告を受け、改善計画の策定と進捗の報告を指示したか",
    en = "After the report, were a plan and reports on progress instructed?",
  },
  evidence = { ja = "改善の指示", en = "The instruction" },
  technique = "review",
  remedy = { ja = "改善を指示し、日付を記録する", en = "Instruct the improvement, and record the day" },
}

rule "2.3.2(3)(a)#interim" {
  kind = "finding",
  title = {
    ja = "急を要する指摘には、まず応急の措置をとる",
    en = "Grave findings meet with an interim measure first",
  },
  actor = "iso",
  level = "recommended",
  when = "present(severity) and severity == 'high' and not (present(closed_on) and closed_on <= today())",
  check = "if(present(interim), true)",
  ask = {
    ja = "恒久の対策までの間、リスクを下げる措置をとったか",
    en = "Was something done to lower the risk until the improvement is made?",
  },
  evidence = FOLLOW_UP,
  technique = "interview",
  remedy = { ja = "暫定の措置をとり、内容を記録する", en = "Take an interim measure, and record it" },
}

rule "2.3.2(3)(b)" {
  kind = "finding",
  title = {
    ja = "組織全体に及ぶ指摘は、統括する責任者が計画し、終わるまで進捗を報告する",
    en = "Cross-cutting findings: the chief ISO plans, and reports progress until done",
  },
  actor = "chief_iso",
  when = "cross_cutting and instructed",
  check = [[
    any(organization.assignments where role == 'chief_iso' and (not present(since) or since <= today())
          and (not present(until) or until >= outer.instructed_on),
        holder == outer.plan.owner)
    and planned and progress_reported
  ]],
  question = {
    ja = "統括する責任者が改善を計画し、四半期ごとなどに進捗をCISOへ報告しているか",
    en = "Does the chief ISO plan the improvement, and report to the CISO at intervals?",
  },
  evidence = FOLLOW_UP,
  technique = "review",
  remedy = {
    ja = "統括する責任者を計画の責任者とし、実施事項と期限を定め、進捗を定期的に報告する",
    en = "Make the chief ISO the plan's owner; say what and until when; report progress at intervals",
  },
}

-- The audited may be a body or a supplier: then any ISO may own the plan. Where it is not recorded what was
-- audited, whose matter it is is not known.
rule "2.3.2(3)(c)" {
  kind = "finding",
  title = {
    ja = "まとまりに特有の指摘は、その情報セキュリティ責任者が計画し、終わるまで進捗を報告する",
    en = "Findings of one grouping: its ISO plans, and reports progress until done",
  },
  actor = "iso",
  when = "not cross_cutting and instructed",
  check = [[
    any(organization.assignments where role == 'iso' and (not present(until) or until >= outer.instructed_on)
          and (not present(since) or since <= today())
          and (present(outer.audit.subject) and not present(outer.grouping)
               and not present(outer.audit.subject.unit.name) and not present(outer.audit.subject.system.name)
               or not any(outer.organization.units where type == 'grouping')
               or scope.unit == outer.grouping),
        holder == outer.plan.owner)
    and planned and progress_reported
  ]],
  question = {
    ja = "そのまとまりの責任者が改善を計画し、四半期ごとなどに進捗をCISOへ報告しているか",
    en = "Does the grouping's ISO plan the improvement, and report to the CISO at intervals?",
  },
  evidence = FOLLOW_UP,
  technique = "review",
  remedy = {
    ja = "まとまりの責任者を計画の責任者とし、実施事項と期限を定め、進捗を定期的に報告する",
    en = "Make the grouping's ISO the plan's owner; say what and until when; report progress at intervals",
  },
}
