/* Records that a pack makes. They come from its code, so each is checked like data: known fields,
 * right types, an id of its own. The table is put in place only when all of it is right. */
#include "engine/model/dataset_parts.h"

#include <string.h>

enum { RECORDS_MAX = 10000000 };

typedef struct Making {
    KjDataset *dataset;
    const KjKind *kind;
    const KjValue *values;
    KjEntry *entries; /* in the order of the rows to be */
    KjTable table;
    KjError *error;
} Making;

#define FAIL(making, ...) (kj_error_set((making)->error, KJ_EXIT_RULE_ERROR, __VA_ARGS__), false)

/* ---- members ---- */

static bool is_map(const KjValue *value)
{
    return value && (value->type == KJ_MAP || value->type == KJ_GROUP);
}

static const KjValue *find_key(const KjValue *map, const char *name, size_t len)
{
    for (size_t i = 0; i < map->u.map.count; i++) {
        KjText key = map->u.map.pairs[i].key;
        if (key.len == len && memcmp(key.data, name, len) == 0)
            return &map->u.map.pairs[i].value;
    }
    return NULL;
}

/* A member stands under its dotted name, or under its last name in the group's map. */
static const KjValue *find_member(const KjKind *kind, const KjValue *record, const KjField *field)
{
    const KjValue *found = find_key(record, field->name.data, field->name.len);
    if (found || field->group < 0)
        return found;
    const KjField *group = &kind->fields[field->group];
    const KjValue *above = find_member(kind, record, group);
    size_t skip = group->name.len + 1;
    return is_map(above) ? find_key(above, field->name.data + skip, field->name.len - skip) : NULL;
}

/* The field a key means in a record (group NULL) or in the map of a group. */
static const KjField *field_named(const KjKind *kind, const KjField *group, KjText key)
{
    size_t skip = group ? group->name.len + 1 : 0;
    for (size_t f = 0; f < kind->field_count; f++) {
        const KjField *field = &kind->fields[f];
        bool inside = !group || (field->group >= 0 && &kind->fields[field->group] == group);
        if (inside && field->name.len == skip + key.len &&
            memcmp(field->name.data + skip, key.data, key.len) == 0)
            return field;
    }
    return NULL;
}

static bool check_keys(const Making *making, const char *id, const KjValue *map,
                       const KjField *group)
{
    const char *kind = making->kind->name.data;
    for (size_t i = 0; i < map->u.map.count; i++) {
        const KjPair *pair = &map->u.map.pairs[i];
        if (!group && kj_text_is(pair->key, "id"))
            continue;
        const KjField *field = field_named(making->kind, group, pair->key);
        if (!field || field->derived)
            return FAIL(making, "%s '%s': %s field '%s'", kind, id, field ? "derived" : "unknown",
                        pair->key.data);
        if (field->child >= 0)
            return FAIL(making, "%s '%s': a pack cannot make the list of groups '%s'", kind, id,
                        field->name.data);
        if (field->type == KJ_GROUP && is_map(&pair->value) &&
            !check_keys(making, id, &pair->value, field))
            return false;
    }
    return true;
}

/* ---- rows ---- */

static bool enter(Making *making, const uint32_t *orgs, size_t i)
{
    const KjValue *record = &making->values[i];
    const KjValue *id = is_map(record) ? find_key(record, "id", 2) : NULL;
    const char *kind = making->kind->name.data;
    if (!id || id->type != KJ_TEXT_TYPE || id->u.text.len == 0)
        return FAIL(making, "%s: record %zu has no id", kind, i + 1);
    if (orgs[i] >= making->dataset->org_count)
        return FAIL(making, "%s '%s': there is no such organization", kind, id->u.text.data);
    KjAtom atom = kj_atom(making->dataset->atoms, id->u.text);
    making->entries[i] = kj_entry(making->dataset->atoms, orgs[i], atom, (uint32_t)i);
    return check_keys(making, id->u.text.data, record, NULL);
}

static bool order_records(Making *making, const uint32_t *orgs, size_t count)
{
    const KjAtoms *atoms = making->dataset->atoms;
    if (count > RECORDS_MAX)
        return FAIL(making, "%s: %zu records are too many", making->kind->name.data, count);
    making->entries = kj_alloc_array(count, sizeof *making->entries);
    for (size_t i = 0; i < count; i++) {
        if (!enter(making, orgs, i))
            return false;
    }
    kj_entries_sort(atoms, making->dataset->files, making->entries, count);
    for (size_t i = 1; i < count; i++) {
        const KjEntry *entry = &making->entries[i];
        if (entry[-1].org == entry->org && entry[-1].id == entry->id)
            return FAIL(making, "%s '%s': there are two records with this id",
                        making->kind->name.data, kj_atom_text(atoms, entry->id).data);
    }
    return true;
}

static void make_rows(Making *making, size_t count)
{
    KjArena *arena = making->dataset->arena;
    KjTable *table = &making->table;
    table->kind = making->kind;
    table->rows = (uint32_t)count;
    table->id = kj_arena_array(arena, count, sizeof *table->id);
    table->org = kj_arena_array(arena, count, sizeof *table->org);
    table->file = kj_arena_array(arena, count, sizeof *table->file);
    table->spot = kj_arena_array(arena, count, sizeof *table->spot);
    for (size_t row = 0; row < count; row++) {
        table->id[row] = making->entries[row].id;
        table->org[row] = making->entries[row].org;
        table->file[row] = KJ_NO_FILE;
    }
    table->org_start = kj_org_starts(making->dataset, table->org, table->rows);
    table->columns = kj_arena_array(arena, making->kind->field_count, sizeof *table->columns);
}

/* ---- columns ---- */

static const KjValue *member_of_row(const Making *making, const KjField *field, uint32_t row)
{
    return find_member(making->kind, &making->values[making->entries[row].index], field);
}

static size_t count_elements(const Making *making, const KjField *field)
{
    size_t elements = 0;
    size_t otherwise = field->otherwise.type == KJ_LIST ? field->otherwise.u.list.count : 0;
    for (uint32_t row = 0; field->list && row < making->table.rows; row++) {
        const KjValue *value = member_of_row(making, field, row);
        elements += value && value->type == KJ_LIST ? value->u.list.count : otherwise;
    }
    return elements;
}

static bool is_listed(const KjField *field, const KjValue *value)
{
    bool text = value->type == KJ_ENUM || value->type == KJ_TEXT_TYPE;
    for (size_t i = 0; text && i < field->value_count; i++) {
        if (kj_text_compare(field->values[i], value->u.text) == 0)
            return true;
    }
    return !text || field->type != KJ_ENUM;
}

static bool fill_row(Making *making, const KjField *field, KjColumn *column, uint32_t row)
{
    const KjValue *value = member_of_row(making, field, row);
    bool there = value && value->type != KJ_NONE;
    bool otherwise = !there && field->group < 0 && field->otherwise.type != KJ_NONE;
    const KjValue none = kj_value_none();
    const KjValue *put = otherwise ? &field->otherwise : there ? value : &none;
    const char *id = kj_atom_text(making->dataset->atoms, making->table.id[row]).data;
    if (!kj_column_take(making->dataset, field, column, row, put,
                        otherwise ? KJ_FROM_DEFAULT : KJ_FROM_RULE))
        return FAIL(making, "%s '%s': field '%s' is of another type than %s",
                    making->kind->name.data, id, field->name.data, kj_type_name(field->type));
    if (!is_listed(field, put))
        return FAIL(making, "%s '%s': field '%s' cannot be '%s'", making->kind->name.data, id,
                    field->name.data, put->u.text.data);
    if (put == &none && field->required && field->group < 0)
        return FAIL(making, "%s '%s': required field '%s' is missing", making->kind->name.data, id,
                    field->name.data);
    return true;
}

static bool fill_column(Making *making, size_t number)
{
    const KjField *field = &making->kind->fields[number];
    KjColumn *column = &making->table.columns[number];
    uint32_t rows = making->table.rows;
    kj_column_blank(making->dataset, field, rows, column);
    if (field->derived || field->child >= 0)
        return true;
    kj_column_writable(making->dataset, field, rows, count_elements(making, field), column);
    for (uint32_t row = 0; row < rows; row++) {
        if (!fill_row(making, field, column, row))
            return false;
    }
    if (field->list)
        kj_starts_finish(column->start, rows);
    return true;
}

/* A group is there where one of its members is. */
static void mark_groups(const Making *making, const KjField *field, const KjColumn *column)
{
    const KjField *fields = making->kind->fields;
    for (int32_t g = field->group; g >= 0; g = fields[g].group) {
        KjColumn *group = &making->table.columns[g];
        bool given = !field->derived && !fields[g].derived;
        for (uint32_t row = 0; given && row < making->table.rows; row++) {
            if (!column->valid[row])
                continue;
            group->valid[row] = 0xFF;
            group->origin[row] = KJ_FROM_RULE;
        }
    }
}

static bool fill_columns(Making *making)
{
    for (size_t f = 0; f < making->kind->field_count; f++) {
        if (!fill_column(making, f))
            return false;
    }
    for (size_t f = 0; f < making->kind->field_count; f++)
        mark_groups(making, &making->kind->fields[f], &making->table.columns[f]);
    return true;
}

bool kj_dataset_put_records(KjDataset *dataset, int32_t kind, const KjValue *values,
                            const uint32_t *orgs, size_t count, KjError *error)
{
    Making making = {.dataset = dataset,
                     .kind = &dataset->schema->kinds[kind],
                     .values = values,
                     .error = error};
    bool made = false;
    if (!making.kind->derived || making.kind->parent >= 0)
        made = FAIL(&making, "records of kind %s cannot be made", making.kind->name.data);
    else if (order_records(&making, orgs, count)) {
        make_rows(&making, count);
        made = fill_columns(&making);
    }
    kj_free(making.entries);
    if (!made)
        return false;
    dataset->tables[kind] = making.table;
    for (size_t i = 0; i < dataset->schema->inverse_count; i++)
        kj_index_build(dataset, (int32_t)i);
    return true;
}
