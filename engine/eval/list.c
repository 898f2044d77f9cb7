/* Lists: the elements of list-valued nodes, for every lane of a frame. */
#include "engine/eval/gather.h"
#include "engine/rules/registry_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- the sources of lists ---- */

static void gather_cells(KjGather *gather, const KjColumn *column, const KjField *field,
                         int32_t row)
{
    for (uint32_t e = column->start[row]; e < column->start[row + 1]; e++) {
        if (field->child >= 0)
            kj_gather_row(gather, (int32_t)e);
        else if (field->type == KJ_REF && field->target >= 0)
            kj_gather_row(gather, column->cells.i32[e]);
        else if (column->cell == KJ_CELL_F64)
            kj_gather_scalar(gather, 0, column->cells.f64[e]);
        else
            kj_gather_scalar(
                gather, column->cell == KJ_CELL_I32 ? column->cells.i32[e] : column->cells.i64[e],
                0);
    }
}

static void items(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    KjGather gather;
    const KjField *field = &eval->dataset->schema->kinds[node->a].fields[node->b];
    const KjColumn *column = &eval->dataset->tables[node->a].columns[node->b];
    kj_gather_begin(&gather, eval, frame->count, node->elem_kind, node->elem_type, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        bool valid = row >= 0 && column->start && (!column->valid || column->valid[row]);
        out->start[i] = gather.count;
        if (row >= 0)
            valid = kj_note_read(eval, node->a, node->b, row, valid);
        out->ok[i] = valid ? 0xFF : 0;
        if (valid)
            gather_cells(&gather, column, field, row);
    }
    out->start[frame->count] = gather.count;
}

/* A way back along a computed reference also depends on those that could not be computed. */
static void trace_missing(KjEval *eval, const KjInverse *inverse, KjRef record)
{
    const KjTable *table = &eval->dataset->tables[inverse->holder];
    uint32_t org = kj_record_org(eval->dataset, record);
    if (!table->kind->fields[inverse->field].derived || table->rows == 0)
        return;
    for (uint32_t row = table->org_start[org]; row < table->org_start[org + 1]; row++)
        if (!kj_dataset_has(eval->dataset, (KjRef){inverse->holder, (int32_t)row}, inverse->field))
            kj_trace_add(eval->trace, inverse->holder, (int32_t)row, inverse->field);
}

static void backward(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    KjGather gather;
    const KjInverse *inverse = &eval->dataset->schema->inverses[node->a];
    kj_gather_begin(&gather, eval, frame->count, node->elem_kind, node->elem_type, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        KjRef ref = {frame->kind, kj_frame_row(frame, i)};
        const int32_t *rows = NULL;
        uint32_t count = 0;
        out->start[i] = gather.count;
        out->ok[i] = ref.row >= 0 ? 0xFF : 0;
        if (ref.row >= 0)
            kj_dataset_backward(eval->dataset, node->a, ref, &rows, &count);
        for (uint32_t r = 0; r < count; r++) {
            if (eval->trace && inverse->holder == inverse->source)
                kj_trace_add(eval->trace, inverse->source, rows[r], inverse->field);
            kj_gather_row(&gather, rows[r]);
        }
        if (eval->trace && ref.row >= 0)
            trace_missing(eval, inverse, ref);
    }
    out->start[frame->count] = gather.count;
}

static void records(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    KjGather gather;
    const KjTable *table = &eval->dataset->tables[node->a];
    kj_gather_begin(&gather, eval, frame->count, node->elem_kind, node->elem_type, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        out->start[i] = gather.count;
        out->ok[i] = row >= 0 ? 0xFF : 0;
        if (row < 0)
            continue;
        uint32_t org = eval->dataset->tables[frame->kind].org[row];
        for (uint32_t r = table->org_start[org]; r < table->org_start[org + 1]; r++)
            kj_gather_row(&gather, (int32_t)r);
    }
    out->start[frame->count] = gather.count;
}

static void param_list(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    KjGather gather;
    const KjParamValue *param = &eval->params[node->a];
    kj_gather_begin(&gather, eval, frame->count, KJ_SCALARS, node->elem_type, out);
    gather.real = param->reals != NULL;
    if (eval->trace && frame->count > 0)
        kj_trace_add(eval->trace, KJ_TRACE_PARAMETER, node->a, 0);
    if (eval->missing && !param->there && frame->count > 0)
        kj_trace_add(eval->missing, KJ_TRACE_PARAMETER, node->a, 0);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        out->ok[i] = param->there ? 0xFF : 0;
        for (size_t e = 0; param->there && e < param->count; e++)
            kj_gather_scalar(&gather, param->cells ? param->cells[e] : 0,
                             param->reals ? param->reals[e] : 0);
    }
    out->start[frame->count] = gather.count;
}

/* A list that holds a number among whole numbers is one of numbers. */
static bool has_real(const KjList *list)
{
    for (size_t e = 0; e < list->count; e++)
        if (kj_is_real((uint8_t)list->items[e].type))
            return true;
    return false;
}

static int64_t item_cell(const KjEval *eval, const KjValue *item)
{
    switch (item->type) {
    case KJ_TEXT_TYPE:
    case KJ_ENUM: return kj_atom_find(eval->dataset->atoms, item->u.text);
    case KJ_BOOL: return item->u.truth;
    default: return kj_is_real((uint8_t)item->type) ? 0 : item->u.whole;
    }
}

static void const_list(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    KjGather gather;
    const KjList *list = &node->value.u.list;
    uint8_t type = has_real(list) ? (uint8_t)KJ_NUMBER : (uint8_t)KJ_INT;
    int64_t *cells = kj_arena_scratch(eval->scratch, (list->count + 1) * sizeof *cells);
    for (size_t e = 0; e < list->count; e++)
        cells[e] = item_cell(eval, &list->items[e]);
    kj_gather_begin(&gather, eval, frame->count, KJ_SCALARS, type, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        for (size_t e = 0; e < list->count; e++)
            kj_gather_scalar(&gather, cells[e], kj_value_real_cell(&list->items[e]));
    }
    out->start[frame->count] = gather.count;
}

/* A reference as a list of at most one element. */
void kj_list_single(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                    KjElements *out)
{
    KjGather gather;
    int64_t *refs = kj_arena_scratch(eval->scratch, frame->count * sizeof *refs);
    uint8_t *ok = kj_arena_scratch(eval->scratch, frame->count);
    kj_eval_whole(eval, expr, n, frame, refs, ok);
    kj_gather_begin(&gather, eval, frame->count, expr->nodes[n].elem_kind, KJ_REF, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        if (ok[i])
            kj_gather_row(&gather, (int32_t)(refs[i] & 0xFFFFFFFF));
    }
    out->start[frame->count] = gather.count;
}

/* ---- lists of lists ---- */

static void flat(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                 KjElements *out)
{
    KjElements first, second;
    KjGather gather;
    kj_eval_list(eval, expr, node->a, frame, &first);
    KjFrame inner = kj_frame_elements(eval, &first, frame);
    /* The elements replace the record: what is around them is what was around it. */
    uint32_t *lane = kj_arena_scratch(eval->scratch, inner.count * sizeof *lane);
    for (uint32_t e = 0; e < inner.count; e++)
        lane[e] = frame->lane ? frame->lane[inner.lane[e]] : 0;
    const uint32_t *parent = inner.lane;
    inner.outer = frame->outer;
    inner.lane = frame->lane ? lane : NULL;
    kj_eval_list(eval, expr, node->b, &inner, &second);
    kj_gather_begin(&gather, eval, frame->count, node->elem_kind, node->elem_type, out);
    memcpy(out->ok, first.ok, frame->count);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        for (uint32_t e = first.start[i]; e < first.start[i + 1]; e++) {
            out->ok[parent[e]] &= second.ok[e];
            for (uint32_t f = second.start[e]; f < second.start[e + 1]; f++)
                kj_gather_from(&gather, &second, f, first.sure ? first.sure[e] : KJ_PASS);
        }
    }
    out->start[frame->count] = gather.count;
}

static void where(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                  KjElements *out)
{
    KjElements all;
    KjGather gather;
    kj_eval_list(eval, expr, node->a, frame, &all);
    KjFrame inner = kj_frame_elements(eval, &all, frame);
    uint8_t *truth = kj_arena_scratch(eval->scratch, inner.count);
    if (eval->missing)
        for (uint32_t e = 0; e < inner.count; e++) {
            KjFrame one = kj_frame_one(eval, &inner, e);
            kj_eval_truth(eval, expr, node->b, &one, truth + e);
        }
    else if (inner.count > 0)
        kj_eval_truth(eval, expr, node->b, &inner, truth);
    kj_gather_begin(&gather, eval, frame->count, all.kind, node->elem_type, out);
    gather.real = all.real != NULL;
    memcpy(out->ok, all.ok, frame->count);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        for (uint32_t e = all.start[i]; e < all.start[i + 1]; e++)
            if (truth[e] != KJ_FAIL)
                kj_gather_from(&gather, &all, e, truth[e]);
    }
    out->start[frame->count] = gather.count;
}

/* ---- all of them ---- */

static void outer_list(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                       KjElements *out)
{
    KjFrame moved = kj_frame_outer(eval, frame);
    kj_eval_list(eval, expr, node->a, &moved, out);
}

static void list_in(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                    KjElements *out)
{
    const KjNode *node = &expr->nodes[n];
    KjFrame moved;
    switch (node->op) {
    case KJ_OP_ITEMS: items(eval, node, frame, out); break;
    case KJ_OP_BACKWARD: backward(eval, node, frame, out); break;
    case KJ_OP_RECORDS: records(eval, node, frame, out); break;
    case KJ_OP_THROUGH:
    case KJ_OP_VIA:
        moved = kj_frame_via(eval, expr, node->a, frame);
        kj_eval_list(eval, expr, node->b, &moved, out);
        break;
    case KJ_OP_ORG:
        moved = kj_frame_organization(eval, frame);
        kj_eval_list(eval, expr, node->a, &moved, out);
        break;
    case KJ_OP_OUTER: outer_list(eval, expr, node, frame, out); break;
    case KJ_OP_FLAT: flat(eval, expr, node, frame, out); break;
    case KJ_OP_WHERE: where(eval, expr, node, frame, out); break;
    case KJ_OP_REACH: kj_list_reach(eval, expr, node, frame, out); break;
    case KJ_OP_PARAM: param_list(eval, node, frame, out); break;
    case KJ_OP_CONST: const_list(eval, node, frame, out); break;
    default: kj_list_single(eval, expr, n, frame, out);
    }
}

static void no_list(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    KjGather gather;
    kj_gather_begin(&gather, eval, frame->count,
                    node->type == KJ_LIST ? node->elem_kind : KJ_SCALARS, node->elem_type, out);
    memset(out->ok, 0, frame->count);
    memset(out->start, 0, (frame->count + 1) * sizeof *out->start);
}

void kj_eval_list(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                  KjElements *out)
{
    if (kj_eval_waits(eval))
        no_list(eval, &expr->nodes[n], frame, out);
    else
        list_in(eval, expr, n, frame, out);
}
