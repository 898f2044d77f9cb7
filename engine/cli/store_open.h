/* What the commands over a store have in common. */
#ifndef KJ_CLI_STORE_OPEN_H
#define KJ_CLI_STORE_OPEN_H

#include "engine/cli/app.h"
#include "engine/store/store.h"

KjExit kj_store_failed(const KjError *error); /* tells it */
/* Opens the store that an argument names; NULL after telling why not. */
KjStore *kj_store_open_for(const KjApp *app, const char *path, KjStoreMode mode, KjExit *exit);
/* The number of a run, in letters of any width; 0: it is none, or there is no such run, which is told. */
bool kj_store_run_of(const KjApp *app, KjStore *store, const char *path, const char *text,
                     int64_t *run, KjExit *exit);
/* Whether there is such an organisation in the store of the first argument; if not, that is told. */
bool kj_store_org_is_there(const KjApp *app, KjStore *store, KjText org, KjExit *exit);
/* Warns where an entry of the journal was written before the time of the last one. */
void kj_store_tell_clock(const KjApp *app, const KjStore *store);

#endif
