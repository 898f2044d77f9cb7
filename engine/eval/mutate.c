/* Trying mutants against one test. */
#include "engine/eval/mutate.h"

#include "engine/eval/mutate_parts.h"

#include <string.h>

/* ---- verdicts as they were ---- */

uint32_t kj_bench_rows(const KjBench *bench, const KjRule *rule, size_t which)
{
    return bench->dataset->tables[rule->kinds[which]].rows;
}

static KjShot **take_shots(KjBench *bench)
{
    const KjRegistry *registry = bench->registry;
    KjShot **all = kj_arena_array(bench->arena, registry->rule_count + 1, sizeof *all);

    for (size_t r = 0; r < registry->rule_count; r++) {
        const KjRule *rule = &registry->rules[r];

        if (!bench->judge->verdicts[r])
            continue;
        all[r] = kj_arena_array(bench->arena, rule->kind_count, sizeof **all);
        for (size_t k = 0; k < rule->kind_count; k++) {
            all[r][k].rows = kj_bench_rows(bench, rule, k);
            all[r][k].verdict = kj_arena_array(bench->arena, all[r][k].rows + 1, 1);
            memcpy(all[r][k].verdict, bench->judge->verdicts[r][k].verdict, all[r][k].rows);
        }
    }
    return all;
}

/* Puts back what a rule said, before answers and waivers. */
static void put_back(KjBench *bench, size_t rule)
{
    for (size_t k = 0; bench->before[rule] && k < bench->registry->rules[rule].kind_count; k++) {
        KjVerdicts *verdicts = &bench->judge->verdicts[rule][k];

        memcpy(verdicts->verdict, bench->before[rule][k].verdict, bench->before[rule][k].rows);
        verdicts->underlying = NULL;
        verdicts->settled = NULL;
    }
}

/* ---- what is expected ---- */

static void read_values(KjBench *bench, const KjValue *asked)
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
                (KjLookedValue){record, field, kj_value_copy(bench->arena, &value)};
            break;
        }
    }
}

/* ---- mutants of a rule ---- */

/* Where it is checked, or asked, the verdict is forced. */
static void force(KjBench *bench, const KjMutant *mutant)
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

static bool same_before(const KjBench *bench, int32_t rule)
{
    for (size_t k = 0; k < bench->registry->rules[rule].kind_count; k++)
        if (memcmp(bench->judge->verdicts[rule][k].verdict, bench->before[rule][k].verdict,
                   bench->before[rule][k].rows) != 0)
            return false;
    return true;
}

/* The rule, and the clauses it is an item of. */
static bool is_looked_at(const KjBench *bench, int32_t number)
{
    const KjRule *rule = &bench->registry->rules[number];

    for (; rule; rule = rule->item_of)
        if (bench->looked.at[rule - bench->registry->rules])
            return true;
    return false;
}

static bool clauses_differ(const KjBench *bench, int32_t number)
{
    const KjRule *rule = &bench->registry->rules[number];

    for (; rule; rule = rule->item_of)
        if (kj_bench_rule_differs(bench, bench->judge, (int32_t)(rule - bench->registry->rules)))
            return true;
    return false;
}

/* Answers, waivers and clauses, once the verdicts of one rule are changed. */
static bool settled_differ(KjBench *bench, int32_t rule)
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

static bool judged_differs(KjBench *bench, const KjMutant *mutant)
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

static bool try_rule(KjBench *bench, const KjMutant *mutant)
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

static bool is_reached(const KjBench *bench, const KjMutant *mutant)
{
    for (size_t r = 0; r < bench->registry->rule_count; r++)
        if (bench->looked.at[r] &&
            (mutant->param >= 0 ? kj_reach_rule_param(bench->reach, (int32_t)r, mutant->param)
                                : kj_reach_rule_derive(bench->reach, (int32_t)r, mutant->derive)))
            return true;
    for (size_t i = 0; i < bench->value_count; i++) {
        const KjLookedValue *value = &bench->values[i];

        if (mutant->param >= 0 ? kj_reach_field_param(bench->reach, value->record.kind,
                                                      value->field, mutant->param)
                               : kj_reach_field_derive(bench->reach, value->record.kind,
                                                       value->field, mutant->derive))
            return true;
    }
    return false;
}

static bool all_differ(KjBench *bench)
{
    KjJudge *judge = kj_judge_new(bench->registry, bench->dataset, bench->lua, bench->options);
    bool differ;

    kj_judge_prepare(judge, &bench->ignored);
    differ = kj_bench_values_differ(bench);
    for (size_t r = 0; r < bench->registry->rule_count && !differ; r++)
        if (bench->looked.at[r])
            differ = kj_bench_rule_differs(bench, judge, (int32_t)r);
    kj_judge_free(judge);
    return differ;
}

static bool try_all(KjBench *bench, const KjMutant *mutant)
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

static void judge_unchanged(KjBench *bench, const KjValue *asked)
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
    kj_bench_keep_missing(bench);
}

/* Rules first: what follows changes the facts that were derived. */
static void try_mutants(KjBench *bench, const KjMutants *mutants, const KjList *numbers,
                        KjTree *out)
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
    KjBench bench = {.registry = (KjRegistry *)(uintptr_t)registry, /* changed, and put back */
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
