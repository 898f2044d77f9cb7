/* Values: whole and real nodes over a frame. choice.c and arithmetic.c evaluate two families of
 * nodes. */
#include "engine/eval/horizon.h"
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

/* A single number from an aggregate: where its range is one point. */
static void from_range(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                       KjVector *out)
{
    KjRange *range = kj_arena_scratch(eval->scratch, frame->count * sizeof *range);
    kj_eval_range(eval, expr, n, frame, range);
    kj_vector_clear(out, frame->count);
    for (uint32_t i = 0; i < frame->count; i++)
        if (!range[i].empty && range[i].low == range[i].high)
            kj_vector_store(eval, &expr->nodes[n], range[i].low, out, i);
}

/* ---- constants and moves ---- */

static void fill(KjVector *out, uint32_t count, bool there, int64_t whole, double real)
{
    for (uint32_t i = 0; i < count; i++) {
        out->ok[i] = there ? 0xFF : 0;
        if (out->is_real)
            out->real[i] = there ? real : 0;
        else
            out->whole[i] = there ? whole : 0;
    }
}

static void param_value(KjEval *eval, const KjNode *node, const KjFrame *frame, KjVector *out)
{
    const KjParamValue *param = &eval->params[node->a];
    kj_note_param(eval, node->a, frame);
    fill(out, frame->count, param->there, param->cell, param->real);
}

static void element_value(const KjFrame *frame, KjVector *out)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        out->ok[i] = 0xFF;
        if (out->is_real)
            out->real[i] = frame->real ? frame->real[i] : 0;
        else
            out->whole[i] = frame->whole ? frame->whole[i] : 0;
    }
}

static void self_value(const KjEval *eval, const KjFrame *frame, KjVector *out)
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
                       KjVector *out)
{
    kj_vector_eval(eval, expr, node->a, frame, out);
    for (uint32_t i = 0; i < frame->count; i++)
        if (!out->ok[i] || (int32_t)(out->whole[i] >> 32) != node->b) {
            out->ok[i] = 0;
            out->whole[i] = 0;
        }
}

/* The organisation's own start of the fiscal year stands in its record, in the field of that name;
 * unless it says so, 1 April. */
int32_t kj_year_start_of(const KjEval *eval, const KjFrame *frame, uint32_t lane)
{
    const KjSchema *schema = eval->dataset->schema;
    int32_t kind = schema->organization, row = kj_frame_row(frame, lane);
    int32_t field =
        kind < 0 ? -1 : kj_kind_field(&schema->kinds[kind], KJ_TEXT("fiscal_year_starts"));
    if (field < 0 || row < 0 || frame->kind < 0)
        return KJ_FISCAL_YEAR_JAPAN;
    const KjTable *table = &eval->dataset->tables[kind];
    uint32_t org = eval->dataset->tables[frame->kind].org[row];
    const KjColumn *column = &table->columns[field];
    uint32_t at = table->org_start[org];
    bool there = at < table->org_start[org + 1] && (!column->valid || column->valid[at]);
    return there ? column->cells.i32[at] : KJ_FISCAL_YEAR_JAPAN;
}

static void day_value(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                      KjVector *out)
{
    KjHorizon *horizon = eval->horizon;
    if (horizon && expr->nodes[node->a].moving) {
        kj_horizon_year(eval, expr, node, frame);
        eval->horizon = NULL;
    }
    kj_vector_eval(eval, expr, node->a, frame, out);
    eval->horizon = horizon;
    for (uint32_t i = 0; i < frame->count; i++)
        if (out->ok[i])
            out->whole[i] = node->op == KJ_OP_DATEOF
                                ? kj_date_of(out->whole[i], eval->zone)
                                : kj_fiscal_year_start((int32_t)out->whole[i],
                                                       kj_year_start_of(eval, frame, i));
}

static void truth_value(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                        KjVector *out)
{
    uint8_t *truth = bytes(eval, frame->count);
    kj_eval_truth(eval, expr, n, frame, truth);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->ok[i] = truth[i] == KJ_UNKNOWN ? 0 : 0xFF;
        out->whole[i] = truth[i] == KJ_PASS;
    }
}

static void evaluate(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     KjVector *out)
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
        kj_vector_eval(eval, expr, node->b, &moved, out);
        break;
    case KJ_OP_ORG:
        moved = kj_frame_organization(eval, frame);
        kj_vector_eval(eval, expr, node->a, &moved, out);
        break;
    case KJ_OP_OUTER:
        moved = kj_frame_outer(eval, frame);
        kj_vector_eval(eval, expr, node->a, &moved, out);
        break;
    case KJ_OP_ADD:
    case KJ_OP_SUB:
    case KJ_OP_MUL:
    case KJ_OP_DIV:
    case KJ_OP_NEG: kj_eval_arithmetic(eval, expr, node, frame, out); break;
    case KJ_OP_IF:
    case KJ_OP_LEAST:
    case KJ_OP_GREATEST:
    case KJ_OP_FIRST:
    case KJ_OP_BAND:
    case KJ_OP_LOOKUP: kj_eval_choice(eval, expr, node, frame, out); break;
    case KJ_OP_TODAY:
        if (eval->horizon)
            kj_horizon_today(eval, frame);
        fill(out, frame->count, true, eval->today, 0);
        break;
    case KJ_OP_DATEOF:
    case KJ_OP_FISCAL_YEAR_START: day_value(eval, expr, node, frame, out); break;
    default: /* and, or, not, comparisons, any, all … */ truth_value(eval, expr, n, frame, out);
    }
}

void kj_eval_whole(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, int64_t *out,
                   uint8_t *ok)
{
    KjVector vector = {out, NULL, ok, false};
    size_t noted = eval->missing ? eval->missing->count : 0;
    if (kj_eval_waits(eval)) {
        kj_vector_clear(&vector, frame->count);
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
    KjVector vector = {NULL, out, ok, true};
    size_t noted = eval->missing ? eval->missing->count : 0;
    if (kj_eval_waits(eval)) {
        kj_vector_clear(&vector, frame->count);
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
