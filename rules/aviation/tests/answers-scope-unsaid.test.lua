-- What answers make of the questions that the facts leave open: yes keeps the requirement, no does not.
facts "scope-unsaid.yaml"

local asked = {
  { "3.1.1#policy", "organization:jigyo" },
  { "3.1.1#services", "organization:jigyo" },
  { "3.3#ciso", "organization:jigyo" },
  { "3.4.2", "organization:jigyo" },
  { "3.4.2#csirt", "organization:jigyo" },
  { "3.4.2#continuity", "organization:jigyo" },
  { "3.7#services", "organization:jigyo" },
  { "3.7#risk-management", "organization:jigyo" },
  { "4.1.1#external", "organization:jigyo" },
  { "4.1.3", "organization:jigyo" },
  { "4.1.3#tolerable-time", "organization:jigyo" },
  { "4.1.4", "organization:jigyo" },
  { "4.2.1#treatment.retain", "risk:r-retain" },
  { "4.2.3", "organization:jigyo" },
  { "4.3.1#gaps.phishing", "organization:jigyo" },
  { "4.3.2#policies", "organization:jigyo" },
  { "4.3.3#roadmap", "organization:jigyo" },
  { "4.4#relations", "organization:jigyo" },
  { "4.6#yearly.passwords", "organization:jigyo" },
  { "4.7.1#agreed", "organization:jigyo" },
  { "4.7.1#control-systems", "organization:jigyo" },
  { "4.8.2#handbook", "organization:jigyo" },
  { "5.1.3#malware", "organization:jigyo" },
  { "5.1.3#backup.medium", "organization:jigyo" },
  { "5.1.3#restore-test", "system:a" },
  { "5.1.3#yearly-backup", "system:a" },
  { "5.2#policy", "organization:jigyo" },
  { "5.2#firmware", "organization:jigyo" },
  { "5.4.6#inner", "organization:jigyo" },
  { "5.5#incidents", "organization:jigyo" },
}

for _, heard in ipairs { { "yes", "pass" }, { "no", "fail" } } do
  local add, expect = {}, {}
  for i, of in ipairs(asked) do
    add["answer:about-" .. i] = { rule = "aviation/" .. of[1], subject = of[2], value = heard[1] }
    expect["aviation/" .. of[1] .. (of[2] and " " .. of[2] or "")] = heard[2]
  end
  case(heard[1]) { add = add, expect = expect }
end
