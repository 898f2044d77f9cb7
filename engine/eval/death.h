/* How workers end, and what is to be left out because of it. */
#ifndef KJ_EVAL_DEATH_H
#define KJ_EVAL_DEATH_H

#include "engine/base/diag.h"
#include "engine/base/watch.h"
#include "engine/rules/registry.h"

/* What a worker was at when it died. A rule or derivation that a job leaves out: it is an error
 * wherever it would have been judged or computed, and all else is as ever. */
typedef struct KjSkip {
    KjStage stage;
    int32_t number;    /* of the rule or derivation */
    int32_t kind, row; /* the record its function had; -1: none, or not known */
    char how[512];     /* how the worker ended, a sentence in the session's language */
} KjSkip;

typedef struct KjEnding {
    int status;     /* as waitpid gives it */
    bool loading;   /* it was loading packs, and had no job yet */
    bool timed_out; /* its parent ended it */
    double seconds; /* of processor time it was given; 0: no limit */
    size_t memory;  /* bytes it was given */
} KjEnding;

#define KJ_SKIPS_MOST 8

/* What is left out of one job, found out death by death. */
typedef struct KjSkips {
    KjSkip items[KJ_SKIPS_MOST];
    size_t count, deaths;
} KjSkips;

/* A worker died of the job. True: it is to be done again, without what killed two workers; a first one may
 * have been killed from outside. */
bool kj_skips_learn(KjSkips *skips, const KjSkip *death);
/* Says in error how a worker ended. watch: what it left behind, or NULL. */
void kj_death_tell(const KjEnding *ending, const KjWatch *watch, KjLang lang, KjError *error);
/* What a worker was at. What it left is checked against the registry, which may be NULL. */
KjSkip kj_death_skip(const KjWatch *watch, const KjRegistry *registry, const KjError *error);
/* "rules/p/a.lua" or "p/1" in words, in the arena; NULL if there is nothing to name. */
const char *kj_death_place(const KjSkip *death, const KjWatch *watch, const KjRegistry *registry,
                           KjArena *arena, KjLang lang);
/* The skip of that rule or derivation among some; NULL: it is not left out. */
const KjSkip *kj_skip_find(const KjSkip *skips, size_t count, KjStage stage, int32_t number);

#endif
