-- What answers make of the questions that the facts leave open: yes keeps the requirement, no does not.
facts "adopted.yaml"

local asked = {
  { "1#prevention", "organization:denryoku" },
  { "1#containment", "organization:denryoku" },
  { "1#recurrence", "organization:denryoku" },
  { "2#services", "organization:denryoku" },
  { "2#objects", "organization:denryoku" },
  { "2#level", "organization:denryoku" },
  { "2#constituents", "organization:denryoku" },
  { "4#ministry", "organization:denryoku" },
  { "4#sector", "organization:denryoku" },
  { "4#operator", "organization:denryoku" },
  { "4#management.3", "organization:denryoku" },
  { "4#management.4", "organization:denryoku" },
  { "6.1.1(1)", "organization:denryoku" },
  { "6.1.2(1)", "organization:denryoku" },
  { "6.1.2(2)", "organization:denryoku" },
  { "6.1.2(3)", "organization:denryoku" },
  { "6.1.3(1)", "organization:denryoku" },
  { "6.1.4(1)", "organization:denryoku" },
  { "6.1.4(2)", "organization:denryoku" },
  { "6.1.4(3)", "organization:denryoku" },
  { "6.1.5(1)", "organization:denryoku" },
  { "6.1.5(2)", "organization:denryoku" },
  { "6.1.5(3)", "organization:denryoku" },
  { "6.2.1(1)", "organization:denryoku" },
  { "6.2.1(2)", "organization:denryoku" },
  { "6.2.2(1)", "organization:denryoku" },
  { "6.2.2(2)", "organization:denryoku" },
  { "6.2.3(1)", "organization:denryoku" },
  { "6.2.3(2)", "organization:denryoku" },
}

for _, heard in ipairs { { "yes", "pass" }, { "no", "fail" } } do
  local add, expect = {}, {}
  for i, of in ipairs(asked) do
    add["answer:about-" .. i] = { rule = "ci-guideline/" .. of[1], subject = of[2], value = heard[1] }
    expect["ci-guideline/" .. of[1] .. (of[2] and " " .. of[2] or "")] = heard[2]
  end
  case(heard[1]) { add = add, expect = expect }
end
