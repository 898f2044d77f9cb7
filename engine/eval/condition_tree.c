/* A condition as a tree with its values, and the members of its aggregates, those that decide first. */
#include "engine/eval/condition_tree.h"

#include "engine/eval/say.h"

#include <stdlib.h>

#define MAX_MEMBERS 20      /* of an aggregate, */
#define MEMBERS_IN_ALL 5000 /* or more as long as all together are no more */
#define MAX_TREE_DEPTH 24

typedef struct Explain {
    KjJudge *judge;
    KjEval eval;
    KjArena *arena;
    uint32_t members; /* listed so far */
} Explain;

static KjValue text_value(KjText text)
{
    return kj_value_text(text);
}

static KjValue truth_text(uint8_t truth)
{
    return kj_value_text(truth == KJ_PASS   ? KJ_TEXT("true")
                         : truth == KJ_FAIL ? KJ_TEXT("false")
                                            : KJ_TEXT("unknown"));
}

static bool is_logic(const KjNode *node)
{
    return node->type == KJ_BOOL && node->op != KJ_OP_CONST && node->op != KJ_OP_FIELD &&
           node->op != KJ_OP_VIA && node->op != KJ_OP_PARAM && node->op != KJ_OP_IT;
}

static KjValue tree_of(Explain *explain, const KjExpr *expr, int32_t n, const KjFrame *frame,
                       int depth);

/* The two sides of a chain of the same connective stand on one level. */
static void add_flat(Explain *explain, const KjExpr *expr, int32_t n, uint8_t op,
                     const KjFrame *frame, int depth, KjTree *children)
{
    const KjNode *node = &expr->nodes[n];
    if (node->op == op && depth < MAX_TREE_DEPTH) {
        add_flat(explain, expr, node->a, op, frame, depth + 1, children);
        add_flat(explain, expr, node->b, op, frame, depth + 1, children);
        return;
    }
    kj_tree_add(children, tree_of(explain, expr, n, frame, depth));
}

static void add_child(Explain *explain, const KjExpr *expr, int32_t n, const KjFrame *frame,
                      int depth, KjTree *children)
{
    uint8_t op = expr->nodes[n].op;
    if (n >= 0 && op != KJ_OP_CONST && op != KJ_OP_TODAY)
        kj_tree_add(children, tree_of(explain, expr, n, frame, depth));
}

static KjValue children_of(Explain *explain, const KjExpr *expr, int32_t n, const KjFrame *frame,
                           int depth)
{
    const KjNode *node = &expr->nodes[n];
    KjTree children = kj_tree_list(explain->arena);
    switch (node->op) {
    case KJ_OP_AND:
    case KJ_OP_OR: add_flat(explain, expr, n, node->op, frame, depth + 1, &children); break;
    case KJ_OP_LEAST:
    case KJ_OP_GREATEST:
    case KJ_OP_FIRST:
        for (int32_t i = 0; i < node->more_count; i++)
            add_child(explain, expr, node->more[i], frame, depth + 1, &children);
        break;
    case KJ_OP_IF: {
        uint8_t truth;
        kj_eval_truth(&explain->eval, expr, node->a, frame, &truth);
        add_child(explain, expr, node->a, frame, depth + 1, &children);
        if (truth != KJ_FAIL)
            add_child(explain, expr, node->b, frame, depth + 1, &children);
        if (truth != KJ_PASS && node->c >= 0)
            add_child(explain, expr, node->c, frame, depth + 1, &children);
        break;
    }
    case KJ_OP_NOT:
    case KJ_OP_NEG:
    case KJ_OP_KNOWN:
    case KJ_OP_PRESENT:
    case KJ_OP_GIVEN:
    case KJ_OP_BAND:
    case KJ_OP_DATEOF:
    case KJ_OP_FISCAL_YEAR_START:
        add_child(explain, expr, node->a, frame, depth + 1, &children);
        break;
    default:
        if ((node->op >= KJ_OP_EQ && node->op <= KJ_OP_DIV) || node->op == KJ_OP_IN) {
            add_child(explain, expr, node->a, frame, depth + 1, &children);
            add_child(explain, expr, node->b, frame, depth + 1, &children);
        }
    }
    return children.value;
}

/* ---- members of an aggregate ---- */

static KjValue member_of(Explain *explain, const KjExpr *expr, const KjNode *node,
                         const KjElements *list, const KjFrame *one, uint32_t e, int depth)
{
    KjJudge *judge = explain->judge;
    KjArena *arena = explain->arena;
    KjTree member = kj_tree_map(arena), children = kj_tree_list(arena);
    if (list->kind >= 0) {
        KjRef ref = {list->kind, list->rows[e]};
        kj_tree_set(&member, "kind", text_value(judge->registry->schema->kinds[list->kind].name));
        kj_tree_set(&member, "id", text_value(kj_record_id(judge->dataset, ref)));
        kj_tree_set(&member, "name", text_value(kj_say_record_name(judge, ref, arena)));
    } else {
        KjValue value =
            kj_cell_value(&explain->eval, expr->nodes[node->a].elem_type,
                          list->whole ? list->whole[e] : 0, list->real ? list->real[e] : 0);
        kj_tree_set(&member, "id",
                    text_value(kj_say_hidden(judge, expr, node->a)
                                   ? KJ_TEXT("***")
                                   : kj_say_value_text(judge, value, KJ_TEXT(""), arena)));
    }
    if (node->b >= 0 && expr->nodes[node->b].type == KJ_BOOL) {
        uint8_t truth;
        kj_eval_truth(&explain->eval, expr, node->b, one, &truth);
        kj_tree_set(&member, "truth", truth_text(truth));
        kj_tree_add(&children, tree_of(explain, expr, node->b, one, depth + 1));
    } else if (node->b >= 0) {
        kj_tree_set(&member, "value",
                    text_value(kj_say_node(judge, &explain->eval, expr, node->b, one, arena)));
    }
    if (list->sure && list->sure[e] != KJ_PASS)
        kj_tree_set(&member, "unsure", kj_value_bool(true));
    kj_tree_set(&member, "children", children.value);
    return member.value;
}

/* Members stand with those that decide first: the least for min, what does not hold for all … */
typedef struct Rank {
    long double key;
    uint32_t element;
} Rank;

static int by_rank(const void *left, const void *right)
{
    const Rank *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->element > b->element) - (a->element < b->element);
}

static long double rank_of(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *one)
{
    KjRange range;
    uint8_t truth;
    if (node->b < 0)
        return 0;
    if (expr->nodes[node->b].type == KJ_BOOL) {
        kj_eval_truth(eval, expr, node->b, one, &truth);
        return node->agg == KJ_AGG_ALL ? truth : -truth;
    }
    kj_eval_range(eval, expr, node->b, one, &range);
    return node->agg == KJ_AGG_MIN ? range.low : -range.high;
}

static Rank *ranked(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *inner)
{
    Rank *ranks = kj_arena_array(eval->scratch, inner->count + 1, sizeof *ranks);
    for (uint32_t e = 0; e < inner->count; e++) {
        KjFrame one = kj_frame_one(eval, inner, e);
        ranks[e] = (Rank){rank_of(eval, expr, node, &one), e};
    }
    qsort(ranks, inner->count, sizeof *ranks, by_rank);
    return ranks;
}

static void add_members(Explain *explain, const KjExpr *expr, const KjNode *node,
                        const KjFrame *frame, int depth, KjTree *map)
{
    KjElements list;
    KjTree members = kj_tree_list(explain->arena);
    kj_eval_list(&explain->eval, expr, node->a, frame, &list);
    KjFrame inner = kj_frame_elements(&explain->eval, &list, frame);
    Rank *ranks = ranked(&explain->eval, expr, node, &inner);
    uint32_t most = explain->members < MEMBERS_IN_ALL ? MEMBERS_IN_ALL - explain->members : 0;
    most = most > MAX_MEMBERS ? most : MAX_MEMBERS;
    uint32_t shown = inner.count < most ? inner.count : most;
    explain->members += shown;
    for (uint32_t i = 0; i < shown; i++) {
        KjFrame one = kj_frame_one(&explain->eval, &inner, ranks[i].element);
        kj_tree_add(&members, member_of(explain, expr, node, &list, &one, ranks[i].element, depth));
    }
    kj_tree_set(map, "members", members.value);
    if (inner.count > shown)
        kj_tree_set(map, "more", kj_value_int(inner.count - shown));
}

static void add_note(Explain *explain, const KjExpr *expr, int32_t n, const KjFrame *frame,
                     KjTree *map)
{
    if (expr->nodes[n].op == KJ_OP_CYCLIC)
        kj_tree_set(map, "note",
                    text_value(kj_eval_chain(&explain->eval, expr, n, frame, explain->arena)));
}

static KjValue tree_of(Explain *explain, const KjExpr *expr, int32_t n, const KjFrame *frame,
                       int depth)
{
    const KjNode *node = &expr->nodes[n];
    KjTree map = kj_tree_map(explain->arena);
    bool aggregate = node->op == KJ_OP_AGG;
    kj_tree_set(&map, "text", text_value(kj_say_fragment(expr, n, explain->arena)));
    kj_tree_set(&map, "value",
                text_value(is_logic(node) ? KJ_TEXT("")
                                          : kj_say_node(explain->judge, &explain->eval, expr, n,
                                                        frame, explain->arena)));
    if (node->type == KJ_BOOL) {
        uint8_t truth;
        kj_eval_truth(&explain->eval, expr, n, frame, &truth);
        kj_tree_set(&map, "truth", truth_text(truth));
    }
    add_note(explain, expr, n, frame, &map);
    if (depth < MAX_TREE_DEPTH) {
        kj_tree_set(&map, "children", children_of(explain, expr, n, frame, depth));
        if (aggregate)
            add_members(explain, expr, node, frame, depth, &map);
    }
    return map.value;
}

static void begin(Explain *explain, KjJudge *judge, KjRef record, KjArena *arena)
{
    explain->judge = judge;
    explain->arena = arena;
    explain->members = 0;
    explain->eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    explain->eval.careful = true;
}

KjValue kj_condition_tree(KjJudge *judge, const KjExpr *expr, KjRef record, KjArena *arena)
{
    Explain explain;
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjFrame frame = kj_judge_frame(record);
    begin(&explain, judge, record, arena);
    KjValue tree = tree_of(&explain, expr, expr->count - 1, &frame, 0);
    kj_arena_release(judge->scratch, mark);
    return tree;
}

bool kj_condition_first(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                        KjRef *record)
{
    const KjNode *node = &expr->nodes[n];
    KjElements list;
    kj_eval_list(eval, expr, node->a, frame, &list);
    KjFrame inner = kj_frame_elements(eval, &list, frame);
    if (inner.count == 0 || list.kind < 0)
        return false;
    *record = (KjRef){list.kind, list.rows[ranked(eval, expr, node, &inner)[0].element]};
    return true;
}
