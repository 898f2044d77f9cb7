-- The set of safety standards: which documents form it, what they say of themselves and of the items,
-- and for whom the pack is meant.
--
-- Readings where the text leaves a choice:
-- * It is meant for operators of critical infrastructure and bodies made up of them. An agency or
--   corporation that belongs to a sector other than government is such an operator.
-- * A safety standard applies unless its dates say that it does not yet, or no longer: approved in the
--   future, or outside its period.
-- * What a document covers is its own declaration: an auditor's answer overrides it. A code covers the
--   codes below it: `3` stands for `3#accidental`.
-- * Codes may be written with the pack's name before them.

local plain = library("codes").plain

derive "organization.writes_safety_standards" {
  type = "bool",
  title = { ja = "安全基準等の策定指針の対象", en = "Has safety standards to go by" },
  from = [[
    type in ('operator', 'sector_body')
    or type ~= 'ministry' and present(sector) and sector ~= 'government'
  ]],
}

derive "document.in_safety_set" {
  type = "bool",
  title = { ja = "適用される安全基準等", en = "A safety standard that applies" },
  from = [[
    type == 'safety_standard'
    and (not present(approved_on) or approved_on <= today())
    and (not present(period.from) or period.from <= today())
    and (not present(period.until) or today() <= period.until)
  ]],
}

-- What the set covers, by the codes that its documents declare.
derive "organization.safety_set_covers" {
  type = "[text]",
  reads = { "document.in_safety_set" },
  from = function(organization)
    local codes = {}
    for _, document in ipairs(organization.documents) do
      if field(document, "in_safety_set") then
        for _, code in ipairs(document.covers) do codes[#codes + 1] = plain(code) end
      end
    end
    return codes
  end,
}

-- The items that the set lays down: adopted, or more than that, by one of its documents.
derive "organization.safety_set_adopts" {
  type = "[text]",
  reads = { "document.in_safety_set" },
  from = function(organization)
    local codes = {}
    for _, document in ipairs(organization.documents) do
      for _, row in ipairs(field(document, "in_safety_set") and document.adopted or {}) do
        local item, decision = field(row, "item"), field(row, "decision")
        if item and (decision == "adopted" or decision == "beyond") then codes[#codes + 1] = plain(item) end
      end
    end
    return codes
  end,
}

-- Items that go further than the guideline, or that it does not have, for the report: nothing depends on
-- them.
local ITEMS = {
  "1", "2", "3", "4", "5", "6.1.1(1)", "6.1.1(2)", "6.1.2(1)", "6.1.2(2)", "6.1.2(3)", "6.1.3(1)", "6.1.4(1)",
  "6.1.4(2)", "6.1.4(3)", "6.1.5(1)", "6.1.5(2)", "6.1.5(3)", "6.2.1(1)", "6.2.1(2)", "6.2.2(1)", "6.2.2(2)",
  "6.2.3(1)", "6.2.3(2)", "6.3.1", "6.3.2",
}
local known = {}
for _, item in ipairs(ITEMS) do known[item] = true end

derive "organization.beyond_guideline" {
  type = "[text]",
  title = { ja = "指針を上回る項目", en = "Items beyond the guideline" },
  reads = { "document.in_safety_set" },
  from = function(organization)
    local list, seen = {}, {}
    for _, document in ipairs(organization.documents) do
      for _, row in ipairs(field(document, "in_safety_set") and document.adopted or {}) do
        local item, decision = field(row, "item"), field(row, "decision")
        local further = decision == "beyond" or decision == "adopted" and item and not known[plain(item)]
        if item and further and not seen[plain(item)] then
          seen[plain(item)], list[#list + 1] = true, plain(item)
        end
      end
    end
    return list
  end,
}
