-- What must go on, what carries it, where it stands, and what may befall it.

kind "function" {
  title = { ja = "業務", en = "Function" },
  fields = {
    field("name*", "text", "名称", "Name"),
    field("unit", "->unit", "所管部署", "Unit"),
    field("emergency_priority*", "bool", "非常時優先業務", "Emergency priority"),
    field("protects_life", "bool = no", "生命・身体・財産の保護", "Protects life"),
    field("rto", "duration", "目標復旧時間（RTO）", "RTO"),
    field("rlo", "percent 0..100", "目標復旧レベル（RLO）", "RLO"),
    field("systems", "[->system]", "利用する情報システム", "Systems"),
    field("alternative", "group", "代替手段", "Alternative", {
      field("means", "text", "手段", "Means"),
      field("holds_for", "duration", "持ちこたえる時間", "Holds for"),
      field("prepared", "bool", "準備済み", "Prepared"),
      field("agreed_on", "date", "業務部門との合意日", "Agreed on"),
    }),
    field("impact", "[group]", "停止の影響", "Impact", {
      field("after", "duration", "経過時間", "After"),
      field("step", "text", "影響の段階", "Step"),
    }),
    field("required_people", "int 0..", "必要人数", "People needed"),
    field("confirmed_on", "date", "所管部署への確認日", "Confirmed on"),
    field("bcp_ref", "text", "業務継続計画での箇所", "Place in the business continuity plan"),
  },
}

kind "component" {
  title = { ja = "構成要素", en = "Component" },
  fields = {
    field("system*", "->system", "情報システム", "System"),
    field("category*",
      "staff|organisation|facility|network|peripheral|hardware|software|system_area|data_area|contractor",
      "区分", "Category", { labels = {
        staff = { ja = "要員", en = "Staff" },
        organisation = { ja = "体制", en = "Organisation" },
        facility = { ja = "施設・設備", en = "Facility" },
        network = { ja = "ネットワーク", en = "Network" },
        peripheral = { ja = "周辺機器", en = "Peripheral" },
        hardware = { ja = "ハードウェア", en = "Hardware" },
        software = { ja = "ソフトウェア", en = "Software" },
        system_area = { ja = "システム領域", en = "System area" },
        data_area = { ja = "データ領域", en = "Data area" },
        contractor = { ja = "委託先", en = "Contractor" },
      } }),
    field("name*", "text", "名称", "Name"),
    field("level", "int 0..", "現在の対策レベル", "Level"),
    field("target", "int 0..", "目標対策レベル", "Target"),
    field("crisis", "disaster|incident|pandemic", "対象とする危機的事象", "Crisis", { labels = {
      disaster = { ja = "大規模災害", en = "Disaster" },
      incident = { ja = "情報セキュリティインシデント", en = "Incident" },
      pandemic = { ja = "感染症", en = "Pandemic" },
    } }),
    field("site", "->site", "拠点", "Site"),
    field("redundant", "bool", "冗長化", "Redundant"),
    field("group", "text", "代替し合う組", "Group of parts that stand in for one another"),
    field("needed", "int 1..", "組の必要数", "How many of the group are needed"),
    field("managed_by", "->unit", "管理部署", "Managed by"),
    field("external", "bool = no", "外部サービス", "Outside service"),
    field("capacity", "text", "容量・帯域", "Capacity"),
    field("end_of_sale", "date", "販売終了日", "End of sale"),
    field("maintenance_contract", "bool", "保守契約", "Maintenance contract"),
  },
}

kind "site" {
  title = { ja = "拠点", en = "Site" },
  fields = {
    field("name*", "text", "名称", "Name"),
    field("region", "text", "地域", "Region"),
    field("seismic", "bool", "耐震対策", "Seismic measures"),
    field("fire_measures", "bool", "火災対策", "Fire measures"),
    field("flood_measures", "bool", "浸水対策", "Flood measures"),
    field("generator", "group", "自家発電設備", "Generator", {
      field("start", "duration", "起動までの時間", "Time to start"),
      field("runs", "duration", "連続運転時間", "Runs for"),
      field("capacity", "text", "容量", "Capacity"),
      field("tested_on", "date", "試運転日", "Tested on"),
      field("fuel_plan", "bool", "燃料の確保計画", "Plan for fuel"),
    }),
    field("ups", "group", "無停電電源装置", "UPS", {
      field("runs", "duration", "給電可能時間", "Runs for"),
      field("auto_shutdown", "bool", "自動停止", "Shuts down by itself"),
      field("tested_on", "date", "試験日", "Tested on"),
    }),
    field("cooling", "water|air", "冷却方式", "Cooling", { labels = {
      water = { ja = "水冷", en = "Water" },
      air = { ja = "空冷", en = "Air" },
    } }),
    field("alternate_of", "->site", "代替する拠点", "Alternate of", { inverse = "alternates" }),
    field("access_tested_on", "date", "参集・接続の確認日", "Access tested on"),
    field("stock", "[group] = []", "備蓄", "Stock", {
      field("item", "text", "品目", "Item"),
      field("days", "number 0..", "日数", "Days"),
    }),
  },
}

kind "crisis" {
  title = { ja = "危機的事象", en = "Crisis" },
  plural = "crises",
  fields = {
    field("type*", "disaster|incident|pandemic|other", "種類", "Type", { labels = {
      disaster = { ja = "大規模災害", en = "Disaster" },
      incident = { ja = "情報セキュリティインシデント", en = "Incident" },
      pandemic = { ja = "感染症", en = "Pandemic" },
      other = { ja = "その他", en = "Other" },
    } }),
    field("title*", "text", "題名", "Title"),
    field("probability", "text", "発生可能性", "Probability"),
    field("impact", "text", "影響度", "Impact"),
    field("in_bcp", "bool", "業務継続計画の対象", "In the business continuity plan"),
    field("preconditions", "[text] = []", "前提条件", "Preconditions", { coded = true }),
    field("reviewed_on", "date", "見直し日", "Reviewed on"),
    field("ended_on", "date", "終息日", "Ended on"),
  },
}

kind "damage" {
  title = { ja = "被害想定", en = "Assumed damage" },
  plural = "damages",
  fields = {
    field("crisis*", "->crisis", "危機的事象", "Crisis"),
    field("site", "->site", "拠点", "Site"),
    field("resource*", "staff|site|transport|power|water|network|equipment|data|contractor", "対象", "Resource",
      { labels = {
        staff = { ja = "要員", en = "Staff" },
        site = { ja = "拠点", en = "Site" },
        transport = { ja = "交通", en = "Transport" },
        power = { ja = "電力", en = "Power" },
        water = { ja = "水道", en = "Water" },
        network = { ja = "通信", en = "Network" },
        equipment = { ja = "機器", en = "Equipment" },
        data = { ja = "データ", en = "Data" },
        contractor = { ja = "委託先", en = "Contractor" },
      } }),
    field("assumption", "text", "想定", "Assumption"),
    field("severity", "none|slight|serious|total", "程度", "Severity", { labels = {
      none = { ja = "なし", en = "None" },
      slight = { ja = "軽微", en = "Slight" },
      serious = { ja = "重大", en = "Serious" },
      total = { ja = "全損", en = "Total" },
    } }),
    field("lasts", "duration", "継続時間", "Lasts"),
    field("from_bcp", "bool", "業務継続計画の想定による", "From the business continuity plan"),
  },
}

kind "activation" {
  title = { ja = "発動基準", en = "Activation" },
  fields = {
    field("type*", "plan|gather|switch|telework", "種類", "Type", { labels = {
      plan = { ja = "計画の発動", en = "Plan" },
      gather = { ja = "参集", en = "Gathering" },
      switch = { ja = "切替", en = "Switch-over" },
      telework = { ja = "テレワーク", en = "Telework" },
    } }),
    field("text*", "text", "基準", "Criterion"),
    field("decider", "->person", "判断者", "Decider", { inverse = "decides" }),
    field("deputy", "->person", "代行者", "Deputy", { inverse = "decides_as_deputy" }),
  },
}
