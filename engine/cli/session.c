/* The order is that of cost: what the user can have mistyped is found before a worker starts. */
#include "engine/cli/session.h"
#include "engine/cli/tell.h"
#include "engine/output/assess.h"

static KjExit read_inputs(KjSession *session, KjDiags *diags)
{
    KjApp *app = session->app;
    size_t from = app->command->paths_from;
    KjExit exit = kj_packs_find(&session->packs, &app->options, &app->settings, app->arena, diags);

    if (exit == KJ_EXIT_OK && from < app->argument_count &&
        !kj_discover(&session->found, app->arguments + from, app->argument_count - from, app->arena,
                     diags))
        exit = KJ_EXIT_INPUT;
    return exit;
}

static KjExit start_worker(KjSession *session, KjDiags *diags)
{
    KjWorkerSetup setup = {.stdlib = session->packs.stdlib,
                           .stdlib_count = session->packs.stdlib_count,
                           .packs = session->packs.packs,
                           .pack_count = session->packs.count,
                           .lang = session->app->lang};
    KjError error = {.exit = KJ_EXIT_SYSTEM};

    session->worker = kj_worker_start(&setup, diags, &error);
    if (!session->worker) {
        kj_tell_diags(session->app, diags);
        kj_tell_error(error.message);
        return error.exit;
    }
    kj_tell_diags(session->app, diags);
    session->view.registry = kj_worker_registry(session->worker);
    return session->view.registry ? KJ_EXIT_OK : KJ_EXIT_INPUT;
}

KjExit kj_session_open(KjSession *session, KjApp *app)
{
    KjDiags diags;
    KjExit exit;

    *session = (KjSession){.app = app,
                           .view = {.lang = app->lang,
                                    .zone = app->settings.zone,
                                    .show_sensitive = app->options.show_sensitive}};
    kj_diags_init(&diags, app->lang);
    exit = read_inputs(session, &diags);
    if (exit == KJ_EXIT_OK)
        exit = start_worker(session, &diags);
    else
        kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return exit;
}

/* A run that names what the registry does not know comes from a broken worker. */
static bool is_sound(const KjSession *session, const KjJobResult *result)
{
    return !result->run || kj_run_fits(result->run, session->view.registry);
}

KjExit kj_session_run(KjSession *session, KjJob job, KjJobResult *result, KjDiags *diags)
{
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    bool done;

    job.files = session->found.files;
    job.file_count = session->found.count;
    job.as_of = session->app->as_of;
    job.zone = session->app->settings.zone;
    *result = (KjJobResult){0};
    done = kj_worker_run(session->worker, &job, result, diags, &error);
    if (!done) {
        kj_tell_diags(session->app, diags);
        kj_tell_error(error.message);
        return error.exit;
    }
    if (!is_sound(session, result)) {
        kj_tell_error(session->app->lang == KJ_JA ? "判定プロセスの応答が基準パックと合いません"
                                                  : "the worker's answer does not fit the packs");
        return KJ_EXIT_SYSTEM;
    }
    return diags->errors ? KJ_EXIT_INPUT : KJ_EXIT_OK;
}

void kj_session_close(KjSession *session)
{
    if (session->worker)
        kj_worker_stop(session->worker);
    kj_packs_clear(&session->packs);
    kj_found_clear(&session->found);
}
