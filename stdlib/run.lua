-- The run interface: what pack functions see while judging, besides records (doc/packs.md). Almost
-- all of it is in C (engine/lua); here it gets its names.

local kijun = kijun or require "standins"

local frozen = require "sandbox".frozen
local sort = require "safe_table".library.sort

local run = {}

run.names = {}
for _, name in ipairs {
  "today", "come", "past", "param", "params", "date", "duration", "add_months", "fiscal_year_start",
  "format", "field",
  "reach", "cycle", "graph", "pass", "partial", "fail", "unknown",
} do
  run.names[name] = true
end

-- Everything reached by following a name again and again: each record once, by kind and id; the
-- record itself only if it lies on a cycle.
local function reach(record, name)
  local seen, list, queue, at = {}, {}, { record }, 1
  while queue[at] do
    for _, other in ipairs(kijun.links(queue[at], name)) do
      if not seen[other] then
        seen[other] = true
        list[#list + 1], queue[#queue + 1] = other, other
      end
    end
    at = at + 1
  end
  sort(list, kijun.before)
  return list
end

-- The shortest cycle through a record, as the list of records from it on, or nil.
local function cycle(record, name)
  local from, queue, at = {}, { record }, 1
  while queue[at] do
    local here = queue[at]
    for _, other in ipairs(kijun.links(here, name)) do
      if other == record then
        local path, length = {}, 0
        local back = here
        while back do
          length, back = length + 1, from[back]
        end
        for i = length, 1, -1 do
          path[i], here = here, from[here]
        end
        return path
      end
      if not from[other] then
        from[other] = here
        queue[#queue + 1] = other
      end
    end
    at = at + 1
  end
  return nil
end

local graph = frozen(kijun.graph)
run.graph_functions = kijun.graph

-- pack: its number, by which parameters are looked up
function run.interface(pack)
  return {
    today = kijun.today, come = kijun.come, past = kijun.past,
    param = kijun.param(pack), params = kijun.params(pack), date = kijun.date,
    duration = kijun.duration, add_months = kijun.add_months, fiscal_year_start = kijun.fiscal_year_start,
    format = kijun.format, field = kijun.field, reach = reach, cycle = cycle,
    graph = graph,
    pass = kijun.pass, partial = kijun.partial, fail = kijun.fail, unknown = kijun.unknown,
  }
end

return run
