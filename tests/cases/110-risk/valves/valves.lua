kind "valve" {
  title = { ja = "弁", en = "Valve" },
  fields = {
    field("name", "text", "名称", "Name"),
    field("wear", "text", "摩耗", "Wear"),
    field("use", "seldom|often", "使用", "Use", { labels = {
      seldom = { ja = "まれ", en = "Seldom" }, often = { ja = "常時", en = "Often" },
    } }),
    field("cost", "money", "費用", "Cost"),
    field("secret", "text", "暗証", "Secret", { sensitive = true }),
    field("feeds", "[->valve] = []", "送り先", "Feeds"),
    field("inspected", "group", "点検", "Inspected", { field("on", "date", "点検日", "On") }),
  },
}

param "wears" { value = { "小", "大" }, title = { ja = "摩耗の段階", en = "Steps of wear" } }
param "uses" { value = { "seldom", "often" }, title = { ja = "使用の段階", en = "Steps of use" } }
param "turns" {
  value = map { ["小"] = { seldom = 3, often = 2 }, ["大"] = { seldom = 2, often = 1 } }, open = true,
  title = { ja = "順番", en = "Turn" },
}
param "keep" {
  value = map { ["小"] = { seldom = true, often = true }, ["大"] = { seldom = true, often = false } },
  open = true, title = { ja = "使い続けてよい", en = "May stay in use" },
}

derive "valve.turn" {
  type = "int", title = { ja = "交換の順番", en = "Turn" }, from = "$turns[wear, use]",
}
derive "valve.years" {
  type = "int", title = { ja = "残る年数", en = "Years left" },
  from = function(valve)
    if valve.id == "broken" then error("no years") end
    return valve.turn * 2
  end,
  reads = { "valve.turn" },
}

register "all" {
  command = "risk", kind = "valve", sort = "turn",
  title = { ja = "弁の一覧", en = "Valves" },
  columns = {
    "turn", "use", "id", { "years", ja = "年", en = "Yrs" }, "cost", "inspected.on", "secret", "feeds",
  },
}
register "costly" {
  command = "risk", kind = "valve", select = "cost >= 100円",
  title = { ja = "高い弁", en = "Costly valves" }, columns = { "id", "name" },
}
matrix "by-wear" {
  command = "risk", kind = "valve",
  title = { ja = "摩耗と使用", en = "Wear and use" },
  rows = { field = "wear", scale = "wears" }, columns = { field = "use", scale = "uses" },
  cells = "turns", marks = "keep",
}
-- Another command's: kijun risk does not show it.
register "elsewhere" {
  command = "rust", kind = "valve", title = { ja = "別", en = "Elsewhere" }, columns = { "id" },
}

rule "1" {
  kind = "valve", title = { ja = "弁を使う", en = "Valves are used" }, actor = "owner", check = "use == 'often'",
}
