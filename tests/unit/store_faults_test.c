// File operations under the store fail, each in turn: what was to be written is there as a whole or not
// at all, the message says why, and the store opens, verifies and takes the same again afterwards.
#include "engine/store/store.h"
#include "tests/unit/check.h"
#include "tests/unit/faulty_vfs.h"
#include "tests/unit/store_file.h"

// The store of tests/store/version-1.sql, as one of today, with content to merge and to verify.
static void make_full(const char *name)
{
    KjError error = {.message = ""};
    char *sql = store_file_read("tests/store/version-1.sql");
    store_file_forget(name);
    store_file_edit(name, sql);
    KjStore *store = kj_store_open(store_file_place(name), KJ_STORE_WRITE, KJ_EN, &error);
    CHECK_STR(error.message, "");
    kj_store_close(store);
    free(sql);
}

static void note_problem(void *ctx, const char *what)
{
    ++*(int *)ctx;
    (void)what;
}

static bool write_facts(KjStore *store, KjError *error)
{
    int64_t revision, run;
    bool resumed;
    char facts[40000];
    memset(facts, 'x', sizeof facts);
    KjText text = {facts, sizeof facts};
    return kj_store_begin(store, error) &&
           kj_store_facts(store, KJ_TEXT("new"), KJ_TEXT("新"), 20000, text, &revision, error) &&
           kj_store_run(store, 20000, 1, (KjStoreShard){0}, &run, &resumed, error) &&
           kj_store_run_add(store, run, (KjStoreShard){0}, KJ_TEXT("new"), 0, false, "problem",
                            error) &&
           kj_store_run_complete(store, run, (KjStoreShard){0}, error) &&
           kj_store_commit(store, error);
}

static bool merge(KjStore *store, KjError *error)
{
    int conflicts = 0;
    bool good = kj_store_merge(store, store_file_place("full"), note_problem, &conflicts, error);
    CHECK_INT(conflicts, 0);
    return good;
}

static const char content[] =
    "SELECT (SELECT count(*) FROM kj_revisions) || ' ' || (SELECT count(*) FROM kj_verdicts) || ' '"
    " || (SELECT count(*) FROM kj_derived) || ' ' || (SELECT count(*) FROM kj_run_results) || ' '"
    " || (SELECT count(*) FROM kj_runs WHERE complete)";

typedef struct Work {
    bool (*write)(KjStore *store, KjError *error);
    void (*prepare)(const char *name);
    const char *before, *after; // the content
} Work;

static void forget_all(const char *name)
{
    KjError error = {.message = ""};
    store_file_forget(name);
    kj_store_close(kj_store_open(store_file_place(name), KJ_STORE_CREATE, KJ_EN, &error));
}

static void check_content(const char *name, const char *expected, const char *or_expected)
{
    KjError error = {.message = ""};
    int problems = 0;
    KjStore *store = kj_store_open(store_file_place(name), KJ_STORE_READ, KJ_EN, &error);
    CHECK_STR(error.message, "");
    CHECK(store && kj_store_verify(store, note_problem, &problems, &error));
    CHECK_INT(problems, 0);
    kj_store_close(store);
    char *is = store_file_text(name, content);
    if (strcmp(is, or_expected) != 0)
        CHECK_STR(is, expected);
    free(is);
}

static bool work_once(const Work *work, KjError *error)
{
    *error = (KjError){.message = ""};
    KjStore *store = kj_store_open(store_file_place("w"), KJ_STORE_WRITE, KJ_EN, error);
    bool good = store && work->write(store, error);
    kj_store_close(store);
    return good;
}

// False: nothing failed any more.
static bool fail_once(const Work *work, Fault fault, bool lasting, uint64_t at)
{
    KjError error;
    work->prepare("w");
    faulty_arm(fault, lasting, at);
    bool good = work_once(work, &error), struck = faulty_struck();
    faulty_arm(FAULT_NONE, false, 0);
    if (!good) {
        CHECK(struck);
        CHECK_INT(error.exit, KJ_EXIT_SYSTEM);
        CHECK(error.message[0] != '\0');
    }
    // what was committed stays, even if folding the log away failed later; an error may come after it
    check_content("w", good ? work->after : work->before, work->after);
    if (!good) {
        work->prepare("w");
        CHECK(work_once(work, &error));
        check_content("w", work->after, work->after);
    }
    return struck;
}

static void sweep(const Work *work)
{
    static const Fault kinds[] = {FAULT_OPEN, FAULT_READ,     FAULT_WRITE, FAULT_FULL,
                                  FAULT_SYNC, FAULT_TRUNCATE, FAULT_DELETE};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int lasting = 0; lasting <= 1; lasting++)
            for (uint64_t n = 1; fail_once(work, kinds[k], lasting, n);)
                n += 1 + n / 3;
    store_file_forget("w");
}

TEST(facts_and_a_run_are_written_whole_or_not_at_all)
{
    sweep(&(Work){write_facts, make_full, "3 258 45 8 3", "4 258 45 9 4"});
}

TEST(another_store_is_merged_whole_or_not_at_all)
{
    make_full("full");
    sweep(&(Work){merge, forget_all, "0 0 0 0 0", "3 258 45 8 3"});
    store_file_forget("full");
}

// A reader that sees damage says so; what it read is whole all the same.
TEST(checking_survives_files_that_cannot_be_read)
{
    static const Fault kinds[] = {FAULT_OPEN, FAULT_READ, FAULT_SHORT_READ};
    make_full("w");
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        bool struck = true;
        for (uint64_t n = 1; struck; n += 1 + n / 8) {
            KjError error = {.message = ""};
            int problems = 0;
            faulty_arm(kinds[k], false, n);
            KjStore *store = kj_store_open(store_file_place("w"), KJ_STORE_READ, KJ_EN, &error);
            bool good = store && kj_store_verify(store, note_problem, &problems, &error);
            struck = faulty_struck();
            kj_store_close(store);
            faulty_arm(FAULT_NONE, false, 0);
            CHECK(good || (struck && error.message[0]));
            CHECK(good || error.exit == KJ_EXIT_SYSTEM ||
                  (error.exit == KJ_EXIT_INPUT && kinds[k] == FAULT_SHORT_READ));
            CHECK(problems == 0 || struck);
        }
    }
    check_content("w", "3 258 45 8 3", "3 258 45 8 3");
    store_file_forget("w");
}

int main(void)
{
    faulty_vfs_begin();
    return RUN(facts_and_a_run_are_written_whole_or_not_at_all,
               another_store_is_merged_whole_or_not_at_all,
               checking_survives_files_that_cannot_be_read);
}
