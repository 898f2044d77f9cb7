-- 2.1.1 (5) to (8): advisor, promotion body, CSIRT, and roles that nobody may hold together.
--
-- Readings where the text leaves a choice:
-- * The advisor may be anybody, other posts included; expertise is what `qualifications` records. Where
--   nothing is recorded of it, a person answers.
-- * Roles of promotion body and CSIRT are laid down where a regulation's `covers` or the duties of a
--   member name them; no regulation and no duties: fail. This is the body's own declaration: an answer
--   overrides it.
-- * CSIRT: one head; a coordinator besides the head (two are desirable); two practitioners besides the
--   head, so that there are three people at least. A member counts as practitioner unless the recorded
--   rank is a senior one.
-- * The head has an interest where the head is also an ISO or officer of a system: then somebody else
--   must hold the role that reports to the CISO.
-- * Applicant and approver, auditor and audited: no exception covers these.
-- * An approver below the applicant may not decide, but for the CISO, or where the reason for keeping
--   the approver is recorded (technical matters). Whether one stands above the other is not known while
--   the approver's superior is not recorded, unless the approver stands in the applicant's own line.

-- ---- figures ------------------------------------------------------------------------------------

param "csirt_practitioners" {
  value = 2, unit = "人", stricter = "higher",
  title = { ja = "CSIRTの実務担当者の最少人数（責任者を除く）", en = "Practitioners in the CSIRT besides its head" },
  source = "2.1.1(7)-2",
}
param "csirt_coordinators" {
  value = 2, unit = "人", stricter = "higher",
  title = { ja = "CSIRTの業務統括・連携担当の望ましい人数（責任者を除く）", en = "Coordinators desirable in the CSIRT" },
  source = "2.1.1(7)(b)",
}
param "senior_ranks" {
  value = { "課長", "企画官", "室長", "参事官", "審議官", "部長", "次長", "局長", "官房長", "事務次官" },
  title = { ja = "実務担当者とみなさない職位", en = "Ranks too senior for a practitioner" },
  source = "2.1.1(7)-2",
}

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

local WRITTEN = { ja = "役割を定めた規程", en = "Rule that lays down the roles" }

-- A part of what a team or an advisor does, laid down for it.
local function role_of(code, who_ja, who_en, row)
  row.actor = "ciso"
  row.check = unless_answered(code, laid_down(code))
  row.ask = {
    ja = ("%sの役割として、「%s」を定めているか"):format(who_ja, row.title.ja),
    en = ("Is this laid down as a task of the %s: %s?"):format(who_en, row.title.en),
  }
  row.title = {
    ja = ("%s：%s"):format(who_ja, row.title.ja),
    en = ("%s: %s"):format(who_en, row.title.en),
  }
  row.evidence, row.technique = WRITTEN, "review"
  row.remedy = {
    ja = "規程に役割として定め、その記載事項（covers）か担当者の職務（duties）に記録する",
    en = "Lay it down in a rule, and record that in what the rule covers or in somebody's duties",
  }
  return row
end

local function advisor(code, row)
  row = role_of(code, "アドバイザー", "advisor", row)
  row.level, row.in_principle = "example", true
  return row
end
local function promotion(code, row) return role_of(code, "推進体制", "promotion body", row) end
local function csirt(code, row) return role_of(code, "CSIRT", "CSIRT", row) end

local APPOINTMENT = { ja = "任命書又は役割を定めた規程", en = "Letter of appointment, or the rule that names the post" }

-- ---- (5) the advisor ----------------------------------------------------------------------------

-- Expertise, from what is recorded; an empty record says that there is none.
derive "person.qualified" { type = "bool", from = "if(given(qualifications), count(qualifications) > 0)" }

rule "2.1.1(5)(a)" {
  title = {
    ja = "専門知識と経験のあるアドバイザーを置き、業務の内容を定める",
    en = "There is an advisor with expertise and experience, whose tasks are laid down",
  },
  actor = "ciso",
  check = ([[
    any(%s, (count(duties) > 0 or any(organization.documents where is_regulation, '2.1.1(5)(a)' in covers))
            and holder.qualified)
  ]]):format(in_office "advisor"),
  ask = {
    ja = "アドバイザーに、資格と実務経験のある者を充て、業務の内容を文書で定めているか",
    en = "Does the advisor have qualification and experience, and are the tasks written down?",
  },
  evidence = { ja = "委嘱状、資格と経歴", en = "Letter of appointment, qualifications and career" },
  technique = "review",
  remedy = {
    ja = "資格と実務経験のある者をアドバイザーに任命し、助言などの業務の内容（duties）を定める",
    en = "Appoint an advisor with qualification and experience, and lay down the duties",
  },
}

rule "2.1.1(5)-1" {
  title = { ja = "アドバイザーの業務の内容を、例に倣って定める", en = "The advisor's tasks are laid down, after these examples" },
  actor = "ciso",
  check = unless_answered("2.1.1(5)-1", ([[
    any(%s, count(duties) > 0) or any(documents where is_regulation, '2.1.1(5)-1' in covers)
  ]]):format(in_office "advisor")),
  ask = { ja = "アドバイザーの業務の内容を定めているか", en = "Are the advisor's tasks laid down?" },
  evidence = WRITTEN, technique = "review",
  remedy = { ja = "例を参考に、アドバイザーの職務（duties）を定める", en = "Lay down the advisor's duties after the examples" },
}

rule "2.1.1(5)-1#a" (advisor("2.1.1(5)-1#a", {
  title = { ja = "CISOと副責任者への助言", en = "Advises CISO and deputy on the measures of the whole body" },
}))
rule "2.1.1(5)-1#b" (advisor("2.1.1(5)-1#b", {
  title = { ja = "規程づくりへの助言", en = "Advises on rules" },
}))
rule "2.1.1(5)-1#c" (advisor("2.1.1(5)-1#c", {
  title = { ja = "対策推進計画への助言", en = "Advises on the promotion plan" },
}))
rule "2.1.1(5)-1#d" (advisor("2.1.1(5)-1#d", {
  title = { ja = "教育の計画・教材・実施の支援", en = "Helps with plan, material and teaching of training" },
}))
rule "2.1.1(5)-1#e" (advisor("2.1.1(5)-1#e", {
  title = { ja = "情報システムの技術面の助言", en = "Advises on technical matters of systems" },
}))
rule "2.1.1(5)-1#f" (advisor("2.1.1(5)-1#f", {
  title = { ja = "開発を委託するときの要求仕様への助言", en = "Advises on security requirements when development is bought" },
}))
rule "2.1.1(5)-1#g" (advisor("2.1.1(5)-1#g", {
  title = { ja = "職員等の日常の相談", en = "Answers everyday questions of staff" },
}))
rule "2.1.1(5)-1#h" (advisor("2.1.1(5)-1#h", {
  title = { ja = "インシデント対処の支援", en = "Helps in incidents" },
}))
rule "2.1.1(5)-1#i" (advisor("2.1.1(5)-1#i", {
  title = { ja = "情報システムの分類に応じた対策への助言", en = "Advises on measures by classification of systems" },
}))
rule "2.1.1(5)-1#j" {
  title = { ja = "アドバイザー：その他の助言や支援", en = "advisor: other advice and help" },
  actor = "ciso", level = "example",
  when = laid_down "2.1.1(5)-1#j",
  check = "true",
  question = { ja = "ほかに定めた業務があるか", en = "Is anything else laid down?" },
}

-- ---- (6) the promotion body ---------------------------------------------------------------------

local PROMOTION_IN_OFFICE = "assignments where in_office and role in ('promotion_head', 'promotion_member')"
local CSIRT_IN_OFFICE =
  "assignments where in_office and role in ('csirt_head', 'csirt_member', 'csirt_coordinator')"

-- A team that is there, and whose roles are laid down: for the clause or one of its items.
local function team(code, items, people)
  return ("any(%s) and %s"):format(people, unless_answered(code, ([[
    (any(%s, count(duties) > 0)
     or any(documents where is_regulation, any(covers where it in ('%s', '%s'))))
  ]]):format(people, code, table.concat(items, "', '"))))
end

rule "2.1.1(6)(a)" {
  title = { ja = "対策を進める推進体制を設け、役割を定める", en = "There is a promotion body, and its role is laid down" },
  actor = "ciso",
  check = team("2.1.1(6)(a)", { "2.1.1(6)-1#a", "2.1.1(6)-1#b", "2.1.1(6)-1#c",
    "2.1.1(6)-1#d", "2.1.1(6)-1#e", "2.1.1(6)-1#f" }, PROMOTION_IN_OFFICE),
  ask = { ja = "推進体制の役割を定めた文書があるか", en = "Is the promotion body's role written down?" },
  evidence = WRITTEN, technique = "review",
  remedy = {
    ja = "推進体制の構成員を任命し、役割を規程（covers）か職務（duties）に定める",
    en = "Appoint its members, and lay down its role in a rule or in their duties",
  },
}

rule "2.1.1(6)(b)" {
  title = { ja = "推進体制の責任者を決める", en = "The promotion body has a head" },
  actor = "ciso",
  check = ("any(%s)"):format(in_office "promotion_head"),
  question = { ja = "推進体制の責任者は誰か", en = "Who heads the promotion body?" },
  evidence = APPOINTMENT, technique = "review",
  remedy = { ja = "推進体制の責任者を任命する", en = "Appoint its head" },
}

rule "2.1.1(6)-1" {
  title = { ja = "推進体制の役割に、次の全てを定める", en = "The promotion body's role holds all of these" },
  actor = "ciso", items = true,
  remedy = { ja = "役割に足りない項目を加える", en = "Add what is missing to its role" },
}
rule "2.1.1(6)-1#a" (promotion("2.1.1(6)-1#a", {
  title = { ja = "規程と対策推進計画を作る", en = "drafts the rules and the promotion plan" },
}))
rule "2.1.1(6)-1#b" (promotion("2.1.1(6)-1#b", {
  title = { ja = "規程を運用する", en = "keeps the rules running" },
}))
rule "2.1.1(6)-1#c" (promotion("2.1.1(6)-1#c", {
  title = { ja = "例外措置を扱う", en = "deals with exceptions" },
}))
rule "2.1.1(6)-1#d" (promotion("2.1.1(6)-1#d", {
  title = { ja = "教育を行う", en = "trains" },
}))
rule "2.1.1(6)-1#e" (promotion("2.1.1(6)-1#e", {
  title = { ja = "自己点検を扱う", en = "deals with self-checks" },
}))
rule "2.1.1(6)-1#f" (promotion("2.1.1(6)-1#f", {
  title = { ja = "規程と対策推進計画を見直す", en = "revises the rules and the promotion plan" },
}))

-- ---- (7) the CSIRT ------------------------------------------------------------------------------

rule "2.1.1(7)(a)" {
  title = { ja = "CSIRTを設け、役割を明らかにする", en = "There is a CSIRT, and its role is clear" },
  actor = "ciso",
  check = team("2.1.1(7)(a)", { "2.1.1(7)-1#a.1", "2.1.1(7)-1#a.2", "2.1.1(7)-1#a.3",
    "2.1.1(7)-1#a.4", "2.1.1(7)-1#a.5", "2.1.1(7)-1#a.6", "2.1.1(7)-1#b.1", "2.1.1(7)-1#b.2",
    "2.1.1(7)-1#b.3", "2.1.1(7)-1#b.4", "2.1.1(7)-1#b.5", "2.1.1(7)-1#b.6",
    "2.1.1(7)-1#b.7" }, CSIRT_IN_OFFICE),
  ask = { ja = "CSIRTの役割を定めた文書があるか", en = "Is the CSIRT's role written down?" },
  evidence = WRITTEN, technique = "review",
  remedy = {
    ja = "CSIRTの要員を任命し、役割を規程（covers）か職務（duties）に定める",
    en = "Appoint its members, and lay down its role in a rule or in their duties",
  },
}

-- Knowledge, or aptitude: whoever has no qualification on record may still be apt, so that a person
-- answers.
rule "2.1.1(7)(b)" {
  title = {
    ja = "CSIRTに適任者を選び、責任者1人と、業務を束ねて外部と連携する者を置く",
    en = "The CSIRT is staffed by capable people, with one head and a coordinator besides",
  },
  actor = "ciso",
  check = ([[
    count(%s) == 1
    and any(%s, not any(holder.roles where it == 'csirt_head'))
    and all(%s, holder.is_staff)
    and all(%s, if(count(holder.qualifications) > 0, true))
  ]]):format(in_office "csirt_head", in_office "csirt_coordinator", CSIRT_IN_OFFICE, CSIRT_IN_OFFICE),
  ask = {
    ja = "CSIRTの全員について、専門の知識又は適性を確かめて選んでいるか",
    en = "Was everybody in the CSIRT chosen for knowledge or aptitude?",
  },
  evidence = { ja = "CSIRTの名簿、選任の記録", en = "List of its members, record of their selection" },
  technique = "review",
  remedy = {
    ja = "CSIRT責任者を1人と、別の者を業務統括・連携担当に任命し、要員の専門性を記録する",
    en = "Appoint one head and somebody else as coordinator; record what qualifies the members",
  },
}

rule "2.1.1(7)(b)#coordinators" {
  title = { ja = "業務を束ねて外部と連携する者は、複数置く", en = "There is more than one coordinator" },
  actor = "ciso", level = "recommended",
  check = ("count(%s and not any(holder.roles where it == 'csirt_head')) >= $csirt_coordinators")
    :format(in_office "csirt_coordinator"),
  question = { ja = "連携の担当は2人以上いるか", en = "Are there two coordinators or more?" },
  evidence = APPOINTMENT, technique = "review",
  remedy = { ja = "責任者以外に、連携の担当を増やす", en = "Appoint more coordinators besides the head" },
}

rule "2.1.1(7)(c)" {
  title = {
    ja = "インシデントがすぐCISOに届き、利害のある責任者だけに頼らない道筋を作る",
    en = "Incidents reach the CISO at once, not only by way of a CSIRT head with an interest",
  },
  actor = "ciso",
  check = ([[
    (not any(%s, any(holder.roles where it in ('iso', 'system_iso')))
     or any(%s, not any(holder.roles where it == 'csirt_head')))
    and %s
  ]]):format(in_office "csirt_head", in_office "ciso_reporter",
    unless_answered("2.1.1(7)(c)", laid_down "2.1.1(7)(c)")),
  ask = {
    ja = "インシデントを直ちにCISOへ知らせる手順が定められているか",
    en = "Is it laid down how the CISO is told of incidents at once?",
  },
  evidence = { ja = "報告の経路を示した手順", en = "Procedure that shows the way of reporting" }, technique = "review",
  remedy = {
    ja = "CISOへの報告経路を手順に定め、CSIRT責任者が責任者を兼ねるなら、別の者に報告の役割（ciso_reporter）を与える",
    en = "Lay down the way to the CISO; if the head has an interest, make somebody else ciso_reporter",
  },
}

rule "2.1.1(7)(d)" {
  title = { ja = "CYMATに属する職員を指名する", en = "The ministry has named staff for the CYMAT" },
  actor = "ciso",
  when = "is_ministry",
  check = "any(assignments where in_office and role in ('cymat', 'cymat_trainee'))",
  question = { ja = "CYMATの要員や研修員は誰か", en = "Who belongs to the CYMAT?" },
  evidence = APPOINTMENT, technique = "review",
  remedy = { ja = "CYMATの要員又は研修員を指名する", en = "Name members or trainees for the CYMAT" },
}

rule "2.1.1(7)(d)#skilled" {
  title = {
    ja = "CYMATの要員には、情報セキュリティや情報システムの基礎知識がある",
    en = "CYMAT members have basic knowledge of security and systems",
  },
  actor = "ciso", level = "recommended",
  when = ("is_ministry and any(%s)"):format(in_office "cymat"),
  check = ("all(%s, if(count(holder.qualifications) > 0, true))"):format(in_office "cymat"),
  ask = { ja = "CYMATの要員に基礎的な知識があるか", en = "Do the CYMAT members have basic knowledge?" },
  evidence = { ja = "要員の資格や研修の記録", en = "Record of qualifications and training" }, technique = "review",
  remedy = {
    ja = "知識のある者を指名するか研修を受けさせ、専門性（qualifications）を記録する",
    en = "Name people with knowledge or have them trained, and record their qualifications",
  },
}

rule "2.1.1(7)-1" {
  title = { ja = "CSIRTの役割に、次の全てを定める", en = "The CSIRT's role holds all of these" },
  actor = "ciso", items = true,
  remedy = { ja = "役割に足りない項目を加える", en = "Add what is missing to its role" },
}
rule "2.1.1(7)-1#a" {
  title = { ja = "CSIRT：インシデントの対処を一手に管理する", en = "CSIRT: manages the handling of incidents in one hand" },
  actor = "ciso", items = true,
  remedy = { ja = "役割に足りない項目を加える", en = "Add what is missing to its role" },
}
rule "2.1.1(7)-1#a.1" (csirt("2.1.1(7)-1#a.1", {
  title = { ja = "組織全体の対処を管理する", en = "manages the handling for the whole body" },
}))
rule "2.1.1(7)-1#a.2" (csirt("2.1.1(7)-1#a.2", {
  title = { ja = "疑わしい事案の報告を受け付ける", en = "takes reports of what may be an incident" },
}))
rule "2.1.1(7)-1#a.3" (csirt("2.1.1(7)-1#a.3", {
  title = { ja = "組織内のインシデントの情報を集める", en = "gathers what is known of incidents in the body" },
}))
rule "2.1.1(7)-1#a.4" (csirt("2.1.1(7)-1#a.4", {
  title = { ja = "所管法人のインシデントの情報を集める", en = "gathers what is known of incidents in its agencies" },
  when = "supervising",
}))
rule "2.1.1(7)-1#a.5" (csirt("2.1.1(7)-1#a.5", {
  title = { ja = "CISOなどへ報告する", en = "reports to the CISO and others" },
}))
rule "2.1.1(7)-1#a.6" (csirt("2.1.1(7)-1#a.6", {
  title = { ja = "対処の指示系統を一つにする", en = "keeps one line of command" },
}))
rule "2.1.1(7)-1#b" {
  title = { ja = "CSIRT：インシデントに速く的確に対処する", en = "CSIRT: deals with incidents quickly and well" },
  actor = "ciso", items = true,
  remedy = { ja = "役割に足りない項目を加える", en = "Add what is missing to its role" },
}
rule "2.1.1(7)-1#b.1" (csirt("2.1.1(7)-1#b.1", {
  title = { ja = "報告された事案がインシデントかを見極める", en = "judges whether what is reported is an incident" },
}))
rule "2.1.1(7)-1#b.2" (csirt("2.1.1(7)-1#b.2", {
  title = { ja = "応急措置など対処を指示し、助言する", en = "instructs and advises on handling, first aid included" },
}))
rule "2.1.1(7)-1#b.3" (csirt("2.1.1(7)-1#b.3", {
  title = { ja = "国家サイバー統括室へ連絡する", en = "informs the national cyber office" },
  when = "is_ministry",
}))
rule "2.1.1(7)-1#b.4" (csirt("2.1.1(7)-1#b.4", {
  title = { ja = "所管する府省庁へ連絡する", en = "informs the supervising ministry" },
  when = "type in ('agency', 'designated_corporation')",
}))
rule "2.1.1(7)-1#b.5" (csirt("2.1.1(7)-1#b.5", {
  title = { ja = "外部の専門機関から情報を集める", en = "gathers information from specialised bodies" },
}))
rule "2.1.1(7)-1#b.6" (csirt("2.1.1(7)-1#b.6", {
  title = { ja = "ほかの機関と情報を分かち合う", en = "shares information with other bodies" },
}))
rule "2.1.1(7)-1#b.7" (csirt("2.1.1(7)-1#b.7", {
  title = { ja = "専門の知見を出し、対処の作業をする", en = "provides expertise and does the work" },
}))

rule "2.1.1(7)-2" {
  title = { ja = "CSIRTに実務担当者を複数入れる", en = "The CSIRT has several practitioners" },
  actor = "ciso",
  check = [[
    count(people where in_service and in_csirt and not any(roles where it == 'csirt_head')
                       and not (present(rank) and rank in $senior_ranks)) >= $csirt_practitioners
  ]],
  question = { ja = "責任者のほかに、実際に手を動かす者が何人いるか", en = "How many do the work, besides the head?" },
  evidence = { ja = "CSIRTの名簿", en = "List of its members" }, technique = "review",
  remedy = { ja = "実務担当者をCSIRT要員に加える", en = "Add practitioners to the CSIRT" },
}

rule "2.1.1(7)-2#advisor" {
  title = {
    ja = "CSIRTは、インシデントの対処でアドバイザーの支援を受けられる",
    en = "The CSIRT can count on the advisor's help in incidents",
  },
  actor = "ciso", level = "recommended",
  check = ("if(any(%s, '2.1.1(5)-1#h' in duties), true)"):format(in_office "advisor"),
  ask = {
    ja = "アドバイザーなどがCSIRTを支援する段取りがあるか",
    en = "Is it settled how the advisor helps the CSIRT?",
  },
  evidence = WRITTEN, technique = "interview",
  remedy = {
    ja = "アドバイザーの業務に、インシデント対処の支援を入れる",
    en = "Put help in incidents among the advisor's duties",
  },
}

rule "2.1.1(7)-2#specialists" {
  title = {
    ja = "組織内の専門の部署や人材を、CSIRTに加えるか連携させる",
    en = "Specialists within the body belong to the CSIRT or work with it",
  },
  actor = "ciso", level = "recommended",
  ask = {
    ja = "組織内に専門の部署や人材がいるなら、CSIRTと連携する形ができているか（いなければ該当なし）",
    en = "If the body has specialists, do they belong to the CSIRT or work with it? (none: not applicable)",
  },
  evidence = { ja = "CSIRTの体制図", en = "Chart of the CSIRT" }, technique = "interview",
  remedy = { ja = "専門の人材をCSIRTに加えるか、連携の手順を決める", en = "Add them to the CSIRT, or settle how they help" },
}

-- A contract is one way to have outside help at hand; others are answered for.
rule "2.1.1(7)-3" {
  title = { ja = "インシデントのとき、外部の専門家の支援をすぐ受けられる", en = "Outside experts are at hand in an incident" },
  actor = "ciso",
  check = [[
    if(any(suppliers where any(services where it in ('incident_response', '2.1.1(7)-3')),
           contract.until >= today()),
       true)
  ]],
  ask = {
    ja = "契約や取決めにより、インシデント対処の専門家をすぐ呼べるか",
    en = "Is there a contract or agreement by which experts come at once?",
  },
  evidence = { ja = "支援の契約又は取決め", en = "Contract or agreement" }, technique = "review",
  remedy = {
    ja = "インシデント対処の支援（incident_response）を受ける契約を結び、期限を記録する",
    en = "Conclude a contract for help in incidents (incident_response), and record how long it runs",
  },
}

rule "2.1.1(7)-4" {
  title = {
    ja = "CSIRT・当事者の部局・関係する部局の分担を定める",
    en = "It is laid down what CSIRT, the division concerned and others do",
  },
  actor = "ciso",
  check = unless_answered("2.1.1(7)-4", laid_down "2.1.1(7)-4"),
  ask = {
    ja = "インシデントのとき、CSIRTと各部局が何をするかを前もって決めているか",
    en = "Is it settled beforehand who does what in an incident?",
  },
  evidence = { ja = "対処手順の役割分担表", en = "Table of who does what" }, technique = "review",
  remedy = { ja = "役割の分担を対処手順に定め、記載事項（covers）に記録する", en = "Lay down who does what in the procedure" },
}

-- ---- (8) roles that nobody may hold together ----------------------------------------------------

extend "exception" {
  fields = {
    field("kept_reason", "text", "本来の許可権限者が判断する理由", "Reason for keeping the approver"),
  },
}

rule "2.1.1(8)(a)" {
  title = { ja = "申請と承認、監査をする側と受ける側を、同じ者が兼ねない", en = "Nobody approves or audits their own affairs" },
  actor = "staff", items = true, waivable = false,
  remedy = { ja = "承認者又は監査実施者を別の者に替える", en = "Have somebody else approve or audit" },
}

rule "2.1.1(8)(a)#applicant" {
  kind = { "exception", "request" },
  title = { ja = "申請した者が自ら承認しない", en = "The applicant is not the approver" },
  actor = "staff", waivable = false,
  check = "approver ~= applicant",
  question = { ja = "申請者と承認者は別の者か", en = "Are applicant and approver two people?" },
  evidence = { ja = "申請と承認の記録", en = "Record of application and approval" }, technique = "review",
  remedy = { ja = "別の者が審査をやり直す", en = "Have somebody else decide on it anew" },
}

-- Whether `unit` is the audited one or a part of it.
local function lies_within(unit, audited)
  while unit do
    if unit == audited then return true end
    unit = field(unit, "parent")
  end
  return false
end

local function among(list, person)
  for _, p in ipairs(list) do if p == person then return true end end
  return false
end

-- Why the person may not audit the subject, or nil. An auditor whose unit is not recorded cannot be
-- compared: reading it ends the check as unknown.
local function interest(person, subject)
  if subject == person then return { ja = "本人が対象です", en = "is the subject" } end
  if subject.kind == "unit" and (field(subject, "head") == person or lies_within(person.unit, subject)) then
    return { ja = "監査される部署に属しています", en = "belongs to the audited unit" }
  end
  if subject.kind == "document" and field(subject, "owner") == person then
    return { ja = "対象の文書の責任者です", en = "owns the document" }
  end
  if subject.kind ~= "system" then return nil end
  for _, a in ipairs(subject.assigned) do
    if field(a, "holder") == person and (a.role == "system_iso" or a.role == "system_admin") then
      return { ja = "対象の責任者又は管理者です", en = "is the system's officer or administrator" }
    end
  end
  if among(subject.built_by, person) or among(subject.run_by, person) then
    return { ja = "対象の構築又は運用に携わっています", en = "has built or runs the system" }
  end
  local unit = field(subject, "unit")
  if unit and lies_within(person.unit, unit) then
    return { ja = "対象を管理する部署に属しています", en = "belongs to the division that runs it" }
  end
end

-- An audit that outsiders or headquarters do, and one that has not been staffed yet and not been done, has
-- nobody to compare.
rule "2.1.1(8)(a)#auditor" {
  kind = "audit",
  title = { ja = "監査を受ける者が自ら監査しない", en = "The auditor is not the audited" },
  actor = "auditor", waivable = false,
  when = "count(auditors) > 0 or not by_outsiders and (done_on <= today())",
  check = function(audit)
    if #audit.auditors == 0 then
      return unknown { message = { ja = "監査実施者が記録されていません", en = "no auditors are recorded" } }
    end
    for _, person in ipairs(audit.auditors) do
      local why = interest(person, audit.subject)
      if why then
        return fail { message = {
          ja = ("監査実施者「%s」は、%s"):format(person.name, why.ja),
          en = ("auditor '%s' %s"):format(person.name, why.en),
        }, auditor = person.id }
      end
    end
    return true
  end,
  question = { ja = "監査実施者は、監査の対象に関わりのない者か", en = "Have the auditors no part in what they audit?" },
  evidence = { ja = "監査実施者の指名の記録", en = "Record of who was named auditor" }, technique = "review",
  remedy = { ja = "対象に関わりのない者を監査実施者に指名する", en = "Name auditors who have no part in it" },
}

-- `x == x` holds for what is there: where the approver's superior is not recorded, nothing is known.
rule "2.1.1(8)(b)" {
  kind = { "exception", "request" },
  title = {
    ja = "承認者として適切でないときは、その上司か適切な者の承認を得る",
    en = "Where the approver is not fit to decide, a superior or another fit person does",
  },
  actor = "staff",
  check = [[
    approver ~= applicant
    and (any(approver.roles where it == 'ciso') or present(kept_reason)
         or approver in applicant.reach(superior)
         or approver.superior == approver.superior and applicant not in approver.reach(superior))
  ]],
  question = {
    ja = "承認した者は申請者の部下でないか。部下なら、その者が判断した理由が記録されているか",
    en = "Is the approver below the applicant? If so, is the reason recorded?",
  },
  evidence = { ja = "申請と承認の記録、組織図", en = "Record of application and approval, organisation chart" },
  technique = "review",
  remedy = {
    ja = "申請者より上の者かCISOが判断する。技術的な事柄で替えられないなら理由（kept_reason）を記録する",
    en = "Let a superior or the CISO decide; in technical matters record why not (kept_reason)",
  },
}
