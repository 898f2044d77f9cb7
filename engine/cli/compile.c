/* kijun rules compile [-o FILE]: what is kept of the shipped packs, for their packs.kj. It is `make` that
 * calls it; help does not name it. */
#include "engine/cli/packs.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"

static KjExit compile(const KjApp *app, KjPackSet *packs, KjBuf *out, KjDiags *diags)
{
    /* The packs are all that are shipped, whatever was asked for and is installed. */
    const KjOptions options = {.shipped_only = true};
    const KjSettings settings = {0};
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjExit exit = kj_packs_find(packs, &options, &settings, app->arena, diags);
    KjWorkerSetup setup = {.packs = packs->packs, .pack_count = packs->count, .lang = app->lang};

    if (exit != KJ_EXIT_OK || kj_worker_keep(&setup, out, diags, &error))
        return exit;
    if (!error.message[0])
        return KJ_EXIT_INPUT;
    kj_tell_error(error.message);
    return error.exit;
}

KjExit kj_command_rules_compile(KjApp *app)
{
    KjPackSet packs = {0};
    KjResult result;
    KjDiags diags;
    KjBuf out;
    KjExit exit;

    kj_diags_init(&diags, app->lang);
    kj_buf_init(&out, 0);
    exit = compile(app, &packs, &out, &diags);
    kj_tell_diags(app, &diags);
    if (exit == KJ_EXIT_OK && !kj_result_open(&result, app))
        exit = KJ_EXIT_SYSTEM;
    else if (exit == KJ_EXIT_OK) {
        kj_buf_add(&result.sink.buf, out.data, out.len);
        exit = kj_result_close(&result, exit);
    }
    kj_buf_clear(&out);
    kj_packs_clear(&packs);
    kj_diags_clear(&diags);
    return exit;
}
