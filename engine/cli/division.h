/* The data that was found, divided into organisations, so that they can be taken one by one. */
#ifndef KJ_CLI_DIVISION_H
#define KJ_CLI_DIVISION_H

#include "engine/cli/discover.h"
#include "engine/ingest/units.h"

typedef struct KjDivision {
    KjUnits units;
    KjDiags ownerless; /* files that belong to no organisation */
    KjFileSort *sorts; /* by file */
    size_t *tables;    /* files that a schema is needed for */
    size_t table_count;
    bool done;
} KjDivision;

void kj_division_init(KjDivision *division, KjLang lang);
void kj_division_clear(KjDivision *division);
/* Looks at all files, once; small data is read into the arena and stays. Done, unless there are tables.
 * A file that cannot be read is unsure: it is told when its unit is read. */
void kj_divide(KjDivision *division, KjFound *found, KjArena *arena);
/* The rest: what needs a schema. */
void kj_divide_tables(KjDivision *division, const KjFound *found, const KjSchema *schema);

#endif
