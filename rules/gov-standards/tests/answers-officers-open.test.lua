-- What answers make of the questions that the facts leave open: yes keeps the requirement, no does not.
facts "officers-open.yaml"

local asked = {
  { "2.1.1(2)-1", "organization:reiji" },
  { "2.1.1(3)(a)#rank", "organization:reiji" },
}

for _, heard in ipairs { { "yes", "pass" }, { "no", "fail" } } do
  local add, expect = {}, {}
  for i, of in ipairs(asked) do
    add["answer:about-" .. i] = { rule = "gov-standards/" .. of[1], subject = of[2], value = heard[1] }
    expect["gov-standards/" .. of[1] .. (of[2] and " " .. of[2] or "")] = heard[2]
  end
  case(heard[1]) { add = add, expect = expect }
end
