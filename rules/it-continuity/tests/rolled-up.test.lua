-- Clauses with items: one item that is kept, alone among those that are not, makes the clause partial.
facts {
  organization = { id = "o", name = "例示省", type = "ministry", alternate_site = true },
  people = { { id = "p", name = "甲" } },
  suppliers = { { id = "firm", name = "委託会社" } },
  systems = { { id = "mail", name = "電子メール", service_kind = "mail", lifecycle = { contractor = "firm" } } },
  exercises = { { id = "drill", type = "restore", held_on = "2026-10-01", plan = { "その他" } } },
}

case "役割が一つもない" { as_of = "2026-11-20", expect = { ["2.8.1(1)"] = "fail" } }
local ROLES = {
  "continuity_chief", "continuity_owner", "csirt_member", "csirt_head", "activation_lead", "information_desk",
  "contact_desk", "damage_check", "damage_control", "network_recovery", "system_recovery", "network_switch",
  "system_switch", "contractor_recovery",
}
for _, role in ipairs(ROLES) do
  case("役割 " .. role) {
    as_of = "2026-11-20",
    add = { ["assignment:one"] = { role = role, person = "p" } },
    expect = { ["2.8.1(1)"] = "partial" },
  }
end

case "訓練の計画に要素がない" { as_of = "2026-11-20", expect = { ["2.9.1(1)(d)"] = "fail" } }
local ELEMENTS = {
  "organisation", "purpose", "scope", "scenario", "participants", "metrics", "schedule", "method",
  "preparation",
  "体制", "目的", "範囲", "シナリオ", "参加者", "評価指標", "スケジュール", "方法", "事前準備",
}
for _, element in ipairs(ELEMENTS) do
  case("訓練の計画の要素 " .. element) {
    as_of = "2026-11-20",
    set = { ["exercise:drill"] = { plan = { element } } },
    expect = { ["2.9.1(1)(d)"] = "partial" },
  }
end

case "点検も監査もない" { as_of = "2026-11-20", expect = { ["2.9.2(3)"] = "fail" } }
case "自己点検だけがある" {
  as_of = "2026-11-20",
  add = { ["selfcheck:s"] = { fiscal_year = 2026, role = "continuity_owner", done_on = "2025-11-20" } },
  expect = { ["2.9.2(3)"] = "partial" },
}
case "監査だけがある" {
  as_of = "2026-11-20",
  add = {
    ["document:plan"] = { type = "continuity_plan", title = "計画" },
    ["audit:a"] = { title = "監査", subject = "document:plan", done_on = "2025-11-20" },
  },
  expect = { ["2.9.2(3)"] = "partial" },
}

-- 2.5.2(2)-1 The limits themselves: a fifth and a half, and not a percent more.
local function systems(high, rto, all)
  local add = {}
  for i = 1, all do
    add[("system:s%02d"):format(i)] = { name = "情報システム", rto = i <= high and rto or "30d" }
  end
  return add
end
for _, row in ipairs {
  { 5, "3h", 25, "pass" }, { 5, "3h", 24, "fail" }, { 25, "1d", 50, "pass" }, { 26, "1d", 51, "fail" },
} do
  case(("%d件中 %d件が %s"):format(row[3], row[1], row[2])) {
    drop = { "system:mail" }, add = systems(row[1], row[2], row[3]), expect = { ["2.5.2(2)-1"] = row[4] },
  }
end

-- 表2.6-2: what a form of standby gives.
for _, row in ipairs {
  { "hot", 4, "pass" }, { "hot", 5, "fail" }, { "warm", 3, "pass" }, { "warm", 4, "fail" },
  { "cold", 2, "pass" }, { "cold", 3, "fail" }, { "none", 1, "n/a" }, { "none", 2, "fail" },
} do
  case(("待機系 %s とレベル %d"):format(row[1], row[2])) {
    set = { ["system:mail"] = { standby = { type = row[1] } } },
    add = { ["component:server"] = { system = "mail", category = "hardware", name = "サーバ", level = row[2] } },
    expect = { ["2.6.2(2)#standby"] = row[3] },
  }
end
case "レベルの低い方が待機系に見合えばよい" {
  set = { ["system:mail"] = { standby = { type = "cold" } } },
  add = {
    ["component:old"] = { system = "mail", category = "hardware", name = "旧サーバ", level = 2 },
    ["component:new"] = { system = "mail", category = "hardware", name = "新サーバ", level = 4 },
  },
  expect = { ["2.6.2(2)#standby"] = "pass" },
}
