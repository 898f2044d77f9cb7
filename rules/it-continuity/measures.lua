-- 2.7.2 What is done beforehand: the policy for each system, the plan, and carrying it out.
--
-- Readings where the text leaves a choice:
-- * 2.7.2(2) is a heading: it holds where a plan of pre-measures is in force, no measure for continuity is
--   late, and every specification asks for continuity. Its parts (a) and (b) are judged by the same facts.
-- * Measures for continuity are those for a system, a part or a site, and those that raise a part.
-- * A system has its policy where the plan names it (`covers` holds its id), or where measures are recorded
--   for its parts.

derive "system.named_in_plan" {
  over = "organization", type = "bool",
  title = { ja = "計画に名前がある", en = "Named in the plans" },
  reads = { "organization.plan_codes" },
  from = function(systems)
    local result, named, first = {}, {}, systems[1]
    for _, code in ipairs(first and first.organization.plan_codes or {}) do named[code] = true end
    for _, system in ipairs(systems) do result[system] = named[system.id] or false end
    return result
  end,
}

rule "2.7.2(1)" {
  kind = "system",
  title = { ja = "目標に近づけるための方針を定める", en = "There is a policy for coming nearer to the targets" },
  actor = "continuity_owner",
  select = "count(components) > 0",
  when = "any(components, short_by > 0)",
  check = "named_in_plan or all(components where short_by > 0, has_measure)",
  question = {
    ja = "この情報システムの事前対策の方針があるか",
    en = "Is there a policy of pre-measures for the system?",
  },
  evidence = { ja = "事前対策実施方針", en = "Policy of pre-measures" },
  technique = "review",
  remedy = { ja = "方針を定めて計画に載せ、対策を記録する", en = "Set it, put it into the plan, and record the measures" },
}

derive "organization.has_premeasure_plan" {
  type = "bool",
  title = { ja = "有効な事前対策計画がある", en = "Has a plan of pre-measures in force" },
  from = "any(documents where type == 'premeasure_plan' and plan_in_force)",
}

rule "2.7.2(2)" {
  title = { ja = "事前対策計画を作り、実施する", en = "A plan of pre-measures is made and carried out" },
  actor = "continuity_owner",
  check = [[
    has_premeasure_plan and not any(measures where raises_continuity, is_late)
    and all(procurements, continuity)
  ]],
  question = { ja = "事前対策計画があり、期限どおりに進んでいるか", en = "Is there a plan, and is it on time?" },
  evidence = { ja = "事前対策計画と進捗", en = "Plan of pre-measures, and how far it is" },
  technique = "review",
  remedy = {
    ja = "計画を作り、遅れた対策を進め、仕様書に要件を入れる",
    en = "Make the plan, do what is late, put continuity into specifications",
  },
}

rule "2.7.2(2)(a)" {
  title = { ja = "事前対策を計画に定めて実施する", en = "Pre-measures are planned and carried out" },
  actor = "continuity_owner",
  items = true,
  remedy = {
    ja = "対策のない乖離に対策を定め、遅れた対策を進める",
    en = "Plan measures where there are none, and do what is late",
  },
}

rule "2.7.2(2)(a)#planned" {
  kind = "level_gap",
  title = { ja = "目標との乖離のすべてに対策がある", en = "For every gap there is a measure" },
  actor = "continuity_owner",
  when = "any(parts, short_by > 0)",
  check = "all(parts where short_by > 0, has_measure)",
  question = { ja = "目標に届かない構成要素のすべてに対策があるか", en = "Is there a measure for every part that is short?" },
  evidence = { ja = "事前対策計画", en = "Plan of pre-measures" },
  technique = "review",
  remedy = { ja = "対策のない構成要素の対策を記録する", en = "Record measures for the parts without" },
}

rule "2.7.2(2)(a)#carried-out" {
  kind = "measure",
  title = { ja = "対策が期限までに実施されている", en = "Measures are done when due" },
  actor = "continuity_owner",
  select = "raises_continuity",
  check = "not is_late",
  question = { ja = "期限どおりに実施したか", en = "Was it done when due?" },
  evidence = { ja = "進捗の記録", en = "Record of progress" },
  technique = "review",
  remedy = { ja = "遅れた対策を実施するか、期限を見直す", en = "Do what is late, or set another date" },
}

rule "2.7.2(2)(b)" {
  kind = "procurement",
  title = { ja = "調達仕様書に事前対策を盛り込む", en = "Specifications ask for pre-measures" },
  actor = "continuity_owner",
  check = "continuity",
  ask = {
    ja = "運用継続計画を見て、事前対策を仕様書に入れたか",
    en = "Was the plan looked at, and are its pre-measures in the specification?",
  },
  evidence = { ja = "調達仕様書", en = "The specification" },
  technique = "review",
  remedy = { ja = "運用継続の要件を仕様書に加える", en = "Add what continuity needs" },
}
