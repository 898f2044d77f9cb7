-- Risks: the criteria, what was found, what is done about it, what changes it, and where one stands.

kind "criterion" {
  title = { ja = "リスク基準", en = "Risk criterion" },
  plural = "criteria",
  fields = {
    field("part*", "evaluation|impact|acceptance", "区分", "Part", { labels = {
      evaluation = { ja = "リスク評価基準", en = "Evaluation" },
      impact = { ja = "影響基準", en = "Impact" },
      acceptance = { ja = "リスク受容基準", en = "Acceptance" },
    } }),
    field("viewpoint", "text", "観点", "Viewpoint", { coded = true }),
    field("statement", "text", "基準", "Statement"),
    field("quantitative", "bool = no", "定量的", "Quantitative"),
    field("set_by", "->person", "策定者", "Set by"),
    field("set_on", "date", "策定日", "Set on"),
    field("reviewed_on", "date", "見直し日", "Reviewed on"),
  },
}

kind "risk" {
  title = { ja = "リスク", en = "Risk" },
  fields = {
    -- identified
    field("title*", "text", "題名", "Title"),
    field("subject", "->any", "対象", "Subject"),
    field("approach", "cause|result", "特定の手法", "Approach", { labels = {
      cause = { ja = "原因から", en = "From the cause" },
      result = { ja = "結果から", en = "From the result" },
    } }),
    field("source", "intentional|accidental|environmental", "リスク源", "Risk source", { labels = {
      intentional = { ja = "意図的", en = "Intentional" },
      accidental = { ja = "偶発的", en = "Accidental" },
      environmental = { ja = "環境的", en = "Environmental" },
    } }),
    field("event", "text", "事象", "Event"),
    field("loss", "text", "損害", "Loss"),

    -- analysed
    field("likelihood", "text", "起こりやすさ", "Likelihood", { coded = true }),
    field("impact", "text", "影響の大きさ", "Impact", { coded = true }),
    field("frequency", "group", "年間発生回数", "Frequency per year", {
      field("low", "number 0..", "下限", "Low"),
      field("mode", "number 0..", "最頻値", "Mode"),
      field("high", "number 0..", "上限", "High"),
    }),
    field("magnitude", "group", "1回当たりの損害額", "Magnitude", {
      field("low", "money", "下限", "Low"),
      field("mode", "money", "最頻値", "Mode"),
      field("high", "money", "上限", "High"),
    }),
    field("controls", "[->measure] = []", "既存の対策", "Controls", { inverse = "controlled_risks" }),
    field("owner", "->person", "リスク所有者", "Risk owner", { inverse = "owned_risks" }),
    field("value", "low|medium|high", "活動の価値", "Value of the activity", { labels = {
      low = { ja = "低", en = "Low" },
      medium = { ja = "中", en = "Medium" },
      high = { ja = "高", en = "High" },
    } }),
    field("important", "bool = no", "重要な資産", "Important asset"),
    field("feasible", "bool", "対応の実現可能性", "Feasible to treat"),
    field("exceeds_limits", "bool = no", "法令・契約・規模の限度超過", "Exceeds limits"),
    field("identified_on", "date", "特定日", "Identified on"),
    field("reviewed_on", "date", "見直し日", "Reviewed on"),

    -- evaluated and treated
    field("judgement", "group", "受容の判断", "Judgement", {
      field("acceptable", "bool", "受容できる", "Acceptable"),
      field("by", "->person", "判断者", "By", { inverse = "judged_risks" }),
      field("on", "date", "判断日", "On"),
      field("reason", "text", "理由", "Reason"),
    }),
    field("treatment", "group", "リスク対応", "Treatment", {
      field("option", "modify|retain|avoid|share", "選択肢", "Option", { labels = {
        modify = { ja = "低減", en = "Modify" },
        retain = { ja = "保有", en = "Retain" },
        avoid = { ja = "回避", en = "Avoid" },
        share = { ja = "共有", en = "Share" },
      } }),
      field("what", "text", "実施事項", "What"),
      field("resources", "text", "必要な資源", "Resources"),
      field("owner", "->person", "実施責任者", "Owner", { inverse = "treated_risks" }),
      field("due", "date", "期限", "Due"),
      field("judged_by", "text", "結果の評価方法", "Judged by"),
      field("status", "planned|funded|doing|done", "状況", "Status", { labels = {
        planned = { ja = "計画済み", en = "Planned" },
        funded = { ja = "予算化済み", en = "Funded" },
        doing = { ja = "実施中", en = "Doing" },
        done = { ja = "完了", en = "Done" },
      } }),
      field("done_on", "date", "完了日", "Done on"),
      field("entry", "bool", "入口対策", "Entry defence"),
      field("inner", "bool", "内部対策", "Inner defence"),
      field("cost_benefit_only", "bool", "費用対効果だけで判断", "By cost and benefit only"),
    }),
    field("residual", "group", "残留リスク", "Residual risk", {
      field("likelihood", "text", "残留する起こりやすさ", "Residual likelihood", { coded = true }),
      field("impact", "text", "残留する影響の大きさ", "Residual impact", { coded = true }),
      field("on", "date", "評価日", "On"),
      field("new_risks", "[->risk]", "新たに生じるリスク", "New risks", { inverse = "brought_by" }),
    }),
    field("round", "int 1..", "検討の回数", "Round"),
  },
}

kind "measure" {
  title = { ja = "対策", en = "Measure" },
  fields = {
    field("title*", "text", "題名", "Title"),
    field("for", "[->any] = []", "対象", "For"),
    field("raises", "[group] = []", "引き上げる対策レベル", "Raises", {
      field("component", "->component", "構成要素", "Component", { inverse = "raised_by" }),
      field("to", "int 0..", "到達レベル", "To"),
    }),
    field("reduces", "[group] = []", "下げるリスク", "Reduces", {
      field("risk", "->risk", "リスク", "Risk", { inverse = "reduced_by" }),
      field("likelihood", "text", "対策後の起こりやすさ", "Likelihood afterwards", { coded = true }),
      field("impact", "text", "対策後の影響の大きさ", "Impact afterwards", { coded = true }),
    }),
    field("cost", "money", "費用", "Cost"),
    field("effort", "number 0..", "工数（人日）", "Effort (person-days)"),
    field("owner", "->person", "責任者", "Owner"),
    field("due", "date", "期限", "Due"),
    field("done_on", "date", "完了日", "Done on"),
    field("status", "proposed|approved|funded|doing|done", "状況", "Status", { labels = {
      proposed = { ja = "提案", en = "Proposed" },
      approved = { ja = "承認済み", en = "Approved" },
      funded = { ja = "予算化済み", en = "Funded" },
      doing = { ja = "実施中", en = "Doing" },
      done = { ja = "完了", en = "Done" },
    } }),
    field("requires", "[->measure] = []", "前提となる対策", "Requires", { inverse = "required_by" }),
    field("excludes", "[->measure] = []", "両立しない対策", "Excludes", { inverse = "excluded_by" }),
  },
}

local TRIGGERS = "business|threat|likelihood|acceptance|plan_drift|effect_missing|new_system|"
  .. "information_changed|usage_changed|bcp_updated|standard_changed|headquarters_audit|"
  .. "incident|crisis|organisation|budget|technology"

kind "trigger" {
  title = { ja = "見直しの契機", en = "Trigger" },
  fields = {
    field("type*", TRIGGERS, "種類", "Type", { labels = {
      business = { ja = "事業の変化", en = "Business" },
      threat = { ja = "脅威の変化", en = "Threat" },
      likelihood = { ja = "起こりやすさの変化", en = "Likelihood" },
      acceptance = { ja = "受容基準の変化", en = "Acceptance" },
      plan_drift = { ja = "計画との乖離", en = "Drift from the plan" },
      effect_missing = { ja = "効果の不足", en = "Effect missing" },
      new_system = { ja = "新しい情報システム", en = "New system" },
      information_changed = { ja = "取り扱う情報の変化", en = "Information changed" },
      usage_changed = { ja = "利用方法の変化", en = "Usage changed" },
      bcp_updated = { ja = "業務継続計画の更新", en = "Business continuity plan updated" },
      standard_changed = { ja = "基準の改定", en = "Standard changed" },
      headquarters_audit = { ja = "本部監査", en = "Headquarters' audit" },
      incident = { ja = "インシデント", en = "Incident" },
      crisis = { ja = "危機的事象", en = "Crisis" },
      organisation = { ja = "組織の変更", en = "Organisation" },
      budget = { ja = "予算", en = "Budget" },
      technology = { ja = "技術動向", en = "Technology" },
    } }),
    field("on*", "date", "発生日", "On"),
    field("text", "text", "内容", "Text"),
    field("affects", "[->any] = []", "影響を受ける記録", "Affects"),
    field("handled_on", "date", "対処日", "Handled on"),
  },
}

kind "profile" {
  title = { ja = "プロファイル", en = "Profile" },
  fields = {
    field("item*", "text", "項目", "Item", { coded = true }),
    field("current", "text", "現在の成熟度", "Current", { coded = true }),
    field("target", "text", "目標の成熟度", "Target", { coded = true }),
    field("on", "date", "評価日", "On"),
    field("plan", "group", "改善計画", "Plan", {
      field("what", "text", "実施事項", "What"),
      field("resources", "text", "必要な資源", "Resources"),
      field("owner", "->person", "責任者", "Owner"),
      field("due", "date", "期限", "Due"),
      field("judged_by", "text", "結果の評価方法", "Judged by"),
    }),
  },
}

contradiction {
  kind = "risk",
  when = [[
    frequency.low > frequency.mode or frequency.mode > frequency.high or frequency.low > frequency.high
  ]],
  message = {
    ja = "年間発生回数が、下限、最頻値、上限の順に並んでいません。値を確かめてください",
    en = "the frequency does not rise from low to mode to high; check the figures",
  },
}
contradiction {
  kind = "risk",
  when = [[
    magnitude.low > magnitude.mode or magnitude.mode > magnitude.high or magnitude.low > magnitude.high
  ]],
  message = {
    ja = "損害額が、下限、最頻値、上限の順に並んでいません。値を確かめてください",
    en = "the magnitude does not rise from low to mode to high; check the figures",
  },
}
contradiction {
  kind = "risk",
  when = "magnitude.low < 0円 or magnitude.mode < 0円 or magnitude.high < 0円",
  message = {
    ja = "損害額が負です。損失は正の額で書いてください",
    en = "the magnitude is negative; a loss is written as a positive amount",
  },
}

contradiction {
  kind = "measure", when = "cost < 0円",
  message = {
    ja = "費用が負です。正の額で書いてください",
    en = "the cost is negative; write it as a positive amount",
  },
}
