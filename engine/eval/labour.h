/* The worker's side: what happens in its process. */
#ifndef KJ_EVAL_LABOUR_H
#define KJ_EVAL_LABOUR_H

#include "engine/eval/kept.h"

/* Loads the packs, reports, and works off jobs until the parent closes the connection. Called in
 * the forked process; the caller ends it afterwards. kept: what is there already, or NULL.
 * module: of stdlib, which reports what it makes of the packs instead of their document, and there are no
 * jobs; or NULL. watch: where it notes what it is at, or NULL. */
void kj_labour(const KjWorkerSetup *setup, const KjKept *kept, const char *module, KjWatch *watch,
               int fd);

#endif
