-- How rows of this pack are written: what the files share. Takes what differs, gives the row or its check.
--
-- Readings where the text leaves a choice:
-- * A task, or the role of a team, is laid down where somebody's `duties` or a regulation's `covers` names
--   the item. That is the body's own declaration: an answer goes before it (`declared`).
-- * The last, open item of a list of tasks is n/a unless something is laid down for it.

local write = {}

write.APPOINTMENT = { ja = "任命書又は役割を定めた規程", en = "Letter of appointment, or the rule that names the post" }
write.WRITTEN = { ja = "職務や役割を定めた規程又は任命の記録", en = "Rule or appointment that lays it down" }

-- Who has the role today.
function write.in_office(role) return ("assignments where in_office and role == '%s'"):format(role) end

-- Of an assignment: it is, or through a post it is, that of the person `who`; and was in force on `day`.
function write.held_by(who)
  return ([[
    if(present(person) or not present(post), person == %s,
       if(present(%s.name), %s.has_post and post == %s.post))
  ]]):format(who, who, who, who)
end
function write.in_force_on(day)
  return ("(not present(since) or since <= %s) and (not present(until) or %s <= until)"):format(day, day)
end

-- A post for one: who the holders are is told, where there are several. `count` is the field with how many.
function write.only_one(role, count, optional)
  return function(organization)
    local holders = organization[count]
    if holders == 1 or optional and holders == 0 then return true end
    if holders == 0 then
      return fail { message = { ja = "在任中の者が記録されていない", en = "nobody is on record as in office" } }
    end
    local names = {}
    for _, a in ipairs(organization.assignments) do
      if a.role == role and field(a, "in_office") then
        local holder = field(a, "holder")
        names[#names + 1] = holder and ("%s (%s)"):format(holder.name, a.id) or a.id
      end
    end
    local most = 6
    local rest = #names > most and " …" or ""
    local last = math.min(#names, most)
    return fail { message = {
      ja = ("在任中の者が%d人：%s%s"):format(holders, table.concat(names, "、", 1, last), rest),
      en = ("%d are in office: %s%s"):format(holders, table.concat(names, ", ", 1, last), rest),
    } }
  end
end

function write.laid_down(code)
  return ([[
    any(assignments where '%s' in duties, in_office) or any(documents where '%s' in covers, is_regulation)
  ]]):format(code, code)
end

-- ---- tasks of officers and teams ----------------------------------------------------------------

-- A task of an officer: laid down, or done as `shown` says.
function write.task(code, row)
  row.check = (row.shown and row.shown .. " or " or "") .. write.laid_down(code)
  row.declared, row.shown = true, nil
  row.ask = {
    ja = ("「%s」は、担う者の職務として定められ、行われているか"):format(row.title.ja),
    en = ("Is this laid down as somebody's task, and done: %s?"):format(row.title.en),
  }
  row.evidence, row.technique = row.evidence or write.WRITTEN, "review"
  row.remedy = row.remedy or {
    ja = "担う者の職務（duties）又は規程の記載事項（covers）に、この項目を定める",
    en = "Lay it down in the duties of whoever has the task, or in a rule that covers it",
  }
  return row
end

-- The open end of a list of tasks.
function write.further_tasks(code, row)
  row.when, row.check = write.laid_down(code), "true"
  row.question = {
    ja = ("「%s」として定めたものがあるか"):format(row.title.ja),
    en = ("Is anything laid down for this: %s?"):format(row.title.en),
  }
  return row
end

-- A part of what a team or an advisor (`who`) does, laid down for it.
function write.part_of_role(code, who, row)
  row.actor, row.declared = "ciso", true
  row.check = write.laid_down(code)
  row.ask = {
    ja = ("%sの役割として、「%s」を定めているか"):format(who.ja, row.title.ja),
    en = ("Is this laid down as a task of the %s: %s?"):format(who.en, row.title.en),
  }
  row.title = {
    ja = ("%s：%s"):format(who.ja, row.title.ja),
    en = ("%s: %s"):format(who.en, row.title.en),
  }
  row.evidence, row.technique = write.WRITTEN, "review"
  row.remedy = {
    ja = "規程に役割として定め、その記載事項（covers）か担当者の職務（duties）に記録する",
    en = "Lay it down in a rule, and record that in what the rule covers or in somebody's duties",
  }
  return row
end

-- The role of a team as such, laid down for the clause or one of its items, or with any of its people.
function write.role_of_team(code, items, people, row)
  row.check = ([[
    any(%s, count(duties) > 0) or any(documents where is_regulation, any(covers where it in ('%s', '%s')))
  ]]):format(people, code, table.concat(items, "', '"))
  row.actor, row.declared = "ciso", true
  row.evidence, row.technique = write.WRITTEN, "review"
  row.remedy = {
    ja = "役割を規程に定めて記載事項（covers）に記録するか、要員の職務（duties）に記録する",
    en = "Lay its role down in a rule, and record what the rule covers; or record its people's duties",
  }
  return row
end

-- ---- procedures ---------------------------------------------------------------------------------

-- A regulation declares the item, or the whole of its clause, and is as `more` says.
function write.in_procedure(code, more)
  return ([[
    any(documents where is_regulation, ('%s' in covers or '%s' in covers)%s)
  ]]):format(code, code:match("^[^#]*"), more and " and " .. more or "")
end

-- ---- registers ----------------------------------------------------------------------------------

-- An item of a register: `written` says when it is there.
function write.entry(register, row)
  row.check, row.written = row.written, nil
  row.question = {
    ja = ("%sが台帳に書かれているか"):format(row.title.ja),
    en = ("Is it in the register: %s?"):format(row.title.en),
  }
  row.title = {
    ja = ("%s：%s"):format(register.ja, row.title.ja),
    en = ("%s: %s"):format(register.en, row.title.en),
  }
  row.evidence, row.technique = register, "review"
  row.remedy = row.remedy or { ja = "この項目を記録する", en = "Record this item" }
  return row
end

return write
