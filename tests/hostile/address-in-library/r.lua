local x = library({})
