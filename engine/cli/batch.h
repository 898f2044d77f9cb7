/* Several organisations, each a job of its own. */
#ifndef KJ_CLI_BATCH_H
#define KJ_CLI_BATCH_H

#include "engine/cli/session.h"
#include "engine/eval/batch.h"

/* Several organisations go to a worker as one job, since a rule is judged for all of them at once. When
 * such a job fails they are judged again one by one, behind all others, so that nobody pays for another's
 * mistakes. So is one whose worker died: what killed that may have come from outside. Where the next
 * one dies, too, the rule or derivation that it was at is left out from then on, up to some, and is an error
 * in the result; only where that does not help the organisation is refused.
 *
 * Gives the outcomes in an order that does not depend on the number of workers: of good ones the run has
 * several organisations; of those with errors and dead workers there is one. An outcome that does not fit
 * the packs counts as a worker that died; an organisation that stands in an earlier job, too, gets an
 * error in the diags of its own outcome. False from `take` ends the batch. */
typedef struct KjTaker {
    void *ctx;
    /* Whether an organisation is to be judged at all, told by its files; NULL: all are. unit: the file
     * that starts it, as it is shown, which lives as long as the session. */
    bool (*wants)(void *ctx, const char *unit, const KjFile *files, size_t count);
    bool (*take)(void *ctx, KjBatchOutcome *outcome, const char *unit);
} KjTaker;

KjExit kj_session_batch(KjSession *session, KjJob job, const KjTaker *taker);

#endif
