/* Arithmetic, of numbers and of dates. Operands are long double: exact for every int64 and double. */
#include "engine/eval/vector.h"

#include <math.h>

static void *bytes(KjEval *eval, uint32_t count)
{
    return kj_arena_scratch(eval->scratch, count);
}

/* Operands as long double: exact for every int64 and double. */
static void operand(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                    long double *out, uint8_t *ok)
{
    KjVector value = kj_vector_new(eval, expr->nodes[n].type, frame->count);
    kj_vector_eval(eval, expr, n, frame, &value);
    for (uint32_t i = 0; i < frame->count; i++) {
        ok[i] = value.ok[i];
        out[i] = !ok[i]          ? 0
                 : value.is_real ? (long double)value.real[i]
                                 : (long double)value.whole[i];
    }
}

/* As a node of the type would hold it: reals as double, everything else rounded to a whole. */
long double kj_as_stored(uint8_t type, long double value)
{
    return kj_is_real(type) ? (long double)(double)value : roundl(value);
}

static bool is_day(uint8_t type)
{
    return type == KJ_DATE || type == KJ_DATETIME;
}

/* The day so many months later; infinite where that is beyond the years 1 to 9999. */
static long double months_later(int32_t day, long double months)
{
    KjCivil civil = kj_civil_from_date(day);
    long double month = (long double)civil.year * 12 + civil.month - 1 + months;
    if (month < 12 || month >= 120000)
        return month < 12 ? -INFINITY : INFINITY;
    return kj_date_add_months(day, (int32_t)months);
}

/* date - date is a duration; a date moved by a duration or a period is a date. */
static long double date_result(const KjEval *eval, uint8_t op, uint8_t left, uint8_t right,
                               long double a, long double b)
{
    if (is_day(left) && is_day(right))
        return left == KJ_DATE ? (a - b) * 86400 : a - b;
    if (!is_day(left)) /* duration + date */
        return date_result(eval, op, right, left, b, a);
    long double by = op == KJ_OP_SUB ? -b : b;
    if (isinf(a) || isinf(by))
        return isinf(a) ? a : by;
    if (right != KJ_PERIOD)
        return left == KJ_DATE ? a + floorl(by / 86400) : a + by;
    return months_later((int32_t)a, by); /* only dates move by months */
}

static long double compute(const KjEval *eval, const KjNode *node, uint8_t left, uint8_t right,
                           long double a, long double b)
{
    if (is_day(left) || is_day(right))
        return date_result(eval, node->op, left, right, a, b);
    /* money * money does not type, so the scale of money stays as it is; 20 % of is a fraction. */
    bool fraction = node->op == KJ_OP_MUL && (left == KJ_PERCENT) != (right == KJ_PERCENT);
    switch (node->op) {
    case KJ_OP_ADD: return a + b;
    case KJ_OP_SUB: return a - b;
    case KJ_OP_MUL: return fraction ? a * b / 100 : a * b;
    default: return a / b;
    }
}

long double kj_compute(const KjEval *eval, const KjExpr *expr, const KjNode *node, long double a,
                       long double b)
{
    return compute(eval, node, expr->nodes[node->a].type, expr->nodes[node->b].type, a, b);
}

/* Dates and the days of datetimes lie in the years 1 to 9999. */
static bool beyond_calendar(const KjEval *eval, uint8_t type, int64_t whole)
{
    if (type == KJ_DATE)
        return whole < KJ_FIRST_DAY || whole > KJ_LAST_DAY;
    return type == KJ_DATETIME && (whole < kj_datetime_at(KJ_FIRST_DAY, eval->zone) ||
                                   whole >= kj_datetime_at(KJ_LAST_DAY, eval->zone) + 86400);
}

bool kj_whole_fits(const KjEval *eval, uint8_t type, long double whole)
{
    return whole >= -9.2e18L && whole <= 9.2e18L && !beyond_calendar(eval, type, (int64_t)whole);
}

void kj_vector_store(const KjEval *eval, const KjNode *node, long double value, KjVector *out,
                     uint32_t i)
{
    if (out->is_real) {
        out->real[i] = (double)value + 0.0; /* never -0 */
        out->ok[i] = isfinite(out->real[i]) ? 0xFF : 0;
    } else {
        long double whole = roundl(value);
        out->ok[i] = kj_whole_fits(eval, node->type, whole) ? 0xFF : 0;
        out->whole[i] = out->ok[i] ? (int64_t)whole : 0;
    }
}

static void arithmetic(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                       KjVector *out)
{
    uint32_t count = frame->count;
    long double *a = kj_arena_scratch(eval->scratch, count * sizeof *a);
    long double *b = kj_arena_scratch(eval->scratch, count * sizeof *b);
    uint8_t *a_ok = bytes(eval, count), *b_ok = bytes(eval, count);
    uint8_t left = expr->nodes[node->a].type, right = expr->nodes[node->b].type;
    operand(eval, expr, node->a, frame, a, a_ok);
    operand(eval, expr, node->b, frame, b, b_ok);
    kj_vector_clear(out, count);
    for (uint32_t i = 0; i < count; i++)
        if (a_ok[i] && b_ok[i] && !(node->op == KJ_OP_DIV && b[i] == 0))
            kj_vector_store(eval, node, compute(eval, node, left, right, a[i], b[i]), out, i);
}

static void negate(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                   KjVector *out)
{
    kj_vector_eval(eval, expr, node->a, frame, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        if (out->is_real)
            out->real[i] = 0.0 - out->real[i];
        else if (out->whole[i] == INT64_MIN)
            out->ok[i] = 0;
        else
            out->whole[i] = -out->whole[i];
    }
}

void kj_eval_arithmetic(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                        KjVector *out)
{
    if (node->op == KJ_OP_NEG)
        negate(eval, expr, node, frame, out);
    else
        arithmetic(eval, expr, node, frame, out);
}
