/* Relations followed to their end: everything that can be reached, cycles and their chains. */
#include "engine/eval/chain.h"
#include "engine/eval/gather.h"

#include <stdlib.h>
#include <string.h>

static void relation(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     KjElements *out)
{
    if (expr->nodes[n].type == KJ_LIST)
        kj_eval_list(eval, expr, n, frame, out);
    else
        kj_list_single(eval, expr, n, frame, out);
}

/* A set of rows, as large as what is in it: open addressing, rows also in the order of coming. */
typedef struct RowSet {
    int32_t *slots; /* row + 1, 0 empty */
    uint32_t size;  /* a power of two */
    int32_t *rows;
    uint32_t count;
} RowSet;

static RowSet set_new(KjEval *eval, uint32_t size)
{
    RowSet set = {kj_arena_scratch(eval->scratch, size * sizeof(int32_t)), size,
                  kj_arena_scratch(eval->scratch, size * sizeof(int32_t)), 0};
    memset(set.slots, 0, size * sizeof *set.slots);
    return set;
}

static uint32_t slot_of(const RowSet *set, int32_t row)
{
    uint32_t at = (uint32_t)row * 0x9E3779B1u & (set->size - 1);
    while (set->slots[at] && set->slots[at] != row + 1)
        at = (at + 1) & (set->size - 1);
    return at;
}

static bool set_has(const RowSet *set, int32_t row)
{
    return set->slots[slot_of(set, row)] != 0;
}

/* False if the row was there already. */
static bool set_add(KjEval *eval, RowSet *set, int32_t row)
{
    uint32_t at = slot_of(set, row);
    if (set->slots[at])
        return false;
    if (set->count * 2 >= set->size) {
        RowSet wide = set_new(eval, set->size * 2);
        for (uint32_t i = 0; i < set->count; i++)
            set_add(eval, &wide, set->rows[i]);
        *set = wide;
        at = slot_of(set, row);
    }
    set->slots[at] = row + 1;
    set->rows[set->count++] = row;
    return true;
}

/* What can be reached from one lane. */
typedef struct Reached {
    RowSet sure, maybe; /* maybe: by way of elements that may not belong, too */
    bool whole;         /* no list on the way is missing */
} Reached;

/* The frame of the rows found, standing where the first one stands. */
static KjFrame frontier_of(KjEval *eval, const KjFrame *start, const int32_t *rows, uint32_t count)
{
    KjFrame frontier = {start->kind, count, 0, rows, NULL, NULL, start->outer, NULL};
    if (!start->lane)
        return frontier;
    uint32_t *lane = kj_arena_scratch(eval->scratch, (count + 1) * sizeof *lane);
    for (uint32_t i = 0; i < count; i++)
        lane[i] = start->lane[0];
    frontier.lane = lane;
    return frontier;
}

/* Adds what can be reached, breadth first, a whole frontier at a time; `all`: also by way of elements
 * that may not belong. True if there was any such element. */
static bool spread(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *start, bool all,
                   Reached *out)
{
    bool doubt = false;
    RowSet *set = all ? &out->maybe : &out->sure;
    KjFrame frontier = *start;
    while (frontier.count > 0) {
        KjElements next;
        relation(eval, expr, n, &frontier, &next);
        uint32_t from = set->count, total = next.start[frontier.count];
        for (uint32_t i = 0; i < frontier.count; i++)
            out->whole = out->whole && next.ok[i];
        for (uint32_t e = 0; e < total; e++) {
            bool sure = !next.sure || next.sure[e] == KJ_PASS;
            doubt |= !sure;
            if (sure || all)
                set_add(eval, set, next.rows[e]);
        }
        frontier = frontier_of(eval, start, set->rows + from, set->count - from);
    }
    return doubt;
}

static Reached follow(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                      uint32_t lane)
{
    KjFrame one = kj_frame_one(eval, frame, lane);
    Reached out = {set_new(eval, 16), set_new(eval, 16), true};
    if (spread(eval, expr, n, &one, false, &out))
        spread(eval, expr, n, &one, true, &out);
    return out;
}

static uint8_t reached(const Reached *from, int32_t row)
{
    return set_has(&from->sure, row) ? KJ_PASS : set_has(&from->maybe, row) ? KJ_UNKNOWN : KJ_FAIL;
}

static int by_row(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* What was reached, by row; the wider set, where there is one, holds the other. */
static void gather_reached(KjGather *gather, const Reached *found)
{
    const RowSet *set = found->maybe.count ? &found->maybe : &found->sure;
    int32_t *rows = kj_arena_scratch(gather->eval->scratch, (set->count + 1) * sizeof *rows);
    memcpy(rows, set->rows, set->count * sizeof *rows);
    qsort(rows, set->count, sizeof *rows, by_row);
    for (uint32_t i = 0; i < set->count; i++)
        kj_gather_doubtful(gather, rows[i], reached(found, rows[i]));
}

void kj_list_reach(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                   KjElements *out)
{
    KjGather gather;
    kj_gather_begin(&gather, eval, frame->count, frame->kind, KJ_REF, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        out->ok[i] = 0;
        if (kj_frame_row(frame, i) < 0)
            continue;
        Reached found = follow(eval, expr, node->a, frame, i);
        out->ok[i] = found.whole ? 0xFF : 0;
        gather_reached(&gather, &found);
    }
    out->start[frame->count] = gather.count;
}

void kj_eval_cyclic(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, uint8_t *out)
{
    const KjNode *node = &expr->nodes[n];
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        out[i] = KJ_UNKNOWN;
        if (row < 0)
            continue;
        Reached found = follow(eval, expr, node->a, frame, i);
        out[i] = reached(&found, row);
        if (out[i] == KJ_FAIL && !found.whole)
            out[i] = KJ_UNKNOWN;
    }
}

/* ---- the chain of a cycle ---- */

/* The shortest way back to the frame's record, as "a → b → a"; empty if there is none. */
KjText kj_eval_chain(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     KjArena *arena)
{
    int32_t start = kj_frame_row(frame, 0);
    uint32_t rows = eval->dataset->tables[frame->kind].rows;
    int32_t *from = kj_arena_scratch(eval->scratch, (rows + 1) * sizeof *from);
    int32_t *queue = kj_arena_scratch(eval->scratch, (rows + 1) * sizeof *queue);
    uint32_t head = 0, tail = 0;
    memset(from, 0xFF, (rows + 1) * sizeof *from);
    if (start < 0)
        return KJ_TEXT("");
    for (queue[tail++] = start; head < tail && from[start] < 0; head++) {
        KjElements next;
        KjFrame one = frontier_of(eval, frame, &queue[head], 1);
        relation(eval, expr, expr->nodes[n].a, &one, &next);
        for (uint32_t e = 0; e < next.start[1]; e++) {
            int32_t row = next.rows[e];
            if (from[row] >= 0 || (next.sure && next.sure[e] != KJ_PASS))
                continue;
            from[row] = queue[head];
            if (row != start)
                queue[tail++] = row;
        }
    }
    if (from[start] < 0)
        return KJ_TEXT("");
    uint32_t count = 1;
    for (int32_t at = from[start]; at != start; at = from[at])
        count++;
    KjText *ids = kj_arena_scratch(eval->scratch, (count + 1) * sizeof *ids);
    int32_t at = start;
    for (uint32_t i = count + 1; i-- > 0; at = from[at])
        ids[i] = kj_record_id(eval->dataset, (KjRef){frame->kind, at});
    return kj_chain_text(ids, count + 1, arena);
}
