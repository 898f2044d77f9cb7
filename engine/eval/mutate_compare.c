/* What a test expects, before and after a change: verdicts, missing facts, derived values. */
#include "engine/eval/mutate_parts.h"

#include <stdlib.h>
#include <string.h>

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

static void keep_missing(KjBench *bench, int32_t rule, size_t which, uint32_t row)
{
    KjLookedMissing *missing = kj_arena_alloc(bench->arena, sizeof *missing);
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
void kj_bench_keep_missing(KjBench *bench)
{
    const KjRegistry *registry = bench->registry;

    bench->missing = kj_arena_array(bench->arena, registry->rule_count + 1, sizeof *bench->missing);
    for (size_t r = 0; bench->looked.missing && r < registry->rule_count; r++) {
        if (!bench->looked.at[r])
            continue;
        bench->missing[r] =
            kj_arena_array(bench->arena, registry->rules[r].kind_count, sizeof **bench->missing);
        for (size_t k = 0; k < registry->rules[r].kind_count; k++) {
            const KjShot *after = &bench->after[r][k];

            bench->missing[r][k] =
                kj_arena_array(bench->arena, after->rows + 1, sizeof ***bench->missing);
            for (uint32_t row = 0; bench->looked.at[r][k] && row < after->rows; row++)
                if ((bench->looked.at[r][k][row] & KJ_LOOKED_MISSING) &&
                    after->verdict[row] == KJ_UNKNOWN)
                    keep_missing(bench, (int32_t)r, k, row);
        }
    }
}

static bool misses_other(const KjBench *bench, KjJudge *judge, int32_t rule, size_t which,
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

bool kj_bench_rule_differs(const KjBench *bench, KjJudge *judge, int32_t rule)
{
    for (size_t k = 0; bench->looked.at[rule] && k < bench->registry->rules[rule].kind_count; k++) {
        const uint8_t *looked = bench->looked.at[rule][k];
        const KjShot *was = &bench->after[rule][k];
        const uint8_t *is = judge->verdicts[rule][k].verdict;
        uint32_t rows = kj_bench_rows(bench, &bench->registry->rules[rule], k);

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

bool kj_bench_values_differ(const KjBench *bench)
{
    KjArena *arena = kj_arena_new();
    bool differ = false;

    for (size_t i = 0; i < bench->value_count && !differ; i++) {
        const KjLookedValue *was = &bench->values[i];
        const KjTable *table = &bench->dataset->tables[was->record.kind];
        KjValue is = (uint32_t)was->record.row < table->rows
                         ? kj_dataset_get(bench->dataset, was->record, was->field, arena)
                         : kj_value_none();

        differ = !kj_value_equal(&is, &was->value);
    }
    kj_arena_free(arena);
    return differ;
}
