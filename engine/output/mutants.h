/* What became of mutants, for people and for machines. */
#ifndef KJ_OUTPUT_MUTANTS_H
#define KJ_OUTPUT_MUTANTS_H

#include "engine/output/page.h"
#include "engine/output/view.h"

typedef struct KjMutantResult {
    KjText pack, subject; /* "it-continuity/2.5.2(1)-4", "it-continuity/$crews", "system.group" */
    KjText before, after;
    KjPlace place;
    KjText noticed; /* the test that noticed it first; empty: it survived */
    bool rule;      /* of a rule */
    KjText kind;    /* "comparison", "threshold" … */
} KjMutantResult;

typedef struct KjMutantPack {
    KjText pack;
    size_t tests, mutants, noticed;
    size_t rules;  /* rules that are decided, each with mutants of its own */
    size_t few;    /* of these, with less than three */
    size_t spared; /* rules all of whose mutants were noticed */
} KjMutantPack;

typedef struct KjMutantResults {
    KjMutantResult *items;
    size_t count, capacity;
    KjMutantPack *packs;
    size_t pack_count, pack_capacity;
    double at_least; /* percent */
} KjMutantResults;

/* Percent of mutants that were noticed; 100 where there are none. */
double kj_mutants_share(size_t noticed, size_t count);
bool kj_mutants_enough(const KjMutantResults *results);
void kj_mutants_text(KjPage *page, KjLang lang, const KjMutantResults *results);
void kj_mutants_json(KjSink *sink, const KjMutantResults *results);

#endif
