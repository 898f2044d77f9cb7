/* Sections of an explanation; only its own files include this. Of many records or values of a kind the first
 * few are shown, those that decide and those that are missing first, unless the view asks for all; true: some
 * were left out. */
#ifndef KJ_OUTPUT_EXPLAIN_PARTS_H
#define KJ_OUTPUT_EXPLAIN_PARTS_H

#include "engine/output/page.h"
#include "engine/output/view.h"

/* A condition as a tree of fragments with their values. node: see engine/eval/explain.h. */
bool kj_explain_tree(KjPage *page, const KjView *view, const KjValue *node, size_t indent);
/* The facts of a trace with their places, those of one field together. */
bool kj_explain_facts(KjPage *page, const KjView *view, const KjJudgement *judgement);

#endif
