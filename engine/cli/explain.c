/* kijun explain RULE RECORD PATH…: why this verdict. */
#include "engine/output/explain.h"
#include "engine/cli/result.h"
#include "engine/cli/rule_name.h"
#include "engine/cli/session.h"
#include "engine/cli/tell.h"

static KjExit render(KjApp *app, const KjView *view, const KjJobResult *result)
{
    KjResult to;
    bool fits;

    if (!result->run || !kj_explain_judgement(view, result->run, &result->explanation)) {
        kj_tell_error(app->lang == KJ_JA ? "この記録はこの要件の判定の対象ではありません"
                                         : "this rule is not judged for this record");
        return KJ_EXIT_USAGE;
    }
    if (!kj_result_open(&to, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json"))
        fits = kj_explain_json(&to.sink, view, result->run, &result->explanation);
    else
        fits = kj_explain_text(&to.page, view, result->run, &result->explanation);
    return kj_result_close(&to, fits ? kj_run_exit(result->run) : KJ_EXIT_SYSTEM);
}

static KjExit explain(KjApp *app, KjSession *session, int32_t rule)
{
    KjJob job = {.what = KJ_JOB_EXPLAIN, .traces = true, .record = app->arguments[1]};
    KjJobResult result;
    KjDiags diags;
    KjExit exit;

    job.rule = session->view.registry->rules[rule].name.data;
    kj_diags_init(&diags, app->lang);
    exit = kj_session_run(session, job, &result, &diags);
    if (exit == KJ_EXIT_OK || exit == KJ_EXIT_INPUT)
        kj_tell_diags(app, &diags);
    if (exit == KJ_EXIT_OK)
        exit = render(app, &session->view, &result);
    kj_job_result_clear(&result);
    kj_diags_clear(&diags);
    return exit;
}

KjExit kj_command_explain(KjApp *app)
{
    KjSession session;
    KjExit exit = kj_session_open(&session, app);

    if (exit == KJ_EXIT_OK) {
        int32_t rule = kj_rule_named(app, session.view.registry, app->arguments[0]);

        exit = rule < 0 ? KJ_EXIT_USAGE : explain(app, &session, rule);
    }
    kj_session_close(&session);
    return exit;
}
