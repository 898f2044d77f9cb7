/* Nodes of conditions, gone through once; sorted, so that the order in which a condition says them does not
 * matter. */
#include "engine/output/doc_reads.h"

#include "engine/output/rules.h"

#include <stdlib.h>

typedef struct Gather {
    KjReads *fields;
    size_t field_count, field_capacity;
    int32_t *params;
    size_t param_count, param_capacity;
} Gather;

static void add_param(Gather *gather, int32_t param)
{
    KJ_PUSH(gather->params, gather->param_count, gather->param_capacity, param);
}

static void add_field(Gather *gather, int32_t kind, int32_t field)
{
    KjReads reads = {kind, field};

    KJ_PUSH(gather->fields, gather->field_count, gather->field_capacity, reads);
}

static void gather_node(Gather *gather, const KjNode *node)
{
    switch (node->op) {
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS:
        if (node->b >= 0)
            add_field(gather, node->a, node->b);
        break;
    case KJ_OP_RECORDS: add_field(gather, node->a, -1); break;
    case KJ_OP_PARAM:
    case KJ_OP_LOOKUP: add_param(gather, node->a); break;
    case KJ_OP_BAND: add_param(gather, node->b); break;
    default: break;
    }
}

static void gather_expression(Gather *gather, const KjExpr *expr)
{
    for (int32_t i = 0; expr && i < expr->count; i++)
        gather_node(gather, &expr->nodes[i]);
}

static void gather_all(Gather *gather, KjExpr **conditions, size_t count)
{
    for (size_t i = 0; conditions && i < count; i++)
        gather_expression(gather, conditions[i]);
}

/* ---- sorted, each once ---- */

static int by_field(const void *left, const void *right)
{
    const KjReads *a = left, *b = right;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->field > b->field) - (a->field < b->field);
}

static int by_number(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static KjReadList finish(Gather *gather, KjArena *arena)
{
    KjReadList list = {0};

    if (gather->field_count)
        qsort(gather->fields, gather->field_count, sizeof *gather->fields, by_field);
    if (gather->param_count)
        qsort(gather->params, gather->param_count, sizeof *gather->params, by_number);
    list.fields = kj_arena_array(arena, gather->field_count + 1, sizeof *list.fields);
    for (size_t i = 0; i < gather->field_count; i++)
        if (i == 0 || by_field(&gather->fields[i - 1], &gather->fields[i]) != 0)
            list.fields[list.field_count++] = gather->fields[i];
    list.params = kj_arena_array(arena, gather->param_count + 1, sizeof *list.params);
    for (size_t i = 0; i < gather->param_count; i++)
        if (i == 0 || gather->params[i - 1] != gather->params[i])
            list.params[list.param_count++] = gather->params[i];
    kj_free(gather->fields);
    kj_free(gather->params);
    return list;
}

static KjReadList of_rule(const KjRule *rule, KjArena *arena)
{
    Gather gather = {0};

    gather_all(&gather, rule->select, rule->kind_count);
    gather_all(&gather, rule->when, rule->kind_count);
    gather_all(&gather, rule->check, rule->kind_count);
    for (size_t i = 0; i < rule->named_param_count; i++)
        add_param(&gather, rule->named_params[i]);
    return finish(&gather, arena);
}

static KjReadList of_derive(const KjDerive *derive, KjArena *arena)
{
    Gather gather = {0};

    gather_expression(&gather, derive->from);
    for (size_t i = 0; i < derive->read_count; i++)
        add_field(&gather, derive->reads[i].kind, derive->reads[i].field);
    for (size_t i = 0; i < derive->named_param_count; i++)
        add_param(&gather, derive->named_params[i]);
    return finish(&gather, arena);
}

KjDocReads *kj_doc_reads_new(KjArena *arena, const KjRegistry *registry)
{
    KjDocReads *reads = kj_arena_alloc(arena, sizeof *reads);

    reads->registry = registry;
    reads->rules = kj_arena_array(arena, registry->rule_count + 1, sizeof *reads->rules);
    reads->derives = kj_arena_array(arena, registry->derive_count + 1, sizeof *reads->derives);
    reads->needs = kj_arena_array(arena, registry->rule_count + 1, sizeof *reads->needs);
    for (size_t i = 0; i < registry->rule_count; i++) {
        reads->rules[i] = of_rule(&registry->rules[i], arena);
        reads->needs[i] = kj_arena_array(arena, registry->param_count + 1, sizeof **reads->needs);
        kj_rule_parameters(registry, &registry->rules[i], reads->needs[i]);
    }
    for (size_t i = 0; i < registry->derive_count; i++)
        reads->derives[i] = of_derive(&registry->derives[i], arena);
    return reads;
}

/* ---- asking ---- */

bool kj_read_list_has(const KjReadList *list, KjReads field)
{
    for (size_t i = 0; i < list->field_count; i++)
        if (by_field(&list->fields[i], &field) == 0)
            return true;
    return false;
}

bool kj_read_list_has_param(const KjReadList *list, int32_t param)
{
    for (size_t i = 0; i < list->param_count; i++)
        if (list->params[i] == param)
            return true;
    return false;
}

const KjDerive *kj_doc_derive_of(const KjRegistry *registry, KjReads field)
{
    for (size_t d = 0; d < registry->derive_count; d++) {
        const KjDerive *derive = &registry->derives[d];

        for (size_t i = 0; derive->kind == field.kind && i < derive->field_count; i++)
            if (derive->fields[i] == field.field)
                return derive;
    }
    return NULL;
}
