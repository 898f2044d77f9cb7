/* What differs between two results of one organisation. */
#ifndef KJ_EVAL_MOVES_H
#define KJ_EVAL_MOVES_H

#include "engine/model/turn.h"
#include "engine/rules/registry.h"

typedef struct KjMove {
    KjTurn turn;
    const KjJudgement *before,
        *after; /* NULL: the record is not there, or not judged by the rule */
} KjMove;

typedef struct KjMoves {
    KjMove *items; /* in the order of judgements */
    size_t count;
    size_t of[KJ_TURNS];
} KjMoves;

typedef struct KjDerivedMove {
    const KjDerived *before, *after; /* NULL: the record is not there */
} KjDerivedMove;

/* The verdict of one side; KJ_NO_VERDICT where there is none. */
KjVerdict kj_move_from(const KjMove *move);
KjVerdict kj_move_to(const KjMove *move);
/* What there is of either side: the rule, kind and id are the same. */
const KjJudgement *kj_move_any(const KjMove *move);

/* Verdicts that differ, or say something else. In the arena. */
KjMoves kj_moves_of(const KjRegistry *registry, const KjOrgResult *before, const KjOrgResult *after,
                    KjArena *arena);
KjDerivedMove *kj_derived_moves_of(const KjOrgResult *before, const KjOrgResult *after,
                                   KjArena *arena, size_t *count);
/* The derived value of a record's field, or NULL. */
const KjDerived *kj_derived_find(const KjOrgResult *org, int32_t kind, KjText id, int32_t field);

#endif
