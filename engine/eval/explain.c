/* One verdict in full: the condition as a tree with its values, members of aggregates, and the
 * conditions behind the derived fields that were read. What would change it is in changes.c. */
#include "engine/eval/explain.h"

#include "engine/eval/changes.h"
#include "engine/eval/roll_up.h"
#include "engine/eval/say.h"

#include <stdlib.h>
#include <string.h>

#define MAX_MEMBERS 20      /* of an aggregate, */
#define MEMBERS_IN_ALL 5000 /* or more as long as all together are no more */
#define MAX_RELATED 6
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

/* ---- the parts of a rule ---- */

static void begin(Explain *explain, KjJudge *judge, KjRef record, KjArena *arena)
{
    explain->judge = judge;
    explain->arena = arena;
    explain->members = 0;
    explain->eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    explain->eval.careful = true;
}

static KjValue tree_for(KjJudge *judge, const KjExpr *expr, KjRef record, KjArena *arena)
{
    Explain explain;
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjFrame frame = kj_judge_frame(record);
    begin(&explain, judge, record, arena);
    KjValue tree = tree_of(&explain, expr, expr->count - 1, &frame, 0);
    kj_arena_release(judge->scratch, mark);
    return tree;
}

static void add_part(KjJudge *judge, KjTree *parts, const char *name, const KjExpr *expr,
                     KjRef record, KjArena *arena)
{
    KjTree part = kj_tree_map(arena);
    if (!expr)
        return;
    kj_tree_set(&part, "part", kj_value_text(kj_text(name)));
    kj_tree_set(&part, "text", kj_value_text(kj_say_fragment(expr, expr->count - 1, arena)));
    kj_tree_set(&part, "tree", tree_for(judge, expr, record, arena));
    kj_tree_add(parts, part.value);
}

static void add_plain_part(KjTree *parts, const char *name, KjText text, KjArena *arena)
{
    KjTree part = kj_tree_map(arena), tree = kj_tree_map(arena);
    kj_tree_set(&tree, "text", kj_value_text(text));
    kj_tree_set(&tree, "value", kj_value_text(KJ_TEXT("")));
    kj_tree_set(&part, "part", kj_value_text(kj_text(name)));
    kj_tree_set(&part, "tree", tree.value);
    kj_tree_add(parts, part.value);
}

/* Items with what each says, as one tree. */
static void add_items(KjJudge *judge, KjTree *parts, const KjRule *rule, KjRef record,
                      KjArena *arena)
{
    KjTree part = kj_tree_map(arena), tree = kj_tree_map(arena), children = kj_tree_list(arena);
    for (size_t i = 0; i < rule->item_count; i++) {
        const KjRule *item = &judge->registry->rules[rule->items[i]];
        uint8_t verdict = kj_item_verdict(judge, rule, rule->items[i], record);
        KjTree child = kj_tree_map(arena);
        if (verdict == KJ_NO_VERDICT)
            continue;
        kj_tree_set(&child, "text",
                    kj_value_text(kj_text(
                        kj_arena_printf(arena, "%s  %s", item->clause.data,
                                        kj_label_in(item->title, judge->options.lang).data))));
        kj_tree_set(&child, "verdict", kj_value_text(kj_text(kj_verdict_name((KjVerdict)verdict))));
        kj_tree_add(&children, child.value);
    }
    kj_tree_set(&tree, "text", kj_value_text(rule->clause));
    kj_tree_set(&tree, "value", kj_value_text(KJ_TEXT("")));
    kj_tree_set(&tree, "children", children.value);
    kj_tree_set(&part, "part", kj_value_text(KJ_TEXT("items")));
    kj_tree_set(&part, "tree", tree.value);
    kj_tree_add(parts, part.value);
}

static KjValue parts_of(KjJudge *judge, const KjRule *rule, size_t which, KjRef record,
                        KjArena *arena)
{
    KjTree parts = kj_tree_list(arena);
    add_part(judge, &parts, "select", rule->select ? rule->select[which] : NULL, record, arena);
    add_part(judge, &parts, "when", rule->when ? rule->when[which] : NULL, record, arena);
    add_part(judge, &parts, "check", rule->check ? rule->check[which] : NULL, record, arena);
    if (rule->check_function >= 0)
        add_plain_part(
            &parts, "function",
            kj_text(kj_arena_printf(arena, "Lua, %s:%u", rule->place.file ? rule->place.file : "?",
                                    rule->place.line)),
            arena);
    if (rule->item_count)
        add_items(judge, &parts, rule, record, arena);
    if (rule->ask)
        add_plain_part(&parts, "ask", kj_label_in(rule->question, judge->options.lang), arena);
    return parts.value;
}

/* ---- derived fields behind the verdict ---- */

typedef struct Related {
    KjRead reads[MAX_RELATED];
    size_t count;
    KjRef focus[8]; /* records whose derived fields are of interest */
    size_t focus_count;
} Related;

static void focus_on(Related *related, KjRef record)
{
    if (related->focus_count < 8)
        related->focus[related->focus_count++] = record;
}

/* The member that decides each aggregate of the condition. */
static void focus_on_members(KjEval *eval, const KjExpr *expr, const KjFrame *frame,
                             Related *related)
{
    const bool *own = kj_own_nodes(eval, expr);
    for (int32_t n = 0; n < expr->count; n++) {
        const KjNode *node = &expr->nodes[n];
        KjElements list;
        if (node->op != KJ_OP_AGG || !own[n] || node->b < 0 || node->agg == KJ_AGG_COUNT ||
            node->agg == KJ_AGG_SUM)
            continue;
        kj_eval_list(eval, expr, node->a, frame, &list);
        KjFrame inner = kj_frame_elements(eval, &list, frame);
        if (inner.count > 0 && list.kind >= 0)
            focus_on(related,
                     (KjRef){list.kind, list.rows[ranked(eval, expr, node, &inner)[0].element]});
    }
}

static void add_read(KjJudge *judge, Related *related, KjRead read)
{
    bool wanted = false;
    if (read.kind < 0 || judge->producer[read.kind][read.field] < 0)
        return;
    for (size_t i = 0; i < related->focus_count; i++)
        wanted |= related->focus[i].kind == read.kind && related->focus[i].row == read.row;
    for (size_t i = 0; i < related->count; i++)
        wanted &= memcmp(&related->reads[i], &read, sizeof read) != 0;
    if (wanted && related->count < MAX_RELATED)
        related->reads[related->count++] = read;
}

static void find_related(KjJudge *judge, const KjExpr *expr, KjRef record, bool members,
                         Related *related)
{
    KjTrace trace = {NULL, 0, 0};
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjEval eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    KjFrame frame = kj_judge_frame(record);
    eval.careful = true;
    if (members)
        focus_on_members(&eval, expr, &frame, related);
    eval.trace = &trace;
    if (expr->type == KJ_BOOL) {
        uint8_t truth;
        kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truth);
    } else if (expr->type != KJ_LIST) {
        kj_eval_value(&eval, expr, expr->count - 1, &frame, judge->scratch);
    }
    kj_arena_release(judge->scratch, mark);
    for (size_t i = 0; i < trace.count; i++)
        add_read(judge, related, trace.reads[i]);
    kj_free(trace.reads);
}

static KjValue related_value(KjJudge *judge, KjRead read, Related *related, KjArena *arena)
{
    KjTree map = kj_tree_map(arena);
    KjRef record = {read.kind, read.row};
    const KjKind *kind = &judge->registry->schema->kinds[read.kind];
    const KjDerive *derive = &judge->registry->derives[judge->producer[read.kind][read.field]];
    const char *reason = kj_cycle_of(judge, read.kind, read.field, read.row);
    kj_tree_set(&map, "kind", kj_value_text(kind->name));
    kj_tree_set(&map, "id", kj_value_text(kj_record_id(judge->dataset, record)));
    kj_tree_set(&map, "field", kj_value_text(kind->fields[read.field].name));
    kj_tree_set(&map, "text",
                kj_value_text(derive->from
                                  ? kj_say_fragment(derive->from, derive->from->count - 1, arena)
                                  : KJ_TEXT("Lua")));
    if (reason)
        kj_tree_set(&map, "note", kj_value_text(kj_text(reason)));
    if (derive->from && derive->from->type != KJ_LIST) {
        kj_tree_set(&map, "tree", tree_for(judge, derive->from, record, arena));
        find_related(judge, derive->from, record, false, related);
    }
    return map.value;
}

static KjValue related_of(KjJudge *judge, const KjRule *rule, size_t which, KjRef record,
                          KjArena *arena)
{
    KjTree list = kj_tree_list(arena);
    Related related = {.count = 0};
    focus_on(&related, record);
    KjExpr **parts[] = {rule->select, rule->when, rule->check};
    for (int i = 0; i < 3; i++)
        if (parts[i])
            find_related(judge, parts[i][which], record, true, &related);
    for (size_t i = 0; i < related.count; i++)
        kj_tree_add(&list, related_value(judge, related.reads[i], &related, arena));
    return list.value;
}

/* ---- the whole ---- */

static KjValue record_value(KjJudge *judge, KjRef record, KjArena *arena)
{
    KjTree map = kj_tree_map(arena);
    kj_tree_set(&map, "kind", kj_value_text(judge->registry->schema->kinds[record.kind].name));
    kj_tree_set(&map, "id", kj_value_text(kj_record_id(judge->dataset, record)));
    kj_tree_set(&map, "name", kj_value_text(kj_say_record_name(judge, record, arena)));
    return map.value;
}

KjValue kj_explain(KjJudge *judge, int32_t number, KjRef record, KjArena *arena)
{
    KjTree map = kj_tree_map(arena);
    const KjRule *rule = &judge->registry->rules[number];
    size_t which = 0;
    while (which + 1 < rule->kind_count && rule->kinds[which] != record.kind)
        which++;
    const KjVerdicts *verdicts = &judge->verdicts[number][which];
    KjVerdict verdict = (KjVerdict)verdicts->verdict[record.row];
    KjVerdict underlying =
        verdicts->underlying ? (KjVerdict)verdicts->underlying[record.row] : KJ_NO_VERDICT;
    kj_tree_set(&map, "rule", kj_value_int(number));
    kj_tree_set(&map, "record", record_value(judge, record, arena));
    kj_tree_set(&map, "verdict", kj_value_text(kj_text(kj_verdict_name(verdict))));
    if (underlying != KJ_NO_VERDICT)
        kj_tree_set(&map, "underlying", kj_value_text(kj_text(kj_verdict_name(underlying))));
    kj_tree_set(&map, "parts", parts_of(judge, rule, which, record, arena));
    kj_tree_set(
        &map, "changes",
        kj_changes_of(judge, rule, which, record, kj_verdict_to_tell(verdict, underlying), arena));
    kj_tree_set(&map, "related", related_of(judge, rule, which, record, arena));
    return map.value;
}
