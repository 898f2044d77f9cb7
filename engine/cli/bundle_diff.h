/* How packs differ: rules and parameters of two registries. */
#ifndef KJ_CLI_BUNDLE_DIFF_H
#define KJ_CLI_BUNDLE_DIFF_H

#include "engine/eval/worker.h"
#include "engine/output/page.h"
#include "engine/output/view.h"

typedef struct KjPacksView {
    KjView view;
    const KjPackSource *packs; /* of all packs in it, in any order */
    size_t count;
} KjPacksView;

/* Of the pack with this id; `before` need not have it. Returns how many differences were put. */
size_t kj_bundle_diff(KjPage *page, const KjPacksView *before, const KjPacksView *after,
                      KjText pack);

#endif
