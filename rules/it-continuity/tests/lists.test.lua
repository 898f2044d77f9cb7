-- Lists that stand in parameters and rules: each of their entries does something.

local ORGANIZATION = { id = "o", name = "例示省", type = "ministry" }

-- 2.2(2)-2 Executives are told by their rank.
facts {
  organization = ORGANIZATION,
  people = { { id = "p", name = "甲" } },
  assignments = { { id = "owner", role = "continuity_owner", person = "p" } },
  sites = { { id = "main", name = "本庁" } },
  systems = { { id = "mail", name = "電子メール", rto = "1d", service_kind = "mail", site = "main" } },
}

local RANKS = {
  "事務次官", "次官級", "長官", "指定職", "官房長", "局長", "局長級", "部長", "部長級", "審議官", "審議官級", "幹部",
  "理事長", "副理事長", "理事", "会長", "社長", "副社長", "専務", "常務", "取締役", "執行役", "執行役員", "役員",
  "executive",
}
for _, rank in ipairs(RANKS) do
  case("幹部 " .. rank) {
    set = { ["person:p"] = { rank = rank } }, expect = { ["2.2(2)-2#a"] = "pass" },
  }
end
for _, rank in ipairs { "係長", "監事", "監査役" } do
  case("幹部でない " .. rank) {
    set = { ["person:p"] = { rank = rank } }, expect = { ["2.2(2)-2#a"] = "fail" },
  }
end

-- 2.4(1)-2 Stocks: every item counts, and three days are enough.
local STOCK = { "飲料水", "食糧", "トイレ", "毛布", "マスク", "手指消毒液", "体温計" }
local function stock(left_out, days)
  local list = {}
  for _, item in ipairs(STOCK) do
    if item ~= left_out then list[#list + 1] = { item = item, days = days } end
  end
  return { ["site:main"] = { stock = list } }
end
case "備蓄がそろう" { set = stock(nil, 3), expect = { ["2.4(1)-2"] = "pass" } }
case "備蓄の日数が足りない" { set = stock(nil, 2.5), expect = { ["2.4(1)-2"] = "fail" } }
for _, item in ipairs(STOCK) do
  case("備蓄に " .. item .. " がない") { set = stock(item, 3), expect = { ["2.4(1)-2"] = "partial" } }
end

-- 2.8.2(4)-1 What an alternate site's plan lays down, where the main site has none to compare with.
local ITEMS = { "運用時間", "ジョブ運用", "運用監視", "セキュリティ監視", "トラブル対応", "計画停止", "活性保守" }
local function operation(left_out, title)
  local covers = {}
  for _, item in ipairs(ITEMS) do
    if item ~= left_out then covers[#covers + 1] = item end
  end
  return { ["document:far"] = { type = "operation_plan", title = title, covers = covers } }
end
local HAS_ALTERNATE = { organization = { alternate_site = true } }
for _, word in ipairs { "代替", "災害時", "alternate" } do
  case("代替拠点の運用計画 " .. word) {
    set = HAS_ALTERNATE, add = operation(nil, word .. "の運用"), expect = { ["2.8.2(4)-1"] = "pass" },
  }
end
case "代替拠点の運用計画がない" {
  set = HAS_ALTERNATE, add = operation(nil, "本庁の運用"), expect = { ["2.8.2(4)-1"] = "fail" },
}
for _, item in ipairs(ITEMS) do
  case("代替拠点の運用計画に " .. item .. " がない") {
    set = HAS_ALTERNATE, add = operation(item, "代替拠点の運用"), expect = { ["2.8.2(4)-1"] = "partial" },
  }
end

-- 2.9.1(1) A plan of training is that of continuity where it declares one of the clause's codes.
local CODES = {
  "2.9.1(1)", "it-continuity/2.9.1(1)", "2.9.1(1)(a)", "2.9.1(1)(b)", "2.9.1(1)(c)", "2.9.1(1)(d)",
  "2.9.1(1)(e)",
}
for _, code in ipairs(CODES) do
  case("教育訓練計画の " .. code) {
    as_of = "2026-11-20",
    add = {
      ["document:plan"] = {
        type = "training_plan", title = "計画", covers = { code }, approved_on = "2026-03-20",
      },
    },
    expect = { ["2.9.1(1)"] = "pass" },
  }
end

-- 2.9.1(1)-1 Who is told of upkeep.
for _, who in ipairs { "continuity", "continuity_staff", "運用継続" } do
  for day, verdict in pairs { ["2025-04-01"] = "pass", ["2025-03-31"] = "fail" } do
    case(("教育の対象 %s %s"):format(who, day)) {
      as_of = "2026-11-20",
      add = { ["training:t"] = { title = "研修", held_on = day, audience = { "all", who } } },
      expect = { ["2.9.1(1)-1#a"] = verdict },
    }
  end
end

-- 2.9.2(1) Changes that ask for considering a review.
for _, type in ipairs { "threat", "business", "crisis", "incident" } do
  local function changed(on, handled)
    return { ["trigger:t"] = { type = type, on = on, handled_on = handled } }
  end
  case("変化 " .. type) {
    as_of = "2026-11-20", add = changed("2026-11-20", "2026-11-20"),
    expect = { ["2.9.2(1)#basis-2"] = "pass" },
  }
  case("対処していない変化 " .. type) {
    as_of = "2026-11-20", add = changed("2026-08-19"), expect = { ["2.9.2(1)#basis-2"] = "fail" },
  }
  case("三か月に当たる日の変化 " .. type) {
    as_of = "2026-11-20", add = changed("2026-08-20"), expect = { ["2.9.2(1)#basis-2"] = "n/a" },
  }
  case("明日対処する変化 " .. type) {
    as_of = "2026-11-20", add = changed("2026-08-19", "2026-11-21"),
    expect = { ["2.9.2(1)#basis-2"] = "fail" },
  }
end

-- 2.3(1)(b) Conditions that are hard.
for _, condition in ipairs { "off_hours", "holiday", "season", "before_opening", "building_down" } do
  case("厳しい条件 " .. condition) {
    add = { ["crisis:quake"] = { type = "disaster", title = "地震", preconditions = { condition } } },
    expect = { ["2.3(1)(b)"] = "pass" },
  }
end
for _, condition in ipairs { "off_hours", "holiday", "building_down" } do
  case("業務時間外などの条件 " .. condition) {
    add = { ["crisis:quake"] = { type = "disaster", title = "地震", preconditions = { condition } } },
    expect = { ["2.3(1)(b)#condition-1"] = "pass" },
  }
end
