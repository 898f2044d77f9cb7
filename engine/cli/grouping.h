/* What organisations chose in the fields that they are grouped by, as their facts say. */
#ifndef KJ_CLI_GROUPING_H
#define KJ_CLI_GROUPING_H

#include "engine/cli/app.h"
#include "engine/eval/worker.h"
#include "engine/output/impact.h"

typedef struct KjGrouped {
    KjText id;
    KjText *values; /* by choice; empty: not given */
} KjGrouped;

typedef struct KjGrouping {
    KjArena *arena;
    const KjSchema *schema;
    int32_t *fields; /* of the organisation's own kind */
    size_t field_count;
    KjGrouped *items;
    size_t count, capacity;
} KjGrouping;

/* The field that --by names, else every choice that organisations have. False, told, if there is no such field.
 * The schema is borrowed; chosen once, further calls do nothing. */
bool kj_grouping_choose(KjGrouping *grouping, const KjApp *app, const KjSchema *schema);
void kj_grouping_take(KjGrouping *grouping, const KjOrgFacts *facts);
/* The same, where the values are at hand. */
void kj_grouping_add(KjGrouping *grouping, KjText id, const KjText *values);
/* The choices, and to each organisation what it chose. */
void kj_grouping_put(KjGrouping *grouping, KjImpact *impact);
void kj_grouping_clear(KjGrouping *grouping);

#endif
