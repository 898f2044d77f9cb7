none.left = "a message for b.test.lua"
