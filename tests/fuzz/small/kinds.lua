-- The kinds of the fuzz targets: a field of every type, references of every form, ways back.

kind "organization" { singleton = true, title = { ja = "組織", en = "Organisation" }, plural = "organizations",
  fields = {
    field("name", "text", "名称", "Name"),
    field("type", "ministry|agency|operator", "種類", "Type"),
    field("parameters", "[group] = []", "基準値", "Parameters", {
      field("name*", "text", "名称", "Name"),
      field("value", "text", "値", "Value"),
      field("reason", "text", "理由", "Reason"),
      field("approved_by", "->person", "承認者", "Approved by"),
    }),
  },
}

kind "person" { title = { ja = "職員", en = "Person" }, plural = "people", fields = {
  field("name", "text", "名称", "Name"),
  field("superior", "->person", "上司", "Superior", { inverse = "staff" }),
  field("joined_on", "date", "着任日", "Joined on"),
} }

kind "system" { title = { ja = "システム", en = "System" }, fields = {
  field("name", "text", "名称", "Name"),
  field("base", "bool = no", "基盤", "Base"),
  field("rto", "duration", "目標復旧時間", "RTO"),
  field("cycle", "period", "周期", "Cycle"),
  field("users", "int 0..", "利用者数", "Users"),
  field("load", "number", "負荷", "Load"),
  field("share", "percent 0..100", "割合", "Share"),
  field("cost", "money", "費用", "Cost"),
  field("price", "money USD", "価格", "Price"),
  field("supply", "quantity kW", "供給", "Supply"),
  field("updated_on", "date", "更新日", "Updated on"),
  field("seen_at", "datetime", "確認日時", "Seen at"),
  field("opens_on", "month-day = 04-01", "開始月日", "Opens on"),
  field("service_kind", "mail|web|lan", "種別", "Service kind"),
  field("tags", "[text]", "札", "Tags"),
  field("sizes", "[int] = []", "大きさ", "Sizes"),
  field("modes", "[hot|cold]", "方式", "Modes"),
  field("part_of", "->system", "上位", "Part of", { inverse = "parts" }),
  field("depends_on", "[->system] = []", "依存先", "Depends on", { inverse = "dependents" }),
  field("owner", "->person", "責任者", "Owner"),
  field("standby", "group", "待機系", "Standby", {
    field("type", "hot|warm|none", "方式", "Type"),
    field("holder", "->person", "保管者", "Holder"),
  }),
  field("rlo", "[group] = []", "復旧水準", "RLO", {
    field("after", "duration", "経過時間", "After"),
    field("percent", "percent 0..100", "割合", "Percent"),
    field("by", "->person", "担当", "By"),
  }),
} }

kind "answer" { title = { ja = "回答", en = "Answer" }, fields = {
  field("rule*", "text", "要件", "Rule"),
  field("subject", "->any", "対象", "Subject"),
  field("value*", "yes|partly|no|na", "回答", "Value"),
  field("on", "date", "日付", "On"),
  field("reason", "text", "理由", "Reason"),
} }

kind "exception" { title = { ja = "例外措置", en = "Exception" }, fields = {
  field("rule*", "text", "要件", "Rule"),
  field("subject", "->any", "対象", "Subject"),
  field("affects", "[->any]", "影響", "Affects"),
  field("from", "date", "開始", "From"),
  field("until", "date", "終了", "Until"),
  field("decision", "approved|rejected", "決定", "Decision"),
} }

kind "gap" { derived = true, title = { ja = "差", en = "Gap" }, fields = {
  field("system", "->system", "システム", "System"),
  field("size", "int", "大きさ", "Size"),
} }

param "stop" { value = "2h", type = "duration", title = { ja = "停止", en = "Stop" }, stricter = "lower" }
param "crews" { type = "int", title = { ja = "班", en = "Crews" } }
param "words" { value = { "mail", "web" }, title = { ja = "語", en = "Words" } }
param "levels" { value = bands { S = "3h", A = "1d", E = true }, title = { ja = "区分", en = "Bands" } }
param "points" { value = map { S = 4, A = 3 }, title = { ja = "点", en = "Points" } }

derive "system.effective_rto" { type = "duration", title = { ja = "実効", en = "Effective" },
  from = "least(rto, min(dependents.effective_rto))" }
derive "system.group" { type = "text", title = { ja = "区分", en = "Group" },
  from = "band(effective_rto, $levels)" }
