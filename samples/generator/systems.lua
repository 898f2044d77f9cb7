-- The ledger of systems: a network, electronic mail and a web site in the cloud, the systems that the house
-- is there for, and as many of the office as are asked for; the sites and suppliers under them.

local systems = {}

local OFFICE = {
  "会計", "人事給与", "文書管理", "電子決裁", "勤怠管理", "資産管理", "契約管理", "研修管理", "統計分析", "図面管理", "問合せ管理",
  "車両管理", "健康管理", "広報素材", "工程管理", "在庫管理", "調達", "旅費精算", "防犯カメラ", "入退室管理", "電話交換", "印刷管理",
  "データ連携", "会議室予約", "安否確認", "法令検索", "名簿管理", "補助金管理", "環境測定", "アンケート", "写真保管", "倉庫管理",
}

local STOCK = {
  { item = "飲料水", days = 3 }, { item = "食糧", days = 3 }, { item = "簡易トイレ", days = 3 },
  { item = "毛布" }, { item = "マスク" }, { item = "消毒液" }, { item = "体温計" },
}

local function add_sites(house, place)
  local power = {
    generator = { start = "30秒", runs = "72h", capacity = house.random:int(3, 20) * 100 .. "kVA",
      tested_on = house:day "2026-10", fuel_plan = true },
    ups = { runs = "20min", auto_shutdown = true, tested_on = house:day "2026-10" },
  }
  local regions = house.random:sample(require "names".REGIONS, 4)
  local sites = {
    { id = "site-main", name = place .. "センター", region = regions[1] },
    { id = "site-sub", name = "副センター", region = regions[2], alternate_of = "site-main",
      access_tested_on = "2026-09-01" },
    { id = "site-cloud", name = "クラウドの施設", region = regions[3] },
    { id = "site-vault", name = "媒体保管庫", region = regions[4] },
  }
  for i, site in ipairs(sites) do
    site.seismic, site.fire_measures, site.flood_measures, site.cooling = true, true, true, "air"
    site.stock = STOCK
    if i < 3 then site.generator, site.ups = power.generator, power.ups end
    house:add("sites", site)
  end
end

local function add_suppliers(house)
  house:supplier("sup-net", { "maintenance" }, "網の保守")
  house:supplier("sup-core", { "maintenance" }, "主要な情報システムの保守")
  house:supplier("sup-cloud", { "cloud" }, "クラウドサービスの提供")
  house:supplier("sup-office", { "maintenance" }, "事務の情報システムの保守")
end

-- The media of what has a standby at the second site are kept at a third.
local function backup(house, every, standby)
  return {
    frequency = every, data_changes_every = every, site = standby and "site-vault" or "site-sub",
      offsite = true, offline = true,
    last_backup = "2026-11-19", restore_tested_on = house.random:pick { "2026-03-14", "2026-06-21",
    "2026-08-22" },
  }
end

-- What the ledger says of every system.
local function add(house, system)
  local rated = system.available or 1
  system.available = nil
  local supplier = system.supplier
  system.supplier = nil
  system.backup = backup(house, "1d", system.standby and system.standby.site)
  system.patching = "applied"
  system.rto_reviewed_on = "2026-06-12"
  system.planning_started_on = house:day(house.random:pick { "2019-06", "2020-10", "2021-05", "2022-04" })
  system.lifecycle = {
    design = "情報システム担当", operation = "情報システム担当", contractor = supplier, contract_until = "2029-03-31",
  }
  system.handles = {
    confidentiality = house.random:int(1, 2), integrity = 2, availability = rated, restrictions = "担当者に限る",
  }
  system.classification = "basic"
  system.external_lines = system.external_lines or {}
  system.links = {}
  system.configuration = system.configuration or ("サーバ%d台、端末%d台"):format(
    house.random:int(1, 4), house.random:int(5, 200))
  system.purpose = system.purpose or system.name .. "の事務"
  return house:add("systems", system)
end

local function cloud(house, service)
  return {
    service = service, provider = house:find("suppliers", "sup-cloud").name, from = "2022-04-01",
    ["until"] = "2028-03-31", outline = service .. "の提供", domain = house.id .. ".example", rating = "機密性2",
    key_holder = "organisation", regions = "日本", service_level = "月間稼働率 99.9%",
  }
end

-- What standing parts of the house are due: the shorter, the more the house hangs on it.
local HASTE = {
  urgent = { net = "1h", net_restore = "20min", core = "2h", core_restore = "40min" },
  ordinary = { net = "4h", net_restore = "2h", core = "12h", core_restore = "4h" },
}

-- `core`: { id, name, purpose, unit } of the system that the house is there for; `urgent`: within hours.
function systems.build(house, plan)
  local haste = HASTE[plan.urgent and house.system_count >= 15 and "urgent" or "ordinary"]
  house.haste = haste
  add_sites(house, plan.place)
  add_suppliers(house)
  add(house, {
    id = "net", name = plan.net or "基幹網", unit = plan.it_unit, service_kind = "lan", base = true,
    cross_department = true, depends_on = {}, rto = haste.net, rto_reason = "上に載る情報システムより早く戻す",
    restore_time = haste.net_restore, rlo = { { after = haste.net, percent = 100 } },
    standby = { type = "hot", site = "site-sub" }, site = "site-main", remote_operation = true,
    automated = true,
    supplier = "sup-net", available = 2, purpose = "拠点の間の通信と職員の端末",
    external_lines = { { type = "光回線", use = "インターネット接続" }, { type = "携帯回線", use = "インターネット接続" } },
    end_of_support = "2031-03-31", updated_on = "2024-03-01",
  })
  add(house, {
    id = "mail", name = "電子メール・文書共有", unit = plan.it_unit, service_kind = "mail", cross_department = true,
    depends_on = {}, rto = "2d", rto_reason = "電話とファクシミリで二日つなげる", restore_time = "4h",
    site = "site-cloud", cloud = cloud(house, "電子メール"), internet_facing = true, remote_operation = true,
    automated = true, supplier = "sup-cloud", available = 2, configuration = "SaaS 一式",
  })
  add(house, {
    id = "web", name = "公式ウェブサイト", unit = plan.business_unit, service_kind = "web", depends_on = {},
    rto = "1d", rto_reason = "告知の業務の目標に合わせる", restore_time = "4h", site = "site-cloud",
    rlo = { { after = "1d", percent = 100 } }, cloud = cloud(house, "ウェブ"), internet_facing = true,
    remote_operation = true, automated = true, supplier = "sup-cloud", available = 2,
    configuration = "PaaS 一式",
  })
  add(house, {
    id = plan.core.id, name = plan.core.name, unit = plan.business_unit, service_kind = "other",
    depends_on = { "net" }, rto = haste.core, rto_reason = "支える業務の目標に合わせる",
    restore_time = haste.core_restore, rlo = { { after = haste.core, percent = 100 } },
    standby = { type = "hot", site = "site-sub" }, site = "site-main", remote_operation = true,
    automated = true,
    especially_important = true, control_system = plan.core.control, supplier = "sup-core", available = 2,
    purpose = plan.core.purpose,
  })
  house.core = plan.core.id
  local number = 0
  for _ = #house:all("systems") + 1, house.system_count do
    number = number + 1
    local name = OFFICE[(number - 1) % #OFFICE + 1]
    local round = (number - 1) // #OFFICE
    local days = house.random:pick { 2, 3, 5, 7, 10, 14 }
    add(house, {
      id = ("sys-%02d"):format(number), name = name .. "システム" .. (round > 0 and "（第" .. round + 1 .. "期）"
        or ""),
      unit = house.random:pick { plan.it_unit, plan.business_unit }, service_kind = "other",
      depends_on = { "net" }, rto = days .. "d", rto_reason = "紙の様式で" .. days .. "日つなげる",
      restore_time = house.random:int(2, 20) .. "h", site = "site-main", standby = { type = "none" },
      supplier = "sup-office",
    })
  end
  house.office_systems = number
end

local PARTS = {
  { "staff", "要員" }, { "organisation", "連絡体制と復旧手順書" }, { "facility", "機械室" }, { "network", "回線（二経路）" },
  { "peripheral", "管理端末" }, { "hardware", "主機" }, { "software", "ソフトウェア" }, { "system_area", "起動イメージの控え" },
  { "data_area", "データの控え" }, { "contractor", "保守の委託先" },
}
local PROVIDED = { facility = true, network = true, hardware = true, system_area = true, software = true }
local AGES = { peripheral = true, hardware = true, software = true }

-- The parts that the systems in scope rest on, one of each category.
function systems.add_components(house)
  for _, system in ipairs(house:all("systems")) do
    for _, part in ipairs(system.id:find("^sys%-") and {} or PARTS) do
      local category, outside = part[1], system.cloud and PROVIDED[part[1]]
      local hardware = category == "hardware" and not outside
      house:add("components", {
        id = ("c-%s-%s"):format(system.id, category), system = system.id, category = category,
        name = part[2] .. (outside and "（提供者の設備）" or ""), external = outside or nil, redundant = true,
        level = outside and 2 or hardware and 4 or 3, target = outside and 2 or hardware and 4 or 3,
        site = hardware and "site-main" or nil,
        end_of_sale = AGES[category] and not outside and "2029-03-31" or nil,
        maintenance_contract = AGES[category] and not outside or nil,
      })
    end
  end
end

return systems
