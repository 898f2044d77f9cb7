-- 2.6.2 (2) and (3) Target levels of the parts that a system rests on, by priority, how far the parts are
-- from them, and what is planned to close the gap.
--
-- Readings where the text leaves a choice:
-- * Merged cells of tables 2.6-2 and 2.6-3: an empty cell takes what stands above it.
-- * A part's own target goes before the tables. Of these, 2.6-3 is for parts on outside services, 2.6-2
--   for hardware; for other parts the text wants targets "likewise", so that without one there is none.
-- * 2 of 2 and 2 of 4 are not the same: parts on outside services are compared apart (`@external`).
-- * For incidents and pandemics targets are set for staff, organisation and contractor only (2.6.2(1)-2
--   and -3). There such parts count like all others; elsewhere they are left out.
-- * A part without a level leaves open how far its category is from the target, unless a known part is
--   so far that it makes no difference: farther than from the target of the other to 0 it cannot be.
-- * A measure closes a gap while it is still to come (planned.lua). One that is done and has left the
--   level low has not closed it.

-- ---- figures ------------------------------------------------------------------------------------

param "hardware_levels" {
  value = map { S = 4, A = 3, B = 3, C = 2, D = 2, E = 1 }, type = "int 0..",
  title = { ja = "ハードウェアの目標対策レベル", en = "Target levels of hardware" },
  source = "表2.6-2",
}
param "external_levels" {
  value = map { S = 2, A = 2, B = 2, C = 2, D = 1, E = 1 }, type = "int 0..",
  title = { ja = "外部サービスの目標対策レベル", en = "Target levels of outside services" },
  source = "表2.6-3",
}
param "standby_levels" {
  value = map { hot = 4, warm = 3, cold = 2, none = 1 }, type = "int 0..",
  title = { ja = "待機系の方式が支える対策レベル", en = "Level that a form of standby gives" },
  source = "表2.6-2",
}

-- ---- what is computed ---------------------------------------------------------------------------

derive "component.required_level" {
  type = "int",
  title = { ja = "求められる対策レベル", en = "Required level" },
  from = [[
    first(target, if(external, $external_levels[system.group],
                     if(category == 'hardware', $hardware_levels[system.group])))
  ]],
}

derive "component.short_by" {
  type = "int",
  title = { ja = "目標に足りないレベル", en = "Levels short of the target" },
  from = "if(level < required_level, required_level - level, 0)",
}

kind "level_gap" {
  derived = true,
  title = { ja = "対策レベルの乖離", en = "Gap of levels" },
  fields = {
    field("name*", "text", "情報システムの名称", "Name of the system"),
    field("system*", "->system", "情報システム", "System"),
    field("category*", "text", "区分", "Category"),
    field("external*", "bool", "外部サービスの尺度", "On the scale of outside services"),
    field("parts*", "[->component]", "構成要素", "Parts", { inverse = "in_level_gaps" }),
  },
}

local IN_CRISES = { staff = true, organisation = true, contractor = true }

local function counts(part)
  local crisis = field(part, "crisis")
  return IN_CRISES[part.category] or not (crisis == "incident" or crisis == "pandemic")
end

local function add_gaps(list, system)
  local gaps = {}
  for _, part in ipairs(system.components) do
    local id = system.id .. "/" .. part.category .. (part.external and "@external" or "")
    local gap = gaps[id]
    if not gap and counts(part) then
      gap = { id = id, name = system.name, system = system, category = part.category,
        external = part.external, parts = {} }
      gaps[id], list[#list + 1] = gap, gap
    end
    if counts(part) then table.insert(gap.parts, part) end
  end
end

records "level_gap" {
  from = function(organization)
    local list = {}
    for _, system in ipairs(organization.systems) do add_gaps(list, system) end
    return list
  end,
}

-- Parts of one category that have targets of their own: the highest target, the lowest level, the
-- largest gap.
derive "level_gap.target" {
  type = "int",
  title = { ja = "目標対策レベル", en = "Target" },
  from = "max(parts.required_level)",
}

derive "level_gap.current" {
  type = "int",
  title = { ja = "現状対策レベル", en = "Current level" },
  from = "if(any(parts, level == 0), 0, min(parts.level))",
}

derive "level_gap.gap" {
  type = "int",
  title = { ja = "乖離", en = "Gap" },
  from = [[
    if(all(parts, present(short_by)
                  or required_level <= max(outer.parts where present(short_by), short_by)),
       max(parts where present(short_by), short_by))
  ]],
}

local function lowest_of(gap)
  local current = field(gap, "current")
  for _, part in ipairs(current and gap.parts or {}) do
    if field(part, "level") == current then return part end
  end
end

derive "level_gap.lowest" {
  over = "organization",
  type = "->component",
  title = { ja = "最も低い構成要素", en = "Lowest part" },
  reads = { "level_gap", "level_gap.current" },
  from = function(gaps)
    local lowest = {}
    for _, gap in ipairs(gaps) do lowest[gap] = lowest_of(gap) end
    return lowest
  end,
}

-- ---- 2.6.2 (2) targets by priority --------------------------------------------------------------

-- Without a recovery priority the tables say nothing, and it is not known whether a target is there.
rule "2.6.2(2)" {
  kind = "level_gap",
  title = {
    ja = "構成要素ごとに、復旧優先度に応じた目標対策レベルを定める",
    en = "Every part has a target level that goes by the recovery priority",
  },
  actor = "continuity_owner",
  check = "all(parts, if(external or category == 'hardware', required_level >= 0, present(target)))",
  remedy = {
    ja = "表のない区分では、構成要素ごとに目標対策レベルを定めて記録する",
    en = "Where no table gives one, set and record a target level for each part",
  },
  evidence = { { ja = "構成要素ごとの目標対策レベルの一覧", en = "List of target levels by part" } },
}

-- Note 1 of table 2.6-2, for levels 2 to 4: what stands at the present site.
local PRESUPPOSED = "present_hardware and required_level >= 2"

rule "2.6.2(2)#seismic-room" {
  kind = "component",
  level = "example",
  title = {
    ja = "現在の拠点のハードウェアは、耐震性の確保された場所に置く",
    en = "Hardware at the present site stands where earthquakes are provided for",
  },
  actor = "continuity_owner",
  select = PRESUPPOSED,
  check = "if(present(site), site.seismic, system.site.seismic)",
  remedy = {
    ja = "耐震性の確保されたサーバ室に移すか、拠点の耐震対策を行う",
    en = "Move it to a server room that withstands earthquakes, or strengthen the site",
  },
}

rule "2.6.2(2)#redundant" {
  kind = "component",
  level = "example",
  title = {
    ja = "現在の拠点のハードウェアは、冗長化構成をとる",
    en = "Hardware at the present site is redundant",
  },
  actor = "continuity_owner",
  select = PRESUPPOSED,
  check = "doubled",
  remedy = {
    ja = "現在の拠点の機器を二重化する",
    en = "Double the equipment at the present site",
  },
}

rule "2.6.2(2)#standby" {
  kind = "level_gap",
  level = "example",
  title = {
    ja = "ハードウェアの対策レベルは、待機系の方式と合う",
    en = "The level of the hardware is one that its standby gives",
  },
  actor = "continuity_owner",
  select = "category == 'hardware' and not external",
  when = "min(parts.level) > $standby_levels['none']",
  check = "min(parts.level) <= $standby_levels[system.standby.type]",
  remedy = {
    ja = "待機系の方式を改めるか、現在の対策レベルを実態に合わせて直す",
    en = "Improve the standby, or record the level that it really gives",
  },
}

rule "2.6.2(2)#standby-site" {
  kind = "system",
  level = "example",
  title = {
    ja = "待機系は、現在の拠点と同時に被災しない拠点に置く",
    en = "The standby is at a site that the same disaster does not reach",
  },
  actor = "continuity_owner",
  select = "present(standby.type) and standby.type ~= 'none'",
  check = "standby.site ~= site and standby.site.region ~= site.region",
  remedy = {
    ja = "待機系を別の地域の拠点に移す",
    en = "Move the standby to a site in another region",
  },
}

-- Level 1 of both tables: nothing stands elsewhere, so the equipment itself must be repairable.
rule "2.6.2(2)#spare-parts" {
  kind = "component",
  level = "example",
  title = {
    ja = "遠隔地に控えのないハードウェアは、保守契約があり再調達できる",
    en = "Hardware without a backup elsewhere is under maintenance and still sold",
  },
  actor = "continuity_owner",
  select = "category == 'hardware' and required_level == 1",
  check = "maintenance_contract and end_of_sale > today()",
  ask = {
    ja = "まだ販売されており、修理部品や代替機を入手できる保守契約があるか",
    en = "Is it still sold, and does a contract give spare parts or a spare machine?",
  },
  remedy = {
    ja = "保守契約を結び、販売の終了した機器は計画的に更改する",
    en = "Conclude a maintenance contract; replace what is no longer sold",
  },
}

-- ---- 2.6.2 (3) gaps and measures ----------------------------------------------------------------

local function without_measure(gap)
  local left, some = {}, false
  for _, part in ipairs(gap.parts) do
    if (field(part, "short_by") or 0) > 0 then
      local planned = field(part, "planned")
      if planned ~= "full" then left[#left + 1] = part.id end
      some = some or planned ~= nil
    end
  end
  return left, some
end

rule "2.6.2(3)-2" {
  kind = "level_gap",
  title = {
    ja = "目標と現状との乖離には、今後実施する対策がある",
    en = "Every gap between target and present level has a measure to come",
  },
  actor = "continuity_owner",
  when = "any(parts, short_by > 0)",
  check = function(gap)
    local left, some = without_measure(gap)
    if #left == 0 then return true end
    local ids = table.concat(left, ", ")
    local message = {
      ja = "目標まで上げる対策がない構成要素：" .. ids,
      en = "parts that no measure raises to the target: " .. ids,
    }
    return some and partial { message = message } or fail { message = message }
  end,
  remedy = {
    ja = "目標対策レベルに達するための対策を、時期と担当を決めて計画に載せる",
    en = "Plan what raises the part to its target, with a date and somebody in charge",
  },
  evidence = { { ja = "事前対策計画", en = "Plan of measures in advance" } },
}
