-- 1 The situation: what is to be protected, by which criteria risks are judged, which issues there are.
--
-- Readings:
-- * Protected are services that use IT, functions with emergency priority, information from a given
--   confidentiality on, and the systems that carry one of these (2.1.1 asks about each of them).
-- * "To collect", "to take part" have no rhythm in the text: yearly, so the last complete fiscal year
--   and what has come since.
-- * An issue leads on within a time (ours, a parameter): to a risk, a measure or whatever else it names, or
--   it is handled. Until then one that has not led on yet is not judged.
-- * The sources of 1.3.1 and the points of 1.3.4 count where a record names them; where none does, a
--   person answers, since not every source has something to say every year.

-- ---- 1.1 what is to be protected ----------------------------------------------------------------

derive "service.is_protected" { type = "bool", from = "uses_it" }
derive "function.is_protected" { type = "bool", from = "emergency_priority" }
derive "information.is_protected" {
  type = "bool", from = "confidentiality >= $confidential_from or personal",
}
derive "system.is_protected" {
  type = "bool",
  title = { ja = "防護すべき対象", en = "To be protected" },
  from = [[
    especially_important or any(services.is_protected) or any(functions.is_protected)
    or any(information.is_protected)
  ]],
}

rule "1.1" {
  title = { ja = "防護すべき対象を特定する", en = "What is to be protected is identified" },
  actor = "security_division", items = true, when = "runs_objects",
  remedy = { ja = "三つの観点から対象を洗い出す", en = "Go through the three viewpoints and list the objects" },
}
rule "1.1#a" {
  title = { ja = "安全基準等の観点から対象を挙げる", en = "Objects follow from the safety standards" },
  actor = "security_division", when = "runs_objects",
  check = [[
    if(any(documents where type == 'safety_standard' and count(covers) > 0
           and (not present(approved_on) or approved_on <= today())
           and (not present(period.from) or period.from <= today())
           and (not present(period.until) or today() <= period.until)), true)
  ]],
  ask = {
    ja = "適用される安全基準等から、防護すべき対象を洗い出しているか",
    en = "Have the objects to be protected been drawn from the safety standards that apply?",
  },
  evidence = { { ja = "安全基準等と対象の対応表", en = "Table of safety standards and objects" } },
  technique = "review",
  remedy = { ja = "安全基準等の項目ごとに関係する対象を記録する", en = "Record the objects that each item concerns" },
}
rule "1.1#b" {
  title = {
    ja = "維持すべきサービスと、それを支える情報システムを挙げる",
    en = "Services to keep up are listed with the systems that carry them",
  },
  actor = "security_division", when = "runs_objects",
  check = "count(services) > 0 and all(services where uses_it, count(systems) > 0)",
  question = {
    ja = "サービスごとに、支える情報システムを挙げているか",
    en = "Are the systems listed that carry each service?",
  },
  evidence = { { ja = "サービスと情報システムの一覧", en = "List of services and systems" } },
  technique = "review",
  remedy = { ja = "サービスの記録に systems を書く", en = "Name the systems of each service" },
}
rule "1.1#c" {
  title = {
    ja = "機密として扱う情報と、その媒体を挙げる",
    en = "Confidential information is listed with its medium",
  },
  actor = "security_division", when = "runs_objects",
  check = [[
    any(information where confidentiality >= $confidential_from)
    and all(information where confidentiality >= $confidential_from, medium in ['electronic', 'paper'])
  ]],
  question = {
    ja = "機密とすべき情報を、紙か電磁的かも含めて挙げているか",
    en = "Is confidential information listed, with whether it is on paper or electronic?",
  },
  evidence = { { ja = "情報資産台帳", en = "Ledger of information" } }, technique = "review",
  remedy = { ja = "情報の格付と媒体を台帳に書く", en = "Enter confidentiality and medium in the ledger" },
}

-- ---- 1.2 criteria -------------------------------------------------------------------------------

-- A clause of 1.2 and a rule for each of its viewpoints.
local function criteria(clause, part, titles, viewpoints)
  rule (clause) {
    title = titles, actor = "management", items = true, when = "runs_criteria",
    remedy = {
      ja = "欠けている観点の基準を、経営層の判断で定める",
      en = "Have management set criteria for the viewpoints that are missing",
    },
  }
  for i, viewpoint in ipairs(viewpoints) do
    local name = ("%s#%s"):format(clause, ("abcdefg"):sub(i, i))
    rule (name) {
      title = { ja = titles.ja .. "：" .. viewpoint.ja, en = titles.en .. ": " .. viewpoint.en },
      actor = "management", when = "runs_criteria",
      check = ("any(criteria where part == '%s' and item == '%s' and %s, statement ~= '')"):format(
        part, name, "(not present(set_on) or set_on <= today())"),
      question = {
        ja = ("「%s」の観点の基準はあるか"):format(viewpoint.ja),
        en = ("Is there a criterion for %s?"):format(viewpoint.en),
      },
      evidence = { { ja = "リスク判定基準", en = "The risk criteria" } }, technique = "review",
      remedy = {
        ja = "この観点の基準を定性的又は定量的に書く",
        en = "Write a criterion for it, in words or in figures",
      },
    }
  end
end

criteria("1.2.1", "evaluation", { ja = "リスク評価基準", en = "Criteria of evaluation" }, {
  { ja = "戦略上の価値", en = "strategic value" },
  { ja = "情報資産の重要さ", en = "importance of the information assets" },
  { ja = "法令や規制の要求", en = "demands of law and regulation" },
  { ja = "契約で負う義務", en = "duties under contracts" },
  { ja = "機密性・完全性・可用性の業務上の重み", en = "weight of confidentiality, integrity and availability" },
  { ja = "関係者の期待や信用", en = "expectations and trust of stakeholders" },
})
criteria("1.2.2", "impact", { ja = "影響基準", en = "Criteria of impact" }, {
  { ja = "影響を受ける資産の分離の度合い", en = "how far the assets are kept apart" },
  { ja = "情報セキュリティの侵害", en = "breaches of information security" },
  { ja = "運用の障害", en = "disturbed operations" },
  { ja = "事業や金融資産の価値の減少", en = "loss of business or financial value" },
  { ja = "計画や期限の遅延", en = "delay of plans and deadlines" },
  { ja = "評判の低下", en = "loss of reputation" },
  { ja = "法令・規制・契約への違反", en = "breach of law, regulation or contract" },
})
criteria("1.2.3", "acceptance", { ja = "リスク受容基準", en = "Criteria of acceptance" }, {
  { ja = "事業上の基準", en = "business" },
  { ja = "法令や規則", en = "law and rules" },
  { ja = "社会・人道の面", en = "society and humanity" },
  { ja = "運用の面", en = "operations" },
  { ja = "技術の面", en = "technology" },
  { ja = "財務の面", en = "finance" },
})

-- ---- 1.3 issues ---------------------------------------------------------------------------------

local SINCE = "found_on >= organization.risk_year_from and found_on <= today()"

local LED_ON = "(count(leads_to) > 0 or present(handled_on) and handled_on <= today())"

-- Issues that came in by one of these channels have led to something.
local function feeds(clause, channels)
  rule (clause .. "#feeds") {
    kind = "issue",
    title = {
      ja = "抽出した課題を、リスクの特定や対策につなげる",
      en = "Issues that were found lead on to risks or measures",
    },
    actor = "security_division",
    select = ("channel in [%s]"):format(channels),
    when = ("organization.runs_issues and %s and (%s or found_on + $issues_lead_on_within < today())"):format(
      SINCE, LED_ON),
    check = function(issue)
      if #issue.leads_to > 0 then return pass end
      local handled = field(issue, "handled_on")
      if handled and come(handled) then return pass end
      local day = issue.found_on
      return fail { message = {
        ja = ("%sに把握してから、何にもつながっていない"):format(format(day, "date", "ja")),
        en = ("found on %s, it has led to nothing yet"):format(format(day, "date")),
      } }
    end,
    question = { ja = "課題は何につながったか", en = "What has the issue led to?" },
    evidence = { { ja = "課題管理表", en = "List of issues" } }, technique = "review",
    remedy = {
      ja = "課題からリスク又は対策を起こし、leads_to に書く",
      en = "Draw a risk or a measure from the issue and name it in leads_to",
    },
  }
end

rule "1.3.1" {
  title = { ja = "共有される情報を集め、課題を抽出する", en = "Shared information is collected and yields issues" },
  actor = "security_division", items = true, when = "runs_issues",
  remedy = { ja = "情報源を確かめ、課題を記録する", en = "See to the sources and record issues" },
}

local SOURCES = {
  { "a", "内閣官房", "the Cabinet Secretariat", "'内閣官房', '1.3.1#a'" },
  { "b", "情報セキュリティ関係省庁", "the ministries for security", "'情報セキュリティ関係省庁', '関係省庁', '1.3.1#b'" },
  { "c", "情報セキュリティ関係機関", "the bodies for security", "'情報セキュリティ関係機関', '関係機関', '1.3.1#c'" },
  { "d", "サイバー空間関連事業者", "vendors of systems and security", "'サイバー空間関連事業者', 'ベンダー', '1.3.1#d'" },
  { "e", "セプター", "the sector's CEPTOAR", "'セプター', '1.3.1#e'" },
}
for _, source in ipairs(SOURCES) do
  local letter, ja, en, words = source[1], source[2], source[3], source[4]
  rule ("1.3.1#" .. letter) {
    title = { ja = ja .. "からの情報を集める", en = "Information from " .. en .. " is collected" },
    actor = "security_division", when = "runs_issues",
    check = ("if(any(issues where source_body in [%s] and %s), true)"):format(words, SINCE),
    ask = {
      ja = ja .. "から届く脅威や脆弱性の情報を集め、使っているか",
      en = "Is what comes from " .. en .. " on threats and vulnerabilities collected and used?",
    },
    evidence = { { ja = "受信した情報と対応の記録", en = "Record of what was received and done" } },
    technique = "interview",
    remedy = { ja = "受け手と手順を決め、課題に提供元を記録する", en = "Settle who receives it; record the source of issues" },
  }
end
rule "1.3.1#issues" {
  title = { ja = "情報の収集から課題を抽出している", en = "Issues come from the information collected" },
  actor = "security_division", when = "runs_issues",
  check = ("any(issues where channel in ['information', 'operation'] and %s)"):format(SINCE),
  question = { ja = "過去1年に課題を抽出したか", en = "Were issues found in the last year?" },
  evidence = { { ja = "課題管理表", en = "List of issues" } }, technique = "review",
  remedy = {
    ja = "集めた情報を自らの対策に照らし、課題を記録する",
    en = "Hold the information against your measures; record issues",
  },
}
feeds("1.3.1", "'information', 'operation'")

local DONE = "done_on >= organization.risk_year_from and done_on <= today()"

rule "1.3.2" {
  title = { ja = "監査から課題を抽出する", en = "Audits yield issues" },
  actor = "security_division", items = true, when = "runs_issues",
  remedy = { ja = "監査を行い、指摘から課題を起こす", en = "Have audits made and draw issues from their findings" },
}
rule "1.3.2#audits" {
  title = { ja = "内部又は外部の監査を受けている", en = "Audits, internal or external, are made" },
  actor = "security_division", when = "runs_issues",
  check = ("any(audits where present(done_on) and %s)"):format(DONE),
  question = { ja = "過去1年に監査を受けたか", en = "Was there an audit in the last year?" },
  evidence = { { ja = "監査報告書", en = "Audit report" } }, technique = "review",
  remedy = { ja = "客観的な監査を計画し、実施する", en = "Plan and hold an independent audit" },
}
rule "1.3.2#findings" {
  kind = "finding",
  title = { ja = "監査の指摘を課題として扱う", en = "Findings of audits are taken up as issues" },
  actor = "security_division",
  when = "organization.runs_issues and present(audit.done_on) and " .. DONE:gsub("done_on", "audit.done_on"),
  check = "count(issues) > 0 or present(plan.what)",
  question = { ja = "指摘はどの課題になったか", en = "Which issue has come of the finding?" },
  evidence = { { ja = "課題管理表", en = "List of issues" } }, technique = "review",
  remedy = { ja = "指摘を対象とする課題を記録するか、改善計画を書く", en = "Record an issue about it, or a plan" },
}
feeds("1.3.2", "'audit'")

rule "1.3.3" {
  title = { ja = "ITを巡る環境の変化から課題を抽出する", en = "Changes around IT yield issues" },
  actor = "security_division", items = true, when = "runs_issues",
  remedy = { ja = "新技術や利用形態の動向を調べ、課題を記録する", en = "Look into new techniques and uses; record issues" },
}
rule "1.3.3#issues" {
  title = { ja = "環境の変化を調べ、課題を抽出している", en = "Changes are looked into and issues found" },
  actor = "security_division", when = "runs_issues",
  check = ("if(any(issues where channel == 'environment' and %s), true)"):format(SINCE),
  ask = {
    ja = "国や自らの調査結果から、環境の変化による課題の有無を確かめたか",
    en = "Have studies, public or your own, been used to see whether changes raise issues?",
  },
  evidence = { { ja = "調査・分析の記録", en = "Record of studies" } }, technique = "interview",
  remedy = { ja = "調査結果を読み、課題の有無を記録する", en = "Read the studies and record what follows" },
}
feeds("1.3.3", "'environment'")

rule "1.3.4" {
  title = { ja = "演習・訓練から課題を抽出する", en = "Exercises yield issues" },
  actor = "security_division", items = true, when = "runs_issues",
  remedy = { ja = "確かめる点を決めて演習に参加する", en = "Take part in exercises with points to be verified" },
}

local HELD = "present(held_on) and held_on >= organization.risk_year_from and held_on <= today()"
local POINTS = {
  { "a", "発動の条件と優先順位", "the conditions of activation and the priorities", "'1.3.4#a' in plan" },
  { "b", "障害時の体制と権限移譲", "who acts and who may decide", "'1.3.4#b' in plan" },
  { "c", "情報共有の体制", "the ways of sharing information",
    "type in ['contact', 'ceptoar'] or '1.3.4#c' in plan" },
}
for _, point in ipairs(POINTS) do
  local letter, ja, en, condition = point[1], point[2], point[3], point[4]
  rule ("1.3.4#" .. letter) {
    title = { ja = "演習で確かめる：" .. ja, en = "Exercises verify " .. en },
    actor = "security_division", when = "runs_issues",
    check = ("if(any(exercises where (%s) and %s), true)"):format(condition, HELD),
    ask = {
      ja = ("過去1年の演習・訓練で、%sが働くことを確かめたか"):format(ja),
      en = ("Has an exercise of the last year verified %s?"):format(en),
    },
    evidence = { { ja = "演習の計画と結果", en = "Plan and results of the exercise" } }, technique = "review",
    remedy = { ja = "次の演習の計画に加える", en = "Put it into the plan of the next exercise" },
  }
end
local EXERCISES = {
  { "ceptoar", "ceptoar", "セプター訓練", "the exercise of the sector's CEPTOAR" },
  { "cross-sector", "cross_sector", "分野横断的演習", "the cross-sector exercise" },
}
for _, exercise in ipairs(EXERCISES) do
  local suffix, type_name, ja, en = exercise[1], exercise[2], exercise[3], exercise[4]
  rule ("1.3.4#" .. suffix) {
    title = { ja = ja .. "に参加する", en = "Takes part in " .. en },
    actor = "security_division", when = "runs_issues", clause = "図表9",
    check = ("any(exercises where type == '%s' and %s)"):format(type_name, HELD),
    question = { ja = ja .. "に参加したか", en = "Have you taken part in " .. en .. "?" },
    evidence = { { ja = "参加の記録", en = "Record of participation" } }, technique = "review",
    remedy = { ja = "次回の参加を申し込む", en = "Sign up for the next one" },
  }
end
feeds("1.3.4", "'exercise'")
