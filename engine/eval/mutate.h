/* Which mutants a test notices.
 *
 * The test's facts are judged once as the pack is. Then, for every mutant that is asked for, what it touches
 * is judged again: one rule where a rule was changed, everything where a parameter or a derivation was. A
 * mutant is noticed if something that the test expects comes out otherwise. */
#ifndef KJ_EVAL_MUTATE_H
#define KJ_EVAL_MUTATE_H

#include "engine/eval/judge.h"
#include "engine/eval/mutant.h"

/* What the test looks at, and which mutants are to be tried (`more` of a job):
 *   pack      the number of the pack whose mutants they are
 *   mutants   { number … } ascending, as kj_mutants_of gives them
 *   rules     { { rule, missing } … } of which every verdict is expected
 *   records   { { rule, kind = NAME, id, missing } … } single verdicts that are expected
 *   values    { { kind = NAME, id, field = NAME } … } derived values that are expected
 * missing: whether the missing facts of unknown verdicts are expected, too.
 * Gives the numbers of those that were noticed, a list, in the arena. */
KjValue kj_mutate(const KjRegistry *registry, KjDataset *dataset, KjLua *lua,
                  const KjJudgeOptions *options, const KjValue *asked, KjArena *arena);

#endif
