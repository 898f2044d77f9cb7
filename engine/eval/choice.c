/* Values chosen among others: if, least, greatest, first, bands and tables. */
#include "engine/eval/vector.h"

#include <string.h>

static void *wholes(KjEval *eval, uint32_t count)
{
    return kj_arena_scratch(eval->scratch, count * sizeof(int64_t));
}

static void *bytes(KjEval *eval, uint32_t count)
{
    return kj_arena_scratch(eval->scratch, count);
}

static void choose(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                   KjVector *out)
{
    uint32_t count = frame->count;
    uint8_t *condition = bytes(eval, count), *keep = bytes(eval, count);
    KjVector yes = kj_vector_new(eval, node->type, count),
             no = kj_vector_new(eval, node->type, count);
    kj_eval_truth(eval, expr, node->a, frame, condition);
    kj_vector_clear(&yes, count);
    kj_vector_clear(&no, count);
    for (uint32_t i = 0; i < count; i++)
        keep[i] = condition[i] != KJ_FAIL;
    kj_vector_for_some(eval, expr, node->b, frame, keep, &yes);
    for (uint32_t i = 0; i < count; i++)
        keep[i] = condition[i] != KJ_PASS;
    if (node->c >= 0)
        kj_vector_for_some(eval, expr, node->c, frame, keep, &no);
    kj_vector_clear(out, count);
    for (uint32_t i = 0; i < count; i++) {
        if (condition[i] == KJ_PASS || (condition[i] == KJ_UNKNOWN && kj_vector_same(&yes, &no, i)))
            kj_vector_copy(out, i, &yes, i);
        else if (condition[i] == KJ_FAIL)
            kj_vector_copy(out, i, &no, i);
    }
}

static bool better(const KjNode *node, const KjVector *best, const KjVector *next, uint32_t i)
{
    if (!next->ok[i])
        return false;
    if (!best->ok[i])
        return true;
    if (node->op == KJ_OP_FIRST)
        return false;
    bool less = best->is_real ? next->real[i] < best->real[i] : next->whole[i] < best->whole[i];
    bool more = best->is_real ? next->real[i] > best->real[i] : next->whole[i] > best->whole[i];
    return node->op == KJ_OP_LEAST ? less : more;
}

/* least, greatest, first: of those that are there. */
static void pick(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                 KjVector *out)
{
    uint32_t count = frame->count;
    kj_vector_clear(out, count);
    for (int32_t k = 0; k < node->more_count; k++) {
        KjVector next = kj_vector_new(eval, node->type, count);
        uint8_t type = expr->nodes[node->more[k]].type;
        if (next.is_real && !kj_is_real(type)) {
            int64_t *whole = wholes(eval, count);
            kj_eval_whole(eval, expr, node->more[k], frame, whole, next.ok);
            for (uint32_t i = 0; i < count; i++)
                next.real[i] = (double)whole[i];
        } else {
            kj_vector_eval(eval, expr, node->more[k], frame, &next);
        }
        for (uint32_t i = 0; i < count; i++)
            if (better(node, out, &next, i))
                kj_vector_copy(out, i, &next, i);
    }
}

void kj_note_param(KjEval *eval, int32_t number, const KjFrame *frame)
{
    if (eval->trace && frame->count > 0)
        kj_trace_add(eval->trace, KJ_TRACE_PARAMETER, number, 0);
    if (eval->missing && !eval->params[number].there && frame->count > 0)
        kj_trace_add(eval->missing, KJ_TRACE_PARAMETER, number, 0);
}

static void band(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                 KjVector *out)
{
    const KjParamValue *param = &eval->params[node->b];
    uint32_t count = frame->count;
    KjVector value = kj_vector_new(eval, expr->nodes[node->a].type, count);
    kj_vector_eval(eval, expr, node->a, frame, &value);
    kj_note_param(eval, node->b, frame);
    kj_vector_clear(out, count);
    for (uint32_t i = 0; i < count; i++) {
        for (size_t b = 0; value.ok[i] && b < param->band_count; b++) {
            const KjBand *step = &param->bands[b];
            if (step->open ||
                (value.is_real ? value.real[i] <= step->real : value.whole[i] <= step->cell)) {
                out->whole[i] = step->atom;
                out->ok[i] = 0xFF;
                break;
            }
        }
    }
}

static bool entry_fits(const KjParamValue *param, size_t entry, const KjVector *keys, size_t n,
                       uint32_t lane)
{
    for (size_t k = 0; k < n; k++)
        if (param->keys[entry][k] != keys[k].whole[lane])
            return false;
    return true;
}

static void lookup(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                   KjVector *out)
{
    const KjParamValue *param = &eval->params[node->a];
    uint32_t count = frame->count;
    size_t n = (size_t)node->more_count;
    KjVector *keys = kj_arena_scratch(eval->scratch, n * sizeof *keys);
    for (size_t k = 0; k < n; k++) {
        keys[k] = kj_vector_new(eval, KJ_TEXT_TYPE, count);
        kj_vector_eval(eval, expr, node->more[k], frame, &keys[k]);
    }
    kj_note_param(eval, node->a, frame);
    kj_vector_clear(out, count);
    for (uint32_t i = 0; i < count; i++) {
        bool there = param->there && param->key_count == n;
        for (size_t k = 0; k < n; k++)
            there = there && keys[k].ok[i];
        for (size_t e = 0; there && e < param->count; e++) {
            if (!entry_fits(param, e, keys, n, i))
                continue;
            out->ok[i] = 0xFF;
            if (out->is_real)
                out->real[i] = param->reals[e];
            else
                out->whole[i] = param->cells[e];
            break;
        }
    }
}

void kj_eval_choice(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                    KjVector *out)
{
    if (node->op == KJ_OP_IF)
        choose(eval, expr, node, frame, out);
    else if (node->op == KJ_OP_BAND)
        band(eval, expr, node, frame, out);
    else if (node->op == KJ_OP_LOOKUP)
        lookup(eval, expr, node, frame, out);
    else
        pick(eval, expr, node, frame, out);
}
