-- 1 to 5 The frame of the standards: their purpose, what they reach, the causes that they count with,
-- who does what, and what is published.
--
-- Readings where the text leaves a choice:
-- * What the standards hold is declared by their `covers`, together: one document is enough. No standard
--   says it, or there is no standard at all: fail, as the duty is to lay it down. An answer overrides it.
-- * Balance of prevention, containment with early recovery, and prevention of recurrence: the standards
--   name each of the three, or adopt an item that belongs to it (parameters).
-- * Causes are laid down in three classes; a standard that rests (`based_on`) on risks of a class counts
--   as well.
-- * What the text gives as examples of what is protected is asked for singly, and does not count for 2. A
--   standard that names one covers it; otherwise a person answers.
-- * Publication: each document that applies is published, or its reason for not being so is recorded. Of
--   a published one nothing more is asked; a reason beside it tells what was left out.

-- ---- figures ------------------------------------------------------------------------------------

param "prevention_items" {
  value = { "6.1.5(1)", "6.1.5(2)", "6.1.5(3)", "6.2.2(1)" },
  title = { ja = "未然防止に当たる項目", en = "Items that prevent" },
  source = "1",
}
param "containment_items" {
  value = { "6.1.2(2)", "6.2.3(1)" },
  title = { ja = "拡大防止・早期復旧に当たる項目", en = "Items that contain and recover early" },
  source = "1",
}
param "recurrence_items" {
  value = { "6.3.2" },
  title = { ja = "再発防止に当たる項目", en = "Items that prevent recurrence" },
  source = "1",
}

-- ---- how these rules are written ----------------------------------------------------------------

local names = library("codes").names

local UNSAID = { ja = "どの安全基準等の記載事項（covers）にもありません", en = "no safety standard declares it" }

-- A check: what the documents cover, else `otherwise`. An example must be named itself, and where it is
-- not may be there all the same: only an answer tells.
local function covered(code, otherwise, is_example)
  return function(organization)
    if names(organization.safety_set_covers, code, is_example) then return true end
    if otherwise then return otherwise(organization) end
    return is_example and unknown { message = UNSAID } or fail { message = UNSAID }
  end
end

local STANDARDS = { ja = "安全基準等の該当箇所", en = "The place in the safety standards" }

-- A part of a standard; row.title says what it is, row.otherwise what else shows it.
local function part(code, row)
  row.actor, row.when, row.in_principle = "setter", "writes_safety_standards", true
  row.check, row.declared = covered(code, row.otherwise, row.level == "example"), true
  row.otherwise = nil
  row.ask = row.ask or {
    ja = ("安全基準等に、次のことを定めているか：%s"):format(row.title.ja),
    en = ("Do the safety standards lay this down: %s?"):format(row.title.en),
  }
  row.title.en = row.title.en:gsub("^%l", string.upper)
  row.evidence, row.technique = row.evidence or STANDARDS, "review"
  row.remedy = row.remedy or {
    ja = ("いずれかの安全基準等に定め、記載事項（covers）に「%s」と記録する"):format(code),
    en = ("Lay it down in one of the standards, and record '%s' in what it covers"):format(code),
  }
  return row
end

-- A clause whose parts are judged one by one.
local function clause(row)
  row.actor, row.when, row.items, row.in_principle = "setter", "writes_safety_standards", true, true
  row.question = {
    ja = ("「%s」に求められることを、安全基準等に全て定めているか"):format(row.title.ja),
    en = ("Do the standards hold all that is asked under '%s'?"):format(row.title.en),
  }
  row.evidence, row.technique = STANDARDS, "review"
  row.remedy = { ja = "足りない事項を、いずれかの安全基準等に定める", en = "Lay down in one of the standards what is missing" }
  return row
end

-- One of the items is adopted in the set, or covered.
local function adopts_one_of(parameter)
  return function(organization)
    for _, item in ipairs(params[parameter]) do
      if names(organization.safety_set_adopts, item) or names(organization.safety_set_covers, item) then
        return pass { message = { ja = "項目 " .. item .. " によります", en = "by item " .. item } }
      end
    end
    return fail { message = UNSAID }
  end
end

-- ---- 1 purpose ----------------------------------------------------------------------------------

rule "1" (clause {
  title = {
    ja = "安全基準等の目的と、対策の釣り合い",
    en = "Purpose of the standards, and balance of the measures",
  },
})
rule "1#need" (part("1#need", {
  title = {
    ja = "サービスを続けるには、安全基準等に照らした対策の推進が要ること",
    en = "that keeping services up needs measures in line with the standards",
  },
}))
rule "1#prevention" (part("1#prevention", {
  title = { ja = "IT障害を未然に防ぐ対策", en = "measures that prevent IT incidents" },
  otherwise = adopts_one_of("prevention_items"),
}))
rule "1#containment" (part("1#containment", {
  title = { ja = "IT障害の広がりを抑え、早く復旧する対策", en = "measures that contain IT incidents and bring early recovery" },
  otherwise = adopts_one_of("containment_items"),
}))
rule "1#recurrence" (part("1#recurrence", {
  title = { ja = "IT障害の再発を防ぐ対策", en = "measures against recurrence" },
  otherwise = adopts_one_of("recurrence_items"),
}))

-- ---- 2 scope ------------------------------------------------------------------------------------

rule "2" (clause {
  title = { ja = "安全基準等の対象範囲", en = "What the standards reach" },
})
rule "2#services" (part("2#services", {
  title = { ja = "提供するサービスと、その維持水準", en = "the services provided, with the level at which they are kept" },
}))
rule "2#objects" (part("2#objects", {
  title = {
    ja = "情報システムとそのデータのうち、守る対象",
    en = "which systems, and which of their data, are protected",
  },
}))
rule "2#level" (part("2#level", {
  title = { ja = "守る対象ごとの防護の水準", en = "how well each object is protected" },
}))
rule "2#constituents" (part("2#constituents", {
  title = {
    ja = "サービスの継続に関わる構成要素を漏れなく守る対象とすること",
    en = "that all parts on which the services rest are considered",
  },
}))
rule "2#constituents.1" (part("2#constituents.1", {
  level = "example",
  title = { ja = "守る対象の例：情報資産", en = "example of an object: information assets" },
}))
rule "2#constituents.2" (part("2#constituents.2", {
  level = "example",
  title = {
    ja = "守る対象の例：システム間の取引や業務の流れ",
    en = "example of an object: transactions and processes between systems",
  },
}))
rule "2#constituents.3" (part("2#constituents.3", {
  level = "example",
  title = {
    ja = "守る対象の例：システムの開発から保守まで",
    en = "example of an object: development, operation and maintenance",
  },
}))

-- ---- 3 causes -----------------------------------------------------------------------------------

-- A standard of the set rests on a recorded risk of the class.
local function rests_on(class)
  return function(organization)
    for _, document in ipairs(organization.documents) do
      for _, basis in ipairs(field(document, "in_safety_set") and document.based_on or {}) do
        if basis.kind == "risk" and field(basis, "source") == class then
          return pass { message = { ja = "根拠とした記録（based_on）によります", en = "by the records it is based on" } }
        end
      end
    end
    return fail { message = UNSAID }
  end
end

rule "3" (clause {
  title = { ja = "安全基準等で想定する原因", en = "Causes that the standards count with" },
})
rule "3#intentional" (part("3#intentional", {
  title = {
    ja = "意図的な原因（なりすまし、大量アクセス、内部不正など）",
    en = "intentional causes, such as false identities, floods of requests, insiders",
  },
  otherwise = rests_on("intentional"),
}))
rule "3#accidental" (part("3#accidental", {
  title = {
    ja = "偶発的な原因（誤操作、故障、脆弱性、委託先や他分野からの波及など）",
    en = "accidental causes, such as mistakes, faults, vulnerabilities, contractors and other sectors",
  },
  otherwise = rests_on("accidental"),
}))
rule "3#environmental" (part("3#environmental", {
  title = { ja = "環境的な原因（災害、疾病など）", en = "environmental causes, such as disasters and disease" },
  otherwise = rests_on("environmental"),
}))

-- ---- 4 roles ------------------------------------------------------------------------------------

rule "4" (clause {
  title = { ja = "対策を担う主体の役割", en = "Who does what" },
})
rule "4#ministry" (part("4#ministry", {
  title = { ja = "所管省庁の役割", en = "the part of the ministry in charge" },
}))
rule "4#sector" (part("4#sector", {
  title = { ja = "分野全体の役割", en = "the part of the sector as a whole" },
}))
rule "4#operator" (part("4#operator", {
  title = { ja = "個々の事業者の役割", en = "the part of each operator" },
}))
rule "4#management" (clause {
  title = { ja = "経営層の取組", en = "What management does" },
})
rule "4#management.1" (part("4#management.1", {
  title = {
    ja = "全ての主体：状況を知って目標を自ら立て、進み具合を定期的に確かめ、互いに協力する",
    en = "everybody knows their state, sets aims, checks progress at intervals, and works with others",
  },
}))
rule "4#management.2" (part("4#management.2", {
  title = {
    ja = "全ての主体：障害の規模に応じた対応を理解し、連携して落ち着いて対処する",
    en = "everybody knows what to do at which scale of incident, and acts calmly and in concert",
  },
}))
rule "4#management.3" (part("4#management.3", {
  title = { ja = "経営層：リスク源を認識する", en = "management recognises risk sources" },
}))
rule "4#management.4" (part("4#management.4", {
  title = {
    ja = "経営層：リスク源を評価し、優先順位のある方針を作る",
    en = "management evaluates them and sets a policy with priorities",
  },
}))
rule "4#management.5" (part("4#management.5", {
  title = {
    ja = "経営層：方針を実行する計画を作り、予算・体制・人材を確保し続ける",
    en = "management plans for it, and keeps up money, organisation and people",
  },
}))
rule "4#management.6" (part("4#management.6", {
  title = {
    ja = "経営層：運用の状況から、方針が実行されているかを確かめる",
    en = "management checks from how things run whether the policy is carried out",
  },
}))
rule "4#management.7" (part("4#management.7", {
  title = {
    ja = "経営層：演習を通じて、情報共有を含む障害対応の体制と改善を確かめる",
    en = "management tests response, sharing and improvement in exercises",
  },
}))

-- ---- 5 publication ------------------------------------------------------------------------------

-- The documents that apply, by what is known of their publication.
local function by_publication(organization)
  local fine, bad, open = {}, {}, {}
  for _, document in ipairs(organization.documents) do
    if field(document, "in_safety_set") then
      local published, reason = field(document, "published"), field(document, "unpublished_reason")
      local list = published == nil and open or bad
      if published or reason then list = fine end
      list[#list + 1] = document
    end
  end
  return fine, bad, open
end

local function publication(organization)
  local fine, bad, open = by_publication(organization)
  if #fine + #bad + #open == 0 then
    return fail { message = { ja = "安全基準等の記録がありません", en = "no safety standard is recorded" } }
  end
  if #bad == 0 or #fine == 0 and #open > 0 then return #open == 0 or open[1].published end
  local titles = {}
  for i, document in ipairs(bad) do titles[i] = document.title end
  local list = { message = {
    ja = "公開せず、理由の記録もない文書：" .. table.concat(titles, "、"),
    en = "neither published nor with a reason: " .. table.concat(titles, ", "),
  } }
  return #fine > 0 and partial(list) or fail(list)
end

rule "5" {
  title = {
    ja = "安全基準等を公開し、公開しないものはその理由を示す",
    en = "Standards are published; what is not, has its reason",
  },
  actor = "setter", when = "writes_safety_standards", in_principle = true,
  check = publication, declared = true,
  ask = {
    ja = "安全基準等をできる限り公開し、公開しない部分は、そのことと理由を明らかにしているか",
    en = "Are the standards published as far as can be, and is it said what is not, and why?",
  },
  evidence = { ja = "公開している安全基準等、非公開とした理由の記録", en = "Published standards; reasons for what is not" },
  technique = "review",
  remedy = {
    ja = "文書ごとに公開の有無を記録し、公開しないものは理由（unpublished_reason）を記録して明示する",
    en = "Record for each document whether it is published; if not, record and state the reason",
  },
}
