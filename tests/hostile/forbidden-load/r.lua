local found = {}
for _, f in ipairs { load } do found[1] = f end
