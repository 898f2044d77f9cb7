param "short" { value = "4h", type = "duration", title = { ja = "短い", en = "Short" } }

derive "system.is_quick" { type = "bool", from = "rto <= $short" }

derive "system.rank" {
  type = "int",
  reads = { "system.is_quick" },
  from = function(system) return system.is_quick and 1 or 2 end,
}

rule "1" {
  kind = "system",
  title = { ja = "速い", en = "It is quick" },
  check = "rank == 1",
  remedy = { ja = "速くする", en = "Make it quick" },
}

param "first" { value = 1, title = { ja = "一", en = "First" } }
param "second" { value = 2, title = { ja = "二", en = "Second" } }
param "third" { value = 3, title = { ja = "三", en = "Third" } }
param "fourth" { type = "int", title = { ja = "四", en = "Fourth" } }
param "fifth" { value = 5, title = { ja = "五", en = "Fifth" } }
param "sixth" { value = 6, title = { ja = "六", en = "Sixth" } }

local reading = library "reading"
local function more(name) return params[name] end
local function at_least(name)
  return function(system)
    return system.rank > params.first + param("second") + params[name] + reading.both()
  end
end

-- Not "sixth": which name `more` is given is known only when it is called.
rule "2" {
  kind = "system",
  title = { ja = "多い", en = "There is plenty" },
  check = at_least "fifth",
  remedy = { ja = "増やす", en = "Add some" },
}
rule "3" {
  kind = "system",
  title = { ja = "もっと多い", en = "There is more" },
  check = function(system) return system.rank > more("six" .. "th") end,
  remedy = { ja = "増やす", en = "Add some" },
}
