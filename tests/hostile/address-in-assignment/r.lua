_ENV[function() end] = 1
