/* What the commands show of a store. */
#ifndef KJ_CLI_STORE_SHOW_H
#define KJ_CLI_STORE_SHOW_H

#include "engine/cli/app.h"
#include "engine/store/store.h"

/* One run: the sums, which organisations could not be judged, which rules are missed most often. The exit
 * is that of its verdicts, or `exit` if that is graver. */
KjExit kj_store_show_run(KjApp *app, KjStore *store, int64_t run, KjExit exit);

#endif
