/* A list of maps: text, file, line and column. */
#include "engine/eval/job_amends.h"

KjValue kj_amends_value(const KjJob *job, KjArena *arena)
{
    KjTree list = kj_tree_list(arena);
    for (size_t i = 0; i < job->amend_count; i++) {
        const KjAmend *amend = &job->amends[i];
        KjTree map = kj_tree_map(arena);
        kj_tree_set(&map, "text", kj_value_text(amend->text));
        kj_tree_set(&map, "file", kj_value_text(kj_text(amend->place.file)));
        kj_tree_set(&map, "line", kj_value_int(amend->place.line));
        kj_tree_set(&map, "column", kj_value_int(amend->place.column));
        kj_tree_add(&list, map.value);
    }
    return list.value;
}

KjAmend *kj_amends_of(const KjValue *job, KjArena *arena, size_t *count)
{
    const KjList *list = kj_map_list(job, "amends");
    KjAmend *amends = kj_arena_array(arena, list->count + 1, sizeof *amends);
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *map = &list->items[i];
        amends[i] = (KjAmend){.text = kj_map_text(map, "text"),
                              .place = {.file = kj_map_text(map, "file").data,
                                        .line = (uint32_t)kj_map_int(map, "line", 0),
                                        .column = (uint32_t)kj_map_int(map, "column", 0)}};
    }
    *count = list->count;
    return amends;
}
