/* What the tests of packs reach, for people and for machines.
 *
 * A point is a verdict of a rule, or a truth of a branch of a condition, that some test should show. */
#ifndef KJ_OUTPUT_COVERAGE_H
#define KJ_OUTPUT_COVERAGE_H

#include "engine/output/page.h"
#include "engine/output/view.h"

typedef struct KjCoverItem {
    KjText pack, subject; /* the rule, or the field that is derived */
    KjText text;          /* of the branch; empty: the rule's verdicts */
    KjPlace place;
    uint32_t wanted, reached; /* bits 1 << KjVerdict, or KJ_SEEN_… */
} KjCoverItem;

typedef struct KjCoverPack {
    KjText pack;
    size_t tests, rules, judged; /* judged: rules of which some verdict is expected */
    size_t verdicts, verdicts_reached, branches, branches_reached; /* points */
} KjCoverPack;

typedef struct KjCoverage {
    KjCoverItem *items; /* in the order of the packs; those without a point left out */
    size_t count, capacity;
    KjCoverPack *packs;
    size_t pack_count, pack_capacity;
    double at_least; /* percent */
} KjCoverage;

/* Counts an item into its pack and keeps it. */
void kj_coverage_add(KjCoverage *coverage, KjCoverPack *pack, KjCoverItem item);
bool kj_coverage_enough(const KjCoverage *coverage);
void kj_coverage_text(KjPage *page, KjLang lang, const KjCoverage *coverage);
void kj_coverage_json(KjSink *sink, const KjCoverage *coverage);

#endif
