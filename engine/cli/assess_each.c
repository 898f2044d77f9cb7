/* Organisations one by one: results are gathered to be shown, put into the store, or both. */
#include "engine/cli/assess.h"
#include "engine/cli/batch.h"
#include "engine/cli/store_open.h"
#include "engine/cli/store_show.h"
#include "engine/cli/storing.h"
#include "engine/cli/tell.h"
#include "engine/output/deviation.h"

typedef struct Assessment {
    KjApp *app;
    KjSession *session;
    KjRuns *runs;       /* to be shown; NULL: the sums are enough */
    KjStoring *storing; /* or NULL */
    size_t refused;     /* organisations that could not be judged */
    KjError error;      /* what ended it; no message: nothing did */
    KjExit exit;
} Assessment;

static bool wants(void *ctx, const char *unit, const KjFile *files, size_t count)
{
    Assessment *assessment = ctx;

    if (!assessment->storing)
        return true;
    if (assessment->error.message[0])
        return false;
    return kj_storing_wants(assessment->storing, unit, files, count, &assessment->error);
}

/* exit: why it was. */
static bool refuse(Assessment *assessment, const char *unit, const char *problem, KjExit exit)
{
    assessment->refused++;
    assessment->exit = kj_exit_worse(assessment->exit, exit);
    return !assessment->storing ||
           kj_storing_refuse(assessment->storing, unit, problem, &assessment->error);
}

static const char *first_error(const KjDiags *diags)
{
    for (size_t i = 0; i < diags->count; i++)
        if (diags->items[i].severity == KJ_ERROR)
            return diags->items[i].body;
    return "";
}

static bool keep(Assessment *assessment, const KjBatchOutcome *outcome)
{
    if (assessment->storing && !kj_storing_take(assessment->storing, outcome, &assessment->error))
        return false;
    if (assessment->runs && !kj_runs_add(assessment->runs, outcome->result.run)) {
        kj_tell_spoiled(assessment->app, kj_runs_error(assessment->runs));
        assessment->exit = KJ_EXIT_SYSTEM;
        return false;
    }
    return true;
}

static bool take(void *ctx, KjBatchOutcome *outcome, const char *unit)
{
    Assessment *assessment = ctx;
    KjApp *app = assessment->app;

    if (assessment->error.message[0])
        return false;
    kj_tell_diags(app, &outcome->diags);
    if (outcome->died) {
        kj_tell_error(kj_arena_printf(app->arena, "%s: %s", unit, outcome->error.message));
        return refuse(assessment, unit, outcome->error.message, KJ_EXIT_RULE_ERROR);
    }
    if (!outcome->result.run || outcome->diags.errors)
        return refuse(assessment, unit, first_error(&outcome->diags), KJ_EXIT_INPUT);
    return keep(assessment, outcome);
}

static void tell_refused(const Assessment *assessment)
{
    const KjApp *app = assessment->app;

    if (assessment->refused)
        kj_tell_error(kj_arena_printf(
            app->arena,
            app->lang == KJ_JA ? "%zu 組織のうち %zu 組織は、上の理由で判定していません"
                               : "of %zu organizations %zu were not judged, for the reasons above",
            assessment->session->division.units.count, assessment->refused));
}

/* ---- the whole ---- */

/* What is shown besides, or instead of, the sums of the store. */
static KjExit show(Assessment *assessment)
{
    KjApp *app = assessment->app;
    KjExit exit = assessment->exit;

    if (assessment->runs) {
        kj_runs_sort(assessment->runs);
        if (kj_runs_head(assessment->runs)->organization_count ||
            assessment->session->division.units.count == 0)
            exit = kj_assess_show(app, &assessment->session->view, assessment->runs, exit);
        return exit;
    }
    return kj_store_show_run(
        app, kj_storing_store(assessment->storing), kj_storing_run(assessment->storing),
        kj_deviation_findings(assessment->session->view.registry, &(KjRun){0}), exit);
}

static KjExit run(Assessment *assessment, KjJob job)
{
    const KjTaker taker = {.ctx = assessment, .wants = wants, .take = take};
    KjDiags *ownerless = &assessment->session->division.ownerless;
    KjExit exit;

    kj_tell_diags(assessment->app, ownerless);
    exit = kj_session_batch(assessment->session,
                            assessment->storing ? kj_storing_job(assessment->storing, job) : job,
                            &taker);
    if (exit == KJ_EXIT_OK && assessment->storing && !assessment->error.message[0] &&
        assessment->exit != KJ_EXIT_SYSTEM)
        kj_storing_finish(assessment->storing, &assessment->error);
    if (assessment->error.message[0]) {
        kj_tell_error(assessment->error.message);
        return assessment->error.exit;
    }
    if (assessment->storing)
        kj_store_tell_clock(assessment->session->app, kj_storing_store(assessment->storing));
    if (exit != KJ_EXIT_OK || assessment->exit == KJ_EXIT_SYSTEM)
        return kj_exit_worse(exit, assessment->exit);
    if (ownerless->errors)
        assessment->exit = kj_exit_worse(assessment->exit, KJ_EXIT_INPUT);
    tell_refused(assessment);
    return show(assessment);
}

KjExit kj_assess_each(KjApp *app, KjSession *session, KjJob job)
{
    bool shows = !app->options.store || app->options.format || app->options.only.count;
    Assessment assessment = {.app = app, .session = session};
    KjExit exit;

    if (app->options.store) {
        assessment.storing = kj_storing_new(session, shows, &assessment.error);
        if (!assessment.storing) {
            kj_tell_error(assessment.error.message);
            return assessment.error.exit;
        }
    }
    if (shows)
        assessment.runs = kj_runs_new(app->as_of, app->settings.zone);
    exit = run(&assessment, job);
    kj_runs_free(assessment.runs);
    kj_storing_free(assessment.storing);
    return exit;
}
