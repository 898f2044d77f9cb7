/* Shares of the organisations, for several machines: which share one is in is told by a name alone, so
 * that nobody needs to know what the others have. The shares are disjoint, and together they are all. */
#ifndef KJ_CLI_SHARD_H
#define KJ_CLI_SHARD_H

#include "engine/base/text.h"
#include "engine/store/store.h"

#define KJ_SHARD_MOST KJ_STORE_SHARDS_MOST

typedef struct KjShard {
    uint32_t number, count; /* 1 … count; count 0: there is but one share, and it is this one */
} KjShard;

bool kj_shard_parse(KjText text, KjShard *shard); /* "2/8" */
bool kj_shard_has(KjShard shard, KjText name);

#endif
