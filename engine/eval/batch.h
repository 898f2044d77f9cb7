/* Many jobs of one sort through several workers.
 *
 * Which worker takes which job is chance; what comes out is not: outcomes are given to the caller one by
 * one in the order of the jobs, and few are held back at a time. A worker that dies costs the job it had;
 * another one takes its place. */
#ifndef KJ_EVAL_BATCH_H
#define KJ_EVAL_BATCH_H

#include "engine/eval/worker.h"

#define KJ_BATCH_WORKERS 64 /* at most */

typedef struct KjBatchOutcome {
    size_t number; /* of the job */
    bool skipped;  /* `load` had nothing to judge */
    bool died;     /* the worker did: error says how */
    KjJobResult result;
    KjDiags diags; /* of loading, then of the job */
    KjError error;
    KjSkip death; /* what it was at */
} KjBatchOutcome;

typedef struct KjBatch {
    const KjWorkerSetup *setup;
    KjWorker *worker; /* with packs loaded; stays the caller's, dead or alive */
    size_t workers;   /* how many work at a time, that one included */
    size_t jobs;
    void *ctx;
    /* Fills in the job; what it points to stays until the outcome is taken. False: there is none. */
    bool (*load)(void *ctx, size_t number, KjJob *job, KjDiags *diags);
    /* Clears nothing of the outcome. False: no more jobs are wanted. */
    bool (*take)(void *ctx, KjBatchOutcome *outcome);
} KjBatch;

/* With fewer workers where no more can be started; false if there is none any more: what was taken until
 * then is good. */
bool kj_batch_run(const KjBatch *batch, KjError *error);

#endif
