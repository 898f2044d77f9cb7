-- 2.3.2 Audits.
--
-- Readings where the text leaves a choice:
-- * The body's own programme is judged: audits by itself or by others for it. What headquarters audits is
--   theirs; their findings are followed up like all others.
-- * An auditor is independent who is not officer or administrator of the audited system, has neither built
--   nor runs it, does not handle the audited information, and does not belong to the audited division,
--   second posts included. Another division of the same grouping may audit.
-- * The three comparisons are asked of all audits of the last complete fiscal year together; that of rules
--   with the standard only where there are rules.
-- * "For example" lists: an equivalent with its reason satisfies (in_principle).
-- * Progress is reported at intervals (`quarterly`), counted from the instruction and from each report
--   until the finding is closed: 31 March is followed by 30 June, a day later is late.

param "audit_triggers" {
  value = { "incident", "crisis", "threat", "technology", "new_system", "usage_changed" },
  title = { ja = "追加の監査を考えるべき契機", en = "Triggers that may call for another audit" },
  source = "2.3.2(1)(b)",
}

-- ---- what is computed ---------------------------------------------------------------------------

derive "audit.own" {
  type = "bool",
  title = { ja = "自組織の監査計画によるもの", en = "Of the body's own programme" },
  from = "not present(by) or by ~= 'headquarters'",
}
-- Outsiders need not be named: who of them audits is their affair.
derive "audit.by_outsiders" {
  type = "bool",
  title = { ja = "外部の者による", en = "Done by outsiders" },
  from = "external or present(by) and by ~= 'own'",
}
derive "audit.in_programme" {
  type = "bool",
  title = { ja = "前年度又は今年度の監査", en = "Of the last or the running fiscal year" },
  from = "own and (planned_on >= organization.last_year_from or done_on >= organization.last_year_from)",
}
-- An audit that was to be done last year or before, without a day of doing, is not known.
derive "audit.done_last_year" {
  type = "bool",
  title = { ja = "前年度に実施", en = "Done in the last fiscal year" },
  from = [[
    own and if(present(done_on),
               done_on >= organization.last_year_from and done_on <= organization.last_year_until,
               if(planned_on >= organization.this_year_from, false))
  ]],
}
derive "organization.audits_known" {
  type = "bool",
  title = { ja = "前年度以前の監査の記録がある", en = "Audits of earlier years are recorded" },
  from = "any(audits where own and first(done_on, planned_on) < outer.this_year_from)",
}
-- When something last happened that may call for an audit beyond the plan.
derive "organization.audit_called_on" {
  type = "date",
  title = { ja = "追加の監査を考えるべき日", en = "Another audit may be called for since" },
  from = [[
    greatest(max(triggers where type in $audit_triggers and on >= outer.last_year_from and on <= today(), on),
             max(incidents where serious and recognised and present(is_incident) and is_incident
                 and date(recognised_at) >= outer.last_year_from, date(recognised_at)))
  ]],
}

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
  from = "if(present(closed_on) and closed_on <= today(), closed_on, today())",
}
derive "finding.progress_reported" {
  type = "bool",
  title = { ja = "進捗の定期報告", en = "Progress reported at intervals" },
  from = [[
    (instructed_on + $quarterly >= followed_until
      or any(progress where on <= today(),
             on > outer.instructed_on and on <= outer.instructed_on + $quarterly))
    and all(progress where on <= today(),
            on + $quarterly >= outer.followed_until
            or any(outer.progress where on > outer.on and on <= outer.on + $quarterly and on <= today()))
  ]],
}
derive "finding.planned" {
  type = "bool",
  title = { ja = "改善計画の策定", en = "Has a plan" },
  from = "plan.what ~= '' and plan.due >= instructed_on",
}

local AUDIT_PLAN = { ja = "監査実施計画", en = "Audit plan" }
local AUDIT_REPORT = { ja = "監査報告書", en = "Audit report" }
local FOLLOW_UP = { ja = "改善計画と進捗の報告", en = "Plan of improvement and reports on progress" }

-- ---- 2.3.2 (1) plan -----------------------------------------------------------------------------

rule "2.3.2(1)(a)" {
  title = {
    ja = "対策推進計画に沿って監査の計画を定める",
    en = "There is an audit plan in line with the promotion plan",
  },
  actor = "audit_chief",
  check = "any(documents where type == 'audit_plan', covers_last_year or covers_this_year)",
  question = {
    ja = "対策推進計画の方針に基づく監査の計画があるか",
    en = "Is there an audit plan that follows the promotion plan?",
  },
  evidence = AUDIT_PLAN,
  technique = "review",
  remedy = { ja = "年度の監査実施計画を作る", en = "Write the year's audit plan" },
}

rule "2.3.2(1)(a)#notice" {
  kind = "audit",
  title = {
    ja = "監査を受ける側に前もって知らせる",
    en = "The audited are told beforehand",
  },
  actor = "audit_chief",
  level = "recommended",
  when = "own and present(done_on) and done_on <= today()",
  check = "notified_on < done_on",
  question = {
    ja = "期間、実施者、対象などを前もって通知したか",
    en = "Were period, auditors and subject notified beforehand?",
  },
  evidence = { ja = "事前の通知", en = "The notice" },
  technique = "review",
  remedy = { ja = "監査の前に通知し、日付を記録する", en = "Notify before the audit, and record the day" },
}

rule "2.3.2(1)(b)" {
  title = {
    ja = "状況が変わり、計画外の監査が必要なら、計画を加える",
    en = "Where a change calls for an audit beyond the plan, one is planned",
  },
  actor = "audit_chief",
  when = "present(audit_called_on)",
  check = [[
    if(any(audits where own, planned_on >= organization.audit_called_on and planned_on <= today()), true)
  ]],
  ask = {
    ja = "重大な事案や大きな変化の後、追加の監査が要るかを検討し、要るものを計画したか",
    en = "After the serious event or change, was it considered whether to audit more, and that planned?",
  },
  evidence = { ja = "追加の監査実施計画、検討の記録", en = "The further plan, record of the consideration" },
  technique = "interview",
  remedy = {
    ja = "要否を検討し、必要な監査を計画する。要らないときは理由を回答に残す",
    en = "Consider it and plan what is needed; where nothing is, answer with the reason",
  },
}

-- An item is met by what the plan declares, or by the audits themselves.
local function plan_item(letter, fact, ja, en, qja, qen)
  local code = "2.3.2(1)-1#" .. letter
  rule(code) {
    title = { ja = ja, en = en },
    actor = "audit_chief",
    in_principle = true,
    check = ([[
      if(not any(answered where it in ('2.3.2(1)-1', '%s')),
         any(documents where type == 'audit_plan' and (covers_last_year or covers_this_year),
             '%s' in covers or '2.3.2(1)-1' in covers)
         or any(audits where in_programme, true) and all(audits where in_programme, %s))
    ]]):format(code, code, fact),
    ask = { ja = qja, en = qen },
    evidence = AUDIT_PLAN,
    technique = "review",
    remedy = {
      ja = "監査実施計画に書き加えるか、監査の記録に記す",
      en = "Add it to the audit plan, or to the record of each audit",
    },
  }
end

rule "2.3.2(1)-1" {
  title = {
    ja = "監査の計画に、目的、対象、方法、体制、時期を定める",
    en = "The audit plan says why, what, how, by whom and when",
  },
  actor = "audit_chief",
  items = true,
  question = { ja = "五つの点を監査の計画に定めているか", en = "Does the audit plan hold the five points?" },
  evidence = AUDIT_PLAN,
  technique = "review",
  remedy = { ja = "欠けている点を監査の計画に加える", en = "Add what is missing to the audit plan" },
}
plan_item("a", "purpose ~= ''", "何のための監査かを定める", "The plan says what the audit is for",
  "監査の目的を定めているか", "Does the plan say what the audits are for?")
plan_item("b", "subject == subject", "何を監査するかを定める", "The plan says what is audited",
  "対象とする組織、システム、業務を定めているか", "Does the plan name the units, systems and work that are audited?")
plan_item("c", "count(techniques) > 0", "どう監査するかを定める", "The plan says how the audit is done",
  "監査の技法と拠り所とする基準を定めているか", "Does the plan name techniques and what is compared with what?")
plan_item("d", "count(auditors) > 0 or external", "誰が監査するかを定める", "The plan says who audits",
  "監査を行う者と体制を定めているか", "Does the plan name the auditors?")
plan_item("e", "planned_on == planned_on", "いつ監査するかを定める", "The plan says when the audit is done",
  "対象ごとの時期を定めているか", "Does the plan say when each is audited?")

rule "2.3.2(1)-2" {
  title = {
    ja = "自ら監査する力が足りなければ、一部を外部に請け負わせる",
    en = "Where the body cannot audit by itself, outsiders do a part",
  },
  actor = "audit_chief",
  when = "present(audit_capacity) and not audit_capacity",
  check = "any(audits where in_programme, by_outsiders)",
  question = {
    ja = "不足を補うために外部の監査人を使っているか",
    en = "Do outside auditors make up for what is missing?",
  },
  evidence = { ja = "監査の委託の契約", en = "Contract on the audit" },
  technique = "review",
  remedy = {
    ja = "独立性と能力のある事業者に監査の一部を委ねる",
    en = "Give a part of the audits to an independent and able firm",
  },
}

-- ---- 2.3.2 (2) doing ----------------------------------------------------------------------------

-- Due when the fiscal year has ended; before, n/a unless reported.
rule "2.3.2(2)(a)" {
  kind = "audit",
  title = {
    ja = "計画した監査を行い、報告書でCISOに報告する",
    en = "Audits are done as planned, and reported to the CISO",
  },
  actor = "audit_chief",
  when = "own and (present(reported_on) or first(done_on, planned_on) < organization.this_year_from)",
  check = "reported_on >= done_on and reported_on <= today()",
  question = {
    ja = "監査を終え、結果を報告書にしてCISOに出したか",
    en = "Was the audit finished, and a report given to the CISO?",
  },
  evidence = AUDIT_REPORT,
  technique = "review",
  remedy = {
    ja = "監査を終えて報告書を出し、実施日と報告日を記録する",
    en = "Finish the audit, give the report; record both days",
  },
}

local function among(list, one)
  for _, other in ipairs(list) do if other == one then return true end end
  return false
end

-- Whether a unit is the audited one or lies within it.
local function within(unit, audited)
  while unit do
    if unit == audited then return true end
    unit = field(unit, "parent")
  end
  return false
end

-- Whether a person is known to belong to the unit, by the first post or another.
local function belongs(person, audited)
  for _, unit in ipairs(person.units) do
    if within(unit, audited) then return true end
  end
  return within(field(person, "unit"), audited)
end

-- What must be recorded before somebody can be called independent of a subject: reading what is missing
-- ends the check as unknown.
local compared = {
  unit = function(person) return person.unit end,
  system = function(person, system) return person.unit and system.unit end,
  information = function(person) return person.unit end,
  document = function(_, document) return document.owner end,
}

-- Why a person is known not to be independent of what is audited, or nil.
local function dependence(person, subject)
  if subject.kind == "unit" and (field(subject, "head") == person or belongs(person, subject)) then
    return { ja = "監査を受ける部門の者", en = "of the audited unit" }
  end
  if subject.kind == "information" and field(subject, "handled_by") then
    for _, unit in ipairs(subject.handled_by) do
      if belongs(person, unit) then return { ja = "対象の情報を取り扱う者", en = "handles the information" } end
    end
  end
  if subject.kind == "document" and field(subject, "owner") == person then
    return { ja = "対象の文書の責任者", en = "owns the document" }
  end
  if subject.kind ~= "system" then return nil end
  for _, assignment in ipairs(subject.assigned) do
    local role = assignment.role
    if (role == "system_iso" or role == "system_admin") and field(assignment, "in_office") ~= false
      and field(assignment, "holder") == person then
      return { ja = "対象のシステムの責任者又は管理者", en = "is in charge of the system" }
    end
  end
  if among(subject.built_by, person) or among(subject.run_by, person) then
    return { ja = "対象のシステムを構築又は運用した者", en = "has built or runs the system" }
  end
  local unit = field(subject, "unit")
  if unit and belongs(person, unit) then
    return { ja = "対象のシステムを管理する部門の者", en = "of the division that runs the system" }
  end
end

-- Judged once there is somebody to judge, or the audit is done.
rule "2.3.2(2)-1" {
  kind = "audit",
  title = {
    ja = "監査を受ける部門から独立した者が監査する",
    en = "Auditors are independent of what they audit",
  },
  actor = "audit_chief",
  when = "own and (count(auditors) > 0 or not by_outsiders and present(done_on) and done_on <= today())",
  check = function(audit)
    if #audit.auditors == 0 then
      return fail { message = { ja = "監査実施者が指名されていない", en = "nobody is named as auditor" } }
    end

    for _, person in ipairs(audit.auditors) do
      local reason = dependence(person, audit.subject)
      if reason then
        return fail {
          message = {
            ja = ("%sは%sであり、独立していない"):format(person.name, reason.ja),
            en = ("%s is not independent: %s"):format(person.name, reason.en),
          },
          auditor = person.id,
        }
      end
    end
    local compare = compared[audit.subject.kind]
    for _, person in ipairs(compare and audit.auditors or {}) do compare(person, audit.subject) end
    return true
  end,
  question = {
    ja = "実施者は、対象を作り、動かし、取り扱う者やその部門の者でないか",
    en = "Is no auditor one who built, runs or handles what is audited, or of its division?",
  },
  evidence = { ja = "監査実施者の指名と所属", en = "Who was named as auditor, and of which unit" },
  technique = "review",
  remedy = { ja = "独立した者に替えて監査をやり直す", en = "Audit anew with somebody independent" },
}

local function comparison(letter, code, when, ja, en, qja, qen)
  rule("2.3.2(2)-2#" .. letter) {
    title = { ja = ja, en = en },
    actor = "audit_chief",
    when = when,
    check = ([[
      if(audits_known, any(audits where done_last_year, '%s' in covers), if(not any(audits, own), false))
    ]]):format(code),
    question = { ja = qja, en = qen },
    evidence = AUDIT_REPORT,
    technique = "review",
    remedy = {
      ja = "この比較を行う監査を計画し、確かめた事項を記録する",
      en = "Plan an audit that compares them, and record what it covers",
    },
  }
end

rule "2.3.2(2)-2" {
  title = {
    ja = "年度の監査で、基準、規程、運用の三つの照らし合わせをすべて行う",
    en = "The year's audits make all three comparisons: standard, rules, practice",
  },
  actor = "audit_chief",
  items = true,
  question = {
    ja = "三つの照らし合わせを監査実施者に指示したか",
    en = "Were the auditors instructed to make all three comparisons?",
  },
  evidence = AUDIT_REPORT,
  technique = "review",
  remedy = { ja = "欠けている照らし合わせを次の監査に加える", en = "Add the missing comparison to the next audit" },
}
comparison("a", "standard_vs_national", nil,
  "対策基準を国の統一基準と照らし合わせる", "The standard is compared with the national one",
  "対策基準が統一基準を満たすかを監査したか", "Was it audited whether the standard meets the national one?")
comparison("b", "rules_vs_standard",
  "any(documents where type in ['rule', 'procedure', 'incident_procedure'], in_force)",
  "規程や手順を対策基準と照らし合わせる", "Rules and procedures are compared with the standard",
  "規程や手順が対策基準に沿うかを監査したか", "Was it audited whether rules follow the standard?")
comparison("c", "practice_vs_rules", nil,
  "実際の運用を規程と照らし合わせる", "Practice is compared with the rules",
  "日々の運用が規程のとおりかを監査したか", "Was it audited whether practice follows the rules?")

-- ---- 2.3.2 (3) following up ---------------------------------------------------------------------

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

-- The audited may be a body or a supplier: then any ISO may own the plan.
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
          and (not present(outer.audit.subject.unit.name) and not present(outer.audit.subject.system.name)
               and not present(outer.grouping)
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
