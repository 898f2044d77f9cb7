-- Whether an auditor is independent of what is audited: read by 2.1.1 (8) and 2.3.2 (2).
--
-- Not independent is who is officer or administrator of the audited system, has built it or runs it, is
-- officer of the audited unit or area or its facility manager, handles the audited information, owns the
-- audited document, or belongs to the audited division or to that of what is audited, second posts included;
-- and nobody audits themselves. The audited division is that around the audited unit, if it is but a part of
-- one. Another division of the same grouping may audit.

local independence = {}

local function among(list, one)
  for _, other in ipairs(list) do if other == one then return true end end
  return false
end

-- Whether a unit is the audited one or lies within it. Where units lie within one another in a ring, reading
-- the grouping ends the check as unknown.
local function within(unit, audited)
  local seen = {}
  while unit do
    if unit == audited then return true end
    if seen[unit] then return unit.grouping == audited end
    seen[unit] = true
    unit = field(unit, "parent")
  end
  return false
end

-- Whether a person is known to belong to the division of the unit, by the first post or another.
local function belongs(person, unit)
  local audited = field(unit, "division") or unit
  for _, other in ipairs(person.units) do
    if within(other, audited) then return true end
  end
  return within(field(person, "unit"), audited)
end

-- What belongs to a unit, and who is in charge of it.
local WITH_UNIT = { system = true, area = true, ["function"] = true }
local OFFICERS = {
  system = { system_iso = true, system_admin = true },
  unit = { iso = true, division_iso = true },
  area = { area_iso = true },
}

-- Whether a person is officer of the subject today, as far as is known.
local function is_officer(person, subject)
  local roles = OFFICERS[subject.kind]
  for _, assignment in ipairs(roles and subject.assigned or {}) do
    if roles[assignment.role] and field(assignment, "in_office") ~= false
      and field(assignment, "holder") == person then
      return true
    end
  end
  return subject.kind == "area" and field(subject, "facility_manager") == person
end

local compared = {
  unit = function(person) return person.unit end,
  system = function(person, system) return person.unit and system.unit end,
  area = function(person, area) return person.unit and area.unit end,
  ["function"] = function(person, work) return person.unit and work.unit end,
  information = function(person) return person.unit end,
  document = function(_, document) return document.owner end,
}

-- Why a person is known not to be independent of what is audited, or nil.
function independence.lacking(person, subject)
  if subject == person then return { ja = "監査を受ける本人", en = "is the subject" } end
  if subject.kind == "unit" and (field(subject, "head") == person or belongs(person, subject)) then
    return { ja = "監査を受ける部門の者", en = "belongs to the audited unit" }
  end
  if subject.kind == "information" and field(subject, "handled_by") then
    for _, unit in ipairs(subject.handled_by) do
      if belongs(person, unit) then return { ja = "対象の情報を取り扱う者", en = "handles the information" } end
    end
  end
  if subject.kind == "document" and field(subject, "owner") == person then
    return { ja = "対象の文書の責任者", en = "owns the document" }
  end
  if is_officer(person, subject) then
    return { ja = "対象の責任者又は管理者", en = "is in charge of what is audited" }
  end
  if subject.kind == "system" and (among(subject.built_by, person) or among(subject.run_by, person)) then
    return { ja = "対象のシステムを構築又は運用した者", en = "has built or runs the system" }
  end
  local unit = WITH_UNIT[subject.kind] and field(subject, "unit")
  if unit and belongs(person, unit) then
    return { ja = "対象を管理する部門の者", en = "belongs to the division that runs it" }
  end
end

-- Reads what must be recorded before somebody can be called independent of a subject: where it is missing,
-- the check ends here as unknown.
function independence.compare(person, subject)
  local read = compared[subject.kind]
  if read then read(person, subject) end
end

return independence
