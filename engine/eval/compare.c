/* Comparisons and membership. */
#include "engine/eval/horizon.h"
#include "engine/eval/kernels.h"
#include "engine/rules/registry_parts.h"

#include <string.h>

/* ---- a column against a constant: the fast road ---- */

/* A node whose value is the same for every lane of the block. */
static bool constant_of(const KjEval *eval, const KjExpr *expr, int32_t n, int64_t *whole,
                        double *real)
{
    const KjNode *node = &expr->nodes[n];
    switch (node->op) {
    case KJ_OP_CONST:
        *whole = node->cell;
        *real = node->real;
        return node->type != KJ_LIST;
    case KJ_OP_TODAY: *whole = eval->today; return true;
    case KJ_OP_PARAM: {
        const KjParamValue *param = &eval->params[node->a];
        *whole = param->cell;
        *real = param->real;
        return param->there && !eval->trace && node->type != KJ_LIST;
    }
    default: return false;
    }
}

static bool compare_column(KjEval *eval, const KjExpr *expr, const KjNode *node,
                           const KjFrame *frame, uint8_t *out)
{
    const KjNode *left = &expr->nodes[node->a];
    int64_t whole = 0;
    double real = 0;
    if (left->op != KJ_OP_FIELD || left->b < 0 || frame->rows || eval->trace || eval->missing ||
        eval->pending)
        return false;
    const KjField *field = &eval->dataset->schema->kinds[left->a].fields[left->b];
    const KjColumn *column = &eval->dataset->tables[left->a].columns[left->b];
    uint8_t right = expr->nodes[node->b].type;
    if ((field->derived && !column->ready) || field->type == KJ_REF ||
        (column->cell == KJ_CELL_F64 ? !kj_is_real(right) && right != KJ_INT : kj_is_real(right)) ||
        !constant_of(eval, expr, node->b, &whole, &real))
        return false;
    const uint8_t *valid = column->valid ? column->valid + frame->base : NULL;
    KjOp op = (KjOp)node->op;
    if (column->cell == KJ_CELL_F64)
        kj_kernel_f64(op, column->cells.f64 + frame->base, valid, frame->count, real, out);
    else if (column->cell == KJ_CELL_I32)
        kj_kernel_i32(op, column->cells.i32 + frame->base, valid, frame->count, whole, out);
    else
        kj_kernel_i64(op, column->cells.i64 + frame->base, valid, frame->count, whole, out);
    return true;
}

/* ---- in general ---- */

static bool holds(uint8_t op, int order)
{
    switch (op) {
    case KJ_OP_EQ: return order == 0;
    case KJ_OP_NE: return order != 0;
    case KJ_OP_LT: return order < 0;
    case KJ_OP_LE: return order <= 0;
    case KJ_OP_GT: return order > 0;
    default: return order >= 0;
    }
}

/* Text and enumerations compare by atom: only equality is typed for them. */
static void compare_whole(KjEval *eval, const KjExpr *expr, const KjNode *node,
                          const KjFrame *frame, uint8_t *out)
{
    uint32_t count = frame->count;
    int64_t *a = kj_arena_scratch(eval->scratch, count * sizeof *a);
    int64_t *b = kj_arena_scratch(eval->scratch, count * sizeof *b);
    uint8_t *a_ok = kj_arena_scratch(eval->scratch, count);
    uint8_t *b_ok = kj_arena_scratch(eval->scratch, count);
    kj_eval_whole(eval, expr, node->a, frame, a, a_ok);
    kj_eval_whole(eval, expr, node->b, frame, b, b_ok);
    for (uint32_t i = 0; i < count; i++)
        out[i] = !(a_ok[i] & b_ok[i])                             ? KJ_UNKNOWN
                 : holds(node->op, (a[i] > b[i]) - (a[i] < b[i])) ? KJ_PASS
                                                                  : KJ_FAIL;
}

static void compare_real(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                         uint8_t *out)
{
    uint32_t count = frame->count;
    double *a = kj_arena_scratch(eval->scratch, count * sizeof *a);
    double *b = kj_arena_scratch(eval->scratch, count * sizeof *b);
    uint8_t *a_ok = kj_arena_scratch(eval->scratch, count);
    uint8_t *b_ok = kj_arena_scratch(eval->scratch, count);
    kj_eval_real(eval, expr, node->a, frame, a, a_ok);
    kj_eval_real(eval, expr, node->b, frame, b, b_ok);
    for (uint32_t i = 0; i < count; i++)
        out[i] = !(a_ok[i] & b_ok[i])                             ? KJ_UNKNOWN
                 : holds(node->op, (a[i] > b[i]) - (a[i] < b[i])) ? KJ_PASS
                                                                  : KJ_FAIL;
}

/* True or false where every pair of values in the two ranges agrees. */
static uint8_t compare_bounds(uint8_t op, const KjRange *a, const KjRange *b)
{
    if (a->empty || b->empty)
        return KJ_UNKNOWN;
    bool exact = a->low == a->high && b->low == b->high;
    bool apart = a->high < b->low || a->low > b->high;
    switch (op) {
    case KJ_OP_EQ: return apart ? KJ_FAIL : exact ? KJ_PASS : KJ_UNKNOWN;
    case KJ_OP_NE: return apart ? KJ_PASS : exact ? KJ_FAIL : KJ_UNKNOWN;
    case KJ_OP_LT: return a->high < b->low ? KJ_PASS : a->low >= b->high ? KJ_FAIL : KJ_UNKNOWN;
    case KJ_OP_LE: return a->high <= b->low ? KJ_PASS : a->low > b->high ? KJ_FAIL : KJ_UNKNOWN;
    case KJ_OP_GT: return a->low > b->high ? KJ_PASS : a->high <= b->low ? KJ_FAIL : KJ_UNKNOWN;
    default: return a->low >= b->high ? KJ_PASS : a->high < b->low ? KJ_FAIL : KJ_UNKNOWN;
    }
}

static void compare_ranges(KjEval *eval, const KjExpr *expr, const KjNode *node,
                           const KjFrame *frame, uint8_t *out)
{
    uint32_t count = frame->count;
    KjRange *a = kj_arena_scratch(eval->scratch, count * sizeof *a);
    KjRange *b = kj_arena_scratch(eval->scratch, count * sizeof *b);
    kj_eval_range(eval, expr, node->a, frame, a);
    kj_eval_range(eval, expr, node->b, frame, b);
    for (uint32_t i = 0; i < count; i++)
        out[i] = compare_bounds(node->op, &a[i], &b[i]);
}

static void compare(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                    uint8_t *out)
{
    const KjNode *left = &expr->nodes[node->a], *right = &expr->nodes[node->b];
    if (compare_column(eval, expr, node, frame, out))
        return;
    if (left->ranged || right->ranged)
        compare_ranges(eval, expr, node, frame, out);
    else if (kj_is_real(left->type) || kj_is_real(right->type))
        compare_real(eval, expr, node, frame, out);
    else
        compare_whole(eval, expr, node, frame, out);
}

void kj_eval_compare(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     uint8_t *out)
{
    const KjNode *node = &expr->nodes[n];
    KjHorizon *horizon = eval->horizon;
    if (horizon && (expr->nodes[node->a].moving || expr->nodes[node->b].moving)) {
        kj_horizon_compare(eval, expr, node, frame);
        eval->horizon = NULL; /* what is read has been noted */
    }
    compare(eval, expr, node, frame, out);
    eval->horizon = horizon;
}

/* ---- membership ---- */

typedef struct Needles {
    int64_t *whole;
    double *real;
    uint8_t *ok;
    bool is_real;
} Needles;

static Needles needles(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame)
{
    Needles out = {kj_arena_scratch(eval->scratch, frame->count * sizeof(int64_t)),
                   kj_arena_scratch(eval->scratch, frame->count * sizeof(double)),
                   kj_arena_scratch(eval->scratch, frame->count), kj_is_real(expr->nodes[n].type)};
    if (out.is_real)
        kj_eval_real(eval, expr, n, frame, out.real, out.ok);
    else
        kj_eval_whole(eval, expr, n, frame, out.whole, out.ok);
    return out;
}

static bool same_as(const Needles *needle, uint32_t lane, const KjElements *elements, uint32_t e)
{
    if (elements->kind >= 0)
        return needle->whole[lane] == ((int64_t)elements->kind << 32 | (uint32_t)elements->rows[e]);
    if (!needle->is_real && !elements->real)
        return needle->whole[lane] == elements->whole[e];
    double own = needle->is_real ? needle->real[lane] : (double)needle->whole[lane];
    return own == (elements->real ? elements->real[e] : (double)elements->whole[e]);
}

static uint8_t find_in(const Needles *needle, uint32_t lane, const KjElements *elements)
{
    uint8_t found = KJ_FAIL;
    for (uint32_t e = elements->start[lane]; e < elements->start[lane + 1]; e++) {
        uint8_t sure = elements->sure ? elements->sure[e] : KJ_PASS;
        if (sure > found && same_as(needle, lane, elements, e))
            found = sure;
    }
    return found;
}

void kj_eval_in(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, uint8_t *out)
{
    const KjNode *node = &expr->nodes[n];
    Needles needle = needles(eval, expr, node->a, frame);
    KjElements elements;
    kj_eval_list(eval, expr, node->b, frame, &elements);
    for (uint32_t i = 0; i < frame->count; i++) {
        bool none = elements.ok[i] && elements.start[i] == elements.start[i + 1];
        uint8_t found = needle.ok[i] ? find_in(&needle, i, &elements) : KJ_UNKNOWN;
        bool open = !elements.ok[i] && found == KJ_FAIL; /* it may be among the others */
        out[i] = none ? KJ_FAIL : open ? KJ_UNKNOWN : found;
    }
}
