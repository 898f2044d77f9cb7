local x = ("x").dump
x(x)
