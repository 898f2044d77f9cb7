-- What is known of a value: the least and greatest that it may be, the values that it may have, those
-- that it has not, and whether it is there. A domain is never changed: the functions give a new one, or
-- nil where nothing is left.
--
--   { low, low_open, high, high_open, set = { value = true }, without = { value = true }, whole, present }

local domain = {}

local function copy(of)
  local new = {}
  for key, value in next, of do new[key] = value end
  return new
end

local function is_inside(of, value)
  if of.set and not of.set[value] or of.without and of.without[value] then return false end
  if type(value) ~= "number" then return true end
  if of.low and (value < of.low or of.low_open and value == of.low) then return false end
  return not (of.high and (value > of.high or of.high_open and value == of.high))
end

-- The domain itself, or nil if no value lies in it.
local function unless_empty(of)
  if of.set then
    for value in next, of.set do
      if is_inside(of, value) then return of end
    end
    return nil
  end
  if not (of.low and of.high) then return of end
  local low, high = of.low, of.high
  if of.whole then
    low = of.low_open and low == math.floor(low) and low + 1 or math.ceil(low)
    high = of.high_open and high == math.ceil(high) and high - 1 or math.floor(high)
    if low == high and of.without and of.without[low] then return nil end
    return low <= high and of or nil
  end
  if low ~= high then return low < high and of or nil end
  return not of.low_open and not of.high_open and not (of.without and of.without[low]) and of or nil
end

local narrow = {}

function narrow.lt(of, value)
  if not of.high or value < of.high or value == of.high and not of.high_open then
    of.high, of.high_open = value, true
  end
end

function narrow.le(of, value)
  if not of.high or value < of.high then of.high, of.high_open = value, false end
end

function narrow.gt(of, value)
  if not of.low or value > of.low or value == of.low and not of.low_open then
    of.low, of.low_open = value, true
  end
end

function narrow.ge(of, value)
  if not of.low or value > of.low then of.low, of.low_open = value, false end
end

function narrow.eq(of, value)
  of.set = is_inside(of, value) and { [value] = true } or {}
end

function narrow.ne(of, value)
  of.without = of.without and copy(of.without) or {}
  of.without[value] = true
end

-- The value is there, and compares so with a constant. nil: it cannot.
function domain.compare(of, op, value)
  if of.present == false then return nil end
  local new = copy(of)
  new.present = true
  narrow[op](new, value)
  return unless_empty(new)
end

-- The value is there, and is one of a set.
function domain.among(of, set)
  if of.present == false then return nil end
  local new, left = copy(of), {}
  for value in next, set do
    if is_inside(of, value) then left[value] = true end
  end
  new.present, new.set = true, left
  return next(left) ~= nil and new or nil
end

-- The value is there, and none of a set.
function domain.outside(of, set)
  for value in next, set do
    of = of and domain.compare(of, "ne", value)
  end
  return of
end

function domain.with_presence(of, present)
  if of.present ~= nil and of.present ~= present then return nil end
  local new = copy(of)
  new.present = present
  return new
end

return domain
