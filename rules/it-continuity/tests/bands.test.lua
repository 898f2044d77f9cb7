-- 表2.5-1: the bound of a band belongs to it, and what is longer to the next.
facts { organization = { id = "o", name = "例示省", type = "ministry" } }

local BANDS = {
  { "3h", "S" }, { "4h", "A" }, { "1d", "A" }, { "25h", "B" }, { "3d", "B" }, { "73h", "C" }, { "7d", "C" },
  { "8d", "D" }, { "14d", "D" }, { "15d", "E" },
}
for _, band in ipairs(BANDS) do
  case(band[1]) {
    add = { ["system:s"] = { name = "電子メール", rto = band[1] } },
    derived = { ["system:s"] = { group = band[2] } },
  }
end
