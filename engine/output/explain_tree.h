/* A condition as a tree of fragments with their values. */
#ifndef KJ_OUTPUT_EXPLAIN_TREE_H
#define KJ_OUTPUT_EXPLAIN_TREE_H

#include "engine/output/page.h"
#include "engine/output/view.h"

/* node: as engine/eval/explain.h describes it; depth 0 is the whole condition. */
void kj_explain_tree(KjPage *page, const KjView *view, const KjValue *node, size_t depth);

#endif
