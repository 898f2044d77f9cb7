/* Frames and the reading of cells. */
#include "engine/eval/frame.h"

#include <string.h>

bool kj_note_read(KjEval *eval, int32_t kind, int32_t field, int32_t row, bool valid)
{
    const KjField *declared = &eval->dataset->schema->kinds[kind].fields[field];
    const KjColumn *column = &eval->dataset->tables[kind].columns[field];
    if (declared->derived && !column->ready &&
        !(eval->resolved && eval->resolved(eval->resolved_ctx, kind, field, row))) {
        if (eval->pending)
            kj_trace_add(eval->pending, kind, row, field);
        return false;
    }
    if (eval->trace)
        kj_trace_add(eval->trace, kind, row, field);
    if (!valid && eval->missing)
        kj_trace_add(eval->missing, kind, row, field);
    return valid;
}

static bool noting(const KjEval *eval, const KjField *field, const KjColumn *column)
{
    return eval->trace || eval->missing || (field->derived && !column->ready);
}

static int64_t cell_at(const KjColumn *column, int32_t row)
{
    return column->cell == KJ_CELL_I32 ? column->cells.i32[row] : column->cells.i64[row];
}

static bool valid_at(const KjField *field, const KjColumn *column, int32_t row)
{
    if (field->derived && !column->origin)
        return false;
    return !column->valid || column->valid[row];
}

static void read_id(const KjEval *eval, const KjFrame *frame, int64_t *out, uint8_t *ok)
{
    const KjTable *table = &eval->dataset->tables[frame->kind];
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        ok[i] = row >= 0 ? 0xFF : 0;
        out[i] = row >= 0 ? table->id[row] : 0;
    }
}

void kj_read_whole(KjEval *eval, int32_t field, const KjFrame *frame, int64_t *out, uint8_t *ok)
{
    if (field < 0) {
        read_id(eval, frame, out, ok);
        return;
    }
    const KjColumn *column = &eval->dataset->tables[frame->kind].columns[field];
    const KjField *declared = &eval->dataset->schema->kinds[frame->kind].fields[field];
    bool group = declared->type == KJ_GROUP, note = noting(eval, declared, column);
    int64_t of =
        declared->type == KJ_REF && declared->target >= 0 ? (int64_t)declared->target << 32 : 0;
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        bool valid = row >= 0 && valid_at(declared, column, row);
        if (note && row >= 0)
            valid = kj_note_read(eval, frame->kind, field, row, valid);
        ok[i] = valid ? 0xFF : 0;
        out[i] = !valid ? 0 : group ? 1 : of | cell_at(column, row);
    }
}

void kj_read_real(KjEval *eval, int32_t field, const KjFrame *frame, double *out, uint8_t *ok)
{
    const KjColumn *column = &eval->dataset->tables[frame->kind].columns[field];
    const KjField *declared = &eval->dataset->schema->kinds[frame->kind].fields[field];
    bool note = noting(eval, declared, column);
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        bool valid = row >= 0 && valid_at(declared, column, row);
        if (note && row >= 0)
            valid = kj_note_read(eval, frame->kind, field, row, valid);
        ok[i] = valid ? 0xFF : 0;
        out[i] = valid ? column->cells.f64[row] : 0;
    }
}

/* ---- other frames ---- */

KjFrame kj_frame_via(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame)
{
    KjFrame via = *frame;
    int64_t *refs = kj_arena_scratch(eval->scratch, frame->count * sizeof *refs);
    uint8_t *ok = kj_arena_scratch(eval->scratch, frame->count);
    int32_t *rows = kj_arena_scratch(eval->scratch, frame->count * sizeof *rows);
    kj_eval_whole(eval, expr, n, frame, refs, ok);
    for (uint32_t i = 0; i < frame->count; i++)
        rows[i] = ok[i] ? (int32_t)(refs[i] & 0xFFFFFFFF) : -1;
    via.kind = expr->nodes[n].elem_kind;
    via.rows = rows;
    via.whole = NULL;
    via.real = NULL;
    return via;
}

KjFrame kj_frame_organization(KjEval *eval, const KjFrame *frame)
{
    KjFrame org = *frame;
    const KjDataset *dataset = eval->dataset;
    const KjTable *singleton = &dataset->tables[dataset->schema->organization];
    int32_t *rows = kj_arena_scratch(eval->scratch, frame->count * sizeof *rows);
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        uint32_t number = row < 0 ? 0 : dataset->tables[frame->kind].org[row];
        bool there = row >= 0 && singleton->org_start[number] < singleton->org_start[number + 1];
        rows[i] = there ? (int32_t)singleton->org_start[number] : -1;
    }
    org.kind = dataset->schema->organization;
    org.rows = rows;
    return org;
}

KjFrame kj_frame_elements(KjEval *eval, const KjElements *elements, const KjFrame *frame)
{
    uint32_t count = elements->start[frame->count];
    uint32_t *lane = kj_arena_scratch(eval->scratch, count * sizeof *lane);
    for (uint32_t i = 0; i < frame->count; i++)
        for (uint32_t e = elements->start[i]; e < elements->start[i + 1]; e++)
            lane[e] = i;
    return (KjFrame){elements->kind,  count,          0,     elements->rows,
                     elements->whole, elements->real, frame, lane};
}

/* For lanes of another frame, what it has there: lane i is its lane from[i]. */
static KjFrame picked(KjEval *eval, const KjFrame *frame, const uint32_t *from, uint32_t count)
{
    KjFrame some = *frame;
    int32_t *rows = kj_arena_scratch(eval->scratch, count * sizeof *rows);
    some.count = count;
    for (uint32_t i = 0; i < count; i++)
        rows[i] = frame->kind >= 0 ? kj_frame_row(frame, from[i]) : -1;
    some.rows = rows;
    if (frame->lane) {
        uint32_t *lane = kj_arena_scratch(eval->scratch, count * sizeof *lane);
        for (uint32_t i = 0; i < count; i++)
            lane[i] = frame->lane[from[i]];
        some.lane = lane;
    }
    if (frame->whole) {
        int64_t *whole = kj_arena_scratch(eval->scratch, count * sizeof *whole);
        for (uint32_t i = 0; i < count; i++)
            whole[i] = frame->whole[from[i]];
        some.whole = whole;
    }
    if (frame->real) {
        double *real = kj_arena_scratch(eval->scratch, count * sizeof *real);
        for (uint32_t i = 0; i < count; i++)
            real[i] = frame->real[from[i]];
        some.real = real;
    }
    return some;
}

KjFrame kj_frame_some(KjEval *eval, const KjFrame *frame, const uint8_t *keep, uint32_t *index)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < frame->count; i++)
        if (keep[i])
            index[count++] = i;
    return picked(eval, frame, index, count);
}

KjFrame kj_frame_one(KjEval *eval, const KjFrame *frame, uint32_t lane)
{
    (void)eval;
    KjFrame one = *frame;
    one.count = 1;
    one.base = frame->base + (int32_t)lane;
    one.rows = frame->rows ? frame->rows + lane : NULL;
    one.whole = frame->whole ? frame->whole + lane : NULL;
    one.real = frame->real ? frame->real + lane : NULL;
    one.lane = frame->lane ? frame->lane + lane : NULL;
    return one;
}

/* One lane of the result per lane here: the enclosing record of each. */
KjFrame kj_frame_outer(KjEval *eval, const KjFrame *frame)
{
    return picked(eval, frame->outer, frame->lane, frame->count);
}

/* ---- which nodes belong to the first frame ---- */

/* How many of a, b, c are nodes evaluated where the node itself is. */
static int own_children(uint8_t op)
{
    switch (op) {
    case KJ_OP_CONST:
    case KJ_OP_PARAM:
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS:
    case KJ_OP_BACKWARD:
    case KJ_OP_RECORDS:
    case KJ_OP_LOOKUP:
    case KJ_OP_ORG:
    case KJ_OP_OUTER: return 0;
    case KJ_OP_VIA:
    case KJ_OP_THROUGH:
    case KJ_OP_FLAT:
    case KJ_OP_WHERE:
    case KJ_OP_AGG:
    case KJ_OP_CAST:
    case KJ_OP_BAND: return 1;
    default: return 3;
    }
}

/* Children stand before their parents: from the root down, one pass is enough. */
const bool *kj_own_nodes(KjEval *eval, const KjExpr *expr)
{
    bool *own = kj_arena_scratch(eval->scratch, (size_t)expr->count * sizeof *own);
    memset(own, 0, (size_t)expr->count * sizeof *own);
    own[expr->count - 1] = true;
    for (int32_t n = expr->count - 1; n >= 0; n--) {
        const KjNode *node = &expr->nodes[n];
        const int32_t children[] = {node->a, node->b, node->c};
        for (int i = 0; own[n] && i < own_children(node->op); i++)
            if (children[i] >= 0)
                own[children[i]] = true;
        for (int32_t i = 0; own[n] && i < node->more_count; i++)
            own[node->more[i]] = true;
    }
    return own;
}
