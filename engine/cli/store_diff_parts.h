/* What `kijun store diff` is made of; only its own files include this. */
#ifndef KJ_CLI_STORE_DIFF_PARTS_H
#define KJ_CLI_STORE_DIFF_PARTS_H

#include "engine/cli/grouping.h"
#include "engine/cli/session.h"
#include "engine/store/store.h"

typedef struct KjStoreDiff {
    KjApp *app;
    KjStore *store;
    KjView view;
    KjGrouping grouping;
    KjImpact impact;
    KjText runs[2]; /* numbers */
    KjAtoms *rules; /* names; the atom leads to the number, */
    KjAtom first_rule;
    size_t *numbers;
    KjAtoms *fields[2]; /* "kind.field" of values that the run has */
    bool same_packs;
    size_t rule_capacity, org_capacity;
    KjError error;
} KjStoreDiff;

/* A copy in the arena. */
KjText kj_diff_keep(KjArena *arena, KjText text);
bool kj_diff_is_set(KjText number); /* 1, not 0 */
/* False with diff->error set. */
bool kj_diff_query(KjStoreDiff *diff, const char *sql, const KjText *values, size_t count,
                   void *ctx, bool (*each)(void *ctx, const KjQueryRow *row));
KjText kj_diff_field(KjArena *arena, KjText kind, KjText field); /* "kind.field" */
/* The changes of an organisation (KjImpact.open; the source is the diff). */
bool kj_diff_open(KjImpact *impact, const KjImpactOrg *org, bool count_rules, KjArena *arena,
                  KjImpactChange **changes, size_t *count);

#endif
