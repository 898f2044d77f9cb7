/* kijun rules impact OLD NEW PATH…: data judged by two versions of packs, and what changes.
 *
 * Each version is a session of its own over the same data, one after the other; results are kept as bytes, and
 * held against each other one organisation at a time (engine/output/impact.h). What could not be judged by the
 * old version is not given to the new one, so that what is wrong with data is told once. With PATH and --store an
 * organisation that is in both is judged as PATH has it. */
#include "engine/output/impact.h"
#include "engine/cli/assess.h"
#include "engine/cli/batch.h"
#include "engine/cli/grouping.h"
#include "engine/cli/impact_show.h"
#include "engine/cli/impact_version.h"
#include "engine/cli/tell.h"

#include <string.h>

typedef struct Impacting {
    KjApp *app;
    KjVersion old, new;
    KjAtoms *refused; /* units that the old version could not judge */
    KjAtoms *judged;  /* organisations that are in PATH */
    size_t refusals;
    KjGrouping grouping; /* by what the old version's facts say */
    KjExit exit;
} Impacting;

typedef struct Judging {
    Impacting *impacting;
    KjVersion *version;
    KjSession *session;
    bool stored; /* the data are a store's */
} Judging;

/* ---- judging ---- */

/* "reiji@3" lies in a store. */
static KjText org_of_unit(const char *unit)
{
    const char *at = strrchr(unit, '@');

    return (KjText){unit, at ? (uint32_t)(at - unit) : 0};
}

static bool wants(void *ctx, const char *unit, const KjFile *files, size_t count)
{
    const Judging *judging = ctx;
    const Impacting *impacting = judging->impacting;

    (void)files;
    (void)count;
    if (judging->stored && kj_atom_find(impacting->judged, org_of_unit(unit)) != KJ_NO_ATOM)
        return false;
    return kj_atom_find(impacting->refused, kj_text(unit)) == KJ_NO_ATOM;
}

static bool refuse(Judging *judging, const char *unit, KjExit exit)
{
    Impacting *impacting = judging->impacting;

    if (judging->version == &impacting->old)
        kj_atom(impacting->refused, kj_text(unit));
    impacting->refusals++;
    impacting->exit = kj_exit_worse(impacting->exit, exit);
    return true;
}

static bool keep_outcome(Judging *judging, const KjBatchOutcome *outcome)
{
    Impacting *impacting = judging->impacting;
    const KjRun *run = outcome->result.run;

    for (size_t i = 0; i < outcome->result.fact_count; i++)
        kj_grouping_take(&impacting->grouping, &outcome->result.facts[i]);
    for (size_t i = 0; !judging->stored && i < run->organization_count; i++)
        kj_atom(impacting->judged, run->organizations[i].id);
    if (kj_runs_add(judging->version->runs, run))
        return true;
    kj_tell_spoiled(impacting->app, kj_runs_error(judging->version->runs));
    impacting->exit = KJ_EXIT_SYSTEM;
    return false;
}

static bool take(void *ctx, KjBatchOutcome *outcome, const char *unit)
{
    Judging *judging = ctx;
    KjApp *app = judging->impacting->app;
    bool is_new = judging->version == &judging->impacting->new;

    if (is_new && kj_atom_find(judging->impacting->refused, kj_text(unit)) != KJ_NO_ATOM)
        return true; /* told when the old version had it */
    if (is_new && (outcome->died || outcome->diags.errors))
        kj_tell_error(kj_arena_printf(
            app->arena,
            app->lang == KJ_JA ? "%s: 新しい方 (%s) では判定できません。理由は次のとおりです"
                               : "%s: cannot be judged by the new version (%s), because:",
            unit, judging->version->given));
    if (!is_new || outcome->diags.errors)
        kj_tell_diags(app, &outcome->diags);
    if (outcome->died) {
        kj_tell_error(kj_arena_printf(app->arena, "%s: %s", unit, outcome->error.message));
        return refuse(judging, unit, KJ_EXIT_RULE_ERROR);
    }
    if (!outcome->result.run || outcome->diags.errors)
        return refuse(judging, unit, KJ_EXIT_INPUT);
    return keep_outcome(judging, outcome);
}

static KjExit judge_opened(Judging *judging)
{
    Impacting *impacting = judging->impacting;
    bool is_old = judging->version == &impacting->old;
    const KjTaker taker = {.ctx = judging, .wants = wants, .take = take};
    KjDiags *ownerless = &judging->session->division.ownerless;
    KjExit exit = KJ_EXIT_OK;

    if (is_old && !kj_grouping_choose(&impacting->grouping, impacting->app,
                                      judging->session->view.registry->schema))
        exit = KJ_EXIT_USAGE;

    if (exit != KJ_EXIT_OK)
        return exit;
    if (is_old)
        kj_tell_diags(impacting->app, ownerless);
    if (is_old && ownerless->errors)
        impacting->exit = kj_exit_worse(impacting->exit, KJ_EXIT_INPUT);
    exit = kj_session_batch(
        judging->session, (KjJob){.what = KJ_JOB_ASSESS, .derived = true, .facts = is_old}, &taker);
    return impacting->exit == KJ_EXIT_SYSTEM ? KJ_EXIT_SYSTEM : exit;
}

/* An installed version has to be what was signed. */
static KjExit check_hash(const KjVersion *version, const KjSession *session)
{
    const KjRegistry *registry = session->view.registry;

    for (size_t i = 0; version->hash.len && i < registry->pack_count; i++)
        if (kj_text_is(registry->packs[i].id, version->ids.items[0]) &&
            kj_text_compare(registry->packs[i].hash, version->hash) != 0) {
            kj_tell_error(kj_arena_printf(
                version->app.arena,
                version->app.lang == KJ_JA
                    ? "%s: 導入した時から変わっています。kijun bundle install で入れ直してください"
                    : "%s: was changed since it was installed; install the bundle again",
                version->given));
            return KJ_EXIT_INPUT;
        }
    return KJ_EXIT_OK;
}

/* The first session stays open: its registry tells what the numbers in the runs mean. */
static KjExit judge_data(Impacting *impacting, KjVersion *version, bool stored)
{
    KjSession other, *session = version->opened ? &other : &version->session;
    Judging judging = {impacting, version, session, stored};
    KjExit exit;

    version->app.options.store = stored ? impacting->app->options.store : NULL;
    version->app.argument_count = stored ? 2 : impacting->app->argument_count;
    exit = kj_session_open_batch(session, &version->app, (KjJob){.what = KJ_JOB_ASSESS});
    if (exit == KJ_EXIT_OK)
        exit = check_hash(version, session);
    if (exit == KJ_EXIT_OK)
        exit = judge_opened(&judging);
    if (session == &other)
        kj_session_close(&other);
    else
        version->opened = true;
    return exit;
}

static KjExit judge(Impacting *impacting, KjVersion *version)
{
    const KjApp *app = impacting->app;
    KjExit exit = KJ_EXIT_OK;

    version->runs = kj_runs_new(app->as_of, app->settings.zone);
    if (app->argument_count > 2)
        exit = judge_data(impacting, version, false);
    if (exit == KJ_EXIT_OK && app->options.store)
        exit = judge_data(impacting, version, true);
    kj_runs_sort(version->runs);
    return exit;
}

/* ---- what is shown ---- */

static KjImpactVersion version_of(const KjVersion *version)
{
    KjView view = version->session.view;

    view.lang = version->app.lang;
    return (KjImpactVersion){version->given, view, version->runs};
}

/* Packs that read what the old version declares, and are judged by neither. */
static void tell_readers(const Impacting *impacting)
{
    const KjRegistry *registry = impacting->new.session.view.registry;
    const char *list = "";
    KjDiags diags;

    for (size_t p = 0; p < registry->pack_count; p++)
        for (size_t u = 0; !registry->packs[p].selected && u < registry->packs[p].use_count; u++)
            for (size_t i = 0; i < impacting->old.ids.count; i++)
                if (kj_text_is(registry->packs[p].uses[u], impacting->old.ids.items[i]))
                    list = kj_arena_printf(impacting->app->arena, "%s%s%s", list, *list ? ", " : "",
                                           registry->packs[p].id.data);
    if (!*list)
        return;
    kj_diags_init(&diags, impacting->app->lang);
    kj_diag(&diags, KJ_NOTE, (KjPlace){0}, NULL,
            "%1$s を読むほかのパックの判定は見ていません: %2$s (--pack で加えられます)",
            "verdicts of other packs that read %1$s are not looked at: %2$s (--pack adds them)",
            impacting->old.given, list);
    kj_tell_diags(impacting->app, &diags);
    kj_diags_clear(&diags);
}

static bool has_faults(const KjRuns *runs)
{
    const KjRun *head = kj_runs_head(runs);

    for (size_t i = 0; i < head->organization_count; i++)
        if (head->organizations[i].summary[KJ_FAULT])
            return true;
    return false;
}

static KjExit show(Impacting *impacting)
{
    KjImpactVersion old = version_of(&impacting->old), new = version_of(&impacting->new);
    KjRuns *runs = impacting->new.runs;
    KjImpact impact;
    KjExit exit = impacting->exit;
    bool readable;

    kj_impact_between(&impact, &old, &new, impacting->app->lang, impacting->app->arena);
    impact.refused = impacting->refusals;
    kj_grouping_put(&impacting->grouping, &impact);
    tell_readers(impacting);
    if (impact.org_count == 0)
        return exit;
    if (has_faults(impacting->old.runs) || has_faults(runs))
        exit = kj_exit_worse(exit, KJ_EXIT_RULE_ERROR);
    exit = kj_impact_show(impacting->app, &impact, exit, &readable);
    if (readable)
        return exit;
    if (kj_runs_error(impacting->old.runs))
        runs = impacting->old.runs;
    return kj_assess_spoiled(impacting->app, runs);
}

/* ---- the command ---- */

static bool has_data(const KjApp *app)
{
    if (app->argument_count > 2 || app->options.store)
        return true;
    kj_tell_error(app->lang == KJ_JA ? "データの PATH か --store DB が要ります"
                                     : "data are needed: PATH, or --store DB");
    return false;
}

static KjExit find_versions(Impacting *impacting)
{
    KjApp *app = impacting->app;
    KjDiags diags;
    KjExit exit;

    kj_diags_init(&diags, app->lang);
    exit = kj_version_find(&impacting->old, app, app->arguments[0], &diags);
    if (exit == KJ_EXIT_OK)
        exit = kj_version_find(&impacting->new, app, app->arguments[1], &diags);
    if (exit == KJ_EXIT_OK)
        kj_version_know(&impacting->new, &impacting->old);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return exit;
}

KjExit kj_command_rules_impact(KjApp *app)
{
    Impacting impacting = {.app = app};
    KjExit exit;

    if (!has_data(app) || !kj_impact_options(app))
        return KJ_EXIT_USAGE;
    impacting.refused = kj_atoms_new(NULL);
    impacting.judged = kj_atoms_new(NULL);
    exit = find_versions(&impacting);
    if (exit == KJ_EXIT_OK)
        exit = judge(&impacting, &impacting.old);
    if (exit == KJ_EXIT_OK)
        exit = judge(&impacting, &impacting.new);
    if (exit == KJ_EXIT_OK)
        exit = show(&impacting);
    kj_version_close(&impacting.old);
    kj_version_close(&impacting.new);
    kj_atoms_free(impacting.refused);
    kj_atoms_free(impacting.judged);
    kj_grouping_clear(&impacting.grouping);
    return exit;
}
