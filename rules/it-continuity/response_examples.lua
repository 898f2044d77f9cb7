-- 2.8.2 Examples: activation, people, contractors, cards, entry, money. The keys are ours.

rule "2.8.2(1)#activation-1" {
  kind = "activation",
  level = "example", actor = "continuity_chief",
  title = { ja = "発動の時機と、判断者、代行者が手順にある", en = "When, by whom and by which deputy is in the steps" },
  check = "text ~= '' and has_deciders",
  technique = "review",
  remedy = { ja = "判断者と代行者を定める", en = "Name decider and deputy" },
}

rule "2.8.2(1)#people-1" {
  level = "example", actor = "continuity_chief",
  title = { ja = "要員が足りないとき、他の部署から応援を得る", en = "Other divisions help when people are short" },
  ask = {
    ja = "他の部署からの人的な応援を取り決めているか",
    en = "Is help by people of other divisions agreed on?",
  },
  technique = "interview",
  remedy = { ja = "他の部署と応援を取り決める", en = "Agree on help with other divisions" },
}

rule "2.8.2(1)#contractor-1" {
  kind = "supplier",
  level = "example", actor = "continuity_owner",
  title = {
    ja = "発生時の役務を委託先と合意し、業務継続計画に反映する",
    en = "Services in a crisis are agreed on, and in the business plan",
  },
  select = "serves_scope",
  check = "if(not contract.crisis_services, false)",
  ask = {
    ja = "合意した内容が業務継続計画に反映されているか",
    en = "Is what was agreed in the business continuity plan?",
  },
  technique = "interview",
  remedy = { ja = "役務を合意し、業務継続計画に書く", en = "Agree on it, and write it into the plan" },
}

rule "2.8.2(2)#card-1" {
  level = "example", actor = "continuity_chief",
  title = { ja = "最高責任者と責任者が携行カードを持つ", en = "Chief and owners carry a card" },
  check = "if(any(documents where plan_in_force, any(covers where it in ['携行カード', 'card'])), true)",
  ask = {
    ja = "初めの行動と連絡先を書いたカードをいつも身に付けているか",
    en = "Do they always carry a card with first steps and contacts?",
  },
  technique = "observation",
  remedy = {
    ja = "携行カードを作って配り、計画の記載事項に記録する",
    en = "Make and hand out the card, and record that it is covered",
  },
}

rule "2.8.2(3)#entry-1" {
  level = "example", actor = "continuity_owner",
  title = { ja = "混乱に乗じた侵入を防ぐ", en = "Nobody gets in by way of the confusion" },
  ask = {
    ja = "避難者を受け入れる場所を分け、停電時も執務室とサーバ室に入れないようにしているか",
    en = "Are evacuees kept apart, and offices and server rooms shut even without power?",
  },
  technique = "observation",
  remedy = {
    ja = "受入れの場所を分け、停電時の施錠を決める",
    en = "Keep places apart, and settle how doors are shut without power",
  },
}

rule "2.8.2(3)#contractor-1" {
  kind = "supplier",
  level = "example", actor = "continuity_owner",
  title = { ja = "作業する委託先の継続体制を確かめておく", en = "The contractor's own continuity is known" },
  select = "serves_scope",
  check = "confirmed_lately",
  ask = { ja = "委託先の運用継続の体制を確かめたか", en = "Was the contractor's continuity looked into?" },
  technique = "review",
  remedy = { ja = "体制を確かめ、日付を記録する", en = "Look into it, and record the day" },
}

rule "2.8.2(3)#budget-1" {
  level = "example", actor = "continuity_owner",
  title = { ja = "事後の手続きと予算を確かめておく", en = "Formalities and money for afterwards are settled" },
  ask = {
    ja = "手順書を作るときに、事後対応の手続きと予算の手当てを確かめたか",
    en = "Were formalities and funds for what follows looked into when the steps were written?",
  },
  technique = "interview",
  remedy = { ja = "事後の手続きと予算を確かめ、手順書に書く", en = "Find out, and write it into the steps" },
}
