/* Numbers of a spreadsheet as the text that a person would have written for a field.
 *
 * A workbook stores dates as days, times as parts of a day, 80 % as 0.8, and what was typed as text
 * but looked like a number as that number. What a number means is decided by the field's type; how it
 * is shown decides where that leaves a doubt. */
#ifndef KJ_INGEST_TABLE_NUMBER_H
#define KJ_INGEST_TABLE_NUMBER_H

#include "engine/ingest/ingest.h"
#include "engine/ingest/table.h"

typedef enum {
    KJ_NUMBER_READ,
    KJ_NUMBER_CHANGED, /* text is wanted, and the spreadsheet may have changed what was typed */
    KJ_NUMBER_NO_DAY,  /* no day of the calendar */
    KJ_NUMBER_YEAR,    /* a year where a day is wanted */
    KJ_NUMBER_TIMED,   /* a time of day where only a day is wanted */
    KJ_NUMBER_UNTIMED, /* only a day where a time is wanted */
    KJ_NUMBER_DATED    /* shown as date or time, or as 12万円, where another figure is wanted */
} KjNumberResult;

/* cell is a KJ_SHEET_NUMBER or KJ_SHEET_TRUTH; type that of the field, KJ_TEXT_TYPE for ids. text is
 * for kj_scalar_parse and stands in the arena or is the cell's. */
KjNumberResult kj_table_number(const KjBook *book, const KjSheetCell *cell, KjType type,
                               const KjIngestOptions *options, KjArena *arena, KjText *text);

#endif
