/* What to find out next: the facts and answers that verdicts wait for, those that settle most first. */
#ifndef KJ_OUTPUT_NEXT_H
#define KJ_OUTPUT_NEXT_H

#include "engine/output/page.h"
#include "engine/output/runs.h"
#include "engine/output/view.h"

typedef struct KjNextItem {
    const KjFact *fact;          /* to be recorded, or a parameter to be set; NULL: */
    const KjJudgement *question; /* to be answered */
    uint32_t settles;            /* verdicts that wait for nothing else */
    uint32_t touches;            /* verdicts that wait for it, alone or with others */
    const KjJudgement **verdicts;
} KjNextItem;

/* Of one organisation; everything lies in the arena but what the result owns. */
typedef struct KjNext {
    KjNextItem *items; /* by settles, then touches, both falling, then by record and field */
    size_t count;
    size_t unknown; /* verdicts */
    size_t stuck;   /* of these, those that no fact or answer settles: what they say tells why */
} KjNext;

KjNext kj_next_of(const KjView *view, const KjOrgResult *org, KjArena *arena);

/* top: how many items of an organisation are shown in text; 0: all. */
void kj_next_text(KjPage *page, const KjView *view, KjRuns *runs, size_t top);
/* doc/next.schema.json describes it. */
void kj_next_json(KjSink *sink, const KjView *view, KjRuns *runs);
void kj_next_csv(KjSink *sink, const KjView *view, KjRuns *runs);

#endif
