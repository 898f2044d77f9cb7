/* How packs differ: rules and parameters of two registries. */
#ifndef KJ_CLI_BUNDLE_DIFF_H
#define KJ_CLI_BUNDLE_DIFF_H

#include "engine/output/page.h"
#include "engine/output/view.h"

/* Of the pack with this id; `before` need not have it. Returns how many differences were put. */
size_t kj_bundle_diff(KjPage *page, const KjView *before, const KjView *after, KjText pack);

#endif
