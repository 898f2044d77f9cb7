// Jobs through several workers: outcomes come in the order of the jobs, each once; whoever dies costs
// one job; fewer workers where no more can be had; nothing is left behind, neither processes nor files.
#include "engine/eval/batch.h"
#include "tests/unit/worker_bench.h"

#include <fcntl.h>
#include <sys/resource.h>

enum { NOBODY = -1 };

typedef struct Trial {
    Bench bench;
    KjWorker *worker;
    KjBatch batch;
    KjArena *arena;           // of files
    KjBuf log;                // "0 1 2-died 3-skipped"
    int hangs, skips, killed; // jobs: without end, without data, before which the worker is killed
    int last;                 // no more are wanted after it
    pid_t first;              // the worker there is from the beginning
    size_t loaded, taken, most_held;
    KjError died_of;
} Trial;

static void kill_first(const Trial *trial)
{
    siginfo_t info;
    CHECK(trial->first > 0 && kill(trial->first, SIGKILL) == 0);
    waitid(P_PID, (id_t)trial->first, &info, WEXITED | WNOWAIT); // it is gone, and not yet buried
}

static bool load(void *ctx, size_t number, KjJob *job, KjDiags *diags)
{
    Trial *trial = ctx;
    KjBuf data;
    CHECK_INT(number, trial->loaded);
    trial->loaded++;
    if (trial->loaded - trial->taken > trial->most_held)
        trial->most_held = trial->loaded - trial->taken;
    if ((int)number == trial->killed)
        kill_first(trial);
    if ((int)number == trial->skips) {
        kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL, "ない", "nothing to judge");
        return false;
    }
    kj_buf_init(&data, 0);
    kj_buf_printf(&data, "kijun: 1\norganization: { id: o%zu, name: O }\n", number);
    for (int i = 0; (int)number == trial->hangs && i < 1000; i++)
        kj_buf_printf(&data, i ? "- id: i%d\n" : "items:\n- id: i%d\n", i);
    KjFile *file = kj_arena_alloc(trial->arena, sizeof *file);
    *file = (KjFile){"o.yaml", kj_arena_strndup(trial->arena, data.data, data.len), data.len};
    kj_buf_clear(&data);
    *job = (KjJob){.what = KJ_JOB_ASSESS, .files = file, .file_count = 1, .as_of = 20000};
    return true;
}

static bool take(void *ctx, KjBatchOutcome *outcome)
{
    Trial *trial = ctx;
    const KjRun *run = outcome->result.run;
    char id[32];
    CHECK_INT(outcome->number, trial->taken);
    trial->taken++;
    snprintf(id, sizeof id, "o%zu", outcome->number);
    kj_buf_printf(&trial->log, "%s%zu%s", outcome->number ? " " : "", outcome->number,
                  outcome->died      ? "-died"
                  : outcome->skipped ? "-skipped"
                                     : "");
    if (outcome->died)
        trial->died_of = outcome->error;
    if (outcome->skipped)
        CHECK_STR(outcome->diags.items[0].body, "nothing to judge");
    CHECK((outcome->died || outcome->skipped) == (run == NULL));
    if (run) {
        CHECK_INT(run->organization_count, 1);
        CHECK_STR(run->organizations[0].id.data, id);
    }
    return (int)outcome->number != trial->last;
}

static void prepare(Trial *trial, size_t jobs, size_t workers)
{
    *trial = (Trial){.hangs = NOBODY, .skips = NOBODY, .killed = NOBODY, .last = NOBODY};
    begin(&trial->bench, "local nothing\n");
    trial->arena = kj_arena_new();
    kj_buf_init(&trial->log, 0);
    kj_buf_puts(&trial->log, "");
    trial->worker = kj_worker_start(&trial->bench.setup, &trial->bench.diags, &trial->bench.error);
    CHECK(trial->worker && kj_worker_registry(trial->worker));
    trial->first = child();
    trial->batch = (KjBatch){.setup = &trial->bench.setup,
                             .worker = trial->worker,
                             .workers = workers,
                             .jobs = jobs,
                             .ctx = trial,
                             .load = load,
                             .take = take};
}

static bool work(Trial *trial)
{
    return kj_batch_run(&trial->batch, &trial->bench.error);
}

static void finish(Trial *trial)
{
    kj_worker_stop(trial->worker);
    CHECK(no_child_is_left());
    kj_buf_clear(&trial->log);
    kj_arena_free(trial->arena);
    end(&trial->bench);
}

static int open_files(void)
{
    int count = 0;
    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

TEST(outcomes_come_in_the_order_of_jobs_whoever_does_them)
{
    for (size_t workers = 1; workers <= 5; workers += 2) {
        Trial trial;
        int files = open_files();
        prepare(&trial, 12, workers);
        CHECK(work(&trial));
        CHECK_STR(trial.log.data, "0 1 2 3 4 5 6 7 8 9 10 11");
        finish(&trial);
        CHECK_INT(open_files(), files);
    }
}

TEST(few_jobs_are_held_at_a_time)
{
    Trial trial;
    prepare(&trial, 60, 2);
    CHECK(work(&trial));
    CHECK_INT(trial.taken, 60);
    CHECK(trial.most_held <= 16);
    finish(&trial);
}

TEST(any_number_of_workers_and_jobs_will_do)
{
    static const size_t numbers[][2] = {{0, 3}, {1, 0}, {3, 0}, {3, 1000}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Trial trial;
        prepare(&trial, numbers[i][0], numbers[i][1]);
        CHECK(work(&trial));
        CHECK_INT(trial.taken, numbers[i][0]);
        finish(&trial);
    }
}

TEST(a_job_without_data_is_passed_over)
{
    for (size_t workers = 1; workers <= 3; workers++)
        for (int job = 0; job < 4; job += 3) {
            Trial trial;
            prepare(&trial, 4, workers);
            trial.skips = job;
            CHECK(work(&trial));
            CHECK_STR(trial.log.data, job ? "0 1 2 3-skipped" : "0-skipped 1 2 3");
            finish(&trial);
        }
}

TEST(a_job_that_takes_too_long_costs_itself_only)
{
    for (size_t workers = 1; workers <= 2; workers++) {
        Trial trial;
        prepare(&trial, 6, workers);
        trial.hangs = 2;
        trial.bench.setup.job_seconds = 0.5;
        kj_worker_stop(trial.worker); // it was born without the limit
        trial.worker = trial.batch.worker =
            kj_worker_start(&trial.bench.setup, &trial.bench.diags, &trial.bench.error);
        CHECK(work(&trial));
        CHECK_STR(trial.log.data, "0 1 2-died 3 4 5");
        CHECK(strstr(trial.died_of.message, "did not finish in time"));
        finish(&trial);
    }
}

TEST(a_killed_worker_costs_the_job_it_was_given_only)
{
    Trial trial;
    prepare(&trial, 6, 1);
    trial.killed = 3;
    CHECK(work(&trial));
    CHECK_STR(trial.log.data, "0 1 2 3-died 4 5");
    CHECK(strstr(trial.died_of.message, "signal 9"));
    CHECK(!kj_worker_is_alive(trial.worker));
    finish(&trial);
}

TEST(the_first_worker_may_be_dead_before)
{
    Trial trial;
    prepare(&trial, 3, 1);
    trial.killed = 0;
    trial.batch.jobs = 1;
    CHECK(work(&trial));
    CHECK(!kj_worker_is_alive(trial.worker));
    trial.killed = NOBODY;
    trial.batch.jobs = 3;
    trial.loaded = trial.taken = 0;
    kj_buf_reset(&trial.log);
    CHECK(work(&trial));
    CHECK_STR(trial.log.data, "0 1 2");
    finish(&trial);
}

TEST(no_job_begins_when_no_more_are_wanted)
{
    Trial trial;
    prepare(&trial, 50, 3);
    trial.last = 4;
    CHECK(work(&trial));
    CHECK_STR(trial.log.data, "0 1 2 3 4");
    CHECK(trial.loaded <= 5 + 3 * 8);
    finish(&trial);
}

// No file can be opened any more, so no worker can be reached.
static void forbid_files(struct rlimit *before)
{
    int fd = open("/dev/null", O_RDONLY);
    getrlimit(RLIMIT_NOFILE, before);
    struct rlimit limit = {(rlim_t)fd, before->rlim_max};
    close(fd);
    setrlimit(RLIMIT_NOFILE, &limit);
}

TEST(where_no_more_workers_can_be_had_there_are_fewer)
{
    Trial trial;
    struct rlimit before;
    prepare(&trial, 8, 4);
    forbid_files(&before);
    CHECK(work(&trial));
    setrlimit(RLIMIT_NOFILE, &before);
    CHECK_STR(trial.log.data, "0 1 2 3 4 5 6 7");
    finish(&trial);
}

TEST(without_any_worker_it_ends_with_what_was_done)
{
    Trial trial;
    struct rlimit before;
    prepare(&trial, 8, 1);
    trial.killed = 2;
    // The dead worker's connection is still open: there is no room for another one.
    forbid_files(&before);
    CHECK(!work(&trial));
    setrlimit(RLIMIT_NOFILE, &before);
    CHECK_STR(trial.log.data, "0 1 2-died");
    CHECK(strstr(trial.bench.error.message, "no connection for a worker process"));
    CHECK_INT(trial.bench.error.exit, KJ_EXIT_SYSTEM);
    finish(&trial);
}

// Nobody waits for the end of a job whose result nobody wants.
TEST(a_worker_is_stopped_in_the_middle_of_a_job)
{
    Trial trial;
    KjJob job;
    prepare(&trial, 1, 1);
    trial.hangs = 0;
    CHECK(load(&trial, 0, &job, &trial.bench.diags));
    CHECK(kj_worker_send(trial.worker, &job));
    finish(&trial);
}

int main(void)
{
    return RUN(
        outcomes_come_in_the_order_of_jobs_whoever_does_them, few_jobs_are_held_at_a_time,
        any_number_of_workers_and_jobs_will_do, a_job_without_data_is_passed_over,
        a_job_that_takes_too_long_costs_itself_only,
        a_killed_worker_costs_the_job_it_was_given_only, the_first_worker_may_be_dead_before,
        no_job_begins_when_no_more_are_wanted, where_no_more_workers_can_be_had_there_are_fewer,
        without_any_worker_it_ends_with_what_was_done, a_worker_is_stopped_in_the_middle_of_a_job);
}
