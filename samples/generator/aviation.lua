-- What an airline has besides: the safety guideline of its sector (aviation).

local answers = require "answers"

local aviation = {}

local COVERS = {
  { "basic_policy", "サイバーセキュリティ基本方針", {
    "3.1.1#policy", "3.1.1#services", "4.1.3", "4.1.1#internal", "4.1.1#external",
  } },
  { "report", "安全・サイバーセキュリティ報告書", {
    "3.7#policy", "3.7#incidents", "3.7#services", "3.7#risk-management", "3.7#resources",
  } },
  { "standard", "サイバーセキュリティ対策規程", {
    "4.3.2#policies", "4.3.2#policies.access", "4.3.2#policies.ratings", "5.1.3#malware",
      "5.1.3#malware.news",
    "5.1.3#malware.reporting", "5.3.1#visitors", "5.5#incidents", "5.1.3#backup.plans", "5.1.3#backup.medium",
    "5.1.3#backup.tool",
  } },
  { "procedure", "リモートアクセス利用手順", {
    "5.2#policy", "5.2#policy.application", "5.2#policy.encryption", "5.2#policy.logs", "5.2#firmware",
    "5.2#wireless",
  } },
  { "incident_procedure", "インシデント対処手順", { "4.7.1#agreed", "4.7.1#control-systems", "4.8.2#handbook" } },
  { "training_material", "全従業員向け教材", {
    "4.6#yearly.phishing", "4.6#yearly.mail-fraud", "4.6#yearly.passwords",
  } },
  { "roadmap", "サイバーセキュリティ行程表", {} },
}

local PROFILES = {
  "4.1.4#roles", "4.1.4#sharing", "4.1.4#weaknesses", "4.1.4#detection", "4.1.4#training", "4.1.4#decisions",
  "4.1.4#plans", "4.2.3#escalation", "4.2.3#weaknesses", "4.2.3#committee",
}

local function add_documents(house)
  for i, document in ipairs(COVERS) do
    local covers = {}
    for j, code in ipairs(document[3]) do covers[j] = "aviation/" .. code end
    house:add("documents", { id = "doc-av-" .. i, type = document[1], title = document[2],
      owner = house.who.ciso,
      approved_on = "2025-03-25", approved_by = house.who.chief, reviewed_on = "2026-03-24",
      announced_on = "2026-04-01", published = document[1] == "report" or nil, covers = covers,
      period = document[1] == "roadmap" and { from = "2026-04-01", ["until"] = "2029-03-31" } or nil })
  end
  house:find("documents", "doc-criteria").announced_on = "2026-06-01"
end

local function add_profiles(house)
  for i, item in ipairs(PROFILES) do
    local current = house.random:int(2, 3)
    local target = house.random:int(2, 3)
    house:add("profiles", { id = ("p-%02d"):format(i), item = item, current = tostring(current),
      target = tostring(target), on = "2026-09-18",
      plan = target > current and { what = "一段上げる", resources = "500万円", owner = house.who.csirt,
        due = "2027-03-31", judged_by = "点検の結果" } or nil })
  end
end

-- Everybody in the last fiscal year; what people learn is tried with mails that lure.
local function add_training(house)
  local everybody = {}
  for _, person in ipairs(house:all "people") do everybody[#everybody + 1] = person.id end
  house:add("trainings", { id = "tr-r7", title = "令和7年度 全従業員教育", held_on = house:day "2025-06",
    audience = { "全従業員" }, attendees = everybody })
  house:add("exercises", { id = "ex-phishing", type = "phishing", held_on = "2026-10-08",
    metrics = { { name = "開封率", value = "3%", target = "8%" }, { name = "報告率", value = "90%",
    target = "80%" } } })
end

function aviation.add(house)
  add_documents(house)
  add_profiles(house)
  add_training(house)
  house:find("committees", "com-risk").agenda = { "aviation/3.3", "財務", "安全" }
  house:add("committees", { id = "com-security", name = "セキュリティ委員会", type = "security",
    chair = house.who.ciso,
    members = { house.who.owner, house.who.csirt } })
  house:add("areas", { id = "area-server", name = "機械室", class = "3", unit = "div-sys",
    facility_manager = house.who.base })
  for _, supplier in ipairs(house:all "suppliers") do
    supplier.disclosed = { "capital", "officers", "place", "staff", "expertise", "record", "nationality" }
  end
  for _, risk in ipairs(house:all "risks") do
    if risk.treatment.option == "retain" then
      risk.judgement = { acceptable = true, by = house.who.chief, on = "2026-09-18" }
    end
  end
  for _, rule in ipairs(answers.AVIATION) do
    house:answer("aviation/" .. rule, "yes", { by = house.who.ciso, on = "2026-10-20", evidence = "自己点検の記録" })
  end
end

return aviation
