-- What documents and answers call the clauses.

local codes = {}

-- Full-width letters, digits and signs as their ASCII counterparts.
local function narrow(text)
  return (text:gsub("\239[\188\189][\128-\191]", function(sign)
    local point = utf8.codepoint(sign)
    return point >= 0xFF01 and point <= 0xFF5E and string.char(point - 0xFEE0) or sign
  end))
end

-- As the rules are called: "ci-guideline/６.1.1（1）" is "6.1.1(1)".
function codes.plain(code)
  return (narrow(code):gsub("^ci%-guideline/", ""))
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
