/* Jobs about packs rather than about organisations. */
#include "engine/eval/pack_jobs.h"

#include "engine/eval/cover.h"
#include "engine/eval/mutate.h"

KjValue kj_pack_job(KjJobKind what, const KjRegistry *registry, KjDataset *dataset, KjLua *lua,
                    const KjJudgeOptions *options, const KjValue *asked, KjArena *arena)
{
    static const KjValue nothing = {.type = KJ_NONE};

    if (!asked)
        asked = &nothing;
    return what == KJ_JOB_COVER ? kj_cover(registry, dataset, lua, options, asked, arena)
                                : kj_mutate(registry, dataset, lua, options, asked, arena);
}

KjValue kj_pack_job_table(KjLua *lua, const KjValue *job, KjArena *arena, KjDiags *diags)
{
    const KjList *files = kj_map_list(job, "files");
    KjValue table = kj_value_none();
    KjError error;

    if (files->count != 1)
        return table;
    KjText path = kj_map_text(&files->items[0], "path");
    if (!kj_lua_call(lua, "testing", "read", &files->items[0], arena, &table, &error))
        kj_diag_text(diags, KJ_ERROR, (KjPlace){path.data, 0, 0}, NULL, error.message);
    KjText problem = kj_map_text(&table, "problem");
    if (problem.len)
        kj_diag_text(diags, KJ_ERROR,
                     (KjPlace){path.data, (uint32_t)kj_map_int(&table, "line", 0), 0}, NULL,
                     problem.data);
    return table;
}
