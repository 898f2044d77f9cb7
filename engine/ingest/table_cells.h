/* How the readers of tables fill a book. */
#ifndef KJ_INGEST_TABLE_CELLS_H
#define KJ_INGEST_TABLE_CELLS_H

#include "engine/base/place.h"
#include "engine/ingest/table.h"

typedef struct KjCells {
    size_t capacity; /* of the sheet being filled */
    size_t total;    /* cells of the whole book */
} KjCells;

/* The name is borrowed from the arena; named: it stands in places. Stays until the next is added. */
KjSheet *kj_sheet_add(KjBook *book, KjText name, bool named);
/* An empty text cell behind the others, or NULL when the book holds KJ_TABLE_MAX_CELLS already. */
KjSheetCell *kj_cells_add(KjCells *cells, KjSheet *sheet, uint32_t row, uint32_t column);
void kj_cells_finish(KjCells *cells, KjSheet *sheet); /* nothing more comes for this sheet */
/* False, told, for text with a control character: no form of data holds any. */
bool kj_table_text_clean(KjText text, KjPlace place, KjDiags *diags);
bool kj_table_text_fits(KjText text); /* KJ_TABLE_MAX_TEXT */

#endif
