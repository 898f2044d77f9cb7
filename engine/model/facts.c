/* The facts of a dataset: cells whose origin is a fact, by kind, record and field. */
#include "engine/model/facts.h"

typedef struct Gather {
    const KjDataset *dataset;
    KjArena *arena;
} Gather;

/* ---- values ---- */

static KjValue text_of_ref(const Gather *gather, const KjField *field, KjRef ref)
{
    KjText id = kj_record_id(gather->dataset, ref);
    if (field->target != KJ_ANY_KIND)
        return kj_value_text(id);
    KjText kind = gather->dataset->schema->kinds[ref.kind].name;
    return kj_value_text(kj_text(kj_arena_printf(gather->arena, "%.*s:%.*s", (int)kind.len,
                                                 kind.data, (int)id.len, id.data)));
}

static KjValue fields_of(const Gather *gather, KjRef record);

static KjValue rows_of(const Gather *gather, KjRef record, int32_t number)
{
    const KjTable *table = &gather->dataset->tables[record.kind];
    const KjColumn *column = &table->columns[number];
    KjTree rows = kj_tree_list(gather->arena);
    for (uint32_t row = column->start[record.row]; row < column->start[record.row + 1]; row++)
        kj_tree_add(&rows,
                    fields_of(gather, (KjRef){table->kind->fields[number].child, (int32_t)row}));
    return rows.value;
}

static KjValue value_of(const Gather *gather, KjRef record, int32_t number)
{
    const KjField *field = &gather->dataset->schema->kinds[record.kind].fields[number];
    if (field->child >= 0)
        return rows_of(gather, record, number);
    if (field->type == KJ_GROUP)
        return kj_value_bool(true);
    KjValue value = kj_dataset_get(gather->dataset, record, number, gather->arena);
    if (value.type == KJ_REF)
        return text_of_ref(gather, field, value.u.ref);
    for (size_t i = 0; value.type == KJ_LIST && i < value.u.list.count; i++) {
        KjValue *item = &value.u.list.items[i];
        if (item->type == KJ_REF)
            *item = text_of_ref(gather, field, item->u.ref);
    }
    return value;
}

/* ---- records ---- */

static bool is_fact(const KjDataset *dataset, KjRef record, size_t field)
{
    const KjTable *table = &dataset->tables[record.kind];
    return !table->kind->fields[field].derived &&
           table->columns[field].origin[record.row] == KJ_FROM_FACT;
}

static KjValue fields_of(const Gather *gather, KjRef record)
{
    const KjKind *kind = &gather->dataset->schema->kinds[record.kind];
    KjTree fields = kj_tree_list(gather->arena);
    for (size_t f = 0; f < kind->field_count; f++) {
        if (!is_fact(gather->dataset, record, f))
            continue;
        KjTree entry = kj_tree_map(gather->arena);
        kj_tree_set(&entry, "field", kj_value_int((int64_t)f));
        kj_tree_set(&entry, "value", value_of(gather, record, (int32_t)f));
        kj_tree_add(&fields, entry.value);
    }
    return fields.value;
}

static KjValue record_of(const Gather *gather, KjRef record)
{
    KjTree map = kj_tree_map(gather->arena);
    kj_tree_set(&map, "id", kj_value_text(kj_record_id(gather->dataset, record)));
    kj_tree_set(&map, "fields", fields_of(gather, record));
    return map.value;
}

static KjValue records_of(const Gather *gather, int32_t kind, uint32_t org)
{
    const KjTable *table = &gather->dataset->tables[kind];
    KjTree map = kj_tree_map(gather->arena), records = kj_tree_list(gather->arena);
    for (uint32_t row = table->org_start[org]; row < table->org_start[org + 1]; row++)
        kj_tree_add(&records, record_of(gather, (KjRef){kind, (int32_t)row}));
    kj_tree_set(&map, "kind", kj_value_int(kind));
    kj_tree_set(&map, "records", records.value);
    return map.value;
}

KjValue kj_dataset_facts(const KjDataset *dataset, uint32_t org, KjArena *arena)
{
    Gather gather = {dataset, arena};
    KjTree facts = kj_tree_map(arena), kinds = kj_tree_list(arena);
    for (size_t k = 0; k < dataset->schema->kind_count; k++) {
        const KjTable *table = &dataset->tables[k];
        if (table->kind->parent >= 0 || table->kind->derived ||
            table->org_start[org] == table->org_start[org + 1])
            continue;
        kj_tree_add(&kinds, records_of(&gather, (int32_t)k, org));
    }
    kj_tree_set(&facts, "id", kj_value_text(kj_dataset_org_id(dataset, org)));
    kj_tree_set(&facts, "kinds", kinds.value);
    return facts.value;
}

/* ---- reading ---- */

KjFactEntry kj_facts_entry(const KjKind *kind, const KjValue *entry)
{
    int32_t index = (int32_t)kj_map_int(entry, "field", 0);
    return (KjFactEntry){index, &kind->fields[index], kj_map_get(entry, "value")};
}

size_t kj_facts_count(const KjValue *facts)
{
    const KjList *kinds = kj_map_list(facts, "kinds");
    size_t count = 0;
    for (size_t i = 0; i < kinds->count; i++)
        count += kj_map_list(&kinds->items[i], "records")->count;
    return count;
}
