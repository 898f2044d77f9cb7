-- What documents and answers call the clauses.

local codes = {}

-- As the rules are called: "ci-guideline/6.1.1(1)" is "6.1.1(1)".
function codes.plain(code)
  return (code:gsub("^ci%-guideline/", ""))
end

-- Whether one of the listed codes is `code` or, unless it must be `exact`, stands above it: 4 and
-- 4#management above 4#management.1.
function codes.names(listed, code, exact)
  for _, one in ipairs(listed) do
    local start = code:sub(1, #one + 1)
    if one == code or not exact and (start == one .. "#" or start == one .. ".") then return true end
  end
  return false
end

return codes
