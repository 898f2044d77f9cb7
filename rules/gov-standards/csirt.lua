-- 2.1.1 (7) The CSIRT.
--
-- Readings where the text leaves a choice:
-- * One head; a coordinator besides the head (two are desirable); two practitioners besides the head, so
--   that there are three people at least. A member counts as practitioner unless the recorded rank is a
--   senior one.
-- * The head has an interest where the head is also an ISO or officer of a system: then somebody else
--   must hold the role that reports to the CISO.

local write = library "write"

local in_office = write.in_office

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
-- In ministries practitioners are deputy directors of a division and below. Ranks are recorded by post or by
-- grade (級).
param "senior_ranks" {
  value = {
    "事務次官", "次官級", "長官", "指定職", "官房長", "局長", "局長級", "部長", "部長級", "次長", "審議官", "審議官級",
    "参事官", "参事官級", "課長", "課長級", "室長", "室長級", "企画官", "企画官級", "管理職", "幹部",
    "理事長", "副理事長", "理事", "監事", "役員",
  },
  title = { ja = "実務担当者とみなさない職位", en = "Ranks too senior for a practitioner" },
  source = "2.1.1(7)-2",
}

local PEOPLE = "assignments where in_office and role in ('csirt_head', 'csirt_member', 'csirt_coordinator')"
local TEAM = { ja = "CSIRT", en = "CSIRT" }

local function csirt(code, row) return write.part_of_role(code, TEAM, row) end

-- ---- what is computed ---------------------------------------------------------------------------

-- Coordinators besides the head, and those who do the work.
derive "assignment.coordinates" {
  type = "bool",
  from = [[
    in_office and role == 'csirt_coordinator' and not repeated
    and not any(holder.roles where it == 'csirt_head')
  ]],
}
derive "person.practises" {
  type = "bool",
  from = [[
    in_service and in_csirt and not any(roles where it == 'csirt_head')
    and not (present(rank) and rank in $senior_ranks)
  ]],
}
derive "organization.csirt_known" {
  type = "bool",
  title = { ja = "CSIRT責任者以外の要員が誰か分かる", en = "Who is in the CSIRT besides its head is known" },
  from = [[
    all(assignments where in_office and role in ('csirt_member', 'csirt_coordinator'), holder == holder)
  ]],
}
derive "organization.has_coordinator" {
  type = "bool",
  title = {
    ja = "CSIRT責任者と別の者が業務統括・連携を担う", en = "Somebody besides the CSIRT's head coordinates",
  },
  from = "any(assignments.coordinates)",
}
derive "organization.csirt_head_interested" {
  type = "bool",
  title = {
    ja = "CSIRT責任者が情報システムの責任者か情報セキュリティ責任者を兼ねる",
    en = "The CSIRT's head is in charge of systems too",
  },
  from = ("any(%s, any(holder.roles where it in ('iso', 'system_iso')))"):format(in_office "csirt_head"),
}
derive "organization.has_ciso_reporter" {
  type = "bool",
  title = { ja = "CSIRT責任者と別に、CISOへ報告する者がいる", en = "Somebody besides the head reports to the CISO" },
  from = ("any(%s, not any(holder.roles where it == 'csirt_head'))"):format(in_office "ciso_reporter"),
}

-- ---- 2.1.1 (7) ----------------------------------------------------------------------------------

rule "2.1.1(7)(a)" {
  title = { ja = "CSIRTを設け、役割を明らかにする", en = "There is a CSIRT, and its role is clear" },
  actor = "ciso", items = true,
  remedy = { ja = "CSIRTの要員を任命し、役割を定める", en = "Appoint its members, and lay down its role" },
}
rule "2.1.1(7)(a)#people" {
  title = { ja = "CSIRTに要員がいる", en = "The CSIRT has members" },
  actor = "ciso",
  check = "has_csirt",
  question = { ja = "CSIRTには誰がいるか", en = "Who belongs to the CSIRT?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "CSIRTの要員を任命する", en = "Appoint its members" },
}
rule "2.1.1(7)(a)#role" (write.role_of_team("2.1.1(7)(a)", { "2.1.1(7)-1#a.1", "2.1.1(7)-1#a.2",
  "2.1.1(7)-1#a.3", "2.1.1(7)-1#a.4", "2.1.1(7)-1#a.5", "2.1.1(7)-1#a.6", "2.1.1(7)-1#b.1",
  "2.1.1(7)-1#b.2", "2.1.1(7)-1#b.3", "2.1.1(7)-1#b.4", "2.1.1(7)-1#b.5", "2.1.1(7)-1#b.6",
  "2.1.1(7)-1#b.7" }, PEOPLE, {
  title = { ja = "CSIRTの役割を定めている", en = "The role of the CSIRT is laid down" },
  ask = { ja = "CSIRTの役割を定めた文書があるか", en = "Is the CSIRT's role written down?" },
}))

-- Knowledge, or aptitude: whoever has no qualification on record may still be apt, so that a person
-- answers.
rule "2.1.1(7)(b)" {
  title = {
    ja = "CSIRTに適任者を選び、責任者1人と、業務を束ねて外部と連携する者を置く",
    en = "The CSIRT is staffed by capable people, with one head and a coordinator besides",
  },
  actor = "ciso",
  check = ([[
    csirt_heads == 1 and has_coordinator
    and all(%s, holder.is_staff)
    and all(%s, if(count(holder.qualifications) > 0, true))
  ]]):format(PEOPLE, PEOPLE),
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
  check = "count(assignments.coordinates) >= $csirt_coordinators",
  question = { ja = "連携の担当は2人以上いるか", en = "Are there two coordinators or more?" },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = { ja = "責任者以外に、連携の担当を増やす", en = "Appoint more coordinators besides the head" },
}

rule "2.1.1(7)(c)" {
  title = {
    ja = "インシデントがすぐCISOに届き、利害のある責任者だけに頼らない道筋を作る",
    en = "Incidents reach the CISO at once, not only by way of a CSIRT head with an interest",
  },
  actor = "ciso", items = true,
  remedy = { ja = "報告の経路を定め、利害のない者から届くようにする", en = "Lay down the way, and one that no interest bars" },
}
rule "2.1.1(7)(c)#path" {
  title = { ja = "インシデントを直ちにCISOへ知らせる経路を定めている", en = "The way to the CISO is laid down" },
  actor = "ciso", declared = true,
  check = write.laid_down "2.1.1(7)(c)",
  ask = {
    ja = "インシデントを直ちにCISOへ知らせる手順が定められているか",
    en = "Is it laid down how the CISO is told of incidents at once?",
  },
  evidence = { ja = "報告の経路を示した手順", en = "Procedure that shows the way of reporting" }, technique = "review",
  remedy = {
    ja = "CISOへの報告経路を手順に定め、その記載事項（covers）に記録する",
    en = "Lay down the way to the CISO, and record that in what the procedure covers",
  },
}
rule "2.1.1(7)(c)#interest" {
  title = {
    ja = "利害のあるCSIRT責任者とは別に、CISOへ報告する者がいる",
    en = "Where the CSIRT's head has an interest, somebody else reports to the CISO",
  },
  actor = "ciso",
  when = "csirt_head_interested",
  check = "has_ciso_reporter",
  question = {
    ja = "情報システムの責任者などを兼ねるCSIRT責任者とは別に、報告する者がいるか",
    en = "Does somebody else report, besides a head who is in charge of systems too?",
  },
  evidence = write.APPOINTMENT, technique = "review",
  remedy = {
    ja = "CSIRT責任者の兼務を解くか、別の者に報告の役割（ciso_reporter）を与える",
    en = "Appoint another head, or make somebody else ciso_reporter",
  },
}

rule "2.1.1(7)(d)" {
  title = { ja = "CYMATに属する職員を指名する", en = "The ministry has named staff for the CYMAT" },
  actor = "ciso",
  when = "is_ministry",
  check = "has_cymat",
  question = { ja = "CYMATの要員や研修員は誰か", en = "Who belongs to the CYMAT?" },
  evidence = write.APPOINTMENT, technique = "review",
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
  check = "count(people.practises) >= $csirt_practitioners or not csirt_known",
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
  evidence = write.WRITTEN, technique = "interview",
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
  declared = true,
  check = write.laid_down "2.1.1(7)-4",
  ask = {
    ja = "インシデントのとき、CSIRTと各部局が何をするかを前もって決めているか",
    en = "Is it settled beforehand who does what in an incident?",
  },
  evidence = { ja = "対処手順の役割分担表", en = "Table of who does what" }, technique = "review",
  remedy = { ja = "役割の分担を対処手順に定め、記載事項（covers）に記録する", en = "Lay down who does what in the procedure" },
}
