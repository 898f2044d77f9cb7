-- The organisation, how it is divided, who meets, what is written down, who told whom what.

local SECTORS = "telecom|broadcasting|cable_tv|banking|clearing|electronic_records|life_insurance|"
  .. "nonlife_insurance|securities|market|transfer|settlement|aviation|airport|rail|"
  .. "electricity|gas|local_government|medical|water|logistics|chemical|credit|petroleum|"
  .. "government"

kind "organization" {
  title = { ja = "組織", en = "Organisation" },
  singleton = true,
  fields = {
    field("name*", "text", "名称", "Name"),
    field("type*", "ministry|agency|designated_corporation|operator|sector_body", "種類", "Type", { labels = {
      ministry = { ja = "府省庁", en = "Ministry" },
      agency = { ja = "独立行政法人", en = "Incorporated administrative agency" },
      designated_corporation = { ja = "指定法人", en = "Designated corporation" },
      operator = { ja = "重要インフラ事業者", en = "Critical infrastructure operator" },
      sector_body = { ja = "分野の団体", en = "Sector body" },
    } }),
    field("sector", SECTORS, "分野", "Sector", { labels = {
      telecom = { ja = "電気通信", en = "Telecommunications" },
      broadcasting = { ja = "放送", en = "Broadcasting" },
      cable_tv = { ja = "ケーブルテレビ", en = "Cable television" },
      banking = { ja = "銀行等", en = "Banking" },
      clearing = { ja = "資金清算", en = "Funds clearing" },
      electronic_records = { ja = "電子債権記録", en = "Electronically recorded claims" },
      life_insurance = { ja = "生命保険", en = "Life insurance" },
      nonlife_insurance = { ja = "損害保険", en = "Non-life insurance" },
      securities = { ja = "証券", en = "Securities" },
      market = { ja = "金融商品市場", en = "Financial instruments market" },
      transfer = { ja = "振替", en = "Book-entry transfer" },
      settlement = { ja = "債務引受", en = "Debt assumption" },
      aviation = { ja = "航空", en = "Aviation" },
      airport = { ja = "空港", en = "Airport" },
      rail = { ja = "鉄道", en = "Rail" },
      electricity = { ja = "電力", en = "Electricity" },
      gas = { ja = "ガス", en = "Gas" },
      local_government = { ja = "地方公共団体", en = "Local government" },
      medical = { ja = "医療", en = "Medical care" },
      water = { ja = "水道", en = "Water supply" },
      logistics = { ja = "物流", en = "Logistics" },
      chemical = { ja = "化学", en = "Chemicals" },
      credit = { ja = "クレジット", en = "Credit cards" },
      petroleum = { ja = "石油", en = "Petroleum" },
      government = { ja = "政府", en = "Government" },
    } }),
    field("supervises", "[text] = []", "所管する法人", "Bodies it supervises"),
    field("supervised_by", "text", "所管府省庁", "Supervised by"),
    field("fiscal_year_starts", "month-day = 04-01", "年度の開始日", "Fiscal year starts"),
    field("alternate_site", "bool = no", "代替拠点の有無", "Has an alternate site"),
    field("audit_capacity", "bool", "自ら監査できる体制の有無", "Can audit by itself"),
    field("rating_map", "[group] = []", "格付の読替え", "Correspondence of ratings", {
      field("axis", "text", "観点", "Axis", { coded = true }),
      field("own", "text", "自組織の区分", "Own rating", { coded = true }),
      field("national", "text", "統一基準の区分", "National rating", { coded = true }),
    }),
    field("steps", "[text]", "実施するリスク対応の手順", "Risk steps that are run", { coded = true }),
    field("parameters", "[group] = []", "基準値の変更", "Parameters set", {
      field("name*", "text", "基準値名", "Parameter"),
      field("value", "text", "値", "Value"),
      field("reason", "text", "理由", "Reason"),
      field("approved_by", "text", "承認者", "Approved by"),
    }),
  },
}

kind "unit" {
  title = { ja = "部署", en = "Unit" },
  fields = {
    field("name*", "text", "名称", "Name"),
    field("type", "grouping|division|other", "区分", "Type", { labels = {
      grouping = { ja = "組織のまとまり", en = "Grouping" },
      division = { ja = "課室", en = "Division" },
      other = { ja = "その他", en = "Other" },
    } }),
    field("parent", "->unit", "上位部署", "Parent", { inverse = "parts" }),
    field("head", "->person", "部署の長", "Head", { inverse = "heads" }),
  },
}

kind "area" {
  title = { ja = "区域", en = "Controlled area" },
  fields = {
    field("name*", "text", "名称", "Name"),
    field("class", "1|2|3", "クラス", "Class"),
    field("unit", "->unit", "所管部署", "Unit"),
    field("facility_manager", "->person", "施設管理者", "Facility manager"),
  },
}

kind "committee" {
  title = { ja = "会議体", en = "Committee" },
  fields = {
    field("name*", "text", "名称", "Name"),
    field("type", "security|continuity|risk|other", "種類", "Type", { labels = {
      security = { ja = "情報セキュリティ", en = "Information security" },
      continuity = { ja = "業務継続", en = "Continuity" },
      risk = { ja = "リスク管理", en = "Risk management" },
      other = { ja = "その他", en = "Other" },
    } }),
    field("chair", "->person", "議長", "Chair", { inverse = "chairs" }),
    field("members", "[->person] = []", "構成員", "Members", { inverse = "committees" }),
    field("appointed_by", "->person", "任命者", "Appointed by", { inverse = "appointed_committees" }),
    field("agenda", "[text] = []", "審議事項", "Agenda", { coded = true }),
  },
}

kind "desk" {
  title = { ja = "窓口", en = "Desk" },
  fields = {
    field("type*", "inside_report|outside_report|agency_report|agency_advice|emergency", "種類", "Type", {
      labels = {
        inside_report = { ja = "職員等からの報告", en = "Reports from inside" },
        outside_report = { ja = "組織外からの連絡", en = "Reports from outside" },
        agency_report = { ja = "所管法人からの報告", en = "Reports from supervised bodies" },
        agency_advice = { ja = "所管法人からの相談", en = "Advice to supervised bodies" },
        emergency = { ja = "緊急連絡", en = "Emergency contact" },
      },
    }),
    field("contact", "text", "連絡先", "Contact", { sensitive = true }),
    field("published", "bool", "公表の有無", "Published"),
    field("owner", "->person", "担当者", "Owner"),
    field("entries", "[group] = []", "連絡先一覧", "Contact list", {
      field("system", "->system", "情報システム", "System", { inverse = "contact_entries" }),
      field("who", "text", "連絡相手", "Who"),
      field("contact", "text", "連絡先", "Contact", { sensitive = true }),
      field("verified_on", "date", "確認日", "Verified on"),
    }),
  },
}

local DOCUMENT_TYPES = "basic_policy|standard|rule|procedure|incident_procedure|promotion_plan|training_plan|"
  .. "training_material|selfcheck_plan|audit_plan|audit_report|continuity_plan|"
  .. "premeasure_plan|response_plan|operation_plan|flow|upkeep_plan|business_continuity_plan|"
  .. "it_bcp|risk_assessment|safety_standard|roadmap|contact_list|ledger|report"

kind "document" {
  title = { ja = "文書", en = "Document" },
  fields = {
    field("type*", DOCUMENT_TYPES, "種類", "Type", { labels = {
      basic_policy = { ja = "基本方針", en = "Basic policy" },
      standard = { ja = "対策基準", en = "Security standard" },
      rule = { ja = "運用規程", en = "Operating rule" },
      procedure = { ja = "実施手順", en = "Procedure" },
      incident_procedure = { ja = "インシデント対処手順", en = "Incident procedure" },
      promotion_plan = { ja = "対策推進計画", en = "Promotion plan" },
      training_plan = { ja = "教育実施計画", en = "Training plan" },
      training_material = { ja = "教育教材", en = "Training material" },
      selfcheck_plan = { ja = "自己点検計画", en = "Self-check plan" },
      audit_plan = { ja = "監査実施計画", en = "Audit plan" },
      audit_report = { ja = "監査報告書", en = "Audit report" },
      continuity_plan = { ja = "情報システム運用継続計画", en = "Information system continuity plan" },
      premeasure_plan = { ja = "事前対策計画", en = "Plan of pre-measures" },
      response_plan = { ja = "危機的事象発生時の対応計画", en = "Crisis response plan" },
      operation_plan = { ja = "運用計画", en = "Operation plan" },
      flow = { ja = "対応フロー", en = "Flow of response" },
      upkeep_plan = { ja = "維持改善計画", en = "Upkeep plan" },
      business_continuity_plan = { ja = "業務継続計画", en = "Business continuity plan" },
      it_bcp = { ja = "IT事業継続計画", en = "IT business continuity plan" },
      risk_assessment = { ja = "リスク評価書", en = "Risk assessment" },
      safety_standard = { ja = "安全基準等", en = "Safety standard" },
      roadmap = { ja = "行程表", en = "Roadmap" },
      contact_list = { ja = "連絡網", en = "Contact list" },
      ledger = { ja = "台帳", en = "Ledger" },
      report = { ja = "報告書", en = "Report" },
    } }),
    field("title*", "text", "題名", "Title"),
    field("owner", "->person", "責任者", "Owner", { inverse = "owned_documents" }),
    field("period", "group", "対象期間", "Period", {
      field("from", "date", "始期", "From"),
      field("until", "date", "終期", "Until"),
    }),
    field("approved_on", "date", "承認日", "Approved on"),
    field("approved_by", "->person", "承認者", "Approved by", { inverse = "approved_documents" }),
    field("committee_reviewed_on", "date", "会議体での審議日", "Reviewed by the committee on"),
    field("reviewed_on", "date", "見直し日", "Reviewed on"),
    field("next_review_on", "date", "次回見直し予定日", "Next review on"),
    field("evaluated_on", "date", "評価日", "Evaluated on"),
    field("announced_on", "date", "周知日", "Announced on"),
    field("covers", "[text] = []", "定めている事項", "What it covers", { coded = true }),
    field("adopted", "[group] = []", "採否", "Adoption of items", {
      field("item", "text", "項目", "Item", { coded = true }),
      field("decision", "adopted|not_adopted|beyond", "採否の別", "Decision", { labels = {
        adopted = { ja = "採用", en = "Adopted" },
        not_adopted = { ja = "不採用", en = "Not adopted" },
        beyond = { ja = "上乗せ", en = "Beyond" },
      } }),
      field("reason", "text", "理由", "Reason"),
    }),
    field("based_on", "[->any] = []", "根拠とした記録", "Based on", { inverse = "basis_of" }),
    field("consistent_with", "[->document] = []", "整合を確認した文書", "Consistent with",
      { inverse = "consistent_documents" }),
    field("stored_at", "[text] = []", "保管場所・媒体", "Stored at", { coded = true }),
    field("published", "bool", "公表の有無", "Published"),
    field("unpublished_reason", "text", "公表しない理由", "Reason for not publishing"),
    field("class", "mandatory|recommended|industry|internal", "位置付け", "Class", { labels = {
      mandatory = { ja = "強制基準", en = "Mandatory" },
      recommended = { ja = "推奨基準", en = "Recommended" },
      industry = { ja = "業界標準", en = "Industry standard" },
      internal = { ja = "内規", en = "Internal rule" },
    } }),
  },
}

kind "report" {
  title = { ja = "報告・連絡", en = "Report" },
  fields = {
    field("type*", "report|instruction|notice|advice_request", "種類", "Type", { labels = {
      report = { ja = "報告", en = "Report" },
      instruction = { ja = "指示", en = "Instruction" },
      notice = { ja = "通知", en = "Notice" },
      advice_request = { ja = "相談", en = "Request for advice" },
    } }),
    field("about*", "->any", "対象", "About", { inverse = "reports_about" }),
    field("from", "->person", "発信者", "From"),
    field("to", "text", "宛先", "To", { coded = true }),
    field("on*", "date", "日付", "On"),
  },
}

kind "issue" {
  title = { ja = "課題", en = "Issue" },
  fields = {
    field("text*", "text", "内容", "Text"),
    field("channel", "operation|information|audit|environment|exercise|staff|coordination|incident", "把握の経路",
      "Channel", { labels = {
        operation = { ja = "運用", en = "Operation" },
        information = { ja = "情報共有", en = "Shared information" },
        audit = { ja = "監査", en = "Audit" },
        environment = { ja = "環境変化", en = "Change of environment" },
        exercise = { ja = "演習・訓練", en = "Exercise" },
        staff = { ja = "職員等", en = "Staff" },
        coordination = { ja = "関係者との調整", en = "Coordination" },
        incident = { ja = "インシデント", en = "Incident" },
      } }),
    field("source_body", "text", "情報の提供元", "Source", { coded = true }),
    field("found_on", "date", "把握日", "Found on"),
    field("handled_on", "date", "対処日", "Handled on"),
    field("about", "->any", "対象", "About"),
    field("leads_to", "[->any] = []", "つながった記録", "Leads to", { inverse = "arose_from" }),
  },
}

kind "violation" {
  title = { ja = "規程違反", en = "Violation" },
  fields = {
    field("text*", "text", "内容", "Text"),
    field("serious", "bool = no", "重大な違反", "Serious"),
    field("known_on*", "date", "把握日", "Known on"),
    field("reported_to_iso_on", "date", "情報セキュリティ責任者への報告日", "Reported to the ISO on"),
    field("measures_on", "date", "措置日", "Measures taken on"),
    field("reported_to_ciso_on", "date", "CISOへの報告日", "Reported to the CISO on"),
  },
}

contradiction {
  kind = "document", when = "period.until < period.from",
  message = {
    ja = "対象期間の終わりが始めより前です。日付を確かめてください",
    en = "its period ends before it begins; check the two dates",
  },
}
