-- 2.5.2(2)-2 and the examples of 2.5.2: what contractors can give in a crisis, and how priorities are found.

rule "2.5.2(2)-2" {
  kind = "supplier",
  title = {
    ja = "発生時に受けられる役務を確かめ、SLAとして合意する",
    en = "What a contractor can give in a crisis is known and agreed on",
  },
  actor = "continuity_owner",
  select = "serves_scope",
  check = "contract.sla and contract.crisis_services",
  ask = {
    ja = "発生時に提供できる内容を確かめ、SLAで約束しているか",
    en = "Is it known what it can give in a crisis, and is that in a service level agreement?",
  },
  evidence = { ja = "契約書とSLA", en = "Contract and service level agreement" },
  technique = "review",
  remedy = { ja = "発生時の役務をSLAに加える", en = "Add services in a crisis to the agreement" },
}

-- ---- examples -----------------------------------------------------------------------------------

rule "2.5.2(1)#manual-1" {
  kind = "function",
  level = "example", actor = "continuity_owner",
  title = {
    ja = "手作業に切り替える場合の対応を、平常時に業務部門と決める",
    en = "Working by hand is settled with the business beforehand",
  },
  select = "emergency_priority",
  when = "present(alternative)",
  check = "alternative.agreed_on <= today()",
  ask = { ja = "手作業の場合の対応を業務部門と調整したか", en = "Is it settled how work goes on by hand?" },
  technique = "interview",
  remedy = { ja = "業務部門と調整し、日付を記録する", en = "Settle it, and record the day" },
}

rule "2.5.2(1)#manual-2" {
  level = "example", actor = "continuity_owner",
  title = {
    ja = "運用管理の業務も、ふだんと違う方法で続けられる",
    en = "Running the systems itself can go on in other ways",
  },
  ask = {
    ja = "共有ファイルやメールが使えないときの手順書と、障害対応の訓練があるか",
    en = "Are there written steps and drills for when shared files and mail are gone?",
  },
  technique = "interview",
  remedy = { ja = "手順書を備え、障害対応を訓練する", en = "Write the steps, and drill them" },
}

rule "2.5.2(2)#adjust-1" {
  level = "example", actor = "continuity_owner",
  title = {
    ja = "早い復旧を求める声を、責任者どうしで調整する",
    en = "Calls for fast recovery are weighed among those in charge",
  },
  ask = {
    ja = "要求どおりに優先度が高止まりしないように、関係する責任者と調整したか",
    en = "Was it settled with those in charge, so that not everything is urgent?",
  },
  technique = "interview",
  remedy = { ja = "責任者どうしで優先度を話し合う", en = "Let those in charge settle the priorities" },
}

-- The bands themselves are table 2.5-1 (a parameter).
rule "2.5.2(2)#bands-1" {
  level = "example", actor = "continuity_owner",
  title = { ja = "組織の環境に応じて区分を決める", en = "The bands suit the organisation" },
  ask = {
    ja = "RTOの区切りを自組織の環境に照らして確かめたか（RLOも使うなら両方で決めたか）",
    en = "Were the bands checked against own circumstances, and with RLOs where these are used?",
  },
  technique = "interview",
  remedy = { ja = "区分を確かめ、変える場合は理由とともに設定する", en = "Check the bands; where others are set, record why" },
}

-- Levels in percent, or in users.
rule "2.5.2(2)#levels-1" {
  kind = "system",
  level = "example", actor = "continuity_owner",
  title = { ja = "RLOを、平常時に対する割合や利用者数で示す", en = "RLOs are given in percent or in users" },
  select = "count(rlo) > 0",
  check = "all(rlo, present(percent) or present(users))",
  technique = "review",
  remedy = { ja = "段階ごとに割合か利用者数を記録する", en = "Give each step a percentage or a number of users" },
}

rule "2.5.2(3)#stages-1" {
  level = "example", actor = "continuity_owner",
  title = { ja = "感染症の段階に応じた継続の形を決める", en = "How to go on is settled by the stages of a pandemic" },
  when = "any(crises where type == 'pandemic')",
  ask = {
    ja = "感染が広がる段階ごとに、運用の続け方を検討したか",
    en = "Has it been thought through, stage by stage, how operation goes on?",
  },
  technique = "interview",
  remedy = { ja = "段階ごとの運用の形を決める", en = "Settle how operation goes on at each stage" },
}

rule "2.5.2(3)#reasons-1" {
  kind = "system",
  level = "example", actor = "continuity_owner",
  title = { ja = "復旧優先度の根拠を記録する", en = "The reason for the priority is on record" },
  select = "present(rto)",
  check = "rto_reason ~= ''",
  ask = { ja = "引き継げるように根拠と変更を残しているか", en = "Are reasons and changes kept for successors?" },
  technique = "review",
  remedy = { ja = "RTOの根拠を記録する", en = "Record the reason for the RTO" },
}
