-- Services to the public and their outages. What counts as an outage that breaks the level of a
-- service is said by the pack service-levels.

local SERVICE_TYPES = "telecom.communication|broadcasting.broadcast|broadcasting.cable_tv|banking.deposit|"
  .. "banking.loan|banking.transfer|clearing.funds|electronic_records.record|"
  .. "electronic_records.settlement_information|life_insurance.payment|"
  .. "nonlife_insurance.payment|securities.trading|securities.brokerage|"
  .. "securities.clearing_brokerage|market.operation|transfer.book_entry|"
  .. "settlement.assumption|aviation.transport|aviation.traffic_control|aviation.weather|"
  .. "aviation.booking|aviation.maintenance|aviation.flight_plan|rail.passenger|"
  .. "rail.ticketing|electricity.supply|gas.supply|local_government.administration|"
  .. "medical.care|water.supply|logistics.transport|chemical.undefined|credit.undefined|"
  .. "petroleum.undefined"

kind "service" {
  title = { ja = "重要インフラサービス", en = "Service" },
  fields = {
    field("type*", SERVICE_TYPES, "種類", "Type"),
    field("name*", "text", "名称", "Name"),
    field("uses_it", "bool", "ITを利用", "Uses IT"),
    field("systems", "[->system] = []", "利用する情報システム", "Systems"),
    field("depends_on", "[group] = []", "依存するサービス", "Depends on", {
      field("service", "->service", "サービス", "Service", { inverse = "dependents" }),
      field("holds_for", "duration", "持ちこたえる時間", "Holds for"),
    }),
    field("users", "int 0..", "利用者数", "Users"),
  },
}

kind "outage" {
  title = { ja = "サービス障害", en = "Outage" },
  fields = {
    field("service*", "->service", "サービス", "Service"),
    field("started_at", "datetime", "発生日時", "Started at"),
    field("ended_at", "datetime", "復旧日時", "Ended at"),
    field("duration", "duration", "継続時間", "Duration"),
    field("caused_by_it", "bool", "ITの不具合による", "Caused by IT"),
    field("cause", "intentional|accidental|environmental", "原因の区分", "Cause", {
      labels = {
        intentional = { ja = "意図的", en = "Intentional" },
        accidental = { ja = "偶発的", en = "Accidental" },
        environmental = { ja = "環境的", en = "Environmental" },
      },
    }),
    field("operation", "text", "影響を受けた取引・手続", "Operation affected", { coded = true }),

    -- how large
    field("users", "int 0..", "影響利用者数", "Users affected"),
    field("supply", "quantity kW", "供給支障電力", "Supply lost"),
    field("households", "int 0..", "供給支障戸数", "Households without supply"),
    field("cancelled", "int 0..", "運休・欠航数", "Cancelled"),
    field("scheduled_flights", "bool", "定期便の欠航", "Scheduled flights"),
    field("passengers_affected", "bool", "旅客への支障", "Passengers affected"),
    field("cargo_affected", "bool", "貨物への支障", "Cargo affected"),
    field("cargo_lost", "bool", "貨物の紛失", "Cargo lost"),

    -- what happened
    field("substituted", "bool = no", "代替により実質的影響なし", "Another system took over"),
    field("relay_station", "bool = no", "中継局の無線設備", "Relay station"),
    field("delayed", "bool = no", "遅延", "Delayed"),
    field("stopped", "bool = no", "停止", "Stopped"),
    field("danger_to_life", "bool = no", "生命の危険", "Danger to life"),
    field("care_hindered", "bool = no", "診療への支障", "Care hindered"),
    field("rights_harmed", "bool = no", "権利利益への支障", "Rights harmed"),
    field("restored_in_safe_time", "bool", "安全・安心な時間内の復旧", "Restored in safe time"),
    field("supply_cut", "bool = no", "断水", "Supply cut"),
    field("supply_reduced", "bool = no", "減水", "Supply reduced"),
    field("quality_bad", "bool = no", "品質の低下・異常", "Quality bad"),
    field("control_system_failure", "bool = no", "重大な制御系障害", "Serious control-system failure"),
    field("supply_hindered", "bool", "給水への支障", "Supply hindered"),
  },
}

contradiction {
  kind = "outage", when = "ended_at < started_at",
  message = {
    ja = "復旧が発生より前です。日時を確かめてください",
    en = "it ended before it started; check the two times",
  },
}

contradiction {
  kind = "outage", when = "duration ~= ended_at - started_at",
  message = {
    ja = "発生・復旧の日時と継続時間が食い違っています。どれかを直すか、継続時間を消してください",
    en = "start, end and duration do not agree; correct one of them, or leave the duration out",
  },
}

contradiction {
  kind = "outage", when = "supply < 0 kW",
  message = {
    ja = "供給支障電力が負です。失われた電力を正の数で書いてください",
    en = "the supply is negative; write the power lost as a positive amount",
  },
}
