/* Values: whole and real nodes over a frame. */
#include "engine/eval/frame.h"

#include <math.h>
#include <string.h>

#define FIRST_DAY (-719162) /* of year 1 */
#define LAST_DAY 2932896    /* of year 9999 */
#define FISCAL_YEAR_START 401

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

/* ---- a vector of either sort ---- */

typedef struct Vector { /* whole or real is used, by the node's type */
    int64_t *whole;
    double *real;
    uint8_t *ok;
    bool is_real;
} Vector;

static Vector vector_new(KjEval *eval, uint8_t type, uint32_t count)
{
    Vector out = {NULL, NULL, bytes(eval, count), kj_is_real(type)};
    if (out.is_real)
        out.real = reals(eval, count);
    else
        out.whole = wholes(eval, count);
    return out;
}

static void vector_eval(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                        Vector *out)
{
    if (out->is_real)
        kj_eval_real(eval, expr, n, frame, out->real, out->ok);
    else
        kj_eval_whole(eval, expr, n, frame, out->whole, out->ok);
}

static void vector_copy(Vector *to, uint32_t i, const Vector *from, uint32_t j)
{
    to->ok[i] = from->ok[j];
    if (to->is_real)
        to->real[i] = from->ok[j] ? from->real[j] : 0;
    else
        to->whole[i] = from->ok[j] ? from->whole[j] : 0;
}

static bool vector_same(const Vector *a, const Vector *b, uint32_t i)
{
    return a->ok[i] && b->ok[i] &&
           (a->is_real ? a->real[i] == b->real[i] : a->whole[i] == b->whole[i]);
}

static void vector_clear(Vector *out, uint32_t count)
{
    memset(out->ok, 0, count);
    if (out->is_real)
        memset(out->real, 0, count * sizeof *out->real);
    else
        memset(out->whole, 0, count * sizeof *out->whole);
}

static void vector_for_some(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                            const uint8_t *keep, Vector *out)
{
    uint32_t *index = kj_arena_scratch(eval->scratch, frame->count * sizeof *index);
    KjFrame some = kj_frame_some(eval, frame, keep, index);
    Vector part = {NULL, NULL, bytes(eval, some.count), out->is_real};
    part.whole = out->is_real ? NULL : wholes(eval, some.count);
    part.real = out->is_real ? reals(eval, some.count) : NULL;
    if (some.count == 0)
        return;
    vector_eval(eval, expr, n, &some, &part);
    for (uint32_t i = 0; i < some.count; i++)
        vector_copy(out, index[i], &part, i);
}

/* ---- functions ---- */

static void choose(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                   Vector *out)
{
    uint32_t count = frame->count;
    uint8_t *condition = bytes(eval, count), *keep = bytes(eval, count);
    Vector yes = vector_new(eval, node->type, count), no = vector_new(eval, node->type, count);
    kj_eval_truth(eval, expr, node->a, frame, condition);
    vector_clear(&yes, count);
    vector_clear(&no, count);
    for (uint32_t i = 0; i < count; i++)
        keep[i] = condition[i] != KJ_FAIL;
    vector_for_some(eval, expr, node->b, frame, keep, &yes);
    for (uint32_t i = 0; i < count; i++)
        keep[i] = condition[i] != KJ_PASS;
    if (node->c >= 0)
        vector_for_some(eval, expr, node->c, frame, keep, &no);
    vector_clear(out, count);
    for (uint32_t i = 0; i < count; i++) {
        if (condition[i] == KJ_PASS || (condition[i] == KJ_UNKNOWN && vector_same(&yes, &no, i)))
            vector_copy(out, i, &yes, i);
        else if (condition[i] == KJ_FAIL)
            vector_copy(out, i, &no, i);
    }
}

static bool better(const KjNode *node, const Vector *best, const Vector *next, uint32_t i)
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
                 Vector *out)
{
    uint32_t count = frame->count;
    vector_clear(out, count);
    for (int32_t k = 0; k < node->more_count; k++) {
        Vector next = vector_new(eval, node->type, count);
        uint8_t type = expr->nodes[node->more[k]].type;
        if (next.is_real && !kj_is_real(type)) {
            int64_t *whole = wholes(eval, count);
            kj_eval_whole(eval, expr, node->more[k], frame, whole, next.ok);
            for (uint32_t i = 0; i < count; i++)
                next.real[i] = (double)whole[i];
        } else {
            vector_eval(eval, expr, node->more[k], frame, &next);
        }
        for (uint32_t i = 0; i < count; i++)
            if (better(node, out, &next, i))
                vector_copy(out, i, &next, i);
    }
}

static void note_param(KjEval *eval, int32_t number, const KjFrame *frame)
{
    if (eval->trace && frame->count > 0)
        kj_trace_add(eval->trace, KJ_TRACE_PARAMETER, number, 0);
    if (eval->missing && !eval->params[number].there && frame->count > 0)
        kj_trace_add(eval->missing, KJ_TRACE_PARAMETER, number, 0);
}

static void band(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                 Vector *out)
{
    const KjParamValue *param = &eval->params[node->b];
    uint32_t count = frame->count;
    Vector value = vector_new(eval, expr->nodes[node->a].type, count);
    vector_eval(eval, expr, node->a, frame, &value);
    note_param(eval, node->b, frame);
    vector_clear(out, count);
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

static bool entry_fits(const KjParamValue *param, size_t entry, const Vector *keys, size_t n,
                       uint32_t lane)
{
    for (size_t k = 0; k < n; k++)
        if (param->keys[entry][k] != keys[k].whole[lane])
            return false;
    return true;
}

static void lookup(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                   Vector *out)
{
    const KjParamValue *param = &eval->params[node->a];
    uint32_t count = frame->count;
    size_t n = (size_t)node->more_count;
    Vector *keys = kj_arena_scratch(eval->scratch, n * sizeof *keys);
    for (size_t k = 0; k < n; k++) {
        keys[k] = vector_new(eval, KJ_TEXT_TYPE, count);
        vector_eval(eval, expr, node->more[k], frame, &keys[k]);
    }
    note_param(eval, node->a, frame);
    vector_clear(out, count);
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

/* ---- arithmetic ---- */

/* Operands as long double: exact for every int64 and double. */
static void operand(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                    long double *out, uint8_t *ok)
{
    Vector value = vector_new(eval, expr->nodes[n].type, frame->count);
    vector_eval(eval, expr, n, frame, &value);
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
        return whole < FIRST_DAY || whole > LAST_DAY;
    return type == KJ_DATETIME && (whole < kj_datetime_at(FIRST_DAY, eval->zone) ||
                                   whole >= kj_datetime_at(LAST_DAY, eval->zone) + 86400);
}

static void store(const KjEval *eval, const KjNode *node, long double value, Vector *out,
                  uint32_t i)
{
    if (out->is_real) {
        out->real[i] = (double)value + 0.0; /* never -0 */
        out->ok[i] = isfinite(out->real[i]) ? 0xFF : 0;
    } else {
        long double whole = roundl(value);
        out->ok[i] = whole >= -9.2e18L && whole <= 9.2e18L ? 0xFF : 0;
        out->whole[i] = out->ok[i] ? (int64_t)whole : 0;
        if (beyond_calendar(eval, node->type, out->whole[i]))
            out->ok[i] = 0;
    }
}

static void arithmetic(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                       Vector *out)
{
    uint32_t count = frame->count;
    long double *a = kj_arena_scratch(eval->scratch, count * sizeof *a);
    long double *b = kj_arena_scratch(eval->scratch, count * sizeof *b);
    uint8_t *a_ok = bytes(eval, count), *b_ok = bytes(eval, count);
    uint8_t left = expr->nodes[node->a].type, right = expr->nodes[node->b].type;
    operand(eval, expr, node->a, frame, a, a_ok);
    operand(eval, expr, node->b, frame, b, b_ok);
    vector_clear(out, count);
    for (uint32_t i = 0; i < count; i++)
        if (a_ok[i] && b_ok[i] && !(node->op == KJ_OP_DIV && b[i] == 0))
            store(eval, node, compute(eval, node, left, right, a[i], b[i]), out, i);
}

static void negate(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                   Vector *out)
{
    vector_eval(eval, expr, node->a, frame, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        if (out->is_real)
            out->real[i] = 0.0 - out->real[i];
        else if (out->whole[i] == INT64_MIN)
            out->ok[i] = 0;
        else
            out->whole[i] = -out->whole[i];
    }
}

/* A single number from an aggregate: where its range is one point. */
static void from_range(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                       Vector *out)
{
    KjRange *range = kj_arena_scratch(eval->scratch, frame->count * sizeof *range);
    kj_eval_range(eval, expr, n, frame, range);
    vector_clear(out, frame->count);
    for (uint32_t i = 0; i < frame->count; i++)
        if (!range[i].empty && range[i].low == range[i].high)
            store(eval, &expr->nodes[n], range[i].low, out, i);
}

/* ---- constants and moves ---- */

static void fill(Vector *out, uint32_t count, bool there, int64_t whole, double real)
{
    for (uint32_t i = 0; i < count; i++) {
        out->ok[i] = there ? 0xFF : 0;
        if (out->is_real)
            out->real[i] = there ? real : 0;
        else
            out->whole[i] = there ? whole : 0;
    }
}

static void param_value(KjEval *eval, const KjNode *node, const KjFrame *frame, Vector *out)
{
    const KjParamValue *param = &eval->params[node->a];
    note_param(eval, node->a, frame);
    fill(out, frame->count, param->there, param->cell, param->real);
}

static void element_value(const KjFrame *frame, Vector *out)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        out->ok[i] = 0xFF;
        if (out->is_real)
            out->real[i] = frame->real ? frame->real[i] : 0;
        else
            out->whole[i] = frame->whole ? frame->whole[i] : 0;
    }
}

static void self_value(const KjEval *eval, const KjFrame *frame, Vector *out)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        KjRef ref = {frame->kind, kj_frame_row(frame, i)};
        out->ok[i] = ref.row >= 0 ? 0xFF : 0;
        if (ref.row >= 0)
            ref = kj_record_root(eval->dataset, ref);
        out->whole[i] = out->ok[i] ? (int64_t)ref.kind << 32 | (uint32_t)ref.row : 0;
    }
}

static void cast_value(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                       Vector *out)
{
    vector_eval(eval, expr, node->a, frame, out);
    for (uint32_t i = 0; i < frame->count; i++)
        if (!out->ok[i] || (int32_t)(out->whole[i] >> 32) != node->b) {
            out->ok[i] = 0;
            out->whole[i] = 0;
        }
}

/* The organisation's own start of the fiscal year stands in its record, in the field of that name;
 * unless it says so, 1 April. */
static int32_t year_start_of(const KjEval *eval, const KjFrame *frame, uint32_t lane)
{
    const KjSchema *schema = eval->dataset->schema;
    int32_t kind = schema->organization, row = kj_frame_row(frame, lane);
    int32_t field =
        kind < 0 ? -1 : kj_kind_field(&schema->kinds[kind], KJ_TEXT("fiscal_year_starts"));
    if (field < 0 || row < 0 || frame->kind < 0)
        return FISCAL_YEAR_START;
    const KjTable *table = &eval->dataset->tables[kind];
    uint32_t org = eval->dataset->tables[frame->kind].org[row];
    const KjColumn *column = &table->columns[field];
    uint32_t at = table->org_start[org];
    bool there = at < table->org_start[org + 1] && (!column->valid || column->valid[at]);
    return there ? column->cells.i32[at] : FISCAL_YEAR_START;
}

static void day_value(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                      Vector *out)
{
    vector_eval(eval, expr, node->a, frame, out);
    for (uint32_t i = 0; i < frame->count; i++)
        if (out->ok[i])
            out->whole[i] =
                node->op == KJ_OP_DATEOF
                    ? kj_date_of(out->whole[i], eval->zone)
                    : kj_fiscal_year_start((int32_t)out->whole[i], year_start_of(eval, frame, i));
}

static void truth_value(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                        Vector *out)
{
    uint8_t *truth = bytes(eval, frame->count);
    kj_eval_truth(eval, expr, n, frame, truth);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->ok[i] = truth[i] == KJ_UNKNOWN ? 0 : 0xFF;
        out->whole[i] = truth[i] == KJ_PASS;
    }
}

static void evaluate(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, Vector *out)
{
    const KjNode *node = &expr->nodes[n];
    KjFrame moved;
    if (node->ranged) {
        from_range(eval, expr, n, frame, out);
        return;
    }
    switch (node->op) {
    case KJ_OP_CONST: fill(out, frame->count, true, node->cell, node->real); break;
    case KJ_OP_PARAM: param_value(eval, node, frame, out); break;
    case KJ_OP_FIELD:
        if (out->is_real)
            kj_read_real(eval, node->b, frame, out->real, out->ok);
        else
            kj_read_whole(eval, node->b, frame, out->whole, out->ok);
        break;
    case KJ_OP_IT: element_value(frame, out); break;
    case KJ_OP_SELF: self_value(eval, frame, out); break;
    case KJ_OP_CAST: cast_value(eval, expr, node, frame, out); break;
    case KJ_OP_VIA:
        moved = kj_frame_via(eval, expr, node->a, frame);
        vector_eval(eval, expr, node->b, &moved, out);
        break;
    case KJ_OP_ORG:
        moved = kj_frame_organization(eval, frame);
        vector_eval(eval, expr, node->a, &moved, out);
        break;
    case KJ_OP_OUTER:
        moved = kj_frame_outer(eval, frame);
        vector_eval(eval, expr, node->a, &moved, out);
        break;
    case KJ_OP_ADD:
    case KJ_OP_SUB:
    case KJ_OP_MUL:
    case KJ_OP_DIV: arithmetic(eval, expr, node, frame, out); break;
    case KJ_OP_NEG: negate(eval, expr, node, frame, out); break;
    case KJ_OP_IF: choose(eval, expr, node, frame, out); break;
    case KJ_OP_LEAST:
    case KJ_OP_GREATEST:
    case KJ_OP_FIRST: pick(eval, expr, node, frame, out); break;
    case KJ_OP_BAND: band(eval, expr, node, frame, out); break;
    case KJ_OP_LOOKUP: lookup(eval, expr, node, frame, out); break;
    case KJ_OP_TODAY: fill(out, frame->count, true, eval->today, 0); break;
    case KJ_OP_DATEOF:
    case KJ_OP_FISCAL_YEAR_START: day_value(eval, expr, node, frame, out); break;
    default: /* and, or, not, comparisons, any, all … */ truth_value(eval, expr, n, frame, out);
    }
}

void kj_eval_whole(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, int64_t *out,
                   uint8_t *ok)
{
    Vector vector = {out, NULL, ok, false};
    size_t noted = eval->missing ? eval->missing->count : 0;
    if (kj_eval_waits(eval)) {
        vector_clear(&vector, frame->count);
        return;
    }
    evaluate(eval, expr, n, frame, &vector);
    if (eval->missing && frame->count == 1 && ok[0])
        eval->missing->count = noted;
}

void kj_eval_real(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, double *out,
                  uint8_t *ok)
{
    /* A whole-valued operand beside a real one is promoted. */
    if (!kj_is_real(expr->nodes[n].type)) {
        int64_t *whole = wholes(eval, frame->count);
        kj_eval_whole(eval, expr, n, frame, whole, ok);
        for (uint32_t i = 0; i < frame->count; i++)
            out[i] = (double)whole[i];
        return;
    }
    Vector vector = {NULL, out, ok, true};
    size_t noted = eval->missing ? eval->missing->count : 0;
    if (kj_eval_waits(eval)) {
        vector_clear(&vector, frame->count);
        return;
    }
    evaluate(eval, expr, n, frame, &vector);
    if (eval->missing && frame->count == 1 && ok[0])
        eval->missing->count = noted;
}

KjValue kj_cell_value(const KjEval *eval, uint8_t type, int64_t whole, double real)
{
    switch (type) {
    case KJ_BOOL: return kj_value_bool(whole != 0);
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return kj_value_real((KjType)type, real);
    case KJ_TEXT_TYPE:
    case KJ_ENUM: {
        KjValue value = kj_value_text(kj_atom_text(eval->dataset->atoms, (KjAtom)whole));
        value.type = (KjType)type;
        return value;
    }
    case KJ_REF: {
        KjValue value = {.type = KJ_REF};
        value.u.ref = (KjRef){(int32_t)(whole >> 32), (int32_t)(whole & 0xFFFFFFFF)};
        return value;
    }
    default: return kj_value_whole((KjType)type, whole);
    }
}

KjValue kj_eval_value(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                      KjArena *arena)
{
    uint8_t type = expr->nodes[n].type, ok = 0;
    int64_t whole = 0;
    double real = 0;
    (void)arena;
    if (type == KJ_LIST)
        return kj_value_none();
    if (kj_is_real(type))
        kj_eval_real(eval, expr, n, frame, &real, &ok);
    else
        kj_eval_whole(eval, expr, n, frame, &whole, &ok);
    return ok ? kj_cell_value(eval, type, whole, real) : kj_value_none();
}
