/* kijun whatif PATH… --set RECORD FIELD=VALUE…: verdicts before and after. */
#include "engine/output/whatif.h"
#include "engine/cli/amends.h"
#include "engine/cli/result.h"
#include "engine/cli/session.h"
#include "engine/cli/tell.h"

/* Findings that are there without the change are for assess: 1 says that the change makes something worse. */
static KjExit exit_of(const KjView *view, const KjWhatif *whatif)
{
    KjExit exit = kj_whatif_worse(view, whatif) ? KJ_EXIT_FINDINGS : KJ_EXIT_OK;

    for (size_t o = 0; o < whatif->after->organization_count; o++)
        if (whatif->after->organizations[o].summary[KJ_FAULT])
            exit = kj_exit_worse(exit, KJ_EXIT_RULE_ERROR);
    return exit;
}

static KjExit show(KjApp *app, const KjView *view, const KjWhatif *whatif)
{
    KjResult result;

    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json"))
        kj_whatif_json(&result.sink, view, whatif);
    else if (kj_app_format_is(app, "csv"))
        kj_whatif_csv(&result.sink, view, whatif);
    else
        kj_whatif_text(&result.page, view, whatif);
    return kj_result_close(&result, exit_of(view, whatif));
}

/* What is wrong with the data would be told twice: of the second run only what refuses them is told. */
static KjExit judge(KjSession *session, const KjAmends *amends, bool tells, KjJobResult *result)
{
    KjJob job = {.what = KJ_JOB_ASSESS, .traces = true, .derived = true};
    KjDiags diags;
    KjExit exit;

    if (amends) {
        job.amends = amends->items;
        job.amend_count = amends->count;
    }
    kj_diags_init(&diags, session->app->lang);
    exit = kj_session_run(session, job, result, &diags);
    if (exit == KJ_EXIT_INPUT || (exit == KJ_EXIT_OK && tells))
        kj_tell_diags(session->app, &diags);
    kj_diags_clear(&diags);
    return exit;
}

static KjExit compare(KjSession *session, const KjAmends *amends)
{
    KjJobResult before = {0}, after = {0};
    KjExit exit = judge(session, amends, true, &after);

    if (exit == KJ_EXIT_OK)
        exit = judge(session, NULL, false, &before);
    if (exit == KJ_EXIT_OK) {
        KjWhatif whatif = {before.run, after.run, amends->items, amends->count};

        exit = show(session->app, &session->view, &whatif);
    }
    kj_job_result_clear(&before);
    kj_job_result_clear(&after);
    return exit;
}

static KjExit tell_nothing_asked(const KjApp *app)
{
    kj_tell_error(
        app->lang == KJ_JA
            ? "変更がありません。--set system:mail 項目=値 か --change FILE を指定してください"
            : "no change is given; say --set system:mail FIELD=VALUE, or --change FILE");
    return KJ_EXIT_USAGE;
}

KjExit kj_command_whatif(KjApp *app)
{
    KjAmends amends = {0};
    KjSession session;
    KjExit exit;

    if (!app->options.sets.count && !app->options.changes.count)
        return tell_nothing_asked(app);
    if (!kj_amends_read(&amends, app)) {
        kj_amends_clear(&amends);
        return KJ_EXIT_INPUT;
    }
    exit = kj_session_open(&session, app);
    if (exit == KJ_EXIT_OK)
        exit = compare(&session, &amends);
    kj_session_close(&session);
    kj_amends_clear(&amends);
    return exit;
}
