-- What answers make of the questions that the facts leave open: yes keeps the requirement, no does not.
facts "upkeep-open.yaml"

local asked = {
  { "2.9.1(1)-5", "organization:iji-open" },
  { "2.9.1(1)#response-4", "organization:iji-open" },
  { "2.9.1(1)#measures-4", "system:lan" },
  { "2.9.1(1)#advanced-1", "organization:iji-open" },
  { "2.9.2(1)", "organization:iji-open" },
  { "2.9.2(3)-1", "trigger:t" },
  { "2.9.2(1)#premeasures-4", "organization:iji-open" },
  { "2.9.2(1)#response-1", "organization:iji-open" },
  { "2.9.2(1)#response-3", "organization:iji-open" },
  { "2.9.2(1)#training-2", "organization:iji-open" },
}

for _, heard in ipairs { { "yes", "pass" }, { "no", "fail" } } do
  local add, expect = {}, {}
  for i, of in ipairs(asked) do
    add["answer:about-" .. i] = { rule = "it-continuity/" .. of[1], subject = of[2], value = heard[1] }
    expect["it-continuity/" .. of[1] .. (of[2] and " " .. of[2] or "")] = heard[2]
  end
  case(heard[1]) { add = add, expect = expect }
end
