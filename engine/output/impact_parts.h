/* What the comparison of two versions of packs is made of; only its own files include this. */
#ifndef KJ_OUTPUT_IMPACT_PARTS_H
#define KJ_OUTPUT_IMPACT_PARTS_H

#include "engine/output/impact.h"
#include "engine/output/meaning.h"
#include "engine/output/runs.h"

typedef struct KjImpactHalf {
    KjView view;
    KjRuns *runs;
    size_t *rules;  /* by rule of the registry: its number in the impact, or KJ_NO_RULE */
    int32_t *kinds; /* by kind: its number among those of both */
} KjImpactHalf;

typedef struct KjImpactPair {
    KjImpactHalf old, new;
    size_t *at; /* by organisation of the impact: its places in old and new runs, two each */
} KjImpactPair;

/* What the registries have in common, and in what they differ (impact_match.c): fills in rules and parameters of
 * the impact, and the numbers of the halves. */
void kj_impact_match(KjImpact *impact, KjImpactPair *pair);

/* A value as people read it, or as JSON; in the arena. */
KjText kj_impact_shown(KjArena *arena, const KjView *view, KjMeaning meaning, const KjValue *value);
KjText kj_impact_as_json(KjArena *arena, const KjView *view, KjMeaning meaning,
                         const KjValue *value);

#endif
