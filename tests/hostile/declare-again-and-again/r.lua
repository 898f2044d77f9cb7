local again = extend "system"

while true do again { fields = {} } end
