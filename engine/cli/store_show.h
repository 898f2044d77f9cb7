/* What the commands show of a store. */
#ifndef KJ_CLI_STORE_SHOW_H
#define KJ_CLI_STORE_SHOW_H

#include "engine/cli/app.h"
#include "engine/store/store.h"

/* One run: the sums, which organisations could not be judged, which rules are missed most often. `findings`
 * are those of overlays, which no organisation has; those of its own parameters are in the store. The exit is
 * that of verdicts and findings, or `exit` if that is graver. */
KjExit kj_store_show_run(KjApp *app, KjStore *store, int64_t run, size_t findings, KjExit exit);

#endif
