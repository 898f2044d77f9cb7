-- What answers make of the questions that the facts leave open: yes keeps the requirement, no does not.
facts "starter.yaml"

local asked = {
  { "1.3.1#a", "organization:hajime" },
  { "1.3.3#issues", "organization:hajime" },
  { "1.3.4#b", "organization:hajime" },
}

for _, heard in ipairs { { "yes", "pass" }, { "no", "fail" } } do
  local add, expect = {}, {}
  for i, of in ipairs(asked) do
    add["answer:about-" .. i] = { rule = "ci-risk/" .. of[1], subject = of[2], value = heard[1] }
    expect["ci-risk/" .. of[1] .. (of[2] and " " .. of[2] or "")] = heard[2]
  end
  case(heard[1]) { add = add, expect = expect }
end
