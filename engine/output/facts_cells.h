/* One value of a fact as a cell of a sheet. */
#ifndef KJ_OUTPUT_FACTS_CELLS_H
#define KJ_OUTPUT_FACTS_CELLS_H

#include "engine/model/facts.h"
#include "engine/output/book.h"

/* A scalar, a list of scalars, a group without members, or an empty list of groups. Text that has to
 * be made is made in the arena. */
KjPut kj_fact_cell(KjArena *arena, const KjField *field, const KjValue *value, int32_t zone);
/* The type of a field's cells where they are not text. */
KjPutType kj_fact_cell_type(const KjField *field);

typedef enum { KJ_CELL_FITS, KJ_CELL_TOO_LONG, KJ_CELL_RETURN, KJ_CELL_DASH } KjCellFit;
/* Whether a cell can hold it: spreadsheets have a longest text, readers of tables make one line break
 * of every sort of them, and take a dash for nothing where no text is expected. */
KjCellFit kj_fact_cell_fits(KjArena *arena, const KjField *field, const KjPut *put);

#endif
