-- 2.3.2 (1), (2) Audits: plan and doing.
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
-- * What the plan says of itself (`covers`) is a declaration: an answer goes before it.

local independence = library "independence"

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
  from = "own and greatest(planned_on, done_on) >= organization.last_year_from",
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

local AUDIT_PLAN = { ja = "監査実施計画", en = "Audit plan" }
local AUDIT_REPORT = { ja = "監査報告書", en = "Audit report" }

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
    if(any(audits where own, planned_on >= organization.audit_called_on), true)
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
    in_principle = true, declared = true,
    check = ([[
      any(documents where type == 'audit_plan' and (covers_last_year or covers_this_year),
          '%s' in covers or '2.3.2(1)-1' in covers)
      or any(audits where in_programme, true) and all(audits where in_programme, %s)
    ]]):format(code, fact),
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
  when = [[
    own and (present(reported_on) and reported_on <= today()
             or first(done_on, planned_on) < organization.this_year_from)
  ]],
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
      local reason = independence.lacking(person, audit.subject)
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
    for _, person in ipairs(audit.auditors) do independence.compare(person, audit.subject) end
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
