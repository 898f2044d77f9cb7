/* Truth: boolean nodes over a frame, by Kleene's logic. */
#include "engine/eval/cover.h"
#include "engine/eval/kernels.h"

#include <string.h>

static void *bytes(KjEval *eval, uint32_t count)
{
    return kj_arena_scratch(eval->scratch, count);
}

static bool none_is(const uint8_t *truth, uint32_t count, uint8_t what)
{
    return count == 0 || !memchr(truth, what, count);
}

/* Evaluates node n for the lanes to keep only, leaving the others of out as they are. */
static void truth_for_some(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                           const uint8_t *keep, uint8_t *out)
{
    uint32_t *index = kj_arena_scratch(eval->scratch, frame->count * sizeof *index);
    KjFrame some = kj_frame_some(eval, frame, keep, index);
    uint8_t *truth = bytes(eval, some.count);
    if (some.count == 0)
        return;
    kj_eval_truth(eval, expr, n, &some, truth);
    for (uint32_t i = 0; i < some.count; i++)
        out[index[i]] = truth[i];
}

/* Whether a right side is to be read only where it matters: carefully, and where it says until when it
 * stands. */
static bool apart(const KjEval *eval, const KjNode *right)
{
    return eval->careful || (eval->horizon && right->daily);
}

/* and, or: `decided` is the left value that settles the result. */
static void connective(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                       uint8_t decided, uint8_t *out)
{
    uint32_t count = frame->count;
    kj_eval_truth(eval, expr, node->a, frame, out);
    if (none_is(out, count, KJ_UNKNOWN) && none_is(out, count, KJ_PASS - decided))
        return;
    uint8_t *right = bytes(eval, count);
    if (apart(eval, &expr->nodes[node->b]) && !none_is(out, count, decided)) {
        uint8_t *keep = bytes(eval, count);
        for (uint32_t i = 0; i < count; i++)
            keep[i] = out[i] != decided;
        memset(right, decided, count);
        truth_for_some(eval, expr, node->b, frame, keep, right);
    } else {
        kj_eval_truth(eval, expr, node->b, frame, right);
    }
    (decided == KJ_FAIL ? kj_kernel_and : kj_kernel_or)(out, right, count);
}

/* if: where the condition is unknown, a value that both branches agree on still stands. */
static void choose(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                   uint8_t *out)
{
    uint32_t count = frame->count;
    uint8_t *condition = bytes(eval, count), *keep = bytes(eval, count);
    uint8_t *yes = bytes(eval, count), *no = bytes(eval, count);
    kj_eval_truth(eval, expr, node->a, frame, condition);
    memset(yes, KJ_UNKNOWN, count);
    memset(no, KJ_UNKNOWN, count);
    for (uint32_t i = 0; i < count; i++)
        keep[i] = condition[i] != KJ_FAIL;
    truth_for_some(eval, expr, node->b, frame, keep, yes);
    for (uint32_t i = 0; i < count; i++)
        keep[i] = condition[i] != KJ_PASS;
    if (node->c >= 0)
        truth_for_some(eval, expr, node->c, frame, keep, no);
    for (uint32_t i = 0; i < count; i++)
        out[i] = condition[i] == KJ_PASS   ? yes[i]
                 : condition[i] == KJ_FAIL ? no[i]
                 : yes[i] == no[i]         ? yes[i]
                                           : KJ_UNKNOWN;
}

/* present: reading what is not there is its very purpose, so nothing is noted as missing. */
static void present(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                    uint8_t *out)
{
    KjTrace *missing = eval->missing;
    uint32_t count = frame->count;
    uint8_t *ok = bytes(eval, count);
    eval->missing = NULL;
    uint8_t type = expr->nodes[node->a].type;
    if (type == KJ_LIST) {
        KjElements elements;
        kj_eval_list(eval, expr, node->a, frame, &elements);
        memcpy(ok, elements.ok, count);
    } else if (kj_is_real(type)) {
        kj_eval_real(eval, expr, node->a, frame,
                     kj_arena_scratch(eval->scratch, count * sizeof(double)), ok);
    } else {
        kj_eval_whole(eval, expr, node->a, frame,
                      kj_arena_scratch(eval->scratch, count * sizeof(int64_t)), ok);
    }
    for (uint32_t i = 0; i < count; i++)
        out[i] = ok[i] ? KJ_PASS : KJ_FAIL;
    eval->missing = missing;
}

/* Node n leads to the field that `given` asks about. */
static void given_in(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     uint8_t *out)
{
    const KjNode *node = &expr->nodes[n];
    KjFrame moved;
    if (node->op == KJ_OP_VIA || node->op == KJ_OP_THROUGH) {
        moved = kj_frame_via(eval, expr, node->a, frame);
        given_in(eval, expr, node->b, &moved, out);
    } else if (node->op == KJ_OP_ORG || node->op == KJ_OP_OUTER) {
        moved = node->op == KJ_OP_ORG ? kj_frame_organization(eval, frame)
                                      : kj_frame_outer(eval, frame);
        given_in(eval, expr, node->a, &moved, out);
    } else {
        const KjColumn *column = &eval->dataset->tables[node->a].columns[node->b];
        for (uint32_t i = 0; i < frame->count; i++) {
            int32_t row = kj_frame_row(frame, i);
            bool said = row >= 0 && column->origin && column->origin[row] == KJ_FROM_FACT;
            if (row >= 0)
                kj_note_read(eval, node->a, node->b, row, true);
            out[i] = said ? KJ_PASS : KJ_FAIL;
        }
    }
}

static void given(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                  uint8_t *out)
{
    KjTrace *missing = eval->missing;
    eval->missing = NULL;
    given_in(eval, expr, node->a, frame, out);
    eval->missing = missing;
}

static void known(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                  uint8_t *out)
{
    KjTrace *missing = eval->missing;
    eval->missing = NULL;
    kj_eval_truth(eval, expr, node->a, frame, out);
    for (uint32_t i = 0; i < frame->count; i++)
        out[i] = out[i] == KJ_UNKNOWN ? KJ_FAIL : KJ_PASS;
    eval->missing = missing;
}

static void from_whole(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                       uint8_t *out)
{
    int64_t *cells = kj_arena_scratch(eval->scratch, frame->count * sizeof *cells);
    uint8_t *ok = bytes(eval, frame->count);
    kj_eval_whole(eval, expr, n, frame, cells, ok);
    for (uint32_t i = 0; i < frame->count; i++)
        out[i] = !ok[i] ? KJ_UNKNOWN : cells[i] ? KJ_PASS : KJ_FAIL;
}

static void field_truth(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                        uint8_t *out)
{
    const KjNode *node = &expr->nodes[n];
    const KjField *field =
        node->b < 0 ? NULL : &eval->dataset->schema->kinds[node->a].fields[node->b];
    const KjColumn *column = &eval->dataset->tables[node->a].columns[node->b < 0 ? 0 : node->b];
    bool plain = field && !field->derived && !eval->trace && !eval->missing && !frame->rows &&
                 field->type == KJ_BOOL && column->cell == KJ_CELL_I32;
    if (plain)
        kj_kernel_truth(column->cells.i32 + frame->base,
                        column->valid ? column->valid + frame->base : NULL, frame->count, out);
    else
        from_whole(eval, expr, n, frame, out);
}

static void truth_in(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     uint8_t *out)
{
    const KjNode *node = &expr->nodes[n];
    KjFrame moved;
    switch (node->op) {
    case KJ_OP_AND: connective(eval, expr, node, frame, KJ_FAIL, out); break;
    case KJ_OP_OR: connective(eval, expr, node, frame, KJ_PASS, out); break;
    case KJ_OP_NOT:
        kj_eval_truth(eval, expr, node->a, frame, out);
        kj_kernel_not(out, frame->count);
        break;
    case KJ_OP_EQ:
    case KJ_OP_NE:
    case KJ_OP_LT:
    case KJ_OP_LE:
    case KJ_OP_GT:
    case KJ_OP_GE: kj_eval_compare(eval, expr, n, frame, out); break;
    case KJ_OP_IN: kj_eval_in(eval, expr, n, frame, out); break;
    case KJ_OP_AGG: kj_eval_agg_truth(eval, expr, n, frame, out); break;
    case KJ_OP_CYCLIC: kj_eval_cyclic(eval, expr, n, frame, out); break;
    case KJ_OP_PRESENT: present(eval, expr, node, frame, out); break;
    case KJ_OP_KNOWN: known(eval, expr, node, frame, out); break;
    case KJ_OP_GIVEN: given(eval, expr, node, frame, out); break;
    case KJ_OP_IF: choose(eval, expr, node, frame, out); break;
    case KJ_OP_VIA:
        moved = kj_frame_via(eval, expr, node->a, frame);
        kj_eval_truth(eval, expr, node->b, &moved, out);
        break;
    case KJ_OP_ORG:
        moved = kj_frame_organization(eval, frame);
        kj_eval_truth(eval, expr, node->a, &moved, out);
        break;
    case KJ_OP_OUTER:
        moved = kj_frame_outer(eval, frame);
        kj_eval_truth(eval, expr, node->a, &moved, out);
        break;
    case KJ_OP_FIELD: field_truth(eval, expr, n, frame, out); break;
    default: from_whole(eval, expr, n, frame, out);
    }
}

void kj_eval_truth(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame, uint8_t *out)
{
    size_t noted = eval->missing ? eval->missing->count : 0;
    if (kj_eval_waits(eval)) {
        memset(out, KJ_UNKNOWN, frame->count);
        return;
    }
    truth_in(eval, expr, n, frame, out);
    if (eval->cover)
        kj_cover_note(eval->cover, expr, n, out, frame->count);
    /* What was missing but did not keep the value from being decided does not matter. */
    if (eval->missing && frame->count == 1 && out[0] != KJ_UNKNOWN)
        eval->missing->count = noted;
}
