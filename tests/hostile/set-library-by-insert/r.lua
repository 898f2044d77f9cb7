table.insert(table, 1)
