/* What comes from the parent is checked as anything that comes over the wire. */
#include "engine/eval/looked.h"

#include <string.h>

typedef struct Reader {
    const KjRegistry *registry;
    const KjDataset *dataset;
    KjArena *arena;
    KjLooked looked;
} Reader;

static uint8_t *rows_at(Reader *reader, int32_t rule, size_t which)
{
    const KjRule *of = &reader->registry->rules[rule];
    uint8_t ***at = &reader->looked.at[rule];

    if (!*at)
        *at = kj_arena_array(reader->arena, of->kind_count, sizeof **at);
    if (!(*at)[which])
        (*at)[which] =
            kj_arena_array(reader->arena, reader->dataset->tables[of->kinds[which]].rows + 1, 1);
    return (*at)[which];
}

static int32_t rule_of(const Reader *reader, const KjValue *map)
{
    const KjRegistry *registry = reader->registry;
    int64_t rule = kj_map_int(map, "rule", -1);

    return rule >= 0 && rule < (int64_t)registry->rule_count &&
                   registry->packs[registry->rules[rule].pack].selected
               ? (int32_t)rule
               : -1;
}

static uint8_t what_of(Reader *reader, const KjValue *map)
{
    bool missing = kj_map_bool(map, "missing", false);

    reader->looked.missing |= missing;
    return missing ? KJ_LOOKED_VERDICT | KJ_LOOKED_MISSING : KJ_LOOKED_VERDICT;
}

int32_t kj_looked_kind(const KjRegistry *registry, KjText name)
{
    for (size_t k = 0; k < registry->schema->kind_count; k++)
        if (kj_text_compare(registry->schema->kinds[k].name, name) == 0)
            return (int32_t)k;
    return -1;
}

static void look_at_rule(Reader *reader, const KjValue *map)
{
    int32_t rule = rule_of(reader, map);

    for (size_t k = 0; rule >= 0 && k < reader->registry->rules[rule].kind_count; k++) {
        uint8_t *rows = rows_at(reader, rule, k), what = what_of(reader, map);
        uint32_t count = reader->dataset->tables[reader->registry->rules[rule].kinds[k]].rows;

        for (uint32_t row = 0; row < count; row++)
            rows[row] |= what;
    }
}

/* An id may stand in several organisations: all of them are meant. */
static void look_at_record(Reader *reader, const KjValue *map)
{
    int32_t rule = rule_of(reader, map);
    int32_t kind = kj_looked_kind(reader->registry, kj_map_text(map, "kind"));

    for (size_t k = 0; rule >= 0 && k < reader->registry->rules[rule].kind_count; k++)
        for (uint32_t o = 0;
             reader->registry->rules[rule].kinds[k] == kind && o < reader->dataset->org_count;
             o++) {
            int32_t row = kj_dataset_find(reader->dataset, o, kind, kj_map_text(map, "id"));

            if (row >= 0)
                rows_at(reader, rule, k)[row] |= what_of(reader, map);
        }
}

KjLooked kj_looked(const KjRegistry *registry, const KjDataset *dataset, const KjValue *asked,
                   KjArena *arena)
{
    const KjList *rules = kj_map_list(asked, "rules"), *records = kj_map_list(asked, "records");
    Reader reader = {registry, dataset, arena, {NULL, false}};

    reader.looked.at = kj_arena_array(arena, registry->rule_count + 1, sizeof *reader.looked.at);
    for (size_t i = 0; i < rules->count; i++)
        look_at_rule(&reader, &rules->items[i]);
    for (size_t i = 0; i < records->count; i++)
        look_at_record(&reader, &records->items[i]);
    return reader.looked;
}
