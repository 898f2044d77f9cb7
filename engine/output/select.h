/* --only: narrowing a run to some of its judgements.
 *
 * A selector is one of
 *     PATTERN    rules: "pack/2.5*", "2.5.2(1)-4", or a pack's name; * stands for any text
 *     KIND:ID    a record; of the organisation's own kind: the whole organisation
 *     ID         an organisation
 * Several of the same sort widen the choice, of different sorts they narrow it. What is left is
 * counted anew. */
#ifndef KJ_OUTPUT_SELECT_H
#define KJ_OUTPUT_SELECT_H

#include "engine/output/runs.h"
#include "engine/output/view.h"

/* The runs narrowed, to be freed like them; NULL, with messages, if a selector matches nothing in
 * them, or if they could not be read (kj_runs_error of theirs). No selectors choose everything. */
KjRuns *kj_select(KjRuns *runs, const KjView *view, const char *const *selectors, size_t count,
                  KjDiags *diags);
/* In a pattern * stands for any text, also none. */
bool kj_select_matches(KjText pattern, KjText text);

#endif
