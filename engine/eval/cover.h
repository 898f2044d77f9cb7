/* Which branches of conditions a test reaches.
 *
 * The records that the test looks at are evaluated one by one, carefully: the right side of and and or only
 * where it decides. Of every node that has a truth is noted which it came to have. */
#ifndef KJ_EVAL_COVER_H
#define KJ_EVAL_COVER_H

#include "engine/eval/frame.h"
#include "engine/eval/judge.h"

enum { KJ_SEEN_FALSE = 1, KJ_SEEN_UNKNOWN = 2, KJ_SEEN_TRUE = 4 };

/* asked: see looked.h; besides pack, its number. Gives a list of { rule or derive, part (KjRulePart), seen }
 * in the arena: seen has a byte '0' + KJ_SEEN_… for every node of the condition for the first kind. */
KjValue kj_cover(const KjRegistry *registry, KjDataset *dataset, KjLua *lua,
                 const KjJudgeOptions *options, const KjValue *asked, KjArena *arena);
/* For truth.c. */
void kj_cover_note(KjCover *cover, const KjExpr *expr, int32_t n, const uint8_t *truth,
                   uint32_t count);

/* By node, in the arena: whether it is a branch, something that is true or false by itself, or a side of and
 * and or, in a place where that decides. */
bool *kj_cover_branches(const KjExpr *expr, KjArena *arena);
/* Whether a node can be unknown: a fact below it can be missing. */
bool kj_cover_can_be_unknown(const KjSchema *schema, const KjExpr *expr, int32_t n);

#endif
