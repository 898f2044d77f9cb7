/* Reading a dataset. A cell becomes a value by its field's type; a group is put together from the
 * columns of its members, a list of groups from the rows of its child table. Ids are found by
 * binary search, since the rows of an organisation lie together and are sorted by id. */
#include "engine/model/dataset_parts.h"

#include <assert.h>

void kj_dataset_free(KjDataset *dataset)
{
    if (!dataset)
        return;
    kj_atoms_free(dataset->atoms);
    kj_free(dataset->elsewhere);
    kj_arena_free(dataset->arena);
    kj_free(dataset);
}

/* ---- records ---- */

static const KjTable *table_of(const KjDataset *dataset, KjRef record)
{
    assert(record.kind >= 0 && (size_t)record.kind < dataset->schema->kind_count);
    const KjTable *table = &dataset->tables[record.kind];
    assert(record.row >= 0 && (uint32_t)record.row < table->rows);
    return table;
}

KjText kj_dataset_org_id(const KjDataset *dataset, uint32_t org)
{
    assert(org < dataset->org_count);
    return kj_atom_text(dataset->atoms, dataset->org_id[org]);
}

static void write_id(const KjDataset *dataset, KjRef record, KjBuf *out)
{
    const KjTable *table = table_of(dataset, record);
    if (table->kind->parent < 0) {
        KjText id = kj_atom_text(dataset->atoms, table->id[record.row]);
        kj_buf_add(out, id.data, id.len);
        return;
    }
    const KjTable *above = &dataset->tables[table->kind->parent];
    uint32_t parent = table->parent[record.row];
    const KjColumn *list = &above->columns[table->kind->parent_field];
    write_id(dataset, (KjRef){table->kind->parent, (int32_t)parent}, out);
    kj_buf_printf(out, "/%s[%u]", above->kind->fields[table->kind->parent_field].name.data,
                  (uint32_t)record.row - list->start[parent] + 1);
}

/* The ids of child rows are kept as atoms, so asking again takes no more memory. */
KjText kj_record_id(const KjDataset *dataset, KjRef record)
{
    const KjTable *table = table_of(dataset, record);
    if (table->kind->parent < 0)
        return kj_atom_text(dataset->atoms, table->id[record.row]);
    KjBuf out;
    kj_buf_init(&out, 0);
    write_id(dataset, record, &out);
    KjAtom id = kj_atom(dataset->atoms, (KjText){out.data, (uint32_t)out.len});
    kj_buf_clear(&out);
    return kj_atom_text(dataset->atoms, id);
}

KjRef kj_record_root(const KjDataset *dataset, KjRef record)
{
    const KjTable *table = table_of(dataset, record);
    for (; table->kind->parent >= 0; table = &dataset->tables[record.kind]) {
        record.row = (int32_t)table->parent[record.row];
        record.kind = table->kind->parent;
    }
    return record;
}

uint32_t kj_record_org(const KjDataset *dataset, KjRef record)
{
    return table_of(dataset, record)->org[record.row];
}

static KjPlace place_in(const KjDataset *dataset, uint32_t file, KjSpot spot)
{
    if (spot.column == KJ_ELSEWHERE)
        return kj_place_elsewhere(dataset, spot);
    if (file >= dataset->file_count || spot.line == 0)
        return (KjPlace){0};
    return (KjPlace){dataset->files[file], spot.line, spot.column};
}

KjPlace kj_record_place(const KjDataset *dataset, KjRef record)
{
    const KjTable *table = table_of(dataset, record);
    uint32_t file = table->file[record.row];
    if (table->spot[record.row].column == KJ_ELSEWHERE)
        return kj_place_elsewhere(dataset, table->spot[record.row]);
    if (file >= dataset->file_count)
        return (KjPlace){0};
    return (KjPlace){dataset->files[file], table->spot[record.row].line,
                     table->spot[record.row].column};
}

KjPlace kj_field_place(const KjDataset *dataset, KjRef record, int32_t field)
{
    const KjTable *table = table_of(dataset, record);
    const KjColumn *column = &table->columns[field];
    int32_t child = table->kind->fields[field].child;
    KjSpot spot = column->spot[record.row];
    /* a list of groups that stands in another file than its record begins with its first row */
    if (spot.line == 0 && child >= 0 && column->start[record.row] < column->start[record.row + 1])
        return kj_record_place(dataset, (KjRef){child, (int32_t)column->start[record.row]});
    return place_in(dataset, table->file[record.row], spot);
}

int32_t kj_dataset_find(const KjDataset *dataset, uint32_t org, int32_t kind, KjText id)
{
    const KjTable *table = &dataset->tables[kind];
    uint32_t low = table->org_start[org], high = table->org_start[org + 1];
    if (low == high || table->kind->parent >= 0)
        return -1;
    KjAtom atom = kj_atom_find(dataset->atoms, id);
    if (atom == KJ_NO_ATOM)
        return -1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (table->id[middle] == atom)
            return (int32_t)middle;
        if (kj_text_compare(kj_atom_text(dataset->atoms, table->id[middle]), id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

void kj_dataset_backward(const KjDataset *dataset, int32_t inverse, KjRef record,
                         const int32_t **rows, uint32_t *count)
{
    const KjInverse *of = &dataset->schema->inverses[inverse];
    int32_t target = dataset->schema->kinds[of->holder].fields[of->field].target;
    const KjIndex *index = &dataset->indexes[inverse][target == KJ_ANY_KIND ? record.kind : 0];
    *count = 0;
    *rows = NULL;
    if (target != KJ_ANY_KIND && target != record.kind)
        return;
    uint32_t from = index->start[record.row];
    *count = index->start[record.row + 1] - from;
    if (*count)
        *rows = index->rows + from;
}

/* ---- cells ---- */

bool kj_dataset_has(const KjDataset *dataset, KjRef record, int32_t field)
{
    const KjColumn *column = &table_of(dataset, record)->columns[field];
    return column->ready && (!column->valid || column->valid[record.row]);
}

static int64_t whole_at(const KjColumn *column, uint32_t at)
{
    return column->cell == KJ_CELL_I32 ? column->cells.i32[at] : column->cells.i64[at];
}

static KjValue cell_at(const KjDataset *dataset, const KjField *field, const KjColumn *column,
                       uint32_t at)
{
    KjValue value = {.type = field->type};
    switch (field->type) {
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: value.u.real = column->cells.f64[at]; break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: value.u.text = kj_atom_text(dataset->atoms, (KjAtom)column->cells.i32[at]); break;
    case KJ_BOOL: value.u.truth = column->cells.i32[at] != 0; break;
    case KJ_REF:
        value.u.ref.kind = field->target;
        value.u.ref.row = (int32_t)whole_at(column, at);
        if (field->target == KJ_ANY_KIND) {
            value.u.ref.kind = (int32_t)(column->cells.i64[at] >> 32);
            value.u.ref.row = (int32_t)(column->cells.i64[at] & UINT32_MAX);
        }
        break;
    default: value.u.whole = whole_at(column, at);
    }
    return value;
}

/* The members of a group (group -1: of the whole row) that are there, by their last names. */
static KjValue group_of(const KjDataset *dataset, KjRef record, int32_t group, KjArena *arena)
{
    const KjKind *kind = &dataset->schema->kinds[record.kind];
    size_t skip = group < 0 ? 0 : kind->fields[group].name.len + 1;
    KjTree members = kj_tree_map(arena);
    for (size_t f = 0; f < kind->field_count; f++) {
        if (kind->fields[f].group == group && kj_dataset_has(dataset, record, (int32_t)f))
            kj_tree_set(&members, kind->fields[f].name.data + skip,
                        kj_dataset_get(dataset, record, (int32_t)f, arena));
    }
    members.value.type = KJ_GROUP;
    return members.value;
}

static KjValue list_of(const KjDataset *dataset, const KjField *field, const KjColumn *column,
                       uint32_t row, KjArena *arena)
{
    uint32_t from = column->start[row], count = column->start[row + 1] - from;
    KjValue value = {.type = KJ_LIST};
    value.u.list.count = count;
    value.u.list.items = kj_arena_array(arena, count, sizeof *value.u.list.items);
    for (uint32_t i = 0; i < count; i++) {
        if (field->child >= 0)
            value.u.list.items[i] =
                group_of(dataset, (KjRef){field->child, (int32_t)(from + i)}, -1, arena);
        else
            value.u.list.items[i] = cell_at(dataset, field, column, from + i);
    }
    return value;
}

KjValue kj_dataset_get(const KjDataset *dataset, KjRef record, int32_t field, KjArena *arena)
{
    const KjTable *table = table_of(dataset, record);
    const KjField *of = &table->kind->fields[field];
    const KjColumn *column = &table->columns[field];
    if (!kj_dataset_has(dataset, record, field))
        return kj_value_none();
    if (of->list || of->child >= 0)
        return list_of(dataset, of, column, (uint32_t)record.row, arena);
    if (of->type == KJ_GROUP)
        return group_of(dataset, record, field, arena);
    return cell_at(dataset, of, column, (uint32_t)record.row);
}
