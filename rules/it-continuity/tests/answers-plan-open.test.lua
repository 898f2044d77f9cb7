-- What answers make of the questions that the facts leave open: yes keeps the requirement, no does not.
facts "plan-open.yaml"

local asked = {
  { "1.1.3", "organization:keikaku-open" },
  { "1.1.5#places", "document:plan" },
  { "1.1.5#media", "document:plan" },
  { "1.2#training", "organization:keikaku-open" },
  { "2.1(1)", "organization:keikaku-open" },
  { "2.1(2)", "system:unsaid" },
  { "2.1(1)-2#a", "organization:keikaku-open" },
  { "2.1(1)-2#b", "system:unsaid" },
  { "2.1(1)-3", "system:mail" },
  { "2.1(2)-1#operation", "system:unsaid" },
  { "2.2(2)-2#a", "organization:keikaku-open" },
  { "2.2(2)-2#b", "assignment:a-staff" },
  { "2.2(3)-2", "organization:keikaku-open" },
  { "2.2(3)-3", "exception:unsaid-end" },
  { "2.3(2)(a)", "organization:keikaku-open" },
  { "2.5.1(1)", "organization:keikaku-open" },
  { "2.5.1(1)(a)", "organization:keikaku-open" },
  { "2.5.1(1)-4", "function:relief" },
  { "2.5.2(3)", "system:mail" },
  { "2.5.2(1)-2", "function:relief" },
  { "2.6.2(1)#top-1", "system:mail" },
  { "2.6.2(1)#low-1", "system:mail" },
  { "2.7.1(1)-2", "system:unsaid" },
  { "2.7.1(1)#supply-2", "component:mail-server" },
  { "2.7.2(2)(b)", "procurement:p" },
  { "2.7.2(1)-1#a", "function:relief" },
  { "2.7.2(1)-1#b", "system:mail" },
  { "2.7.2(2)-1#a" }, -- of records that are computed
  { "2.8.2(3)", "organization:keikaku-open" },
  { "2.8.2(3)-1#contacts", "organization:keikaku-open" },
  { "2.8.2(3)-1#disclosure", "organization:keikaku-open" },
  { "2.8.2(3)-2", "exception:unsaid-end" },
  { "2.9.1(1)", "organization:keikaku-open" },
  { "2.9.2(1)(a)", "organization:keikaku-open" },
  { "2.9.2(1)-2", "exception:unsaid-end" },
}

for _, heard in ipairs { { "yes", "pass" }, { "no", "fail" } } do
  local add, expect = {}, {}
  for i, of in ipairs(asked) do
    add["answer:about-" .. i] = { rule = "it-continuity/" .. of[1], subject = of[2], value = heard[1] }
    expect["it-continuity/" .. of[1] .. (of[2] and " " .. of[2] or "")] = heard[2]
  end
  case(heard[1]) { add = add, expect = expect }
end
