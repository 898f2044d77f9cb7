/* Several organisations, each a job of its own. */
#ifndef KJ_CLI_BATCH_H
#define KJ_CLI_BATCH_H

#include "engine/cli/session.h"
#include "engine/eval/batch.h"

/* Gives the outcomes in the order of the organisations' files; false ends the batch. An outcome that
 * does not fit the packs counts as a worker that died; an organisation that stands in an earlier job,
 * too, gets an error in its diags. */
typedef bool (*KjTake)(void *ctx, KjBatchOutcome *outcome);
KjExit kj_session_batch(KjSession *session, KjJob job, KjTake take, void *ctx);
/* The file that starts the organisation of a job, as it is shown. */
const char *kj_session_unit_name(const KjSession *session, size_t number);

#endif
