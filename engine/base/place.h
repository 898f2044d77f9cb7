/* Places: where in the user's files something stands, and how that is said.
 *
 * A text file has lines and columns. A table (CSV, xlsx) has rows and columns of cells: there line is
 * the row and column the column of the sheet, both from 1, and the file's name carries the name of
 * its sheet behind KJ_SHEET_MARK ("ledger.xlsx\x1fsystems"; for CSV, which has no sheets, nothing
 * follows the mark). So a place stays one file name and two numbers wherever it travels. */
#ifndef KJ_BASE_PLACE_H
#define KJ_BASE_PLACE_H

#include "engine/base/buf.h"
#include "engine/base/diag.h"
#include "engine/base/text.h"

#define KJ_SHEET_MARK '\x1f'
#define KJ_CELL_NAME_BYTES 20 /* "XFD1048576" and whatever 32 bits can make of it */

typedef struct KjPlaceParts {
    KjText file;
    bool table;
    KjText sheet;                  /* table: empty for CSV */
    char cell[KJ_CELL_NAME_BYTES]; /* table: "C5", "C" without a row, "5" without a column */
} KjPlaceParts;

/* place.file is not NULL. */
KjPlaceParts kj_place_parts(KjPlace place);
/* "data.yaml:9:42", "systems.csv:C5", "ledger.xlsx:systems!C5"; without place.line the file alone
 * (and its sheet). Without with_column "data.yaml:9"; cells are always said in full. */
void kj_place_write(KjBuf *out, KjPlace place, bool with_column);
/* The name of a sheet as the file of a place; sheet is empty for CSV. */
const char *kj_place_sheet(KjArena *arena, const char *path, KjText sheet);
/* 1 is "A", 27 "AA"; 0 is nothing. */
void kj_column_name(uint32_t column, char name[KJ_CELL_NAME_BYTES]);

#endif
