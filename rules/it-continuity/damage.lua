-- 2.4 What damage each crisis is assumed to do.
--
-- Readings where the text leaves a choice:
-- * 2.4(1) is a heading: it holds where every crisis that is planned for has damage assumed. Its parts (a)
--   to (d) are judged for each crisis of their type; (a) to (c) roll up the rows of their tables, which
--   are items. What another type of crisis does is judged under (d): any row will do there.
-- * A damage is assumed where it says what happens or how bad it is; that nothing happens is one, too.
-- * Rows that the tables exempt are n/a; an assumption there is welcome. Transport in an incident is for
--   those on the move at night or during disruption: n/a unless the organisation says so (a parameter). The
--   site in an incident is that of outside services.
-- * Water in a disaster is for cooling by water: at the sites that the crisis damages, or at all where its
--   damages name none. Unsaid cooling leaves it open. Sites of providers have no water of ours.
-- * Too slight is what is nowhere serious or total. A site of several, with equipment of ours, is thought of
--   by itself where some damage names it. The environment of outside services is the row `2.4(1)(b)#site`.
-- * Stocks: the text names the items and leaves the days to the business continuity plan; three are ours.
--   A stock is the item whose word its name holds. They are for those who respond: where the staff of all
--   systems of a site stand elsewhere, or all its rooms are a provider's, and no staff stands there, n/a.

param "incident_exempt" {
  value = { "power", "water" },
  title = { ja = "インシデントで想定の要らない対象", en = "Needs no assumption in an incident" },
  source = "表2.4-2",
}
param "incident_transport" {
  value = false,
  title = { ja = "インシデントでも交通の被害を想定する", en = "Transport is assumed damaged in incidents, too" },
  source = "表2.4-2",
}
param "pandemic_exempt" {
  value = { "power", "water", "data" },
  title = { ja = "感染症で想定の要らない対象", en = "Needs no assumption in a pandemic" },
  source = "表2.4-3",
}
param "stock_items" {
  value = { "飲料水", "食糧|食料", "トイレ", "休眠|仮眠|毛布|寝袋", "マスク", "消毒", "体温計" },
  title = { ja = "備える備蓄品（別の言い方は | で区切る）", en = "Stocks to hold (other words after |)" },
  source = "2.4(1)-2",
}
param "stock_days" {
  value = 3, type = "number", unit = "日", stricter = "higher",
  title = { ja = "備蓄の日数", en = "Days that stocks last" },
  source = "2.4(1)-2",
}

-- ---- 2.4 (1) ------------------------------------------------------------------------------------

rule "2.4(1)" {
  title = { ja = "危機的事象ごとに被害を想定する", en = "Damage is assumed for every crisis" },
  actor = "continuity_chief",
  check = "planned_crises > 0 and all(crises where planned_for, damage_count > 0)",
  question = { ja = "対象とする危機的事象のすべてに被害想定があるか", en = "Has every crisis its assumed damage?" },
  evidence = { ja = "被害想定の一覧", en = "List of assumed damage" },
  technique = "review",
  remedy = { ja = "被害想定のない危機的事象に、対象ごとの被害を記録する", en = "Record the damage for those without" },
}

local ROWS = {
  { "staff", "要員", "staff" }, { "site", "設置場所", "the site" }, { "transport", "交通", "transport" },
  { "power", "電力", "power" }, { "water", "水道", "water" }, { "network", "通信", "the network" },
  { "equipment", "機器", "equipment" }, { "data", "データ", "data" }, { "contractor", "委託先", "contractors" },
}

-- Whether anything is assumed of a resource; else it is told of which something is. A record that says
-- neither what nor how bad leaves it open.
local function assumed(resource, row_ja, row_en)
  return function(crisis)
    local seen, ja, en, open = {}, {}, {}, nil
    for _, damage in ipairs(crisis.damages) do
      seen[damage.resource] = true
      if damage.resource == resource then
        if field(damage, "assumption") or field(damage, "severity") then return true end
        open = open or damage
      end
    end
    if open then return open.severity end -- missing: unknown
    for _, row in ipairs(ROWS) do
      if seen[row[1]] then ja[#ja + 1], en[#en + 1] = row[2], row[3] end
    end
    local rest_ja = #ja > 0 and table.concat(ja, "、") or "なし"
    local rest_en = #en > 0 and table.concat(en, ", ") or "nothing"
    return fail { message = {
      ja = ("%sの被害想定がない（あるのは %s）"):format(row_ja, rest_ja),
      en = ("nothing is assumed of %s (of: %s)"):format(row_en, rest_en),
    } }
  end
end

-- The rows of one table as items of its clause. `whens`: conditions under which a row applies.
local function rows(clause, crisis_type, name_ja, name_en, whens)
  for _, row in ipairs(ROWS) do
    local resource, ja, en = row[1], row[2], row[3]
    rule(clause .. "#" .. resource) {
      kind = "crisis", level = "example", actor = "continuity_chief",
      title = {
        ja = ("%sによる%sの被害を想定する"):format(name_ja, ja),
        en = ("Damage to %s by %s is assumed"):format(en, name_en),
      },
      select = ("type == '%s' and planned_for"):format(crisis_type),
      when = whens[resource],
      check = assumed(resource, ja, en),
      technique = "review",
      remedy = {
        ja = ja .. "の被害を想定して記録する（被害がないとの想定も記録する）",
        en = ("Record what is assumed of %s, even that nothing happens"):format(en),
      },
    }
  end
end

local function part(crisis_type, ja, en)
  return {
    kind = "crisis",
    title = { ja = ja .. "の被害を、対象ごとに想定する", en = "Damage is assumed for all that " .. en .. " touches" },
    actor = "continuity_chief",
    select = ("type == '%s' and planned_for"):format(crisis_type),
    items = true,
    remedy = { ja = "足りない対象の被害想定を記録する", en = "Record what is assumed of the rows that are missing" },
  }
end

rule "2.4(1)(a)" (part("disaster", "大規模災害", "a disaster"))
rows("2.4(1)(a)", "disaster", "大規模災害", "a disaster", {
  water = [[
    if(any(damages, present(site)),
       any(damages where present(site) and site.holds_equipment, site.cooling == 'water'),
       any(organization.sites where holds_equipment, cooling == 'water'))
  ]],
})

rule "2.4(1)(b)" (part("incident", "インシデント", "an incident"))
rows("2.4(1)(b)", "incident", "インシデント", "an incident", {
  site = "any(organization.systems.outside)",
  transport = "$incident_transport",
  power = "'power' not in $incident_exempt",
  water = "'water' not in $incident_exempt",
  data = "'data' not in $incident_exempt",
})

rule "2.4(1)(c)" (part("pandemic", "感染症", "a pandemic"))
rows("2.4(1)(c)", "pandemic", "感染症", "a pandemic", {
  power = "'power' not in $pandemic_exempt",
  water = "'water' not in $pandemic_exempt",
  data = "'data' not in $pandemic_exempt",
})

rule "2.4(1)(d)" {
  kind = "crisis",
  title = { ja = "その他の危機的事象の被害を想定する", en = "Damage by other crises is assumed" },
  actor = "continuity_chief",
  select = "type == 'other' and planned_for",
  check = "damage_count > 0 and any(damages, present(assumption) or severity == severity)",
  question = { ja = "その危機的事象の被害を想定しているか", en = "Is its damage assumed?" },
  evidence = { ja = "被害想定", en = "Assumed damage" },
  technique = "review",
  remedy = { ja = "対象ごとの被害を想定して記録する", en = "Assume and record the damage" },
}

derive "crisis.uses_bcp" {
  type = "bool",
  title = { ja = "業務継続計画から取った被害想定がある", en = "Some damage is taken from the business continuity plan" },
  from = "any(damages, from_bcp)",
}

rule "2.4(2)" {
  kind = "crisis",
  title = { ja = "業務継続計画の被害想定を使う", en = "The business continuity plan's assumptions are used" },
  actor = "continuity_chief",
  select = "planned_for",
  when = "in_bcp",
  check = "uses_bcp",
  ask = {
    ja = "業務継続計画の被害想定を取り入れているか",
    en = "Are the assumptions of the business continuity plan taken over?",
  },
  evidence = { ja = "業務継続計画の被害想定", en = "Its assumptions" },
  technique = "review",
  remedy = { ja = "業務継続計画の想定を取り入れ、その旨を記録する", en = "Take them over, and record that" },
}

rule "2.4(3)" {
  title = { ja = "細かすぎる被害想定を避ける", en = "Assumptions are not too fine" },
  actor = "continuity_chief",
  ask = {
    ja = "被害想定は、リスクを見積もれる程度の粗さか",
    en = "Are the assumptions coarse enough for risks to be weighed?",
  },
  evidence = { ja = "被害想定の一覧", en = "List of assumed damage" },
  technique = "review",
  remedy = { ja = "場合分けを減らしてまとめる", en = "Put cases together" },
}

-- ---- notes --------------------------------------------------------------------------------------

derive "site.damage_count" {
  type = "int",
  title = { ja = "この拠点を示した被害想定の数", en = "Number of damages that name the site" },
  from = "count(damages)",
}

rule "2.4(1)-1" {
  kind = "site",
  title = { ja = "設置拠点ごとに被害を想定する", en = "Damage is assumed for each site" },
  actor = "continuity_chief",
  select = "holds_equipment",
  when = "count(organization.sites where holds_equipment) > 1",
  check = "damage_count > 0",
  question = { ja = "この拠点の被害を、ほかとは別に想定しているか", en = "Is its damage assumed by itself?" },
  evidence = { ja = "拠点ごとの被害想定", en = "Assumed damage by site" },
  technique = "review",
  remedy = { ja = "拠点を示した被害想定を加える", en = "Add assumptions that name the site" },
}

derive "site.is_unattended" {
  type = "bool",
  title = { ja = "自らの要員のいない拠点", en = "No staff of the organisation's stands here" },
  from = [[
    not any(components, category == 'staff' and not external)
    and (any(components, category == 'facility') and all(components where category == 'facility', external)
         or count(systems) > 0
            and all(systems, any(components, category == 'staff')
                             and all(components where category == 'staff', present(site))))
  ]],
}

derive "site.says_stock" { type = "bool", from = "given(stock)" }

-- Whether something whose name holds one of the words is in stock, for long enough where its days are said.
local function in_stock(site, words)
  for _, stock in ipairs(site.stock) do
    local item, days = field(stock, "item") or "", field(stock, "days")
    for word in words:gmatch("[^|]+") do
      if item:find(word, 1, true) and (not days or days >= params.stock_days) then return true end
    end
  end
  return false
end

rule "2.4(1)-2" {
  kind = "site",
  title = { ja = "対応中に要る備蓄がある", en = "There are stocks for those who respond" },
  actor = "continuity_chief",
  select = "holds_equipment",
  when = "not is_unattended",
  check = function(site)
    if not site.says_stock then return unknown "nothing is said of its stock" end
    local lacking = {}
    for _, words in ipairs(params.stock_items) do
      if not in_stock(site, words) then lacking[#lacking + 1] = words:match("[^|]+") end
    end
    if #lacking == 0 then return true end
    local names = table.concat(lacking, "、")
    local message = { ja = "足りない備蓄：" .. names, en = "not in stock, or not for long enough: " .. names }
    return #lacking < #params.stock_items and partial { message = message } or fail { message = message }
  end,
  ask = {
    ja = "飲料水、食糧、衛生用品、休む場所などを備えているか",
    en = "Are there water, food, things for hygiene, and a place to rest?",
  },
  evidence = { ja = "備蓄品の一覧", en = "List of stocks" },
  technique = "observation",
  remedy = { ja = "足りない品目を備え、日数を記録する", en = "Lay in what is missing, and record the days" },
}

derive "crisis.is_weighty" {
  type = "bool",
  title = { ja = "重大な被害の想定がある", en = "Some of its damage is serious" },
  from = "any(damages, severity in $weighty_severities)",
}

rule "2.4(1)-3" {
  kind = "crisis",
  title = { ja = "インシデントは、重大な被害を前提に想定する", en = "An incident is assumed to do serious damage" },
  actor = "continuity_chief",
  select = "type == 'incident' and planned_for",
  check = "is_weighty",
  question = { ja = "少なくとも一つは重大な被害を想定しているか", en = "Is some of the damage serious?" },
  evidence = { ja = "被害想定", en = "Assumed damage" },
  technique = "review",
  remedy = { ja = "最近の事例を参考に、重大な被害を想定する", en = "Assume serious damage, after recent cases" },
}

rule "2.4(1)-4" {
  kind = "crisis",
  title = { ja = "その他の危機的事象も、軽すぎない被害を想定する", en = "Other crises are not assumed too slight" },
  actor = "continuity_chief",
  select = "type == 'other' and planned_for",
  check = "if(not is_weighty, false)",
  ask = {
    ja = "被害に幅を持たせ、公表資料を基に大まかに予測しているか",
    en = "Has the damage some width, and is it a rough forecast from published sources?",
  },
  evidence = { ja = "被害想定とその根拠", en = "Assumed damage and its sources" },
  technique = "review",
  remedy = { ja = "重大な被害を含め、幅を持たせて想定する", en = "Include serious damage, and allow for width" },
}

-- ---- examples -----------------------------------------------------------------------------------

rule "2.4(1)#building-1" {
  level = "example", actor = "continuity_chief",
  title = {
    ja = "他の組織と使う建物では、建物を管理する組織と調整する",
    en = "In a shared building, things are settled with those who manage it",
  },
  ask = {
    ja = "合同庁舎などの場合に、管理する組織と被害想定や対策を調整したか",
    en = "In a shared building, have damage and measures been discussed with its manager?",
  },
  technique = "interview",
  remedy = { ja = "建物を管理する組織と話し合う", en = "Talk with those who manage the building" },
}
