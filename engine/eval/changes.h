/* What would change a verdict: sentences found by turning the condition around. */
#ifndef KJ_EVAL_CHANGES_H
#define KJ_EVAL_CHANGES_H

#include "engine/eval/judge_parts.h"

/* A list of { text }, nearest first: which fact, made what, would make the record pass (or no longer
 * pass, or be concerned at all), or which facts must be recorded to decide. */
KjValue kj_changes_of(KjJudge *judge, const KjRule *rule, size_t which, KjRef record,
                      KjVerdict verdict, KjArena *arena);

#endif
