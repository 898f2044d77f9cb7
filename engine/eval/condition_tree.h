/* Conditions as trees for explanations; the shape of a NODE is told in explain.h. */
#ifndef KJ_EVAL_CONDITION_TREE_H
#define KJ_EVAL_CONDITION_TREE_H

#include "engine/eval/judge_parts.h"

/* The tree of a condition for one record. */
KjValue kj_condition_tree(KjJudge *judge, const KjExpr *expr, KjRef record, KjArena *arena);
/* The record that decides an aggregate first. False: it has no members, or they are no records. */
bool kj_condition_first(KjEval *eval, const KjExpr *expr, int32_t aggregate, const KjFrame *frame,
                        KjRef *record);

#endif
