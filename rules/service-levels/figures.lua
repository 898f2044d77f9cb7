-- Every figure of figure 6. An outage that reaches one has broken the level ("at least").

param "telecom_users" {
  value = 30000, unit = "人",
  title = { ja = "電気通信役務：影響利用者数", en = "Telecommunications: users affected" },
  source = "図表6", stricter = "lower",
}
param "telecom_duration" {
  value = "2h", type = "duration",
  title = { ja = "電気通信役務：継続時間", en = "Telecommunications: duration" },
  source = "図表6", stricter = "lower",
}

param "broadcast_duration" {
  value = "15min", type = "duration",
  title = { ja = "放送：停止の継続時間", en = "Broadcasting: duration of a stop" },
  source = "図表6", stricter = "lower",
}
param "relay_duration" {
  value = "2h", type = "duration",
  title = { ja = "放送：中継局の停止の継続時間", en = "Broadcasting: duration of a stop of a relay station" },
  source = "図表6", stricter = "lower",
}

param "cable_users" {
  value = 30000, unit = "人",
  title = { ja = "ケーブルテレビ：影響利用者数", en = "Cable television: users affected" },
  source = "図表6", stricter = "lower",
}
param "cable_duration" {
  value = "2h", type = "duration",
  title = { ja = "ケーブルテレビ：停止の継続時間", en = "Cable television: duration of a stop" },
  source = "図表6", stricter = "lower",
}

param "electricity_supply" {
  value = "100,000 kW", type = "quantity kW",
  title = { ja = "電力：供給支障電力", en = "Electricity: supply lost" },
  source = "図表6", stricter = "lower",
}
param "electricity_duration" {
  value = "10min", type = "duration",
  title = { ja = "電力：支障時間", en = "Electricity: duration" },
  source = "図表6", stricter = "lower",
}

param "gas_households" {
  value = 30, unit = "戸",
  title = { ja = "ガス：供給支障戸数", en = "Gas: households without supply" },
  source = "図表6", stricter = "lower",
}

-- What a row of the finance sector is about, as outages name it in `operation`. An outage that names
-- none stopped the service as a whole; one that names another did not touch what the row protects.
param "deposit_operations" {
  value = { "pay_out" },
  title = { ja = "預金：対象となる取引", en = "Deposits: operations protected" }, source = "図表6",
}
param "loan_operations" {
  value = { "approved_loan" },
  title = { ja = "貸付：対象となる取引", en = "Loans: operations protected" }, source = "図表6",
}
param "transfer_operations" {
  value = { "transfer" },
  title = { ja = "為替：対象となる取引", en = "Transfers: operations protected" }, source = "図表6",
}
param "insurance_operations" {
  value = { "payment" },
  title = { ja = "保険：対象となる手続", en = "Insurance: operations protected" }, source = "図表6",
}
