-- Faults of airlines under the safety guideline of their sector (aviation).

local PACK = "aviation/"

-- Clauses of which the summary prints the title only: an answer settles them.
local TITLES = { "3.2", "3.5", "3.6", "3.8.2", "4.5.1", "4.7.2", "4.9.3", "4.11", "5.1.1", "5.3.3", "5.4.1",
  "5.4.4",
  "5.6.3", "A2" }

return function(declare)
  local function fault(name, plant) declare { name = name, on = "aviation", plant = plant } end

  for i, kind in ipairs { { "unmet", "no", "fail" }, { "partly-met", "partly", "partial" } } do
    fault("aviation-clause-" .. kind[1], function(house, expect)
      local clause = PACK .. TITLES[2 * house.random:int(1, #TITLES // 2) - i % 2]
      house:settle(clause, kind[2])
      expect(clause, "organization", kind[3])
    end)
  end

  fault("employee-untrained", function(house, expect)
    table.remove(house:find("trainings", "tr-r7").attendees) -- the last to be hired
    expect(PACK .. "4.6", "organization", "partial")
    expect(PACK .. "4.6#yearly", "person:" .. house.who.watch, "fail")
  end)

  fault("wireless-rules-unwritten", function(house, expect)
    local covers = house:find("documents", "doc-av-4").covers
    covers[#covers] = nil
    expect(PACK .. "5.2", "organization", "partial")
    expect(PACK .. "5.2#wireless", "organization", "fail")
  end)

  fault("supplier-not-disclosed", function(house, expect)
    house:find("suppliers", "sup-office").disclosed = { "capital", "officers", "place", "staff", "record" }
    expect(PACK .. "4.4#terms.disclosure", "supplier:sup-office", "partial")
  end)

  fault("gap-without-plan", function(house, expect)
    local profile = house:find("profiles", "p-06")
    profile.current, profile.target, profile.plan = "1", "3", nil
    expect(PACK .. "4.3.1", "organization", "partial")
    expect(PACK .. "4.3.1#gaps", "profile:p-06", "fail")
    expect(PACK .. "4.3.3", "organization", "partial")
    for _, part in ipairs { "what", "resources", "owner", "due", "judged-by" } do
      expect(PACK .. "4.3.3#" .. part, "profile:p-06", "fail")
    end
  end)

  fault("resources-not-published", function(house, expect)
    local covers = house:find("documents", "doc-av-2").covers
    covers[#covers] = nil
    expect(PACK .. "3.7", "organization", "partial")
    expect(PACK .. "3.7#resources", "organization", "fail")
  end)

  fault("lured-by-mail", function(house, expect)
    house:find("exercises", "ex-phishing").metrics[1].value = "21%"
    expect(PACK .. "4.3.1#gaps.phishing", "organization", "partial")
  end)
end
