/* Shared between the files that find deadlines; not for other folders.
 *
 *   due.c          day after day, and what of it is due
 *   due_facts.c    which facts set a day
 *   due_persons.c  who has to act */
#ifndef KJ_EVAL_DUE_PARTS_H
#define KJ_EVAL_DUE_PARTS_H

#include "engine/eval/judge_parts.h"
#include "engine/eval/moves.h"

/* The facts because of which the verdict of a record changes on a day: in the arena. before: the judge of the
 * last look before that day. after: what settles the verdict from that day on, kind -1: nothing does. */
void kj_due_facts(KjJudge *before, int32_t rule, size_t which, KjRef record, KjRef after,
                  int32_t day, KjArena *arena, KjFact **facts, size_t *count);

typedef struct KjHolders KjHolders;
/* Those of a day: copies, which live as long as the arena. */
KjHolders *kj_holders_new(KjJudge *judge, KjArena *arena);
/* Who has to act on a verdict, each person once, by id. */
void kj_holders_of(const KjHolders *holders, const KjRegistry *registry, uint32_t org,
                   const KjJudgement *judgement, KjArena *arena, KjPerson **persons, size_t *count);

/* The records with that id that are persons, in an organisation. */
KjPerson *kj_due_people(KjJudge *judge, uint32_t org, KjText id, KjArena *arena, size_t *count);

KjText kj_due_keep(KjArena *arena, KjText text);

#endif
