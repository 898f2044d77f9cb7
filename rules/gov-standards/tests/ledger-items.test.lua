-- The ledger's items count one by one: with any of them left out of a full entry the clause is kept in part.
facts "ledger.yaml"

local ITEMS = {
  b = { unit = none }, d = { configuration = none }, e = { external_lines = none },
  f = { handles = { restrictions = none } }, g = { lifecycle = { design = none } }, h = { purpose = none },
  i = { classification = none }, j = { links = none },
  k = { cloud = { service = none } }, l = { cloud = { provider = none } }, m = { cloud = { from = none } },
  n = { cloud = { outline = none } }, o = { cloud = { domain = none } }, p = { cloud = { rating = none } },
  q = { cloud = { key_holder = none } }, r = { cloud = { regions = none } },
  s = { cloud = { service_level = none } },
}
for letter, left_out in pairs(ITEMS) do
  case("without " .. letter) {
    set = { ["system:full"] = left_out },
    expect = {
      ["2.1.2(1)-1#" .. letter .. " system:full"] = "fail", ["2.1.2(1)-1 system:full"] = "partial",
    },
  }
end
case "all of them" { expect = { ["2.1.2(1)-1 system:full"] = "pass" } }
