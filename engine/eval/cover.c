/* Only the condition that is being looked at is noted: what others it leads to has been computed. */
#include "engine/eval/cover.h"

#include "engine/eval/judge_parts.h"
#include "engine/eval/looked.h"
#include "engine/eval/mutant_parts.h"

#include <string.h>

struct KjCover {
    const KjExpr *expr;
    uint8_t *seen; /* by node */
};

void kj_cover_note(KjCover *cover, const KjExpr *expr, int32_t n, const uint8_t *truth,
                   uint32_t count)
{
    static const uint8_t bits[] = {
        [KJ_FAIL] = KJ_SEEN_FALSE, [KJ_UNKNOWN] = KJ_SEEN_UNKNOWN, [KJ_PASS] = KJ_SEEN_TRUE};

    if (expr != cover->expr)
        return;
    for (uint32_t i = 0; i < count; i++)
        if (truth[i] <= KJ_PASS)
            cover->seen[n] |= bits[truth[i]];
}

/* ---- what is a branch ---- */

static void mark(const KjExpr *expr, int32_t n, bool *branches);

/* What decides the truth of a node: its parts that are true or false themselves. */
static void mark_parts(const KjExpr *expr, const KjNode *node, bool *branches)
{
    switch (node->op) {
    case KJ_OP_AND:
    case KJ_OP_OR:
        mark(expr, node->a, branches);
        mark(expr, node->b, branches);
        break;
    case KJ_OP_NOT:
    case KJ_OP_KNOWN:
    case KJ_OP_ORG:
    case KJ_OP_OUTER: mark(expr, node->a, branches); break;
    case KJ_OP_VIA: mark(expr, node->b, branches); break;
    case KJ_OP_IF:
        mark(expr, node->b, branches);
        if (node->c >= 0)
            mark(expr, node->c, branches);
        break;
    default: break;
    }
}

static void mark(const KjExpr *expr, int32_t n, bool *branches)
{
    const KjNode *node = &expr->nodes[n];

    if (node->type != KJ_BOOL)
        return;
    branches[n] = node->op != KJ_OP_CONST && node->op != KJ_OP_NOT && node->op != KJ_OP_OUTER &&
                  node->op != KJ_OP_VIA && node->op != KJ_OP_ORG && node->to > node->from;
    mark_parts(expr, node, branches);
}

/* A bool that is only compared, or taken as the first of several, is a value like any other. */
bool *kj_cover_branches(const KjExpr *expr, KjArena *arena)
{
    bool *branches = kj_arena_array(arena, (size_t)expr->count + 1, sizeof *branches);

    mark(expr, expr->count - 1, branches);
    for (int32_t n = 0; n < expr->count; n++) {
        const KjNode *node = &expr->nodes[n];
        bool of_elements = node->agg == KJ_AGG_ANY || node->agg == KJ_AGG_ALL;

        if (node->op == KJ_OP_IF)
            mark(expr, node->a, branches);
        else if (node->op == KJ_OP_WHERE || (node->op == KJ_OP_AGG && of_elements && node->b >= 0))
            mark(expr, node->b, branches);
    }
    return branches;
}

static bool fact_can_be_missing(const KjSchema *schema, const KjNode *node)
{
    if (node->b < 0)
        return false;
    const KjField *field = &schema->kinds[node->a].fields[node->b];
    return !field->required && field->otherwise.type == KJ_NONE;
}

bool kj_cover_can_be_unknown(const KjSchema *schema, const KjExpr *expr, int32_t n)
{
    const KjNode *node = &expr->nodes[n];

    switch (node->op) {
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS: return fact_can_be_missing(schema, node);
    case KJ_OP_CONST:
    case KJ_OP_PARAM:
    case KJ_OP_IT:
    case KJ_OP_SELF:
    case KJ_OP_TODAY:
    case KJ_OP_BACKWARD:
    case KJ_OP_RECORDS:
    case KJ_OP_PRESENT:
    case KJ_OP_KNOWN:
    case KJ_OP_GIVEN: return false;
    case KJ_OP_BAND:
    case KJ_OP_LOOKUP: return true;
    case KJ_OP_CAST: return true;
    case KJ_OP_FIRST:
    case KJ_OP_LEAST:
    case KJ_OP_GREATEST: /* of those that are there: missing only if none is */
        for (int32_t i = 0; i < node->more_count; i++)
            if (!kj_cover_can_be_unknown(schema, expr, node->more[i]))
                return false;
        return true;
    case KJ_OP_IF:
        if (node->c < 0)
            return true;
        break;
    default: break;
    }
    return (node->a >= 0 && kj_cover_can_be_unknown(schema, expr, node->a)) ||
           (node->b >= 0 && kj_cover_can_be_unknown(schema, expr, node->b)) ||
           (node->c >= 0 && kj_cover_can_be_unknown(schema, expr, node->c));
}

/* ---- looking ---- */

typedef struct Looking {
    KjJudge *judge;
    KjArena *arena; /* of what is given back */
    KjTree list;
} Looking;

/* The truth of a condition for one record; every node is noted. */
static uint8_t look(Looking *looking, const KjExpr *expr, KjRef record, uint8_t *seen)
{
    KjCover cover = {expr, seen};
    uint8_t truth = KJ_PASS;

    if (!expr)
        return truth;
    KjArenaMark mark = kj_arena_mark(looking->judge->scratch);
    KjEval eval = kj_judge_eval(looking->judge, kj_judge_set_of(looking->judge, record));
    KjFrame frame = kj_judge_frame(record);
    eval.careful = true;
    eval.cover = &cover;
    if (expr->type == KJ_BOOL)
        kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truth);
    else
        kj_eval_value(&eval, expr, expr->count - 1, &frame, looking->judge->scratch);
    kj_arena_release(looking->judge->scratch, mark);
    return truth;
}

/* What was seen of the condition for one kind, at the nodes of that for the first. */
static void fold(const KjExpr *first, uint8_t *all, const KjExpr *expr, const uint8_t *seen)
{
    for (int32_t n = 0; n < expr->count; n++)
        for (int32_t f = 0; seen[n] && f < first->count; f++)
            if (first->nodes[f].op == expr->nodes[n].op &&
                first->nodes[f].from == expr->nodes[n].from &&
                first->nodes[f].to == expr->nodes[n].to) {
                all[f] |= seen[n];
                break;
            }
}

static void give(Looking *looking, const char *what, int32_t number, int part, const KjExpr *expr,
                 const uint8_t *seen)
{
    KjTree map = kj_tree_map(looking->arena);
    char *text = kj_arena_strndup(looking->arena, (const char *)seen, (size_t)expr->count);

    for (int32_t n = 0; n < expr->count; n++)
        text[n] = (char)('0' + seen[n]);
    kj_tree_set(&map, what, kj_value_int(number));
    kj_tree_set(&map, "part", kj_value_int(part));
    kj_tree_set(&map, "seen", kj_value_text((KjText){text, (uint32_t)expr->count}));
    kj_tree_add(&looking->list, map.value);
}

typedef struct Seen { /* of one rule: by part, at the nodes of the first kind */
    uint8_t *all[KJ_PART_NONE];
} Seen;

static void look_at_rows(Looking *looking, int32_t number, size_t which, const uint8_t *rows,
                         Seen *seen)
{
    const KjRule *rule = &looking->judge->registry->rules[number];
    uint32_t count = looking->judge->dataset->tables[rule->kinds[which]].rows;
    uint8_t *own[KJ_PART_NONE] = {NULL};

    for (int p = 0; p < KJ_PART_NONE; p++) {
        const KjExpr *expr = kj_mutant_part(rule, (KjRulePart)p, which);

        own[p] = kj_arena_array(looking->arena, expr ? (size_t)expr->count : 1, 1);
    }
    for (uint32_t row = 0; row < count; row++) {
        KjRef record = {rule->kinds[which], (int32_t)row};
        bool goes_on = rows[row] != 0;

        for (int p = 0; p < KJ_PART_NONE && goes_on; p++)
            goes_on = look(looking, kj_mutant_part(rule, (KjRulePart)p, which), record, own[p]) ==
                      KJ_PASS;
    }
    for (int p = 0; p < KJ_PART_NONE; p++) {
        const KjExpr *expr = kj_mutant_part(rule, (KjRulePart)p, which);

        if (expr)
            fold(kj_mutant_part(rule, (KjRulePart)p, 0), seen->all[p], expr, own[p]);
    }
}

static void look_at_rule(Looking *looking, int32_t number, uint8_t **rows)
{
    const KjRule *rule = &looking->judge->registry->rules[number];
    Seen seen;

    for (int p = 0; p < KJ_PART_NONE; p++) {
        const KjExpr *expr = kj_mutant_part(rule, (KjRulePart)p, 0);

        seen.all[p] = kj_arena_array(looking->arena, expr ? (size_t)expr->count : 1, 1);
    }
    for (size_t k = 0; k < rule->kind_count; k++)
        if (rows[k])
            look_at_rows(looking, number, k, rows[k], &seen);
    for (int p = 0; p < KJ_PART_NONE; p++) {
        const KjExpr *expr = kj_mutant_part(rule, (KjRulePart)p, 0);

        if (expr)
            give(looking, "rule", number, p, expr, seen.all[p]);
    }
}

static void look_at_derive(Looking *looking, int32_t number)
{
    const KjDerive *derive = &looking->judge->registry->derives[number];
    uint32_t rows = looking->judge->dataset->tables[derive->kind].rows;
    uint8_t *seen;

    if (!derive->from || !looking->judge->needed[number] || rows == 0)
        return;
    seen = kj_arena_array(looking->arena, (size_t)derive->from->count, 1);
    for (uint32_t row = 0; row < rows; row++)
        look(looking, derive->from, (KjRef){derive->kind, (int32_t)row}, seen);
    give(looking, "derive", number, KJ_PART_NONE, derive->from, seen);
}

KjValue kj_cover(const KjRegistry *registry, KjDataset *dataset, KjLua *lua,
                 const KjJudgeOptions *options, const KjValue *asked, KjArena *arena)
{
    KjJudge *judge = kj_judge_new(registry, dataset, lua, options);
    Looking looking = {judge, arena, kj_tree_list(arena)};
    int32_t pack = (int32_t)kj_map_int(asked, "pack", -1);
    KjDiags ignored;

    kj_diags_init(&ignored, options->lang);
    kj_judge_prepare(judge, &ignored);
    KjLooked looked = kj_looked(registry, dataset, asked, arena);
    for (size_t r = 0; r < registry->rule_count; r++)
        if (looked.at[r] && registry->rules[r].pack == pack)
            look_at_rule(&looking, (int32_t)r, looked.at[r]);
    for (size_t d = 0; d < registry->derive_count; d++)
        if (registry->derives[d].pack == pack)
            look_at_derive(&looking, (int32_t)d);
    kj_judge_free(judge);
    kj_diags_clear(&ignored);
    return looking.list.value;
}
