/* The arrays grow by doubling in scratch memory; what is left behind goes with the block's mark. */
#include "engine/eval/gather.h"

#include <string.h>

static void *grown(KjEval *eval, const void *old, uint32_t count, uint32_t capacity, size_t size)
{
    void *now = kj_arena_scratch(eval->scratch, (size_t)capacity * size);
    if (old && count)
        memcpy(now, old, (size_t)count * size);
    return now;
}

void kj_gather_begin(KjGather *gather, KjEval *eval, uint32_t lanes, int32_t kind, uint8_t type,
                     KjElements *out)
{
    *out = (KjElements){.kind = kind};
    out->start = kj_arena_scratch(eval->scratch, (lanes + 1) * sizeof *out->start);
    out->ok = kj_arena_scratch(eval->scratch, lanes);
    memset(out->ok, 0xFF, lanes);
    *gather = (KjGather){eval, out, 0, 0, kind < 0 && kj_is_real(type), false};
}

static void reserve(KjGather *gather, uint32_t more)
{
    KjElements *out = gather->out;
    if (gather->count + more <= gather->capacity)
        return;
    uint32_t capacity = gather->capacity * 2 > gather->count + more ? gather->capacity * 2
                                                                    : gather->count + more + 16;
    if (out->kind >= 0)
        out->rows = grown(gather->eval, out->rows, gather->count, capacity, sizeof *out->rows);
    else if (gather->real)
        out->real = grown(gather->eval, out->real, gather->count, capacity, sizeof *out->real);
    else
        out->whole = grown(gather->eval, out->whole, gather->count, capacity, sizeof *out->whole);
    if (gather->uncertain)
        out->sure = grown(gather->eval, out->sure, gather->count, capacity, 1);
    gather->capacity = capacity;
}

static void become_uncertain(KjGather *gather)
{
    if (gather->uncertain)
        return;
    gather->uncertain = true;
    gather->out->sure = kj_arena_scratch(gather->eval->scratch, gather->capacity + 1);
    memset(gather->out->sure, KJ_PASS, gather->count);
}

void kj_gather_row(KjGather *gather, int32_t row)
{
    reserve(gather, 1);
    if (gather->uncertain)
        gather->out->sure[gather->count] = KJ_PASS;
    gather->out->rows[gather->count++] = row;
}

void kj_gather_doubtful(KjGather *gather, int32_t row, uint8_t sure)
{
    if (sure != KJ_PASS)
        become_uncertain(gather);
    kj_gather_row(gather, row);
    if (sure != KJ_PASS)
        gather->out->sure[gather->count - 1] = sure;
}

void kj_gather_scalar(KjGather *gather, int64_t whole, double real)
{
    reserve(gather, 1);
    if (gather->uncertain)
        gather->out->sure[gather->count] = KJ_PASS;
    if (gather->real)
        gather->out->real[gather->count++] = real;
    else
        gather->out->whole[gather->count++] = whole;
}

/* One element of another list, with its certainty. */
void kj_gather_from(KjGather *gather, const KjElements *from, uint32_t e, uint8_t sure)
{
    uint8_t own = from->sure ? from->sure[e] : KJ_PASS;
    uint8_t least = own < sure ? own : sure;
    if (least != KJ_PASS)
        become_uncertain(gather);
    if (from->kind >= 0)
        kj_gather_row(gather, from->rows[e]);
    else
        kj_gather_scalar(gather, from->whole ? from->whole[e] : 0, from->real ? from->real[e] : 0);
    if (gather->uncertain)
        gather->out->sure[gather->count - 1] = least;
}
