/* Both results are sorted alike, so one walk along the two finds what differs. */
#include "engine/eval/moves.h"

KjVerdict kj_move_from(const KjMove *move)
{
    return move->before ? move->before->verdict : KJ_NO_VERDICT;
}

KjVerdict kj_move_to(const KjMove *move)
{
    return move->after ? move->after->verdict : KJ_NO_VERDICT;
}

const KjJudgement *kj_move_any(const KjMove *move)
{
    return move->after ? move->after : move->before;
}

/* ---- verdicts ---- */

static int compare(const KjRegistry *registry, const KjJudgement *a, const KjJudgement *b)
{
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    const KjRule *rule = &registry->rules[a->rule];
    size_t x = kj_rule_place(rule, a->kind), y = kj_rule_place(rule, b->kind);
    return x != y ? (x < y ? -1 : 1) : kj_text_compare(a->id, b->id);
}

static bool says_the_same(const KjJudgement *a, const KjJudgement *b)
{
    return a->verdict == b->verdict && a->underlying == b->underlying &&
           kj_text_compare(a->message, b->message) == 0;
}

static void add(KjMoves *moves, const KjJudgement *before, const KjJudgement *after)
{
    KjMove *move = &moves->items[moves->count++];
    *move = (KjMove){.before = before, .after = after};
    move->turn = kj_turn(kj_move_from(move), kj_move_to(move));
    moves->of[move->turn]++;
}

KjMoves kj_moves_of(const KjRegistry *registry, const KjOrgResult *before, const KjOrgResult *after,
                    KjArena *arena)
{
    size_t a = 0, b = 0, most = before->judgement_count + after->judgement_count;
    KjMoves moves = {.items = kj_arena_array(arena, most + 1, sizeof *moves.items)};
    while (a < before->judgement_count || b < after->judgement_count) {
        const KjJudgement *x = &before->judgements[a], *y = &after->judgements[b];
        int order = a == before->judgement_count  ? 1
                    : b == after->judgement_count ? -1
                                                  : compare(registry, x, y);
        if (order || !says_the_same(x, y))
            add(&moves, order <= 0 ? x : NULL, order >= 0 ? y : NULL);
        a += order <= 0;
        b += order >= 0;
    }
    return moves;
}

/* ---- derived values ---- */

static int compare_key(const KjDerived *a, int32_t kind, KjText id, int32_t field)
{
    if (a->kind != kind)
        return a->kind < kind ? -1 : 1;
    int order = kj_text_compare(a->id, id);
    return order ? order : (a->field > field) - (a->field < field);
}

KjDerivedMove *kj_derived_moves_of(const KjOrgResult *before, const KjOrgResult *after,
                                   KjArena *arena, size_t *count)
{
    size_t a = 0, b = 0, most = before->derived_count + after->derived_count;
    KjDerivedMove *moves = kj_arena_array(arena, most + 1, sizeof *moves);
    *count = 0;
    while (a < before->derived_count || b < after->derived_count) {
        const KjDerived *x = &before->derived[a], *y = &after->derived[b];
        int order = a == before->derived_count  ? 1
                    : b == after->derived_count ? -1
                                                : compare_key(x, y->kind, y->id, y->field);
        if (order || !kj_value_equal(&x->value, &y->value))
            moves[(*count)++] = (KjDerivedMove){order <= 0 ? x : NULL, order >= 0 ? y : NULL};
        a += order <= 0;
        b += order >= 0;
    }
    return moves;
}

const KjDerived *kj_derived_find(const KjOrgResult *org, int32_t kind, KjText id, int32_t field)
{
    size_t low = 0, high = org->derived_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_key(&org->derived[middle], kind, id, field);
        if (order == 0)
            return &org->derived[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
