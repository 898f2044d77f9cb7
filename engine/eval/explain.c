/* One verdict in full: the conditions of its rule (condition_tree.c) and those behind the derived fields that
 * were read. What would change it is in changes.c. */
#include "engine/eval/explain.h"

#include "engine/eval/changes.h"
#include "engine/eval/condition_tree.h"
#include "engine/eval/roll_up.h"
#include "engine/eval/say.h"

#include <string.h>

#define MAX_RELATED 6

/* ---- the parts of a rule ---- */

static void add_part(KjJudge *judge, KjTree *parts, const char *name, const KjExpr *expr,
                     KjRef record, KjArena *arena)
{
    KjTree part = kj_tree_map(arena);
    if (!expr)
        return;
    kj_tree_set(&part, "part", kj_value_text(kj_text(name)));
    kj_tree_set(&part, "text", kj_value_text(kj_say_fragment(expr, expr->count - 1, arena)));
    kj_tree_set(&part, "tree", kj_condition_tree(judge, expr, record, arena));
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
        KjRef first;
        if (node->op == KJ_OP_AGG && own[n] && node->b >= 0 && node->agg != KJ_AGG_COUNT &&
            node->agg != KJ_AGG_SUM && kj_condition_first(eval, expr, n, frame, &first))
            focus_on(related, first);
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
        kj_tree_set(&map, "tree", kj_condition_tree(judge, derive->from, record, arena));
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
