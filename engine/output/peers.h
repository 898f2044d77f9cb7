/* The report over a run's organisations: for people, as JSON, as CSV. What it compares stands in
 * engine/store/peers.h, what the JSON holds in doc/report.schema.json. */
#ifndef KJ_OUTPUT_PEERS_H
#define KJ_OUTPUT_PEERS_H

#include "engine/output/page.h"
#include "engine/output/view.h"
#include "engine/store/peers.h"

typedef struct KjPeersReport {
    const KjView *view;
    KjStore *store;
    const char *path; /* the store's */
    const KjPeers *peers;
    const KjField *by;
    size_t most; /* text: lines of a list, the rest is counted */
} KjPeersReport;

/* False with error set if the store fails while its rows are read. */
bool kj_peers_text(KjPage *page, const KjPeersReport *report, KjError *error);
bool kj_peers_json(KjSink *sink, const KjPeersReport *report, KjError *error);
bool kj_peers_csv(KjSink *sink, const KjPeersReport *report, KjError *error);

#endif
