/* kijun rules test [PACK|FOLDER…]: judges what the tests of packs say, and compares. */
#include "engine/cli/rules_test.h"

#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/output/assess.h"
#include "engine/output/select.h"

#include <string.h>

typedef struct Testing {
    KjApp *app;
    KjTestResults results;
    KjArena *arena; /* what results point to */
    KjExit exit;
    KjResult shown; /* --show: nothing is compared */
} Testing;

/* ---- one test ---- */

bool kj_rules_test_wanted(const KjApp *app, const KjPackWorker *worker, const KjPackTest *test)
{
    const KjStrings *patterns = &app->options.cases;
    bool wanted = patterns->count == 0;
    KjArena *arena = kj_arena_new();
    KjText full = kj_text(kj_arena_printf(arena, "%s/%s", worker->pack->name, test->name.data));

    for (size_t i = 0; i < patterns->count && !wanted; i++) {
        KjText pattern = kj_text(kj_arena_printf(arena, "*%s*", patterns->items[i]));

        wanted = kj_select_matches(pattern, full);
    }
    kj_arena_free(arena);
    return wanted;
}

KjJob kj_rules_test_job(const KjPackWorker *worker, const KjPackTests *tests,
                        const KjPackTest *test)
{
    KjJob job = {.what = KJ_JOB_ASSESS,
                 .files = &test->facts,
                 .file_count = 1,
                 .as_of = test->has_as_of    ? test->as_of
                          : tests->has_as_of ? tests->as_of
                                             : worker->app->as_of,
                 .zone = worker->app->settings.zone};

    job.derived = job.traces = worker->app->options.show;
    for (size_t i = 0; i < test->expected.count; i++)
        if (test->expected.items[i].rule.len == 0)
            job.derived = job.traces = true;
    return job;
}

static bool says(const KjDiag *diag, KjText part)
{
    return strstr(diag->body, part.data) || (diag->subject && strstr(diag->subject, part.data));
}

/* Facts that a test wants to be refused, for a reason of which it says a part. */
static void match_problem(const KjPackTest *test, const KjDiags *diags, KjArena *arena,
                          KjTestResult *result)
{
    KjMismatch mismatch = {.place = test->expected.problem_place,
                           .what = kj_text("problem"),
                           .value = true,
                           .expected = KJ_NO_VERDICT,
                           .got = KJ_NO_VERDICT,
                           .expected_more = test->expected.problem,
                           .got_more = KJ_TEXT(""),
                           .message = KJ_TEXT("")};

    result->checks = 1;
    result->state = KJ_TEST_PASSED;
    for (size_t i = 0; i < diags->count; i++) {
        const KjDiag *diag = &diags->items[i];

        if (diag->severity != KJ_ERROR)
            continue;
        if (says(diag, test->expected.problem))
            return;
        mismatch.got_more = kj_text(
            kj_arena_printf(arena, "%s: %s", diag->subject ? diag->subject : "", diag->body));
    }
    result->state = KJ_TEST_FAILED;
    KJ_PUSH(result->mismatches, result->mismatch_count, result->mismatch_capacity, mismatch);
}

bool kj_rules_test_run(KjPackWorker *worker, const KjPackTests *tests, KjPackTest *test,
                       KjTestResult *result, KjRun **run, KjArena *arena, KjDiags *diags,
                       KjError *error)
{
    KjJob job = kj_rules_test_job(worker, tests, test);
    KjJobResult judged = {0};
    KjDiags own;
    bool done;

    *run = NULL;
    *result = (KjTestResult){.pack = kj_text(worker->pack->name),
                             .name = test->name,
                             .place = test->place,
                             .state = KJ_TEST_REFUSED};
    if (!kj_tests_resolve(&test->expected, &worker->view, diags) || test->broken)
        return true;
    kj_diags_init(&own, worker->app->lang);
    done = kj_pack_worker_run(worker, &job, &judged, &own, error);
    if (done && judged.run && !kj_run_fits(judged.run, worker->view.registry)) {
        kj_error_set(error, KJ_EXIT_SYSTEM, "%s",
                     worker->app->lang == KJ_JA ? "判定プロセスの応答が基準パックと合いません"
                                                : "the worker's answer does not fit the packs");
        done = false;
    }
    if (done && test->expected.refused)
        match_problem(test, &own, arena, result);
    else if (done && own.errors)
        kj_pack_test_tell(test, &own, diags);
    else if (done && judged.run)
        kj_tests_match(&test->expected, &worker->view, judged.run, arena, result);
    *run = judged.run;
    judged.run = NULL;
    kj_job_result_clear(&judged);
    kj_diags_clear(&own);
    return done;
}

/* ---- all of them ---- */

static void note(Testing *testing, const KjTestResult *result)
{
    KjTestResults *results = &testing->results;

    KJ_PUSH(results->items, results->count, results->capacity, *result);
    results->states[result->state]++;
    if (result->state == KJ_TEST_REFUSED)
        testing->exit = kj_exit_worse(testing->exit, KJ_EXIT_INPUT);
    else if (result->state == KJ_TEST_FAILED)
        testing->exit = kj_exit_worse(testing->exit, KJ_EXIT_FINDINGS);
    for (size_t i = 0; i < result->mismatch_count; i++)
        if (result->mismatches[i].got == KJ_FAULT)
            testing->exit = kj_exit_worse(testing->exit, KJ_EXIT_RULE_ERROR);
}

/* What judging gives, under the name of the test. */
static void show_run(Testing *testing, KjPackWorker *worker, const KjPackTest *test,
                     const KjRun *run)
{
    KjSink *sink = &testing->shown.sink;

    kj_buf_printf(&sink->buf, "# %s/%s\n", worker->pack->name, test->name.data);
    if (run)
        kj_tests_show(sink, &worker->view, run);
}

static KjExit run_tests(Testing *testing, KjPackWorker *worker, KjPackTests *tests, KjDiags *diags)
{
    KjError error = {.exit = KJ_EXIT_SYSTEM};

    for (size_t i = 0; i < tests->count; i++) {
        KjTestResult result;
        KjRun *run;

        if (!kj_rules_test_wanted(testing->app, worker, &tests->items[i]))
            continue;
        if (!kj_rules_test_run(worker, tests, &tests->items[i], &result, &run, testing->arena,
                               diags, &error)) {
            kj_tell_error(error.message);
            return error.exit;
        }
        if (testing->app->options.show)
            show_run(testing, worker, &tests->items[i], run);
        kj_run_free(run);
        note(testing, &result);
    }
    return KJ_EXIT_OK;
}

static KjExit test_pack(KjPackWorker *worker, void *ctx)
{
    Testing *testing = ctx;
    KjPackTests tests;
    KjDiags diags;
    KjExit exit;

    kj_diags_init(&diags, testing->app->lang);
    kj_pack_tests_find(&tests, worker, testing->arena, &diags);
    if (tests.broken)
        testing->exit = kj_exit_worse(testing->exit, KJ_EXIT_INPUT);
    exit = run_tests(testing, worker, &tests, &diags);
    kj_tell_diags(testing->app, &diags);
    kj_diags_clear(&diags);
    kj_pack_tests_clear(&tests);
    return exit;
}

/* Nothing was tested: that is no success. */
static KjExit tell_none(const KjApp *app)
{
    KjDiags diags;

    kj_diags_init(&diags, app->lang);
    if (app->options.cases.count)
        kj_diag(&diags, KJ_ERROR, (KjPlace){0}, NULL, "--case %s に当たるテストはありません",
                "--case %s: there is no such test", app->options.cases.items[0]);
    else
        kj_diag(&diags, KJ_ERROR, (KjPlace){0}, NULL,
                "テストがありません。パックのフォルダーの tests に置きます（doc/testing.md）",
                "there are no tests; they lie in the pack's folder 'tests' (doc/testing.md)");
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return app->options.cases.count ? KJ_EXIT_USAGE : KJ_EXIT_INPUT;
}

static KjExit show(Testing *testing)
{
    KjResult result;

    if (!kj_result_open(&result, testing->app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(testing->app, "json"))
        kj_tests_json(&result.sink, &testing->results);
    else
        kj_tests_text(&result.page, testing->app->lang, &testing->results);
    return kj_result_close(&result, testing->exit);
}

static KjExit end(Testing *testing)
{
    if (testing->results.count == 0 && testing->exit == KJ_EXIT_OK)
        return tell_none(testing->app);
    return testing->results.count ? show(testing) : testing->exit;
}

/* --show: only what could not be judged counts. */
static KjExit end_showing(Testing *testing)
{
    KjExit exit = testing->results.states[KJ_TEST_REFUSED] ? KJ_EXIT_INPUT : KJ_EXIT_OK;

    if (testing->results.count == 0) {
        kj_result_drop(&testing->shown);
        return testing->exit == KJ_EXIT_OK ? tell_none(testing->app) : testing->exit;
    }
    return kj_result_close(&testing->shown, exit);
}

/* Options that say nothing together. */
static bool check_options(const KjApp *app)
{
    const KjOptions *options = &app->options;
    bool json = kj_app_format_is(app, "json");
    KjDiags diags;
    bool good;

    kj_diags_init(&diags, app->lang);
    if (options->show && (options->mutate || json))
        kj_diag(&diags, KJ_ERROR, (KjPlace){0}, NULL, "--show は %s と一緒に使えません",
                "--show and %s exclude each other", options->mutate ? "--mutate" : "--format json");
    if (options->at_least && !options->mutate)
        kj_diag(&diags, KJ_ERROR, (KjPlace){0}, NULL, "--at-least は --mutate とともに使います",
                "--at-least goes with --mutate");
    good = diags.errors == 0;
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return good;
}

KjExit kj_command_rules_test(KjApp *app)
{
    Testing testing = {.app = app};
    KjExit exit;

    if (!check_options(app))
        return KJ_EXIT_USAGE;
    if (app->options.mutate)
        return kj_rules_mutate(app);
    if (app->options.show && !kj_result_open(&testing.shown, app))
        return KJ_EXIT_SYSTEM;
    testing.arena = kj_arena_new();
    exit = kj_packs_each(app, test_pack, &testing);
    testing.exit = kj_exit_worse(testing.exit, exit);
    exit = app->options.show ? end_showing(&testing) : end(&testing);
    for (size_t i = 0; i < testing.results.count; i++)
        kj_free(testing.results.items[i].mismatches);
    kj_free(testing.results.items);
    kj_arena_free(testing.arena);
    return exit;
}
