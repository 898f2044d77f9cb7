-- 2.6.1 Examples: what counts as a part of a system, by the rows of table 2.6-1. The keys are ours.

rule "2.6.1(1)#information-1" {
  level = "example", actor = "continuity_owner",
  title = { ja = "手順書や連絡先、設定情報も構成要素に含める", en = "Manuals, contacts and settings are parts as well" },
  ask = {
    ja = "対応の手順書、緊急の連絡先、ネットワークの設定、要るソフトウェアとデータを挙げているか",
    en = "Are manuals, emergency contacts, network settings, and what software and data it needs among them?",
  },
  technique = "review",
  remedy = { ja = "手順書や連絡先などを構成要素に加える", en = "Add them to the parts" },
}

-- The rows of table 2.6-1. Of an outside service the provider has the rooms and machines: these rows are
-- asked of systems with equipment of their own, and count wherever they are recorded.
local ON_SITE = { facility = true, peripheral = true, hardware = true }
local CATEGORIES = {
  { "staff", "要員", "staff" }, { "organisation", "運用体制", "the organisation of operation" },
  { "facility", "施設", "facilities" }, { "network", "通信", "the network" },
  { "peripheral", "周辺機器", "peripherals" }, { "hardware", "ハードウェア", "hardware" },
  { "software", "ソフトウェア", "software" }, { "system_area", "システム領域", "the system area" },
  { "data_area", "データ領域", "the data area" }, { "contractor", "委託先", "contractors" },
}

local LABELS = {}
for _, row in ipairs(CATEGORIES) do LABELS[row[1]] = row end

derive "system.part_categories" {
  type = "[text]",
  title = { ja = "構成要素の区分", en = "Categories of its parts" },
  from = function(system)
    local list, seen = {}, {}
    for _, part in ipairs(system.components) do
      if not seen[part.category] then
        seen[part.category], list[#list + 1] = true, part.category
      end
    end
    return list
  end,
}

-- Whether a part of the category is on record; else it is told of which categories there are some.
local function has_part(category)
  return function(system)
    local ja, en = {}, {}
    for i, its in ipairs(system.part_categories) do
      if its == category then return true end
      ja[i], en[i] = LABELS[its][2], LABELS[its][3]
    end
    local row = LABELS[category]
    return fail { message = {
      ja = ("%sの構成要素がない（あるのは %s）"):format(row[2], #ja > 0 and table.concat(ja, "、") or "なし"),
      en = ("among its parts there is nothing of %s (there are: %s)"):format(row[3],
        #en > 0 and table.concat(en, ", ") or "none"),
    } }
  end
end

for _, row in ipairs(CATEGORIES) do
  local category, ja, en = row[1], row[2], row[3]
  rule("2.6.1(1)#" .. category) {
    kind = "system", level = "example", actor = "continuity_owner",
    title = { ja = ja .. "を構成要素として記録する", en = ("Among the parts are %s"):format(en) },
    when = ON_SITE[category]
      and ("in_scope and (own_equipment or '%s' in part_categories)"):format(category)
      or "in_scope",
    check = has_part(category),
    technique = "review",
    remedy = { ja = ja .. "を構成要素に加える", en = ("Record %s as a part"):format(en) },
  }
end
