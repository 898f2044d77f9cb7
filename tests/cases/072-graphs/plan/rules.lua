local function needs_of(systems)
  local needs = {}
  for _, system in ipairs(systems) do needs[system] = field(system, "depends_on") end
  return needs
end

derive "system" {
  over = "organization",
  fields = {
    field("layer", "int", "段", "Layer"),
    field("weak", "[->system]", "単一障害点", "Single points of failure"),
    field("back_at", "duration", "復旧見込み", "Back at"),
  },
  from = function(systems)
    local needs, jobs, result = needs_of(systems), {}, {}
    local layers, points = graph.levels(systems, needs), graph.single_points(systems, needs)
    for i, system in ipairs(systems) do
      jobs[i] = { key = system, takes = field(system, "rto"), needs = needs[system] }
    end
    local plan = graph.schedule(jobs, 1)
    for _, system in ipairs(systems) do
      result[system] = {
        layer = layers[system], weak = points[system], back_at = plan[system] and plan[system].ends,
      }
    end
    return result
  end,
}

rule "1" {
  kind = "system",
  title = { ja = "復旧見込みは目標の内にある", en = "The plan keeps the target" },
  actor = "owner",
  level = "mandatory",
  check = "back_at <= rto * 2 and count(weak) <= 1",
  remedy = { ja = "班を増やす。", en = "Add a crew." },
}

rule "2" {
  kind = "system",
  title = { ja = "節は節である", en = "Nodes are nodes" },
  actor = "owner",
  level = "mandatory",
  check = function(system)
    return #graph.reach(system.organization.systems, { [system] = { system.id } }, { system }) == 0
  end,
  remedy = { ja = "直す。", en = "Mend." },
}
