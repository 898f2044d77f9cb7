/* Aggregates. A missing member makes an aggregate missing unless the known members decide: so
 * numbers are kept as ranges, and any and all follow Kleene's logic. */
#include "engine/eval/frame.h"

#include <math.h>
#include <string.h>

/* The members of every lane: whether each belongs (sure), and its truth or number. */
typedef struct Members {
    KjElements elements;
    KjFrame frame;
    uint8_t *truth;      /* boolean inner */
    long double *number; /* numeric inner */
    uint8_t *ok;
} Members;

static bool is_number(const KjExpr *expr, const KjNode *node)
{
    return node->b >= 0 && expr->nodes[node->b].type != KJ_BOOL;
}

static void inner_truth(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                        uint8_t *truth)
{
    if (frame->count == 0)
        return;
    if (!eval->missing) {
        kj_eval_truth(eval, expr, n, frame, truth);
        return;
    }
    for (uint32_t e = 0; e < frame->count; e++) { /* one by one: only what matters is noted */
        KjFrame one = kj_frame_one(eval, frame, e);
        kj_eval_truth(eval, expr, n, &one, truth + e);
    }
}

static void inner_number(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                         long double *number, uint8_t *ok)
{
    bool real = kj_is_real(expr->nodes[n].type);
    double *reals = kj_arena_scratch(eval->scratch, frame->count * sizeof *reals);
    int64_t *wholes = kj_arena_scratch(eval->scratch, frame->count * sizeof *wholes);
    uint32_t step = eval->missing ? 1 : frame->count;
    for (uint32_t e = 0; e < frame->count; e += step) {
        KjFrame part = step == 1 ? kj_frame_one(eval, frame, e) : *frame;
        if (real)
            kj_eval_real(eval, expr, n, &part, reals + e, ok + e);
        else
            kj_eval_whole(eval, expr, n, &part, wholes + e, ok + e);
    }
    for (uint32_t e = 0; e < frame->count; e++)
        number[e] = !ok[e] ? 0 : real ? (long double)reals[e] : (long double)wholes[e];
}

static void members_of(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                       Members *out)
{
    kj_eval_list(eval, expr, node->a, frame, &out->elements);
    out->frame = kj_frame_elements(eval, &out->elements, frame);
    uint32_t count = out->frame.count;
    out->truth = kj_arena_scratch(eval->scratch, count);
    out->ok = kj_arena_scratch(eval->scratch, count);
    out->number = kj_arena_scratch(eval->scratch, count * sizeof *out->number);
    memset(out->truth, KJ_PASS, count);
    memset(out->ok, 0xFF, count);
    if (node->b < 0) {
        for (uint32_t e = 0; e < count; e++)
            out->number[e] = out->elements.real    ? (long double)out->elements.real[e]
                             : out->elements.whole ? (long double)out->elements.whole[e]
                                                   : 0;
    } else if (is_number(expr, node)) {
        inner_number(eval, expr, node->b, &out->frame, out->number, out->ok);
    } else {
        inner_truth(eval, expr, node->b, &out->frame, out->truth);
    }
}

static uint8_t sure_of(const Members *members, uint32_t e)
{
    return members->elements.sure ? members->elements.sure[e] : KJ_PASS;
}

/* ---- any, all ---- */

void kj_eval_agg_truth(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                       uint8_t *out)
{
    const KjNode *node = &expr->nodes[n];
    bool any = node->agg == KJ_AGG_ANY;
    Members members;
    members_of(eval, expr, node, frame, &members);
    for (uint32_t i = 0; i < frame->count; i++) {
        uint8_t result = any ? KJ_FAIL : KJ_PASS;
        for (uint32_t e = members.elements.start[i]; e < members.elements.start[i + 1]; e++) {
            uint8_t truth = members.truth[e], sure = sure_of(&members, e);
            if (any) {
                truth = truth < sure ? truth : sure;
                result = truth > result ? truth : result;
            } else {
                uint8_t outside = (uint8_t)(KJ_PASS - sure);
                truth = truth > outside ? truth : outside;
                result = truth < result ? truth : result;
            }
        }
        /* Of a list that has more elements than these, only some one member decides. */
        bool decided = members.elements.ok[i] || result == (any ? KJ_PASS : KJ_FAIL);
        out[i] = decided ? result : KJ_UNKNOWN;
    }
}

/* ---- count, min, max, sum ---- */

static const KjRange NOTHING = {-INFINITY, INFINITY, true};

static KjRange count_range(const Members *members, uint32_t from, uint32_t to)
{
    KjRange out = {0, 0, false};
    for (uint32_t e = from; e < to; e++) {
        uint8_t truth = members->truth[e], sure = sure_of(members, e);
        uint8_t in = truth < sure ? truth : sure;
        out.low += in == KJ_PASS;
        out.high += in != KJ_FAIL;
    }
    return out;
}

/* The least value; for the greatest, signs are turned before and after. */
static KjRange least_range(const Members *members, uint32_t from, uint32_t to, long double sign)
{
    KjRange out = {INFINITY, INFINITY, true};
    for (uint32_t e = from; e < to; e++) {
        bool certain = sure_of(members, e) == KJ_PASS;
        long double value = members->ok[e] ? members->number[e] * sign : -INFINITY;
        out.low = value < out.low ? value : out.low;
        if (!certain)
            continue;
        out.empty = false;
        if (members->ok[e] && value < out.high)
            out.high = value;
    }
    return out.empty ? NOTHING : sign > 0 ? out : (KjRange){-out.high, -out.low, false};
}

/* The same where the list has more elements than these. */
static KjRange open_range(KjRange range, uint8_t agg, bool not_negative)
{
    if (range.empty)
        return NOTHING;
    if (agg == KJ_AGG_MIN || (agg == KJ_AGG_SUM && !not_negative))
        range.low = -INFINITY;
    if (agg != KJ_AGG_MIN)
        range.high = INFINITY;
    return range;
}

/* A missing member of a sum can be anything; if it is written as a length of time, anything not
 * below nothing. */
static KjRange sum_range(const Members *members, uint32_t from, uint32_t to, bool not_negative)
{
    KjRange out = {0, 0, false};
    for (uint32_t e = from; e < to; e++) {
        bool certain = sure_of(members, e) == KJ_PASS;
        long double value = members->number[e];
        if (!members->ok[e]) {
            out.low = not_negative ? out.low : -INFINITY;
            out.high = INFINITY;
        } else if (certain) {
            out.low += value;
            out.high += value;
        } else {
            out.low += value < 0 ? value : 0;
            out.high += value > 0 ? value : 0;
        }
    }
    return out;
}

static bool never_negative(const KjEval *eval, const KjExpr *expr, const KjNode *node)
{
    if (node->b < 0 || expr->nodes[node->b].op != KJ_OP_FIELD)
        return false;
    const KjNode *inner = &expr->nodes[node->b];
    return inner->type == KJ_DURATION &&
           !eval->dataset->schema->kinds[inner->a].fields[inner->b].derived;
}

static void agg_range(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                      KjRange *out)
{
    Members members;
    members_of(eval, expr, node, frame, &members);
    bool not_negative = never_negative(eval, expr, node);
    for (uint32_t i = 0; i < frame->count; i++) {
        uint32_t from = members.elements.start[i], to = members.elements.start[i + 1];
        out[i] = node->agg == KJ_AGG_COUNT ? count_range(&members, from, to)
                 : node->agg == KJ_AGG_MIN ? least_range(&members, from, to, 1)
                 : node->agg == KJ_AGG_MAX ? least_range(&members, from, to, -1)
                                           : sum_range(&members, from, to, not_negative);
        if (!members.elements.ok[i])
            out[i] = open_range(out[i], node->agg, not_negative);
    }
}

/* ---- arithmetic on ranges ---- */

static KjRange exact(long double value)
{
    return (KjRange){value, value, false};
}

/* The least and the greatest of four. */
static KjRange around(const long double corner[4])
{
    KjRange out = exact(corner[0]);
    for (int i = 1; i < 4; i++) {
        out.low = corner[i] < out.low ? corner[i] : out.low;
        out.high = corner[i] > out.high ? corner[i] : out.high;
    }
    return out;
}

static long double times(long double a, long double b)
{
    return a == 0 || b == 0 ? 0 : a * b; /* nothing times anything */
}

static KjRange product(KjRange a, KjRange b)
{
    return around((long double[4]){times(a.low, b.low), times(a.low, b.high), times(a.high, b.low),
                                   times(a.high, b.high)});
}

static long double over(long double a, long double b)
{
    return isinf(b) ? 0 : a / b;
}

/* Nothing can be said where the divisor may be zero. */
static KjRange quotient(KjRange a, KjRange b)
{
    if (b.low <= 0 && b.high >= 0)
        return NOTHING;
    return around((long double[4]){over(a.low, b.low), over(a.low, b.high), over(a.high, b.low),
                                   over(a.high, b.high)});
}

/* Sums and differences, of dates too: monotone in both operands. */
static KjRange shifted(const KjEval *eval, const KjExpr *expr, const KjNode *node, KjRange a,
                       KjRange b)
{
    if (node->op == KJ_OP_SUB)
        b = (KjRange){b.high, b.low, false};
    return (KjRange){kj_compute(eval, expr, node, a.low, b.low),
                     kj_compute(eval, expr, node, a.high, b.high), false};
}

static KjRange combine(const KjEval *eval, const KjExpr *expr, const KjNode *node, KjRange a,
                       KjRange b)
{
    uint8_t left = expr->nodes[node->a].type, right = expr->nodes[node->b].type;
    if (a.empty || b.empty)
        return NOTHING;
    switch (node->op) {
    case KJ_OP_ADD:
    case KJ_OP_SUB: return shifted(eval, expr, node, a, b);
    case KJ_OP_MUL:
        a = product(a, b);
        if ((left == KJ_PERCENT) != (right == KJ_PERCENT))
            a = (KjRange){a.low / 100, a.high / 100, false};
        return a;
    default: return quotient(a, b);
    }
}

/* Bounds round as single values do: a number that is known is the same one, however it is compared. */
static KjRange as_stored(uint8_t type, KjRange range)
{
    if (range.empty)
        return NOTHING;
    range.low = kj_as_stored(type, range.low);
    range.high = kj_as_stored(type, range.high);
    return range.low == range.high && isinf(range.low) ? NOTHING : range;
}

static void value_range(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                        KjRange *out)
{
    uint8_t *ok = kj_arena_scratch(eval->scratch, frame->count);
    bool real = kj_is_real(expr->nodes[n].type);
    double *reals = kj_arena_scratch(eval->scratch, frame->count * sizeof *reals);
    int64_t *wholes = kj_arena_scratch(eval->scratch, frame->count * sizeof *wholes);
    if (real)
        kj_eval_real(eval, expr, n, frame, reals, ok);
    else
        kj_eval_whole(eval, expr, n, frame, wholes, ok);
    for (uint32_t i = 0; i < frame->count; i++)
        out[i] = !ok[i] ? NOTHING : exact(real ? (long double)reals[i] : (long double)wholes[i]);
}

static void range_in(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     KjRange *out)
{
    const KjNode *node = &expr->nodes[n];
    if (!node->ranged) {
        value_range(eval, expr, n, frame, out);
        return;
    }
    if (node->op == KJ_OP_AGG) {
        agg_range(eval, expr, node, frame, out);
        for (uint32_t i = 0; i < frame->count; i++)
            out[i] = as_stored(node->type, out[i]);
        return;
    }
    KjRange *b = kj_arena_scratch(eval->scratch, frame->count * sizeof *b);
    kj_eval_range(eval, expr, node->a, frame, out);
    if (node->op == KJ_OP_NEG) {
        for (uint32_t i = 0; i < frame->count; i++)
            out[i] = (KjRange){-out[i].high, -out[i].low, out[i].empty};
        return;
    }
    kj_eval_range(eval, expr, node->b, frame, b);
    for (uint32_t i = 0; i < frame->count; i++)
        out[i] = as_stored(node->type, combine(eval, expr, node, out[i], b[i]));
}

void kj_eval_range(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, KjRange *out)
{
    size_t noted = eval->missing ? eval->missing->count : 0;
    range_in(eval, expr, n, frame, out);
    if (eval->missing && frame->count == 1 && !out[0].empty && out[0].low == out[0].high)
        eval->missing->count = noted;
}
