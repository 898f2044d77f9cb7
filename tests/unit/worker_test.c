// A worker that hangs, dies or is killed is an error with a message, and leaves no process behind.
#include "engine/eval/death.h"
#include "tests/unit/worker_bench.h"

#include <signal.h>

static const char LOOP[] = "while true do end\n";
static const char NOTHING[] = "local nothing\n";

static bool run(Bench *bench, KjWorker *worker, int items)
{
    KjBuf data;
    kj_buf_init(&data, 0);
    kj_buf_puts(&data, "kijun: 1\norganization: { id: o, name: O }\n");
    kj_buf_puts(&data, items ? "items:\n" : "items: []\n");
    for (int i = 0; i < items; i++)
        kj_buf_printf(&data, "- id: i%d\n", i);
    KjFile file = {"o.yaml", data.data, data.len};
    KjJob job = {.what = KJ_JOB_ASSESS, .files = &file, .file_count = 1, .as_of = 20000};
    kj_job_result_clear(&bench->result);
    bool done = kj_worker_run(worker, &job, &bench->result, &bench->diags, &bench->error);
    kj_buf_clear(&data);
    return done;
}

TEST(packs_that_take_too_long_to_load_are_given_up)
{
    Bench bench;
    begin(&bench, LOOP);
    bench.setup.load_seconds = 1;
    CHECK(kj_worker_start(&bench.setup, &bench.diags, &bench.error) == NULL);
    CHECK(strstr(bench.error.message, "loading the packs took more than the 1 seconds"));
    CHECK_INT(bench.error.exit, KJ_EXIT_INPUT);
    CHECK(no_child_is_left());
    end(&bench);
}

// Signals as waitpid gives them.
TEST(a_death_while_loading_is_the_packs_fault_but_not_if_it_came_from_outside)
{
    static const struct {
        int signal;
        bool loading, timed_out;
        KjExit exit;
    } deaths[] = {
        {SIGSEGV, true, false, KJ_EXIT_INPUT},       {SIGSYS, true, false, KJ_EXIT_INPUT},
        {SIGXCPU, true, false, KJ_EXIT_INPUT},       {SIGKILL, true, true, KJ_EXIT_INPUT},
        {SIGKILL, true, false, KJ_EXIT_SYSTEM},      {SIGTERM, true, false, KJ_EXIT_SYSTEM},
        {SIGSEGV, false, false, KJ_EXIT_RULE_ERROR}, {SIGKILL, false, false, KJ_EXIT_RULE_ERROR},
    };
    for (size_t i = 0; i < sizeof deaths / sizeof *deaths; i++) {
        KjEnding ending = {.status = deaths[i].signal,
                           .loading = deaths[i].loading,
                           .timed_out = deaths[i].timed_out};
        KjError error = {.message = ""};
        kj_death_tell(&ending, NULL, KJ_EN, &error);
        CHECK_INT(error.exit, deaths[i].exit);
        CHECK(error.message[0]);
    }
}

TEST(a_job_that_takes_too_long_is_given_up_and_the_worker_with_it)
{
    Bench bench;
    begin(&bench, NOTHING);
    bench.setup.job_seconds = 0.3;
    KjWorker *worker = kj_worker_start(&bench.setup, &bench.diags, &bench.error);
    CHECK(worker && kj_worker_registry(worker));
    CHECK(run(&bench, worker, 0));
    CHECK(bench.result.run != NULL);
    CHECK(!run(&bench, worker, 1000));
    CHECK(bench.result.run == NULL);
    CHECK(strstr(bench.error.message, "did not finish in time"));
    CHECK_INT(bench.error.exit, KJ_EXIT_RULE_ERROR);
    CHECK(no_child_is_left());
    CHECK(!run(&bench, worker, 0));
    CHECK_STR(bench.error.message, "the worker process has ended already");
    kj_worker_stop(worker);
    end(&bench);
}

TEST(what_became_of_a_worker_is_told_in_the_language_of_the_session)
{
    Bench bench;
    begin(&bench, NOTHING);
    bench.setup.lang = KJ_JA;
    bench.setup.job_seconds = 0.3;
    KjWorker *worker = kj_worker_start(&bench.setup, &bench.diags, &bench.error);
    CHECK(!run(&bench, worker, 1000));
    CHECK_STR(bench.error.message,
              "要件 p/1 の判定中: 作業プロセスが時間内に終わらなかったので止めました");
    CHECK(!run(&bench, worker, 0));
    CHECK_STR(bench.error.message, "作業プロセスはすでに終わっています");
    kj_worker_stop(worker);
    end(&bench);
}

TEST(a_worker_killed_between_jobs_is_noticed)
{
    Bench bench;
    begin(&bench, NOTHING);
    KjWorker *worker = kj_worker_start(&bench.setup, &bench.diags, &bench.error);
    CHECK(run(&bench, worker, 0));
    CHECK(child() > 0 && kill(child(), SIGKILL) == 0);
    CHECK(!run(&bench, worker, 0));
    CHECK(strstr(bench.error.message, "signal 9"));
    CHECK(no_child_is_left());
    kj_worker_stop(worker);
    end(&bench);
}

static bool take_facts(Bench *bench, KjWorker *worker, const KjFile *files, size_t count)
{
    KjJob job = {.what = KJ_JOB_FACTS, .files = files, .file_count = count, .as_of = 20000};
    kj_job_result_clear(&bench->result);
    return kj_worker_run(worker, &job, &bench->result, &bench->diags, &bench->error);
}

// The check of this pack's rule never ends: no rule is run for the facts.
TEST(facts_come_organisation_by_organisation_and_only_from_data_without_errors)
{
    static const char one[] = "kijun: 1\norganization: { id: one, name: O }\nitems: [{ id: i }]\n";
    static const char two[] = "kijun: 1\norganization: { id: an, name: A }\n";
    static const char bad[] = "kijun: 1\norganization: { id: bad, bad: 1 }\n";
    const KjFile files[] = {
        {"a.yaml", one, strlen(one)}, {"b.yaml", two, strlen(two)}, {"c.yaml", bad, strlen(bad)}};
    Bench bench;
    begin(&bench, NOTHING);
    KjWorker *worker = kj_worker_start(&bench.setup, &bench.diags, &bench.error);
    const KjSchema *schema = kj_worker_registry(worker)->schema;
    KjValue facts;
    CHECK(take_facts(&bench, worker, files, 2));
    CHECK_INT(bench.diags.errors, 0);
    CHECK_INT(bench.result.fact_count, 2);
    CHECK_STR(bench.result.facts[0].id.data, "an");
    CHECK_STR(bench.result.facts[1].id.data, "one");
    KjText bytes = bench.result.facts[1].bytes;
    CHECK(kj_facts_decode(schema, bytes.data, bytes.len, bench.arena, &facts));
    CHECK_INT(kj_facts_count(&facts), 2);
    CHECK(take_facts(&bench, worker, files, 3));
    CHECK_INT(bench.diags.errors, 1);
    CHECK_INT(bench.result.fact_count, 0);
    kj_worker_stop(worker);
    CHECK(no_child_is_left());
    end(&bench);
}

TEST(a_worker_that_is_not_needed_any_more_ends)
{
    Bench bench;
    begin(&bench, NOTHING);
    KjWorker *worker = kj_worker_start(&bench.setup, &bench.diags, &bench.error);
    CHECK(worker != NULL);
    kj_worker_stop(worker);
    CHECK(no_child_is_left());
    end(&bench);
}

TEST(errors_of_packs_leave_a_worker_without_a_registry)
{
    Bench bench;
    begin(&bench, "rule = 5\n");
    KjWorker *worker = kj_worker_start(&bench.setup, &bench.diags, &bench.error);
    CHECK(worker != NULL && kj_worker_registry(worker) == NULL);
    CHECK_INT((intmax_t)bench.diags.errors, 7);
    kj_worker_stop(worker);
    CHECK(no_child_is_left());
    end(&bench);
}

int main(void)
{
    return RUN(packs_that_take_too_long_to_load_are_given_up,
               a_death_while_loading_is_the_packs_fault_but_not_if_it_came_from_outside,
               a_job_that_takes_too_long_is_given_up_and_the_worker_with_it,
               what_became_of_a_worker_is_told_in_the_language_of_the_session,
               a_worker_killed_between_jobs_is_noticed,
               facts_come_organisation_by_organisation_and_only_from_data_without_errors,
               a_worker_that_is_not_needed_any_more_ends,
               errors_of_packs_leave_a_worker_without_a_registry);
}
