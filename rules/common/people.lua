-- Persons and the roles they hold. Which roles there must be is for the packs to say.

kind "person" {
  title = { ja = "職員等", en = "Person" },
  plural = "people",
  fields = {
    field("name*", "text", "氏名", "Name"),
    field("kana", "text", "ふりがな", "Reading"),
    field("unit", "->unit", "所属", "Unit"),
    field("units", "[->unit] = []", "兼務先", "Further units", { inverse = "further_people" }),
    field("post", "text", "役職", "Post"),
    field("rank", "text", "職位", "Rank"),
    field("superior", "->person", "上司", "Superior", { inverse = "subordinates" }),
    field("employer", "staff|dispatched|trainee|contractor", "身分", "Employment", { labels = {
      staff = { ja = "職員", en = "Staff" },
      dispatched = { ja = "派遣労働者", en = "Dispatched worker" },
      trainee = { ja = "研修生", en = "Trainee" },
      contractor = { ja = "委託先", en = "Contractor" },
    } }),
    field("qualifications", "[text] = []", "資格・専門性", "Qualifications"),
    field("joined_on", "date", "着任日", "Joined on"),
    field("moved_on", "date", "異動日", "Moved on"),
    field("left_on", "date", "離任日", "Left on"),
    field("contact", "group", "連絡先", "Contact", {
      sensitive = true,
      field("phone", "text", "電話", "Phone"),
      field("mail", "text", "メール", "Mail"),
      field("home", "text", "自宅・夜間", "Home"),
    }),
    field("training_exempt", "group", "教育の免除", "Exempt from training", {
      field("reason", "text", "理由", "Reason"),
      field("until", "date", "期限", "Until"),
    }),
  },
}

local ROLES = "ciso|deputy_ciso|ciso_reporter|chief_iso|iso|area_iso|division_iso|system_iso|"
  .. "system_admin|platform_user_admin|advisor|promotion_head|promotion_member|audit_chief|"
  .. "deputy_audit_chief|auditor|csirt_head|csirt_member|csirt_coordinator|cymat|"
  .. "cymat_trainee|approver|agency_liaison|board|bcp_member|continuity_chief|"
  .. "continuity_owner|continuity_staff|activation_lead|information_desk|contact_desk|"
  .. "damage_check|damage_control|network_recovery|system_recovery|network_switch|"
  .. "system_switch|contractor_recovery"

-- Past assignments are kept: whether one is in force follows from since and until.
kind "assignment" {
  title = { ja = "任命", en = "Assignment" },
  fields = {
    field("role*", ROLES, "役割", "Role", { actors = true, labels = {
      ciso = { ja = "最高情報セキュリティ責任者（CISO）", en = "Chief information security officer (CISO)" },
      deputy_ciso = { ja = "最高情報セキュリティ副責任者", en = "Deputy CISO" },
      ciso_reporter = { ja = "CISOへの報告者（CSIRT責任者以外）", en = "Reports to the CISO beside the CSIRT head" },
      chief_iso = { ja = "統括情報セキュリティ責任者", en = "Chief information security officer of the groupings" },
      iso = { ja = "情報セキュリティ責任者", en = "Information security officer (ISO)" },
      area_iso = { ja = "区域情報セキュリティ責任者", en = "Area security officer" },
      division_iso = { ja = "課室情報セキュリティ責任者", en = "Division security officer" },
      system_iso = { ja = "情報システムセキュリティ責任者", en = "System security officer" },
      system_admin = { ja = "情報システムセキュリティ管理者", en = "System security administrator" },
      platform_user_admin = { ja = "基盤利用管理者", en = "Platform user administrator" },
      advisor = { ja = "最高情報セキュリティアドバイザー", en = "Security advisor" },
      promotion_head = { ja = "推進体制の責任者", en = "Head of the promotion body" },
      promotion_member = { ja = "推進体制の構成員", en = "Member of the promotion body" },
      audit_chief = { ja = "情報セキュリティ監査責任者", en = "Chief auditor" },
      deputy_audit_chief = { ja = "情報セキュリティ監査副責任者", en = "Deputy chief auditor" },
      auditor = { ja = "監査実施者", en = "Auditor" },
      csirt_head = { ja = "CSIRT責任者", en = "CSIRT head" },
      csirt_member = { ja = "CSIRT要員", en = "CSIRT member" },
      csirt_coordinator = { ja = "CSIRTの連絡調整担当", en = "CSIRT coordinator" },
      cymat = { ja = "CYMAT要員", en = "CYMAT member" },
      cymat_trainee = { ja = "CYMAT研修員", en = "CYMAT trainee" },
      approver = { ja = "例外措置の許可権限者", en = "Approver of exceptions" },
      agency_liaison = { ja = "所管法人との連絡担当", en = "Liaison with supervised bodies" },
      board = { ja = "経営層", en = "Board member" },
      bcp_member = { ja = "業務継続計画の担当", en = "Member of the business continuity team" },
      continuity_chief = { ja = "運用継続の最高責任者", en = "Continuity chief" },
      continuity_owner = { ja = "運用継続の責任者", en = "Continuity owner" },
      continuity_staff = { ja = "運用継続の担当者", en = "Continuity staff" },
      activation_lead = { ja = "発動の責任者", en = "Activation lead" },
      information_desk = { ja = "情報集約担当", en = "Information desk" },
      contact_desk = { ja = "問合せ窓口担当", en = "Contact desk" },
      damage_check = { ja = "被害確認担当", en = "Damage check" },
      damage_control = { ja = "被害拡大防止担当", en = "Damage control" },
      network_recovery = { ja = "ネットワーク復旧担当", en = "Network recovery" },
      system_recovery = { ja = "情報システム復旧担当", en = "System recovery" },
      network_switch = { ja = "ネットワーク切替担当", en = "Network switch-over" },
      system_switch = { ja = "情報システム切替担当", en = "System switch-over" },
      contractor_recovery = { ja = "委託先の復旧担当", en = "Contractor's recovery team" },
    } }),
    field("person", "->person", "担当者", "Person", { inverse = "assignments" }),
    field("post", "text", "充て職", "Post that holds it"),
    field("scope", "->any", "担当範囲", "Scope", { inverse = "assigned" }),
    field("since", "date", "就任日", "Since"),
    field("until", "date", "退任日", "Until"),
    field("deputy", "->person", "代行者", "Deputy", { inverse = "deputised" }),
    field("duties", "[text] = []", "職務", "Duties", { coded = true }),
    field("delegated", "[text] = []", "委任した職務", "Delegated duties", { coded = true }),
    field("shift", "text", "勤務の交替", "Shift"),
  },
}

contradiction {
  kind = "person", when = "left_on < joined_on",
  message = {
    ja = "離任が着任より前です。日付を確かめてください",
    en = "left before joining; check the two dates",
  },
}

contradiction {
  kind = "assignment", when = "until < since",
  message = {
    ja = "退任が就任より前です。日付を確かめてください",
    en = "it ends before it begins; check the two dates",
  },
}

-- Who has to act: those who hold the role that a rule addresses, for what they hold it, and whoever a
-- record names as its owner.
holder {
  kind = "assignment", person = "person", actor = "role", subject = "scope",
  when = "(not present(since) or since <= today()) and (not present(until) or today() <= until)",
}
holder { kind = "document", person = "owner" }
holder { kind = "desk", person = "owner" }
holder { kind = "risk", person = "owner" }
holder { kind = "measure", person = "owner" }
