/* As a session does, but for data and for what the workspace says. */
#include "engine/cli/bundle_load.h"

#include "engine/cli/file.h"
#include "engine/cli/installed.h"
#include "engine/cli/tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* ---- keeping ---- */

/* As a whole or not at all; without it everything works as well. */
static void write_kept(const KjApp *app, const char *path, const KjBuf *bytes)
{
    char *temporary = kj_path_temporary(app->arena, path);
    int fd = mkstemp(temporary);
    size_t done = 0;
    ssize_t written = 1;

    if (fd < 0)
        return;
    while (done < bytes->len && written > 0) {
        written = write(fd, bytes->data + done, bytes->len - done);
        done += written > 0 ? (size_t)written : 0;
    }
    if (fchmod(fd, 0644) != 0 || close(fd) != 0 || done < bytes->len ||
        rename(temporary, path) != 0)
        unlink(temporary);
}

KjExit kj_bundle_keep(const KjApp *app, const char *home, KjDiags *diags)
{
    const char *path = kj_path_join(app->arena, home, KJ_INSTALLED_KEPT);
    const KjOptions options = {0};
    const KjSettings settings = {0};
    KjError error = {.exit = KJ_EXIT_OK};
    KjPackSet packs = {0};
    KjWorkerSetup setup;
    KjDiags again; /* notes were told before */
    KjExit exit;
    KjBuf bytes;

    unlink(path);
    kj_buf_init(&bytes, 0);
    kj_diags_init(&again, app->lang);
    exit = kj_packs_find(&packs, &options, &settings, app->arena, &again);
    setup = (KjWorkerSetup){.packs = packs.packs, .pack_count = packs.count, .lang = app->lang};
    if (exit == KJ_EXIT_OK && kj_worker_keep(&setup, &bytes, &again, &error))
        write_kept(app, path, &bytes);
    else if (exit == KJ_EXIT_OK && again.errors)
        exit = KJ_EXIT_INPUT;
    if (exit != KJ_EXIT_OK)
        kj_diags_add(diags, &again);
    kj_diags_clear(&again);
    kj_buf_clear(&bytes);
    kj_packs_clear(&packs);
    return exit;
}
