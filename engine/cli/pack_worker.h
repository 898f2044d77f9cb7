/* Packs one by one, each judged by a worker of its own: what `rules test` and its sisters work with. */
#ifndef KJ_CLI_PACK_WORKER_H
#define KJ_CLI_PACK_WORKER_H

#include "engine/cli/app.h"
#include "engine/cli/packs.h"
#include "engine/output/view.h"

typedef struct KjPackWorker {
    const KjApp *app;
    const KjPackSource *pack; /* that is judged */
    const char *folder;       /* its real path */
    KjPackSource *sources;    /* all packs; only that one is selected */
    KjWorkerSetup setup;
    KjWorker *worker, *first; /* first: one that died, whose registry is in use; or NULL */
    KjView view;
} KjPackWorker;

/* Calls `visit` for every pack that is chosen: the arguments of the command (names or folders), else what
 * kijun.yaml names, else all. The gravest exit. */
typedef KjExit KjPackVisit(KjPackWorker *worker, void *ctx);
KjExit kj_packs_each(KjApp *app, KjPackVisit *visit, void *ctx);

int32_t kj_pack_worker_number(const KjPackWorker *worker); /* of its pack, in the registry */
/* Runs one job; what kills the worker is left out, as by assess. False: error says why. */
bool kj_pack_worker_run(KjPackWorker *worker, KjJob *job, KjJobResult *result, KjDiags *diags,
                        KjError *error);

#endif
