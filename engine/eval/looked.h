/* Which verdicts a test of a pack looks at, as the parent says it in a job:
 *   rules     { { rule, missing } … } every verdict of a rule
 *   records   { { rule, kind = NAME, id, missing } … } single verdicts
 * missing: the missing facts of those that are unknown, too. */
#ifndef KJ_EVAL_LOOKED_H
#define KJ_EVAL_LOOKED_H

#include "engine/model/dataset.h"
#include "engine/rules/registry.h"

enum { KJ_LOOKED_VERDICT = 1, KJ_LOOKED_MISSING = 2 };

typedef struct KjLooked {
    uint8_t ***at; /* [rule][kind][row]: KJ_LOOKED_…; NULL: at none of the rule's, of the kind's */
    bool missing;  /* at some missing facts */
} KjLooked;

/* Rules of packs that are not judged are left out. Derived records are to be there. */
KjLooked kj_looked(const KjRegistry *registry, const KjDataset *dataset, const KjValue *asked,
                   KjArena *arena);
int32_t kj_looked_kind(const KjRegistry *registry, KjText name); /* -1: none is called so */

#endif
