/* Questions to a judge that stays: what the REPL asks of data that are sealed and prepared.
 *
 * A question is a map { what, org (the id of the one organisation that is meant, or absent), reveal (bool:
 * values of sensitive fields may be told) } with, by `what`:
 *   "query"   text                        rows as doc/repl.md says
 *   "kinds"                               the kinds and how many records of each there are
 *   "orgs"                                the organisations; a problem if there is none of the id in org
 *   "fields"  kind (any of its names)     the fields of a kind and the ways back
 *   "rules"   pattern (or empty)          the rules whose name or title has it
 *   "params"  pattern (or empty)          the parameters, likewise
 *   "show", "show all"  record ("system:mail")  one record: its fields, where from; all: those without value, too
 *   "ids"     kind                        the ids of its records, for completion
 *   "lua"     text                        what an expression of Lua gives
 * The answer is a map:
 *   columns   list of { name, label = { ja, en } (absent: the name is the user's own), type, of (of the elements
 *             of a list), unit, secret }
 *   rows      list of lists of values; references are texts "kind:id", type "ref"
 *   undecided how many records it is unknown of whether they belong to the rows (query)
 *   empty     how many fields have no value and are left out (show)
 *   missing   how many cells of grouped rows stay open because members are missing (query)
 * or { problem = { from, to, ja, en } }, bytes [from, to) of the text, from 0; without from: of no place. */
#ifndef KJ_EVAL_INQUIRY_H
#define KJ_EVAL_INQUIRY_H

#include "engine/eval/judge.h"

typedef struct KjInquiry KjInquiry;

/* To be called before data are read: besides the kinds of the packs there are verdicts then, of which nothing
 * can be written in data. */
bool kj_inquiry_extend(const KjRegistry *registry, KjError *error);
/* judge: prepared; borrowed, as all that it borrows. */
KjInquiry *kj_inquiry_new(KjJudge *judge);
void kj_inquiry_free(KjInquiry *inquiry);
/* False: a fault of ours, in error. The answer lives in the arena and in the dataset. */
bool kj_inquiry_answer(KjInquiry *inquiry, const KjValue *ask, KjArena *arena, KjValue *answer,
                       KjError *error);

#endif
