-- 6 The items, each to be adopted or not.
--
-- Readings where the text leaves a choice:
-- * One verdict for each item over the whole set: which document lays it down is for the sector and the
--   operator to choose. A document may leave an item to another one; what each says is told, and only
--   the set is judged.
-- * Adopted or beyond in one document, or covered by one: pass. Not adopted anywhere, with a reason: pass.
--   Not adopted without a reason, or named by none: fail.
-- * Two documents that disagree: the item stands, as one lays it down. A document that does not adopt it
--   has given its reason: pass. If it has given none, whoever reads the set cannot tell what holds: partial.
-- * A document that names an item without a decision leaves it unknown, unless another one settles it.
-- * An item that the guideline does not have is welcome, and listed (set.lua).

local plain = library("codes").plain

-- What one document decides about an item: adopted, beyond, reasoned or bare (not adopted, with a reason
-- or without), open (no decision), or nil.
local function decision_of(document, code)
  local decided
  for _, row in ipairs(document.adopted) do
    local item = field(row, "item")
    if item and plain(item) == code then
      decided = field(row, "decision") or "open"
      if decided == "not_adopted" then decided = field(row, "reason") and "reasoned" or "bare" end
    end
  end
  for _, covered in ipairs(decided and {} or document.covers) do
    if plain(covered) == code then decided = "adopted" end
  end
  return decided
end

-- Titles of the documents of the set, by what they decide about an item.
local function decisions(organization, code)
  local of = { adopted = {}, beyond = {}, reasoned = {}, bare = {}, open = {} }
  for _, document in ipairs(organization.documents) do
    local decided = field(document, "in_safety_set") and decision_of(document, code)
    if decided then table.insert(of[decided], document.title) end
  end
  return of
end

-- "採用：A、B／不採用：C", for the messages.
local WORDS = {
  { "adopted", "採用", "adopted by" }, { "beyond", "上乗せ", "gone beyond by" },
  { "reasoned", "理由を付して不採用", "not adopted, with a reason, by" },
  { "bare", "理由なく不採用", "not adopted, without a reason, by" }, { "open", "採否の記載なし", "undecided in" },
}
local function told(of, more)
  local ja, en = {}, {}
  for _, word in ipairs(WORDS) do
    local titles = of[word[1]]
    if #titles > 0 then
      ja[#ja + 1] = word[2] .. "：" .. table.concat(titles, "、")
      en[#en + 1] = word[3] .. " " .. table.concat(titles, ", ")
    end
  end
  more.message = { ja = table.concat(ja, "／"), en = table.concat(en, "; ") }
  return more
end

local function judged(code)
  return function(organization)
    local of = decisions(organization, code)
    if #of.adopted + #of.beyond > 0 then
      return #of.bare > 0 and partial(told(of, {})) or pass(told(of, {}))
    end
    if #of.bare > 0 then return fail(told(of, {})) end
    if #of.open > 0 then return unknown(told(of, {})) end -- adopted or not, nobody has said
    if #of.reasoned > 0 then return pass(told(of, {})) end
    return fail { message = { ja = "どの安全基準等にもありません", en = "no safety standard names it" } }
  end
end

-- The rule of an item: row has its title, and in `asks` what a standard should say of it.
local function item(code, row)
  row.actor, row.when, row.in_principle = "setter", "writes_safety_standards", true
  row.check, row.declared = judged(code), true
  row.ask = {
    ja = ("安全基準等に「%s」があるか：%s"):format(row.title.ja, row.asks.ja),
    en = ("Do the safety standards hold this: %s (%s)?"):format(row.title.en, row.asks.en),
  }
  row.asks = nil
  row.evidence = { ja = "安全基準等の該当箇所、採否の検討の記録", en = "The place in the standards; how adoption was settled" }
  row.technique = "review"
  row.remedy = row.remedy or {
    ja = "いずれかの安全基準等に定めて採用と記録するか、採用しない理由を記録する",
    en = "Lay it down in one of the standards and record it as adopted, or record why it is not",
  }
  return row
end

-- ---- 6.1 preparing ------------------------------------------------------------------------------

rule "6.1.1(1)" (item("6.1.1(1)", {
  title = { ja = "リスクの評価と対応の決定", en = "Risks are evaluated, and what to do about them is decided" },
  asks = {
    ja = "分析の結果から優先順位を決め、実現性や拡大のおそれも見て対応を選ぶ",
    en = "priorities from the analysis; choices by gravity, feasibility, and how a retained risk may grow",
  },
}))
rule "6.1.1(2)" (item("6.1.1(2)", {
  title = { ja = "情報セキュリティの基本方針", en = "Basic policy" },
  asks = {
    ja = "防護の目的、目指す方向、守る対象と、方針を所管する組織・権限・見直しの要件",
    en = "aim, direction, what is protected; which body keeps it, its authority, when it is reviewed",
  },
}))
rule "6.1.2(1)" (item("6.1.2(1)", {
  title = { ja = "内規", en = "Internal rules" },
  asks = {
    ja = "対策を体系立てた考え方とルール、内規を所管する組織・権限・見直しの要件",
    en = "measures in a system, with rules; which body keeps them, its authority, their review",
  },
}))
rule "6.1.2(2)" (item("6.1.2(2)", {
  title = { ja = "IT-BCPなど、ITの事業継続計画", en = "IT business continuity plans" },
  asks = {
    ja = "優先する業務、対策を決める過程、継続の方法、連携先、広域災害や他分野からの波及、平時の訓練",
    en = "priority operations, choice of measures, ways to go on, partners, wide disasters, drills",
  },
}))
rule "6.1.2(3)" (item("6.1.2(3)", {
  title = { ja = "情報の格付けと取扱い", en = "Rating and handling of information" },
  asks = {
    ja = "機密性・完全性・可用性による格付けと、作成から消去までの各段階の決まり、個人データの扱い",
    en = "ratings by confidentiality, integrity and availability; rules from creation to erasure",
  },
}))
rule "6.1.3(1)" (item("6.1.3(1)", {
  title = { ja = "対策のロードマップと計画", en = "Roadmap and plans" },
  asks = { ja = "達成目標までの大まかな日程と、それを詳しくした計画", en = "a rough schedule to the goals, and plans in detail" },
}))
rule "6.1.4(1)" (item("6.1.4(1)", {
  title = { ja = "予算と、委託先を含む体制", en = "Budget, and an organisation that includes contractors" },
  asks = { ja = "計画どおり進めるための予算・体制・人材を続けて確保する", en = "money, organisation and people, kept up for the plans" },
}))
rule "6.1.4(2)" (item("6.1.4(2)", {
  title = { ja = "人材の育成と配置、ノウハウの蓄積", en = "People are trained and placed, know-how is kept" },
  asks = {
    ja = "担当者が替わっても水準が下がらない蓄積と育成、全社に及ぶ教育",
    en = "the level outlasts changes of staff; training reaches the whole company",
  },
}))
rule "6.1.4(3)" (item("6.1.4(3)", {
  title = { ja = "外部委託の管理", en = "Outsourcing" },
  asks = {
    ja = "委託してよい範囲、選定の基準と契約、従業員並みの対策と教育、障害時の協力の合意",
    en = "what may go out, selection, contracts, training as for own staff, help in an IT incident",
  },
}))
rule "6.1.5(1)" (item("6.1.5(1)", {
  title = { ja = "情報セキュリティの要件", en = "Security requirements" },
  asks = {
    ja = "導入する機能を明らかにし、侵入を防ぐ対策と、侵入されても実害を防ぐ対策の両方を示す",
    en = "the functions to be built in, to keep intruders out and to limit the harm of those inside",
  },
}))
rule "6.1.5(2)" (item("6.1.5(2)", {
  title = { ja = "技術面の対策の設計・実装・保守", en = "Technical measures are designed, built and maintained" },
  asks = {
    ja = "要件に応じた実装、業務に要る性能の確保、設計資料の作成",
    en = "built to the requirements, with the performance needed, and documented",
  },
}))
rule "6.1.5(3)" (item("6.1.5(3)", {
  title = { ja = "運用面の対策の設計・手順書・保守", en = "Operating measures are designed, written down and kept up" },
  asks = {
    ja = "運用設計と手順書、利用者登録などの漏れのない保守",
    en = "design of operation, procedures, upkeep such as that of user accounts",
  },
}))

-- ---- 6.2 doing ----------------------------------------------------------------------------------

rule "6.2.1(1)" (item("6.2.1(1)", {
  title = { ja = "対策の運用の監視と統括", en = "Operation of the measures is watched and directed" },
  asks = { ja = "責任者が運用の状況を定期的につかむ", en = "those responsible see how it runs, at intervals" },
}))
rule "6.2.1(2)" (item("6.2.1(2)", {
  title = { ja = "経営層による運用状況の把握", en = "Management knows how the measures run" },
  asks = { ja = "経営層が対策の運用状況を把握する", en = "management itself is informed" },
}))
rule "6.2.2(1)" (item("6.2.2(1)", {
  title = { ja = "平時の運用：予兆の把握と設定の維持", en = "Day-to-day operation: signs are noticed, settings kept right" },
  asks = {
    ja = "平時やしきい値と異なる状況の検知、異動などに伴う登録の変更、全社的な教育",
    en = "deviations are detected, settings follow changes, everybody is trained",
  },
}))
rule "6.2.2(2)" (item("6.2.2(2)", {
  title = { ja = "平時の取組の対外的な説明", en = "The public is told of the measures" },
  asks = { ja = "報告書やウェブサイトなどで、範囲に気を付けて説明する", en = "in reports or on the web, with care for what is told" },
}))
rule "6.2.3(1)" (item("6.2.3(1)", {
  title = { ja = "IT障害時の防護と回復", en = "Protection and recovery in an IT incident" },
  asks = {
    ja = "計画を発動して業務を続け、早く復旧し、原因を調べるための記録を集めて分析する",
    en = "plans put into effect, operations go on, early recovery, records kept and analysed",
  },
}))
rule "6.2.3(2)" (item("6.2.3(2)", {
  title = { ja = "IT障害時の対外的な説明", en = "The public is told in an IT incident" },
  asks = {
    ja = "計画に沿い、関係者と連携して、利用者などに状況と復旧を知らせる",
    en = "users learn of state and recovery, in concert with partners",
  },
}))

-- ---- 6.3 checking and acting --------------------------------------------------------------------

rule "6.3.1" (item("6.3.1", {
  title = { ja = "平時の課題から行うリスクの特定と分析", en = "Risks are identified and analysed from what daily work shows" },
  asks = {
    ja = "運用、監査、環境の変化、演習から見つけた課題を分析し、リスク評価に渡す",
    en = "issues from operation, audits, changes and exercises are analysed and handed on for evaluation",
  },
}))
rule "6.3.2" (item("6.3.2", {
  title = { ja = "IT障害への対応から行うリスクの特定と分析", en = "Risks are identified and analysed from IT incidents" },
  asks = {
    ja = "障害の原因、影響を受けた水準、生じた損害を整理し、リスク評価に渡す",
    en = "causes, levels affected and losses are put in order and handed on for evaluation",
  },
}))
