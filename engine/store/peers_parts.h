/* What the files that compare organisations share; only they include this. */
#ifndef KJ_STORE_PEERS_PARTS_H
#define KJ_STORE_PEERS_PARTS_H

#include "engine/store/peers.h"
#include "engine/store/store_parts.h"

/* The verdicts of one result, by rule of the run; KJ_NA where it has none. */
typedef struct KjPeerVerdicts {
    KjStore *store;
    const KjPeers *peers;
    sqlite3_stmt *statement;
    int32_t *slots; /* by number of a rule in the store, less `first`: the rule of the run, or -1 */
    int64_t first, last;
    uint8_t *now, *before;
} KjPeerVerdicts;

bool kj_peer_verdicts_open(KjPeerVerdicts *verdicts, KjStore *store, const KjPeers *peers,
                           KjError *error);
void kj_peer_verdicts_close(KjPeerVerdicts *verdicts);
bool kj_peer_verdicts_read(KjPeerVerdicts *verdicts, int64_t result, uint8_t *into, KjError *error);
/* Whether a rule of a peer has moved, once now and before were read. */
typedef enum { KJ_STAYED, KJ_NEWLY_FAILING, KJ_NEWLY_PASSING } KjPeerMoved;
KjPeerMoved kj_peer_moved(const KjPeerVerdicts *verdicts, size_t rule);

/* Shares, quartiles, fences: once the peers have their counts. */
void kj_peers_measure(KjPeers *peers);

#endif
