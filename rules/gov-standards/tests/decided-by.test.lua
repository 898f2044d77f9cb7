-- Whose decision on the security standard or the promotion plan counts as the CISO's, and that it counts
-- on the day on which it was taken; who may choose the committee; and who may decide on an exception.
as_of "2026-11-20"
local DAY = "2026-04-01"
facts {
  organization = { id = "o", name = "例示省", type = "ministry" },
  people = {
    { id = "p", name = "甲", post = "官房長" },
    { id = "q", name = "乙", post = "審議官" },
    { id = "r", name = "丙" },
  },
  documents = {
    { id = "standard", type = "standard", title = "対策基準", approved_on = DAY, approved_by = "p" },
    { id = "plan", type = "promotion_plan", title = "対策推進計画", approved_on = DAY, approved_by = "p" },
    { id = "rule", type = "rule", title = "運用規程", approved_on = DAY, approved_by = "p" },
  },
  committees = { { id = "c", name = "情報セキュリティ委員会", appointed_by = "p" } },
  exceptions = { {
    id = "e", rule = "2.1.2(1)-1", applicant = "r", approver = "p", requested_on = DAY, decided_on = DAY,
    decision = "approved",
  } },
}

-- Each of `yes` is so, each of `no` is not.
local function decides(name, assignments, yes, no)
  local add, derived = {}, {}
  for index, assignment in ipairs(assignments) do add["assignment:a" .. index] = assignment end
  for value, list in pairs { yes = yes, no = no or {} } do
    for _, one in ipairs(list) do
      local what = { e = "exception:e", c = "committee:c" }
      local record = what[one] or "document:" .. one
      derived[record] = { [one == "e" and "by_approver" or "by_ciso"] = value == "yes" }
    end
  end
  case(name) { add = add, derived = derived }
end

local ALL = { "standard", "plan", "rule", "c", "e" }
local DATED = { "standard", "plan", "rule", "e" }
decides("the CISO", { { role = "ciso", person = "p" } }, ALL)
decides("nobody in office", {}, {}, ALL)
decides("another person is CISO", { { role = "ciso", person = "q" } }, {}, ALL)
decides("the CISO from that day on", { { role = "ciso", person = "p", since = DAY } }, ALL)
decides("the CISO from the day after",
  { { role = "ciso", person = "p", since = "2026-04-02" } }, { "c" }, DATED)
decides("the CISO to that day", { { role = "ciso", person = "p", ["until"] = DAY } }, DATED)
decides("the CISO to the day before",
  { { role = "ciso", person = "p", ["until"] = "2026-03-31" } }, {}, DATED)
decides("the CISO through a post", { { role = "ciso", post = "官房長" } }, ALL)
decides("the CISO through another's post", { { role = "ciso", post = "審議官" } }, {}, ALL)
decides("a predecessor and the CISO", {
  { role = "ciso", person = "q", ["until"] = "2026-03-31" }, { role = "ciso", person = "p", since = DAY },
}, ALL)
decides("the CISO from today on chooses the committee",
  { { role = "ciso", person = "p", since = "2026-11-20" } }, { "c" }, DATED)
decides("the CISO from tomorrow on", { { role = "ciso", person = "p", since = "2026-11-21" } }, {}, ALL)

-- Officers whose duties name the task.
for _, code in ipairs { "2.1.3(2)(a)", "2.1.1(1)-1#b" } do
  decides("an officer with the task " .. code,
    { { role = "chief_iso", person = "p", duties = { code } } }, { "standard" }, { "plan", "rule", "c", "e" })
end
for _, code in ipairs { "2.1.3(4)(a)", "2.1.1(1)-1#c" } do
  decides("an officer with the task " .. code,
    { { role = "chief_iso", person = "p", duties = { code } } }, { "plan" }, { "standard", "rule", "c", "e" })
end
for _, code in ipairs { "2.1.1(2)(a)", "2.1.1(2)-1" } do
  decides("an officer with the task " .. code,
    { { role = "chief_iso", person = "p", duties = { code } } }, { "c" }, { "standard", "plan", "rule", "e" })
end
decides("an officer with another task",
  { { role = "chief_iso", person = "p", duties = { "2.1.1(4)-1#a" } } }, {}, ALL)
decides("an officer with the task, through a post",
  { { role = "chief_iso", post = "官房長", duties = { "2.1.3(2)(a)" } } }, { "standard" }, { "plan" })
decides("an officer with the task to the day before",
  { { role = "chief_iso", person = "p", duties = { "2.1.3(2)(a)" }, ["until"] = "2026-03-31" } },
  {}, { "standard" })

-- The deputy, where the CISO's own assignment delegates it.
for code, what in pairs {
  ["2.1.3(2)(a)"] = "standard", ["2.1.1(1)-1#b"] = "standard",
  ["2.1.3(4)(a)"] = "plan", ["2.1.1(1)-1#c"] = "plan",
} do
  local other = what == "plan" and "standard" or "plan"
  decides("the deputy, delegated " .. code, {
    { role = "ciso", person = "q", delegated = { code } }, { role = "deputy_ciso", person = "p" },
  }, { what }, { other, "rule", "c", "e" })
  decides("another officer, while the deputy is delegated " .. code, {
    { role = "ciso", person = "q", delegated = { code } }, { role = "chief_iso", person = "p" },
  }, {}, ALL)
  decides("the deputy, delegated by one of two who were CISO " .. code, {
    { role = "ciso", person = "q", delegated = { code } },
    { role = "ciso", person = "r", ["until"] = "2025-03-31" },
    { role = "deputy_ciso", person = "p" },
  }, { what }, { other })
end
decides("the deputy without a delegation", {
  { role = "ciso", person = "q" }, { role = "deputy_ciso", person = "p" },
}, {}, ALL)
decides("the delegation stands with another officer", {
  { role = "chief_iso", person = "q", delegated = { "2.1.3(2)(a)", "2.1.3(4)(a)" } },
  { role = "deputy_ciso", person = "p" },
}, {}, ALL)

-- Approvers of exceptions.
decides("an approver",
  { { role = "approver", person = "p", since = DAY } }, { "e" }, { "standard", "plan", "c" })
decides("an approver to the day before",
  { { role = "approver", person = "p", ["until"] = "2026-03-31" } }, {}, { "e" })
decides("an approver through a post", { { role = "approver", post = "官房長" } }, { "e" })
decides("the post of another", { { role = "approver", post = "審議官" } }, {}, { "e" })
