// Results of many organisations: each comes back as it was added, from memory and from the file, in the
// order of the ids; what does not fit, or cannot be read again, is an error and never another result.
#include "engine/output/runs.h"
#include "tests/unit/check.h"

#include "engine/base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { AS_OF = 20777, MANY = 40 };

// Judgements with a message of `size` bytes, of which every organisation has its own.
static KjRun *run_of(int number, size_t size)
{
    KjRun *run = kj_run_new();
    KjOrgResult *org = kj_arena_array(run->arena, 1, sizeof *org);
    char *message = kj_arena_alloc(run->arena, size + 1);
    char *id = kj_arena_printf(run->arena, "o%02d", number);
    memset(message, 'a' + number % 26, size);
    message[size] = '\0';
    *run = (KjRun){run->arena, AS_OF, KJ_ZONE_JAPAN, org, 1};
    *org = (KjOrgResult){.id = kj_text(id),
                         .name = kj_text(id),
                         .place = {kj_arena_printf(run->arena, "%s/o.yaml", id), 2, 1},
                         .until = KJ_NEVER,
                         .judgement_count = 1,
                         .deviation_count = 1};
    org->summary[KJ_FAIL] = 1;
    org->judgements = kj_arena_array(run->arena, 1, sizeof *org->judgements);
    org->judgements[0] = (KjJudgement){.rule = number,
                                       .id = KJ_TEXT("r"),
                                       .verdict = KJ_FAIL,
                                       .underlying = KJ_NO_VERDICT,
                                       .message = {message, (uint32_t)size}};
    org->deviations = kj_arena_array(run->arena, 1, sizeof *org->deviations);
    org->deviations[0] = (KjDeviation){.organization = org->id,
                                       .base = kj_value_whole(KJ_INT, 1),
                                       .value = kj_value_text(kj_text(id)),
                                       .direction = KJ_TEXT("looser"),
                                       .place = org->place};
    return run;
}

static bool add(KjRuns *runs, int number, size_t size)
{
    KjRun *run = run_of(number, size);
    bool good = kj_runs_add(runs, run);
    kj_run_free(run);
    return good;
}

static void check_same(const KjOrgResult *is, int number, size_t size)
{
    KjBuf here, there;
    KjRun *run = run_of(number, size);
    KjRun one = {.as_of = AS_OF,
                 .zone = KJ_ZONE_JAPAN,
                 .organizations = (KjOrgResult *)is,
                 .organization_count = 1};
    kj_buf_init(&here, 0);
    kj_buf_init(&there, 0);
    CHECK(kj_run_encode(&here, &one) && kj_run_encode(&there, run));
    CHECK(here.len == there.len && memcmp(here.data, there.data, here.len) == 0);
    kj_buf_clear(&here);
    kj_buf_clear(&there);
    kj_run_free(run);
}

// Added backwards.
static KjRuns *runs_of(int count, size_t size)
{
    KjRuns *runs = kj_runs_new(AS_OF, KJ_ZONE_JAPAN);
    for (int i = count; i-- > 0;)
        CHECK(add(runs, i, size));
    kj_runs_sort(runs);
    return runs;
}

static void check_all(KjRuns *runs, int count, size_t size)
{
    const KjRun *head = kj_runs_head(runs);
    CHECK_INT(head->organization_count, count);
    CHECK_INT(head->as_of, AS_OF);
    for (int i = 0; i < count; i++) {
        CHECK_INT(head->organizations[i].summary[KJ_FAIL], 1);
        CHECK_INT(head->organizations[i].judgement_count, 0);
        CHECK_INT(head->organizations[i].deviation_count, 1);
        CHECK(kj_text_is(head->organizations[i].deviations[0].value.u.text,
                         head->organizations[i].id.data));
        check_same(kj_runs_open(runs, (size_t)i), i, size);
    }
    CHECK_INT(kj_runs_error(runs), 0);
}

TEST(organisations_come_back_by_id)
{
    KjRuns *runs = runs_of(MANY, 10);
    check_all(runs, MANY, 10);
    kj_runs_free(runs);
}

// 40 MB, of which 16 MiB stay in memory.
TEST(what_is_too_much_for_memory_comes_back_from_the_file)
{
    KjRuns *runs = runs_of(MANY, 1000000);
    check_all(runs, MANY, 1000000);
    check_same(kj_runs_open(runs, 0), 0, 1000000); // and once more
    kj_runs_free(runs);
}

TEST(all_can_be_had_at_once)
{
    KjRuns *runs = runs_of(MANY, 1000000);
    const KjRun *whole = kj_runs_whole(runs);
    CHECK(whole == kj_runs_whole(runs));
    CHECK_INT(whole->organization_count, MANY);
    for (int i = 0; i < MANY; i++)
        check_same(&whole->organizations[i], i, 1000000);
    CHECK_INT(kj_runs_error(runs), 0);
    kj_runs_free(runs);
}

TEST(a_run_alone_is_what_it_is)
{
    KjRun *run = run_of(3, 5);
    KjRuns *runs = kj_runs_of(run);
    CHECK(kj_runs_head(runs) == run);
    CHECK(kj_runs_whole(runs) == run);
    CHECK(kj_runs_open(runs, 0) == &run->organizations[0]);
    kj_runs_free(runs);
    kj_run_free(run);
}

TEST(nothing_at_all_is_no_organisations)
{
    KjRuns *runs = kj_runs_new(AS_OF, KJ_ZONE_JAPAN);
    kj_runs_sort(runs);
    CHECK_INT(kj_runs_head(runs)->organization_count, 0);
    CHECK_INT(kj_runs_whole(runs)->organization_count, 0);
    kj_runs_free(runs);
}

// ---- the file ----

static void remember(char *kept, size_t size)
{
    const char *folder = getenv("TMPDIR");
    snprintf(kept, size, "%s", folder ? folder : "");
}

static void restore(const char *kept)
{
    if (*kept)
        setenv("TMPDIR", kept, 1);
    else
        unsetenv("TMPDIR");
}

TEST(the_file_has_no_name_and_is_where_tmpdir_says)
{
    char kept[4096], folder[] = "/tmp/kijun-runs.XXXXXX";
    struct dirent **entries;
    remember(kept, sizeof kept);
    CHECK(mkdtemp(folder) != NULL);
    setenv("TMPDIR", folder, 1);
    KjRuns *runs = runs_of(20, 1000000);
    int count = scandir(folder, &entries, NULL, alphasort);
    CHECK_INT(count, 2); // . and ..
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    kj_runs_free(runs);
    CHECK_INT(rmdir(folder), 0);
    restore(kept);
}

TEST(without_a_folder_for_the_file_there_is_an_error)
{
    char kept[4096];
    remember(kept, sizeof kept);
    setenv("TMPDIR", "/nonexistent", 1);
    KjRuns *runs = kj_runs_new(AS_OF, KJ_ZONE_JAPAN);
    bool good = true;
    for (int i = 0; good && i < MANY; i++)
        good = add(runs, i, 1000000);
    CHECK(!good);
    CHECK_INT(kj_runs_error(runs), ENOENT);
    CHECK(!add(runs, 99, 1));
    kj_runs_free(runs);
    restore(kept);
}

// The disk is full: 20 MB is all that a file may hold.
TEST(a_full_disk_is_an_error_and_stays_one)
{
    struct rlimit before, limit;
    getrlimit(RLIMIT_FSIZE, &before);
    limit = (struct rlimit){20000000, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    KjRuns *runs = kj_runs_new(AS_OF, KJ_ZONE_JAPAN);
    bool good = true;
    for (int i = 0; good && i < MANY; i++)
        good = add(runs, i, 1000000);
    setrlimit(RLIMIT_FSIZE, &before);
    CHECK(!good);
    CHECK_INT(kj_runs_error(runs), EFBIG);
    CHECK(!add(runs, 99, 1)); // there is room again, but what was lost is lost
    kj_runs_free(runs);
}

// The one open file without links: that of the runs.
static int nameless(void)
{
    for (int fd = 3; fd < 64; fd++) {
        struct stat info;
        if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 0)
            return fd;
    }
    return -1;
}

TEST(what_cannot_be_read_again_comes_without_judgements)
{
    KjRuns *runs = runs_of(MANY, 1000000);
    CHECK(nameless() >= 0 && ftruncate(nameless(), 100) == 0);
    const KjOrgResult *org = kj_runs_open(runs, 0); // added last: in memory
    CHECK_INT(org->judgement_count, 1);
    CHECK_INT(kj_runs_error(runs), 0);
    org = kj_runs_open(runs, MANY - 1);
    CHECK_STR(org->id.data, "o39");
    CHECK_INT(org->judgement_count, 0);
    CHECK_INT(kj_runs_error(runs), EIO);
    kj_runs_free(runs);
}

TEST(what_was_overwritten_is_not_taken_for_a_result)
{
    static const char noise[1000];
    KjRuns *runs = runs_of(MANY, 1000000);
    CHECK(nameless() >= 0 && pwrite(nameless(), noise, sizeof noise, 0) == sizeof noise);
    CHECK_INT(kj_runs_whole(runs)->organizations[MANY - 1].judgement_count, 0);
    CHECK_INT(kj_runs_error(runs), EIO);
    kj_runs_free(runs);
}

int main(void)
{
    return RUN(organisations_come_back_by_id, what_is_too_much_for_memory_comes_back_from_the_file,
               all_can_be_had_at_once, a_run_alone_is_what_it_is,
               nothing_at_all_is_no_organisations, the_file_has_no_name_and_is_where_tmpdir_says,
               without_a_folder_for_the_file_there_is_an_error,
               a_full_disk_is_an_error_and_stays_one,
               what_cannot_be_read_again_comes_without_judgements,
               what_was_overwritten_is_not_taken_for_a_result);
}
