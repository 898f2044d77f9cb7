/* kijun next PATH…: what to find out, so that most verdicts are settled. */
#include "engine/output/next.h"
#include "engine/cli/assess.h"
#include "engine/cli/number_option.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"

#define TOP 20

/* Findings are not what this command tells: 1 says that something is unknown. */
static KjExit exit_of(const KjRun *head, KjExit exit)
{
    for (size_t o = 0; o < head->organization_count; o++) {
        if (head->organizations[o].summary[KJ_UNKNOWN])
            exit = kj_exit_worse(exit, KJ_EXIT_FINDINGS);
        if (head->organizations[o].summary[KJ_FAULT])
            exit = kj_exit_worse(exit, KJ_EXIT_RULE_ERROR);
    }
    return exit;
}

static KjExit show(KjApp *app, const KjView *view, KjRuns *runs, KjExit exit)
{
    KjResult result;
    int64_t top;

    if (!kj_number_option(app, "top", app->options.top, &top))
        return KJ_EXIT_USAGE;
    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json"))
        kj_next_json(&result.sink, view, runs);
    else if (kj_app_format_is(app, "csv"))
        kj_next_csv(&result.sink, view, runs);
    else
        kj_next_text(&result.page, view, runs, top ? (size_t)top : TOP);
    exit = exit_of(kj_runs_head(runs), exit);
    if (!kj_runs_error(runs)) {
        kj_tell_faults(app, kj_runs_head(runs));
        return kj_result_close(&result, exit);
    }
    kj_result_drop(&result);
    return kj_assess_spoiled(app, runs);
}

KjExit kj_command_next(KjApp *app)
{
    app->show = show;
    return kj_assess_with(app, (KjJob){.what = KJ_JOB_ASSESS, .traces = true});
}
