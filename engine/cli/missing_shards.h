/* Runs that are not complete, below a list of runs. */
#ifndef KJ_CLI_MISSING_SHARDS_H
#define KJ_CLI_MISSING_SHARDS_H

#include "engine/cli/app.h"
#include "engine/output/page.h"
#include "engine/store/store.h"

/* A line for each run that is not complete: which shares are missing, or that it was interrupted. */
bool kj_print_incomplete(KjPage *page, KjApp *app, KjStore *store, KjError *error);

#endif
