/* Every unknown verdict names the facts whose absence left it so. Turned around and counted, they say what
 * is worth asking first. A verdict that misses no fact waits for an answer, if its rule asks one. */
#include "engine/output/next.h"

#include <stdlib.h>

typedef struct Wait { /* a verdict that waits for a fact */
    const KjFact *fact;
    const KjJudgement *verdict;
    bool alone;
} Wait;

typedef struct Waits {
    Wait *items;
    size_t count, capacity;
} Waits;

static int compare_facts(const KjFact *a, const KjFact *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int order = kj_text_compare(a->id, b->id);
    return order ? order : (a->field > b->field) - (a->field < b->field);
}

static int by_fact(const void *left, const void *right)
{
    const Wait *a = left, *b = right;
    int order = compare_facts(a->fact, b->fact);

    return order ? order : (a->verdict > b->verdict) - (a->verdict < b->verdict);
}

/* What a pack computes cannot be recorded. */
static bool can_be_recorded(const KjView *view, const KjFact *fact)
{
    const KjSchema *schema = view->registry->schema;

    return fact->kind < 0 || fact->field < 0 ||
           !schema->kinds[fact->kind].fields[fact->field].derived;
}

/* Whether it waits for any. */
static bool gather(const KjView *view, const KjJudgement *judgement, Waits *waits)
{
    size_t first = waits->count;

    for (size_t i = 0; i < judgement->missing_count; i++) {
        Wait wait = {&judgement->missing[i], judgement, false};

        if (can_be_recorded(view, wait.fact))
            KJ_PUSH(waits->items, waits->count, waits->capacity, wait);
    }
    if (waits->count == first + 1)
        waits->items[first].alone = judgement->missing_count == 1;
    return waits->count > first;
}

static int by_worth(const void *left, const void *right)
{
    const KjNextItem *a = left, *b = right;

    if (a->settles != b->settles)
        return a->settles > b->settles ? -1 : 1;
    if (a->touches != b->touches)
        return a->touches > b->touches ? -1 : 1;
    if (!a->fact != !b->fact)
        return a->fact ? -1 : 1;
    if (a->fact)
        return compare_facts(a->fact, b->fact);
    if (a->question->rule != b->question->rule)
        return a->question->rule < b->question->rule ? -1 : 1;
    return kj_text_compare(a->question->id, b->question->id);
}

/* One item for every fact; the same fact twice in one verdict counts once. */
static size_t add_facts(KjNextItem *items, Waits *waits, KjArena *arena)
{
    size_t count = 0;

    if (waits->count)
        qsort(waits->items, waits->count, sizeof *waits->items, by_fact);
    for (size_t from = 0, to; from < waits->count; from = to) {
        KjNextItem *item = &items[count++];

        to = from + 1;
        while (to < waits->count &&
               compare_facts(waits->items[from].fact, waits->items[to].fact) == 0)
            to++;
        item->fact = waits->items[from].fact;
        item->verdicts = kj_arena_array(arena, to - from, sizeof *item->verdicts);
        for (size_t i = from; i < to; i++) {
            if (i > from && waits->items[i].verdict == waits->items[i - 1].verdict)
                continue;
            item->verdicts[item->touches++] = waits->items[i].verdict;
            item->settles += waits->items[i].alone;
        }
    }
    return count;
}

KjNext kj_next_of(const KjView *view, const KjOrgResult *org, KjArena *arena)
{
    const KjJudgement **asked = kj_arena_array(arena, org->judgement_count + 1, sizeof *asked);
    KjNext next = {0};
    Waits waits = {0};
    size_t questions = 0;

    for (size_t i = 0; i < org->judgement_count; i++) {
        const KjJudgement *judgement = &org->judgements[i];

        if (judgement->verdict != KJ_UNKNOWN)
            continue;
        next.unknown++;
        if (gather(view, judgement, &waits))
            continue;
        if (view->registry->rules[judgement->rule].ask)
            asked[questions++] = judgement;
        else
            next.stuck++;
    }
    next.items = kj_arena_array(arena, waits.count + questions + 1, sizeof *next.items);
    next.count = add_facts(next.items, &waits, arena);
    for (size_t i = 0; i < questions; i++) {
        const KjJudgement **verdict = kj_arena_array(arena, 1, sizeof *verdict);

        *verdict = asked[i];
        next.items[next.count++] =
            (KjNextItem){.question = asked[i], .settles = 1, .touches = 1, .verdicts = verdict};
    }
    if (next.count)
        qsort(next.items, next.count, sizeof *next.items, by_worth);
    kj_free(waits.items);
    return next;
}
