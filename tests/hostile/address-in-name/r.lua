local x = _ENV[{}]
