/* Parts of a job on their way to the worker. */
#ifndef KJ_EVAL_JOB_WIRE_H
#define KJ_EVAL_JOB_WIRE_H

#include "engine/eval/worker.h"

/* The parent sends a job as a frame. */
bool kj_job_send(int fd, const KjJob *job);
/* Of a job that was received; what they hold lies in the arena and in the job. */
KjAmend *kj_job_amends(const KjValue *job, KjArena *arena, size_t *count);
KjSkip *kj_job_skips(const KjValue *job, KjArena *arena, size_t *count);

#endif
