-- 2.7.1 (1) The present levels, and whether they reach the targets.
--
-- Reading: (a) asks for an assessment of every part that has a target. One that nobody has recorded has
-- not been made: it fails. Where the tables give the target and the priority is not known, neither is
-- whether there is one.

rule "2.7.1(1)(a)" {
  kind = "system",
  title = {
    ja = "目標対策レベルのある構成要素は、現状の対策レベルを評価する",
    en = "The present level of every part with a target has been assessed",
  },
  actor = "continuity_owner",
  select = "count(components) > 0",
  check = [[
    all(components where external or category == 'hardware' or present(target),
        present(level) or not (required_level >= 0))
  ]],
  remedy = {
    ja = "構成要素ごとに現状の対策レベルを確かめて記録する",
    en = "Assess and record the present level of each part",
  },
  evidence = { { ja = "構成要素ごとの現状対策レベルの一覧", en = "List of present levels by part" } },
}

local function short_of_target(gap)
  local list = {}
  for _, part in ipairs(gap.parts) do
    if (field(part, "short_by") or 0) > 0 then list[#list + 1] = part end
  end
  table.sort(list, function(a, b) return a.level < b.level end)
  return list
end

-- The level of a category is that of its lowest part, where all are on one scale. Where parts have
-- targets of their own, each is to reach its own. One that falls short decides, whatever is not known.
rule "2.7.1(1)-1" {
  kind = "level_gap",
  title = {
    ja = "最も対策レベルの低い構成要素も、目標対策レベルに達している",
    en = "Even the lowest part reaches its target level",
  },
  actor = "continuity_owner",
  check = function(gap)
    if field(gap, "gap") == 0 then return true end
    local ja, en = {}, {}
    for i, part in ipairs(short_of_target(gap)) do
      ja[i] = ("%s（現状 %d、目標 %d）"):format(part.id, part.level, part.required_level)
      en[i] = ("%s (%d, target %d)"):format(part.id, part.level, part.required_level)
    end
    if #ja == 0 then
      local short = 0
      for _, part in ipairs(gap.parts) do short = short + part.short_by end -- missing: unknown
      return short == 0
    end
    return fail { message = {
      ja = "目標に届かない構成要素：" .. table.concat(ja, "、"),
      en = "parts short of their target: " .. table.concat(en, ", "),
    } }
  end,
  remedy = {
    ja = "最も低い構成要素から対策レベルを上げる",
    en = "Raise the lowest part first",
  },
}
