-- 2.6.1 What systems rest on, from the terminal to the server: parts, sites, suppliers, lines and other
-- systems, and which of these alone can stop a system.
--
-- Readings where the text leaves a choice:
-- * In scope are systems of emergency functions, those that work across departments, those of the kinds
--   that (c) lists, and base systems that carry one of these. An organisation may limit the work to the
--   upper priorities (2.6.1(1)-2, a parameter); what it leaves out is then no failure.
-- * A system needs all its parts. Parts of one group stand in for one another: as many as are needed
--   must work. A redundant part does not fail alone, yet stands at a site. Unsaid redundancy is none.
-- * A standby at another site takes over when the present site, or something there, is lost: a hot or a
--   warm one. A cold one does not, as the system stops until it is built (a parameter). What is recorded
--   at the standby's site belongs to the standby. What stands at neither site, or is recorded without one
--   (staff, contractors), is needed whichever side works.
-- * Lines of one use stand in for one another; a line whose use is unsaid stands alone.
-- * The contractor that runs a system is needed: without it nobody may be able to restore it.
-- * Alternatives count as considered where a measure, in whatever state, names the single point or the
--   system. It is no failure while the redundancy of what is left is merely unsaid.

-- ---- figures ------------------------------------------------------------------------------------

param "scope_kinds" {
  value = { "mail", "web", "sns", "lan", "outside", "authentication" },
  title = { ja = "構成要素を明確にする機能の種類", en = "Kinds of service whose parts are recorded" },
  source = "2.6.1(1)(c)",
}
param "scope_groups" {
  value = {}, type = "[text]", -- none: all priorities, and systems without one
  title = { ja = "構成要素を明確にする復旧優先度", en = "Recovery priorities whose parts are recorded" },
  source = "2.6.1(1)-2",
}
param "standby_takes_over" {
  value = { "hot", "warm" },
  title = { ja = "拠点の喪失時に処理を引き継ぐ待機系", en = "Standby that takes over when the site is lost" },
  source = "2.6.1(1)-3",
}

-- ---- what is computed ---------------------------------------------------------------------------

derive "system.in_scope" {
  type = "bool",
  title = { ja = "構成要素を明確にする対象", en = "In scope for its parts" },
  from = [[
    (supports_emergency or cross_department or service_kind in $scope_kinds
     or base and any(reach(dependents), cross_department or service_kind in $scope_kinds))
    and (count($scope_groups) == 0 or group in $scope_groups)
  ]],
}

-- Whether the loss of this one part can be borne: it is doubled, or its group has more than it needs.
derive "component.doubled" {
  type = "bool",
  title = { ja = "単独の故障に耐える", en = "Its loss alone can be borne" },
  from = [[
    if(present(group),
       count(system.components where present(group) and group == outer.group)
         > max(system.components where present(group) and group == outer.group, first(needed, 1))
         or present(redundant) and redundant,
       redundant)
  ]],
}

-- The organisation's own hardware at the present site: what stands at the standby's site is not.
derive "component.present_hardware" {
  type = "bool",
  title = { ja = "現在の拠点のハードウェア", en = "Hardware at the present site" },
  from = [[
    category == 'hardware' and not external
    and (not present(site) or not present(system.standby.site) or site ~= system.standby.site
         or present(system.site) and site == system.site)
  ]],
}

-- ---- 2.6.1 (1) parts ----------------------------------------------------------------------------

rule "2.6.1(1)" {
  kind = "system",
  title = {
    ja = "情報システムを支える構成要素を明確にする",
    en = "The parts that a system rests on are recorded",
  },
  actor = "continuity_owner",
  when = "in_scope",
  check = "part_count > 0",
  remedy = {
    ja = "要員から委託先まで、構成要素を区分ごとに記録する。数が多ければ復旧優先度の高いものから進める",
    en = "Record the parts by category, from staff to contractors; begin with the upper priorities",
  },
  evidence = { { ja = "構成要素の一覧", en = "List of parts" } },
}

local function recorded(descriptor)
  descriptor.kind, descriptor.actor, descriptor.technique = "system", "continuity_owner", "review"
  descriptor.check = "part_count > 0"
  descriptor.question = { ja = "構成要素を区分ごとに記録しているか", en = "Are its parts recorded by category?" }
  descriptor.evidence = { ja = "構成要素の一覧", en = "List of parts" }
  descriptor.remedy = { ja = "構成要素を区分ごとに記録する", en = "Record its parts by category" }
  return descriptor
end

rule "2.6.1(1)(a)" (recorded {
  title = { ja = "非常時優先業務を支える情報システムの構成要素", en = "Parts of systems that support emergency functions" },
  when = "in_scope and supports_emergency",
})

rule "2.6.1(1)(b)" (recorded {
  title = { ja = "部署をまたぐ情報システムの構成要素", en = "Parts of systems across departments" },
  when = "in_scope and cross_department",
})

rule "2.6.1(1)(c)" (recorded {
  title = {
    ja = "連絡手段、LAN、外部サービス、認証基盤の構成要素",
    en = "Parts of means of contact, LAN, outside services, authentication",
  },
  when = "in_scope and service_kind in $scope_kinds",
})

rule "2.6.1(1)-1" (recorded {
  title = { ja = "外部サービスも、自前のものと同じように構成要素を検討する", en = "Outside services have parts like own systems" },
  when = "in_scope and outside",
})

-- A permission: leaving out lower priorities is no failure, and not doing so is none either. Leaving out
-- upper ones for lower ones is not what is permitted.
rule "2.6.1(1)-2" {
  title = {
    ja = "数が多ければ、復旧優先度の高いものに限って進める",
    en = "Where systems are many, those of the upper priorities come first",
  },
  actor = "continuity_owner",
  when = "count($scope_groups) > 0",
  check = function()
    local chosen, lower, skipped = {}, {}, nil
    for _, label in ipairs(params.scope_groups) do chosen[label] = true end
    for _, band in ipairs(params.recovery_bands) do
      if not chosen[band.label] then
        skipped = skipped or band.label
      elseif skipped then
        lower[#lower + 1] = band.label
      end
    end
    if #lower == 0 then return true end
    local names = table.concat(lower, ", ")
    return fail { message = {
      ja = ("%s を対象としながら、より高い %s を対象としていない"):format(names, skipped),
      en = ("%s are looked at, %s above them is not"):format(names, skipped),
    } }
  end,
  remedy = { ja = "復旧優先度の高いものを先に対象にする", en = "Begin with the upper priorities" },
  question = { ja = "どの復旧優先度から進めるかを決めたか", en = "Is it settled which priorities come first?" },
  evidence = { ja = "対象とする復旧優先度の決定", en = "Decision on the priorities looked at" },
}

-- ---- 2.6.1 (1) -3 single points of failure ------------------------------------------------------

-- The graph of needs: `nodes` in order, `needs` of each, `hidden` those that never fail by themselves,
-- `system_of` each line. Nodes are records, and texts for lines (SYSTEM/external_lines[1]) and for the two
-- sides of a system with a standby.
local function add_node(web, node)
  if not web.needs[node] then
    web.nodes[#web.nodes + 1], web.needs[node] = node, {}
  end
  return node
end

local function add_need(web, node, need)
  if need then table.insert(web.needs[node], need) end
end

-- A line is a node; lines of one use are one need.
local function add_lines(web, system)
  local by_use = {}
  for i, line in ipairs(field(system, "external_lines") or {}) do
    local use = field(line, "use") or i
    if not by_use[use] then
      by_use[use] = { least = 1, of = {} }
      add_need(web, system, by_use[use])
    end
    local node = add_node(web, ("%s/external_lines[%d]"):format(system.id, i))
    table.insert(by_use[use].of, node)
    web.system_of[node] = system
  end
end

local function add_part(web, part, site)
  add_node(web, part)
  add_need(web, part, site and add_node(web, site))
  web.hidden[part] = field(part, "redundant")
end

-- Adds a part to the need of its group. `site`: the one site at which all of a need stand, or nil.
local function join(need, part, site)
  table.insert(need.of, part)
  need.least = math.max(need.least, field(part, "needed") or 1)
  if site ~= need.site then need.site = nil end
end

-- Parts that stand in for one another are one need, other parts one each; in the order of their ids.
local function part_needs(web, system)
  local list, by_group = {}, {}
  for _, part in ipairs(system.components) do
    local site, group = field(part, "site"), field(part, "group")
    add_part(web, part, site)
    if not group then
      list[#list + 1] = { node = part, site = site }
    else
      if not by_group[group] then
        by_group[group] = { least = 1, of = {}, site = site }
        list[#list + 1] = by_group[group]
      end
      join(by_group[group], part, site)
    end
  end
  for _, need in pairs(by_group) do need.least = math.min(need.least, #need.of) end
  return list
end

-- The standby's site, if it is another than the system's, and whether the standby takes over.
local function standby_of(system)
  local type, site = field(system, "standby.type"), field(system, "standby.site")
  if not type or type == "none" or site == field(system, "site") then return nil, false end
  for _, name in ipairs(params.standby_takes_over) do
    if type == name then return site, site ~= nil end
  end
  return site, false
end

local function add_side(web, system, name, site)
  local side = add_node(web, system.id .. "/" .. name)
  web.hidden[side] = true
  add_need(web, side, site and add_node(web, site))
  return side
end

-- What the system needs where. With a standby that takes over it needs one of two sides, each with what
-- stands there; one that does not is no need, nor is what belongs to it.
local function add_places(web, system)
  local here, elsewhere, taken_over = field(system, "site"), standby_of(system)
  local present, standby = system, nil
  if taken_over then
    present, standby = add_side(web, system, "present", here), add_side(web, system, "standby", elsewhere)
    add_need(web, system, { least = 1, of = { present, standby } })
  else
    add_need(web, system, here and add_node(web, here))
  end
  for _, need in ipairs(part_needs(web, system)) do
    local site, holder = need.site, system
    if site and site == elsewhere then
      holder = standby
    elseif site and site == (here or site) then
      holder = present
    end
    if holder then add_need(web, holder, need.node or need) end
  end
end

local function add_system(web, system)
  for _, needed in ipairs(system.depends_on) do add_need(web, system, needed) end
  add_lines(web, system)
  add_places(web, system)
  local contractor = field(system, "lifecycle.contractor")
  add_need(web, system, contractor and add_node(web, contractor))
end

local function web_of(systems)
  local web = { nodes = {}, needs = {}, hidden = {}, system_of = {} }
  for _, system in ipairs(systems) do add_node(web, system) end
  for _, system in ipairs(systems) do add_system(web, system) end
  return web
end

-- The text of a node: its id, with the kind before it where two kinds share the id.
local function names_of(nodes)
  local names, seen, shared = {}, {}, {}
  for _, node in ipairs(nodes) do
    local id = type(node) == "string" and node or node.id
    names[node], shared[id], seen[id] = id, seen[id], true
  end
  for _, node in ipairs(nodes) do
    if shared[names[node]] then names[node] = node.kind .. ":" .. names[node] end
  end
  return names
end

-- What can fail by itself, as { name =, open =, unsaid = }. Open: no measure names it, nor, for a line,
-- which is no record, its system. Unsaid: a part of which nothing is said on redundancy.
local function causes_of(web, names)
  local causes, all_open = {}, true
  for _, node in ipairs(web.nodes) do
    if not web.hidden[node] then
      local open = #(web.system_of[node] or node).measures_by_for == 0
      local unsaid = open and web.hidden[node] == nil and type(node) ~= "string" and node.kind == "component"
        and not field(node, "group")
      causes[node] = { name = names[node], open = open, unsaid = unsaid and node }
      all_open = all_open and open
    end
  end
  return causes, all_open
end

-- Where systems rest on one another these lists are long: without measures they are one and the same.
local function points_of(points, causes, all_open)
  local single, unsaid = {}, {}
  local open = all_open and single or {}
  for _, point in ipairs(points) do
    local cause = causes[point]
    if cause then
      single[#single + 1] = cause.name
      if cause.open and not all_open then open[#open + 1] = cause.name end
      if cause.unsaid then unsaid[#unsaid + 1] = cause.unsaid end
    end
  end
  return { single_points = single, open_points = open, unsaid_points = unsaid }
end

derive "system" {
  over = "organization",
  fields = {
    field("single_points", "[text]", "単一障害点", "Single points of failure"),
    field("open_points", "[text]", "代替を検討していない単一障害点", "Single points without an alternative"),
    field("unsaid_points", "[->component]", "うち冗長化の記録がないもの", "Of these, redundancy unsaid",
      { inverse = "unsaid_for" }),
  },
  from = function(systems)
    local web = web_of(systems)
    local names = names_of(web.nodes)
    table.sort(web.nodes, function(a, b) return names[a] < names[b] end) -- points come in their order
    local points, result = graph.single_points(web.nodes, web.needs, systems), {}
    local causes, all_open = causes_of(web, names)
    for _, system in ipairs(systems) do result[system] = points_of(points[system], causes, all_open) end
    return result
  end,
}

local some_of = library "telling".some_of

-- What the system itself rests on, for whoever asks why: reading it leaves it in the explanation.
local function look_at(system, open)
  local points = {}
  for _, name in ipairs(open) do points[name] = true end
  for _, name in ipairs { "site", "depends_on", "lifecycle.contractor", "external_lines" } do
    field(system, name)
  end
  for _, part in ipairs(system.components) do
    if points[part.id] then field(part, "redundant") end
  end
end

rule "2.6.1(1)-3" {
  kind = "system",
  title = {
    ja = "利用者の端末からサーバまで、単一障害点の代替を検討する",
    en = "From terminal to server, alternatives to single points of failure are considered",
  },
  actor = "continuity_owner",
  when = "in_scope",
  check = function(system)
    local open, unsaid_parts = system.open_points, system.unsaid_points
    if #open == 0 then return true end
    if #open == #unsaid_parts then return unsaid_parts[1].redundant end -- missing: unknown
    look_at(system, open)
    local ja, en = some_of(open)
    local message = { ja = "代替を検討していない単一障害点：" .. ja, en = "single points without an alternative: " .. en }
    return #open < #system.single_points and partial { message = message } or fail { message = message }
  end,
  remedy = {
    ja = "冗長化するか、代替を検討して、単一障害点を対象とする対策を記録する",
    en = "Double it, or consider an alternative and record a measure for the single point",
  },
  evidence = { { ja = "構成図と単一障害点の一覧", en = "Network plan and list of single points" } },
}
