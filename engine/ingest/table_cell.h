/* A cell of a table becomes a field of a draft. */
#ifndef KJ_INGEST_TABLE_CELL_H
#define KJ_INGEST_TABLE_CELL_H

#include "engine/ingest/intake.h"
#include "engine/ingest/table.h"

typedef struct KjTableCell {
    KjIntake *intake;
    const KjBook *book;
    const KjSheet *sheet;
    const KjSheetCell *cell; /* not blank, not KJ_SHEET_BAD */
    const KjScope *scope;    /* whom it belongs to */
    int32_t index;           /* of the field */
} KjTableCell;

void kj_table_cell_read(const KjTableCell *given);
/* A text as a value of the field, as a cell would hold it: with marks and labels. False, and nothing is told,
 * if it is none. A dash where that means that there is no value. */
bool kj_table_text_parse(KjIntake *intake, const KjField *field, KjText text, KjValue *value);
bool kj_table_text_is_dash(KjIntake *intake, const KjField *field, KjText text);
/* The id that stands in a cell, after NFKC; false after telling what is wrong with it. kind is for
 * the message. The cell may be anything, also absent (NULL: told at the place). */
bool kj_table_id_read(KjIntake *intake, const KjBook *book, const KjSheetCell *cell, KjPlace place,
                      const char *kind, KjText *id);

#endif
