/* kijun check PATH…: the data against the schema. Problems go where diagnostics go, to stderr, and
 * a sentence to stdout; as JSON both are the result. */
#include "engine/base/version.h"
#include "engine/cli/batch.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/output/json_value.h"

static size_t count_of(const KjDiags *diags, KjSeverity severity)
{
    size_t count = 0;

    for (size_t i = 0; i < diags->count; i++)
        count += diags->items[i].severity == severity;
    return count;
}

static void put_text(KjResult *result, size_t files, const KjDiags *diags)
{
    kj_buf_printf(&result->sink.buf,
                  result->app->lang == KJ_JA
                      ? "%zu件のファイルを検査しました: エラー %zu件、警告 %zu件\n"
                      : "checked %zu files: %zu errors, %zu warnings\n",
                  files, diags->errors, count_of(diags, KJ_WARNING));
}

static void put_problem(KjJson *json, const KjDiag *diag)
{
    static const char *const words[] = {
        [KJ_NOTE] = "note", [KJ_WARNING] = "warning", [KJ_ERROR] = "error"};

    kj_json_open(json, '{');
    kj_json_put_cstr(json, "severity", words[diag->severity]);
    kj_json_key(json, "at");
    kj_json_place(json, diag->place);
    kj_json_put_cstr(json, "subject", diag->subject);
    kj_json_put_cstr(json, "message", diag->body);
    kj_json_close(json, '}');
}

static void put_json(KjResult *result, size_t files, const KjDiags *diags)
{
    KjJson json = kj_json(&result->sink.buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_put_int(&json, "files", (int64_t)files);
    kj_json_put_int(&json, "errors", (int64_t)diags->errors);
    kj_json_put_int(&json, "not_shown", (int64_t)diags->dropped);
    kj_json_key(&json, "problems");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < diags->count; i++)
        put_problem(&json, &diags->items[i]);
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&result->sink.buf, '\n');
}

static KjExit show(KjApp *app, const KjSession *session, KjDiags *diags, KjExit exit)
{
    size_t files = session->found.count;
    KjResult result;

    if (kj_app_format_is(app, "json")) {
        kj_diags_sort(diags);
        if (!kj_result_open(&result, app))
            return KJ_EXIT_SYSTEM;
        put_json(&result, files, diags);
    } else {
        kj_tell_diags(app, diags);
        if (!kj_result_open(&result, app))
            return KJ_EXIT_SYSTEM;
        put_text(&result, files, diags);
    }
    return kj_result_close(&result, exit);
}

/* ---- several organisations ---- */

typedef struct Checking {
    KjSession *session;
    KjDiags *diags; /* of all of them */
    KjExit exit;
} Checking;

static bool take(void *ctx, KjBatchOutcome *outcome, const char *unit)
{
    Checking *checking = ctx;

    kj_diags_add(checking->diags, &outcome->diags);
    if (outcome->died) {
        kj_diag(checking->diags, KJ_ERROR, (KjPlace){unit, 0, 0}, NULL, "検査できません: %s",
                "could not be checked: %s", outcome->error.message);
        checking->exit = kj_exit_worse(checking->exit, KJ_EXIT_RULE_ERROR);
    }
    return true;
}

/* False: not all were checked, and why was told. */
static bool check_each(KjSession *session, KjJob job, KjDiags *diags, KjExit *exit)
{
    Checking checking = {session, diags, KJ_EXIT_OK};
    const KjTaker taker = {.ctx = &checking, .take = take};

    kj_diags_add(diags, &session->division.ownerless);
    *exit = kj_session_batch(session, job, &taker);
    if (*exit != KJ_EXIT_OK) {
        kj_tell_diags(session->app, diags);
        return false;
    }
    *exit = kj_exit_worse(checking.exit, diags->errors ? KJ_EXIT_INPUT : KJ_EXIT_OK);
    return true;
}

static bool check(KjSession *session, KjJob job, KjDiags *diags, KjExit *exit)
{
    KjJobResult result;

    if (kj_session_is_batch(session))
        return check_each(session, job, diags, exit);
    *exit = kj_session_run(session, job, &result, diags);
    kj_job_result_clear(&result);
    return *exit == KJ_EXIT_OK || *exit == KJ_EXIT_INPUT;
}

KjExit kj_command_check(KjApp *app)
{
    KjSession session;
    KjDiags diags;
    KjJob job = {.what = KJ_JOB_CHECK};
    KjExit exit;

    kj_diags_init(&diags, app->lang);
    exit = kj_session_open_check(&session, app, job, &diags);
    if (exit != KJ_EXIT_OK)
        kj_tell_diags(app, &diags);
    else if (check(&session, job, &diags, &exit))
        exit = show(app, &session, &diags, exit);
    kj_diags_clear(&diags);
    kj_session_close(&session);
    return exit;
}
