/* A change in place, and its undoing. The condition of a rule with several kinds is the same text, compiled
 * for each: the change is made in all of them, at the node that stands for the same piece of text. */
#include "engine/eval/mutant_parts.h"
#include "engine/rules/registry_parts.h"

#include <string.h>

typedef struct Change {
    KjRegistry *registry;
    const KjMutant *mutant;
    KjArena *arena;
    KjMutantUndo *undo;
} Change;

static void save(Change *change, void *at, size_t size)
{
    KjMutantUndo *undo = change->undo;

    undo->saved[undo->count].at = at;
    undo->saved[undo->count].size = size;
    memcpy(undo->saved[undo->count++].bytes, at, size);
}

static KjValue list_without(Change *change, const KjValue *list, int32_t item)
{
    KjValue shorter = *list;

    shorter.u.list.items = kj_arena_array(change->arena, list->u.list.count, sizeof(KjValue));
    shorter.u.list.count = 0;
    for (size_t i = 0; i < list->u.list.count; i++)
        if ((int32_t)i != item)
            shorter.u.list.items[shorter.u.list.count++] = list->u.list.items[i];
    return shorter;
}

/* ---- nodes ---- */

static void put_value(KjNode *node, KjValue value)
{
    node->value = value;
    if (kj_is_real(value.type))
        node->real = value.u.real;
    else
        node->cell = value.u.whole;
    if (value.type == KJ_INT)
        node->real = (double)value.u.whole;
}

static void change_node(Change *change, KjExpr *expr, int32_t n)
{
    const KjMutant *mutant = change->mutant;
    KjNode *node = &expr->nodes[n];

    save(change, node, sizeof *node);
    switch (mutant->what) {
    case KJ_MUTATE_NOT: *node = expr->nodes[node->a]; break;
    case KJ_MUTATE_AGGREGATE:
        if (node->op == KJ_OP_AGG)
            node->agg = mutant->op;
        else
            node->op = mutant->op;
        break;
    case KJ_MUTATE_VALUE: put_value(node, kj_step_moved(&node->value, mutant->step)); break;
    case KJ_MUTATE_ITEM: node->value = list_without(change, &node->value, mutant->item); break;
    default: node->op = mutant->op;
    }
}

/* The node that stands for the same text in the condition for another kind; -1: there is none. */
static int32_t same_node(const KjExpr *expr, const KjNode *as)
{
    for (int32_t n = 0; n < expr->count; n++)
        if (expr->nodes[n].op == as->op && expr->nodes[n].from == as->from &&
            expr->nodes[n].to == as->to)
            return n;
    return -1;
}

static void change_condition(Change *change)
{
    const KjMutant *mutant = change->mutant;
    KjExpr *first = kj_mutant_expr(change->registry, mutant);
    const KjNode as = first->nodes[mutant->node];
    const KjRule *rule = mutant->rule >= 0 ? &change->registry->rules[mutant->rule] : NULL;

    change_node(change, first, mutant->node);
    for (size_t k = 1; rule && k < rule->kind_count && k < 16; k++) {
        KjExpr *expr = kj_mutant_part(rule, mutant->part, k);
        int32_t n = expr ? same_node(expr, &as) : -1;

        if (n >= 0)
            change_node(change, expr, n);
    }
}

/* ---- rules and parameters ---- */

static KjExpr *constant(Change *change, bool truth, const KjExpr *instead)
{
    KjExpr *expr = kj_arena_alloc(change->arena, sizeof *expr);

    *expr = *instead;
    expr->count = 1;
    expr->nodes = kj_arena_alloc(change->arena, sizeof *expr->nodes);
    *expr->nodes = (KjNode){.op = KJ_OP_CONST,
                            .type = KJ_BOOL,
                            .a = -1,
                            .b = -1,
                            .c = -1,
                            .elem_kind = KJ_SCALARS,
                            .frame = instead->kind,
                            .value = kj_value_bool(truth),
                            .cell = truth};
    return expr;
}

static void force_when(Change *change)
{
    const KjMutant *mutant = change->mutant;
    KjRule *rule = &change->registry->rules[mutant->rule];
    KjExpr **parts = mutant->part == KJ_PART_SELECT ? rule->select : rule->when;

    for (size_t k = 0; k < rule->kind_count && k < 16; k++) {
        save(change, &parts[k], sizeof parts[k]);
        parts[k] = constant(change, mutant->step, parts[k]);
    }
}

static void drop_item(Change *change)
{
    KjRule *rule = &change->registry->rules[change->mutant->rule];
    int32_t *items = kj_arena_array(change->arena, rule->item_count, sizeof *items);
    size_t count = 0;

    save(change, &rule->items, sizeof rule->items);
    save(change, &rule->item_count, sizeof rule->item_count);
    for (size_t i = 0; i < rule->item_count; i++)
        if ((int32_t)i != change->mutant->item)
            items[count++] = rule->items[i];
    rule->items = items;
    rule->item_count = count;
}

/* A band's bound, or a table's entry. */
static KjValue with_entry_moved(Change *change, const KjParam *param)
{
    const char *key = param->shape == KJ_PARAM_BANDS ? "upper" : "value";
    KjValue list = kj_value_copy(change->arena, &param->value);
    KjValue *entry = &list.u.list.items[change->mutant->item];

    for (size_t i = 0; i < entry->u.map.count; i++)
        if (kj_text_is(entry->u.map.pairs[i].key, key))
            entry->u.map.pairs[i].value =
                kj_step_moved(&entry->u.map.pairs[i].value, change->mutant->step);
    return list;
}

static void change_param(Change *change)
{
    KjParam *param = &change->registry->params[change->mutant->param];

    save(change, param, sizeof *param);
    if (change->mutant->what == KJ_MUTATE_ITEM)
        param->value = list_without(change, &param->value, change->mutant->item);
    else if (param->shape == KJ_PARAM_SCALAR)
        param->value = kj_step_moved(&param->value, change->mutant->step);
    else
        param->value = with_entry_moved(change, param);
}

void kj_mutant_apply(KjRegistry *registry, const KjMutant *mutant, KjArena *arena,
                     KjMutantUndo *undo)
{
    Change change = {registry, mutant, arena, undo};
    KjRule *rule = mutant->rule >= 0 ? &registry->rules[mutant->rule] : NULL;

    undo->count = 0;
    if (mutant->param >= 0)
        change_param(&change);
    else if (mutant->node >= 0)
        change_condition(&change);
    else if (mutant->what == KJ_MUTATE_WHEN)
        force_when(&change);
    else if (mutant->what == KJ_MUTATE_ITEM)
        drop_item(&change);
    else if (mutant->what == KJ_MUTATE_STRICT) {
        save(&change, &rule->strict, sizeof rule->strict);
        rule->strict = !rule->strict;
    }
}

void kj_mutant_undo(KjMutantUndo *undo)
{
    while (undo->count) {
        undo->count--;
        memcpy(undo->saved[undo->count].at, undo->saved[undo->count].bytes,
               undo->saved[undo->count].size);
    }
}
