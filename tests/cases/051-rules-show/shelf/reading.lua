local reading = {}

function reading.both() return params["third"] + (field(params, "fourth") or 0) end

return reading
