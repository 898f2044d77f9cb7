/* From drafts to columns. A first walk over a kind's records finds which fields anybody wrote, how
 * many elements lists have and how large whole numbers get; so each column is made once and as
 * narrow as it can be. A second walk fills them and puts the defaults. Columns that hold nothing
 * all share one block of zeros: most fields of most organisations are such. */
#include "engine/model/dataset_parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* ---- memory ---- */

size_t kj_cell_size(KjCell cell)
{
    return cell == KJ_CELL_I32 ? 4 : 8;
}

void *kj_cells_new(const KjDataset *dataset, size_t count, size_t size)
{
    uintptr_t at = (uintptr_t)kj_arena_alloc(dataset->arena, count * size + 2 * KJ_CELL_PAD);
    return (void *)((at + KJ_CELL_PAD - 1) & ~(uintptr_t)(KJ_CELL_PAD - 1));
}

void *kj_shared_zeros(KjDataset *dataset, uint32_t rows)
{
    if (!dataset->zeros || dataset->zero_rows < rows) {
        dataset->zeros = kj_cells_new(dataset, (size_t)rows + 1, 8); /* the largest: spots */
        dataset->zero_rows = rows;
    }
    return dataset->zeros;
}

void kj_column_blank(KjDataset *dataset, const KjField *field, uint32_t rows, KjColumn *column)
{
    void *zeros = kj_shared_zeros(dataset, rows);
    bool several = field->list || field->child >= 0;
    *column = (KjColumn){.cell = kj_cell_of(field, 0, 0),
                         .count = several ? 0 : rows,
                         .valid = zeros,
                         .origin = zeros,
                         .spot = zeros,
                         .start = several ? zeros : NULL,
                         .ready = !field->derived};
    column->cells.any = field->type == KJ_GROUP ? NULL : zeros;
}

uint32_t *kj_org_starts(const KjDataset *dataset, const uint32_t *org, uint32_t rows)
{
    uint32_t *start = kj_arena_array(dataset->arena, (size_t)dataset->org_count + 1, sizeof *start);
    for (uint32_t row = 0; row < rows; row++)
        start[org[row] + 1]++;
    for (uint32_t o = 0; o < dataset->org_count; o++)
        start[o + 1] += start[o];
    return start;
}

void kj_starts_finish(uint32_t *start, uint32_t rows)
{
    for (uint32_t row = 0; row < rows; row++) {
        if (start[row + 1] < start[row])
            start[row + 1] = start[row];
    }
}

/* ---- cells ---- */

KjCell kj_cell_of(const KjField *field, int64_t min, int64_t max)
{
    switch (field->type) {
    case KJ_INT:
    case KJ_DURATION: return min >= INT32_MIN && max <= INT32_MAX ? KJ_CELL_I32 : KJ_CELL_I64;
    case KJ_MONEY:
    case KJ_DATETIME: return KJ_CELL_I64;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return KJ_CELL_F64;
    case KJ_REF: return field->target == KJ_ANY_KIND ? KJ_CELL_I64 : KJ_CELL_I32;
    default: return KJ_CELL_I32;
    }
}

static KjRawResult raw_from_ref(const KjDataset *dataset, const KjField *field, KjRef ref,
                                KjRaw *raw)
{
    if (ref.kind < 0 || ref.row < 0)
        return KJ_RAW_MISSING;
    if ((size_t)ref.kind >= dataset->schema->kind_count || !dataset->tables ||
        (uint32_t)ref.row >= dataset->tables[ref.kind].rows)
        return KJ_RAW_WRONG;
    bool any = field->target == KJ_ANY_KIND;
    raw->whole = any ? (int64_t)ref.kind << 32 | ref.row : ref.row;
    return any || ref.kind == field->target ? KJ_RAW_OK : KJ_RAW_WRONG;
}

static KjRawResult raw_from_real(const KjValue *value, KjRaw *raw)
{
    if (value->type == KJ_INT)
        raw->real = (double)value->u.whole;
    else if (value->type == KJ_NUMBER || value->type == KJ_PERCENT || value->type == KJ_QUANTITY)
        raw->real = value->u.real;
    else
        return KJ_RAW_WRONG;
    raw->real += 0.0; /* -0 becomes 0 */
    return isfinite(raw->real) ? KJ_RAW_OK : KJ_RAW_MISSING;
}

static KjRawResult raw_from_whole(const KjField *field, const KjValue *value, KjRaw *raw)
{
    bool narrow = field->type == KJ_DATE || field->type == KJ_PERIOD || field->type == KJ_MONTHDAY;
    raw->whole = value->u.whole;
    if (value->type != field->type)
        return KJ_RAW_WRONG;
    return narrow && raw->whole != (int32_t)raw->whole ? KJ_RAW_WRONG : KJ_RAW_OK;
}

KjRawResult kj_raw_from_value(const KjDataset *dataset, const KjField *field, const KjValue *value,
                              KjRaw *raw)
{
    bool text = value->type == KJ_TEXT_TYPE || value->type == KJ_ENUM;
    raw->whole = 0;
    if (value->type == KJ_NONE)
        return KJ_RAW_MISSING;
    if (field->type == KJ_REF && value->type == KJ_REF)
        return raw_from_ref(dataset, field, value->u.ref, raw);
    switch (field->type) {
    case KJ_BOOL:
        raw->whole = value->type == KJ_BOOL && value->u.truth;
        return value->type == KJ_BOOL ? KJ_RAW_OK : KJ_RAW_WRONG;
    case KJ_REF: /* the id, until it is resolved */
    case KJ_TEXT_TYPE:
    case KJ_ENUM:
        if (text)
            raw->whole = kj_atom(dataset->atoms, value->u.text);
        return text ? KJ_RAW_OK : KJ_RAW_WRONG;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return raw_from_real(value, raw);
    default: return raw_from_whole(field, value, raw);
    }
}

void kj_raw_store(KjColumn *column, uint32_t at, KjRaw raw)
{
    if (column->cell == KJ_CELL_I32)
        column->cells.i32[at] = (int32_t)raw.whole;
    else if (column->cell == KJ_CELL_I64)
        column->cells.i64[at] = raw.whole;
    else
        column->cells.f64[at] = raw.real;
}

/* ---- the first walk ---- */

typedef struct Plan {       /* of one field */
    bool stated, filled_in; /* some row has it as a fact, as a default */
    int64_t min, max;
    size_t elements;
    uint32_t rows; /* filled */
    uint32_t used; /* elements filled */
    KjRaw *defaults;
    uint32_t default_count;
} Plan;

typedef struct Fill {
    KjBuilder *builder;
    KjDataset *dataset;
    int32_t kind;
    KjTable *table;
    Plan *plans;
} Fill;

static void widen(Plan *plan, int64_t whole)
{
    if (whole < plan->min)
        plan->min = whole;
    if (whole > plan->max)
        plan->max = whole;
}

static void survey_cell(const Fill *fill, const KjDraftCell *cell)
{
    const KjDraftCell *cells = fill->builder->cells;
    const KjField *fields = fill->table->kind->fields;
    Plan *plan = &fill->plans[cell->field];
    bool counts = fields[cell->field].type == KJ_INT || fields[cell->field].type == KJ_DURATION;
    plan->stated = true;
    for (int32_t g = fields[cell->field].group; g >= 0; g = fields[g].group)
        fill->plans[g].stated = true;
    if (!fields[cell->field].list) {
        if (counts)
            widen(plan, cell->u.whole);
        return;
    }
    for (uint32_t e = cell->u.list.first; e; e = cells[e].next) {
        plan->elements += cells[e].field >= 0;
        if (counts)
            widen(plan, cells[e].u.whole);
    }
}

static void survey_default(const Fill *fill, const KjField *field, Plan *plan)
{
    const KjValue *value = &field->otherwise;
    bool list = value->type == KJ_LIST;
    if (value->type == KJ_NONE || field->derived ||
        (field->group >= 0 && !fill->plans[field->group].stated))
        return;
    plan->filled_in = true;
    plan->default_count = list ? (uint32_t)value->u.list.count : 1;
    plan->defaults = kj_alloc_array(plan->default_count, sizeof *plan->defaults);
    for (uint32_t i = 0; i < plan->default_count; i++) {
        KjRawResult result = kj_raw_from_value(
            fill->dataset, field, list ? &value->u.list.items[i] : value, &plan->defaults[i]);
        assert(result == KJ_RAW_OK);
        (void)result;
        if (field->type == KJ_INT || field->type == KJ_DURATION)
            widen(plan, plan->defaults[i].whole);
    }
    if (list)
        plan->elements += (size_t)plan->default_count * fill->table->rows;
}

static void survey(const Fill *fill)
{
    const KjBuilder *builder = fill->builder;
    for (uint32_t row = 0; row < fill->table->rows; row++) {
        const KjDraftRow *draft = &builder->drafts[builder->rows[fill->kind][row]];
        for (uint32_t at = draft->cells.first; at; at = builder->cells[at].next) {
            if (builder->cells[at].field >= 0)
                survey_cell(fill, &builder->cells[at]);
        }
    }
    for (size_t f = 0; f < fill->table->kind->field_count; f++)
        survey_default(fill, &fill->table->kind->fields[f], &fill->plans[f]);
}

static void make_column(const Fill *fill, const KjField *field, const Plan *plan, KjColumn *column)
{
    uint32_t rows = fill->table->rows;
    kj_column_blank(fill->dataset, field, rows, column);
    if (!plan->stated && !plan->filled_in)
        return;
    column->cell = kj_cell_of(field, plan->min, plan->max);
    column->valid = kj_cells_new(fill->dataset, rows, 1);
    column->origin = kj_arena_alloc(fill->dataset->arena, rows);
    if (plan->stated)
        column->spot = kj_arena_array(fill->dataset->arena, rows, sizeof *column->spot);
    if (field->list)
        column->start =
            kj_arena_array(fill->dataset->arena, (size_t)rows + 1, sizeof *column->start);
    if (field->type != KJ_GROUP)
        column->cells.any = kj_cells_new(fill->dataset, field->list ? plan->elements : rows,
                                         kj_cell_size(column->cell));
}

/* ---- the second walk ---- */

static void mark(const Fill *fill, int32_t field, uint32_t row, KjOrigin origin)
{
    KjColumn *column = &fill->table->columns[field];
    if (!column->valid[row])
        fill->plans[field].rows++;
    column->valid[row] = 0xFF;
    column->origin[row] = (uint8_t)origin;
}

static void append(KjColumn *column, Plan *plan, uint32_t row, KjRaw raw)
{
    kj_raw_store(column, plan->used++, raw);
    column->start[row + 1] = plan->used;
}

static KjRaw raw_of(const KjColumn *column, const KjDraftCell *cell)
{
    KjRaw raw = {.whole = 0};
    if (column->cell == KJ_CELL_F64)
        raw.real = cell->u.real;
    else
        raw.whole = cell->u.whole;
    return raw;
}

static void fill_cell(const Fill *fill, const KjDraftCell *cell, uint32_t row)
{
    const KjDraftCell *cells = fill->builder->cells;
    const KjField *fields = fill->table->kind->fields;
    const KjField *field = &fields[cell->field];
    KjColumn *column = &fill->table->columns[cell->field];
    mark(fill, cell->field, row, KJ_FROM_FACT);
    column->spot[row] = cell->spot;
    for (int32_t g = field->group; g >= 0; g = fields[g].group) {
        KjColumn *group = &fill->table->columns[g];
        if (!group->valid[row])
            group->spot[row] = cell->spot;
        mark(fill, g, row, KJ_FROM_FACT);
    }
    if (field->type != KJ_GROUP && !field->list)
        kj_raw_store(column, row, raw_of(column, cell));
    for (uint32_t e = field->list ? cell->u.list.first : 0; e; e = cells[e].next) {
        if (cells[e].field >= 0)
            append(column, &fill->plans[cell->field], row, raw_of(column, &cells[e]));
    }
}

/* Members of a group have their defaults only where the group is written. */
static void fill_default(const Fill *fill, int32_t number, uint32_t row)
{
    const KjField *field = &fill->table->kind->fields[number];
    KjColumn *column = &fill->table->columns[number];
    Plan *plan = &fill->plans[number];
    if (column->valid[row] || (field->group >= 0 && !fill->table->columns[field->group].valid[row]))
        return;
    mark(fill, number, row, KJ_FROM_DEFAULT);
    if (!field->list && field->child < 0)
        kj_raw_store(column, row, plan->defaults[0]);
    for (uint32_t i = 0; field->list && i < plan->default_count; i++)
        append(column, plan, row, plan->defaults[i]);
}

static void fill_row(const Fill *fill, uint32_t row)
{
    const KjBuilder *builder = fill->builder;
    const KjDraftRow *draft = &builder->drafts[builder->rows[fill->kind][row]];
    for (uint32_t at = draft->cells.first; at; at = builder->cells[at].next) {
        if (builder->cells[at].field >= 0)
            fill_cell(fill, &builder->cells[at], row);
    }
    for (size_t f = 0; f < fill->table->kind->field_count; f++) {
        if (fill->plans[f].filled_in)
            fill_default(fill, (int32_t)f, row);
    }
}

/* Where the rows of a child table begin for each row of this one. */
static void start_children(const Fill *fill, int32_t child, KjColumn *column)
{
    const KjTable *below = &fill->dataset->tables[child];
    uint32_t rows = fill->table->rows;
    column->count = below->rows;
    if (below->rows == 0)
        return;
    column->start = kj_arena_array(fill->dataset->arena, (size_t)rows + 1, sizeof *column->start);
    for (uint32_t i = 0; i < below->rows; i++)
        column->start[below->parent[i] + 1]++;
    for (uint32_t row = 0; row < rows; row++)
        column->start[row + 1] += column->start[row];
}

static void finish_column(const Fill *fill, const KjField *field, Plan *plan, KjColumn *column)
{
    if (field->child >= 0)
        start_children(fill, field->child, column);
    if (field->list && (plan->stated || plan->filled_in)) {
        kj_starts_finish(column->start, fill->table->rows);
        column->count = plan->used;
    }
    if (!field->derived && plan->rows == fill->table->rows)
        column->valid = NULL;
    kj_free(plan->defaults);
}

void kj_seal_columns(KjBuilder *builder)
{
    KjDataset *dataset = builder->dataset;
    uint32_t most = 0;
    for (size_t k = 0; k < builder->schema->kind_count; k++)
        most = dataset->tables[k].rows > most ? dataset->tables[k].rows : most;
    kj_shared_zeros(dataset, most);
    for (size_t k = 0; k < builder->schema->kind_count; k++) {
        KjTable *table = &dataset->tables[k];
        size_t fields = table->kind->field_count;
        Fill fill = {builder, dataset, (int32_t)k, table,
                     kj_alloc_array(fields, sizeof *fill.plans)};
        table->columns = kj_arena_array(dataset->arena, fields, sizeof *table->columns);
        survey(&fill);
        for (size_t f = 0; f < fields; f++)
            make_column(&fill, &table->kind->fields[f], &fill.plans[f], &table->columns[f]);
        for (uint32_t row = 0; row < table->rows; row++)
            fill_row(&fill, row);
        for (size_t f = 0; f < fields; f++)
            finish_column(&fill, &table->kind->fields[f], &fill.plans[f], &table->columns[f]);
        kj_free(fill.plans);
    }
}
