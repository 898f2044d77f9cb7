/* Shared between mutate.c, which tries mutants, and mutate_compare.c, which says whether anything that is
 * expected came out otherwise. */
#ifndef KJ_EVAL_MUTATE_PARTS_H
#define KJ_EVAL_MUTATE_PARTS_H

#include "engine/eval/looked.h"
#include "engine/eval/mutate_reach.h"

typedef struct KjShot { /* the verdicts of one rule and kind, as they were */
    uint8_t *verdict;
    uint32_t rows;
} KjShot;

typedef struct KjLookedValue { /* a derived value that is expected */
    KjRef record;
    int32_t field;
    KjValue value;
} KjLookedValue;

typedef struct KjLookedMissing { /* the missing facts of an unknown verdict, sorted */
    KjTrace facts;
} KjLookedMissing;

typedef struct KjBench {
    KjRegistry *registry;
    KjDataset *dataset;
    KjLua *lua;
    const KjJudgeOptions *options;
    KjArena *arena;
    KjJudge *judge;  /* of the unchanged pack; its verdicts are worked on */
    KjShot **before; /* [rule][kind] before answers and waivers; NULL: not judged */
    KjShot **after;
    KjLooked looked;            /* what is expected of verdicts */
    KjLookedMissing ***missing; /* the same, of those that are unknown; NULL: not expected */
    bool *answered;             /* [rule]: an answer or waiver had a say */
    KjLookedValue *values;
    size_t value_count;
    KjReach *reach;
    KjDiags ignored;
} KjBench;

uint32_t kj_bench_rows(const KjBench *bench, const KjRule *rule, size_t which);
/* Of the unknown verdicts that are expected with their missing facts: keeps these. */
void kj_bench_keep_missing(KjBench *bench);
/* Whether a judge says otherwise of a rule; whether derived values are others now. */
bool kj_bench_rule_differs(const KjBench *bench, KjJudge *judge, int32_t rule);
bool kj_bench_values_differ(const KjBench *bench);

#endif
