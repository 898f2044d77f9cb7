/* As a session does, but for data and for what the workspace says. */
#include "engine/cli/bundle_load.h"

#include "engine/cli/installed.h"
#include "engine/cli/tell.h"

static KjExit start(const KjApp *app, KjDiags *diags, KjLoaded *loaded)
{
    KjWorkerSetup setup = {.packs = loaded->packs.packs,
                           .pack_count = loaded->packs.count,
                           .kept = loaded->packs.kept,
                           .lang = app->lang};
    KjError error = {.exit = KJ_EXIT_SYSTEM};

    loaded->worker = kj_worker_start(&setup, diags, &error);
    if (!loaded->worker) {
        kj_tell_error(error.message);
        return error.exit;
    }
    loaded->registry = kj_worker_registry(loaded->worker);
    return loaded->registry ? KJ_EXIT_OK : KJ_EXIT_INPUT;
}

KjExit kj_bundle_load(const KjApp *app, const KjBundle *bundle, KjDiags *diags, KjLoaded *loaded)
{
    KjOptions options = {0};
    KjSettings settings = {0};
    KjExit exit;

    *loaded = (KjLoaded){0};
    if (bundle)
        options.without_bundle =
            kj_arena_strndup(app->arena, bundle->manifest.name.data, bundle->manifest.name.len);
    exit = kj_packs_find(&loaded->packs, &options, &settings, app->arena, diags);
    if (exit != KJ_EXIT_OK)
        return exit;
    if (bundle)
        kj_packs_put_bundle(&loaded->packs, bundle, app->arena);
    return start(app, diags, loaded);
}

void kj_bundle_unload(KjLoaded *loaded)
{
    if (loaded->worker)
        kj_worker_stop(loaded->worker);
    kj_packs_clear(&loaded->packs);
}
