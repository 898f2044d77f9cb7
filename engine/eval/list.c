/* Lists: the elements of list-valued nodes, for every lane of a frame. */
#include "engine/eval/frame.h"
#include "engine/rules/registry_parts.h"

#include <stdlib.h>
#include <string.h>

/* Elements are gathered in growable scratch arrays: the arena grows by doubling, what is left
 * behind goes with the block's mark. */
typedef struct Gather {
    KjEval *eval;
    KjElements *out;
    uint32_t count, capacity;
    bool real, uncertain;
} Gather;

static void *grown(KjEval *eval, const void *old, uint32_t count, uint32_t capacity, size_t size)
{
    void *now = kj_arena_scratch(eval->scratch, (size_t)capacity * size);
    if (old && count)
        memcpy(now, old, (size_t)count * size);
    return now;
}

static void gather_begin(Gather *gather, KjEval *eval, uint32_t lanes, int32_t kind, uint8_t type,
                         KjElements *out)
{
    *out = (KjElements){.kind = kind};
    out->start = kj_arena_scratch(eval->scratch, (lanes + 1) * sizeof *out->start);
    out->ok = kj_arena_scratch(eval->scratch, lanes);
    memset(out->ok, 0xFF, lanes);
    *gather = (Gather){eval, out, 0, 0, kind < 0 && kj_is_real(type), false};
}

static void gather_reserve(Gather *gather, uint32_t more)
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

static void gather_uncertain(Gather *gather)
{
    if (gather->uncertain)
        return;
    gather->uncertain = true;
    gather->out->sure = kj_arena_scratch(gather->eval->scratch, gather->capacity + 1);
    memset(gather->out->sure, KJ_PASS, gather->count);
}

static void gather_row(Gather *gather, int32_t row)
{
    gather_reserve(gather, 1);
    if (gather->uncertain)
        gather->out->sure[gather->count] = KJ_PASS;
    gather->out->rows[gather->count++] = row;
}

static void gather_doubtful(Gather *gather, int32_t row, uint8_t sure)
{
    if (sure != KJ_PASS)
        gather_uncertain(gather);
    gather_row(gather, row);
    if (sure != KJ_PASS)
        gather->out->sure[gather->count - 1] = sure;
}

static void gather_scalar(Gather *gather, int64_t whole, double real)
{
    gather_reserve(gather, 1);
    if (gather->uncertain)
        gather->out->sure[gather->count] = KJ_PASS;
    if (gather->real)
        gather->out->real[gather->count++] = real;
    else
        gather->out->whole[gather->count++] = whole;
}

/* One element of another list, with its certainty. */
static void gather_from(Gather *gather, const KjElements *from, uint32_t e, uint8_t sure)
{
    uint8_t own = from->sure ? from->sure[e] : KJ_PASS;
    uint8_t least = own < sure ? own : sure;
    if (least != KJ_PASS)
        gather_uncertain(gather);
    if (from->kind >= 0)
        gather_row(gather, from->rows[e]);
    else
        gather_scalar(gather, from->whole ? from->whole[e] : 0, from->real ? from->real[e] : 0);
    if (gather->uncertain)
        gather->out->sure[gather->count - 1] = least;
}

/* ---- the sources of lists ---- */

static void gather_cells(Gather *gather, const KjColumn *column, const KjField *field, int32_t row)
{
    for (uint32_t e = column->start[row]; e < column->start[row + 1]; e++) {
        if (field->child >= 0)
            gather_row(gather, (int32_t)e);
        else if (field->type == KJ_REF && field->target >= 0)
            gather_row(gather, column->cells.i32[e]);
        else if (column->cell == KJ_CELL_F64)
            gather_scalar(gather, 0, column->cells.f64[e]);
        else
            gather_scalar(gather,
                          column->cell == KJ_CELL_I32 ? column->cells.i32[e] : column->cells.i64[e],
                          0);
    }
}

static void items(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    Gather gather;
    const KjField *field = &eval->dataset->schema->kinds[node->a].fields[node->b];
    const KjColumn *column = &eval->dataset->tables[node->a].columns[node->b];
    gather_begin(&gather, eval, frame->count, node->elem_kind, node->elem_type, out);
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

static void backward(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    Gather gather;
    const KjInverse *inverse = &eval->dataset->schema->inverses[node->a];
    gather_begin(&gather, eval, frame->count, node->elem_kind, node->elem_type, out);
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
            gather_row(&gather, rows[r]);
        }
    }
    out->start[frame->count] = gather.count;
}

static void records(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    Gather gather;
    const KjTable *table = &eval->dataset->tables[node->a];
    gather_begin(&gather, eval, frame->count, node->elem_kind, node->elem_type, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        out->start[i] = gather.count;
        out->ok[i] = row >= 0 ? 0xFF : 0;
        if (row < 0)
            continue;
        uint32_t org = eval->dataset->tables[frame->kind].org[row];
        for (uint32_t r = table->org_start[org]; r < table->org_start[org + 1]; r++)
            gather_row(&gather, (int32_t)r);
    }
    out->start[frame->count] = gather.count;
}

static void param_list(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    Gather gather;
    const KjParamValue *param = &eval->params[node->a];
    gather_begin(&gather, eval, frame->count, KJ_SCALARS, node->elem_type, out);
    gather.real = param->reals != NULL;
    if (eval->trace && frame->count > 0)
        kj_trace_add(eval->trace, KJ_TRACE_PARAMETER, node->a, 0);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        out->ok[i] = param->there ? 0xFF : 0;
        for (size_t e = 0; param->there && e < param->count; e++)
            gather_scalar(&gather, param->cells ? param->cells[e] : 0,
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
    Gather gather;
    const KjList *list = &node->value.u.list;
    uint8_t type = has_real(list) ? (uint8_t)KJ_NUMBER : (uint8_t)KJ_INT;
    int64_t *cells = kj_arena_scratch(eval->scratch, (list->count + 1) * sizeof *cells);
    for (size_t e = 0; e < list->count; e++)
        cells[e] = item_cell(eval, &list->items[e]);
    gather_begin(&gather, eval, frame->count, KJ_SCALARS, type, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        for (size_t e = 0; e < list->count; e++)
            gather_scalar(&gather, cells[e], kj_value_real_cell(&list->items[e]));
    }
    out->start[frame->count] = gather.count;
}

/* A reference as a list of at most one element. */
static void single(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                   KjElements *out)
{
    Gather gather;
    int64_t *refs = kj_arena_scratch(eval->scratch, frame->count * sizeof *refs);
    uint8_t *ok = kj_arena_scratch(eval->scratch, frame->count);
    kj_eval_whole(eval, expr, n, frame, refs, ok);
    gather_begin(&gather, eval, frame->count, expr->nodes[n].elem_kind, KJ_REF, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        if (ok[i])
            gather_row(&gather, (int32_t)(refs[i] & 0xFFFFFFFF));
    }
    out->start[frame->count] = gather.count;
}

/* ---- lists of lists ---- */

static void flat(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                 KjElements *out)
{
    KjElements first, second;
    Gather gather;
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
    gather_begin(&gather, eval, frame->count, node->elem_kind, node->elem_type, out);
    memcpy(out->ok, first.ok, frame->count);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        for (uint32_t e = first.start[i]; e < first.start[i + 1]; e++) {
            out->ok[parent[e]] &= second.ok[e];
            for (uint32_t f = second.start[e]; f < second.start[e + 1]; f++)
                gather_from(&gather, &second, f, first.sure ? first.sure[e] : KJ_PASS);
        }
    }
    out->start[frame->count] = gather.count;
}

static void where(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                  KjElements *out)
{
    KjElements all;
    Gather gather;
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
    gather_begin(&gather, eval, frame->count, all.kind, node->elem_type, out);
    gather.real = all.real != NULL;
    memcpy(out->ok, all.ok, frame->count);
    for (uint32_t i = 0; i < frame->count; i++) {
        out->start[i] = gather.count;
        for (uint32_t e = all.start[i]; e < all.start[i + 1]; e++)
            if (truth[e] != KJ_FAIL)
                gather_from(&gather, &all, e, truth[e]);
    }
    out->start[frame->count] = gather.count;
}

/* ---- following a relation to its end ---- */

static void relation(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     KjElements *out)
{
    if (expr->nodes[n].type == KJ_LIST)
        kj_eval_list(eval, expr, n, frame, out);
    else
        single(eval, expr, n, frame, out);
}

/* What can be reached, for one lane after another: row r where the row's entry is the lane's stamp. */
typedef struct Reached {
    uint32_t *sure, *maybe; /* maybe: by way of elements that may not belong, too */
    uint32_t stamp;
    bool whole; /* no list on the way is missing */
} Reached;

static uint32_t *stamps_of(KjEval *eval, int32_t kind)
{
    size_t size = (eval->dataset->tables[kind].rows + 1) * sizeof(uint32_t);
    uint32_t *stamps = kj_arena_scratch(eval->scratch, size);
    memset(stamps, 0, size);
    return stamps;
}

static Reached reached_new(KjEval *eval, int32_t kind)
{
    return (Reached){stamps_of(eval, kind), stamps_of(eval, kind), 0, true};
}

/* The frame of the rows found, standing where the first one stands. */
static KjFrame frontier_of(KjEval *eval, const KjFrame *start, const int32_t *rows, uint32_t count)
{
    KjFrame frontier = {start->kind, count, 0, rows, NULL, NULL, start->outer, NULL};
    if (!start->lane)
        return frontier;
    uint32_t *lane = kj_arena_scratch(eval->scratch, (count + 1) * sizeof *lane);
    for (uint32_t i = 0; i < count; i++)
        lane[i] = start->lane[0];
    frontier.lane = lane;
    return frontier;
}

/* Marks what can be reached from a row, breadth first, a whole frontier at a time; `all`: also by
 * way of elements that may not belong. True if there was any such element. */
static bool spread(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *start, bool all,
                   Reached *out)
{
    bool doubt = false;
    uint32_t *marks = all ? out->maybe : out->sure;
    KjFrame frontier = *start;
    while (frontier.count > 0) {
        KjElements next;
        relation(eval, expr, n, &frontier, &next);
        uint32_t found = 0, total = next.start[frontier.count];
        int32_t *rows = kj_arena_scratch(eval->scratch, (total + 1) * sizeof *rows);
        for (uint32_t i = 0; i < frontier.count; i++)
            out->whole = out->whole && next.ok[i];
        for (uint32_t e = 0; e < total; e++) {
            bool sure = !next.sure || next.sure[e] == KJ_PASS;
            doubt |= !sure;
            if (marks[next.rows[e]] == out->stamp || !(sure || all))
                continue;
            marks[next.rows[e]] = out->stamp;
            rows[found++] = next.rows[e];
        }
        frontier = frontier_of(eval, start, rows, found);
    }
    return doubt;
}

static void follow(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, uint32_t lane,
                   Reached *out)
{
    KjFrame one = kj_frame_one(eval, frame, lane);
    out->stamp = lane + 1;
    out->whole = true;
    if (spread(eval, expr, n, &one, false, out))
        spread(eval, expr, n, &one, true, out);
}

static uint8_t reached(const Reached *from, int32_t row)
{
    return from->sure[row] == from->stamp    ? KJ_PASS
           : from->maybe[row] == from->stamp ? KJ_UNKNOWN
                                             : KJ_FAIL;
}

static void reach(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                  KjElements *out)
{
    Gather gather;
    Reached found = reached_new(eval, frame->kind);
    const KjTable *table = &eval->dataset->tables[frame->kind];
    gather_begin(&gather, eval, frame->count, frame->kind, KJ_REF, out);
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        out->start[i] = gather.count;
        out->ok[i] = 0;
        if (row < 0)
            continue;
        follow(eval, expr, node->a, frame, i, &found);
        out->ok[i] = found.whole ? 0xFF : 0;
        uint32_t org = table->org[row];
        for (uint32_t r = table->org_start[org]; r < table->org_start[org + 1]; r++)
            if (reached(&found, (int32_t)r) != KJ_FAIL)
                gather_doubtful(&gather, (int32_t)r, reached(&found, (int32_t)r));
    }
    out->start[frame->count] = gather.count;
}

void kj_eval_cyclic(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, uint8_t *out)
{
    const KjNode *node = &expr->nodes[n];
    Reached found = reached_new(eval, frame->kind);
    for (uint32_t i = 0; i < frame->count; i++) {
        int32_t row = kj_frame_row(frame, i);
        out[i] = KJ_UNKNOWN;
        if (row < 0)
            continue;
        follow(eval, expr, node->a, frame, i, &found);
        out[i] = reached(&found, row);
        if (out[i] == KJ_FAIL && !found.whole)
            out[i] = KJ_UNKNOWN;
    }
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
    case KJ_OP_REACH: reach(eval, expr, node, frame, out); break;
    case KJ_OP_PARAM: param_list(eval, node, frame, out); break;
    case KJ_OP_CONST: const_list(eval, node, frame, out); break;
    default: single(eval, expr, n, frame, out);
    }
}

static void no_list(KjEval *eval, const KjNode *node, const KjFrame *frame, KjElements *out)
{
    Gather gather;
    gather_begin(&gather, eval, frame->count, node->type == KJ_LIST ? node->elem_kind : KJ_SCALARS,
                 node->elem_type, out);
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

/* ---- the chain of a cycle ---- */

/* The shortest way back to the frame's record, as "a → b → a"; empty if there is none. */
KjText kj_eval_chain(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     KjArena *arena)
{
    int32_t start = kj_frame_row(frame, 0);
    uint32_t rows = eval->dataset->tables[frame->kind].rows;
    int32_t *from = kj_arena_scratch(eval->scratch, (rows + 1) * sizeof *from);
    int32_t *queue = kj_arena_scratch(eval->scratch, (rows + 1) * sizeof *queue);
    uint32_t head = 0, tail = 0;
    memset(from, 0xFF, (rows + 1) * sizeof *from);
    if (start < 0)
        return KJ_TEXT("");
    for (queue[tail++] = start; head < tail && from[start] < 0; head++) {
        KjElements next;
        KjFrame one = frontier_of(eval, frame, &queue[head], 1);
        relation(eval, expr, expr->nodes[n].a, &one, &next);
        for (uint32_t e = 0; e < next.start[1]; e++) {
            int32_t row = next.rows[e];
            if (from[row] >= 0 || (next.sure && next.sure[e] != KJ_PASS))
                continue;
            from[row] = queue[head];
            if (row != start)
                queue[tail++] = row;
        }
    }
    if (from[start] < 0)
        return KJ_TEXT("");
    KjText chain = kj_record_id(eval->dataset, (KjRef){frame->kind, start});
    for (int32_t at = from[start];; at = from[at]) {
        KjText id = kj_record_id(eval->dataset, (KjRef){frame->kind, at});
        chain = kj_text(kj_arena_printf(arena, "%s → %s", id.data, chain.data));
        if (at == start)
            return chain;
    }
}
