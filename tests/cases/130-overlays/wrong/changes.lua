adjust "limmit" { value = "6h" }
adjust "limit" { value = "six hours" }
replace "1.3" { level = "mandatory" }
replace "1.1" { chek = "rto <= 1h" }
replace "1.2" { check = "rto <= 1kg" }
drop "1.1#a" {}
