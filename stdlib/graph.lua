-- Who needs what among derivations: refuses what could never be computed, and prints the chain.

local graph = {}

local function name_of(derive)
  local field = derive.fields[1]
  return field and derive.kind.name .. "." .. field.name or derive.kind.name
end

-- (kind, field) → derivation; (kind) → the derivation that makes its records
local function index(list)
  local by_field, by_kind = {}, {}
  for _, derive in ipairs(list) do
    if derive.records then by_kind[derive.kind.index] = derive end
    for _, field in ipairs(derive.fields) do by_field[field] = derive end
  end
  return by_field, by_kind
end

-- What a derivation reads on the record itself, and all that it reads, as derivations.
local function edges_of(schema, derive, by_field, by_kind)
  local own, all = {}, {}
  local function producer(read)
    local kind, number = schema.kinds[read[1] + 1], read[2]
    return number >= 0 and by_field[kind.fields[number + 1]] or nil, by_kind[read[1]]
  end
  for _, read in ipairs(derive.same or {}) do
    own[#own + 1] = producer(read) or nil
  end
  for _, read in ipairs(derive.all or {}) do
    local of_field, of_kind = producer(read)
    all[#all + 1] = of_field
    all[#all + 1] = of_kind
  end
  if not derive.records then all[#all + 1] = by_kind[derive.kind.index] end
  return own, all
end

-- A way from `from` back to itself along `edges`, as a list of derivations, or nil.
local function cycle_through(from, edges)
  local seen, path = {}, {}
  local function visit(derive)
    path[#path + 1] = derive
    for _, other in ipairs(edges[derive]) do
      if other == from then return true end
      if not seen[other] then
        seen[other] = true
        if visit(other) then return true end
      end
    end
    path[#path] = nil
    return false
  end
  return visit(from) and path or nil
end

local function chain(path)
  local names = {}
  for i, derive in ipairs(path) do names[i] = name_of(derive) end
  names[#names + 1] = names[1]
  return table.concat(names, " → ")
end

-- Every cycle once, told at its first derivation.
local function report_cycles(build, list, edges, concerns, ja, en)
  local told = {}
  for _, derive in ipairs(list) do
    local path = not told[derive] and concerns(derive) and cycle_through(derive, edges)
    if path then
      for _, member in ipairs(path) do told[member] = true end
      build.problems:error(derive.declared.place, derive.declared.subject, ja, en, chain(path))
    end
  end
end

-- What is computed all at once needs what it reads to be complete. Other functions may read derived
-- fields of other records that lead back to their own; whether of other records shows while judging.
local function is_whole(derive)
  local first = derive.fields[1]
  return derive.lua and (derive.records or derive.declared.body.over or first and first.list)
end

-- list: derivations { kind, fields, records, lua, all, same }; `all` is what they read, as { kind, field }
-- pairs (field -1: the records), `same` what of it is on the record itself.
function graph.check(build, list)
  local by_field, by_kind = index(list)
  local own, all = {}, {}
  for _, derive in ipairs(list) do
    own[derive], all[derive] = edges_of(build.schema, derive, by_field, by_kind)
  end
  report_cycles(build, list, own, function() return true end,
    "同じ記録の上で自分自身に依存している：%s", "it depends on itself on the same record: %s")
  report_cycles(build, list, all, is_whole,
    "関数が読む項目がその関数に依存している：%s", "what the function reads depends on the function: %s")
end

return graph
