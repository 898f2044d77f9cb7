-- What answers make of the questions that the facts leave open: yes keeps the requirement, no does not.
facts "systems-open.yaml"

local asked = {
  { "2.3(1)(b)", "crisis:flu" },
  { "2.3(1)#provider-1", "system:cloud" },
  { "2.3(1)(b)#condition-1", "organization:taisho-open" },
  { "2.3(1)(b)#condition-4", "organization:taisho-open" },
  { "2.4(2)", "crisis:flu" },
  { "2.5.2(2)-2", "supplier:blank" },
  { "2.5.2(1)#manual-1", "function:late" },
  { "2.6.2(4)-1", "component:mail-fac" },
  { "2.6.2(2)#external-1", "system:cloud" },
  { "2.6.2(2)#external-2", "system:cloud" },
  { "2.7.1(1)(b)", "system:mail" },
  { "2.7.1(1)#cloud-1", "system:cloud" },
  { "2.7.2(2)#phase-1", "measure:m-due" },
  { "2.8.2(3)#contractor-1", "supplier:blank" },
  { "2.9.2(1)-1", "organization:taisho-open" },
}

for _, heard in ipairs { { "yes", "pass" }, { "no", "fail" } } do
  local add, expect = {}, {}
  for i, of in ipairs(asked) do
    add["answer:about-" .. i] = { rule = "it-continuity/" .. of[1], subject = of[2], value = heard[1] }
    expect["it-continuity/" .. of[1] .. (of[2] and " " .. of[2] or "")] = heard[2]
  end
  case(heard[1]) { add = add, expect = expect }
end
