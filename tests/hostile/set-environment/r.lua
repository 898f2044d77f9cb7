_ENV.rule = 1
