-- Rules in every form, for the target that varies the data.

local function both(text) return { ja = text, en = text } end

local function declare(name, more)
  more.kind = more.kind or "system"
  more.title, more.actor, more.remedy = both(name), "owner", both("mend " .. name)
  rule(name)(more)
end

derive "system.half" { type = "duration", title = both "half", reads = { "system.effective_rto" },
  from = function(s) return s.effective_rto // 2 end }
derive "system" { over = "organization",
  fields = { field("place", "int", "順位", "Place"), field("leader", "->system", "先頭", "Leader") },
  reads = { "system.effective_rto" },
  from = function(systems)
    local list, result = {}, {}
    for i, s in ipairs(systems) do list[i] = s end
    table.sort(list, function(a, b)
      return (field(a, "effective_rto") or 0) < (field(b, "effective_rto") or 0)
    end)
    for i, s in ipairs(list) do result[s] = { place = i, leader = list[1] } end
    return result
  end }
records "gap" { from = function(organization)
  local list = {}
  for _, s in ipairs(organization.systems) do
    if field(s, "users") then list[#list + 1] = { id = s.id .. "/gap", system = s, size = s.users // 2 } end
  end
  return list
end }

declare("1", { check = "rto <= $stop" })
declare("2", { when = "base", check = "rto < min(dependents.effective_rto)" })
declare("3", { check = "group in ['S', 'A'] or $crews > 3", select = "present(users)" })
declare("4", { check = "all(depends_on, present(owner)) and count(parts) < 3" })
declare("5", { check = "updated_on + cycle >= today() and cost < 10万円 and share > 20%" })
declare("6", { check = "owner.superior.name == name or any(rlo, after > 1h and percent < 50%)" })
declare("7", { check = function(s) return s.half < s.rto end })
declare("8", { check = function(s)
  if cycle(s, "depends_on") then return fail { message = both "a cycle", size = #reach(s, "depends_on") } end
  for _, level in ipairs(s.rlo) do
    if level.percent > 50 then return partial { at = level.by } end
  end
  return s.owner.name ~= ""
end })
declare("9", { check = function(s) return s.users < params.crews * s.place end })
declare("10", { ask = both "is it so?" })
declare("11", { ask = both "is it so?", in_principle = true,
  check = "supply > 3 kW and seen_at > 2026-01-01T00:00" })
declare("12", { kind = { "system", "person" }, check = "present(name)" })
declare("13", { kind = "gap", check = "size < 10 and system.place < 3" })
declare("14", { kind = "organization", check = "count(systems) < 5 and sum(systems.users) < 100" })
declare("15", { kind = "person", check = function(p) return #p.staff < 3 and p.joined_on < today() end })

answer { kind = "answer", rule = "rule", subject = "subject", value = "value",
  verdicts = { yes = "pass", partly = "partial", no = "fail", na = "n/a" },
  when = "not present(on) or on <= today()", equivalent = "present(reason)" }
waiver { kind = "exception", rule = "rule", subject = "subject",
  when = "decision == 'approved' and from <= today() and today() <= until",
  turns = { "fail", "partial", "unknown" } }
holder { kind = "system", person = "owner", when = "present(name)" }
holder { kind = "system", person = "owner", actor = "name", subject = "owner" }
