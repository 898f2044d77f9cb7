-- Bare Lua or LuaJIT, tables, no engine: LUA bare.lua FOLDER prints pass, fail, unknown and the best time.

local folder = arg[1]
local records, rules = {}, {}
for line in io.lines(folder .. "/rules.tsv") do
  local field, relation, limit = line:match "^(%S+)\t(%S+)\t(%S+)$"
  rules[#rules + 1] = { field = field, relation = relation, limit = limit }
end
for line in io.lines(folder .. "/items.csv") do
  local record, at = {}, 0
  for value in (line .. ","):gmatch "([^,]*)," do
    record["f" .. at] = tonumber(value)
    at = at + 1
  end
  records[#records + 1] = record
end

local text = { "local records, out = ...\n" }
for r, rule in ipairs(rules) do
  text[#text + 1] = ([[
do local o = out[%d]
  for i = 1, #records do
    local v = records[i].%s
    if v == nil then o[i] = 3 elseif v %s %s then o[i] = 1 else o[i] = 2 end
  end
end
]]):format(r, rule.field, rule.relation, rule.limit)
end
local judge = assert((loadstring or load)(table.concat(text))) -- luacheck: ignore loadstring

local out = {}
for r = 1, #rules do
  out[r] = {}
  for i = 1, #records do out[r][i] = 0 end
end
local best = math.huge
for _ = 1, 7 do
  local begin = os.clock()
  judge(records, out)
  best = math.min(best, os.clock() - begin)
end
local counts = { 0, 0, 0 }
for r = 1, #rules do
  for i = 1, #records do counts[out[r][i]] = counts[out[r][i]] + 1 end
end
print(("%d %d %d %.6f"):format(counts[1], counts[2], counts[3], best))
