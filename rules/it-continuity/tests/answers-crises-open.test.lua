-- What answers make of the questions that the facts leave open: yes keeps the requirement, no does not.
facts "crises-open.yaml"

local asked = {
  { "2.3(1)-1#a", "organization:kiki-open" },
  { "2.3(1)(b)#condition-5", "organization:kiki-open" },
  { "2.7.1(1)#cloud-6", "system:cloud" },
}

for _, heard in ipairs { { "yes", "pass" }, { "no", "fail" } } do
  local add, expect = {}, {}
  for i, of in ipairs(asked) do
    add["answer:about-" .. i] = { rule = "it-continuity/" .. of[1], subject = of[2], value = heard[1] }
    expect["it-continuity/" .. of[1] .. (of[2] and " " .. of[2] or "")] = heard[2]
  end
  case(heard[1]) { add = add, expect = expect }
end
