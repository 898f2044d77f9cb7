-- Who practises in the CSIRT: its members but for those of a senior rank.
facts {
  organization = { id = "o", name = "例示省", type = "ministry" },
  people = { { id = "p", name = "例示太郎" } },
  assignments = { { id = "a", role = "csirt_member", person = "p", since = "2026-04-01" } },
}

local SENIOR = {
  "事務次官", "次官級", "長官", "指定職", "官房長", "局長", "局長級", "部長", "部長級", "次長", "審議官", "審議官級",
  "参事官", "参事官級", "課長", "課長級", "室長", "室長級", "企画官", "企画官級", "管理職", "幹部",
  "理事長", "副理事長", "理事", "監事", "役員",
}
for _, rank in ipairs(SENIOR) do
  case(rank) { set = { ["person:p"] = { rank = rank } }, derived = { ["person:p"] = { practises = false } } }
end
for _, rank in ipairs { "課長補佐", "係長", "主任" } do
  case(rank) { set = { ["person:p"] = { rank = rank } }, derived = { ["person:p"] = { practises = true } } }
end
case "no rank" { derived = { ["person:p"] = { practises = true } } }
case "the head" {
  set = { ["assignment:a"] = { role = "csirt_head" } }, derived = { ["person:p"] = { practises = false } },
}
