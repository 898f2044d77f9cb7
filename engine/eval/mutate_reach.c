/* A set of bits for every derivation and rule: parameters first, then derivations. Sets of derivations grow
 * until nothing is added. */
#include "engine/eval/mutate_reach.h"

struct KjReach {
    const KjJudge *judge;
    size_t words; /* of a set */
    uint64_t *derives, *rules;
};

static uint64_t *of_derive(const KjReach *reach, size_t derive)
{
    return reach->derives + derive * reach->words;
}

static uint64_t *of_rule(const KjReach *reach, size_t rule)
{
    return reach->rules + rule * reach->words;
}

static void set_bit(uint64_t *set, size_t bit)
{
    set[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static bool has_bit(const uint64_t *set, size_t bit)
{
    return set[bit / 64] >> (bit % 64) & 1;
}

static void add_param(const KjReach *reach, uint64_t *set, int32_t param)
{
    if (param >= 0 && (size_t)param < reach->judge->registry->param_count)
        set_bit(set, (size_t)param);
}

static void add_derive(const KjReach *reach, uint64_t *set, int32_t derive)
{
    if (derive >= 0)
        set_bit(set, reach->judge->registry->param_count + (size_t)derive);
}

/* A record of a derived kind is there because it was made. */
static void add_kind(const KjReach *reach, uint64_t *set, int32_t kind)
{
    if (kind >= 0)
        add_derive(reach, set, reach->judge->maker[kind]);
}

static void add_field(const KjReach *reach, uint64_t *set, int32_t kind, int32_t field)
{
    add_kind(reach, set, kind);
    if (kind >= 0 && field >= 0)
        add_derive(reach, set, reach->judge->producer[kind][field]);
}

static void add_node(const KjReach *reach, uint64_t *set, const KjNode *node)
{
    const KjSchema *schema = reach->judge->registry->schema;

    switch (node->op) {
    case KJ_OP_PARAM:
    case KJ_OP_LOOKUP: add_param(reach, set, node->a); break;
    case KJ_OP_BAND: add_param(reach, set, node->b); break;
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS: add_field(reach, set, node->a, node->b); break;
    case KJ_OP_GIVEN:
    case KJ_OP_RECORDS: add_kind(reach, set, node->a); break;
    case KJ_OP_BACKWARD:
        add_kind(reach, set, schema->inverses[node->a].source);
        add_field(reach, set, schema->inverses[node->a].holder, schema->inverses[node->a].field);
        break;
    default: break;
    }
}

static void add_expr(const KjReach *reach, uint64_t *set, const KjExpr *expr)
{
    for (int32_t n = 0; expr && n < expr->count; n++)
        add_node(reach, set, &expr->nodes[n]);
}

/* ---- derivations ---- */

/* Which parameters a function reads nobody says for certain: any of its pack. */
static void read_derive(const KjReach *reach, const KjDerive *derive, uint64_t *set)
{
    const KjRegistry *registry = reach->judge->registry;

    add_expr(reach, set, derive->from);
    add_kind(reach, set, derive->kind);
    if (derive->from)
        return;
    for (size_t i = 0; i < derive->read_count; i++)
        add_field(reach, set, derive->reads[i].kind, derive->reads[i].field);
    for (size_t i = 0; i < registry->param_count; i++)
        add_param(reach, set, (int32_t)i);
}

static bool grow(const KjReach *reach, uint64_t *set)
{
    const KjRegistry *registry = reach->judge->registry;
    bool grown = false;

    for (size_t d = 0; d < registry->derive_count; d++) {
        if (!has_bit(set, registry->param_count + d))
            continue;
        for (size_t w = 0; w < reach->words; w++) {
            uint64_t more = of_derive(reach, d)[w] & ~set[w];

            set[w] |= more;
            grown |= more != 0;
        }
    }
    return grown;
}

static void read_derives(const KjReach *reach)
{
    const KjRegistry *registry = reach->judge->registry;
    bool grown = true;

    for (size_t d = 0; d < registry->derive_count; d++) {
        set_bit(of_derive(reach, d), registry->param_count + d);
        read_derive(reach, &registry->derives[d], of_derive(reach, d));
    }
    while (grown) {
        grown = false;
        for (size_t d = 0; d < registry->derive_count; d++)
            grown |= grow(reach, of_derive(reach, d));
    }
}

/* ---- rules ---- */

static void read_function(const KjReach *reach, const KjVerdicts *verdicts, uint32_t rows,
                          uint64_t *set)
{
    const KjTrace *trace = &reach->judge->lua_trace;

    for (uint32_t row = 0; verdicts->outcome && row < rows; row++)
        for (uint32_t i = verdicts->outcome[row].trace_from;
             i < verdicts->outcome[row].trace_to && i < trace->count; i++) {
            const KjRead *read = &trace->reads[i];

            if (read->kind == KJ_TRACE_PARAMETER)
                add_param(reach, set, read->row);
            else
                add_field(reach, set, read->kind, read->field);
        }
}

static void read_rule(const KjReach *reach, size_t number)
{
    const KjJudge *judge = reach->judge;
    const KjRule *rule = &judge->registry->rules[number];
    uint64_t *set = of_rule(reach, number);

    for (size_t k = 0; judge->verdicts[number] && k < rule->kind_count; k++) {
        add_kind(reach, set, rule->kinds[k]);
        add_expr(reach, set, rule->select ? rule->select[k] : NULL);
        add_expr(reach, set, rule->when ? rule->when[k] : NULL);
        add_expr(reach, set, rule->check ? rule->check[k] : NULL);
        read_function(reach, &judge->verdicts[number][k],
                      judge->dataset->tables[rule->kinds[k]].rows, set);
    }
    grow(reach, set);
}

/* A clause depends on what its items depend on. */
static void read_items(const KjReach *reach)
{
    const KjRegistry *registry = reach->judge->registry;

    for (int nested = 0; nested < 3; nested++)
        for (size_t r = 0; r < registry->rule_count; r++)
            for (size_t i = 0; i < registry->rules[r].item_count; i++)
                for (size_t w = 0; w < reach->words; w++)
                    of_rule(reach, r)[w] |= of_rule(reach, (size_t)registry->rules[r].items[i])[w];
}

KjReach *kj_reach_new(const KjJudge *judge, KjArena *arena)
{
    const KjRegistry *registry = judge->registry;
    KjReach *reach = kj_arena_alloc(arena, sizeof *reach);

    reach->judge = judge;
    reach->words = (registry->param_count + registry->derive_count) / 64 + 1;
    reach->derives =
        kj_arena_array(arena, (registry->derive_count + 1) * reach->words, sizeof(uint64_t));
    reach->rules =
        kj_arena_array(arena, (registry->rule_count + 1) * reach->words, sizeof(uint64_t));
    read_derives(reach);
    for (size_t r = 0; r < registry->rule_count; r++)
        read_rule(reach, r);
    read_items(reach);
    return reach;
}

bool kj_reach_rule_param(const KjReach *reach, int32_t rule, int32_t param)
{
    return has_bit(of_rule(reach, (size_t)rule), (size_t)param);
}

bool kj_reach_rule_derive(const KjReach *reach, int32_t rule, int32_t derive)
{
    return has_bit(of_rule(reach, (size_t)rule),
                   reach->judge->registry->param_count + (size_t)derive);
}

static const uint64_t *of_field(const KjReach *reach, int32_t kind, int32_t field)
{
    int32_t derive = reach->judge->producer[kind][field];

    return derive < 0 ? NULL : of_derive(reach, (size_t)derive);
}

bool kj_reach_field_param(const KjReach *reach, int32_t kind, int32_t field, int32_t param)
{
    const uint64_t *set = of_field(reach, kind, field);

    return set && has_bit(set, (size_t)param);
}

bool kj_reach_field_derive(const KjReach *reach, int32_t kind, int32_t field, int32_t derive)
{
    const uint64_t *set = of_field(reach, kind, field);

    return set && has_bit(set, reach->judge->registry->param_count + (size_t)derive);
}
