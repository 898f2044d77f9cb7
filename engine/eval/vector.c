/* A block of values of either sort: whole numbers or reals, with a validity byte each. */
#include "engine/eval/vector.h"

#include <string.h>

static void *wholes(KjEval *eval, uint32_t count)
{
    return kj_arena_scratch(eval->scratch, count * sizeof(int64_t));
}

static void *reals(KjEval *eval, uint32_t count)
{
    return kj_arena_scratch(eval->scratch, count * sizeof(double));
}

static void *bytes(KjEval *eval, uint32_t count)
{
    return kj_arena_scratch(eval->scratch, count);
}

KjVector kj_vector_new(KjEval *eval, uint8_t type, uint32_t count)
{
    KjVector out = {NULL, NULL, bytes(eval, count), kj_is_real(type)};
    if (out.is_real)
        out.real = reals(eval, count);
    else
        out.whole = wholes(eval, count);
    return out;
}

void kj_vector_eval(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                    KjVector *out)
{
    if (out->is_real)
        kj_eval_real(eval, expr, n, frame, out->real, out->ok);
    else
        kj_eval_whole(eval, expr, n, frame, out->whole, out->ok);
}

void kj_vector_copy(KjVector *to, uint32_t i, const KjVector *from, uint32_t j)
{
    to->ok[i] = from->ok[j];
    if (to->is_real)
        to->real[i] = from->ok[j] ? from->real[j] : 0;
    else
        to->whole[i] = from->ok[j] ? from->whole[j] : 0;
}

bool kj_vector_same(const KjVector *a, const KjVector *b, uint32_t i)
{
    return a->ok[i] && b->ok[i] &&
           (a->is_real ? a->real[i] == b->real[i] : a->whole[i] == b->whole[i]);
}

void kj_vector_clear(KjVector *out, uint32_t count)
{
    memset(out->ok, 0, count);
    if (out->is_real)
        memset(out->real, 0, count * sizeof *out->real);
    else
        memset(out->whole, 0, count * sizeof *out->whole);
}

void kj_vector_for_some(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                        const uint8_t *keep, KjVector *out)
{
    uint32_t *index = kj_arena_scratch(eval->scratch, frame->count * sizeof *index);
    KjFrame some = kj_frame_some(eval, frame, keep, index);
    KjVector part = {NULL, NULL, bytes(eval, some.count), out->is_real};
    part.whole = out->is_real ? NULL : wholes(eval, some.count);
    part.real = out->is_real ? reals(eval, some.count) : NULL;
    if (some.count == 0)
        return;
    kj_vector_eval(eval, expr, n, &some, &part);
    for (uint32_t i = 0; i < some.count; i++)
        kj_vector_copy(out, index[i], &part, i);
}
