/* What the user can have mistyped is found before the worker is waited for, and told first. */
#include "engine/cli/session.h"
#include "engine/cli/installed.h"
#include "engine/cli/tell.h"
#include "engine/output/assess.h"

KjWorkerSetup kj_session_setup(const KjSession *session)
{
    return (KjWorkerSetup){.packs = session->packs.packs,
                           .pack_count = session->packs.count,
                           .kept = session->packs.kept,
                           .lang = session->app->lang,
                           .cpu_seconds = session->app->settings.worker_seconds,
                           .memory = session->app->settings.worker_memory,
                           .apart = session->apart};
}

static bool start_worker(KjSession *session, KjError *error)
{
    KjWorkerSetup setup = kj_session_setup(session);

    session->worker = kj_worker_begin(&setup, error);
    return session->worker != NULL;
}

/* ---- what a store has ---- */

/* assess --store without PATH: the data lies in the store. */
static bool has_stored_data(const KjSession *session)
{
    size_t count;

    kj_app_paths(session->app, &count);
    return session->app->options.store && count == 0;
}

static bool open_stored(KjSession *session, KjError *error)
{
    const KjApp *app = session->app;

    if (!has_stored_data(session) && !app->options.packs_of)
        return true;
    session->stored = kj_stored_new(app->options.store, app->lang, error);
    return session->stored && (!has_stored_data(session) ||
                               kj_stored_find(session->stored, app->as_of, &session->found,
                                              &session->division, error));
}

/* Its packs are judged, and those that --pack names. */
static void put_bundle(KjSession *session)
{
    KjPackSet *packs = &session->packs;

    for (size_t i = 0; session->app->options.packs.count == 0 && i < packs->count; i++)
        packs->packs[i].selected = false;
    kj_packs_put_bundle(packs, session->app->bundle, session->app->arena);
}

static KjExit find_packs(KjSession *session, KjDiags *diags, KjError *error)
{
    KjApp *app = session->app;

    if (!app->options.packs_of) {
        KjExit exit =
            kj_packs_find(&session->packs, &app->options, &app->settings, app->arena, diags);

        if (app->bundle)
            put_bundle(session);
        if (exit == KJ_EXIT_OK)
            kj_installed_tell(app->as_of, app->arena, diags);
        return exit;
    }
    return kj_stored_packs(session->stored, app->options.packs_of, app->as_of, &session->packs,
                           app->arena, error)
               ? KJ_EXIT_OK
               : error->exit;
}

static bool read_data(KjSession *session, KjDiags *diags)
{
    size_t count;
    const char *const *paths = kj_app_paths(session->app, &count);

    return count == 0 || kj_discover(&session->found, paths, count, session->app->arena, diags);
}

/* ---- opening ---- */

KjJob kj_session_job(const KjSession *session, KjJob job)
{
    job.files = session->found.files;
    job.file_count = session->found.count;
    job.as_of = session->app->as_of;
    job.zone = session->app->settings.zone;
    return job;
}

static bool load(KjSession *session, const KjJob *job, KjDiags *diags, KjError *error)
{
    KjJob ahead;

    if (job)
        ahead = kj_session_job(session, *job);
    session->ahead = job != NULL;
    if (!kj_worker_load(session->worker, job ? &ahead : NULL, diags, error))
        return false;
    session->view.registry = kj_worker_registry(session->worker);
    if (!session->view.registry)
        error->exit = KJ_EXIT_INPUT;
    return session->view.registry != NULL;
}

/* The worker loads packs while data is read here, and goes on with the job while the registry is
 * made here. */
static KjExit open_whole(KjSession *session, const KjJob *job, KjDiags *diags, KjError *error)
{
    if (!kj_found_read_all(&session->found, session->app->arena, diags))
        return KJ_EXIT_INPUT;
    return load(session, job, diags, error) ? KJ_EXIT_OK : error->exit;
}

static bool is_in_share(const void *ctx, size_t unit)
{
    const KjSession *session = ctx;
    size_t file = session->division.units.start[unit];

    return kj_shard_has(session->app->shard, kj_stored_has_data(session->stored)
                                                 ? kj_stored_org(session->stored, file)
                                                 : kj_text(session->found.files[file].path));
}

/* Files of nobody are told by one share only: together the shares tell what one machine would. */
static void take_share(KjSession *session)
{
    KjDiags *ownerless = &session->division.ownerless;

    kj_units_keep(&session->division.units, is_in_share, session);
    if (session->app->shard.number > 1) {
        kj_diags_clear(ownerless);
        kj_diags_init(ownerless, session->app->lang);
    }
}

/* With one organisation the worker sees all files, and says itself which of them are no one's. */
static KjExit open_divided(KjSession *session, const KjJob *job, KjDiags *diags, KjError *error)
{
    KjDivision *division = &session->division;
    KjArena *arena = session->app->arena;

    if (!division->done)
        kj_divide(division, &session->found, arena);
    if (division->done && !kj_session_is_batch(session))
        return open_whole(session, job, diags, error);
    if (!load(session, NULL, diags, error))
        return error->exit;
    if (!division->done)
        kj_divide_tables(division, &session->found, session->view.registry->schema, arena);
    if (session->app->shard.count)
        take_share(session);
    return kj_session_is_batch(session) || kj_found_read_all(&session->found, arena, diags)
               ? KJ_EXIT_OK
               : KJ_EXIT_INPUT;
}

/* found: where problems of finding the data go. */
static KjExit open(KjSession *session, const KjJob *job, bool divided, KjDiags *found,
                   KjDiags *diags, KjError *error)
{
    KjExit exit;

    if (!open_stored(session, error))
        return error->exit;
    exit = find_packs(session, diags, error);
    if (exit != KJ_EXIT_OK)
        return exit;
    if (!start_worker(session, error))
        return error->exit;
    if (!read_data(session, found))
        return KJ_EXIT_INPUT;
    return divided ? open_divided(session, job, diags, error)
                   : open_whole(session, job, diags, error);
}

static void begin(KjSession *session, KjApp *app)
{
    *session = (KjSession){.app = app,
                           .view = {.lang = app->lang,
                                    .zone = app->settings.zone,
                                    .show_sensitive = app->options.show_sensitive,
                                    .all = app->options.all}};
    kj_division_init(&session->division, app->lang);
}

static KjExit open_and_tell(KjSession *session, const KjJob *job, bool divided, KjDiags *found)
{
    KjApp *app = session->app;
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjDiags diags;
    KjExit exit;

    kj_diags_init(&diags, app->lang);
    exit = open(session, job, divided, found ? found : &diags, &diags, &error);
    kj_tell_diags(app, &diags);
    if (error.message[0])
        kj_tell_error(error.message);
    kj_diags_clear(&diags);
    return exit;
}

KjExit kj_session_open(KjSession *session, KjApp *app)
{
    begin(session, app);
    return open_and_tell(session, NULL, false, NULL);
}

KjExit kj_session_open_for(KjSession *session, KjApp *app, KjJob job)
{
    begin(session, app);
    return open_and_tell(session, &job, false, NULL);
}

KjExit kj_session_open_batch(KjSession *session, KjApp *app, KjJob job)
{
    begin(session, app);
    return open_and_tell(session, &job, true, NULL);
}

KjExit kj_session_open_check(KjSession *session, KjApp *app, KjJob job, KjDiags *diags)
{
    begin(session, app);
    return open_and_tell(session, &job, true, diags);
}

bool kj_session_is_batch(const KjSession *session)
{
    return session->division.units.count > 1 || session->app->divides;
}

/* A run that names what the registry does not know comes from a broken worker. */
bool kj_session_accepts(const KjSession *session, const KjJobResult *result, KjError *error)
{
    if (!result->run || kj_run_fits(result->run, session->view.registry))
        return true;
    kj_error_set(error, KJ_EXIT_SYSTEM, "%s",
                 session->app->lang == KJ_JA ? "判定プロセスの応答が基準パックと合いません"
                                             : "the worker's answer does not fit the packs");
    return false;
}

bool kj_session_renew(KjSession *session, KjError *error)
{
    KjWorkerSetup setup = kj_session_setup(session);
    KjDiags diags; /* problems of packs were told when the first one loaded them */
    KjWorker *worker;

    kj_diags_init(&diags, session->app->lang);
    worker = kj_worker_start(&setup, &diags, error);
    kj_diags_clear(&diags);
    if (!worker || !kj_worker_registry(worker)) {
        kj_worker_stop(worker);
        return false;
    }
    kj_worker_share(worker, session->view.registry);
    if (session->first)
        kj_worker_stop(session->worker);
    else
        session->first = session->worker;
    session->worker = worker;
    return true;
}

/* Where workers die, what killed them is left out. */
static bool run_to_the_end(KjSession *session, KjJob *job, KjJobResult *result, KjDiags *diags,
                           KjError *error)
{
    KjSkips skips = {0};
    KjError other;
    bool done = kj_worker_run(session->worker, session->ahead ? NULL : job, result, diags, error);

    while (!done && kj_skips_learn(&skips, kj_worker_death(session->worker)) &&
           kj_session_renew(session, &other)) {
        kj_job_result_clear(result);
        kj_diags_clear(diags);
        kj_diags_init(diags, session->app->lang);
        job->skips = skips.items;
        job->skip_count = skips.count;
        done = kj_worker_run(session->worker, job, result, diags, error);
    }
    return done;
}

KjExit kj_session_run(KjSession *session, KjJob job, KjJobResult *result, KjDiags *diags)
{
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    bool done;

    job = kj_session_job(session, job);
    *result = (KjJobResult){0};
    done = run_to_the_end(session, &job, result, diags, &error);
    if (session->ahead)
        kj_worker_dismiss(session->worker);
    if (!done)
        kj_tell_diags(session->app, diags);
    if (!done || !kj_session_accepts(session, result, &error)) {
        kj_tell_error(error.message);
        return error.exit;
    }
    return diags->errors ? KJ_EXIT_INPUT : KJ_EXIT_OK;
}

void kj_session_close(KjSession *session)
{
    kj_division_clear(&session->division);
    if (session->worker)
        kj_worker_stop(session->worker);
    kj_worker_stop(session->first);
    kj_packs_clear(&session->packs);
    kj_found_clear(&session->found);
    kj_stored_free(session->stored);
}
