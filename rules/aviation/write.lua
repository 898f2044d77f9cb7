-- How the rules of this pack are written: clauses, duties, examples, titles, and the checks that many of
-- them share. A row's title is a phrase that fits into questions.

local write = {}

-- A message in both languages, for pass, partial, fail and unknown.
function write.told(ja, en) return { message = { ja = ja, en = en } } end

-- "a, b", or what stands in for an empty list.
function write.list(ids, none) return #ids > 0 and table.concat(ids, ", ") or none end

-- The ids of the records for which a function holds.
function write.ids(records, which)
  local ids = {}
  for _, record in ipairs(records) do
    if which(record) then ids[#ids + 1] = record.id end
  end
  return ids
end

-- ---- documents and what they declare ------------------------------------------------------------

-- A code without the name of the pack.
function write.plain(code) return (code:gsub("^aviation/", "")) end

-- What a document covers of this guideline. A chapter is named with its pack: a bare "3" is a chapter of the
-- safety standards, too.
function write.ours(document)
  local codes = {}
  for _, code in ipairs(document.covers) do
    if code:find("^aviation/") or code:find("%.") or code:find("^A%d") then
      codes[#codes + 1] = write.plain(code)
    end
  end
  return codes
end

-- Whether one of the codes is `code` or, unless it must be `exact`, stands above it.
function write.names(codes, code, exact)
  for _, listed in ipairs(codes) do
    local start = code:sub(1, #listed + 1)
    if listed == code or not exact and (start == listed .. "#" or start == listed .. ".") then return true end
  end
  return false
end

-- Approved and within its period; what is not said of it does not stand against it.
function write.in_force(document)
  local approved, from, till = field(document, "approved_on"), field(document, "period.from"),
    field(document, "period.until")
  local begun = (not approved or come(approved)) and (not from or come(from))
  return begun and (not till or not past(till))
end

-- To be laid down: decided by what documents in force cover. An example must be named itself, and where it
-- is not may be there all the same: only an answer tells.
local function covered(code, is_example)
  return function(organization)
    if write.names(organization.aviation_covered, code, is_example) then
      return pass(write.told("文書の記載事項（covers）による申告です", "declared by what a document covers"))
    end
    local idle = write.list(write.ids(organization.documents, function(document)
      return write.names(write.ours(document), code, is_example)
    end))
    local undeclared = write.told(
      ("記載事項（covers）に「%s」を挙げる有効な文書がありません"):format(code)
        .. (idle and ("（未承認か期限切れ：%s）"):format(idle) or ""),
      ("no document in force covers '%s'"):format(code)
        .. (idle and (" (not approved, or expired: %s)"):format(idle) or "")
    )
    return is_example and unknown(undeclared) or fail(undeclared)
  end
end

-- ---- people in office ---------------------------------------------------------------------------

-- Somebody holds one of the roles today; `ja` and `en` name them.
function write.in_office(roles, ja, en)
  local wanted = {}
  for _, role in ipairs(roles) do wanted[role] = true end
  return function(organization)
    local others, open = {}, nil
    for _, assignment in ipairs(organization.assignments) do
      if wanted[assignment.role] then
        local held = field(assignment, "held_today")
        if held then return true end
        if held == nil then open = assignment else others[#others + 1] = assignment.id end
      end
    end
    if open then return open.held_today end -- missing: unknown
    local ids = write.list(others)
    return fail(write.told(
      ("%sに今就いている者がいません"):format(ja) .. (ids and ("（期間外の任命：%s）"):format(ids) or ""),
      ("nobody is %s today"):format(en) .. (ids and (" (not in office: %s)"):format(ids) or "")
    ))
  end
end

-- ---- maturity -----------------------------------------------------------------------------------

-- Every profile in use has a step of the scale as its `member`, current or target, and there is one.
function write.on_scale(member)
  return function(organization)
    local scale, off, open, some = {}, {}, nil, false
    for _, step in ipairs(params.maturity_steps) do scale[step] = true end
    for _, profile in ipairs(organization.profiles) do
      if profile.in_use then
        local step = field(profile, member)
        some = true
        if not step then open = open or profile end
        if step and not scale[step] then off[#off + 1] = ("%s: %s"):format(profile.id, step) end
      end
    end
    if #off > 0 then
      local steps = write.list(params.maturity_steps)
      return fail(write.told(
        ("成熟度の段階（%s）にない値：%s"):format(steps, write.list(off)),
        ("not a step of maturity (%s): %s"):format(steps, write.list(off))
      ))
    end
    if open then return open[member] ~= nil end -- missing: unknown
    return some or fail(write.told("プロファイルの記録がありません", "no profile is recorded"))
  end
end

-- ---- rows ---------------------------------------------------------------------------------------

-- What a row has in common; without a question of its own it is asked by `ja` and `en`.
function write.row_of(row, ja, en)
  row.when = row.when or not row.kind and "in_aviation" or nil
  row.actor, row.in_principle = row.actor or "operator", true
  if not row.question then
    row.ask = row.ask or { ja = ja:format(row.title.ja), en = en:format(row.title.en) }
  end
  row.technique = row.technique or "review"
  row.title.en = row.title.en:gsub("^%l", string.upper)
  return row
end

-- Something that is to be written down.
function write.written(code, row)
  row.check, row.declared = covered(code, row.level == "example"), true
  row.evidence = row.evidence or { ja = "方針・規程・手順などの該当箇所", en = "The place in policy, rule or procedure" }
  row.remedy = row.remedy or {
    ja = ("文書に定め、記載事項（covers）に「%s」と記録する"):format(code),
    en = ("Write it down, and record '%s' in what the document covers"):format(code),
  }
  return write.row_of(row, "次のことを文書に定めているか：%s", "Is this written down: %s?")
end

-- Something that is to be done; `check` decides it from records as far as they go.
function write.done(row)
  row.evidence = row.evidence or { ja = "実施の記録", en = "Record of what was done" }
  row.remedy = row.remedy or { ja = "実施するか、行わない理由を記録する", en = "Do it, or record why not" }
  return write.row_of(row, "次のことを行っているか：%s", "Is this done: %s?")
end

-- An example: one way among others; what else is done instead, with its reason, is as good.
function write.example(row)
  row.level = "example"
  row.remedy = row.remedy or {
    ja = "例を参考に検討し、別の方法によるなら理由を記録する",
    en = "Consider it; record the reason for another way",
  }
  return write.done(row)
end

-- Something about systems, or some of them: `which` is a condition or nil.
function write.of_system(which, row)
  row.kind, row.actor = "system", row.actor or "system_admin"
  row.select = "organization.in_aviation" .. (which and " and " .. which or "")
  return write.done(row)
end

-- A clause that asks for several things.
function write.clause(row)
  row.when, row.actor = row.when or "in_aviation", row.actor or "operator"
  row.items, row.in_principle, row.technique = true, true, "review"
  row.question = {
    ja = ("「%s」に求められることを全て満たしているか"):format(row.title.ja),
    en = ("Is all met that is asked under '%s'?"):format(row.title.en),
  }
  row.remedy = row.remedy or { ja = "満たしていない項目に対処する", en = "See to the items that are not met" }
  return row
end

-- A clause of which the summary prints the title only.
function write.title_only(ja, en, actor)
  return {
    title = { ja = ja, en = en }, actor = actor or "operator", level = "catalogue", when = "in_aviation",
    evidence = { ja = "該当する規程や記録", en = "Rules and records about it" }, technique = "review",
    remedy = {
      ja = "ガイドラインの本編に照らして確かめ、回答を記録する",
      en = "Check it against the full guideline, and record the answer",
    },
  }
end

-- The same for a chapter that addresses somebody: whom, where a row names nobody else.
function write.by(actor)
  return {
    written = function(code, row) row.actor = row.actor or actor return write.written(code, row) end,
    done = function(row) row.actor = row.actor or actor return write.done(row) end,
    example = function(row) row.actor = row.actor or actor return write.example(row) end,
    clause = function(row) row.actor = row.actor or actor return write.clause(row) end,
    title_only = function(ja, en) return write.title_only(ja, en, actor) end,
  }
end

return write
