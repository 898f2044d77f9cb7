-- The rows of figure 6, in its order. Each says in `breach` which outages break the level; who reads
-- the figure and no Lua can follow it there, and change its figures in figures.lua.
--
-- Readings where the figure leaves a choice:
-- * Stops and lower quality. Telecommunications: either. Broadcasting and cable television: a stop.
--   What counts as a stop: outages.lua.
-- * Broadcasting has one limit for stations and a longer one for the radio equipment of relay
--   stations. Several stations are recorded as one outage each.
-- * Electricity: `supply` is the largest loss, `duration` the time in which so much was out.
-- * Taking over by another system excuses only in the rows that say so (`substituted`).
-- * Water: cut or reduced supply and bad quality break the level as such; the failure of a control
--   system only where it hinders the supply.
-- * Chemicals, credit cards and petroleum have no level in this edition (its note 1): not known, unless an
--   answer says of an outage whether the level that the ministry or the operator has set was kept.

-- A service that uses no IT is outside (note 2), and so is an outage that has another cause. Where
-- the cause is not known yet, it matters only for an outage that would break the level.
local IN_SCOPE = "service.uses_it and (not present(caused_by_it) or caused_by_it)"

local breaches, types_of = {}, {} -- conditions in the order of the rows, and the types they are for
local undefined = {}              -- types without a level
local starts = "0s"               -- from which moment of a stop on the level is broken, by type

-- How a row is asked about, and what shows it.
local function asked(row)
  row.question = {
    ja = ("この障害でも水準を保てたか（%s）"):format(row.title.ja),
    en = ("Was the level kept in this outage (%s)?"):format(row.title.en),
  }
  row.evidence = row.evidence or {
    ja = "障害の記録（原因、影響の範囲、時間）",
    en = "Record of the outage: cause, extent, duration",
  }
  row.technique = "review"
  return row
end

-- The descriptor of a row's rule.
-- row.service: the type of service; row.breach: when an outage breaks the level; row.after: how long
-- a stop may last, if it may.
local function level(row)
  local service, breach, after = row.service, row.breach, row.after
  row.service, row.breach, row.after = nil, nil, nil
  row.kind, row.clause, row.actor = "outage", "図表6", "operator"
  row.select = ("service.type == '%s'"):format(service)
  row.when = IN_SCOPE
  row.check = ("not (caused_by_it and (%s))"):format(breach)
  if not types_of[breach] then
    breaches[#breaches + 1], types_of[breach] = breach, {}
  end
  table.insert(types_of[breach], service)
  if after then starts = ("if(type == '%s', %s, %s)"):format(service, after, starts) end
  return asked(row)
end

-- ---- information and communications -------------------------------------------------------------

rule "telecom.communication" (level {
  service = "telecom.communication",
  title = {
    ja = "電気通信役務：大規模で長い停止や品質低下がない",
    en = "Telecommunications: no large and long stop or loss of quality",
  },
  breach = "(service_stopped or quality_bad) and users >= $telecom_users and lasted >= $telecom_duration",
  after = "$telecom_duration",
  legal = {
    ja = "電気通信事業法第2条、電気通信事業法施行規則第58条",
    en = "Telecommunications Business Act, art. 2; its Enforcement Regulation, art. 58",
  },
  remedy = {
    ja = "重大な事故としての報告の要否を確かめ、設備の故障原因と冗長構成を見直す",
    en = "Settle whether to report it as a serious accident; look into the fault and into redundancy",
  },
})

rule "broadcasting.broadcast" (level {
  service = "broadcasting.broadcast",
  title = {
    ja = "放送：放送設備の故障による長い停止がない",
    en = "Broadcasting: no long stop from a fault of the equipment",
  },
  breach = "service_stopped and lasted >= if(relay_station, $relay_duration, $broadcast_duration)",
  after = "$broadcast_duration",
  legal = {
    ja = "放送法第2条、放送法施行規則第125条第1項から第3項まで",
    en = "Broadcasting Act, art. 2; its Enforcement Regulation, art. 125 (1) to (3)",
  },
  remedy = {
    ja = "重大事故としての報告の要否を確かめ、予備設備への切替えを見直す",
    en = "Settle whether to report it as a serious accident; look into the switch to stand-by equipment",
  },
})

rule "broadcasting.cable_tv" (level {
  service = "broadcasting.cable_tv",
  title = {
    ja = "ケーブルテレビ：大規模で長い停止がない",
    en = "Cable television: no large and long stop",
  },
  breach = "service_stopped and users >= $cable_users and lasted >= $cable_duration",
  after = "$cable_duration",
  legal = {
    ja = "放送法第2条、放送法施行規則第157条",
    en = "Broadcasting Act, art. 2; its Enforcement Regulation, art. 157",
  },
  remedy = {
    ja = "重大事故としての報告の要否を確かめ、伝送路と設備の冗長構成を見直す",
    en = "Settle whether to report it as a serious accident; look into redundancy of lines and equipment",
  },
})

-- ---- finance ------------------------------------------------------------------------------------
-- Where another machine or counter takes over at once and customers feel nothing, the level is kept.

local NOT_SUBSTITUTED = "delayed_or_stopped and not substituted"

local SWITCHED = { {
  ja = "他の装置や窓口へ速やかに切り替わり、実質的な影響がなかったことの記録",
  en = "Record that other machines or counters took over at once, without real effect",
} }

rule "banking.deposit" (level {
  service = "banking.deposit",
  title = { ja = "預金：払戻しの遅延や停止がない", en = "Deposits: no delay or stop of pay-outs" },
  breach = NOT_SUBSTITUTED .. " and (not present(operation) or operation in $deposit_operations)",
  evidence = SWITCHED,
  legal = {
    ja = "銀行法第10条第1項第1号、主要行等向けの総合的な監督指針",
    en = "Banking Act, art. 10 (1) (i); comprehensive supervisory guideline for major banks",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、払戻しの代替経路を用意する",
    en = "Settle whether to report to the supervisor; prepare another way to pay out",
  },
})

rule "banking.loan" (level {
  service = "banking.loan",
  title = { ja = "貸付：承諾済み融資の実行の遅延や停止がない", en = "Loans: no delay or stop of approved loans" },
  breach = NOT_SUBSTITUTED .. " and (not present(operation) or operation in $loan_operations)",
  evidence = SWITCHED,
  legal = {
    ja = "銀行法第10条第1項第2号、主要行等向けの総合的な監督指針",
    en = "Banking Act, art. 10 (1) (ii); comprehensive supervisory guideline for major banks",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、融資実行の代替手順を用意する",
    en = "Settle whether to report to the supervisor; prepare another way to execute loans",
  },
})

rule "banking.transfer" (level {
  service = "banking.transfer",
  title = { ja = "為替：振込の遅延や停止がない", en = "Transfers: no delay or stop" },
  breach = NOT_SUBSTITUTED .. " and (not present(operation) or operation in $transfer_operations)",
  evidence = SWITCHED,
  legal = {
    ja = "銀行法第10条第1項第3号、主要行等向けの総合的な監督指針",
    en = "Banking Act, art. 10 (1) (iii); comprehensive supervisory guideline for major banks",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、振込の代替経路を用意する",
    en = "Settle whether to report to the supervisor; prepare another way for transfers",
  },
})

rule "clearing.funds" (level {
  service = "clearing.funds",
  title = { ja = "資金清算：清算の遅延や停止がない", en = "Funds clearing: no delay or stop" },
  breach = NOT_SUBSTITUTED,
  evidence = SWITCHED,
  legal = {
    ja = "資金決済に関する法律第2条第5項、清算・振替機関等向けの総合的な監督指針",
    en = "Payment Services Act, art. 2 (5); supervisory guideline for clearing and book-entry institutions",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、予備系による清算の継続を見直す",
    en = "Settle whether to report to the supervisor; look into clearing on the stand-by system",
  },
})

rule "electronic_records.record" (level {
  service = "electronic_records.record",
  title = { ja = "電子記録：記録の遅延や停止がない", en = "Electronic records: no delay or stop of recording" },
  breach = "delayed_or_stopped",
  legal = {
    ja = "電子記録債権法第56条、事務ガイドライン第三分冊12",
    en = "Electronically Recorded Monetary Claims Act, art. 56; administrative guideline, vol. 3, part 12",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、記録業務の再開手順を見直す",
    en = "Settle whether to report to the supervisor; look into how recording is resumed",
  },
})

rule "electronic_records.settlement_information" (level {
  service = "electronic_records.settlement_information",
  title = {
    ja = "電子記録：決済情報の提供の遅延や停止がない",
    en = "Electronic records: no delay or stop of settlement information",
  },
  breach = "delayed_or_stopped",
  legal = {
    ja = "電子記録債権法第62条・第63条、事務ガイドライン第三分冊12",
    en = "Electronically Recorded Monetary Claims Act, arts. 62 and 63; administrative guideline, vol. 3, "
      .. "part 12",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、金融機関への情報提供の代替経路を用意する",
    en = "Settle whether to report to the supervisor; prepare another way to inform financial institutions",
  },
})

rule "life_insurance.payment" (level {
  service = "life_insurance.payment",
  title = {
    ja = "生命保険：保険金等の支払いの遅延や停止がない",
    en = "Life insurance: no delay or stop of payments",
  },
  breach = NOT_SUBSTITUTED .. " and (not present(operation) or operation in $insurance_operations)",
  evidence = SWITCHED,
  legal = {
    ja = "保険会社向けの総合的な監督指針",
    en = "Comprehensive supervisory guideline for insurance companies",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、支払いの代替手順を用意する",
    en = "Settle whether to report to the supervisor; prepare another way to pay",
  },
})

rule "nonlife_insurance.payment" (level {
  service = "nonlife_insurance.payment",
  title = {
    ja = "損害保険：保険金等の支払いの遅延や停止がない",
    en = "Non-life insurance: no delay or stop of payments",
  },
  breach = NOT_SUBSTITUTED .. " and (not present(operation) or operation in $insurance_operations)",
  evidence = SWITCHED,
  legal = {
    ja = "保険会社向けの総合的な監督指針",
    en = "Comprehensive supervisory guideline for insurance companies",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、支払いの代替手順を用意する",
    en = "Settle whether to report to the supervisor; prepare another way to pay",
  },
})

local SECURITIES_REMEDY = {
  ja = "監督当局への報告の要否を確かめ、売却と払出しの代替経路を用意する",
  en = "Settle whether to report to the supervisor; prepare another way to sell and to pay out",
}

rule "securities.trading" (level {
  service = "securities.trading",
  title = {
    ja = "証券（売買等）：預り資産の売却や払出しの遅延や停止がない",
    en = "Securities, trading: no delay or stop of sales and pay-outs of held assets",
  },
  breach = NOT_SUBSTITUTED,
  evidence = SWITCHED,
  legal = {
    ja = "金融商品取引法第2条第8項第1号、金融商品取引業者等向けの総合的な監督指針",
    en = "Financial Instruments and Exchange Act, art. 2 (8) (i); supervisory guideline for its operators",
  },
  remedy = SECURITIES_REMEDY,
})

rule "securities.brokerage" (level {
  service = "securities.brokerage",
  title = {
    ja = "証券（取次ぎ等）：預り資産の売却や払出しの遅延や停止がない",
    en = "Securities, brokerage: no delay or stop of sales and pay-outs of held assets",
  },
  breach = NOT_SUBSTITUTED,
  evidence = SWITCHED,
  legal = {
    ja = "金融商品取引法第2条第8項第2号、金融商品取引業者等向けの総合的な監督指針",
    en = "Financial Instruments and Exchange Act, art. 2 (8) (ii); supervisory guideline for its operators",
  },
  remedy = SECURITIES_REMEDY,
})

rule "securities.clearing_brokerage" (level {
  service = "securities.clearing_brokerage",
  title = {
    ja = "証券（清算取次ぎ）：預り資産の売却や払出しの遅延や停止がない",
    en = "Securities, clearing brokerage: no delay or stop of sales and pay-outs of held assets",
  },
  breach = NOT_SUBSTITUTED,
  evidence = SWITCHED,
  legal = {
    ja = "金融商品取引法第2条第8項第5号、金融商品取引業者等向けの総合的な監督指針",
    en = "Financial Instruments and Exchange Act, art. 2 (8) (v); supervisory guideline for its operators",
  },
  remedy = SECURITIES_REMEDY,
})

rule "market.operation" (level {
  service = "market.operation",
  title = { ja = "金融商品市場：取引の遅延や停止がない", en = "Financial market: no delay or stop of trading" },
  breach = "delayed_or_stopped",
  legal = {
    ja = "金融商品取引法第2条第14項・第16項、第80条、第84条、金融商品取引所等に関する内閣府令第112条第7項",
    en = "Financial Instruments and Exchange Act, arts. 2 (14), 2 (16), 80 and 84; Cabinet Office Order on "
      .. "Financial Instruments Exchanges, art. 112 (7)",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、売買システムの切替えと再開の手順を見直す",
    en = "Settle whether to report to the supervisor; look into how trading is switched over and resumed",
  },
})

rule "transfer.book_entry" (level {
  service = "transfer.book_entry",
  title = { ja = "振替業：社債や株式等の振替の遅延や停止がない", en = "Book-entry transfer: no delay or stop" },
  breach = NOT_SUBSTITUTED,
  evidence = SWITCHED,
  legal = {
    ja = "社債、株式等の振替に関する法律第8条、清算・振替機関等向けの総合的な監督指針",
    en = "Act on Book-Entry Transfer of Corporate Bonds and Shares, art. 8; supervisory guideline for "
      .. "clearing and book-entry institutions",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、予備系による振替の継続を見直す",
    en = "Settle whether to report to the supervisor; look into transfers on the stand-by system",
  },
})

rule "settlement.assumption" (level {
  service = "settlement.assumption",
  title = {
    ja = "債務引受：取引の清算の遅延や停止がない",
    en = "Debt assumption: no delay or stop of clearing trades",
  },
  breach = NOT_SUBSTITUTED,
  evidence = SWITCHED,
  legal = {
    ja = "金融商品取引法第2条第28項、清算・振替機関等向けの総合的な監督指針",
    en = "Financial Instruments and Exchange Act, art. 2 (28); supervisory guideline for clearing "
      .. "and book-entry institutions",
  },
  remedy = {
    ja = "監督当局への報告の要否を確かめ、予備系による清算の継続を見直す",
    en = "Settle whether to report to the supervisor; look into clearing on the stand-by system",
  },
})

-- ---- aviation -----------------------------------------------------------------------------------
-- One level for all six services: scheduled flights cancelled, and passengers or cargo hindered.

local FLIGHTS_CANCELLED = "cancelled > 0 and scheduled_flights and (passengers_affected or cargo_affected)"

local AVIATION_REMEDY = {
  ja = "分野の申合せに沿って関係者へ連絡し、欠航に至った障害の原因を取り除く",
  en = "Inform those concerned as the sector has agreed; remove the fault that led to the cancellations",
}

rule "aviation.transport" (level {
  service = "aviation.transport",
  title = {
    ja = "航空輸送：旅客や貨物に支障の出る定期便の欠航がない",
    en = "Air transport: no scheduled flights cancelled to the harm of passengers or cargo",
  },
  breach = FLIGHTS_CANCELLED,
  legal = {
    ja = "航空法第2条、航空分野のセプターの申合せ",
    en = "Civil Aeronautics Act, art. 2; agreement of the sector's CEPTOAR",
  },
  remedy = AVIATION_REMEDY,
})

rule "aviation.traffic_control" (level {
  service = "aviation.traffic_control",
  title = {
    ja = "航空交通管制：旅客や貨物に支障の出る定期便の欠航がない",
    en = "Air traffic control: no scheduled flights cancelled to the harm of passengers or cargo",
  },
  breach = FLIGHTS_CANCELLED,
  legal = {
    ja = "航空法第95条の2、航空分野のセプターの申合せ",
    en = "Civil Aeronautics Act, art. 95-2; agreement of the sector's CEPTOAR",
  },
  remedy = AVIATION_REMEDY,
})

rule "aviation.weather" (level {
  service = "aviation.weather",
  title = {
    ja = "気象情報：旅客や貨物に支障の出る定期便の欠航がない",
    en = "Weather information: no scheduled flights cancelled to the harm of passengers or cargo",
  },
  breach = FLIGHTS_CANCELLED,
  legal = {
    ja = "気象業務法第14条、航空分野のセプターの申合せ",
    en = "Meteorological Service Act, art. 14; agreement of the sector's CEPTOAR",
  },
  remedy = AVIATION_REMEDY,
})

local CEPTOAR = { ja = "航空分野のセプターの申合せ", en = "Agreement of the aviation sector's CEPTOAR" }

rule "aviation.booking" (level { -- reservation, ticketing, boarding, loading
  service = "aviation.booking",
  title = {
    ja = "予約から搭乗・搭載まで：旅客や貨物に支障の出る定期便の欠航がない",
    en = "Booking to boarding and loading: no scheduled flights cancelled to the harm of passengers or cargo",
  },
  breach = FLIGHTS_CANCELLED,
  legal = CEPTOAR,
  remedy = AVIATION_REMEDY,
})

rule "aviation.maintenance" (level {
  service = "aviation.maintenance",
  title = {
    ja = "運航整備：旅客や貨物に支障の出る定期便の欠航がない",
    en = "Aircraft maintenance: no scheduled flights cancelled to the harm of passengers or cargo",
  },
  breach = FLIGHTS_CANCELLED,
  legal = CEPTOAR,
  remedy = AVIATION_REMEDY,
})

rule "aviation.flight_plan" (level {
  service = "aviation.flight_plan",
  title = {
    ja = "飛行計画：旅客や貨物に支障の出る定期便の欠航がない",
    en = "Flight plans: no scheduled flights cancelled to the harm of passengers or cargo",
  },
  breach = FLIGHTS_CANCELLED,
  legal = CEPTOAR,
  remedy = AVIATION_REMEDY,
})

-- ---- rail ---------------------------------------------------------------------------------------
-- Passengers count; cancelled goods trains alone do not.

local TRAINS_CANCELLED = "cancelled > 0 and passengers_affected"

local RAIL_REMEDY = {
  ja = "運輸局等への報告の要否を確かめ、運休に至った障害の原因を取り除く",
  en = "Settle whether to report to the transport authority; remove the fault that led to the cancellations",
}

rule "rail.passenger" (level {
  service = "rail.passenger",
  title = {
    ja = "旅客鉄道：旅客輸送に支障の出る運休がない",
    en = "Passenger rail: no trains cancelled to the harm of passengers",
  },
  breach = TRAINS_CANCELLED,
  legal = {
    ja = "鉄道事業法第2条、鉄道事故等報告規則第5条",
    en = "Railway Business Act, art. 2; Rules on Railway Accident Reports, art. 5",
  },
  remedy = RAIL_REMEDY,
})

rule "rail.ticketing" (level {
  service = "rail.ticketing",
  title = {
    ja = "発券・改札：旅客輸送に支障の出る運休がない",
    en = "Ticketing and gates: no trains cancelled to the harm of passengers",
  },
  breach = TRAINS_CANCELLED,
  legal = {
    ja = "鉄道事故等報告規則第5条",
    en = "Rules on Railway Accident Reports, art. 5",
  },
  remedy = RAIL_REMEDY,
})

-- ---- electricity, gas ---------------------------------------------------------------------------

rule "electricity.supply" (level {
  service = "electricity.supply",
  title = {
    ja = "電力：大きな供給支障が一定時間続かない",
    en = "Electricity: no large loss of supply that lasts",
  },
  breach = "supply >= $electricity_supply and lasted >= $electricity_duration",
  after = "$electricity_duration",
  legal = {
    ja = "電気事業法第2条・第18条、電気関係報告規則第3条",
    en = "Electricity Business Act, arts. 2 and 18; Rules on Reports on Electricity, art. 3",
  },
  remedy = {
    ja = "供給支障事故としての報告の要否を確かめ、制御系の障害原因と切替手順を見直す",
    en = "Settle whether to report it as a supply accident; look into the control system and its switch-over",
  },
})

rule "gas.supply" (level {
  service = "gas.supply",
  title = { ja = "ガス：多数の戸数に及ぶ供給支障がない", en = "Gas: no loss of supply to many households" },
  breach = "households >= $gas_households",
  legal = {
    ja = "ガス事業法第2条、ガス事業法施行規則第112条",
    en = "Gas Business Act, art. 2; its Enforcement Regulation, art. 112",
  },
  remedy = {
    ja = "供給支障事故としての報告の要否を確かめ、供給監視の障害原因を取り除く",
    en = "Settle whether to report it as a supply accident; remove the fault in supply monitoring",
  },
})

-- ---- government, medical care, water, logistics -------------------------------------------------

rule "local_government.administration" (level {
  service = "local_government.administration",
  title = {
    ja = "地方公共団体：住民の権利を損なわず、安全な時間内に復旧する",
    en = "Local government: residents' rights unharmed, and systems restored in safe time",
  },
  breach = "rights_harmed or not restored_in_safe_time",
  legal = { ja = "地方自治法第2条第2項", en = "Local Autonomy Act, art. 2 (2)" },
  remedy = {
    ja = "影響を受けた住民の手続を救済し、復旧までの時間と代替の受付手段を見直す",
    en = "Make good what residents lost; look into the time to restore and into other ways to serve them",
  },
})

-- A fault of a device that endangers a life counts like any other. The figure names no law here; the
-- level of care is to be upheld however much it rests on IT.
rule "medical.care" (level {
  service = "medical.care",
  title = { ja = "診療：生命の危険や診療の支障がない", en = "Medical care: no danger to life, no care hindered" },
  breach = "danger_to_life or care_hindered",
  remedy = {
    ja = "患者の安全を確かめ、紙の記録など診療を続ける手段と機器の点検を見直す",
    en = "Make sure patients are safe; look into ways to go on without the system and check devices",
  },
})

rule "water.supply" (level {
  service = "water.supply",
  title = {
    ja = "水道：断減水、水質異常、給水に支障の出る制御系障害がない",
    en = "Water: no cut or reduced supply, bad quality, or control-system failure that hinders supply",
  },
  breach = "supply_cut or supply_reduced or quality_bad or control_system_failure and supply_hindered",
  legal = {
    ja = "水道法第3条・第15条、厚生労働省健康局水道課長通知（平成25年10月25日）6.(2)",
    en = "Water Supply Act, arts. 3 and 15; notice of the ministry's water division, 25 October 2013, 6.(2)",
  },
  remedy = {
    ja = "関係当局への連絡の要否を確かめ、監視制御系の手動運転と切替手順を見直す",
    en = "Settle whether to inform the authorities; look into manual operation of control systems",
  },
})

rule "logistics.transport" (level {
  service = "logistics.transport",
  title = { ja = "物流：運送の停止や貨物の紛失がない", en = "Logistics: no stop of transport, no cargo lost" },
  breach = "service_stopped or cargo_lost",
  legal = { ja = "物流分野のセプターの申合せ", en = "Agreement of the logistics sector's CEPTOAR" },
  remedy = {
    ja = "分野の申合せに沿って関係者へ連絡し、配送の代替手段と貨物の追跡を見直す",
    en = "Inform those concerned as the sector has agreed; look into other ways to deliver and trace cargo",
  },
})

-- ---- without a level in this edition ------------------------------------------------------------

-- The descriptor of a rule that no outage can settle, and which says why.
local function no_level(row)
  undefined[#undefined + 1] = ("'%s'"):format(row.service)
  row.kind, row.clause, row.actor = "outage", "図表6 注1", "operator"
  row.select = ("service.type == '%s'"):format(row.service)
  row.when = "first(service.uses_it, true) and first(caused_by_it, true)"
  row.check = function()
    return unknown { message = {
      ja = "この版の図表6は、この分野の水準を定めていない（注1）。判定できない",
      en = "This edition of figure 6 sets no level for this sector (note 1): it cannot be judged",
    } }
  end
  row.remedy = {
    ja = "所管省庁が分野の水準を示しているか確かめ、自組織の水準を定める",
    en = "See whether the ministry in charge has set a level for the sector; set one of your own",
  }
  row.service = nil
  return asked(row)
end

rule "chemical.undefined" (no_level {
  service = "chemical.undefined",
  title = { ja = "化学：水準は未定", en = "Chemicals: no level set yet" },
})

rule "credit.undefined" (no_level {
  service = "credit.undefined",
  title = { ja = "クレジット：水準は未定", en = "Credit cards: no level set yet" },
})

rule "petroleum.undefined" (no_level {
  service = "petroleum.undefined",
  title = { ja = "石油：水準は未定", en = "Petroleum: no level set yet" },
})

-- ---- what the rows say, computed for other packs ------------------------------------------------

local function breach_of_any_row()
  local parts = {}
  for i, breach in ipairs(breaches) do
    local types = table.concat(types_of[breach], "', '")
    parts[i] = ("service.type in ['%s'] and (%s)"):format(types, breach)
  end
  return table.concat(parts, " or ")
end

local UNDEFINED = table.concat(undefined, ", ")

derive "outage.breach" {
  type = "bool",
  title = { ja = "維持レベルの未達", en = "Breaks the service level" },
  from = ("if(service.type not in [%s], service.uses_it and caused_by_it and (%s))")
    :format(UNDEFINED, breach_of_any_row()),
}

-- Counted from the moment of the stop; whether it also affects enough users is left open.
derive "service.breaches_after" {
  type = "duration",
  title = { ja = "停止が水準の未達となるまでの時間", en = "A stop breaks the level after" },
  from = ("if(type not in [%s], %s)"):format(UNDEFINED, starts),
}
