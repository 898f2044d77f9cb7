-- 2.2.4 (1) Being ready for incidents.
--
-- Readings where the text leaves a choice:
-- * What a procedure lays down is what the organisation declares in `covers`: the item's code, or that of
--   the whole clause. No procedure, or one that does not declare it, fails: having it is the duty. An
--   answer goes before what is declared.
-- * The contact list is a document that names systems in `covers`, or the entries of an emergency desk.
--   Those in charge are reached at the number of their own record.
-- * Drills: those planned or held since the beginning of the last complete fiscal year. That the procedure
--   works is shown by those held in it, their findings put right.
--   An especially important system has a drill of its own, of incident handling; a full one does not show
--   that such an incident was practised.

local write = library "write"

local PROCEDURE = { ja = "対処手順書の該当箇所", en = "The place in the incident procedure" }

-- ---- 2.2.4 (1) being ready ----------------------------------------------------------------------

rule "2.2.4(1)(a)" {
  title = {
    ja = "気付いた者がどこへどう知らせるかを手順に定め、例を添えて全員に知らせる",
    en = "How to report a possible incident, with examples, is laid down and made known",
  },
  actor = "chief_iso",
  declared = true,
  check = write.in_procedure("2.2.4(1)(a)", "announced_on <= today()"),
  ask = {
    ja = "報告窓口、報告の流れ、報告すべき事例を定め、職員等に知らせているか",
    en = "Are desk, way and examples of reporting laid down, and known to everybody?",
  },
  evidence = PROCEDURE,
  technique = "review",
  remedy = {
    ja = "報告の手順を対処手順書に書き、事例とともに周知した日を記録する",
    en = "Write the way of reporting into the procedure; record the day on which it was made known",
  },
}

rule "2.2.4(1)(b)" {
  title = {
    ja = "外部との情報共有まで含めた対処の手順がある",
    en = "There is a procedure for handling, sharing with outsiders included",
  },
  actor = "chief_iso",
  declared = true,
  check = write.in_procedure "2.2.4(1)(b)",
  ask = {
    ja = "検知から復旧、外部との共有までの手順を定めているか",
    en = "Is there a procedure from detection to recovery and sharing with others?",
  },
  evidence = PROCEDURE,
  technique = "review",
  remedy = {
    ja = "対処手順書を整え、外部との共有先と方法を加える",
    en = "Write the procedure, with whom to share and how",
  },
}

-- Who must be reachable: those in charge of the system, the CISO, those who maintain it from outside.
rule "2.2.4(1)(c)" {
  kind = "system",
  title = {
    ja = "特に重要な情報システムを緊急連絡網に載せている",
    en = "Especially important systems are in the emergency contact list",
  },
  actor = "chief_iso",
  when = "especially_important",
  check = [[
    any(organization.documents where type == 'contact_list' and in_force and outer.id in covers)
    or any(organization.desks where type == 'emergency',
           any(entries, present(system) and system == outer.outer.self))
  ]],
  question = {
    ja = "このシステムの緊急時の連絡先、手段、内容を連絡網に定めているか",
    en = "Does the contact list say whom to reach for this system, how, and with what?",
  },
  evidence = { ja = "緊急連絡網", en = "Emergency contact list" },
  technique = "review",
  remedy = {
    ja = "緊急連絡網にこのシステムを加える",
    en = "Add the system to the emergency contact list",
  },
}

rule "2.2.4(1)(c)#officers" {
  kind = "system",
  title = {
    ja = "特に重要な情報システムの責任者・管理者に緊急時の連絡先がある",
    en = "Those in charge of especially important systems can be reached in an emergency",
  },
  actor = "chief_iso",
  when = "especially_important",
  check = [[
    has_officer
    and all(assigned where role in ['system_iso', 'system_admin', 'platform_user_admin'] and in_office,
            holder.contact.phone ~= '' or holder.contact.home ~= '')
  ]],
  question = {
    ja = "責任者と管理者に、休日・夜間もつながる電話番号があるか",
    en = "Is there a number for each of them, nights and holidays included?",
  },
  evidence = { ja = "緊急連絡網", en = "Emergency contact list" },
  technique = "review",
  remedy = {
    ja = "システムの責任者・管理者の電話番号を登録する",
    en = "Record the telephone numbers of those in charge",
  },
}

rule "2.2.4(1)(c)#ciso" {
  title = { ja = "CISOに緊急時の連絡先がある", en = "The CISO can be reached in an emergency" },
  actor = "chief_iso",
  when = "any(systems where especially_important)",
  check = [[
    any(assignments where role == 'ciso' and in_office,
        holder.contact.phone ~= '' or holder.contact.home ~= '')
  ]],
  question = {
    ja = "重大な事案に備え、CISOの連絡先を連絡網に載せているか",
    en = "Is the CISO in the contact list, for serious events?",
  },
  evidence = { ja = "緊急連絡網", en = "Emergency contact list" },
  technique = "review",
  remedy = { ja = "CISOの電話番号を登録する", en = "Record the telephone number of the CISO" },
}

rule "2.2.4(1)(c)#outside" {
  kind = "system",
  title = {
    ja = "特に重要な情報システムの保守・クラウド事業者の窓口を連絡網に載せている",
    en = "Outsiders who maintain or provide especially important systems are in the contact list",
  },
  actor = "chief_iso",
  when = "especially_important and (present(lifecycle.contractor) or present(cloud.provider))",
  check = [[
    any(organization.desks where type == 'emergency',
        any(entries, present(system) and system == outer.outer.self and contact ~= ''))
  ]],
  question = {
    ja = "運用・保守を担う事業者やクラウド事業者の緊急窓口を載せているか",
    en = "Does the list hold the emergency desks of contractors and cloud providers?",
  },
  evidence = { ja = "緊急連絡網", en = "Emergency contact list" },
  technique = "review",
  remedy = {
    ja = "緊急連絡の窓口に、事業者の連絡先をシステムごとに記録する",
    en = "Record the contractor's emergency desk for the system",
  },
}

rule "2.2.4(1)(d)" {
  kind = "system",
  title = {
    ja = "特に重要な情報システムについて、対処の訓練を用意している",
    en = "A drill in handling incidents is prepared for especially important systems",
  },
  actor = "chief_iso",
  when = "especially_important",
  check = [[
    any(exercises where type == 'incident_response'
      and greatest(planned_on, held_on) >= organization.last_year_from)
  ]],
  question = {
    ja = "このシステムを対象とする対処訓練の内容と体制を用意しているか",
    en = "Are contents and people of a drill for this system prepared?",
  },
  evidence = { ja = "訓練の計画書", en = "Plan of the drill" },
  technique = "review",
  remedy = {
    ja = "このシステムを対象に、漏えいや停止を想定した対処訓練を計画する",
    en = "Plan a drill for the system: a leak, a stop",
  },
}

rule "2.2.4(1)(e)" {
  title = {
    ja = "組織外の人が知らせてくれる窓口を設け、公表している",
    en = "There is a published desk where outsiders can report",
  },
  actor = "chief_iso",
  check = "any(desks where type == 'outside_report' and contact ~= '' and published)",
  ask = {
    ja = "組織外からの通報を受ける窓口があり、連絡の仕方を外部に示しているか",
    en = "Is there a desk for reports from outside, and do outsiders know how to reach it?",
  },
  evidence = { ja = "窓口を案内するウェブページ", en = "Web page that names the desk" },
  technique = "observation",
  remedy = {
    ja = "外部向けの窓口を置き、連絡先をウェブサイトなどで公表する",
    en = "Set up a desk for outsiders and publish how to reach it",
  },
}

param "incident_exercises" {
  value = { "incident_response", "full" },
  title = { ja = "対処手順を確かめる訓練の種類", en = "Drills that test the incident procedure" },
  source = "2.2.4(1)(f)",
}
derive "exercise.last_year_held" {
  type = "bool",
  title = { ja = "前年度の実施", en = "Held in the last fiscal year" },
  from = "held_on >= organization.last_year_from and held_on <= organization.last_year_until",
}

-- Judged for the last complete fiscal year; while only the running one is recorded, unknown.
rule "2.2.4(1)(f)" {
  title = {
    ja = "対処手順が働くことを訓練で毎年度確かめ、見付かった点を直す",
    en = "Drills show every year that the procedure works; what they find is put right",
  },
  actor = "chief_iso",
  check = [[
    if(any(exercises where type in $incident_exercises and held_on < organization.this_year_from),
       any(exercises where type in $incident_exercises and last_year_held)
       and all(exercises where type in $incident_exercises and last_year_held and count(findings) > 0,
               improved_on >= held_on and improved_on <= today()),
       if(not any(exercises where type in $incident_exercises), false))
  ]],
  question = {
    ja = "対処手順を訓練で確かめ、課題を手順に反映しているか",
    en = "Have drills tested the procedure, and have their findings been put right?",
  },
  evidence = { ja = "訓練の実施報告と改善の記録", en = "Report on the drill, record of improvements" },
  technique = "review",
  remedy = {
    ja = "対処訓練を行い、明らかになった課題を直した日を記録する",
    en = "Hold the drill, put its findings right, and record the day",
  },
}

-- Of ministries that supervise.
rule "2.2.4(1)-1" {
  title = {
    ja = "所管法人のインシデントも、自組織のものと同じ先へ速やかに伝わる手順がある",
    en = "Incidents of supervised bodies go the same way as the ministry's own",
  },
  actor = "chief_iso",
  items = true,
  question = {
    ja = "法人のインシデントがCISOと統括室に届く手順を定めているか",
    en = "Is it laid down how incidents of supervised bodies reach the CISO and the office?",
  },
  evidence = PROCEDURE,
  technique = "review",
  remedy = {
    ja = "対処手順書に、法人からの知らせの扱いを加える",
    en = "Add the handling of what supervised bodies report to the procedure",
  },
}

rule "2.2.4(1)-1#ciso" {
  title = {
    ja = "所管法人のインシデントもCISOへ速やかに上げる手順がある",
    en = "Incidents of supervised bodies reach the CISO by a laid-down way",
  },
  actor = "chief_iso",
  when = "supervising",
  declared = true,
  check = write.in_procedure "2.2.4(1)-1#ciso",
  ask = {
    ja = "法人から知らせを受けたとき、CISOに伝える手順があるか",
    en = "Is it laid down how the CISO learns of what a supervised body reports?",
  },
  evidence = PROCEDURE,
  technique = "review",
  remedy = {
    ja = "法人からの知らせをCISOへ伝える手順を対処手順書に加える",
    en = "Add to the procedure how reports of supervised bodies reach the CISO",
  },
}
rule "2.2.4(1)-1#office" {
  title = {
    ja = "所管法人のインシデントも国家サイバー統括室へ速やかにつなぐ手順がある",
    en = "Incidents of supervised bodies reach the national office by a laid-down way",
  },
  actor = "chief_iso",
  when = "supervising",
  declared = true,
  check = write.in_procedure "2.2.4(1)-1#office",
  ask = {
    ja = "法人から知らせを受けたとき、統括室へつなぐ手順があるか",
    en = "Is it laid down how the national office learns of what a supervised body reports?",
  },
  evidence = PROCEDURE,
  technique = "review",
  remedy = {
    ja = "法人からの知らせを統括室へつなぐ手順を対処手順書に加える",
    en = "Add to the procedure how reports of supervised bodies are passed on to the office",
  },
}

rule "2.2.4(1)-2" {
  title = {
    ja = "判断の基準、決定者、対応、急ぐときの決め方を前もって定める",
    en = "Criteria, deciders, responses and urgent decisions are laid down beforehand",
  },
  actor = "chief_iso",
  items = true,
  question = {
    ja = "四つの点を対処手順に定めているか",
    en = "Does the procedure settle the four points?",
  },
  evidence = PROCEDURE,
  technique = "review",
  remedy = {
    ja = "欠けている点を対処手順書に定める",
    en = "Lay down in the procedure what is missing",
  },
}

rule "2.2.4(1)-2#criteria" {
  title = { ja = "何を基準に判断するかを決めてある", en = "The criteria of decisions are laid down" },
  actor = "chief_iso",
  declared = true,
  check = write.in_procedure "2.2.4(1)-2#criteria",
  ask = { ja = "遮断や停止などの判断の基準を定めているか", en = "Are there criteria for cutting off or stopping?" },
  evidence = PROCEDURE,
  technique = "review",
  remedy = { ja = "判断の基準を対処手順書に定める", en = "Lay down the criteria in the procedure" },
}
rule "2.2.4(1)-2#deciders" {
  title = { ja = "誰が決めるかを決めてある", en = "Who decides is laid down" },
  actor = "chief_iso",
  declared = true,
  check = write.in_procedure "2.2.4(1)-2#deciders",
  ask = { ja = "判断ごとに決める人を定めているか", en = "Is it laid down who takes which decision?" },
  evidence = PROCEDURE,
  technique = "review",
  remedy = { ja = "判断ごとの決定者を対処手順書に定める", en = "Name the deciders in the procedure" },
}
rule "2.2.4(1)-2#responses" {
  title = { ja = "判断に応じて何をするかを決めてある", en = "What follows from a decision is laid down" },
  actor = "chief_iso",
  declared = true,
  check = write.in_procedure "2.2.4(1)-2#responses",
  ask = { ja = "判断の結果ごとに行うことを定めているか", en = "Is it laid down what each decision leads to?" },
  evidence = PROCEDURE,
  technique = "review",
  remedy = { ja = "判断ごとの対応を対処手順書に定める", en = "Lay down in the procedure what is done on each decision" },
}
rule "2.2.4(1)-2#urgent" {
  title = { ja = "急ぐときの決め方を決めてある", en = "How to decide in urgent cases is laid down" },
  actor = "chief_iso",
  declared = true,
  check = write.in_procedure "2.2.4(1)-2#urgent",
  ask = {
    ja = "通常の承認を待てないときの決め方を定めているか",
    en = "Is it laid down how to decide when there is no time for the usual approval?",
  },
  evidence = PROCEDURE,
  technique = "review",
  remedy = { ja = "緊急時の決め方と権限の委任を定める", en = "Lay down urgent decisions and who may take them" },
}

-- Of ministries that supervise. A body is told by a notice about the desk, or because all the world is.
rule "2.2.4(1)-3" {
  title = {
    ja = "所管法人からの知らせを受ける窓口を定め、法人に伝える",
    en = "There is a desk for supervised bodies, and they know it",
  },
  actor = "chief_iso",
  items = true,
  question = {
    ja = "窓口を定め、各法人に連絡先を知らせているか",
    en = "Is there a desk, and have the bodies been told?",
  },
  evidence = PROCEDURE,
  technique = "review",
  remedy = {
    ja = "窓口を定めて各法人へ通知する",
    en = "Name the desk and tell the bodies",
  },
}

rule "2.2.4(1)-3#desk" {
  title = {
    ja = "所管法人からインシデントの知らせを受ける窓口がある",
    en = "There is a desk for incident reports of supervised bodies",
  },
  actor = "chief_iso",
  when = "supervising",
  check = "any(desks where type == 'agency_report' and contact ~= '')",
  question = { ja = "法人からの知らせを受ける窓口を定めているか", en = "Is there a desk for reports of supervised bodies?" },
  evidence = { ja = "窓口を定めた文書", en = "Document that names the desk" },
  technique = "review",
  remedy = { ja = "法人からの報告を受ける窓口と連絡先を定める", en = "Name a desk and how to reach it" },
}
rule "2.2.4(1)-3#told" {
  title = {
    ja = "その窓口の連絡先を所管法人に伝えてある",
    en = "The supervised bodies know how to reach that desk",
  },
  actor = "chief_iso",
  when = "supervising",
  check = [[
    if(any(desks where type == 'agency_report'),
       if(any(desks where type == 'agency_report'
                and (present(published) and published
                     or all(organization.supervises,
                            it in (outer.reports_about where type == 'notice' and on <= today()).to))),
          true),
       false)
  ]],
  ask = { ja = "各法人に窓口の連絡先を知らせたか", en = "Has every supervised body been told?" },
  evidence = { ja = "法人への通知の控え", en = "Copy of the notice to the bodies" },
  technique = "review",
  remedy = { ja = "窓口の連絡先を各法人へ通知し、記録する", en = "Tell every body, and record the notice" },
}
