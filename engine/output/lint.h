/* What the linter found, as a list for people and as JSON (doc/lint.schema.json). Findings are what
 * stdlib/lint.lua returns: maps from a worker, of which nothing is taken for granted. */
#ifndef KJ_OUTPUT_LINT_H
#define KJ_OUTPUT_LINT_H

#include "engine/eval/worker.h"
#include "engine/output/page.h"

typedef struct KjLinted {
    KjLang lang;
    const KjPackSource *packs; /* selected ones were looked at */
    size_t pack_count;
    const KjValue *answer; /* { findings, complete } */
    const KjList *mended;  /* findings that --fix mended; empty without it */
    bool fixed;            /* --fix was given */
} KjLinted;

typedef struct KjLintCounts {
    size_t of[3];   /* by KjSeverity */
    size_t loading; /* errors that keep packs from loading */
    size_t mendable;
} KjLintCounts;

KjLintCounts kj_lint_count(const KjValue *answer);
/* Whether --fix can mend it. */
bool kj_lint_mendable(const KjValue *finding);
void kj_lint_text(KjPage *page, const KjLinted *linted);
void kj_lint_json(KjSink *sink, const KjLinted *linted);

#endif
