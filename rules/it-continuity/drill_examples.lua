-- 2.9.1 Examples: what drills are for, and which there are (tables 2.9-1 and 2.9-2). The keys are ours and
-- count the points in the order of the text.

param "generator_test_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "自家発電装置の給電を確かめる間隔", en = "Generators are tested every" },
  source = "2.9.1(1)",
}

local drilled = library "drilled".drilled

local function example(descriptor)
  descriptor.level, descriptor.actor = "example", "continuity_chief"
  descriptor.technique = descriptor.check and "review" or "interview"
  return descriptor
end

rule "2.9.1(1)#upkeep-1" (example {
  title = { ja = "異動した者に計画の知識を引き継ぐ", en = "Those who move in learn about the plan" },
  ask = {
    ja = "着任や異動の際に基礎知識を教え、計画を引き継いでいるか",
    en = "Do newcomers learn the basics, and is the plan handed over?",
  },
  remedy = {
    ja = "着任時の説明と引継ぎの仕方を決める",
    en = "Settle how newcomers are told, and how the plan is handed over",
  },
})

rule "2.9.1(1)#upkeep-2" (example {
  title = { ja = "委託先と方針を共有し、共に訓練する", en = "Contractors know the policy and drill together" },
  when = "any(suppliers, serves_scope)",
  check = drilled(nil, "recently_held", "with_contractor"),
  remedy = { ja = "委託先との訓練を行い、不足をSLAに反映する", en = "Drill together; put what is missing into the agreement" },
})

derive "organization.response_approved" {
  type = "bool",
  title = { ja = "最高責任者の承認した、有効な対応計画がある", en = "A plan of response in force is approved by the chief" },
  from = "any(documents where type == 'response_plan' and plan_in_force, by_chief)",
}

rule "2.9.1(1)#response-1" (example {
  title = { ja = "対応計画を検証し、最高責任者の承認を得る", en = "The plan of response is tried, and approved by the chief" },
  check = "response_approved",
  remedy = { ja = "対応計画の承認を受けて記録する", en = "Have it approved, and record that" },
})

rule "2.9.1(1)#response-2" (example {
  title = { ja = "計画にない事態への対応力を高める", en = "People learn to meet what is not in the plan" },
  check = drilled({ "blind_scenario", "full" }, "recent"),
  remedy = { ja = "シナリオを示さない訓練を計画する", en = "Plan a blind scenario" },
})

rule "2.9.1(1)#response-3" (example {
  title = { ja = "防災の行事などに合わせて訓練する", en = "Drills are held on fitting days" },
  ask = {
    ja = "防災の日や過去の災害の日などに合わせて計画しているか",
    en = "Are they planned for disaster prevention days and the like?",
  },
  remedy = { ja = "行事に合わせた日程を検討する", en = "Consider fitting days" },
})

rule "2.9.1(1)#response-4" (example {
  title = { ja = "ふだん使わない連絡手段を訓練で保つ", en = "Unusual means of contact are kept by drills" },
  check = drilled({ "contact", "equipment" }, "recent"),
  ask = {
    ja = "衛星電話などを定期的に使い、操作と電池、電波を確かめているか",
    en = "Are satellite phones and the like used regularly, with battery and reception tried?",
  },
  remedy = { ja = "連絡手段の訓練を計画する", en = "Plan a drill of contacts" },
})

-- Table 2.9-1.
rule "2.9.1(1)#walkthrough" (example {
  title = { ja = "手順書確認訓練を行う", en = "A walk-through is held" },
  check = drilled({ "walkthrough" }, "recently_held"),
  remedy = { ja = "関係者で手順書を読み合わせる", en = "Walk through the steps with all concerned" },
})

rule "2.9.1(1)#blind-scenario" (example {
  title = { ja = "シナリオを示さない訓練を行う", en = "A blind scenario is held" },
  check = drilled({ "blind_scenario" }, "recently_held"),
  remedy = { ja = "被害の状況だけを示す訓練を行う", en = "Hold one that shows the damage only" },
})

rule "2.9.1(1)#measures-1" (example {
  title = { ja = "控えや代替環境が働くことを訓練で確かめる", en = "Backups and alternates are tried in drills" },
  check = drilled({ "restore", "switchover" }, "recently_held"),
  remedy = { ja = "復旧か切替えの訓練を行う", en = "Restore or switch over in a drill" },
})

rule "2.9.1(1)#measures-2" (example {
  kind = "site",
  title = { ja = "自家発電装置が給電できることを定期的に確かめる", en = "The generator is tested regularly" },
  select = "present(generator)",
  check = "generator.tested_on <= today() and generator.tested_on + $generator_test_every >= today()",
  remedy = { ja = "法定点検などの際に試し、日付を記録する", en = "Test it, as at statutory inspections; record the day" },
})

rule "2.9.1(1)#measures-3" (example {
  kind = "site",
  title = { ja = "電源の容量と電池の劣化を定期的に確かめる", en = "Capacity and age of the UPS are looked at regularly" },
  select = "present(ups)",
  check = "ups.tested_on <= today() and ups.tested_on + $ups_test_every >= today()",
  remedy = { ja = "UPSを点検し、日付を記録する", en = "Look at the UPS, and record the day" },
})

rule "2.9.1(1)#measures-4" (example {
  kind = "system",
  title = { ja = "年数がたっても想定どおりに戻せる", en = "It is restored as expected even after years" },
  select = "in_scope and present(backup)",
  check = "restore_tested",
  ask = {
    ja = "データの増加や構成の変更の後も、想定の時間で戻せるか確かめたか",
    en = "Does it still come back in time, with more data and other machines?",
  },
  remedy = { ja = "復元を試し、日付を記録する", en = "Try to restore it, and record the day" },
})

derive "organization.drills_held" {
  type = "int",
  title = { ja = "前年度以降に実施した訓練の数", en = "Number of drills held lately" },
  from = "count(exercises where recently_held)",
}

rule "2.9.1(1)#measures-5" (example {
  title = { ja = "復旧が長引かないように訓練を重ねる", en = "Drills keep recovery from taking long" },
  check = "drills_held > 1",
  remedy = { ja = "訓練を定期的に行う", en = "Hold drills regularly" },
})

rule "2.9.1(1)#measures-6" (example {
  title = { ja = "担当者が復旧の作業に慣れる", en = "Staff get used to restoring" },
  ask = {
    ja = "訓練で、復旧を担う者が実際に作業しているか",
    en = "Do those who would restore do so in drills?",
  },
  remedy = { ja = "訓練の作業を復旧の担当者に行わせる", en = "Let those who would restore do the work in drills" },
})

-- Table 2.9-2.
rule "2.9.1(1)#restore" (example {
  title = { ja = "復旧訓練を行う", en = "Restoring is drilled" },
  check = drilled({ "restore" }, "recently_held"),
  remedy = { ja = "本番に影響しない環境で復旧を訓練する", en = "Drill it where nothing live is touched" },
})

rule "2.9.1(1)#switchover" (example {
  title = { ja = "切替訓練を行う", en = "Switching over is drilled" },
  when = "can_switch",
  check = drilled({ "switchover", "full" }, "recently_held"),
  remedy = { ja = "休日など、切り戻しの時間がとれる日に行う", en = "Do it on a day with time to switch back" },
})

rule "2.9.1(1)#advanced-1" (example {
  title = {
    ja = "読合せから、欠員や総合の訓練へ高度にする",
    en = "From walk-throughs to drills with people missing, and to full ones",
  },
  check = drilled({ "blind_scenario", "full" }, "recent"),
  ask = {
    ja = "担当者の不在や、移動と切替えを組み合わせた訓練に進んでいるか",
    en = "Are there drills with people missing, or with moving and switching together?",
  },
  remedy = { ja = "より高度な訓練を計画する", en = "Plan harder drills" },
})
