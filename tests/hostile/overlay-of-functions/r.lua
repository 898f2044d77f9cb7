adjust "telecom_duration" { value = function() end, reason = "r" }
