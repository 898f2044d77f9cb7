-- 2.5 How soon systems must be back: recovery time objectives and priority.
--
-- Readings where the text leaves a choice:
-- * A bound of table 2.5-1 belongs to the band below it: 3 hours is S, a minute more is A.
-- * A system that no emergency function uses, and that has no RTO, has no group: E allows a stop of
--   more than two weeks, which is a decision and not a gap.
-- * An alternative bridges the time from the stop on. It counts only if the organisation has decided
--   so (a parameter) and if it is prepared; then the longer of the two times applies, never the sum.
--   While it is unsaid whether it is prepared, or how long it holds, what the function needs is not
--   known, unless it is the same either way.
-- * The shortest time counts. While one that is needed is missing, the shortest is not known.

-- ---- figures ------------------------------------------------------------------------------------

param "recovery_bands" {
  value = bands { S = "3h", A = "1d", B = "3d", C = "1w", D = "2w", E = true },
  title = { ja = "復旧優先度の区分", en = "Recovery priority bands" },
  source = "表2.5-1",
}

param "use_alternatives" {
  value = false,
  title = {
    ja = "準備済みの代替手段を業務のRTOに加味する",
    en = "Prepared alternatives extend what a function needs",
  },
  source = "2.5.2(1)-2",
}

-- The text asks to keep the upper groups few and gives no figure: these are ours.
param "top_groups" {
  value = { "S" },
  title = { ja = "最上位の復旧優先度", en = "Top recovery priority" },
  source = "2.5.2(2)-1",
}
param "top_share" {
  value = 20, type = "percent 0..100", stricter = "lower",
  title = { ja = "最上位が占める割合の上限", en = "Most that the top group may hold" },
  source = "2.5.2(2)-1",
}
param "upper_groups" {
  value = { "S", "A" },
  title = { ja = "上位の復旧優先度", en = "Upper recovery priorities" },
  source = "2.5.2(2)-1",
}
param "upper_share" {
  value = 50, type = "percent 0..100", stricter = "lower",
  title = { ja = "上位が占める割合の上限", en = "Most that the upper groups may hold" },
  source = "2.5.2(2)-1",
}
param "share_from_systems" {
  value = 5, type = "int 1..", unit = "件", stricter = "lower",
  title = { ja = "割合を判定する最少の情報システム数", en = "Systems from which on shares are judged" },
  source = "2.5.2(2)-1",
}

-- ---- what is computed ---------------------------------------------------------------------------

derive "function.needs_systems_within" {
  type = "duration",
  title = { ja = "情報システムを要するまでの時間", en = "Needs its systems within" },
  from = [[
    if($use_alternatives and present(alternative),
       if(alternative.prepared, if(alternative.holds_for > rto, alternative.holds_for, rto), rto),
       rto)
  ]],
}

derive "system.supports_emergency" {
  type = "bool",
  title = { ja = "非常時優先業務を支える", en = "Supports an emergency function" },
  from = [[
    any(functions where emergency_priority)
    or any(reach(dependents), any(functions where emergency_priority))
  ]],
}

derive "system.carries_emergency" {
  type = "bool",
  title = {
    ja = "非常時優先業務を支える情報システムに使われる",
    en = "What depends on it supports an emergency function",
  },
  from = "any(reach(dependents).supports_emergency)",
}

-- The shortest of three: what its emergency functions need, the time within which the information it
-- holds must be back, and, for a base system, what depends on it. Dependents that have no RTO and
-- support no emergency function ask for nothing. `>= 0s` holds for every time that is there: where
-- one is missing that counts, the condition is unknown, the value missing, and the fact named.
derive "system.required_rto" {
  type = "duration",
  title = { ja = "求められるRTO", en = "Required RTO" },
  from = [[
    if(all(functions where emergency_priority, needs_systems_within >= 0s)
       and (not base or all(dependents where supports_emergency, effective_rto >= 0s)),
       least(min(functions where emergency_priority, needs_systems_within),
             min(information where present(restrictions.restore_within), restrictions.restore_within),
             if(base, min(dependents where present(effective_rto), effective_rto))))
  ]],
}

-- Whichever exist: while a need that counts is not known, nothing is required yet, not even what the known
-- needs ask for, and the system's own RTO stands (2.5.2(1)-3 compares it with the known ones).
derive "system.effective_rto" {
  type = "duration",
  title = { ja = "適用されるRTO", en = "Effective RTO" },
  from = "least(rto, required_rto)",
}

derive "system.group" {
  type = "text",
  title = { ja = "復旧優先度", en = "Recovery priority" },
  from = "band(effective_rto, $recovery_bands)",
}

-- Systems that have a group, and those whose group is not known yet: they support an emergency
-- function and no time is recorded, or their time hangs on a cycle of dependencies. They count, as
-- they will stand in one group or another.
derive "system.grouped" {
  type = "bool",
  title = { ja = "復旧優先度の対象", en = "Has a recovery priority, known or not" },
  from = [[
    present(group) or present(rto) or supports_emergency
    or base and (cyclic(depends_on) or any(dependents.grouped))
  ]],
}

derive "organization.grouped_systems" {
  type = "int",
  title = { ja = "復旧優先度の対象となる情報システム数", en = "Systems with a recovery priority" },
  from = "count(systems where grouped)",
}

-- ---- 2.5.2 (1) recovery time objectives ---------------------------------------------------------

rule "2.5.2(1)-3" {
  kind = "system",
  title = {
    ja = "RTOは、利用する非常時優先業務のうち最も短いものに合わせる",
    en = "A system's RTO meets the shortest RTO of its emergency functions",
  },
  actor = "continuity_owner",
  when = "any(functions where emergency_priority)",
  check = "rto <= min(functions where emergency_priority, needs_systems_within)",
  remedy = {
    ja = "情報システムのRTOを業務の最短のRTO以内にするか、業務側と代替手段を調整する",
    en = "Bring the RTO down to the shortest of its functions, or agree on an alternative with the business",
  },
  evidence = { { ja = "業務ごとのRTOの一覧", en = "List of the RTOs of the functions" } },
}

-- "Shorter" is strictly shorter, as restoring takes time; base systems that carry other base systems
-- included. It is compared with the systems, direct or through others, that support an emergency
-- function; where none of them does, with all that depend on it. On a cycle no order exists: whatever
-- lies on it fails, base system or not, as something rests on it.
-- Without an RTO, or while nothing is recorded as depending on it, nothing can be said.
rule "2.5.2(1)-4" {
  kind = "system",
  title = {
    ja = "基盤システムは、それを利用する情報システムより早く復旧する",
    en = "Base systems recover before what depends on them",
  },
  actor = "continuity_owner",
  when = "base or cyclic(depends_on)",
  check = [[
    not cyclic(depends_on)
    and rto < min(reach(dependents) where supports_emergency or not outer.carries_emergency, effective_rto)
  ]],
  in_principle = true,
  remedy = {
    ja = "基盤システムのRTOを、利用側のどのRTOよりも短くする。循環する依存は断つ。できない場合は理由を記録する",
    en = "Make its RTO shorter than all that depends on it; break cycles; else record the reason",
  },
  evidence = { { ja = "情報システムの依存関係とRTOの一覧", en = "List of dependencies and RTOs" } },
}

-- ---- 2.5.2 (2) priority groups ------------------------------------------------------------------

-- Where the groups of some systems are not known, the verdict is that which holds whatever they turn
-- out to be, and else unknown.
derive "organization.few_on_top" {
  type = "bool",
  title = { ja = "最上位の割合が上限以内", en = "Few enough systems in the top group" },
  from = "count(systems where grouped and group in $top_groups) <= $top_share * grouped_systems",
}

derive "organization.few_up_high" {
  type = "bool",
  title = { ja = "上位の割合が上限以内", en = "Few enough systems in the upper groups" },
  from = "count(systems where grouped and group in $upper_groups) <= $upper_share * grouped_systems",
}

-- "S 3件（auth, mail, web）, 5件中": how many stand in the groups, of how many, and the first of them.
local SHOWN = 6
local function those_in(organization, groups)
  local wanted, ids = {}, {}
  for _, label in ipairs(groups) do wanted[label] = true end
  for _, system in ipairs(organization.systems) do
    if wanted[field(system, "group")] then ids[#ids + 1] = system.id end
  end
  local shown, names = table.concat(ids, ", ", 1, math.min(#ids, SHOWN)), table.concat(groups, ", ")
  local rest, all = #ids - SHOWN, organization.grouped_systems
  return ("%s が %d件中 %d件（%s%s）"):format(names, all, #ids, shown, rest > 0 and (" ほか%d件"):format(rest) or ""),
    ("%s: %d of %d (%s%s)"):format(names, #ids, all, shown, rest > 0 and (" and %d more"):format(rest) or "")
end

rule "2.5.2(2)-1" {
  title = {
    ja = "復旧優先度の高い情報システムを絞り込む",
    en = "Few systems have a high recovery priority",
  },
  actor = "continuity_owner",
  when = "grouped_systems >= $share_from_systems",
  check = function(organization)
    local ja, en = {}, {}
    for _, limit in ipairs({ { "few_on_top", params.top_groups }, { "few_up_high", params.upper_groups } }) do
      if field(organization, limit[1]) == false then
        ja[#ja + 1], en[#en + 1] = those_in(organization, limit[2])
      end
    end
    if #ja == 0 then return organization.few_on_top and organization.few_up_high end -- missing: unknown
    return fail { message = { ja = table.concat(ja, "、"), en = table.concat(en, "; ") } }
  end,
  remedy = {
    ja = "業務側とRTOの根拠を見直し、上位の区分に置く情報システムを減らす",
    en = "Go over the reasons for the RTOs with the business, and keep fewer systems in the upper groups",
  },
  evidence = { { ja = "復旧優先度ごとの情報システムの一覧", en = "List of the systems by recovery priority" } },
}
