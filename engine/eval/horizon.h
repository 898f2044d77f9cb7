/* How long a judgement stands: the first day after the as-of day on which something in it could come out
 * otherwise from the same facts and packs.
 *
 * Whoever reads the as-of day says how long what was made of it stays the same: a comparison until its
 * truth changes, the start of a fiscal year until the next one, anything else until the next day. While
 * all that was read stays the same, so does every value made of it, and with the values what else is
 * read. So nothing of an organisation changes before the earliest of these days. It is never too late; it
 * can be too early, where what was read did not matter. */
#ifndef KJ_EVAL_HORIZON_H
#define KJ_EVAL_HORIZON_H

#include "engine/eval/frame.h"

KjHorizon *kj_horizon_new(KjArena *arena, uint32_t organizations); /* nothing is read yet */
/* KJ_NEVER: nothing read depends on the day. */
int32_t kj_horizon_until(const KjHorizon *horizon, uint32_t org);
/* Moves what was noted so far to until, per organisation: nothing is noted any more. */
void kj_horizon_take(KjHorizon *horizon, int32_t *until);
/* From that day on, something that was read for the organisation may be different. */
void kj_horizon_note(KjHorizon *horizon, uint32_t org, int32_t day);

/* One that notes nothing, but finds what sets a day: the reads of the comparisons whose truth changes on it,
 * for the first time behind the as-of day, go to found. */
KjHorizon *kj_horizon_seek(KjArena *arena, int32_t day, KjTrace *found);

/* The following need eval->horizon. They note for every lane; what they evaluate to find out is noted,
 * too, so the caller evaluates the same again with no horizon. */

/* today() itself, to be shown or reckoned with: the next day. */
void kj_horizon_today(KjEval *eval, const KjFrame *frame);
/* A comparison with a side that moves with the day (see KjNode). */
void kj_horizon_compare(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame);
/* The fiscal year of a day that moves. */
void kj_horizon_year(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame);

#endif
