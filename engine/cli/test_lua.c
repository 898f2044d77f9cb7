/* A table in Lua is code: it runs in the worker, which sends back what it declares. */
#include "engine/cli/test_table.h"

bool kj_test_lua_read(KjPackWorker *worker, const char *path, KjText data, KjArena *arena,
                      KjDiags *diags, KjValue *table)
{
    KjFile file = {path, data.data, data.len};
    KjJob job = {.what = KJ_JOB_TABLE, .files = &file, .file_count = 1};
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjJobResult result = {0};
    size_t errors = diags->errors;
    bool done = kj_pack_worker_run(worker, &job, &result, diags, &error);

    if (!done)
        kj_diag_text(diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL, error.message);
    *table = done ? kj_value_copy(arena, &result.explanation) : kj_value_none();
    kj_job_result_clear(&result);
    return done && diags->errors == errors;
}
