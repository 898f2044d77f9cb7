-- 4.3 Treatment of risks.
--
-- Readings where the text leaves a choice:
-- * A gap between present and target, and a risk that is not retained, become a plan of five items. The
--   record is the plan: an item that it does not name fails.
-- * The rates of exercises with false mails are read from their metrics; a target given there goes before
--   that of the parameter, which is the guideline's example.
-- * Policies for single matters are the standards, rules and procedures in force; each was announced. None is
--   in force: fail, as with the roadmap.

local write = library "write"
local rows = write.by "ciso"
local written, done, example, clause = rows.written, rows.done, rows.example, rows.clause
local told, list = write.told, write.list

-- ---- figures ------------------------------------------------------------------------------------

param "phishing_open_names" {
  value = { "開封率", "open rate" },
  title = { ja = "標的型メール訓練の開封率とみなす指標名", en = "Metrics that are the rate of mails opened" },
  source = "4.3.1",
}
param "phishing_report_names" {
  value = { "報告率", "report rate" },
  title = { ja = "標的型メール訓練の報告率とみなす指標名", en = "Metrics that are the rate of mails reported" },
  source = "4.3.1",
}
param "phishing_open_most" {
  value = 5, type = "percent", stricter = "lower",
  title = { ja = "標的型メール訓練の開封率の目標", en = "Most that open the mail of an exercise" },
  source = "4.3.1",
}
param "phishing_report_least" {
  value = 100, type = "percent", stricter = "higher",
  title = { ja = "標的型メール訓練の報告率の目標", en = "Least that report the mail of an exercise" },
  source = "4.3.1",
}

-- ---- 4.3 treatment ------------------------------------------------------------------------------

rule "4.3.1" (clause {
  title = { ja = "リスクへの対応の決定", en = "Treatment is decided" },
})
rule "4.3.1#gaps" (done {
  kind = "profile",
  title = { ja = "目標との差を埋める対策を決める", en = "Measures that close the gap are settled" },
  select = "organization.in_aviation", when = "wants_plan",
  check = function(profile)
    return field(profile, "plan.what") ~= nil or fail(told(
      ("現在 %s から目標 %s への対策が計画（plan.what）にありません"):format(profile.current, profile.target),
      ("the plan has no measure (plan.what) from %s to %s"):format(profile.current, profile.target)
    ))
  end,
  question = { ja = "目標との差を埋める対策を決めたか", en = "Are the measures settled that close the gap?" },
  evidence = { ja = "改善計画", en = "Plan of improvement" },
  remedy = { ja = "差を埋める対策を計画（plan）に記録する", en = "Record in the plan what closes the gap" },
})
rule "4.3.1#order" (done {
  title = { ja = "対策に優先順位を付ける", en = "measures have an order of priority" },
  evidence = { ja = "優先順位を付けた対策の一覧", en = "List of measures by priority" },
})
rule "4.3.1#gaps.ciso" (example {
  title = {
    ja = "兼任の課長に任せず、専任の役員をCISOにして経営会議に諮る",
    en = "an officer with no other duties is CISO, and reports to the management board",
  },
  actor = "board",
})
rule "4.3.1#gaps.shadow-it" (example {
  title = {
    ja = "情報資産を定期的に棚卸しし、把握していないサービスの利用を防ぐ",
    en = "stock is taken of assets at intervals; nobody uses services unknown to the organisation",
  },
})

-- "18%", "0.5％" or "18" as a number.
local function rate_of(text) return tonumber((text:match("^%s*([%d.]+)"))) end

-- Value and target of a metric with one of the names; without a target of its own, `usual`.
local function metric(exercise, metric_names, usual)
  for _, row in ipairs(exercise.metrics) do
    for _, name in ipairs(metric_names) do
      local value, target = field(row, "value"), field(row, "target")
      if field(row, "name") == name and value then
        return rate_of(value), target and rate_of(target) or usual
      end
    end
  end
end

rule "4.3.1#gaps.phishing" (example {
  title = {
    ja = "標的型メールの訓練で、開封率と報告率の目標に達する",
    en = "exercises with false mails reach the target rates of opening and reporting",
  },
  check = function(organization)
    local last
    for _, exercise in ipairs(organization.exercises) do
      local held = field(exercise, "held_on")
      if exercise.type == "phishing" and held and come(held) and (not last or held >= last.held_on) then
        last = exercise
      end
    end
    if not last then
      return fail(told("標的型メール訓練（種別 phishing）の記録がありません", "no exercise of type phishing is recorded"))
    end
    local opened, most = metric(last, params.phishing_open_names, params.phishing_open_most)
    local reported, least = metric(last, params.phishing_report_names, params.phishing_report_least)
    if not opened or not reported then
      local ja = opened and "報告率" or reported and "開封率" or "開封率と報告率"
      local en = opened and "rate reported" or reported and "rate opened" or "rates"
      return unknown(told(("%s に%sの記録がない"):format(last.id, ja), ("%s lacks its %s"):format(last.id, en)))
    end
    local few, many = opened <= most, reported >= least
    local ja = "%s：開封率 %g%%（目標 %g%%以下）、報告率 %g%%（目標 %g%%以上）"
    local en = "%s: %g%% opened (at most %g%%), %g%% reported (at least %g%%)"
    local rates = told(
      ja:format(last.id, opened, most, reported, least), en:format(last.id, opened, most, reported, least)
    )
    if few and many then return pass(rates) end
    return (few or many) and partial(rates) or fail(rates)
  end,
  evidence = { ja = "標的型メール訓練の結果", en = "Results of the exercise" },
  remedy = {
    ja = "訓練を行い、開封率と報告率を指標（metrics）に記録する",
    en = "Hold the exercise, and record both rates in its metrics",
  },
})
rule "4.3.1#gaps.accounts" (example {
  title = {
    ja = "異動や退職のときに、要らなくなった権限を消す",
    en = "rights no longer needed are removed when people move or leave",
  },
})

rule "4.3.2" (clause {
  title = { ja = "個別の方針", en = "Policies for single matters" },
})
rule "4.3.2#policies" (written("4.3.2#policies", {
  title = { ja = "対策ごとに守る行為と判断の基準", en = "what to do, and how to judge, for each measure" },
}))
rule "4.3.2#policies.access" (written("4.3.2#policies.access", {
  title = { ja = "アクセス制御の方針", en = "policy on access" },
  level = "example",
}))
rule "4.3.2#policies.ratings" (written("4.3.2#policies.ratings", {
  title = { ja = "情報の分類の方針", en = "policy on ratings of information" },
  level = "example",
}))
local POLICIES = { standard = true, rule = true, procedure = true }

rule "4.3.2#told" (done {
  title = { ja = "個別の方針を関係者に伝える", en = "Those concerned are told of these policies" },
  check = function(organization)
    local silent, open, some = {}, nil, false
    for _, document in ipairs(organization.documents) do
      if POLICIES[document.type] and write.in_force(document) then
        local on = field(document, "announced_on")
        some = true
        if not on then open = document elseif not come(on) then silent[#silent + 1] = document.id end
      end
    end
    if not some then return fail(told("有効な基準・規程・手順がありません", "no standard, rule or procedure is in force")) end
    if #silent > 0 then
      local ids = list(silent)
      return fail(told("まだ周知していない文書：" .. ids, "not announced yet: " .. ids))
    end
    return not open or open.announced_on ~= nil -- missing: unknown
  end,
  question = { ja = "規程や手順を関係者に伝えたか", en = "Were people told of the rules?" },
  evidence = { ja = "周知の記録", en = "Record of the announcement" },
  remedy = { ja = "規程を周知し、周知日（announced_on）を記録する", en = "Announce the rules, and record announced_on" },
})

rule "4.3.3" (clause {
  title = { ja = "リスクに対応する計画", en = "Plan of treatment" },
})
rule "4.3.3#roadmap" (done {
  title = { ja = "達成目標を定め、ロードマップを作る", en = "there are aims, and a roadmap to them" },
  check = function(organization)
    local idle = {}
    for _, document in ipairs(organization.documents) do
      if document.type == "roadmap" then
        if write.in_force(document) then return true end
        idle[#idle + 1] = document.id
      end
    end
    local ids = list(idle)
    return fail(told(
      "有効なロードマップがありません" .. (ids and ("（未承認か期限切れ：%s）"):format(ids) or ""),
      "no roadmap is in force" .. (ids and (" (not approved, or expired: %s)"):format(ids) or "")
    ))
  end,
  evidence = { ja = "ロードマップ", en = "Roadmap" },
  remedy = { ja = "達成目標までのロードマップを作り、文書として記録する", en = "Draw up the roadmap, and record it as a document" },
})

-- One of the five items of a plan, of a profile or of a risk.
local function planned(member, row)
  row.kind, row.select, row.when = { "profile", "risk" }, "organization.in_aviation", "wants_plan"
  local ja, en = row.title.ja, row.title.en
  row.check = function(record)
    local path = (record.kind == "risk" and "treatment." or "plan.") .. member
    return field(record, path) ~= nil or fail(told(
      ("計画に%s（%s）がありません"):format(ja, path), ("the plan does not name %s (%s)"):format(en, path)
    ))
  end
  row.question = { ja = ("計画に%sがあるか"):format(ja), en = ("Does the plan name %s?"):format(en) }
  row.title = { ja = "計画：" .. ja, en = "the plan names " .. en }
  row.evidence = { ja = "リスク対応計画", en = "Plan of treatment" }
  row.remedy = {
    ja = ("計画に書き、「%s」に記録する"):format(member), en = ("Put it into the plan, and record '%s'"):format(member),
  }
  return done(row)
end

rule "4.3.3#what" (planned("what", { title = { ja = "実施事項", en = "what is done" } }))
rule "4.3.3#resources" (planned("resources", { title = { ja = "必要な予算と人", en = "money and people needed" } }))
rule "4.3.3#owner" (planned("owner", { title = { ja = "実行の責任者", en = "who is responsible" } }))
rule "4.3.3#due" (planned("due", { title = { ja = "達成の期限", en = "by when" } }))
rule "4.3.3#judged-by" (planned("judged_by", { title = { ja = "結果の評価方法", en = "how results are judged" } }))
