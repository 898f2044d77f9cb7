-- The harness of the Lua tests. A test file reads:
--
--   local test = require "check"
--   test("an empty list has no least member", function()
--     test.equal(scale.least({}), nil)
--     test.raises("not a scale", scale.least, 3)
--     test.ok(scale.known("high"), "high is a step")
--   end)
--   test.done()
--
-- `equal(actual, expected)` compares tables by content. `raises(pattern, f, …)` wants an error
-- whose message matches the Lua pattern, and returns the message. The first check that does not
-- hold ends its test; `done` prints what failed and `N passed, N failed`, and leaves with 0 or 1.

local check = {}
local passed, failures = 0, {}

local function sorted_keys(t)
  local keys = {}
  for key in pairs(t) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
    return type(a) .. tostring(a) < type(b) .. tostring(b)
  end)
  return keys
end

-- A value as Lua text; `seen` holds the tables on the way down, so that a cycle ends.
local function show(value, seen)
  if type(value) == "string" then return string.format("%q", value) end
  if type(value) ~= "table" then return tostring(value) end
  seen = seen or {}
  if seen[value] then return "<cycle>" end
  seen[value] = true
  local parts, length = {}, #value
  for i = 1, length do parts[i] = show(value[i], seen) end
  for _, key in ipairs(sorted_keys(value)) do
    local in_sequence = math.type(key) == "integer" and key >= 1 and key <= length
    if not in_sequence then
      local name = type(key) == "string" and key:match("^[%a_][%w_]*$")
      name = name or "[" .. show(key, seen) .. "]"
      parts[#parts + 1] = name .. " = " .. show(value[key], seen)
    end
  end
  seen[value] = nil
  return "{" .. table.concat(parts, ", ") .. "}"
end

-- `open` maps each table under comparison to its partner, so that cycles are equal to their like.
local function same(a, b, open)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b and math.type(a) == math.type(b) or a ~= a and b ~= b
  end
  if a == b or open[a] == b then return true end
  open[a] = b
  for key, value in pairs(a) do
    if not same(value, b[key], open) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

-- Where the test called a check: the nearest line outside this file.
local function fail(message)
  local level = 2
  local here = debug.getinfo(1, "S").source
  while debug.getinfo(level, "S").source == here do level = level + 1 end
  error({ failed = message, at = debug.getinfo(level, "Sl") }, 0)
end

function check.ok(condition, message)
  if not condition then fail(message or "does not hold") end
end

function check.equal(actual, expected, message)
  if same(actual, expected, {}) then return end
  local heading = message and message .. "\n" or ""
  fail(heading .. "  is       " .. show(actual) .. "\n  expected " .. show(expected))
end

function check.raises(pattern, f, ...)
  local ok, message = pcall(f, ...)
  if ok then fail("raised nothing, expected an error like " .. pattern) end
  local text = type(message) == "string" and message or show(message)
  if not text:find(pattern) then fail("  raised   " .. text .. "\n  expected " .. pattern) end
  return message
end

local function report(name, problem)
  if type(problem) ~= "table" or not problem.failed then
    failures[#failures + 1] = ("failed: %s\n%s"):format(name, problem)
  else
    local place = ("%s:%d"):format(problem.at.short_src, problem.at.currentline)
    failures[#failures + 1] = ("%s: failed: %s\n%s"):format(place, name, problem.failed)
  end
end

local function with_traceback(problem)
  if type(problem) == "table" and problem.failed then return problem end
  return debug.traceback(type(problem) == "string" and problem or show(problem), 2)
end

local function run(_, name, body)
  local ok, problem = xpcall(body, with_traceback)
  if ok then passed = passed + 1 else report(name, problem) end
end

function check.done()
  for _, text in ipairs(failures) do print(text) end
  print(("%d passed, %d failed"):format(passed, #failures))
  os.exit(#failures == 0 and 0 or 1, true)
end

return setmetatable(check, { __call = run })
