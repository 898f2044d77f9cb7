/* Clauses with items: rules whose verdict is rolled up from those of their items.
 *
 * For a record of the clause's kind each item says what it says of the same record; items judged for
 * another kind say together what they say of all records of the organisation. Counted are items that
 * apply: all pass → pass; some, or one in part → partial; none → fail; an unknown without a fail →
 * unknown; an error → error; none that applies → n/a. With a strict clause, a ban, one that fails, of
 * one record, makes the clause fail. What was waived is left out; if a clause would
 * not pass without its exceptions, it is waived as well. */
#ifndef KJ_EVAL_ROLL_UP_H
#define KJ_EVAL_ROLL_UP_H

#include "engine/eval/judge_parts.h"

/* All of them, items of items first; answers and waivers of the items have been applied. */
void kj_judge_roll_up(KjJudge *judge);

/* Calls visit for every judgement of the items of a rule that counts for a record; for none while the
 * items have not been judged. */
typedef void KjItemVisit(KjJudge *judge, int32_t item, size_t which, KjRef record, void *ctx);
void kj_items_each(KjJudge *judge, const KjRule *rule, KjRef record, KjItemVisit *visit, void *ctx);
/* What an item says for a record of its clause; KJ_NO_VERDICT if it is not judged there. */
uint8_t kj_item_verdict(KjJudge *judge, const KjRule *clause, int32_t item, KjRef record);
/* "not met: a, c; not decided: d": the sentence that goes with the clause's verdict. */
KjText kj_items_message(KjJudge *judge, const KjRule *rule, KjRef record, KjArena *arena);

#endif
