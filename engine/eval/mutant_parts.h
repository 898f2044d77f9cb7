/* Shared between the files that make mutants: mutant.c finds them, mutant_apply.c makes the change,
 * mutant_step.c moves figures, mutant_text.c says it. */
#ifndef KJ_EVAL_MUTANT_PARTS_H
#define KJ_EVAL_MUTANT_PARTS_H

#include "engine/eval/mutant.h"

/* The condition of a part for one of the rule's kinds, or NULL. */
KjExpr *kj_mutant_part(const KjRule *rule, KjRulePart part, size_t which);
/* The condition that a mutant is found in: of the rule's first kind, or of the derivation. NULL: none. */
KjExpr *kj_mutant_expr(const KjRegistry *registry, const KjMutant *mutant);
/* Whether a value of the type is a figure that can be moved; the value moved by one step up or down:
 *   int, percent, a whole number, quantity   1      number with decimals    1 in the last of them
 *   money        1 of the currency                  date, datetime          a day
 *   duration     the greatest of s min h d w that divides it, but less than itself
 *   period       a month */
bool kj_step_is_figure(KjType type);
KjValue kj_step_moved(const KjValue *value, int32_t step);
/* How figures, texts and lists are written in packs. */
void kj_step_write(KjBuf *out, const KjValue *value);

#endif
