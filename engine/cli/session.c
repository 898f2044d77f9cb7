/* What the user can have mistyped is found before the worker is waited for, and told first. */
#include "engine/cli/session.h"
#include "engine/cli/tell.h"
#include "engine/output/assess.h"

static bool start_worker(KjSession *session, KjError *error)
{
    KjWorkerSetup setup = {.packs = session->packs.packs,
                           .pack_count = session->packs.count,
                           .kept = session->packs.kept,
                           .lang = session->app->lang};

    session->worker = kj_worker_begin(&setup, error);
    return session->worker != NULL;
}

static bool read_data(KjSession *session, KjDiags *diags)
{
    size_t count;
    const char *const *paths = kj_app_paths(session->app, &count);

    return count == 0 || kj_discover(&session->found, paths, count, session->app->arena, diags);
}

static KjJob complete(const KjSession *session, KjJob job)
{
    job.files = session->found.files;
    job.file_count = session->found.count;
    job.as_of = session->app->as_of;
    job.zone = session->app->settings.zone;
    return job;
}

/* The worker loads packs while data is read here, and goes on with the job while the registry is
 * made here. */
static KjExit open(KjSession *session, const KjJob *job, KjDiags *diags, KjError *error)
{
    KjApp *app = session->app;
    KjExit exit = kj_packs_find(&session->packs, &app->options, &app->settings, app->arena, diags);
    KjJob ahead;

    if (exit != KJ_EXIT_OK)
        return exit;
    if (!start_worker(session, error))
        return error->exit;
    if (!read_data(session, diags))
        return KJ_EXIT_INPUT;
    if (job)
        ahead = complete(session, *job);
    session->ahead = job != NULL;
    if (!kj_worker_load(session->worker, job ? &ahead : NULL, diags, error))
        return error->exit;
    session->view.registry = kj_worker_registry(session->worker);
    return session->view.registry ? KJ_EXIT_OK : KJ_EXIT_INPUT;
}

static KjExit open_and_tell(KjSession *session, KjApp *app, const KjJob *job)
{
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjDiags diags;
    KjExit exit;

    *session = (KjSession){.app = app,
                           .view = {.lang = app->lang,
                                    .zone = app->settings.zone,
                                    .show_sensitive = app->options.show_sensitive}};
    kj_diags_init(&diags, app->lang);
    exit = open(session, job, &diags, &error);
    kj_tell_diags(app, &diags);
    if (error.message[0])
        kj_tell_error(error.message);
    kj_diags_clear(&diags);
    return exit;
}

KjExit kj_session_open(KjSession *session, KjApp *app)
{
    return open_and_tell(session, app, NULL);
}

KjExit kj_session_open_for(KjSession *session, KjApp *app, KjJob job)
{
    return open_and_tell(session, app, &job);
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

    job = complete(session, job);
    *result = (KjJobResult){0};
    done = kj_worker_run(session->worker, session->ahead ? NULL : &job, result, diags, &error);
    if (session->ahead)
        kj_worker_dismiss(session->worker);
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
