/* Tables: cells are gathered, then printed in columns that line up. The last column flows: what
 * does not fit goes on below itself. */
#ifndef KJ_OUTPUT_GRID_H
#define KJ_OUTPUT_GRID_H

#include "engine/output/page.h"

typedef struct KjGridCell {
    KjStyle style;
    KjText text;
} KjGridCell;

typedef struct KjGrid {
    KjArena *arena; /* owns the texts */
    size_t columns;
    uint32_t right; /* bit c: column c is set flush right; none from the 33rd on */
    KjGridCell *cells;
    size_t count, capacity;
} KjGrid;

void kj_grid_init(KjGrid *grid, size_t columns, uint32_t right);
void kj_grid_clear(KjGrid *grid);
/* Cells come row by row. The text is copied; it must not break lines, but in the last column. */
void kj_grid_cell(KjGrid *grid, KjStyle style, KjText text);
void kj_grid_number(KjGrid *grid, KjStyle style, uint64_t number);
/* Where the page is too narrow the widest columns are cut; cut texts end in … */
void kj_grid_print(KjGrid *grid, KjPage *page, size_t indent);

#endif
