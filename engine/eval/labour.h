/* The worker's side: what happens in its process. */
#ifndef KJ_EVAL_LABOUR_H
#define KJ_EVAL_LABOUR_H

#include "engine/eval/kept.h"

/* Loads the packs, reports, and works off jobs until the parent closes the connection. Called in
 * the forked process; the caller ends it afterwards. kept: what is there already, or NULL. keeps: what
 * is to be kept of the packs is reported instead of their document, and there are no jobs. watch: where
 * it notes what it is at, or NULL. */
void kj_labour(const KjWorkerSetup *setup, const KjKept *kept, bool keeps, KjWatch *watch, int fd);

/* The parent's counterpart: a job as a frame. */
bool kj_job_send(int fd, const KjJob *job);

#endif
