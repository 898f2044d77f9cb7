/* Trying mutants against one test. */
#include "engine/eval/mutate.h"

#include "engine/eval/looked.h"
#include "engine/eval/mutate_reach.h"

#include <stdlib.h>
#include <string.h>

typedef struct Shot { /* the verdicts of one rule and kind, as they were */
    uint8_t *verdict;
    uint32_t rows;
} Shot;

typedef struct Value { /* a derived value that is expected */
    KjRef record;
    int32_t field;
    KjValue value;
} Value;

typedef struct Missing { /* the missing facts of an unknown verdict, sorted */
    KjTrace facts;
} Missing;

typedef struct Bench {
    KjRegistry *registry;
    KjDataset *dataset;
    KjLua *lua;
    const KjJudgeOptions *options;
    KjArena *arena;
    KjJudge *judge; /* of the unchanged pack; its verdicts are worked on */
    Shot **before;  /* [rule][kind] before answers and waivers; NULL: not judged */
    Shot **after;
    KjLooked looked;    /* what is expected of verdicts */
    Missing ***missing; /* the same, of those that are unknown; NULL: not expected */
    bool *answered;     /* [rule]: an answer or waiver had a say */
    Value *values;
    size_t value_count;
    KjReach *reach;
    KjDiags ignored;
} Bench;

/* ---- verdicts as they were ---- */

static uint32_t rows_of(const Bench *bench, const KjRule *rule, size_t which)
{
    return bench->dataset->tables[rule->kinds[which]].rows;
}

static Shot **take_shots(Bench *bench)
{
    const KjRegistry *registry = bench->registry;
    Shot **all = kj_arena_array(bench->arena, registry->rule_count + 1, sizeof *all);

    for (size_t r = 0; r < registry->rule_count; r++) {
        const KjRule *rule = &registry->rules[r];

        if (!bench->judge->verdicts[r])
            continue;
        all[r] = kj_arena_array(bench->arena, rule->kind_count, sizeof **all);
        for (size_t k = 0; k < rule->kind_count; k++) {
            all[r][k].rows = rows_of(bench, rule, k);
            all[r][k].verdict = kj_arena_array(bench->arena, all[r][k].rows + 1, 1);
            memcpy(all[r][k].verdict, bench->judge->verdicts[r][k].verdict, all[r][k].rows);
        }
    }
    return all;
}

/* Puts back what a rule said, before answers and waivers. */
static void put_back(Bench *bench, size_t rule)
{
    for (size_t k = 0; bench->before[rule] && k < bench->registry->rules[rule].kind_count; k++) {
        KjVerdicts *verdicts = &bench->judge->verdicts[rule][k];

        memcpy(verdicts->verdict, bench->before[rule][k].verdict, bench->before[rule][k].rows);
        verdicts->underlying = NULL;
        verdicts->settled = NULL;
    }
}

/* ---- what is expected ---- */

static void read_values(Bench *bench, const KjValue *asked)
{
    const KjList *list = kj_map_list(asked, "values");

    bench->values = kj_arena_array(bench->arena, list->count + 1, sizeof *bench->values);
    for (size_t i = 0; i < list->count; i++) {
        int32_t kind = kj_looked_kind(bench->registry, kj_map_text(&list->items[i], "kind"));
        int32_t field = kind < 0 ? -1
                                 : kj_kind_field(&bench->registry->schema->kinds[kind],
                                                 kj_map_text(&list->items[i], "field"));

        for (uint32_t o = 0; field >= 0 && o < bench->dataset->org_count; o++) {
            KjRef record = {
                kind, kj_dataset_find(bench->dataset, o, kind, kj_map_text(&list->items[i], "id"))};

            if (record.row < 0)
                continue;
            KjValue value = kj_dataset_get(bench->dataset, record, field, bench->arena);
            bench->values[bench->value_count++] =
                (Value){record, field, kj_value_copy(bench->arena, &value)};
            break;
        }
    }
}

/* ---- missing facts ---- */

static int by_read(const void *left, const void *right)
{
    const KjRead *a = left, *b = right;

    if (a->kind != b->kind)
        return a->kind - b->kind;
    return a->row != b->row ? a->row - b->row : a->field - b->field;
}

static void find_missing(KjJudge *judge, int32_t rule, size_t which, uint32_t row, KjTrace *out)
{
    size_t kept = 0;

    out->count = 0;
    kj_missing_of_rule(judge, rule, which,
                       (KjRef){judge->registry->rules[rule].kinds[which], (int32_t)row}, out);
    if (out->count)
        qsort(out->reads, out->count, sizeof *out->reads, by_read);
    for (size_t i = 0; i < out->count; i++)
        if (i == 0 || by_read(&out->reads[i], &out->reads[i - 1]) != 0)
            out->reads[kept++] = out->reads[i];
    out->count = kept;
}

static void keep_missing(Bench *bench, int32_t rule, size_t which, uint32_t row)
{
    Missing *missing = kj_arena_alloc(bench->arena, sizeof *missing);
    KjTrace found = {NULL, 0, 0};

    find_missing(bench->judge, rule, which, row, &found);
    missing->facts = found;
    missing->facts.reads = kj_arena_array(bench->arena, found.count + 1, sizeof *found.reads);
    if (found.count)
        memcpy(missing->facts.reads, found.reads, found.count * sizeof *found.reads);
    kj_free(found.reads);
    bench->missing[rule][which][row] = *missing;
}

/* Of the unknown verdicts that are expected. */
static void keep_all_missing(Bench *bench)
{
    const KjRegistry *registry = bench->registry;

    bench->missing = kj_arena_array(bench->arena, registry->rule_count + 1, sizeof *bench->missing);
    for (size_t r = 0; bench->looked.missing && r < registry->rule_count; r++) {
        if (!bench->looked.at[r])
            continue;
        bench->missing[r] =
            kj_arena_array(bench->arena, registry->rules[r].kind_count, sizeof **bench->missing);
        for (size_t k = 0; k < registry->rules[r].kind_count; k++) {
            const Shot *after = &bench->after[r][k];

            bench->missing[r][k] =
                kj_arena_array(bench->arena, after->rows + 1, sizeof ***bench->missing);
            for (uint32_t row = 0; bench->looked.at[r][k] && row < after->rows; row++)
                if ((bench->looked.at[r][k][row] & KJ_LOOKED_MISSING) &&
                    after->verdict[row] == KJ_UNKNOWN)
                    keep_missing(bench, (int32_t)r, k, row);
        }
    }
}

static bool misses_other(const Bench *bench, KjJudge *judge, int32_t rule, size_t which,
                         uint32_t row)
{
    const KjTrace *was = &bench->missing[rule][which][row].facts;
    KjTrace is = {NULL, 0, 0};
    bool other;

    find_missing(judge, rule, which, row, &is);
    other = is.count != was->count ||
            (is.count && memcmp(is.reads, was->reads, is.count * sizeof *is.reads) != 0);
    kj_free(is.reads);
    return other;
}

/* ---- whether anything that is expected comes out otherwise ---- */

static bool rule_differs(const Bench *bench, KjJudge *judge, int32_t rule)
{
    for (size_t k = 0; bench->looked.at[rule] && k < bench->registry->rules[rule].kind_count; k++) {
        const uint8_t *looked = bench->looked.at[rule][k];
        const Shot *was = &bench->after[rule][k];
        const uint8_t *is = judge->verdicts[rule][k].verdict;
        uint32_t rows = rows_of(bench, &bench->registry->rules[rule], k);

        if (!looked)
            continue;
        if (rows != was->rows) /* records of a derived kind */
            return true;
        for (uint32_t row = 0; row < rows; row++) {
            if (!looked[row])
                continue;
            if (is[row] != was->verdict[row])
                return true;
            if ((looked[row] & KJ_LOOKED_MISSING) && is[row] == KJ_UNKNOWN &&
                misses_other(bench, judge, rule, k, row))
                return true;
        }
    }
    return false;
}

static bool values_differ(const Bench *bench)
{
    KjArena *arena = kj_arena_new();
    bool differ = false;

    for (size_t i = 0; i < bench->value_count && !differ; i++) {
        const Value *was = &bench->values[i];
        const KjTable *table = &bench->dataset->tables[was->record.kind];
        KjValue is = (uint32_t)was->record.row < table->rows
                         ? kj_dataset_get(bench->dataset, was->record, was->field, arena)
                         : kj_value_none();

        differ = !kj_value_equal(&is, &was->value);
    }
    kj_arena_free(arena);
    return differ;
}

/* ---- mutants of a rule ---- */

/* Where it is checked, or asked, the verdict is forced. */
static void force(Bench *bench, const KjMutant *mutant)
{
    const KjRule *rule = &bench->registry->rules[mutant->rule];

    put_back(bench, (size_t)mutant->rule);
    for (size_t k = 0; k < rule->kind_count; k++)
        for (uint32_t row = 0; row < bench->before[mutant->rule][k].rows; row++) {
            uint8_t *verdict = &bench->judge->verdicts[mutant->rule][k].verdict[row];
            KjRef record = {rule->kinds[k], (int32_t)row};

            if (*verdict == KJ_NO_VERDICT || *verdict == KJ_NA ||
                !kj_truth_is(bench->judge, rule->select ? rule->select[k] : NULL, record,
                             KJ_PASS) ||
                !kj_truth_is(bench->judge, rule->when ? rule->when[k] : NULL, record, KJ_PASS))
                continue;
            *verdict = mutant->step == KJ_FORCE_PASS   ? KJ_PASS
                       : mutant->step == KJ_FORCE_FAIL ? KJ_FAIL
                                                       : (uint8_t)kj_verdict_contrary(*verdict);
        }
}

static bool same_before(const Bench *bench, int32_t rule)
{
    for (size_t k = 0; k < bench->registry->rules[rule].kind_count; k++)
        if (memcmp(bench->judge->verdicts[rule][k].verdict, bench->before[rule][k].verdict,
                   bench->before[rule][k].rows) != 0)
            return false;
    return true;
}

/* The rule, and the clauses it is an item of. */
static bool is_looked_at(const Bench *bench, int32_t number)
{
    const KjRule *rule = &bench->registry->rules[number];

    for (; rule; rule = rule->item_of)
        if (bench->looked.at[rule - bench->registry->rules])
            return true;
    return false;
}

static bool clauses_differ(const Bench *bench, int32_t number)
{
    const KjRule *rule = &bench->registry->rules[number];

    for (; rule; rule = rule->item_of)
        if (rule_differs(bench, bench->judge, (int32_t)(rule - bench->registry->rules)))
            return true;
    return false;
}

/* Answers, waivers and clauses, once the verdicts of one rule are changed. */
static bool settled_differ(Bench *bench, int32_t rule)
{
    KjArenaMark mark = kj_arena_mark(bench->judge->arena);
    bool differ;

    for (size_t r = 0; r < bench->registry->rule_count; r++)
        if ((int32_t)r != rule)
            put_back(bench, r);
    for (size_t k = 0; k < bench->registry->rules[rule].kind_count; k++) {
        bench->judge->verdicts[rule][k].underlying = NULL;
        bench->judge->verdicts[rule][k].settled = NULL;
    }
    kj_judge_settle(bench->judge, &bench->ignored);
    differ = clauses_differ(bench, rule);
    for (size_t r = 0; r < bench->registry->rule_count; r++)
        put_back(bench, r);
    kj_arena_release(bench->judge->arena, mark);
    return differ;
}

static bool judged_differs(Bench *bench, const KjMutant *mutant)
{
    int32_t rule = mutant->rule;
    bool clause = bench->registry->rules[rule].item_count > 0;

    if (mutant->what == KJ_MUTATE_VERDICT)
        force(bench, mutant);
    else if (mutant->what != KJ_MUTATE_ANSWER)
        kj_judge_rule(bench->judge, rule);
    if (mutant->what == KJ_MUTATE_ANSWER && !bench->answered[rule])
        return false;
    if (mutant->what != KJ_MUTATE_ANSWER && !clause && !bench->looked.missing &&
        same_before(bench, rule))
        return false;
    bench->judge->deaf =
        mutant->what == KJ_MUTATE_ANSWER && mutant->step == KJ_FORCE_DEAF ? rule : -1;
    bench->judge->contrary =
        mutant->what == KJ_MUTATE_ANSWER && mutant->step == KJ_FORCE_OTHER ? rule : -1;
    bool differs = settled_differ(bench, rule);
    bench->judge->deaf = bench->judge->contrary = -1;
    return differs;
}

static bool try_rule(Bench *bench, const KjMutant *mutant)
{
    KjArena *arena;
    KjMutantUndo undo;
    bool noticed;

    if (!bench->before[mutant->rule] || !is_looked_at(bench, mutant->rule))
        return false;
    arena = kj_arena_new();
    put_back(bench, (size_t)mutant->rule);
    kj_mutant_apply(bench->registry, mutant, arena, &undo);
    noticed = judged_differs(bench, mutant);
    kj_mutant_undo(&undo);
    if (bench->registry->rules[mutant->rule].check_function >= 0 &&
        mutant->what != KJ_MUTATE_VERDICT && mutant->what != KJ_MUTATE_ANSWER)
        kj_judge_rule(bench->judge, mutant->rule); /* what the function said */
    put_back(bench, (size_t)mutant->rule);
    kj_arena_free(arena);
    return noticed;
}

/* ---- mutants of parameters and derivations ---- */

static bool is_reached(const Bench *bench, const KjMutant *mutant)
{
    for (size_t r = 0; r < bench->registry->rule_count; r++)
        if (bench->looked.at[r] &&
            (mutant->param >= 0 ? kj_reach_rule_param(bench->reach, (int32_t)r, mutant->param)
                                : kj_reach_rule_derive(bench->reach, (int32_t)r, mutant->derive)))
            return true;
    for (size_t i = 0; i < bench->value_count; i++) {
        const Value *value = &bench->values[i];

        if (mutant->param >= 0 ? kj_reach_field_param(bench->reach, value->record.kind,
                                                      value->field, mutant->param)
                               : kj_reach_field_derive(bench->reach, value->record.kind,
                                                       value->field, mutant->derive))
            return true;
    }
    return false;
}

static bool all_differ(Bench *bench)
{
    KjJudge *judge = kj_judge_new(bench->registry, bench->dataset, bench->lua, bench->options);
    bool differ;

    kj_judge_prepare(judge, &bench->ignored);
    differ = values_differ(bench);
    for (size_t r = 0; r < bench->registry->rule_count && !differ; r++)
        if (bench->looked.at[r])
            differ = rule_differs(bench, judge, (int32_t)r);
    kj_judge_free(judge);
    return differ;
}

static bool try_all(Bench *bench, const KjMutant *mutant)
{
    KjArena *arena = kj_arena_new();
    KjMutantUndo undo;
    bool noticed;

    kj_mutant_apply(bench->registry, mutant, arena, &undo);
    noticed = all_differ(bench);
    kj_mutant_undo(&undo);
    kj_arena_free(arena);
    return noticed;
}

/* ---- the whole ---- */

static void judge_unchanged(Bench *bench, const KjValue *asked)
{
    KjJudge *judge = bench->judge;

    kj_judge_params(judge, &bench->ignored);
    kj_judge_derive(judge, &bench->ignored);
    for (size_t r = 0; r < bench->registry->rule_count; r++)
        if (bench->registry->packs[bench->registry->rules[r].pack].selected)
            kj_judge_rule(judge, (int32_t)r);
    bench->before = take_shots(bench);
    bench->reach = kj_reach_new(judge, bench->arena);
    kj_judge_settle(judge, &bench->ignored);
    bench->after = take_shots(bench);
    bench->answered = kj_arena_array(bench->arena, bench->registry->rule_count + 1, sizeof(bool));
    for (size_t r = 0; r < bench->registry->rule_count; r++)
        for (size_t k = 0; bench->before[r] && k < bench->registry->rules[r].kind_count; k++)
            bench->answered[r] |= judge->verdicts[r][k].settled != NULL;
    bench->looked = kj_looked(bench->registry, bench->dataset, asked, bench->arena);
    read_values(bench, asked);
    keep_all_missing(bench);
}

/* Rules first: what follows changes the facts that were derived. */
static void try_mutants(Bench *bench, const KjMutants *mutants, const KjList *numbers, KjTree *out)
{
    for (int all = 0; all < 2; all++) {
        for (size_t i = 0; i < numbers->count; i++) {
            int64_t number = numbers->items[i].type == KJ_INT ? numbers->items[i].u.whole : -1;
            const KjMutant *mutant;

            if (number < 0 || number >= (int64_t)mutants->count)
                continue;
            mutant = &mutants->items[number];
            if ((mutant->rule < 0) != all)
                continue;
            if (all ? is_reached(bench, mutant) && try_all(bench, mutant) : try_rule(bench, mutant))
                kj_tree_add(out, kj_value_int(number));
        }
    }
}

KjValue kj_mutate(const KjRegistry *registry, KjDataset *dataset, KjLua *lua,
                  const KjJudgeOptions *options, const KjValue *asked, KjArena *arena)
{
    Bench bench = {.registry = (KjRegistry *)(uintptr_t)registry, /* changed, and put back */
                   .dataset = dataset,
                   .lua = lua,
                   .options = options,
                   .arena = kj_arena_new()};
    KjTree noticed = kj_tree_list(arena);
    KjMutants mutants;

    kj_diags_init(&bench.ignored, options->lang);
    kj_mutants_of(&mutants, registry, (int32_t)kj_map_int(asked, "pack", -1));
    bench.judge = kj_judge_new(registry, dataset, lua, options);
    judge_unchanged(&bench, asked);
    try_mutants(&bench, &mutants, kj_map_list(asked, "mutants"), &noticed);
    kj_judge_free(bench.judge);
    kj_mutants_clear(&mutants);
    kj_diags_clear(&bench.ignored);
    kj_arena_free(bench.arena);
    return noticed.value;
}
