/* The changes of a job on their way to the worker. */
#ifndef KJ_EVAL_JOB_AMENDS_H
#define KJ_EVAL_JOB_AMENDS_H

#include "engine/eval/worker.h"

KjValue kj_amends_value(const KjJob *job, KjArena *arena);
/* Of a job that was received; they lie in the arena and in the job. */
KjAmend *kj_amends_of(const KjValue *job, KjArena *arena, size_t *count);

#endif
