/* Rows are those of the kind for which the condition holds, sorted by one field: what has no value
 * comes last, equal ones by id. Steps and cells of a matrix are the organisation's own parameters. */
#include "engine/eval/display.h"

#include "engine/eval/judge_parts.h"
#include "engine/eval/say.h"

#include <stdlib.h>
#include <string.h>

typedef struct Row {
    KjValue key;
    int32_t row;
} Row;

/* ---- rows ---- */

static int compare_rows(const void *left, const void *right)
{
    const Row *a = left, *b = right;
    int order = kj_value_compare(&a->key, &b->key);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

static Row *rows_of(KjJudge *judge, const KjDisplay *display, uint32_t org, KjArena *arena,
                    size_t *count)
{
    const KjTable *table = &judge->dataset->tables[display->kind];
    uint32_t from = table->org_start[org], to = table->org_start[org + 1];
    Row *rows = kj_arena_array(arena, to - from + 1, sizeof *rows);
    *count = 0;
    for (uint32_t row = from; row < to; row++) {
        KjRef record = {display->kind, (int32_t)row};
        if (!kj_truth_is(judge, display->select, record, KJ_PASS))
            continue;
        KjValue key = display->sort < 0
                          ? kj_value_none()
                          : kj_dataset_get(judge->dataset, record, display->sort, arena);
        rows[(*count)++] = (Row){key, (int32_t)row};
    }
    qsort(rows, *count, sizeof *rows, compare_rows);
    return rows;
}

static KjValue cell_of(KjJudge *judge, KjRef record, int32_t field, KjArena *arena)
{
    if (field < 0)
        return kj_value_text(kj_record_id(judge->dataset, record));
    KjValue value = kj_dataset_get(judge->dataset, record, field, arena);
    return kj_value_told(judge, value, arena);
}

static void add_fault(KjJudge *judge, KjRef record, const KjDisplay *display, size_t column,
                      KjTree *faults)
{
    int32_t field = display->columns[column].field;
    if (field < 0)
        return;
    const char *reason = kj_fault_of(judge, record.kind, field, record.row);
    if (!reason)
        reason = kj_cycle_of(judge, record.kind, field, record.row);
    if (!reason)
        return;
    KjTree fault = kj_tree_map(faults->arena);
    kj_tree_set(&fault, "column", kj_value_int((int64_t)column));
    kj_tree_set(&fault, "text", kj_value_text(kj_text(reason)));
    kj_tree_add(faults, fault.value);
}

static KjValue row_value(KjJudge *judge, const KjDisplay *display, int32_t row, KjArena *arena)
{
    KjRef record = {display->kind, row};
    KjTree map = kj_tree_map(arena), cells = kj_tree_list(arena), faults = kj_tree_list(arena);
    for (size_t c = 0; c < display->column_count; c++) {
        kj_tree_add(&cells, cell_of(judge, record, display->columns[c].field, arena));
        add_fault(judge, record, display, c, &faults);
    }
    kj_tree_set(&map, "id", kj_value_text(kj_record_id(judge->dataset, record)));
    kj_tree_set(&map, "cells", cells.value);
    kj_tree_set(&map, "faults", faults.value);
    return map.value;
}

/* ---- matrices ---- */

static KjList list_of(const KjValue *value)
{
    return value->type == KJ_LIST ? value->u.list : (KjList){0};
}

static const KjValue *entry(const KjList *table, const KjValue *down, const KjValue *across)
{
    for (size_t i = 0; i < table->count; i++) {
        const KjList *keys = kj_map_list(&table->items[i], "keys");
        if (keys->count == 2 && kj_value_equal(&keys->items[0], down) &&
            kj_value_equal(&keys->items[1], across))
            return kj_map_get(&table->items[i], "value");
    }
    return NULL;
}

/* What a table says of every pair of steps. */
static KjValue cells_of(KjList table, KjList down, KjList across, KjArena *arena)
{
    KjTree cells = kj_tree_list(arena);
    for (size_t d = 0; d < down.count; d++)
        for (size_t a = 0; a < across.count; a++) {
            const KjValue *value = entry(&table, &down.items[d], &across.items[a]);
            kj_tree_add(&cells, value ? *value : kj_value_none());
        }
    return cells.value;
}

static void add_matrix(KjJudge *judge, const KjDisplay *display, uint32_t org, KjTree *map)
{
    const KjParamValue *set = judge->sets[judge->set_of[org]];
    KjList down = list_of(&set[display->rows].value), across = list_of(&set[display->across].value);
    KjValue none = kj_tree_list(map->arena).value;
    kj_tree_set(map, "down", down.count ? set[display->rows].value : none);
    kj_tree_set(map, "across", across.count ? set[display->across].value : none);
    kj_tree_set(map, "cells",
                cells_of(list_of(&set[display->cells].value), down, across, map->arena));
    if (display->marks >= 0)
        none = cells_of(list_of(&set[display->marks].value), down, across, map->arena);
    kj_tree_set(map, "marks", none);
}

/* ---- the whole ---- */

static KjValue display_value(KjJudge *judge, int32_t number, uint32_t org, KjArena *arena)
{
    const KjDisplay *display = &judge->registry->displays[number];
    KjTree map = kj_tree_map(arena), list = kj_tree_list(arena);
    size_t count;
    Row *rows = rows_of(judge, display, org, arena, &count);
    for (size_t i = 0; i < count; i++)
        kj_tree_add(&list, row_value(judge, display, rows[i].row, arena));
    kj_tree_set(&map, "display", kj_value_int(number));
    kj_tree_set(&map, "rows", list.value);
    if (display->matrix)
        add_matrix(judge, display, org, &map);
    return map.value;
}

static KjText name_of(KjJudge *judge, uint32_t org, KjArena *arena)
{
    int32_t kind = judge->registry->schema->organization;
    const KjTable *table = kind < 0 ? NULL : &judge->dataset->tables[kind];
    if (!table || table->org_start[org] == table->org_start[org + 1])
        return KJ_TEXT("");
    return kj_say_record_name(judge, (KjRef){kind, (int32_t)table->org_start[org]}, arena);
}

KjValue kj_displays(KjJudge *judge, KjText command, KjArena *arena)
{
    const KjRegistry *registry = judge->registry;
    KjTree whole = kj_tree_map(arena), organizations = kj_tree_list(arena);
    for (uint32_t org = 0; org < judge->dataset->org_count; org++) {
        KjTree map = kj_tree_map(arena), list = kj_tree_list(arena);
        for (size_t i = 0; i < registry->display_count; i++)
            if (registry->packs[registry->displays[i].pack].selected &&
                kj_text_compare(registry->displays[i].command, command) == 0)
                kj_tree_add(&list, display_value(judge, (int32_t)i, org, arena));
        kj_tree_set(&map, "id", kj_value_text(kj_dataset_org_id(judge->dataset, org)));
        kj_tree_set(&map, "name", kj_value_text(name_of(judge, org, arena)));
        kj_tree_set(&map, "displays", list.value);
        kj_tree_add(&organizations, map.value);
    }
    kj_tree_set(&whole, "organizations", organizations.value);
    return whole.value;
}
