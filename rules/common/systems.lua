-- Information systems, how they are bought, and who supplies them.

kind "system" {
  title = { ja = "情報システム", en = "System" },
  fields = {
    -- what it is
    field("name*", "text", "名称", "Name"),
    field("unit", "->unit", "管理部署", "Unit"),
    field("purpose", "text", "利用目的", "Purpose"),
    field("configuration", "text", "構成", "Configuration"),
    field("service_kind", "mail|web|sns|lan|authentication|dns|outside|other", "機能の種類", "Kind of service", {
      labels = {
        mail = { ja = "電子メール", en = "Mail" },
        web = { ja = "ウェブ", en = "Web" },
        sns = { ja = "SNS", en = "Social media" },
        lan = { ja = "LAN", en = "LAN" },
        authentication = { ja = "認証", en = "Authentication" },
        dns = { ja = "DNS", en = "DNS" },
        outside = { ja = "外部サービス", en = "Outside service" },
        other = { ja = "その他", en = "Other" },
      },
    }),
    field("cross_department", "bool = no", "部署横断", "Across departments"),
    field("part_of", "->system", "親システム", "Part of", { inverse = "parts" }),
    field("external_lines", "[group]", "組織外通信回線", "External lines", {
      field("type", "text", "種別", "Type"),
      field("use", "text", "用途", "Use"),
    }),
    field("lifecycle", "group", "設計から保守まで", "Lifecycle", {
      field("design", "text", "設計・開発", "Design and development"),
      field("operation", "text", "運用・保守", "Operation and maintenance"),
      field("contractor", "->supplier", "委託先", "Contractor"),
      field("contract_until", "date", "契約終了日", "Contract until"),
    }),
    field("handles", "group", "取り扱う情報", "Information handled", {
      field("confidentiality", "int 1..3", "機密性", "Confidentiality"),
      field("integrity", "int 1..2", "完全性", "Integrity"),
      field("availability", "int 1..2", "可用性", "Availability"),
      field("restrictions", "text", "取扱制限", "Restrictions"),
    }),
    field("classification", "basic|high", "分類結果", "Classification", { labels = {
      basic = { ja = "基本", en = "Basic" },
      high = { ja = "高度", en = "High" },
    } }),
    field("additional_measures", "[group]", "追加対策の検討", "Additional measures considered", {
      field("item", "text", "対策", "Measure"),
      field("decision", "adopted|not_adopted", "採否", "Decision", { labels = {
        adopted = { ja = "採用", en = "Adopted" },
        not_adopted = { ja = "不採用", en = "Not adopted" },
      } }),
      field("reason", "text", "理由", "Reason"),
    }),
    field("links", "[group]", "連携先", "Links", {
      field("system", "->system", "連携する情報システム", "Linked system", { inverse = "linked_from" }),
      field("content", "text", "連携内容", "What is exchanged"),
    }),
    field("cloud", "group", "クラウドサービス等", "Cloud service", {
      field("service", "text", "サービス名", "Service"),
      field("provider", "text", "提供者", "Provider"),
      field("from", "date", "利用開始日", "Used from"),
      field("until", "date", "利用終了日", "Used until"),
      field("outline", "text", "概要", "Outline"),
      field("domain", "text", "ドメイン名", "Domain"),
      field("rating", "text", "格付・取扱制限", "Rating and restrictions"),
      field("key_holder", "organisation|provider", "暗号鍵の管理主体", "Who holds the keys", { labels = {
        organisation = { ja = "自組織", en = "The organisation" },
        provider = { ja = "提供者", en = "The provider" },
      } }),
      field("regions", "text", "保存される国・地域", "Regions"),
      field("service_level", "text", "サービスレベル", "Service level"),
    }),
    field("platform", "own|provided|used", "政府共通基盤との関係", "Platform", { labels = {
      own = { ja = "自前", en = "Own" },
      provided = { ja = "基盤を提供", en = "Provided to others" },
      used = { ja = "基盤を利用", en = "Used from others" },
    } }),

    -- what it rests on and how soon it must be back
    field("base", "bool = no", "基盤システム", "Base system"),
    field("depends_on", "[->system] = []", "依存先", "Depends on", { inverse = "dependents" }),
    field("rto", "duration", "目標復旧時間（RTO）", "RTO"),
    field("rto_reason", "text", "RTO設定の理由", "Reason for the RTO"),
    field("rto_reviewed_on", "date", "RTO見直し日", "RTO reviewed on"),
    field("restore_time", "duration", "復旧所要時間", "Time needed to restore"),
    field("rlo", "[group] = []", "目標復旧レベル（RLO）", "RLO", {
      field("after", "duration", "経過時間", "After"),
      field("percent", "percent 0..100", "水準", "Percent of normal"),
      field("users", "int 0..", "利用者数", "Users"),
    }),
    field("standby", "group", "待機系", "Standby", {
      field("type", "hot|warm|cold|none", "方式", "Type", { labels = {
        hot = { ja = "ホットスタンバイ", en = "Hot" },
        warm = { ja = "ウォームスタンバイ", en = "Warm" },
        cold = { ja = "コールドスタンバイ", en = "Cold" },
        none = { ja = "なし", en = "None" },
      } }),
      field("site", "->site", "待機系の拠点", "Standby site", { inverse = "standby_systems" }),
    }),
    field("site", "->site", "設置拠点", "Site"),

    -- its life
    field("planning_started_on", "date", "企画開始日", "Planning started on"),
    field("updated_on", "date", "更新日", "Updated on"),
    field("continuity_considered_on", "date", "運用継続の検討日", "Continuity considered on"),
    field("end_of_support", "date", "サポート終了日", "End of support"),
    field("especially_important", "bool = no", "特に重要", "Especially important"),
    field("control_system", "bool = no", "制御系", "Control system"),
    field("patching", "applied|compensated|none", "修正プログラムの適用", "Patching", { labels = {
      applied = { ja = "適用", en = "Applied" },
      compensated = { ja = "代替策", en = "Compensated" },
      none = { ja = "未対応", en = "None" },
    } }),
    field("compensation", "text", "代替策の内容", "Compensating measure"),
    field("remote_operation", "bool", "遠隔運用の可否", "Can be operated remotely"),
    field("automated", "bool", "運用の自動化", "Operation is automated"),
    field("built_by", "[->person] = []", "構築に携わった者", "Built by", { inverse = "built_systems" }),
    field("run_by", "[->person] = []", "運用に携わる者", "Run by", { inverse = "run_systems" }),
    field("internet_facing", "bool = no", "インターネット接続", "Internet facing"),
    field("backup", "group", "バックアップ", "Backup", {
      field("frequency", "duration", "取得間隔", "Taken every"),
      field("data_changes_every", "duration", "データの更新間隔", "Data change every"),
      field("site", "->site", "保管拠点", "Kept at site", { inverse = "backed_up_systems" }),
      field("offsite", "bool", "遠隔地保管", "Off site"),
      field("offline", "bool", "オフライン保管", "Offline"),
      field("last_backup", "date", "最終取得日", "Last backup"),
      field("restore_tested_on", "date", "復元試験日", "Restore tested on"),
    }),
  },
}

contradiction {
  kind = "system", when = "cloud.until < cloud.from",
  message = {
    ja = "クラウドサービス等の利用の終わりが始めより前です。日付を確かめてください",
    en = "the use of its cloud service ends before it begins; check the two dates",
  },
}

kind "procurement" {
  title = { ja = "調達", en = "Procurement" },
  fields = {
    field("system*", "->system", "情報システム", "System"),
    field("specification_on", "date", "仕様書の日付", "Specification on"),
    field("continuity", "bool", "運用継続の要件を含む", "Asks for continuity"),
    field("security", "bool", "セキュリティ要件を含む", "Asks for security"),
    field("sla", "bool", "SLAを含む", "Asks for an SLA"),
  },
}

kind "supplier" {
  title = { ja = "委託先", en = "Supplier" },
  fields = {
    field("name*", "text", "名称", "Name"),
    field("number", "text", "法人番号", "Corporate number"),
    field("services", "[text] = []", "提供する役務", "Services", { coded = true }),
    field("work", "text", "委託業務", "Work"),
    field("ratings_handled", "text", "取り扱わせる情報の格付", "Ratings it handles"),
    field("subcontractors", "[->supplier] = []", "再委託先", "Subcontractors", { inverse = "principals" }),
    field("contract", "group", "契約", "Contract", {
      field("sla", "bool", "SLA", "SLA"),
      field("crisis_services", "bool", "危機的事象発生時の役務", "Services in a crisis"),
      field("security_terms", "bool", "セキュリティ条項", "Security terms"),
      field("subcontract_terms", "bool", "再委託の条項", "Subcontracting terms"),
      field("audit_right", "bool", "監査の権利", "Right to audit"),
      field("return_of_data", "bool", "情報の返却", "Return of data"),
      field("disposal_proof", "bool", "廃棄の証明", "Proof of disposal"),
      field("incident_duty", "bool", "インシデント時の義務", "Duties in an incident"),
      field("responsibility_split", "bool", "責任分界", "Split of responsibility"),
      field("until", "date", "契約終了日", "Until"),
    }),
    field("certification", "[text] = []", "認証", "Certification", { coded = true }),
    field("continuity_confirmed_on", "date", "継続能力の確認日", "Continuity confirmed on"),
    field("assessed_on", "date", "評価日", "Assessed on"),
    field("disclosed", "[text] = []", "開示した事項", "Disclosed", { coded = true }),
  },
}
