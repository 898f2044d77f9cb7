/* Computed columns. Whole numbers in them are always wide, as their extremes are not known before
 * they are filled. A value that is no finite number is missing. */
#include "engine/model/dataset_parts.h"

#include <assert.h>
#include <string.h>

void kj_column_writable(KjDataset *dataset, const KjField *field, uint32_t rows, size_t elements,
                        KjColumn *column)
{
    kj_column_blank(dataset, field, rows, column);
    column->cell = kj_cell_of(field, INT64_MIN, INT64_MAX);
    column->valid = kj_cells_new(dataset, rows, 1);
    column->origin = kj_arena_alloc(dataset->arena, rows);
    if (field->list)
        column->start = kj_arena_array(dataset->arena, (size_t)rows + 1, sizeof *column->start);
    if (field->type != KJ_GROUP)
        column->cells.any =
            kj_cells_new(dataset, field->list ? elements : rows, kj_cell_size(column->cell));
    column->ready = true;
}

/* Computed references are references already: an id would never be resolved. */
static KjRawResult raw_of(const KjDataset *dataset, const KjField *field, const KjValue *value,
                          KjRaw *raw)
{
    raw->whole = 0;
    if (value->type == KJ_NONE)
        return KJ_RAW_MISSING;
    if (field->type == KJ_GROUP)
        return value->type == KJ_GROUP || value->type == KJ_MAP ? KJ_RAW_OK : KJ_RAW_WRONG;
    if (field->type == KJ_REF && value->type != KJ_REF)
        return KJ_RAW_WRONG;
    KjRawResult result = kj_raw_from_value(dataset, field, value, raw);
    if (result != KJ_RAW_OK)
        memset(raw, 0, sizeof *raw);
    return result;
}

static void mark(KjColumn *column, uint32_t row, bool there, KjOrigin origin)
{
    column->valid[row] = there ? 0xFF : 0;
    column->origin[row] = there ? (uint8_t)origin : KJ_FROM_NOWHERE;
}

/* Members that are missing are left out. */
static bool take_list(const KjDataset *dataset, const KjField *field, KjColumn *column,
                      uint32_t row, const KjValue *value, KjOrigin origin)
{
    mark(column, row, value->type == KJ_LIST, origin);
    if (value->type != KJ_LIST)
        return value->type == KJ_NONE;
    for (size_t i = 0; i < value->u.list.count; i++) {
        KjRaw raw;
        KjRawResult result = raw_of(dataset, field, &value->u.list.items[i], &raw);
        if (result == KJ_RAW_WRONG)
            return false;
        if (result == KJ_RAW_OK)
            kj_raw_store(column, column->count++, raw);
    }
    column->start[row + 1] = column->count;
    return true;
}

bool kj_column_take(const KjDataset *dataset, const KjField *field, KjColumn *column, uint32_t row,
                    const KjValue *value, KjOrigin origin)
{
    if (field->list)
        return take_list(dataset, field, column, row, value, origin);
    KjRaw raw;
    KjRawResult result = raw_of(dataset, field, value, &raw);
    if (field->type != KJ_GROUP)
        kj_raw_store(column, row, raw);
    mark(column, row, result == KJ_RAW_OK, origin);
    return result != KJ_RAW_WRONG;
}

KjColumn *kj_dataset_derived_column(KjDataset *dataset, int32_t kind, int32_t field)
{
    KjTable *table = &dataset->tables[kind];
    const KjField *of = &table->kind->fields[field];
    assert(of->derived && of->child < 0);
    kj_column_writable(dataset, of, table->rows, 0, &table->columns[field]);
    return &table->columns[field];
}

void kj_column_put(KjDataset *dataset, int32_t kind, int32_t field, uint32_t row,
                   const KjValue *value)
{
    KjTable *table = &dataset->tables[kind];
    const KjField *of = &table->kind->fields[field];
    KjColumn *column = &table->columns[field];
    assert(column->valid && of->derived && !of->list && row < table->rows);
    bool right = kj_column_take(dataset, of, column, row, value, KJ_FROM_RULE);
    assert(right);
    (void)right;
}

void kj_column_put_lists(KjDataset *dataset, int32_t kind, int32_t field, const KjValue *values)
{
    KjTable *table = &dataset->tables[kind];
    const KjField *of = &table->kind->fields[field];
    KjColumn *column = &table->columns[field];
    assert(of->derived && of->list);
    size_t elements = 0;
    for (uint32_t row = 0; row < table->rows; row++)
        elements += values[row].type == KJ_LIST ? values[row].u.list.count : 0;
    kj_column_writable(dataset, of, table->rows, elements, column);
    for (uint32_t row = 0; row < table->rows; row++) {
        bool right = kj_column_take(dataset, of, column, row, &values[row], KJ_FROM_RULE);
        assert(right);
        (void)right;
    }
    kj_starts_finish(column->start, table->rows);
}

/* What is missing holds 0. */
bool kj_column_same(const KjDataset *dataset, int32_t kind, int32_t field, const KjColumn *other)
{
    const KjTable *table = &dataset->tables[kind];
    const KjField *of = &table->kind->fields[field];
    const KjColumn *column = &table->columns[field];
    size_t cells = of->type == KJ_GROUP ? 0 : of->list ? column->count : table->rows;
    if (memcmp(column->valid, other->valid, table->rows) != 0)
        return false;
    if (of->list && (column->count != other->count ||
                     memcmp(column->start, other->start,
                            ((size_t)table->rows + 1) * sizeof *column->start) != 0))
        return false;
    return cells == 0 ||
           memcmp(column->cells.any, other->cells.any, cells * kj_cell_size(column->cell)) == 0;
}

void kj_dataset_reindex(KjDataset *dataset, int32_t kind, int32_t field)
{
    for (size_t i = 0; i < dataset->schema->inverse_count; i++) {
        const KjInverse *inverse = &dataset->schema->inverses[i];
        if (inverse->holder == kind && inverse->field == field)
            kj_index_build(dataset, (int32_t)i);
    }
}
