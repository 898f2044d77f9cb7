-- What is planned to be done: which measures are for continuity, how they stand, and how far those that
-- are still to come raise a part.
--
-- Readings where the text leaves a choice:
-- * A measure that says neither its status nor the day on which it was done is not done.
-- * A measure is to come while it is neither done nor dropped. Dropped is what was only proposed when its
--   day passed, or is only proposed while another that it cannot go together with has been decided on.
-- * A measure does what its `raises` say: a part that it raises to the target is planned in full, one that
--   it raises less far in part. A part that it names without saying how far is planned in full, unless
--   the measure gives levels for other parts only. A measure for a whole system that names none of its
--   parts is for all of them; one that names some is not for the others.

-- Those of the pre-measure plan: they raise a part, or are for a system, a part or a site.
local FOR = { system = true, component = true, site = true, level_gap = true }

derive "measure.raises_continuity" {
  type = "bool",
  title = { ja = "運用継続の事前対策", en = "Measure for continuity" },
  from = function(measure)
    if #(field(measure, "raises") or {}) > 0 then return true end
    for _, what in ipairs(field(measure, "for") or {}) do
      if FOR[what.kind] then return true end
    end
    return false
  end,
}

derive "measure.is_done" {
  type = "bool",
  title = { ja = "完了", en = "Is done" },
  from = "present(done_on) and done_on <= today() or present(status) and status == 'done'",
}

derive "measure.is_late" {
  type = "bool",
  title = { ja = "期限を過ぎて未完了", en = "Not done when due" },
  from = "not is_done and due < today()",
}

derive "measure.is_decided" {
  type = "bool",
  title = { ja = "実施を決めた", en = "Has been decided on" },
  from = "is_done or present(status) and status ~= 'proposed'",
}

derive "measure.is_dropped" {
  type = "bool",
  title = { ja = "見送られた提案", en = "A proposal that was dropped" },
  from = [[
    not is_decided and present(status)
    and (present(due) and due < today() or any(excludes, is_decided) or any(excluded_by, is_decided))
  ]],
}

derive "measure.is_to_come" {
  type = "bool",
  title = { ja = "今後実施する", en = "Is to come" },
  from = "not is_done and not is_dropped",
}

-- The systems that a measure is for, or whose parts it is for or raises.
derive "measure" {
  over = "organization",
  fields = {
    field("serves", "[->system]", "対象の情報システム", "Systems it serves", { inverse = "premeasures" }),
  },
  from = function(measures)
    local result = {}
    for _, measure in ipairs(measures) do
      local list, seen = {}, {}
      local function add(system)
        if system and not seen[system] then
          seen[system] = true
          list[#list + 1] = system
        end
      end
      for _, what in ipairs(field(measure, "for") or {}) do
        if what.kind == "system" then add(what) end
        if what.kind == "component" then add(what.system) end
      end
      for _, raise in ipairs(field(measure, "raises") or {}) do
        local part = field(raise, "component")
        add(part and part.system)
      end
      result[measure] = list
    end
    return result
  end,
}

-- ---- what is to come for a part -----------------------------------------------------------------

-- The parts that a measure speaks of: { [part] = level, or true where it does not say how far }.
local function parts_of(measure)
  local named, told = {}, false
  for _, raise in ipairs(field(measure, "raises") or {}) do
    local part, to = field(raise, "component"), field(raise, "to")
    if part then named[part] = to or false end
    told = told or part ~= nil
  end
  for _, what in ipairs(field(measure, "for") or {}) do
    if what.kind == "component" and named[what] == nil then named[what] = not told end
  end
  return named
end

-- The systems that it is for as a whole.
local function whole_of(measure, named)
  local spoken_of, list = {}, {}
  for part in pairs(named) do spoken_of[part.system] = true end
  for _, what in ipairs(field(measure, "for") or {}) do
    if what.kind == "system" and not spoken_of[what] then list[#list + 1] = what end
  end
  return list
end

local function note(plans, part, how, measure)
  local plan, due = plans[part], field(measure, "due")
  if not plan then
    plan = {}
    plans[part] = plan
  end
  if plan.planned ~= "full" then plan.planned = how end
  if due and (not plan.planned_by or due < plan.planned_by) then plan.planned_by = due end
end

-- "full", "part", or nil for a level that is no better than the present one.
local function far_enough(part, to)
  local target, level = field(part, "required_level"), field(part, "level")
  if to == true or target and to and to >= target then return "full" end
  if to == false then return nil end
  return (not level or to > level) and "part" or nil
end

derive "component" {
  over = "organization",
  fields = {
    field("planned", "full|part", "今後の対策", "Measures to come", {
      labels = {
        full = { ja = "目標まで", en = "up to the target" }, part = { ja = "一部", en = "in part" },
      },
    }),
    field("planned_by", "date", "今後の対策の最初の期限", "First date of measures to come"),
  },
  reads = { "component.required_level", "measure.is_to_come" },
  from = function(components)
    local plans, first = {}, components[1]
    for _, measure in ipairs(first and first.organization.measures or {}) do
      local named = measure.is_to_come and parts_of(measure) or {}
      for part, to in pairs(named) do
        local how = far_enough(part, to)
        if how then note(plans, part, how, measure) end
      end
      for _, system in ipairs(measure.is_to_come and whole_of(measure, named) or {}) do
        for _, part in ipairs(system.components) do note(plans, part, "full", measure) end
      end
    end
    return plans
  end,
}

derive "component.has_measure" {
  type = "bool",
  title = { ja = "今後の対策がある", en = "Some measure is to come for it" },
  from = "present(planned)",
}
