local f = {}
for i = 1, 1000000 do f[i] = field("f" .. i, "text", "f", "f") end
