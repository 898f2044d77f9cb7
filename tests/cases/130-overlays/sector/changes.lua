adjust "limit" { value = "3h" }
replace "1.1" { when = false, reason = "制御システムにも求める" }
drop "2.1" { reason = "理由は別だが同じ変更" }
