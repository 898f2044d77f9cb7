/* What is due, and what is overdue: verdicts that get worse, or got worse and still are. */
#ifndef KJ_OUTPUT_DUE_H
#define KJ_OUTPUT_DUE_H

#include "engine/output/page.h"
#include "engine/output/runs.h"
#include "engine/output/view.h"

typedef struct KjDueAsked {
    int32_t since, last; /* the first day that was looked at; the last one to act of what is due */
    KjText person;       /* only what concerns whoever has this id; empty: all */
    bool overdue;        /* only what is */
} KjDueAsked;

/* The last day to act: the day before the verdict changes. */
int32_t kj_due_day(const KjDue *due);
bool kj_due_wanted(const KjDue *due, const KjDueAsked *asked);
size_t kj_due_count(const KjOrgResult *org, const KjDueAsked *asked, bool over);
/* "佐藤 (sato)、伊藤 (ito)" */
void kj_due_persons(KjBuf *out, const KjView *view, const KjDue *due);
/* "電子メール system:mail 最後のバックアップ 2026-11-10" and the like, with the place. */
void kj_due_fact(KjBuf *out, const KjView *view, const KjFact *fact);

void kj_due_text(KjPage *page, const KjView *view, KjRuns *runs, const KjDueAsked *asked);
/* doc/due.schema.json describes it. */
void kj_due_json(KjSink *sink, const KjView *view, KjRuns *runs, const KjDueAsked *asked);
void kj_due_csv(KjSink *sink, const KjView *view, KjRuns *runs, const KjDueAsked *asked);
/* A calendar: an entry on the last day to act of each. */
void kj_due_ics(KjSink *sink, const KjView *view, KjRuns *runs, const KjDueAsked *asked);

#endif
