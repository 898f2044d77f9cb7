-- 2.6.2 Examples: what the top and the lowest priorities want, what the levels of tables 2.6-2 and 2.6-3 rest
-- on, and where an alternate environment stands. The keys are ours.
--
-- Readings where the text leaves a choice:
-- * What levels 2 to 4 presuppose at the present site is asked of hardware that is to reach one of them.
-- * A level of the hardware above the lowest needs a standby that gives it (a parameter).

param "standby_levels" {
  value = map { hot = 4, warm = 3, cold = 2, none = 1 }, type = "int 0..",
  title = { ja = "待機系の方式が支える対策レベル", en = "Level that a form of standby gives" },
  source = "表2.6-2",
}

-- ---- 2.6.2 (1) ----------------------------------------------------------------------------------

-- One of the three: moved to a safer place, doubled elsewhere, or an outside service.
rule "2.6.2(1)#top-1" {
  kind = "system",
  level = "example", actor = "continuity_owner",
  title = { ja = "最上位の情報システムは、被災しても使える形にする", en = "Top systems stay usable when their site is hit" },
  select = "group in $top_groups",
  check = "outside or standby.type in $standby_takes_over and standby.site ~= site",
  ask = {
    ja = "被害を受けにくい場所への移設、遠隔地での二重化、外部サービスのいずれかを検討したか",
    en = "Has moving it, doubling it far away, or an outside service been considered?",
  },
  technique = "review",
  remedy = { ja = "三つの方法から選んで実施する", en = "Choose one of the three" },
}

rule "2.6.2(1)#low-1" {
  kind = "system",
  level = "example", actor = "continuity_owner",
  title = { ja = "最下位の情報システムも、重要なデータは守る", en = "Even the lowest systems have their data protected" },
  select = "group == 'E'",
  check = "backup.last_backup <= today()",
  ask = { ja = "重要なデータを保護しているか", en = "Are important data protected?" },
  technique = "review",
  remedy = { ja = "バックアップを取り、日付を記録する", en = "Take a backup, and record the day" },
}

-- ---- 2.6.2 (2), tables 2.6-2 and 2.6-3 ----------------------------------------------------------

rule "2.6.2(2)#standby" {
  kind = "level_gap",
  level = "example",
  title = {
    ja = "ハードウェアの対策レベルは、待機系の方式と合う",
    en = "The level of the hardware is one that its standby gives",
  },
  actor = "continuity_owner",
  select = "category == 'hardware' and not external",
  when = "min(parts.level) > $standby_levels['none']",
  check = "min(parts.level) <= $standby_levels[system.standby.type]",
  remedy = {
    ja = "待機系の方式を改めるか、現在の対策レベルを実態に合わせて直す",
    en = "Improve the standby, or record the level that it really gives",
  },
}

rule "2.6.2(2)#standby-site" {
  kind = "system",
  level = "example",
  title = {
    ja = "待機系は、現在の拠点と同時に被災しない拠点に置く",
    en = "The standby is at a site that the same disaster does not reach",
  },
  actor = "continuity_owner",
  select = "present(standby.type) and standby.type ~= 'none'",
  check = "standby.site ~= site and standby.site.region ~= site.region",
  remedy = {
    ja = "待機系を別の地域の拠点に移す",
    en = "Move the standby to a site in another region",
  },
}

-- Level 1 of both tables: nothing stands elsewhere, so the equipment itself must be repairable.
rule "2.6.2(2)#spare-parts" {
  kind = "component",
  level = "example",
  title = {
    ja = "遠隔地に控えのないハードウェアは、保守契約があり再調達できる",
    en = "Hardware without a backup elsewhere is under maintenance and still sold",
  },
  actor = "continuity_owner",
  select = "category == 'hardware' and required_level == 1",
  check = "maintenance_contract and end_of_sale > today()",
  ask = {
    ja = "まだ販売されており、修理部品や代替機を入手できる保守契約があるか",
    en = "Is it still sold, and does a contract give spare parts or a spare machine?",
  },
  remedy = {
    ja = "保守契約を結び、販売の終了した機器は計画的に更改する",
    en = "Conclude a maintenance contract; replace what is no longer sold",
  },
}

-- Note 1 of table 2.6-2, for levels 2 to 4: what stands at the present site.
local PRESUPPOSED = "present_hardware and required_level >= 2"

rule "2.6.2(2)#seismic-room" {
  kind = "component",
  level = "example",
  title = {
    ja = "現在の拠点のハードウェアは、耐震性の確保された場所に置く",
    en = "Hardware at the present site stands where earthquakes are provided for",
  },
  actor = "continuity_owner",
  select = PRESUPPOSED,
  check = "if(present(site), site.seismic, system.site.seismic)",
  remedy = {
    ja = "耐震性の確保されたサーバ室に移すか、拠点の耐震対策を行う",
    en = "Move it to a server room that withstands earthquakes, or strengthen the site",
  },
}

rule "2.6.2(2)#redundant" {
  kind = "component",
  level = "example",
  title = {
    ja = "現在の拠点のハードウェアは、冗長化構成をとる",
    en = "Hardware at the present site is redundant",
  },
  actor = "continuity_owner",
  select = PRESUPPOSED,
  check = "doubled",
  remedy = {
    ja = "現在の拠点の機器を二重化する",
    en = "Double the equipment at the present site",
  },
}

-- Table 2.6-3: what level 2 of outside services rests on, and what level 1 asks of the place.
local EXTERNAL = "outside and group in ['S', 'A', 'B', 'C']"

rule "2.6.2(2)#external-1" {
  kind = "system",
  level = "example", actor = "continuity_owner",
  title = { ja = "堅牢なデータセンターを使う", en = "The data centre is a strong one" },
  select = EXTERNAL .. " and present(site)",
  check = "site.seismic and site.fire_measures and site.flood_measures",
  ask = { ja = "被害の小さい堅牢なデータセンターか", en = "Is it a data centre that suffers little?" },
  technique = "review",
  remedy = { ja = "地震・火災・浸水に強い施設へ移す", en = "Move to one that withstands quake, fire and flood" },
}

rule "2.6.2(2)#external-2" {
  kind = "system",
  level = "example", actor = "continuity_owner",
  title = { ja = "データが十分に離れた場所にも保存される", en = "Data are kept far enough away as well" },
  select = EXTERNAL,
  check = "backup.offsite",
  ask = { ja = "サービスが離れた場所にデータを保存しているか", en = "Does the service keep data far away?" },
  technique = "review",
  remedy = { ja = "離れた場所に保存するサービスを選ぶ", en = "Choose a service that does" },
}

rule "2.6.2(2)#external-3" {
  kind = "system",
  level = "example", actor = "continuity_owner",
  title = { ja = "SLAを確かめている", en = "The service level agreement is known" },
  select = EXTERNAL,
  check = "lifecycle.contractor.contract.sla or cloud.service_level ~= ''",
  ask = { ja = "SLAの中身を事前に確かめたか", en = "Has the agreement been read beforehand?" },
  technique = "review",
  remedy = { ja = "SLAを確かめて記録する", en = "Look into it, and record it" },
}

rule "2.6.2(2)#protected-site" {
  kind = "component",
  level = "example", actor = "continuity_owner",
  title = {
    ja = "控えのないハードウェアは、地震・火災・浸水に備えた場所に置く",
    en = "Hardware without a backup elsewhere stands where quake, fire and flood are provided for",
  },
  select = "category == 'hardware' and required_level == 1 and (present(site) or present(system.site))",
  check = [[
    if(present(site), site.seismic and site.fire_measures and site.flood_measures,
       system.site.seismic and system.site.fire_measures and system.site.flood_measures)
  ]],
  technique = "observation",
  remedy = { ja = "設置場所に三つの備えをする", en = "Provide for all three at the site" },
}

-- ---- 2.6.2 (3) ----------------------------------------------------------------------------------

-- An alternate environment. The clause's second point is about the place of one.
rule "2.6.2(3)#alternate-1" {
  kind = "system",
  level = "example", actor = "continuity_owner",
  title = { ja = "代替環境を置く情報システムを絞る", en = "An alternate environment is for few systems" },
  select = "present(standby.type) and standby.type ~= 'none'",
  check = "$hardware_levels[group] > 1",
  ask = { ja = "費用に見合う優先度の情報システムか", en = "Is its priority worth the cost?" },
  technique = "review",
  remedy = { ja = "優先度の高いものに絞る", en = "Keep it for the upper priorities" },
}

rule "2.6.2(3)#alternate-2" {
  kind = "site",
  level = "example", actor = "continuity_owner",
  title = {
    ja = "代替環境は、危険が小さく、同時に被災しない地に置く",
    en = "The alternate environment stands in a safe place, in another region",
  },
  select = "count(standby_systems) > 0",
  check = "seismic and flood_measures and all(standby_systems, site.region ~= outer.region)",
  technique = "review",
  remedy = { ja = "別の地域の安全な場所を選ぶ", en = "Choose a safe place in another region" },
}

rule "2.6.2(3)#alternate-3" {
  kind = "site",
  level = "example", actor = "continuity_owner",
  title = {
    ja = "駆け付けが要る代替環境は、行ける距離にある",
    en = "An alternate environment that must be attended is within reach",
  },
  select = "count(standby_systems) > 0",
  check = "if(all(standby_systems, remote_operation), true)",
  ask = { ja = "担当者が発生時に行ける距離か", en = "Can the staff get there in a crisis?" },
  technique = "interview",
  remedy = {
    ja = "遠隔で運用できるようにするか、近い地を選ぶ",
    en = "Make it run from afar, or choose a place within reach",
  },
}

rule "2.6.2(3)#alternate-4" {
  kind = "site",
  level = "example", actor = "continuity_owner",
  title = { ja = "代替環境を平時にも活用する", en = "The alternate environment is of use in ordinary times" },
  select = "count(standby_systems) > 0",
  check = "if(count(systems) > 0 or count(backed_up_systems) > 0, true)",
  ask = { ja = "データの保存先にするなど、平時の使い道があるか", en = "Is it used otherwise, as for keeping data?" },
  technique = "interview",
  remedy = { ja = "平時の使い道を決める", en = "Find a use for it in ordinary times" },
}
