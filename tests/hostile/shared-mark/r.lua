bands { A = 1 }[1].mine = 1
