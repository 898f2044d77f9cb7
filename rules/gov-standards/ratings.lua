-- 1.2 Ratings of information, and what they make of the systems that hold it.
--
-- Readings where the text leaves a choice:
-- * Integrity and availability are not rated on paper. What does not say its medium is not paper.
-- * A system is rated by the highest that it handles, recorded for itself (`handles`) or for the
--   information that it holds. While a rating that could be higher is missing, so is the system's.

param "confidential_from" {
  value = 2, stricter = "lower",
  title = { ja = "要機密情報とする機密性の格付の下限", en = "Least confidentiality rating that is confidential" },
  source = "1.2(1)",
}
param "integrity_from" {
  value = 2, stricter = "lower",
  title = { ja = "要保全情報とする完全性の格付の下限", en = "Least integrity rating that needs preserving" },
  source = "1.2(1)",
}
param "stability_from" {
  value = 2, stricter = "lower",
  title = { ja = "要安定情報とする可用性の格付の下限", en = "Least availability rating that needs stability" },
  source = "1.2(1)",
}

-- confidential 要機密, integrity 要保全, stability 要安定; protected 要保護 for any of them.
derive "information.handling" {
  type = "[text]",
  title = { ja = "取扱いの区分", en = "How it is to be handled" },
  from = function(information)
    local list = {}
    if information.confidentiality >= params.confidential_from then list[#list + 1] = "confidential" end
    if field(information, "medium") ~= "paper" then
      if information.integrity >= params.integrity_from then list[#list + 1] = "integrity" end
      if information.availability >= params.stability_from then list[#list + 1] = "stability" end
    end
    if #list > 0 then list[#list + 1] = "protected" end
    return list
  end,
}

-- The highest of the axis, `top` being the highest there is.
local function highest(axis, top, information)
  return ([[
    if(any(%s, %s == %d), %d,
       if(all(%s, %s >= 1), greatest(handles.%s, max(%s, %s))))
  ]]):format(information, axis, top, top, information, axis, axis, information, axis)
end

local ELECTRONIC = "information where not present(medium) or medium ~= 'paper'"

derive "system.rating.confidentiality" {
  type = "int",
  title = { ja = "機密性の格付", en = "Rated confidentiality" },
  from = highest("confidentiality", 3, "information"),
}
derive "system.rating.integrity" {
  type = "int",
  title = { ja = "完全性の格付", en = "Rated integrity" },
  from = highest("integrity", 2, ELECTRONIC),
}
derive "system.rating.availability" {
  type = "int",
  title = { ja = "可用性の格付", en = "Rated availability" },
  from = highest("availability", 2, ELECTRONIC),
}
