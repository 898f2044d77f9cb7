/* What a change would do: verdicts and derived values before and after it, as far as they differ. */
#ifndef KJ_OUTPUT_WHATIF_H
#define KJ_OUTPUT_WHATIF_H

#include "engine/eval/moves.h"
#include "engine/ingest/amend.h"
#include "engine/output/page.h"
#include "engine/output/view.h"

typedef struct KjWhatif {
    const KjRun *before, *after;
    const KjAmend *changes; /* as they were tried, see engine/ingest/amend.h */
    size_t change_count;
} KjWhatif;

/* Of one organisation; in the arena. An organisation is in both runs: changes add none and take none away. */
typedef struct KjWhatifOrg {
    const KjOrgResult *before, *after;
    KjMoves verdicts;
    KjDerivedMove *derived;
    size_t derived_count;
} KjWhatifOrg;

KjWhatifOrg kj_whatif_org(const KjView *view, const KjWhatif *whatif, size_t number,
                          KjArena *arena);

/* A fact that a verdict reads and that is another one after the change. */
typedef struct KjWhatifReason {
    const KjFact *fact;    /* as it is after the change, else as it was before */
    const KjValue *before; /* NULL: it was not read before, or had no value */
    bool gone;             /* it was read before only, and its record is not there any more */
} KjWhatifReason;

KjWhatifReason *kj_whatif_reasons(const KjWhatif *whatif, const KjWhatifOrg *org,
                                  const KjMove *move, KjArena *arena, size_t *count);
/* Something gets worse. */
bool kj_whatif_worse(const KjView *view, const KjWhatif *whatif);

/* What a change says, on one line, in the arena. */
KjText kj_whatif_change(const KjAmend *change, KjArena *arena);

void kj_whatif_text(KjPage *page, const KjView *view, const KjWhatif *whatif);
/* doc/whatif.schema.json describes it. */
void kj_whatif_json(KjSink *sink, const KjView *view, const KjWhatif *whatif);
void kj_whatif_csv(KjSink *sink, const KjView *view, const KjWhatif *whatif);

#endif
