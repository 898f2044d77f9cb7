adjust "office/limit" { value = "5h", reason = "分野の値に近づける" }
replace "2.1" { level = "recommended" }
