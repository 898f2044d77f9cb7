-- 2.7.1 (1) Examples of what to look at when present measures are confirmed: people and contacts, power,
-- cooling, network, hardware, backups, spare parts, outside services. The text gives them no numbers;
-- the keys are ours and count the points in its order. They are examples: no organisation must have all.
--
-- Readings where the text leaves a choice:
-- * "Regularly" is once a year (a parameter each).
-- * The UPS must run longer than the generator takes to start: as long is no margin.
-- * A backup taken as often as the data change is often enough; one due today is not late yet.
-- * Where a backup is kept is told by its site; that it is not kept off site, if said, goes before that.
-- * Looked at are all backups and outside services that are recorded. Systems in scope of 2.6.1 without a
--   backup are asked for it, by the first point only.
-- * What records cannot show is asked of a person, once for the organisation. Power, cooling and spare parts
--   are asked where it has equipment of its own.

-- ---- figures ------------------------------------------------------------------------------------

param "ups_test_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "UPSの試験の間隔", en = "A UPS is tested every" },
  source = "2.7.1(1)",
}
param "restore_test_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "復元試験の間隔", en = "Restoring is tested every" },
  source = "2.7.1(1)",
}
param "provider_check_every" {
  value = "1y", type = "period", stricter = "lower",
  title = { ja = "外部サービス提供者の確認の間隔", en = "Providers are looked at every" },
  source = "2.7.1(1)",
}

-- ---- how an example is declared ------------------------------------------------------------------

local function example(descriptor)
  descriptor.actor, descriptor.level = "continuity_owner", "example"
  return descriptor
end

-- ---- people and contacts ------------------------------------------------------------------------

rule "2.7.1(1)#organisation-1" (example {
  title = { ja = "特定の要員に頼らない運用体制をとる", en = "Operation does not hang on particular people" },
  ask = {
    ja = "経験や資格を含めて代替要員を確保し、役割分担を定めているか",
    en = "Are there substitutes with the experience and qualifications needed, and are roles divided?",
  },
  remedy = { ja = "代わりの要員を育て、役割を分ける", en = "Train substitutes, and divide the roles" },
})

rule "2.7.1(1)#organisation-2" (example {
  title = { ja = "最新の連絡先と参集方法を備える", en = "Contacts are current, and how to gather is settled" },
  ask = {
    ja = "休日・夜間を含む最新の連絡先、参集方法、安否確認の方法を整えているか",
    en = "Are contacts (also nights and holidays), ways to gather and to check on safety in place?",
  },
  remedy = {
    ja = "連絡先を最新にし、参集と安否確認の方法を決める",
    en = "Bring contacts up to date; settle how people gather and are checked on",
  },
})

rule "2.7.1(1)#organisation-3" (example {
  title = { ja = "運用の継続に必要な情報と手順を備える", en = "What is needed to go on is written down" },
  ask = {
    ja = "構成図、復旧手順、別の拠点へ移す手続きなどを整えているか",
    en = "Are network plans, recovery manuals and the steps for moving to another site at hand?",
  },
  remedy = { ja = "構成図と手順を書き、置き場所を決める", en = "Write them down, and settle where they are kept" },
})

rule "2.7.1(1)#organisation-4" (example {
  title = { ja = "要員が不足しても遠隔で運用できる", en = "Systems can be run from afar when people are short" },
  ask = {
    ja = "遠隔運用の規程と手順があり、情報システムが遠隔で運用できるように作られているか",
    en = "Are there rules and steps for remote operation, and are systems built for it?",
  },
  remedy = { ja = "遠隔運用の手順を定め、環境を整える", en = "Write the steps, and set the systems up for it" },
})

rule "2.7.1(1)#organisation-5" (example {
  title = { ja = "ふだんの伝達手段が止まったときの手段を備える", en = "There are other ways to tell and to share" },
  ask = {
    ja = "会議や電子メールの代わりとなる、情報の伝達・共有の仕組みを用意しているか",
    en = "Are other means of telling and sharing, such as outside conferencing and mail, in place?",
  },
  remedy = { ja = "別の伝達手段を用意する", en = "Prepare other means" },
})

-- ---- power --------------------------------------------------------------------------------------

rule "2.7.1(1)#power-1" (example {
  title = {
    ja = "停電時に動かす情報システムと、必要な電力・時間を明確にする",
    en = "Which systems run without mains, on how much power and how long, is clear",
  },
  when = "has_equipment",
  ask = {
    ja = "継続する情報システムを絞り込み、必要な電源容量と連続稼働できる時間を明確にしているか",
    en = "Are the systems that go on chosen, and the power and time they have known?",
  },
  remedy = { ja = "動かす情報システムを絞り、電力と時間を見積もる", en = "Choose the systems, and work out power and time" },
})

rule "2.7.1(1)#power-2" (example {
  kind = "site",
  title = {
    ja = "自家発電が立ち上がるまでUPSがもち、燃料補給の体制がある",
    en = "The UPS lasts until the generator has started, and fuel is planned for",
  },
  select = "present(generator)",
  check = "ups.runs > generator.start and generator.fuel_plan",
  remedy = {
    ja = "UPSの容量を増やすか対象を絞り、燃料の補給先と契約する",
    en = "Enlarge the UPS or take load off it; arrange for fuel",
  },
})

rule "2.7.1(1)#power-3" (example {
  kind = "site",
  title = {
    ja = "UPSは定期的に試験し、もつ間に自動で正常終了させる",
    en = "The UPS is tested regularly, and systems shut down by themselves while it lasts",
  },
  select = "present(ups)",
  check = "ups.tested_on <= today() and ups.tested_on + $ups_test_every >= today() and ups.auto_shutdown",
  remedy = {
    ja = "UPSを試験し、自動シャットダウンを設定する",
    en = "Test the UPS and set up the automatic shutdown",
  },
})

-- ---- cooling ------------------------------------------------------------------------------------

rule "2.7.1(1)#cooling-1" (example {
  title = { ja = "危機的事象の発生時にも空調が動く", en = "Cooling runs in a crisis too" },
  when = "has_equipment",
  ask = { ja = "停電や断水のときも空調が動くようにしているか", en = "Does cooling run without mains and water?" },
  remedy = { ja = "空調を停電と断水に備えさせる", en = "Make cooling independent of mains and water" },
})

rule "2.7.1(1)#cooling-2" (example {
  title = { ja = "電力を抑えても熱がこもらない", en = "Heat does not build up when power is short" },
  when = "has_equipment",
  ask = {
    ja = "扇風機や送風機で、サーバの熱源の近くの空気を動かせるか",
    en = "Are there fans that move the air near the servers?",
  },
  remedy = { ja = "扇風機や送風機を備える", en = "Lay in fans" },
})

rule "2.7.1(1)#cooling-3" (example {
  title = { ja = "サーバ室の空調に自家発電をつなぐ", en = "The server room's own cooling hangs on the generator" },
  when = "has_equipment",
  ask = {
    ja = "サーバ室に個別の空調があり、自家発電につながっているか",
    en = "Has the server room a cooling of its own, and is it on the generator?",
  },
  remedy = { ja = "個別の空調を自家発電につなぐ", en = "Put a cooling of its own on the generator" },
})

rule "2.7.1(1)#cooling-4" (example {
  title = { ja = "空調の機器が落ちたり倒れたりしない", en = "Cooling units do not fall" },
  when = "has_equipment",
  ask = {
    ja = "構造体でない壁や天井に付けた空調を補強しているか",
    en = "Are units on walls and ceilings that bear no load secured?",
  },
  remedy = { ja = "空調の取付けを補強する", en = "Secure the units" },
})

-- ---- network ------------------------------------------------------------------------------------

rule "2.7.1(1)#network-1" (example {
  kind = "component",
  title = { ja = "通信回線の不通に備えて、冗長化や代替手段を確保する", en = "The network has a second way" },
  select = "category == 'network'",
  check = "doubled",
  ask = {
    ja = "経路や事業者を分けて冗長化しているか、代替手段を検討しているか",
    en = "Is it doubled, by another route or carrier, or has another way been considered?",
  },
  remedy = {
    ja = "経路や事業者の異なる回線、移動通信網などの代替手段を加える",
    en = "Add a line of another route or carrier, or a mobile connection",
  },
})

-- ---- hardware -----------------------------------------------------------------------------------

rule "2.7.1(1)#hardware-1" (example {
  kind = "system",
  title = {
    ja = "非常時優先業務のサーバは二重化する",
    en = "Servers of emergency functions are doubled",
  },
  select = "any(functions where emergency_priority) and any(components.present_hardware)",
  check = "all(components where present_hardware, doubled) or standby.type in $standby_takes_over",
  remedy = {
    ja = "故障時に予備機へ切り替わる構成にする",
    en = "Let a spare machine take over when one fails",
  },
})

rule "2.7.1(1)#hardware-2" (example {
  title = { ja = "外部組織への委託や事前契約を検討する", en = "Outsourcing in a crisis has been considered" },
  when = "has_equipment",
  ask = {
    ja = "よその似たサービスへの委託や、危機的事象のときだけ有効になる契約を検討したか",
    en = "Have services of others, or contracts for a crisis only, been considered?",
  },
  remedy = { ja = "委託先の候補と事前の契約を検討する", en = "Look for services, and consider a contract for a crisis" },
})

rule "2.7.1(1)#hardware-3" (example {
  title = { ja = "代替拠点で要るハードウェアを業務部門と決める", en = "What the alternate site needs is settled" },
  when = "has_equipment",
  ask = {
    ja = "代替拠点や代替委託先を使う場面の要件を業務部門と協議し、必要なハードウェアを確保したか",
    en = "Is it agreed with the business when alternates are used, and is the hardware there?",
  },
  remedy = { ja = "業務部門と要件を決め、機器を確保する", en = "Settle it with the business, and get the hardware" },
})

-- ---- backups ------------------------------------------------------------------------------------

rule "2.7.1(1)#backup-1" (example {
  kind = "system",
  title = { ja = "データの更新と同じ頻度でバックアップを取る", en = "Backups are as frequent as data change" },
  select = "present(backup) or in_scope",
  check = "backup.frequency <= backup.data_changes_every",
  remedy = { ja = "バックアップの間隔を縮める", en = "Take backups more often" },
})

rule "2.7.1(1)#backup-2" (example {
  kind = "system",
  title = { ja = "予定どおりバックアップが取れている", en = "Backups are there when due" },
  select = "present(backup)",
  check = [[
    backup.last_backup <= today()
    and (backup.last_backup + 1d >= today() or backup.last_backup + backup.frequency >= today())
  ]],
  remedy = {
    ja = "媒体の入れ違いなど、取れていない原因を確かめて取り直す",
    en = "Find out why none was taken (a medium missing?) and take one",
  },
})

derive "system.restore_tested" {
  type = "bool",
  title = { ja = "復元を試験済み", en = "Restoring was tested lately" },
  from = "backup.restore_tested_on <= today() and backup.restore_tested_on + $restore_test_every >= today()",
}

rule "2.7.1(1)#backup-3" (example {
  kind = "system",
  title = { ja = "バックアップからの復元を試験する", en = "Restoring from backups is tested" },
  select = "present(backup)",
  check = "restore_tested",
  remedy = { ja = "復元試験を行う", en = "Test the restoring" },
})

rule "2.7.1(1)#backup-4" (example {
  title = { ja = "バックアップ媒体を適切に保管し管理する", en = "Backup media are kept safe and accounted for" },
  ask = {
    ja = "媒体を損壊や紛失のないように保管し、資産として管理しているか",
    en = "Are media kept from damage and loss, and listed as assets?",
  },
  remedy = { ja = "媒体の置き場所と台帳を整える", en = "Keep the media safe, and list them" },
})

rule "2.7.1(1)#backup-5" (example {
  kind = "system",
  title = {
    ja = "バックアップは、情報システムとも待機系とも別の場所に置く",
    en = "Backups are kept neither with the system nor with its standby",
  },
  select = "present(backup)",
  check = [[
    backup.site ~= site
    and if(present(standby) and (not present(standby.type) or standby.type ~= 'none'),
           backup.site ~= standby.site, true)
    and first(backup.offsite, true)
  ]],
  remedy = { ja = "保管場所を別の拠点に移す", en = "Keep them at another site" },
})

rule "2.7.1(1)#backup-6" (example {
  kind = "system",
  title = {
    ja = "一斉に暗号化されないバックアップがある",
    en = "One backup is out of reach of an attack that encrypts all",
  },
  select = "present(backup)",
  check = "backup.offline",
  remedy = {
    ja = "ネットワークから切り離した控えを持つ",
    en = "Keep a copy that is cut off from the network",
  },
})

-- ---- buying again -------------------------------------------------------------------------------

rule "2.7.1(1)#supply-1" (example {
  title = { ja = "予備品を適切な場所に保管する", en = "Spare parts are kept well" },
  when = "has_equipment",
  ask = {
    ja = "予備品を、耐震固定した什器など崩れない場所に保管しているか",
    en = "Are spares kept where nothing falls, in secured furniture?",
  },
  remedy = { ja = "予備品を安全な場所へ移す", en = "Move the spares to a safe place" },
})

rule "2.7.1(1)#supply-2" (example {
  kind = "component",
  title = {
    ja = "販売の終了した、再調達の難しいものを使わない",
    en = "Nothing is in use that is no longer sold or hard to get",
  },
  select = "category in ['hardware', 'software', 'peripheral'] and not external",
  check = "end_of_sale > today()",
  ask = {
    ja = "まだ販売されており、調達に極めて長い時間はかからないか",
    en = "Is it still sold, and can it be had without very long delay?",
  },
  remedy = { ja = "更改を計画し、それまでの予備品を確保する", en = "Plan to replace it; hold spares until then" },
})

rule "2.7.1(1)#supply-3" (example {
  title = { ja = "需要の急増や輸出入の滞りを見込んで調達する", en = "Buying allows for shortages" },
  ask = {
    ja = "感染症の流行などで機器やテレワーク用ソフトウェアが手に入りにくくなることを見込んでいるか",
    en = "Does buying allow for equipment and telework software being short, as in a pandemic?",
  },
  remedy = { ja = "早めの調達を計画する", en = "Plan to buy early" },
})

-- ---- outside services ---------------------------------------------------------------------------

rule "2.7.1(1)#cloud-1" (example {
  kind = "system",
  title = { ja = "保存領域と責任分界点を事業者に確かめる", en = "Where data lie and who answers for what is clear" },
  select = "outside",
  check = "lifecycle.contractor.contract.responsibility_split and cloud.regions ~= ''",
  ask = {
    ja = "サービスの仕組みを理解し、保存領域と責任分界点を確認しているか",
    en = "Is it understood how the service works, where data lie and who answers for what?",
  },
  remedy = { ja = "保存領域と責任分界点を確かめて記録する", en = "Find out both, and record them" },
})

rule "2.7.1(1)#cloud-2" (example {
  kind = "system",
  title = {
    ja = "サービスの水準が守られない場合の代替手段が業務側にある",
    en = "The business has another way when the service level is missed",
  },
  select = "outside and any(functions where emergency_priority)",
  check = "all(functions where emergency_priority, alternative.prepared)",
  remedy = {
    ja = "業務部門に代替手段の用意を促す",
    en = "Ask the business to prepare another way of working",
  },
})

rule "2.7.1(1)#cloud-3" (example {
  title = { ja = "事業者やサーバの設置場所を二重にする", en = "There is a second provider or location" },
  when = "any(systems.outside)",
  ask = {
    ja = "利用の中断や途絶に備えて、事業者やサーバ設置場所の二重化を考慮しているか",
    en = "Has a second provider or server location been considered against interruption?",
  },
  remedy = { ja = "別の事業者や設置場所を検討する", en = "Consider another provider or location" },
})

rule "2.7.1(1)#cloud-4" (example {
  title = { ja = "データの運用・管理の継続策を確かめる", en = "Ways to go on running the data are confirmed" },
  when = "any(systems.outside)",
  ask = {
    ja = "データの運用・管理について、運用継続の管理策を確認しているか",
    en = "Have the provider's controls for going on with operating the data been confirmed?",
  },
  remedy = { ja = "事業者の管理策を確かめる", en = "Ask the provider for its controls" },
})

rule "2.7.1(1)#cloud-5" (example {
  title = { ja = "バックアップの復元の仕様を確かめる", en = "How backups are restored there is confirmed" },
  when = "any(systems.outside)",
  ask = {
    ja = "外部サービスで取得したバックアップの復元が自動で行われる仕様か確認しているか",
    en = "Has it been confirmed whether backups taken there are restored automatically?",
  },
  remedy = { ja = "復元の仕様を確かめる", en = "Find out how restoring works" },
})

derive "supplier.certificates" {
  type = "int",
  title = { ja = "第三者の評価の数", en = "Number of assessments by third parties" },
  from = "count(certification)",
}

rule "2.7.1(1)#cloud-6" (example {
  kind = "system",
  title = { ja = "第三者の評価を受けた事業者を選ぶ", en = "The provider has been assessed by a third party" },
  select = "outside",
  check = "lifecycle.contractor.certificates > 0",
  ask = {
    ja = "ISMAPや国際規格の認証など、第三者の評価を受けた事業者か",
    en = "Has the provider been assessed by a third party (ISMAP, ISO/IEC 27017, SOC)?",
  },
  remedy = { ja = "評価を受けた事業者に切り替えるか、評価を求める", en = "Choose one that is, or ask for it" },
})

rule "2.7.1(1)#cloud-7" (example {
  kind = "system",
  title = { ja = "事業者の運用・管理体制を定期的に確かめる", en = "The provider is looked at regularly" },
  select = "outside",
  check = [[
    lifecycle.contractor.looked_at_on <= today()
    and lifecycle.contractor.looked_at_on + $provider_check_every >= today()
  ]],
  remedy = { ja = "事業者の体制を確認して記録する", en = "Look into it and record when" },
})

rule "2.7.1(1)#cloud-8" (example {
  title = { ja = "不正プログラムの検出などの機能を確かめる", en = "Detection of malware is part of the service" },
  when = "any(systems.outside)",
  ask = {
    ja = "不正プログラム感染の検出などの機能が標準で備わっていることを確認しているか",
    en = "Has it been confirmed that detecting malware and the like comes with the service?",
  },
  remedy = { ja = "検出の機能の有無を確かめる", en = "Find out whether detection is included" },
})
