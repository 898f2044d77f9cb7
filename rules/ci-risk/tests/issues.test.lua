-- 1.3: the time judged is the last whole fiscal year and what has come since, here 1 April 2025 to
-- 20 November 2026; both days count. Issues lead on within three months.
facts {
  organization = { id = "o", name = "例電力", type = "operator", sector = "electricity", steps = { "1" } },
  systems = { { id = "s", name = "受付" } },
}

local DAYS = {
  { "2025-03-31", false }, { "2025-04-01", true }, { "2026-11-20", true }, { "2026-11-21", false },
}

-- ---- sources of information

local SOURCES = {
  ["1.3.1#a"] = { "内閣官房", "1.3.1#a" },
  ["1.3.1#b"] = { "情報セキュリティ関係省庁", "関係省庁", "1.3.1#b" },
  ["1.3.1#c"] = { "情報セキュリティ関係機関", "関係機関", "1.3.1#c" },
  ["1.3.1#d"] = { "サイバー空間関連事業者", "ベンダー", "1.3.1#d" },
  ["1.3.1#e"] = { "セプター", "1.3.1#e" },
}
for clause, bodies in pairs(SOURCES) do
  for _, body in ipairs(bodies) do
    for _, day in ipairs(DAYS) do
      case(clause .. ", " .. body .. ", " .. day[1]) {
        add = { ["issue:i"] = { text = "脆弱性", source_body = body, found_on = day[1] } },
        expect = { [clause] = day[2] and "pass" or "unknown" },
      }
    end
  end
end

-- ---- issues by channel, and what they lead to

local CHANNELS = {
  information = "1.3.1", operation = "1.3.1", audit = "1.3.2", environment = "1.3.3", exercise = "1.3.4",
}
for channel, clause in pairs(CHANNELS) do
  local function feeds(name, issue, verdict)
    issue.text, issue.channel = "課題", channel
    case(clause .. "#feeds, " .. channel .. ", " .. name) {
      add = { ["issue:i"] = issue }, expect = { [clause .. "#feeds"] = verdict },
    }
  end
  feeds("leads on", { found_on = "2026-11-20", leads_to = { "system:s" } }, "pass")
  feeds("handled today", { found_on = "2026-11-20", handled_on = "2026-11-20" }, "pass")
  feeds("to be handled tomorrow", { found_on = "2026-11-20", handled_on = "2026-11-21" }, "n/a")
  feeds("three months old", { found_on = "2026-08-20" }, "n/a")
  feeds("a day older", { found_on = "2026-08-19" }, "fail")
  feeds("to be handled, too late", { found_on = "2026-08-19", handled_on = "2026-11-21" }, "fail")
  feeds("of the first day", { found_on = "2025-04-01" }, "fail")
  feeds("of the day before", { found_on = "2025-03-31" }, "n/a")
  feeds("of tomorrow", { found_on = "2026-11-21", leads_to = { "system:s" } }, "n/a")
end

for clause, channel in pairs { ["1.3.1#issues"] = "operation", ["1.3.3#issues"] = "environment" } do
  for _, day in ipairs(DAYS) do
    case(clause .. ", " .. day[1]) {
      add = { ["issue:i"] = { text = "課題", channel = channel, found_on = day[1] } },
      expect = { [clause] = day[2] and "pass" or clause == "1.3.1#issues" and "fail" or "unknown" },
    }
  end
end

-- ---- audits and exercises

for _, day in ipairs(DAYS) do
  case("audit done on " .. day[1]) {
    add = {
      ["audit:a"] = { title = "監査", done_on = day[1] },
      ["finding:f"] = { audit = "a", title = "指摘" },
    },
    expect = {
      ["1.3.2#audits"] = day[2] and "pass" or "fail", ["1.3.2#findings"] = day[2] and "fail" or "n/a",
    },
  }
end
case "an audit without a day" {
  add = { ["audit:a"] = { title = "監査" } }, expect = { ["1.3.2#audits"] = "fail" },
}

local EXERCISES = {
  { "1.3.4#a", { type = "full", plan = { "1.3.4#a" } }, "unknown" },
  { "1.3.4#b", { type = "full", plan = { "1.3.4#b" } }, "unknown" },
  { "1.3.4#c", { type = "full", plan = { "1.3.4#c" } }, "unknown" },
  { "1.3.4#c", { type = "contact" }, "unknown" },
  { "1.3.4#c", { type = "ceptoar" }, "unknown" },
  { "1.3.4#ceptoar", { type = "ceptoar" }, "fail" },
  { "1.3.4#cross-sector", { type = "cross_sector" }, "fail" },
}
for number, exercise in ipairs(EXERCISES) do
  local clause, body, otherwise = exercise[1], exercise[2], exercise[3]
  local function held(day, verdict, other)
    local record = { type = other or body.type, plan = not other and body.plan or nil, held_on = day }
    case(("%s, %d, %s, %s"):format(clause, number, record.type, day or "no day")) {
      add = { ["exercise:e"] = record }, expect = { [clause] = verdict },
    }
  end
  for _, day in ipairs(DAYS) do held(day[1], day[2] and "pass" or otherwise) end
  held(nil, otherwise)
  held("2026-11-20", otherwise, "briefing")
end
