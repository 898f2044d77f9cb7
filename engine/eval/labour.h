/* The worker's side: what happens in its process. */
#ifndef KJ_EVAL_LABOUR_H
#define KJ_EVAL_LABOUR_H

#include "engine/eval/worker.h"

/* Loads the packs, reports, and works off jobs until the parent closes the connection. Called in
 * the forked process; the caller ends it afterwards. */
void kj_labour(const KjWorkerSetup *setup, int fd);

/* The parent's counterpart: a job as a frame. */
bool kj_job_send(int fd, const KjJob *job);

#endif
