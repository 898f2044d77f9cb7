/* Facts of a case: base facts with others laid over them, written as one data file. */
#ifndef KJ_CLI_LAY_OVER_H
#define KJ_CLI_LAY_OVER_H

#include "engine/ingest/ingest.h"

typedef struct KjLaying {
    const KjSchema *schema;
    const KjTreePlaces *places;
    KjPlace otherwise; /* of what has no place of its own */
    KjArena *arena;
    KjDiags *diags;
    KjText data; /* the file */
    KjPlace *lines;
    size_t line_count; /* where each of its lines comes from */
} KjLaying;

/* facts: as a data file. set: { KIND:ID = { FIELD = VALUE } } over records that are there, and
 * { organization = { … } }; groups are laid over one another, anything else takes the place of what was
 * there, nothing (null) removes it. add: { KIND:ID = { … } } further records. drop: a list of KIND:ID.
 * False, told: they do not fit. */
bool kj_lay_over(KjLaying *laying, const KjValue *facts, const KjValue *set, const KjValue *add,
                 const KjValue *drop);

#endif
