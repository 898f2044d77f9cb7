/* Files of a job are read when it begins, and let go when its outcome comes. */
#include "engine/cli/batch.h"

#include "engine/cli/tell.h"

#include <string.h>

typedef struct Batch {
    KjSession *session;
    KjJob job;
    KjArena **arenas; /* by job: the files it was given; NULL before and after */
    KjAtoms *ids;     /* of the organisations so far */
    KjPlace *first;   /* by atom: where the organisation is */
    size_t first_capacity;
    KjArena *arena; /* of places */
    KjTake take;
    void *ctx;
} Batch;

/* ---- files ---- */

static bool load(void *ctx, size_t number, KjJob *job, KjDiags *diags)
{
    Batch *batch = ctx;
    KjSession *session = batch->session;
    const KjUnits *units = &session->division.units;
    KjArena *arena = batch->arenas[number] = kj_arena_new();
    size_t first = units->first[number], count = units->first[number + 1] - first;
    KjFile *files = kj_arena_array(arena, count, sizeof *files);
    bool good = true;

    for (size_t i = 0; i < count; i++)
        good &= kj_found_read(&session->found, units->files[first + i], arena, &files[i], diags);
    *job = kj_session_job(session, batch->job);
    job->files = files;
    job->file_count = count;
    return good;
}

/* ---- organisations that stand twice ---- */

static void note_first(Batch *batch, KjAtom atom, KjPlace place)
{
    if (atom >= batch->first_capacity) {
        batch->first_capacity = (size_t)atom * 2 + 64;
        batch->first = kj_realloc_array(batch->first, batch->first_capacity, sizeof *batch->first);
    }
    if (place.file)
        place.file = kj_arena_strndup(batch->arena, place.file, strlen(place.file));
    batch->first[atom] = place;
}

/* Within one job the reader finds them. */
static void find_again(Batch *batch, const KjOrgResult *org, KjDiags *diags)
{
    uint32_t known = kj_atom_count(batch->ids);
    KjAtom atom = kj_atom(batch->ids, org->id);

    if (kj_atom_count(batch->ids) > known)
        note_first(batch, atom, org->place);
    else
        kj_tell_duplicate(diags, kj_arena_printf(diags->arena, "organization '%s'", org->id.data),
                          org->place, batch->first[atom]);
}

/* ---- outcomes ---- */

static bool take(void *ctx, KjBatchOutcome *outcome)
{
    Batch *batch = ctx;
    const KjRun *run = outcome->result.run;
    KjError error;

    kj_arena_free(batch->arenas[outcome->number]);
    batch->arenas[outcome->number] = NULL;
    if (!kj_session_accepts(batch->session, &outcome->result, &error)) {
        outcome->died = true;
        outcome->error = error;
    }
    for (size_t i = 0; !outcome->died && run && i < run->organization_count; i++)
        find_again(batch, &run->organizations[i], &outcome->diags);
    return batch->take(batch->ctx, outcome);
}

KjExit kj_session_batch(KjSession *session, KjJob job, KjTake taker, void *ctx)
{
    KjWorkerSetup setup = kj_session_setup(session);
    size_t jobs = session->division.units.count;
    Batch own = {.session = session,
                 .job = job,
                 .arenas = kj_alloc_array(jobs + 1, sizeof *own.arenas),
                 .ids = kj_atoms_new(NULL),
                 .arena = kj_arena_new(),
                 .take = taker,
                 .ctx = ctx};
    KjBatch batch = {.setup = &setup,
                     .worker = session->worker,
                     .workers = session->app->jobs,
                     .jobs = jobs,
                     .ctx = &own,
                     .load = load,
                     .take = take};
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    bool good = kj_batch_run(&batch, &error);

    if (!good)
        kj_tell_error(error.message);
    for (size_t i = 0; i < jobs; i++)
        kj_arena_free(own.arenas[i]);
    kj_free(own.arenas);
    kj_atoms_free(own.ids);
    kj_free(own.first);
    kj_arena_free(own.arena);
    return good ? KJ_EXIT_OK : error.exit;
}

const char *kj_session_unit_name(const KjSession *session, size_t number)
{
    const KjUnits *units = &session->division.units;

    return session->found.files[units->files[units->first[number]]].path;
}
