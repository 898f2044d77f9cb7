/* Rows with named columns, as a query gives them: a table for people, JSON, or CSV. */
#ifndef KJ_OUTPUT_ROWS_H
#define KJ_OUTPUT_ROWS_H

#include "engine/output/grid.h"
#include "engine/output/json.h"

typedef enum { KJ_ROWS_TEXT, KJ_ROWS_JSON, KJ_ROWS_CSV } KjRowsForm;

typedef struct KjRows {
    KjRowsForm form;
    KjPage *page;
    KjSink *sink; /* of the page */
    KjArena *arena;
    const char **names; /* by column */
    size_t columns;
    bool *numeric; /* by column: so far only numbers, for text */
    KjJson json;
    KjGridCell *cells; /* text: all of them, until the widths are known */
    size_t cell_count, cell_capacity;
} KjRows;

void kj_rows_begin(KjRows *rows, KjRowsForm form, KjPage *page, size_t columns,
                   const char *const *names);
/* texts, and which of them are missing or numbers, by column. */
void kj_rows_add(KjRows *rows, const KjText *texts, const bool *nulls, const bool *numbers);
void kj_rows_end(KjRows *rows);
void kj_rows_drop(KjRows *rows); /* instead: of a table for people nothing is printed */

#endif
