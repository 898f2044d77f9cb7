/* A worker knows all packs and judges by one, as with --pack. */
#include "engine/cli/pack_worker.h"

#include "engine/cli/tell.h"

#include <string.h>

static bool start(KjPackWorker *worker, KjDiags *diags, KjError *error)
{
    worker->worker = kj_worker_start(&worker->setup, diags, error);
    return worker->worker != NULL;
}

static void open(KjPackWorker *worker, KjApp *app, const KjPackSet *set, size_t index)
{
    KjPackSource *sources = kj_arena_array(app->arena, set->count + 1, sizeof *sources);

    memcpy(sources, set->packs, set->count * sizeof *sources);
    for (size_t i = 0; i < set->count; i++)
        sources[i].selected = i == index;
    *worker = (KjPackWorker){
        .app = app,
        .pack = &sources[index],
        .folder = set->folders[index],
        .sources = sources,
        .setup = {.packs = sources,
                  .pack_count = set->count,
                  .kept = set->kept,
                  .lang = app->lang,
                  .cpu_seconds = app->settings.worker_seconds,
                  .memory = app->settings.worker_memory},
        .view = {
            .lang = app->lang, .zone = app->settings.zone, .show_sensitive = true, .all = true}};
}

static KjExit visit_one(KjPackWorker *worker, KjPackVisit *visit, void *ctx, bool tells)
{
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjExit exit = KJ_EXIT_OK;
    KjDiags diags;

    kj_diags_init(&diags, worker->app->lang);
    if (!start(worker, &diags, &error)) {
        kj_tell_error(error.message);
        exit = error.exit;
    } else {
        worker->view.registry = kj_worker_registry(worker->worker);
        if (tells)
            kj_tell_diags(worker->app, &diags);
        exit = worker->view.registry ? visit(worker, ctx) : KJ_EXIT_INPUT;
    }
    kj_diags_clear(&diags);
    kj_worker_stop(worker->worker);
    kj_worker_stop(worker->first);
    return exit;
}

static KjExit find(KjApp *app, KjPackSet *set)
{
    KjOptions options = app->options;
    KjDiags diags;
    KjExit exit;

    options.packs = (KjStrings){0};
    for (size_t i = 0; i < app->options.packs.count; i++)
        KJ_PUSH(options.packs.items, options.packs.count, options.packs.capacity,
                app->options.packs.items[i]);
    for (size_t i = 0; i < app->argument_count; i++)
        KJ_PUSH(options.packs.items, options.packs.count, options.packs.capacity,
                app->arguments[i]);
    kj_diags_init(&diags, app->lang);
    exit = kj_packs_find(set, &options, &app->settings, app->arena, &diags);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    kj_free(options.packs.items);
    return exit;
}

/* What is wrong with the packs is the same for all workers: it is told once, and ends the matter. */
KjExit kj_packs_each(KjApp *app, KjPackVisit *visit, void *ctx)
{
    KjPackSet set = {0};
    KjExit exit = find(app, &set);
    bool loads = exit == KJ_EXIT_OK, tells = true;

    for (size_t i = 0; i < set.count && loads; i++) {
        KjPackWorker worker;

        if (!set.packs[i].selected)
            continue;
        open(&worker, app, &set, i);
        exit = kj_exit_worse(exit, visit_one(&worker, visit, ctx, tells));
        loads = worker.view.registry != NULL;
        tells = false;
    }
    kj_packs_clear(&set);
    return exit;
}

int32_t kj_pack_worker_number(const KjPackWorker *worker)
{
    const KjRegistry *registry = worker->view.registry;

    for (size_t i = 0; i < registry->pack_count; i++)
        if (registry->packs[i].selected)
            return (int32_t)i;
    return -1;
}

static bool replace(KjPackWorker *worker, KjError *error)
{
    KjDiags diags; /* problems of packs have been told */
    KjWorker *dead = worker->worker;
    bool good;

    kj_diags_init(&diags, worker->app->lang);
    good = start(worker, &diags, error) && kj_worker_registry(worker->worker);
    kj_diags_clear(&diags);
    if (!worker->worker) { /* the dead one says so whenever it is asked */
        worker->worker = dead;
        return false;
    }
    if (good)
        kj_worker_share(worker->worker, worker->view.registry);
    if (worker->first)
        kj_worker_stop(dead);
    else
        worker->first = dead;
    return good;
}

bool kj_pack_worker_run(KjPackWorker *worker, KjJob *job, KjJobResult *result, KjDiags *diags,
                        KjError *error)
{
    KjSkips skips = {0};
    KjError other;
    bool done = kj_worker_run(worker->worker, job, result, diags, error);

    while (!done && kj_skips_learn(&skips, kj_worker_death(worker->worker)) &&
           replace(worker, &other)) {
        kj_job_result_clear(result);
        job->skips = skips.items;
        job->skip_count = skips.count;
        done = kj_worker_run(worker->worker, job, result, diags, error);
    }
    job->skips = NULL;
    job->skip_count = 0;
    if (!done && !kj_worker_is_alive(worker->worker))
        replace(worker, &other);
    return done;
}
