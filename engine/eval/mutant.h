/* Mutants: small changes to what a pack says, each of which a good test notices.
 *
 * They are found in the registry, in an order that is always the same, so that a worker and its parent
 * number them alike. A mutant of a rule changes one rule; one of a parameter or a derivation changes what
 * reads it. Applying one changes the registry in place, undoing it puts back what was there. */
#ifndef KJ_EVAL_MUTANT_H
#define KJ_EVAL_MUTANT_H

#include "engine/rules/registry.h"

typedef enum {
    KJ_MUTATE_COMPARE,   /* < becomes >=, == becomes ~= …; or its bound: < becomes <= */
    KJ_MUTATE_CONNECT,   /* and becomes or */
    KJ_MUTATE_NOT,       /* not is dropped */
    KJ_MUTATE_AGGREGATE, /* any becomes all, min max, least greatest */
    KJ_MUTATE_VALUE,     /* a figure is moved by a step */
    KJ_MUTATE_ITEM,      /* an item of a list, or of a clause, is left out */
    KJ_MUTATE_WHEN,      /* when, or select, is taken as true, or as false */
    KJ_MUTATE_VERDICT, /* where it is checked it always passes, always fails, or the other way round */
    KJ_MUTATE_ANSWER, /* answers are not heard, or yes for no */
    KJ_MUTATE_STRICT, /* a clause with items is (not) taken as a ban */
    KJ_MUTATIONS
} KjMutation;

typedef enum { KJ_PART_SELECT, KJ_PART_WHEN, KJ_PART_CHECK, KJ_PART_NONE } KjRulePart;

/* What VERDICT and ANSWER do. */
typedef enum { KJ_FORCE_PASS, KJ_FORCE_FAIL, KJ_FORCE_OTHER, KJ_FORCE_DEAF } KjForce;

typedef struct KjMutant {
    KjMutation what;
    int32_t rule, derive, param; /* one of them; the others are -1 */
    KjRulePart part;             /* of a rule */
    int32_t node;                /* of the condition for the rule's first kind */
    int32_t item;                /* of a list, a table or a clause */
    int32_t step;                /* VALUE: up or down; WHEN: 1 or 0; VERDICT, ANSWER: KjForce */
    uint8_t op;                  /* what an operator or aggregate becomes */
} KjMutant;

typedef struct KjMutants {
    KjMutant *items;
    size_t count, capacity;
} KjMutants;

/* All mutants of the rules, parameters and derivations of a pack. */
void kj_mutants_of(KjMutants *mutants, const KjRegistry *registry, int32_t pack);
void kj_mutants_clear(KjMutants *mutants);

/* What stood there and what stands there now, as the pack's text has it, and where; in the arena. */
typedef struct KjMutantText {
    KjText before, after;
    KjPlace place;
} KjMutantText;
KjMutantText kj_mutant_text(const KjRegistry *registry, const KjMutant *mutant, KjLang lang,
                            KjArena *arena);

/* What is to be put back. */
typedef struct KjMutantUndo {
    struct {
        void *at;
        char bytes[sizeof(KjNode) > sizeof(KjParam) ? sizeof(KjNode) : sizeof(KjParam)];
        size_t size;
    } saved[64];
    size_t count;
} KjMutantUndo;
/* VERDICT and ANSWER change nothing here: they are for who judges. New values lie in the arena. */
void kj_mutant_apply(KjRegistry *registry, const KjMutant *mutant, KjArena *arena,
                     KjMutantUndo *undo);
void kj_mutant_undo(KjMutantUndo *undo);

#endif
