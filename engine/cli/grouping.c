/* Facts come one organisation at a time, and only what is grouped by is kept of them. */
#include "engine/cli/grouping.h"

#include "engine/cli/choice_field.h"
#include "engine/model/facts.h"

#include <stdlib.h>

bool kj_grouping_choose(KjGrouping *grouping, const KjApp *app, const KjSchema *schema)
{
    const char *by = app->options.by;
    const KjKind *kind;

    if (grouping->schema || schema->organization < 0)
        return true;
    *grouping = (KjGrouping){.arena = app->arena, .schema = schema};
    if (by && !kj_choice_named(app, schema, by))
        return false;
    kind = &schema->kinds[schema->organization];
    grouping->fields = kj_arena_array(app->arena, kind->field_count + 1, sizeof *grouping->fields);
    for (size_t i = 0; i < kind->field_count; i++)
        if (kj_field_is_choice(&kind->fields[i]) && (!by || kj_text_is(kind->fields[i].name, by)))
            grouping->fields[grouping->field_count++] = (int32_t)i;
    return true;
}

/* ---- facts ---- */

static KjText keep(KjArena *arena, KjText text)
{
    return (KjText){kj_arena_strndup(arena, text.len ? text.data : "", text.len), text.len};
}

static void take_fields(KjGrouping *grouping, const KjValue *record, KjGrouped *grouped)
{
    const KjKind *kind = &grouping->schema->kinds[grouping->schema->organization];
    const KjList *fields = kj_map_list(record, "fields");

    for (size_t i = 0; i < fields->count; i++) {
        KjFactEntry entry = kj_facts_entry(kind, &fields->items[i]);

        for (size_t c = 0; c < grouping->field_count; c++)
            if (grouping->fields[c] == entry.index && entry.value->type == KJ_ENUM)
                grouped->values[c] = keep(grouping->arena, entry.value->u.text);
    }
}

/* The record of the organisation itself, or NULL. */
static const KjValue *own_record(const KjGrouping *grouping, const KjValue *tree)
{
    const KjList *kinds = kj_map_list(tree, "kinds");

    for (size_t k = 0; k < kinds->count; k++) {
        const KjList *records = kj_map_list(&kinds->items[k], "records");

        if (kj_map_int(&kinds->items[k], "kind", -1) == grouping->schema->organization)
            return records->count ? &records->items[0] : NULL;
    }
    return NULL;
}

void kj_grouping_take(KjGrouping *grouping, const KjOrgFacts *facts)
{
    KjGrouped grouped = {.id = keep(grouping->arena, facts->id)};
    KjArena *arena = kj_arena_new();
    const KjValue *record;
    KjValue tree;

    grouped.values =
        kj_arena_array(grouping->arena, grouping->field_count + 1, sizeof *grouped.values);
    for (size_t c = 0; c < grouping->field_count; c++)
        grouped.values[c] = KJ_TEXT("");
    if (kj_facts_decode(grouping->schema, facts->bytes.data, facts->bytes.len, arena, &tree) &&
        (record = own_record(grouping, &tree)))
        take_fields(grouping, record, &grouped);
    KJ_PUSH(grouping->items, grouping->count, grouping->capacity, grouped);
    kj_arena_free(arena);
}

void kj_grouping_add(KjGrouping *grouping, KjText id, const KjText *values)
{
    KjGrouped grouped = {.id = keep(grouping->arena, id)};

    grouped.values =
        kj_arena_array(grouping->arena, grouping->field_count + 1, sizeof *grouped.values);
    for (size_t c = 0; c < grouping->field_count; c++)
        grouped.values[c] = keep(grouping->arena, values[c]);
    KJ_PUSH(grouping->items, grouping->count, grouping->capacity, grouped);
}

/* ---- for the impact ---- */

static int by_id(const void *a, const void *b)
{
    return kj_text_compare(((const KjGrouped *)a)->id, ((const KjGrouped *)b)->id);
}

static KjImpactChoice choice_of(const KjField *field, KjArena *arena)
{
    KjImpactChoice choice = {.field = field->name, .label = field->label};
    const KjLabel none = {KJ_TEXT(""), KJ_TEXT("")};

    choice.groups = kj_arena_array(arena, field->value_count + 1, sizeof *choice.groups);
    for (size_t v = 0; v < field->value_count; v++)
        choice.groups[choice.count++] =
            (KjImpactGroup){.value = field->values[v],
                            .label = field->value_labels ? field->value_labels[v] : none};
    choice.groups[choice.count++] = (KjImpactGroup){.value = KJ_TEXT(""), .label = none};
    return choice;
}

void kj_grouping_put(KjGrouping *grouping, KjImpact *impact)
{
    KjText *nothing = kj_arena_array(impact->arena, grouping->field_count + 1, sizeof *nothing);

    impact->choices =
        kj_arena_array(impact->arena, grouping->field_count + 1, sizeof *impact->choices);
    for (size_t c = 0; c < grouping->field_count; c++) {
        const KjKind *kind = &grouping->schema->kinds[grouping->schema->organization];

        nothing[c] = KJ_TEXT("");
        impact->choices[impact->choice_count++] =
            choice_of(&kind->fields[grouping->fields[c]], impact->arena);
    }
    if (grouping->count > 1)
        qsort(grouping->items, grouping->count, sizeof *grouping->items, by_id);
    for (size_t i = 0; i < impact->org_count; i++) {
        const KjGrouped key = {.id = impact->orgs[i].id}, *found = NULL;

        if (grouping->count)
            found = bsearch(&key, grouping->items, grouping->count, sizeof key, by_id);
        impact->orgs[i].groups = found ? found->values : nothing;
    }
}

void kj_grouping_clear(KjGrouping *grouping)
{
    kj_free(grouping->items);
    *grouping = (KjGrouping){0};
}
