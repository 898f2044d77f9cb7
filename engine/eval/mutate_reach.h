/* What depends on what: which parameters and derivations a rule reads, also through others. */
#ifndef KJ_EVAL_MUTATE_REACH_H
#define KJ_EVAL_MUTATE_REACH_H

#include "engine/eval/judge_parts.h"

typedef struct KjReach KjReach;

/* Of the rules' functions what they read in the judge's run counts; of all else what the packs say. */
KjReach *kj_reach_new(const KjJudge *judge, KjArena *arena);
bool kj_reach_rule_param(const KjReach *reach, int32_t rule, int32_t param);
bool kj_reach_rule_derive(const KjReach *reach, int32_t rule, int32_t derive);
/* The same of the derivation that computes a field. */
bool kj_reach_field_param(const KjReach *reach, int32_t kind, int32_t field, int32_t param);
bool kj_reach_field_derive(const KjReach *reach, int32_t kind, int32_t field, int32_t derive);

#endif
