/* Finding mutants: what can be changed in a condition, a parameter, a rule. */
#include "engine/eval/mutant_parts.h"

KjExpr *kj_mutant_part(const KjRule *rule, KjRulePart part, size_t which)
{
    KjExpr **parts = part == KJ_PART_SELECT  ? rule->select
                     : part == KJ_PART_WHEN  ? rule->when
                     : part == KJ_PART_CHECK ? rule->check
                                             : NULL;

    return parts ? parts[which] : NULL;
}

KjExpr *kj_mutant_expr(const KjRegistry *registry, const KjMutant *mutant)
{
    if (mutant->derive >= 0)
        return registry->derives[mutant->derive].from;
    if (mutant->rule < 0)
        return NULL;
    return kj_mutant_part(&registry->rules[mutant->rule], mutant->part, 0);
}

static void add(KjMutants *mutants, KjMutant mutant)
{
    KJ_PUSH(mutants->items, mutants->count, mutants->capacity, mutant);
}

/* ---- conditions ---- */

static void find_compare(KjMutants *mutants, KjMutant mutant, const KjNode *node)
{
    static const uint8_t opposite[] = {KJ_OP_NE, KJ_OP_EQ, KJ_OP_GE, KJ_OP_GT, KJ_OP_LE, KJ_OP_LT};
    static const uint8_t bound[] = {0, 0, KJ_OP_LE, KJ_OP_LT, KJ_OP_GE, KJ_OP_GT};

    mutant.what = KJ_MUTATE_COMPARE;
    mutant.op = opposite[node->op - KJ_OP_EQ];
    add(mutants, mutant);
    mutant.op = bound[node->op - KJ_OP_EQ];
    if (mutant.op)
        add(mutants, mutant);
}

static void find_aggregate(KjMutants *mutants, KjMutant mutant, const KjNode *node)
{
    static const int becomes[] = {-1, KJ_AGG_ALL, KJ_AGG_ANY, KJ_AGG_MAX, KJ_AGG_MIN, -1};

    if (becomes[node->agg] < 0)
        return;
    mutant.what = KJ_MUTATE_AGGREGATE;
    mutant.op = (uint8_t)becomes[node->agg];
    add(mutants, mutant);
}

static void find_value(KjMutants *mutants, KjMutant mutant, KjType type)
{
    if (!kj_step_is_figure(type))
        return;
    mutant.what = KJ_MUTATE_VALUE;
    for (mutant.step = 1; mutant.step >= -1; mutant.step -= 2)
        add(mutants, mutant);
}

/* Of one item nothing would be left: the condition itself is forced elsewhere. */
static void find_items(KjMutants *mutants, KjMutant mutant, size_t count)
{
    mutant.what = KJ_MUTATE_ITEM;
    for (size_t i = 0; i < count && count > 1; i++) {
        mutant.item = (int32_t)i;
        add(mutants, mutant);
    }
}

static void find_node(KjMutants *mutants, KjMutant mutant, const KjNode *node)
{
    switch (node->op) {
    case KJ_OP_EQ:
    case KJ_OP_NE:
    case KJ_OP_LT:
    case KJ_OP_LE:
    case KJ_OP_GT:
    case KJ_OP_GE: find_compare(mutants, mutant, node); break;
    case KJ_OP_AND:
    case KJ_OP_OR:
        mutant.what = KJ_MUTATE_CONNECT;
        mutant.op = node->op == KJ_OP_AND ? KJ_OP_OR : KJ_OP_AND;
        add(mutants, mutant);
        break;
    case KJ_OP_NOT:
        mutant.what = KJ_MUTATE_NOT;
        add(mutants, mutant);
        break;
    case KJ_OP_LEAST:
    case KJ_OP_GREATEST:
        mutant.what = KJ_MUTATE_AGGREGATE;
        mutant.op = node->op == KJ_OP_LEAST ? KJ_OP_GREATEST : KJ_OP_LEAST;
        if (node->more_count > 1)
            add(mutants, mutant);
        break;
    case KJ_OP_AGG: find_aggregate(mutants, mutant, node); break;
    case KJ_OP_CONST:
        if (node->value.type == KJ_LIST)
            find_items(mutants, mutant, node->value.u.list.count);
        else
            find_value(mutants, mutant, node->value.type);
        break;
    default: break;
    }
}

static void find_in(KjMutants *mutants, KjMutant mutant, const KjExpr *expr)
{
    for (int32_t n = 0; expr && n < expr->count; n++) {
        mutant.node = n;
        find_node(mutants, mutant, &expr->nodes[n]);
    }
}

/* ---- rules ---- */

static KjMutant blank(void)
{
    return (KjMutant){
        .rule = -1, .derive = -1, .param = -1, .part = KJ_PART_NONE, .node = -1, .item = -1};
}

/* The condition of a clause whose items all have the same, for the same kind: where it does not hold, they do
 * not apply, and so nor does the clause, whatever it says itself. */
static bool is_said_by_items(const KjRegistry *registry, const KjRule *rule)
{
    for (size_t i = 0; i < rule->item_count; i++) {
        const KjRule *item = &registry->rules[rule->items[i]];

        if (!item->when || item->select || item->kind_count != 1 || rule->kind_count != 1 ||
            item->kinds[0] != rule->kinds[0] ||
            kj_text_compare(item->when[0]->text, rule->when[0]->text) != 0)
            return false;
    }
    return rule->item_count > 0;
}

static void find_when(KjMutants *mutants, KjMutant mutant, const KjRegistry *registry,
                      KjRulePart part)
{
    const KjRule *rule = &registry->rules[mutant.rule];
    const KjExpr *expr = kj_mutant_part(rule, part, 0);

    mutant.part = part;
    if (!expr)
        return;
    mutant.what = KJ_MUTATE_WHEN;
    for (mutant.step = 1; mutant.step >= 0; mutant.step--)
        if (mutant.step == 0 || part != KJ_PART_WHEN || !is_said_by_items(registry, rule))
            add(mutants, mutant);
    mutant.step = 0;
    find_in(mutants, mutant, expr);
}

static void find_verdicts(KjMutants *mutants, KjMutant mutant, const KjRule *rule)
{
    bool checks = rule->check || rule->check_function >= 0;

    mutant.what = KJ_MUTATE_VERDICT;
    if (rule->item_count)
        return;
    for (mutant.step = KJ_FORCE_PASS; mutant.step <= KJ_FORCE_OTHER; mutant.step++)
        if (mutant.step != KJ_FORCE_OTHER || checks)
            add(mutants, mutant);
    mutant.what = KJ_MUTATE_ANSWER;
    for (mutant.step = KJ_FORCE_OTHER; mutant.step <= KJ_FORCE_DEAF && rule->ask; mutant.step++)
        add(mutants, mutant);
}

static void find_in_rule(KjMutants *mutants, const KjRegistry *registry, int32_t number)
{
    const KjRule *rule = &registry->rules[number];
    KjMutant mutant = blank();

    mutant.rule = number;
    find_when(mutants, mutant, registry, KJ_PART_SELECT);
    find_when(mutants, mutant, registry, KJ_PART_WHEN);
    mutant.part = KJ_PART_CHECK;
    find_in(mutants, mutant, kj_mutant_part(rule, KJ_PART_CHECK, 0));
    find_verdicts(mutants, mutant, rule);
    mutant.part = KJ_PART_NONE;
    find_items(mutants, mutant, rule->item_count);
    mutant.what = KJ_MUTATE_STRICT;
    if (rule->item_count)
        add(mutants, mutant);
}

/* ---- parameters ---- */

static void find_in_param(KjMutants *mutants, const KjRegistry *registry, int32_t number)
{
    const KjParam *param = &registry->params[number];
    size_t count = param->value.type == KJ_LIST ? param->value.u.list.count : 0;
    KjMutant mutant = blank();

    mutant.param = number;
    if (param->shape == KJ_PARAM_SCALAR && param->value.type != KJ_NONE)
        find_value(mutants, mutant, param->value.type);
    else if (param->shape == KJ_PARAM_LIST)
        find_items(mutants, mutant, count);
    for (size_t i = 0; i < count && param->shape >= KJ_PARAM_BANDS; i++) {
        const char *key = param->shape == KJ_PARAM_BANDS ? "upper" : "value";
        const KjValue *value = kj_map_get(&param->value.u.list.items[i], key);

        mutant.item = (int32_t)i;
        if (value)
            find_value(mutants, mutant, value->type);
    }
}

/* ---- all ---- */

void kj_mutants_of(KjMutants *mutants, const KjRegistry *registry, int32_t pack)
{
    *mutants = (KjMutants){0};
    for (size_t i = 0; i < registry->param_count; i++)
        if (registry->params[i].pack == pack)
            find_in_param(mutants, registry, (int32_t)i);
    for (size_t i = 0; i < registry->derive_count; i++) {
        KjMutant mutant = blank();

        mutant.derive = (int32_t)i;
        if (registry->derives[i].pack == pack)
            find_in(mutants, mutant, registry->derives[i].from);
    }
    for (size_t i = 0; i < registry->rule_count; i++)
        if (registry->rules[i].pack == pack && !registry->rules[i].dropped)
            find_in_rule(mutants, registry, (int32_t)i);
}

void kj_mutants_clear(KjMutants *mutants)
{
    kj_free(mutants->items);
    *mutants = (KjMutants){0};
}
