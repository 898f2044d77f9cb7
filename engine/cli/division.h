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
    KjStarter *starters; /* by file */
    size_t *earlier; /* by file that starts a unit: one more than the file that has its id first */
    bool done;
} KjDivision;

void kj_division_init(KjDivision *division, KjLang lang);
void kj_division_clear(KjDivision *division);
/* Organisations with an id that stands in another file before, by the order of paths: they are not to be
 * judged, on whatever machine and in whatever share, be that other one readable or not. NULL: it is none. */
const KjStarter *kj_division_earlier(const KjDivision *division, size_t unit);
void kj_division_tell_twice(const KjDivision *division, size_t unit, KjDiags *diags);
/* Looks at all files, once; small data is read into the arena and stays. Done, unless there are tables.
 * A file that cannot be read is unsure: it is told when its unit is read. */
void kj_divide(KjDivision *division, KjFound *found, KjArena *arena);
/* The rest: what needs a schema. */
void kj_divide_tables(KjDivision *division, const KjFound *found, const KjSchema *schema,
                      KjArena *arena);

#endif
