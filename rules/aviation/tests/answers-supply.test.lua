-- What answers make of the questions that the facts leave open: yes keeps the requirement, no does not.
facts "supply.yaml"

local asked = {
  { "5.1.3#malware.patches", "system:booking" },
}

for _, heard in ipairs { { "yes", "pass" }, { "no", "fail" } } do
  local add, expect = {}, {}
  for i, of in ipairs(asked) do
    add["answer:about-" .. i] = { rule = "aviation/" .. of[1], subject = of[2], value = heard[1] }
    expect["aviation/" .. of[1] .. (of[2] and " " .. of[2] or "")] = heard[2]
  end
  case(heard[1]) { add = add, expect = expect }
end
