/* What the files that write a book as xlsx share; only they include this. */
#ifndef KJ_OUTPUT_BOOK_PARTS_H
#define KJ_OUTPUT_BOOK_PARTS_H

#include "engine/output/book.h"

#include <xlsxwriter.h>

#define KJ_BOOK_LISTS "_lists" /* the hidden sheet of what drop-down lists offer */

typedef struct KjLooks KjLooks; /* the formats of cells, each made once */

KjLooks *kj_looks_new(lxw_workbook *workbook, KjArena *arena);
lxw_format *kj_look_cell(KjLooks *looks, KjPutType type, KjTone tone, bool strong, bool wrapped);
lxw_format *kj_look_column(KjLooks *looks, KjPutType type);
lxw_format *kj_look_header(KjLooks *looks, bool required);

/* Whether xlsx can hold the book: names, sizes, texts. False with error. */
bool kj_book_fits(const KjBookOut *book, KjError *error);

/* Text as it stands in the XML of a workbook: what XML cannot hold is written _xHHHH_, and what looks
 * like that already is protected (ECMA-376 part 1, 22.9.2.19). */
const char *kj_xlsx_text(KjArena *scratch, KjText text);

/* One cell; width is that of its column. LXW_NO_ERROR, or what went wrong. */
lxw_error kj_xlsx_cell(lxw_worksheet *page, KjLooks *looks, KjArena *scratch, lxw_row_t row,
                       lxw_col_t column, const KjPut *put, double width);
/* How wide the cell would like to be, in characters. */
size_t kj_xlsx_cell_width(const KjPut *put);
/* How many lines it takes in a column of that width. */
size_t kj_xlsx_cell_lines(const KjPut *put, double width);

/* Writes the sheet of lists and the drop-down lists of all sheets; pages are those of the book's
 * sheets. */
lxw_error kj_xlsx_lists(const KjBookOut *book, lxw_workbook *workbook, lxw_worksheet **pages,
                        KjLooks *looks);

#endif
