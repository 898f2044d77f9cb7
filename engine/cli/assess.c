/* kijun assess PATH…: data through the rules, verdicts out. */
#include "engine/output/assess.h"
#include "engine/cli/assess.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/output/deviation.h"
#include "engine/output/select.h"

#include <unistd.h>

static KjExit exit_of(const KjRun *run, const KjRegistry *registry)
{
    KjExit exit = kj_run_exit(run);

    if (kj_deviation_findings(registry, run))
        exit = kj_exit_worse(exit, KJ_EXIT_FINDINGS);
    return exit;
}

/* A workbook is there as a whole before the file it goes to is touched. */
static KjExit render_xlsx(KjApp *app, const KjView *view, const KjRun *run, KjExit exit)
{
    KjError error;
    KjResult result;
    KjBuf bytes;

    kj_buf_init(&bytes, 0);
    if (!kj_assess_xlsx(&bytes, view, run, &error)) {
        kj_tell_error(error.message);
        exit = error.exit;
    } else if (!kj_result_open(&result, app)) {
        exit = KJ_EXIT_SYSTEM;
    } else {
        kj_buf_add(&result.sink.buf, bytes.data, bytes.len);
        exit = kj_result_close(&result, exit);
    }
    kj_buf_clear(&bytes);
    return exit;
}

KjExit kj_assess_spoiled(const KjApp *app, const KjRuns *runs)
{
    kj_tell_spoiled(app, kj_runs_error(runs));
    return KJ_EXIT_SYSTEM;
}

static KjExit render(KjApp *app, const KjView *view, KjRuns *runs, KjExit exit)
{
    KjResult result;

    exit = kj_exit_worse(exit, exit_of(kj_runs_head(runs), view->registry));
    if (kj_app_format_is(app, "xlsx")) {
        const KjRun *run = kj_runs_whole(runs);

        return kj_runs_error(runs) ? kj_assess_spoiled(app, runs)
                                   : render_xlsx(app, view, run, exit);
    }
    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json"))
        kj_assess_json(&result.sink, view, runs);
    else if (kj_app_format_is(app, "jsonl"))
        kj_assess_jsonl(&result.sink, view, runs);
    else if (kj_app_format_is(app, "csv"))
        kj_assess_csv(&result.sink, view, runs);
    else
        kj_assess_text(&result.page, view, runs);
    if (!kj_runs_error(runs))
        return kj_result_close(&result, exit);
    kj_result_drop(&result);
    return kj_assess_spoiled(app, runs);
}

/* The runs as --only narrows them. What is named there may be in organisations that were not judged. */
KjExit kj_assess_show(KjApp *app, const KjView *view, KjRuns *runs, KjExit exit)
{
    const KjStrings *only = &app->options.only;
    KjRuns *chosen = runs;
    KjDiags diags;

    kj_diags_init(&diags, app->lang);
    if (only->count)
        chosen = kj_select(runs, view, only->items, only->count, &diags);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    if (kj_runs_error(runs))
        return kj_assess_spoiled(app, runs);
    if (!chosen)
        return exit == KJ_EXIT_OK ? KJ_EXIT_USAGE : exit;
    if (kj_runs_error(chosen)) {
        exit = kj_assess_spoiled(app, chosen);
    } else {
        exit = app->show(app, view, chosen, exit);
    }
    if (chosen != runs)
        kj_runs_free(chosen);
    return exit;
}

/* ---- one organisation ---- */

static KjExit judge_one(KjApp *app, KjSession *session, KjJob job)
{
    KjJobResult result;
    KjDiags diags;
    KjExit exit;

    kj_diags_init(&diags, app->lang);
    exit = kj_session_run(session, job, &result, &diags);
    if (exit == KJ_EXIT_OK || exit == KJ_EXIT_INPUT) {
        kj_tell_diags(app, &diags);
        if (result.run) {
            KjRuns *runs = kj_runs_of(result.run);

            exit = kj_assess_show(app, &session->view, runs, exit);
            kj_runs_free(runs);
        }
    }
    kj_job_result_clear(&result);
    kj_diags_clear(&diags);
    return exit;
}

/* The bytes of a workbook are nothing for eyes. */
static bool is_for_eyes(const KjApp *app)
{
    if (!kj_app_format_is(app, "xlsx") || app->options.output || !isatty(STDOUT_FILENO))
        return false;
    kj_tell_error(
        app->lang == KJ_JA
            ? "xlsx は端末に表示できません。-o 結果.xlsx のように書き出し先を指定してください"
            : "xlsx cannot be shown on a terminal; say where it goes, as -o result.xlsx");
    return true;
}

KjExit kj_assess_with(KjApp *app, KjJob job)
{
    KjSession session;
    KjExit exit = kj_session_open_batch(&session, app, job);

    if (exit == KJ_EXIT_OK)
        exit = kj_session_is_batch(&session) ? kj_assess_each(app, &session, job)
                                             : judge_one(app, &session, job);
    kj_session_close(&session);
    return exit;
}

KjExit kj_command_assess(KjApp *app)
{
    bool traces = kj_app_format_is(app, "json") || kj_app_format_is(app, "jsonl");
    bool derived = traces || kj_app_format_is(app, "xlsx");

    if (is_for_eyes(app))
        return KJ_EXIT_USAGE;
    app->divides = app->options.store || app->options.shard;
    app->show = render;
    return kj_assess_with(app,
                          (KjJob){.what = KJ_JOB_ASSESS, .traces = traces, .derived = derived});
}
