-- lua5.4 engine/output/embed_style.lua FILE.css prints the C source of kj_html_style (html.h): the style sheet
-- as it is, without its remarks.

local file = assert(io.open(arg[1], "rb"))
local text = file:read("a"):gsub("/%*.-%*/\n?", "")
file:close()

print('#include "engine/output/html.h"')
print("const char kj_html_style[] =")
for line in text:gmatch("([^\n]*)\n") do
  print(('    "%s\\n"'):format((line:gsub('[\\"]', "\\%0"))))
end
print(";")
