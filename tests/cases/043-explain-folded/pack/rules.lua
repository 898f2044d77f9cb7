local T = { ja = "件", en = "Case" }
kind "box" { title = { ja = "箱", en = "Box" }, plural = "boxes", fields = {
  field("full", "bool", "満杯", "Full"), field("weight", "int", "重さ", "Weight"),
} }
rule "1" { title = T, actor = "x", check = "all(boxes, full)", remedy = T }
