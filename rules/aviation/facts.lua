-- For whom the pack is, and what the chapters compute: declarations, who is in office, whose training was
-- due, how far the profiles are from their targets.
--
-- Readings where the text leaves a choice:
-- * An operator that names no sector may belong to aviation: unknown. Any other body is outside unless it
--   names the sector.
-- * The ministry gives airports a guideline of their own; here they are parties that airlines deal with. An
--   airport that follows this one sets the parameter.
-- * What a document covers is its own declaration: an answer overrides it. Documents count from their
--   approval on, and within their period. A code covers the duties below it: `5.1.3` stands for
--   `5.1.3#malware`; examples are named themselves. Codes may be written with the pack's name before them.
-- * The steps of maturity are a parameter, the lowest first. A step outside of the scale has no gap. Of an
--   item that was measured more than once, the latest measurement counts.
-- * A plan is wanted where the target lies above the current step, and for risks that are to be reduced,
--   avoided or shared. While no option is chosen, none is due.
-- * Everybody who works there is trained yearly: judged for the last complete fiscal year, and for those
--   who were there from its first day. Without any record of that year or an earlier one it is not known
--   whether somebody was trained.

local write = library "write"

-- ---- figures ------------------------------------------------------------------------------------

param "aviation_sectors" {
  value = { "aviation" },
  title = { ja = "対象の分野", en = "Sectors that the guideline is for" },
  source = "2",
}
param "maturity_steps" {
  value = { "1", "2", "3", "4" },
  title = { ja = "成熟度の段階（低い順）", en = "Steps of maturity, the lowest first" },
  source = "4.1.4",
}

param "environment_changes" {
  value = {
    "business", "threat", "likelihood", "new_system", "information_changed", "usage_changed",
    "standard_changed", "incident", "crisis", "organisation", "technology",
  },
  title = { ja = "環境の変化とみなす契機", en = "Triggers that are changes of the environment" },
  source = "4.3",
}

-- ---- the organisation ---------------------------------------------------------------------------

derive "organization.in_aviation" {
  type = "bool",
  title = { ja = "航空分野の事業者", en = "In aviation" },
  from = "(type in ('operator', 'sector_body') or present(sector)) and sector in $aviation_sectors",
}

derive "organization.has_control_systems" {
  type = "bool",
  title = { ja = "制御システムの有無", en = "Has control systems" },
  from = "any(systems where control_system)",
}

derive "organization.has_cloud" {
  type = "bool",
  title = { ja = "クラウドサービスの利用", en = "Uses cloud services" },
  from = "any(systems where in_cloud)",
}

derive "system.in_cloud" {
  type = "bool",
  title = { ja = "クラウドサービスの利用中", en = "Uses a cloud service" },
  from = "present(cloud) and (not present(cloud.until) or today() <= cloud.until)",
}

-- Signs that people work from outside. Nothing is asked of who does not.
derive "organization.works_remotely" {
  type = "bool",
  title = { ja = "リモートアクセスの利用", en = "Works remotely" },
  from = [[
    if(any(activations where type == 'telework') or any(exercises where type == 'telework'), true,
       if(count(systems) > 0, any(systems where remote_operation)))
  ]],
}

derive "organization.last_change_on" {
  type = "date",
  title = { ja = "最後の環境変化", en = "Last change of environment" },
  from = "max(triggers where type in $environment_changes and on <= today(), on)",
}

-- ---- declarations -------------------------------------------------------------------------------

local function declared(which)
  return function(organization)
    local codes = {}
    for _, document in ipairs(organization.documents) do
      if write.in_force(document) and which(document) then
        for _, code in ipairs(write.ours(document)) do codes[#codes + 1] = code end
      end
    end
    return codes
  end
end

derive "organization.aviation_covered" {
  type = "[text]",
  title = { ja = "有効な文書の記載事項", en = "What documents in force cover" },
  from = declared(function() return true end),
}

-- Disclosed, or withheld by a decision whose reason is recorded.
derive "organization.aviation_disclosed" {
  type = "[text]",
  title = { ja = "開示した事項と、開示しない理由のある事項", en = "What is disclosed, or withheld with a reason" },
  from = declared(function(document)
    return field(document, "published") or field(document, "unpublished_reason")
  end),
}

-- ---- people -------------------------------------------------------------------------------------

-- Held today by a person who is there, or by whoever holds the post.
derive "assignment.held_today" {
  type = "bool",
  title = { ja = "現に就いている", en = "Held today" },
  from = [[
    (not present(since) or since <= today()) and (not present(until) or today() <= until)
    and (not present(person.left_on) or today() <= person.left_on)
    and (present(post) or person == person)
  ]],
}

derive "organization.trained_year_from" {
  type = "date",
  title = { ja = "前年度の初日", en = "First day of the last fiscal year" },
  from = "fiscal_year_start(fiscal_year_start(today()) - 1d)",
}

derive "organization.trained_year_until" {
  type = "date",
  title = { ja = "前年度の末日", en = "Last day of the last fiscal year" },
  from = "fiscal_year_start(today()) - 1d",
}

derive "organization.has_training_records" {
  type = "bool",
  title = { ja = "前年度以前の教育の記録", en = "Trainings of the last fiscal year or before are recorded" },
  from = "any(trainings where held_on <= outer.trained_year_until)",
}

derive "person.trained_yearly" {
  type = "bool",
  title = { ja = "前年度の教育の受講", en = "Trained in the last fiscal year" },
  from = [[
    any(trainings_by_attendees where organization.trained_year_from <= held_on
                                     and held_on <= organization.trained_year_until)
  ]],
}

derive "person.works_here" {
  type = "bool",
  title = { ja = "在職中", en = "Works here" },
  from = [[
    (not present(employer) or employer ~= 'contractor') and (not present(left_on) or today() <= left_on)
    and (not present(joined_on) or joined_on <= today())
  ]],
}

-- ---- suppliers ----------------------------------------------------------------------------------

derive "supplier.under_contract" {
  type = "bool",
  title = { ja = "契約期間中", en = "Under contract" },
  from = "not present(contract.until) or today() <= contract.until",
}

-- ---- profiles and plans -------------------------------------------------------------------------

derive "profile.in_use" {
  type = "bool",
  title = { ja = "項目の最新の測定", en = "Latest measurement of its item" },
  from = [[
    (not present(on) or on <= today())
    and not any(organization.profiles where item == outer.item and present(on) and on <= today()
                                            and present(outer.on) and on > outer.on)
  ]],
}

derive "profile.maturity_gap" {
  type = "int",
  title = { ja = "目標との差", en = "Steps to the target" },
  from = function(profile)
    local at, current, target = {}, profile.current, profile.target
    for i, step in ipairs(params.maturity_steps) do at[step] = i end
    if not at[current] or not at[target] then return nil end
    return math.max(at[target] - at[current], 0)
  end,
}

derive "profile.wants_plan" {
  type = "bool",
  title = { ja = "改善計画が要る", en = "A plan is wanted" },
  from = "in_use and maturity_gap > 0",
}

derive "risk.wants_plan" {
  type = "bool",
  title = { ja = "対応計画が要る", en = "A plan is wanted" },
  from = "present(treatment.option) and treatment.option ~= 'retain'",
}
