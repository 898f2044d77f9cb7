derive "system.effective_rto" { type = "duration", from = "least(rto, min(dependents.effective_rto))" }

param "recovery_bands" { value = bands { S = "3h", A = "1d", B = "3d", C = "1w", D = "2w", E = true },
  title = { ja = "復旧優先度の区分", en = "Recovery priority bands" }, source = "表2.5-1" }

derive "system.first" { from = "group == 'S'" } -- read before it is declared
derive "system.group" { from = "band(effective_rto, $recovery_bands)" }
derive "system.margin" { from = "effective_rto - restore_time" }
derive "system.head" { from = "unit.head" }

rule "2.5.2(1)-4" {
  kind   = "system",
  title  = { ja = "基盤システムは利用側より早く復旧する", en = "Base systems recover before what depends on them" },
  actor  = "continuity_owner", level = "recommended",
  when   = "base",
  check  = "rto < min(dependents.effective_rto)",
  remedy = { ja = "目標を早める", en = "Bring it forward" },
}
rule "2.7.1(1)(a)" {
  kind  = "system",
  title = { ja = "目標に間に合う", en = "It is back in time" }, actor = "continuity_owner", level = "recommended",
  check = function(system)
    local part, target = system, system.rto
    if system.restore_time <= target then return pass end
    return fail { at = part, need = target }
  end,
  remedy = { ja = "代替機を備える", en = "Keep a spare" },
}
rule "2.7.1(1)(b)" {
  kind  = "person",
  title = { ja = "責任者のシステムは先に復旧する", en = "Systems of heads come first" },
  actor = "continuity_owner", level = "recommended",
  check = "all(systems_by_head, first)",
  remedy = { ja = "見直す", en = "Look at it again" },
}
