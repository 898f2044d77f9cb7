-- A system is rated by the highest of what it handles, axis by axis; integrity and availability are not
-- asked of paper.
facts {
  organization = { id = "o", name = "例示省", type = "ministry" },
  systems = { { id = "s", name = "電子メール" } },
  information = {
    { id = "i", name = "名簿", held_in = { "s" } },
    { id = "j", name = "案内", held_in = { "s" } },
  },
}

local function rated(name, first, second, handles, rating, how)
  case(name) {
    set = {
      ["information:i"] = first, ["information:j"] = second, ["system:s"] = { handles = handles or none },
    },
    derived = { ["system:s"] = rating, ["information:i"] = how },
  }
end
local function axes(confidentiality, integrity, availability, medium)
  return {
    confidentiality = confidentiality, integrity = integrity, availability = availability, medium = medium,
  }
end
local function rating(confidentiality, integrity, availability)
  return {
    ["rating.confidentiality"] = confidentiality or none, ["rating.integrity"] = integrity or none,
    ["rating.availability"] = availability or none,
  }
end

rated("all lowest", axes(1, 1, 1), axes(1, 1, 1), axes(1, 1, 1), rating(1, 1, 1), { handling = {} })
rated("one is confidential", axes(2, 1, 1), axes(1, 1, 1), axes(1, 1, 1), rating(2, 1, 1),
  { handling = { "confidential", "protected" } })
rated("the other is", axes(1, 1, 1), axes(2, 1, 1), axes(1, 1, 1), rating(2, 1, 1))
rated("only the system's own is", axes(1, 1, 1), axes(1, 1, 1), axes(2, 1, 1), rating(2, 1, 1))
rated("the highest there is", axes(3, 1, 1), axes(), nil, rating(3, nil, nil))
rated("the highest there is of integrity", axes(1, 2, 1), axes(), nil, rating(nil, 2, nil))
rated("the highest there is of availability", axes(1, 1, 2), axes(), nil, rating(nil, nil, 2),
  { handling = { "stability", "protected" } })
rated("one is not rated", axes(2, 1, 1), axes(), axes(1, 1, 1), rating(nil, nil, nil))
rated("the system's own is not", axes(2, 1, 1), axes(1, 1, 1), nil, rating(2, 1, 1))
rated("paper has no integrity and no availability", axes(2, 2, 2, "paper"), axes(1, 1, 1), axes(1, 1, 1),
  rating(2, 1, 1), { handling = { "confidential", "protected" } })
rated("paper that is not rated on them", axes(1, nil, nil, "paper"), axes(1, 2, 1), axes(1, 1, 1),
  rating(1, 2, 1))
rated("written as electronic", axes(1, 2, 2, "electronic"), axes(1, 1, 1, "electronic"), axes(1, 1, 1),
  rating(1, 2, 2), { handling = { "integrity", "stability", "protected" } })
rated("electronic, one is not rated", axes(1, 1, 1, "electronic"), axes(1, nil, nil, "electronic"),
  axes(1, 1, 1),
  rating(1, nil, nil))
case "it holds nothing on record" {
  drop = { "information:i", "information:j" }, set = { ["system:s"] = { handles = axes(2, 1, 2) } },
  derived = { ["system:s"] = rating(2, 1, 2) },
}
