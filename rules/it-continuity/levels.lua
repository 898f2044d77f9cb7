-- 2.6.2 (2) Target levels of the parts that a system rests on, by priority, and how far the parts are from
-- them.
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
