extend "organization" {
  fields = {
    field("a", "bool", "甲", "A"), field("b", "bool", "乙", "B"), field("c", "bool", "丙", "C"),
    field("d", "bool", "丁", "D"), field("e", "bool", "戊", "E"),
  },
}

extend "incident" {
  fields = { field("culprit", "text", "原因者", "Culprit", { sensitive = true }) },
}

for _, name in ipairs { "a", "b", "c", "d", "e" } do
  rule(name) {
    kind = "organization", level = "mandatory",
    title = { ja = name .. "を行う", en = "Does " .. name }, check = name,
  }
end

rule "f" {
  kind = "system", level = "recommended",
  title = { ja = "3時間以内に復旧する", en = "Recovers within three hours" }, check = "rto <= 3h",
}

register "seen" {
  command = "report", kind = "incident", seen_by = "supervised_by", sort = "recognised_at",
  title = { ja = "所管する組織のインシデント", en = "Incidents of supervised bodies" },
  columns = { "recognised_at", "serious", "culprit", "id", "title" },
}
