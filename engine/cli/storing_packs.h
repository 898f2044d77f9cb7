/* The packs that a run judges by, put into the store. */
#ifndef KJ_CLI_STORING_PACKS_H
#define KJ_CLI_STORING_PACKS_H

#include "engine/cli/session.h"
#include "engine/store/store.h"

typedef struct KjStoringPacks {
    int64_t set;    /* their number in the store */
    int64_t *rules; /* by rule of the registry: its number */
    KjText *params; /* by parameter: its name */
} KjStoringPacks;

bool kj_storing_packs(const KjSession *session, KjStore *store, KjArena *arena,
                      KjStoringPacks *numbers, KjError *error);

#endif
