error("rules/common/pack.lua:1: broken", 0)
