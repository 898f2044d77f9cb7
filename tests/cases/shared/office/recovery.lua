param "limit" {
  value = "4h",
  type = "duration",
  stricter = "lower",
  source = "表1",
  title = { ja = "復旧の上限", en = "Recovery limit" },
}

derive "system.spare" {
  type = "duration",
  title = { ja = "余裕", en = "Spare time" },
  from = "if(rto <= $limit, $limit - rto)",
}

rule "1.1" {
  kind = "system",
  title = { ja = "情報システムは上限までに復旧する", en = "Systems recover within the limit" },
  actor = "owner",
  level = "mandatory",
  when = "not control_system",
  check = "rto <= $limit",
  remedy = { ja = "目標を短くするか、待機系を置く。", en = "Shorten the target, or keep a standby." },
}

rule "1.2" {
  kind = "system",
  title = { ja = "予備の機器がある", en = "There is spare equipment" },
  actor = "owner",
  level = "recommended",
  check = function(system)
    if system.id == "faulty" then error("the spare list is broken") end
    if system.id == "web" then
      return partial({ message = { ja = "予備は一部だけ", en = "spares for a part only" } })
    end
    return true
  end,
  remedy = { ja = "予備をそろえる。", en = "Complete the spares." },
}
