-- Checks that ask for drills of some types.

-- Drills of these types, or of all, of which the derived field `lately` holds; else the newest is told.
local function drilled(types, lately, with)
  local wanted = {}
  for _, type in ipairs(types or {}) do wanted[type] = true end
  return function(organization)
    local newest, open
    for _, exercise in ipairs(organization.exercises) do
      if (not types or wanted[exercise.type]) and (not with or exercise[with]) then
        local good, day = field(exercise, lately), field(exercise, "day")
        if good then return true end
        if good == nil then open = open or exercise end
        if day and (not newest or day > newest.day) then newest = exercise end
      end
    end
    if open then return open[lately] end -- missing: unknown
    if not newest then
      return fail { message = { ja = "当たる訓練が記録されていない", en = "no such drill is on record" } }
    end
    local from = organization.judged_from
    return fail { message = {
      ja = ("%s から%sがない（最も新しい記録は %s、%s）"):format(format(from, "date", "ja"),
        lately == "recent" and "後に実施又は予定したもの" or "判定日までに実施したもの", newest.id,
        format(newest.day, "date", "ja")),
      en = ("none %s since %s (the newest on record is %s of %s)"):format(
        lately == "recent" and "held or planned" or "held", format(from, "date"), newest.id,
        format(newest.day, "date")),
    } }
  end
end

return { drilled = drilled }
