-- The sectors: what an operator of each is called, what it is there for, which outages stay within its level
-- of service (`outage`) and which do not (`breach`).

local sectors = {}

local ACCIDENT = { caused_by_it = true, cause = "accidental" }

local function outage(more)
  local record = {}
  for name, value in pairs(ACCIDENT) do record[name] = value end
  for name, value in pairs(more) do record[name] = value end
  return record
end

local function minutes(random, low, high) return random:int(low, high) .. "min" end

sectors.rail = {
  sector = "rail", suffix = "電鉄株式会社", ministry = "国土交通省", business = "運輸部", urgent = true,
  core = { id = "ctc", name = "運行管理システム", purpose = "列車の進路の制御と運行の管理", control = true },
  main_function = "列車の運行", service = "rail.passenger", service_name = "旅客の運送",
  information = "定期券の申込者の名簿",
  outage = function(random)
    return outage { duration = minutes(random, 3, 90), cancelled = 0, passengers_affected = false,
      quality_bad = true, note = "案内表示の遅れ" }
  end,
  breach = function(random)
    return outage { duration = minutes(random, 30, 300), cancelled = random:int(4, 120),
      passengers_affected = true }
  end,
  level = "rail.passenger",
}

sectors.electricity = {
  sector = "electricity", suffix = "電力株式会社", ministry = "経済産業省", business = "系統運用部", urgent = true,
  core = { id = "scada", name = "系統監視制御システム", purpose = "送電と変電の設備の監視と操作", control = true },
  main_function = "需給の調整と系統の操作", service = "electricity.supply", service_name = "電力の供給",
  information = "契約者の名簿",
  outage = function(random)
    return outage { duration = minutes(random, 1, 180), supply = random:int(1, 99) * 1000 .. "kW" }
  end,
  breach = function(random)
    return outage { duration = minutes(random, 10, 180), supply = random:int(100, 900) * 1000 .. "kW" }
  end,
  level = "electricity.supply",
}

sectors.banking = {
  sector = "banking", suffix = "銀行", ministry = "金融庁", business = "事務統括部", urgent = true,
  core = { id = "ledger", name = "勘定系システム", purpose = "預金・貸付・為替の記帳" },
  main_function = "預金の払戻し", service = "banking.deposit", service_name = "預金",
  information = "顧客の口座情報",
  outage = function(random)
    return outage { duration = minutes(random, 1, 300), operation = random:pick { "balance_inquiry",
      "pay_out" },
      stopped = true, substituted = true, note = "すぐ窓口と隣の機器で受け払いした" }
  end,
  breach = function(random)
    return outage { duration = minutes(random, 1, 300), operation = "pay_out", stopped = true,
      substituted = false }
  end,
  level = "banking.deposit",
}

sectors.gas = {
  sector = "gas", suffix = "ガス株式会社", ministry = "経済産業省", business = "供給部", urgent = true,
  core = { id = "gas-control", name = "製造供給監視システム", purpose = "製造と圧力の監視", control = true },
  main_function = "都市ガスの供給", service = "gas.supply", service_name = "都市ガスの供給",
  information = "需要家の名簿",
  outage = function(random)
    return outage { duration = minutes(random, 5, 300), households = random:int(0, 29) }
  end,
  breach = function(random)
    return outage { duration = minutes(random, 5, 300), households = random:int(30, 4000) }
  end,
  level = "gas.supply",
}

sectors.water = {
  sector = "water", suffix = "水道企業団", ministry = "国土交通省", business = "浄水部",
  core = { id = "water-control", name = "浄水監視システム", purpose = "取水から配水までの監視", control = true },
  main_function = "水の供給", service = "water.supply", service_name = "水道", information = "使用者の名簿",
  outage = function(random)
    return outage { duration = minutes(random, 5, 300), control_system_failure = true,
      supply_hindered = false,
      note = "手で運転し、水は届いた" }
  end,
  breach = function(random)
    return outage { duration = minutes(random, 60, 600), supply_reduced = true }
  end,
  level = "water.supply",
}

sectors.medical = {
  sector = "medical", suffix = "総合病院", ministry = "厚生労働省", business = "診療部", urgent = true,
  core = { id = "records", name = "電子カルテ", purpose = "診療の記録と指示" },
  main_function = "診療", service = "medical.care", service_name = "診療", information = "患者の診療録",
  outage = function(random)
    return outage { duration = minutes(random, 5, 300), danger_to_life = false, care_hindered = false,
      note = "紙の伝票で続けた" }
  end,
  breach = function(random)
    return outage { duration = minutes(random, 60, 900), care_hindered = true }
  end,
  level = "medical.care",
}

sectors.aviation = {
  sector = "aviation", suffix = "航空", ministry = "国土交通省", business = "運航部", urgent = true,
  core = { id = "flight-ops", name = "運航管理システム", purpose = "飛行計画と運航の監視" },
  main_function = "運航の管理", service = "aviation.transport", service_name = "航空輸送",
  information = "予約者の名簿",
  outage = function(random)
    return outage { duration = minutes(random, 5, 120), cancelled = 0, scheduled_flights = true,
      passengers_affected = false, cargo_affected = false, note = "出発が少し遅れた" }
  end,
  breach = function(random)
    return outage { duration = minutes(random, 60, 400), cancelled = random:int(1, 60),
      scheduled_flights = true,
      passengers_affected = true, cargo_affected = false }
  end,
  level = "aviation.transport",
}

return sectors
