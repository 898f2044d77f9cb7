/* Jobs as frames: what the parent sends, and what the worker makes of it. */
#include "engine/eval/job_wire.h"

#include "engine/eval/channel.h"

#include <stdio.h>

static KjValue amends_value(const KjJob *job, KjArena *arena)
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

KjAmend *kj_job_amends(const KjValue *job, KjArena *arena, size_t *count)
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

static KjValue skips_value(const KjJob *job, KjArena *arena)
{
    KjTree list = kj_tree_list(arena);
    for (size_t i = 0; i < job->skip_count; i++) {
        const KjSkip *skip = &job->skips[i];
        KjTree map = kj_tree_map(arena);
        kj_tree_set(&map, "stage", kj_value_int(skip->stage));
        kj_tree_set(&map, "number", kj_value_int(skip->number));
        kj_tree_set(&map, "kind", kj_value_int(skip->kind));
        kj_tree_set(&map, "row", kj_value_int(skip->row));
        kj_tree_set(&map, "how", kj_value_text(kj_text(skip->how)));
        kj_tree_add(&list, map.value);
    }
    return list.value;
}

bool kj_job_send(int fd, const KjJob *job)
{
    KjArena *arena = kj_arena_new();
    KjTree map = kj_tree_map(arena), files = kj_tree_list(arena);
    for (size_t i = 0; i < job->file_count; i++) {
        KjTree file = kj_tree_map(arena);
        kj_tree_set(&file, "path", kj_value_text(kj_text(job->files[i].path)));
        kj_tree_set(&file, "data",
                    kj_value_text((KjText){job->files[i].data, (uint32_t)job->files[i].len}));
        kj_tree_add(&files, file.value);
    }
    kj_tree_set(&map, "what", kj_value_int(job->what));
    kj_tree_set(&map, "files", files.value);
    kj_tree_set(&map, "as_of", kj_value_int(job->as_of));
    kj_tree_set(&map, "zone", kj_value_int(job->zone));
    kj_tree_set(&map, "traces", kj_value_bool(job->traces));
    kj_tree_set(&map, "derived", kj_value_bool(job->derived));
    kj_tree_set(&map, "brief", kj_value_bool(job->brief));
    kj_tree_set(&map, "facts", kj_value_bool(job->facts));
    kj_tree_set(&map, "horizon", kj_value_bool(job->horizon));
    if (job->rule)
        kj_tree_set(&map, "rule", kj_value_text(kj_text(job->rule)));
    if (job->display)
        kj_tree_set(&map, "display", kj_value_text(kj_text(job->display)));
    if (job->more)
        kj_tree_set(&map, "more", *job->more);
    if (job->record)
        kj_tree_set(&map, "record", kj_value_text(kj_text(job->record)));
    kj_tree_set(&map, "since", kj_value_int(job->since));
    kj_tree_set(&map, "last", kj_value_int(job->last));
    if (job->question)
        kj_tree_set(&map, "question", *job->question);
    kj_tree_set(&map, "held", kj_value_bool(job->held));
    if (job->amend_count)
        kj_tree_set(&map, "amends", amends_value(job, arena));
    if (job->skip_count)
        kj_tree_set(&map, "skips", skips_value(job, arena));
    bool ok = kj_channel_send_value(fd, KJ_FRAME_JOB, &map.value);
    kj_arena_free(arena);
    return ok;
}

KjSkip *kj_job_skips(const KjValue *job, KjArena *arena, size_t *count)
{
    const KjList *list = kj_map_list(job, "skips");
    KjSkip *skips = kj_arena_array(arena, list->count + 1, sizeof *skips);
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *map = &list->items[i];
        skips[i] = (KjSkip){.stage = (KjStage)kj_map_int(map, "stage", KJ_STAGE_WORK),
                            .number = (int32_t)kj_map_int(map, "number", -1),
                            .kind = (int32_t)kj_map_int(map, "kind", -1),
                            .row = (int32_t)kj_map_int(map, "row", -1)};
        snprintf(skips[i].how, sizeof skips[i].how, "%s", kj_map_text(map, "how").data);
    }
    *count = list->count;
    return skips;
}
