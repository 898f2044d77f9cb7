/* Files of a job are read when it begins, and let go when its outcome comes. */
#include "engine/cli/batch.h"

#include "engine/cli/tell.h"

#include <string.h>

#define MOST_UNITS 16                /* in one job */
#define MOST_TRACED 4                /* with traces, which are large */
#define MOST_BYTES ((size_t)4 << 20) /* of data in one job of several */
#define LEAST_JOBS 8 /* as far as there are units: so that several workers have something to do */

typedef struct Batch {
    KjSession *session;
    KjJob job;
    size_t *first; /* by job: where its units begin in `units`; one more at the end */
    size_t *units; /* numbers of units */
    bool *wanted;  /* by place in `units`: it is judged */
    size_t jobs;
    size_t *again; /* units of jobs that failed */
    size_t again_count, again_capacity;
    KjSkips **skips;  /* by unit: of those that workers died of; else NULL */
    KjArena **arenas; /* by job: the files it was given; NULL before and after */
    const KjTaker *taker;
    bool stopped; /* no more outcomes are wanted */
} Batch;

/* ---- jobs ---- */

static size_t bytes_of(const Batch *batch, size_t unit)
{
    const KjUnits *units = &batch->session->division.units;
    size_t bytes = 0;

    for (size_t i = units->first[unit]; i < units->first[unit + 1]; i++)
        bytes += batch->session->found.files[units->files[i]].len;
    return bytes;
}

/* How many units a job may have. The number of workers has no say, so that it shows nowhere. */
static size_t units_per_job(const Batch *batch, size_t units)
{
    size_t most = batch->job.what == KJ_JOB_DUE ? 1 /* each has days of its own */
                  : batch->job.traces           ? MOST_TRACED
                                                : MOST_UNITS;
    size_t fair = units / LEAST_JOBS;

    return fair < 1 ? 1 : fair < most ? fair : most;
}

/* Those that cannot be judged would make the others of their job wait for another one. */
static bool is_alone(const Batch *batch, size_t unit)
{
    return kj_division_earlier(&batch->session->division, unit) != NULL;
}

/* Units in their order, several to a job unless `alone`. */
static void make_jobs(Batch *batch, const size_t *units, size_t count, bool alone)
{
    size_t most = alone ? 1 : units_per_job(batch, count), bytes = 0;

    batch->first = kj_alloc_array(count + 1, sizeof *batch->first);
    batch->units = kj_alloc_array(count + 1, sizeof *batch->units);
    batch->arenas = kj_alloc_array(count + 1, sizeof *batch->arenas);
    batch->wanted = kj_alloc_array(count + 1, sizeof *batch->wanted);
    batch->jobs = 0;
    for (size_t i = 0; i < count; i++) {
        size_t unit = units ? units[i] : i, own = bytes_of(batch, unit);
        bool full =
            batch->jobs && (i - batch->first[batch->jobs - 1] == most || bytes + own > MOST_BYTES);

        full |= is_alone(batch, unit) || (i && is_alone(batch, batch->units[i - 1]));
        if (batch->jobs == 0 || full) {
            batch->first[batch->jobs++] = i;
            bytes = 0;
        }
        batch->units[i] = unit;
        bytes += own;
    }
    batch->first[batch->jobs] = count;
}

static void free_jobs(Batch *batch)
{
    for (size_t i = 0; i < batch->jobs; i++)
        kj_arena_free(batch->arenas[i]);
    kj_free(batch->arenas);
    kj_free(batch->wanted);
    kj_free(batch->first);
    kj_free(batch->units);
}

/* ---- files ---- */

typedef struct Loading {
    Batch *batch;
    KjArena *arena;
    KjFile *files;
    size_t count, capacity;
    KjDiags *diags;
} Loading;

static const char *name_of(const Batch *batch, size_t unit)
{
    return batch->session->found.files[batch->session->division.units.start[unit]].path;
}

/* What is not wanted is left out. */
static bool load_unit(Loading *loading, size_t unit, bool *wanted)
{
    const KjTaker *taker = loading->batch->taker;
    size_t before = loading->count;
    KjSession *session = loading->batch->session;
    const KjUnits *units = &session->division.units;
    bool good = true;

    *wanted = true;
    if (kj_division_earlier(&session->division, unit)) {
        kj_division_tell_twice(&session->division, unit, loading->diags);
        return false;
    }
    for (size_t i = units->first[unit]; i < units->first[unit + 1]; i++) {
        KjFile file;

        good &=
            kj_found_read(&session->found, units->files[i], loading->arena, &file, loading->diags);
        KJ_PUSH(loading->files, loading->count, loading->capacity, file);
    }
    if (good && taker->wants &&
        !taker->wants(taker->ctx, name_of(loading->batch, unit), loading->files + before,
                      loading->count - before)) {
        loading->count = before;
        *wanted = false;
        kj_progress_add(&session->progress, 1);
    }
    return good;
}

static bool load(void *ctx, size_t number, KjJob *job, KjDiags *diags)
{
    Batch *batch = ctx;
    Loading loading = {.batch = batch, .arena = kj_arena_new(), .diags = diags};
    KjFile *files;
    const KjSkips *skips;
    bool good = true;

    batch->arenas[number] = loading.arena;
    for (size_t i = batch->first[number]; i < batch->first[number + 1]; i++)
        good &= load_unit(&loading, batch->units[i], &batch->wanted[i]);
    *job = kj_session_job(batch->session, batch->job);
    files = kj_arena_array(loading.arena, loading.count + 1, sizeof *files);
    if (loading.count)
        memcpy(files, loading.files, loading.count * sizeof *files);
    kj_free(loading.files);
    job->files = files;
    job->file_count = loading.count;
    job->units = batch->first[number + 1] - batch->first[number];
    skips = batch->skips[batch->units[batch->first[number]]];
    if (skips && job->units == 1) {
        job->skips = skips->items;
        job->skip_count = skips->count;
    }
    return good && loading.count > 0;
}

/* ---- outcomes ---- */

static void do_again(Batch *batch, size_t job)
{
    for (size_t i = batch->first[job]; i < batch->first[job + 1]; i++)
        if (batch->wanted[i])
            KJ_PUSH(batch->again, batch->again_count, batch->again_capacity, batch->units[i]);
}

/* A worker died. Whatever is wrong with one of its units kills the next one, too; which of several it was
 * is found out one by one. */
static bool may_try_again(Batch *batch, size_t job, const KjSkip *death)
{
    bool may = false;

    for (size_t i = batch->first[job]; i < batch->first[job + 1]; i++) {
        KjSkips **skips = &batch->skips[batch->units[i]];

        if (!batch->wanted[i])
            continue;
        if (!*skips)
            *skips = kj_alloc(sizeof **skips);
        may |= kj_skips_learn(*skips, death);
    }
    return may;
}

static bool take(void *ctx, KjBatchOutcome *outcome)
{
    Batch *batch = ctx;
    size_t job = outcome->number, first = batch->first[job];
    size_t count = batch->first[job + 1] - first;
    const KjRun *run = outcome->result.run;

    kj_arena_free(batch->arenas[job]);
    batch->arenas[job] = NULL;
    outcome->died |=
        !outcome->died && !kj_session_accepts(batch->session, &outcome->result, &outcome->error);
    if (outcome->skipped && outcome->diags.errors == 0)
        return true;
    if (outcome->died ? may_try_again(batch, job, &outcome->death)
                      : count > 1 && (outcome->diags.errors || !run)) {
        do_again(batch, job);
        return true;
    }
    for (size_t i = first; i < first + count; i++)
        kj_progress_add(&batch->session->progress, batch->wanted[i]);
    if (outcome->died || outcome->diags.count)
        kj_progress_hide(&batch->session->progress); /* something is to be told */
    batch->stopped =
        !batch->taker->take(batch->taker->ctx, outcome, name_of(batch, batch->units[first]));
    return !batch->stopped;
}

/* ---- the whole ---- */

static bool run_jobs(Batch *batch, KjError *error)
{
    KjWorkerSetup setup = kj_session_setup(batch->session);
    KjBatch jobs = {.setup = &setup,
                    .worker = batch->session->worker,
                    .workers = batch->session->app->jobs,
                    .jobs = batch->jobs,
                    .ctx = batch,
                    .load = load,
                    .take = take};

    return kj_batch_run(&jobs, error);
}

static bool run_again(Batch *batch, KjError *error)
{
    bool good;

    make_jobs(batch, batch->again, batch->again_count, true);
    batch->again_count = 0;
    good = run_jobs(batch, error);
    free_jobs(batch);
    return good;
}

KjExit kj_session_batch(KjSession *session, KjJob job, const KjTaker *taker)
{
    Batch batch = {.session = session, .job = job, .taker = taker};
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    bool good;

    kj_progress_begin(&session->progress, session->app, session->division.units.count);
    batch.skips = kj_alloc_array(session->division.units.count + 1, sizeof *batch.skips);
    make_jobs(&batch, NULL, session->division.units.count, false);
    good = run_jobs(&batch, &error);
    free_jobs(&batch);
    while (good && batch.again_count && !batch.stopped)
        good = run_again(&batch, &error);
    kj_progress_hide(&session->progress);
    if (!good)
        kj_tell_error(error.message);
    kj_free(batch.again);
    for (size_t i = 0; i < session->division.units.count; i++)
        kj_free(batch.skips[i]);
    kj_free(batch.skips);
    return good ? KJ_EXIT_OK : error.exit;
}
