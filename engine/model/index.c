/* Inverse references by counting sort. Every possible target has a slot: its row, or for references
 * to any kind its row behind all rows of the kinds before its own. So one array of offsets and one
 * array of rows serve all target kinds, and each kind's index is a window on them. References are
 * visited in the order of the records that hold them, so the rows of a slot come out ascending and
 * a repetition is always next to its like. */
#include "engine/model/dataset_parts.h"

typedef struct Pairs { /* one entry per reference */
    uint32_t *slot;
    int32_t *root;
    uint32_t count;
} Pairs;

static uint32_t root_row(const KjDataset *dataset, int32_t kind, uint32_t row)
{
    for (; dataset->schema->kinds[kind].parent >= 0; kind = dataset->schema->kinds[kind].parent)
        row = dataset->tables[kind].parent[row];
    return row;
}

static uint32_t slot_of(const KjField *field, const uint32_t *base, const KjColumn *column,
                        uint32_t at)
{
    if (field->target != KJ_ANY_KIND)
        return (uint32_t)column->cells.i32[at];
    int64_t ref = column->cells.i64[at];
    return base[ref >> 32] + (uint32_t)ref;
}

static Pairs collect(const KjDataset *dataset, const KjInverse *inverse, const uint32_t *base)
{
    const KjTable *table = &dataset->tables[inverse->holder];
    const KjField *field = &table->kind->fields[inverse->field];
    const KjColumn *column = &table->columns[inverse->field];
    Pairs pairs = {kj_alloc_array(column->count, sizeof *pairs.slot),
                   kj_alloc_array(column->count, sizeof *pairs.root), 0};
    if (!column->ready)
        return pairs;
    for (uint32_t row = 0; row < table->rows; row++) {
        bool there = !column->valid || column->valid[row];
        uint32_t from = field->list ? column->start[row] : row;
        uint32_t to = field->list ? column->start[row + 1] : row + there;
        for (uint32_t at = from; at < to; at++) {
            pairs.slot[pairs.count] = slot_of(field, base, column, at);
            pairs.root[pairs.count++] = (int32_t)root_row(dataset, inverse->holder, row);
        }
    }
    return pairs;
}

/* Leaves out what repeats the reference before it from the same record to the same target. */
static void drop_repetitions(Pairs *pairs, uint32_t slots)
{
    int32_t *last = kj_alloc_array(slots, sizeof *last); /* root + 1 */
    uint32_t kept = 0;
    for (uint32_t i = 0; i < pairs->count; i++) {
        if (last[pairs->slot[i]] == pairs->root[i] + 1)
            continue;
        last[pairs->slot[i]] = pairs->root[i] + 1;
        pairs->slot[kept] = pairs->slot[i];
        pairs->root[kept++] = pairs->root[i];
    }
    pairs->count = kept;
    kj_free(last);
}

static KjIndex sort_pairs(const KjDataset *dataset, const Pairs *pairs, uint32_t slots)
{
    KjIndex index = {kj_arena_array(dataset->arena, (size_t)slots + 1, sizeof *index.start),
                     kj_arena_array(dataset->arena, pairs->count, sizeof *index.rows)};
    uint32_t *next = kj_alloc_array((size_t)slots + 1, sizeof *next);
    for (uint32_t i = 0; i < pairs->count; i++)
        index.start[pairs->slot[i] + 1]++;
    for (uint32_t slot = 0; slot < slots; slot++)
        next[slot + 1] = index.start[slot + 1] += index.start[slot];
    for (uint32_t i = 0; i < pairs->count; i++)
        index.rows[next[pairs->slot[i]]++] = pairs->root[i];
    kj_free(next);
    return index;
}

void kj_index_build(KjDataset *dataset, int32_t inverse)
{
    const KjSchema *schema = dataset->schema;
    const KjInverse *of = &schema->inverses[inverse];
    int32_t target = schema->kinds[of->holder].fields[of->field].target;
    size_t targets = target == KJ_ANY_KIND ? schema->kind_count : 1;
    uint32_t *base = kj_alloc_array(targets + 1, sizeof *base);
    for (size_t t = 0; t < targets; t++)
        base[t + 1] = base[t] + dataset->tables[target == KJ_ANY_KIND ? (int32_t)t : target].rows;
    Pairs pairs = collect(dataset, of, base);
    drop_repetitions(&pairs, base[targets]);
    KjIndex whole = {NULL, NULL};
    if (pairs.count)
        whole = sort_pairs(dataset, &pairs, base[targets]);
    KjIndex *indexes = kj_arena_array(dataset->arena, targets, sizeof *indexes);
    for (size_t t = 0; t < targets; t++) {
        indexes[t].start =
            pairs.count ? whole.start + base[t] : kj_shared_zeros(dataset, base[t + 1] - base[t]);
        indexes[t].rows = whole.rows;
    }
    dataset->indexes[inverse] = indexes;
    kj_free(pairs.slot);
    kj_free(pairs.root);
    kj_free(base);
}
