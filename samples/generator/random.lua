-- Numbers that look random and are the same on every machine: xorshift64* over integers only.

local random = {}
random.__index = random

local function scramble(x)
  x = (x ~ (x >> 30)) * 0xBF58476D1CE4E5B9
  x = (x ~ (x >> 27)) * 0x94D049BB133111EB
  return x ~ (x >> 31)
end

-- A stream of its own for each organisation: number 700 is the same whether 700 are made or 10,000.
function random.new(seed, stream)
  local state = scramble(scramble(seed + 0x9E3779B97F4A7C15) + stream * 0x632BE59BD9B4E019)
  return setmetatable({ state = state ~= 0 and state or 1 }, random)
end

function random:bits()
  local x = self.state
  x = x ~ (x >> 12)
  x = x ~ (x << 25)
  x = x ~ (x >> 27)
  self.state = x
  return (x * 0x2545F4914F6CDD1D) >> 1 -- never negative
end

function random:int(low, high) return low + self:bits() % (high - low + 1) end

function random:pick(list) return list[self:int(1, #list)] end

function random:shuffle(list)
  for i = #list, 2, -1 do
    local j = self:int(1, i)
    list[i], list[j] = list[j], list[i]
  end
  return list
end

-- `count` elements, each at most once, in random order.
function random:sample(list, count)
  local all = self:shuffle(table.move(list, 1, #list, 1, {}))
  return table.move(all, 1, math.min(count, #all), 1, {})
end

return random
