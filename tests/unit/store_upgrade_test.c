// A store of version 1 with content (tests/store/version-1.sql) becomes one of today: it says the same as
// before, or stays as it was.
#include "engine/store/schema.h"
#include "tests/unit/check.h"
#include "tests/unit/faulty_vfs.h"
#include "tests/unit/store_file.h"

#include <sys/wait.h>

// All that version 1 kept of results, in an order and form that do not depend on the version.
static const char said[] =
    "SELECT group_concat(line, char(10)) FROM (SELECT line FROM ("
    "SELECT 'v' || '|' || r.revision || '|' || r.as_of || '|' || v.rule || '|' || c.kind || '|' ||"
    " c.id || '|' || c.name || '|' || v.verdict || '|' || ifnull(v.underlying, '-') || '|' ||"
    " ifnull(v.message, '-') || '|' || ifnull(v.settled_by, '-') AS line FROM kj_results r"
    " JOIN kj_verdicts v USING (result) JOIN kj_records c USING (result, record)"
    " UNION ALL SELECT 'd' || '|' || r.revision || '|' || r.as_of || '|' || c.kind || '|' || c.id "
    "||"
    " '|' || d.field || '|' || typeof(d.value) || '|' || ifnull(printf('%!.20g', d.value), '-') ||"
    " ifnull(d.value, '-') FROM kj_results r JOIN kj_derived d USING (result)"
    " JOIN kj_records c USING (result, record)"
    " UNION ALL SELECT 'u' || '|' || run || '|' || subject || '|' || ifnull(result, '-') || '|' ||"
    " ifnull(problem, '-') FROM kj_run_results) ORDER BY line)";

// What judging never gave here, and a store may hold all the same.
static const char odd[] =
    "UPDATE kj_derived SET value = 0.30000000000000004 WHERE result = 1 AND field = 'gap';"
    "UPDATE kj_derived SET value = -1.5e300 WHERE result = 2 AND field = 'gap';"
    "UPDATE kj_derived SET value = NULL WHERE result = 3 AND field = 'group';"
    "UPDATE kj_verdicts SET message = '改行\nあり' WHERE result = 1 AND rule = 2;"
    "UPDATE kj_records SET name = '' WHERE result = 2";

static void make_old(const char *name)
{
    char *sql = store_file_read("tests/store/version-1.sql");
    store_file_forget(name);
    store_file_edit(name, sql);
    store_file_edit(name, odd);
    free(sql);
}

static KjStore *open_as(const char *name, KjStoreMode mode, KjError *error)
{
    *error = (KjError){.message = ""};
    return kj_store_open(store_file_place(name), mode, KJ_EN, error);
}

static void note_problem(void *ctx, const char *what)
{
    (void)ctx;
    CHECK_STR(what, "");
}

static void check_whole(const char *name)
{
    KjError error;
    KjStore *store = open_as(name, KJ_STORE_READ, &error);
    CHECK_STR(error.message, "");
    CHECK(store && kj_store_verify(store, note_problem, NULL, &error));
    kj_store_close(store);
}

TEST(a_store_of_version_1_keeps_its_content)
{
    KjError error;
    make_old("a");
    CHECK_INT(store_file_number("a", "SELECT count(*) FROM kj_verdicts"), 258);
    char *before = store_file_text("a", said);
    KjStore *store = open_as("a", KJ_STORE_WRITE, &error);
    CHECK_STR(error.message, "");
    kj_store_close(store);
    char *after = store_file_text("a", said);
    CHECK_STR(after, before);
    CHECK_INT(store_file_number("a", "PRAGMA user_version"), KJ_STORE_VERSION);
    CHECK_INT(store_file_number("a", "SELECT count(*) FROM kj_verdicts"), 258);
    CHECK_INT(store_file_number("a", "SELECT count(*) FROM verdicts"), 258); // the view of before
    check_whole("a");
    free(before);
    free(after);
    store_file_forget("a");
}

TEST(reading_it_is_refused_with_advice_and_changes_nothing)
{
    KjError error;
    make_old("a");
    char *before = store_file_read(store_file_place("a"));
    CHECK(!open_as("a", KJ_STORE_READ, &error));
    CHECK_INT(error.exit, KJ_EXIT_INPUT);
    CHECK(strstr(error.message, "kijun store import brings it up to date"));
    char *after = store_file_read(store_file_place("a"));
    CHECK_STR(after, before);
    free(before);
    free(after);
    store_file_forget("a");
}

// As it was, in content and version, and the next try succeeds.
static void check_old(const char *name, const char *before)
{
    KjError error;
    CHECK_INT(store_file_number(name, "PRAGMA user_version"), 1);
    char *text = store_file_text(name, said);
    CHECK_STR(text, before);
    free(text);
    KjStore *store = open_as(name, KJ_STORE_WRITE, &error);
    CHECK_STR(error.message, "");
    kj_store_close(store);
    text = store_file_text(name, said);
    CHECK_STR(text, before);
    free(text);
    check_whole(name);
}

TEST(a_damaged_one_is_refused_and_stays)
{
    KjError error;
    make_old("a");
    store_file_edit("a", "DELETE FROM kj_records WHERE result = 2 AND id = 's2'");
    CHECK(!open_as("a", KJ_STORE_WRITE, &error));
    CHECK_INT(error.exit, KJ_EXIT_INPUT);
    CHECK(strstr(error.message, "damaged"));
    CHECK_INT(store_file_number("a", "PRAGMA user_version"), 1);
    CHECK(store_file_number("a", "SELECT count(*) FROM kj_verdicts WHERE result = 2") > 0);
    store_file_forget("a");
}

// Every operation in turn, until none of them fails any more.
TEST(where_the_file_fails_the_old_store_stays_whole)
{
    static const Fault kinds[] = {FAULT_WRITE, FAULT_FULL, FAULT_SYNC, FAULT_OPEN};
    make_old("a");
    char *before = store_file_text("a", said);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        bool struck = true;
        for (uint64_t n = 1; struck; n += 1 + n / 4) {
            KjError error;
            make_old("a");
            faulty_arm(kinds[k], true, n);
            KjStore *store = open_as("a", KJ_STORE_WRITE, &error);
            struck = faulty_struck();
            CHECK(store || struck);
            CHECK(store || (error.exit == KJ_EXIT_SYSTEM && error.message[0]));
            bool done = store != NULL; // it may have been done before closing failed
            kj_store_close(store);
            faulty_arm(FAULT_NONE, false, 0);
            if (!done)
                check_old("a", before);
            else
                check_whole("a");
        }
    }
    free(before);
    store_file_forget("a");
}

TEST(killed_in_the_middle_the_old_store_is_there)
{
    make_old("a");
    char *before = store_file_text("a", said);
    int killed = 0;
    bool struck = true;
    for (uint64_t n = 1; struck; n += 1 + n / 4) {
        make_old("a");
        const char *path = store_file_place("a"); // which has this process's number in it
        pid_t child = fork();
        if (child == 0) {
            KjError error;
            faulty_arm(FAULT_DEATH, true, n);
            kj_store_close(kj_store_open(path, KJ_STORE_WRITE, KJ_EN, &error));
            _exit(0);
        }
        int status = 0;
        CHECK_INT(waitpid(child, &status, 0), child);
        struck = WIFSIGNALED(status);
        if (struck && store_file_number("a", "PRAGMA user_version") == 1)
            check_old("a", before), killed++;
        else
            check_whole("a");
    }
    CHECK(killed > 0);
    free(before);
    store_file_forget("a");
}

int main(void)
{
    faulty_vfs_begin();
    return RUN(a_store_of_version_1_keeps_its_content,
               reading_it_is_refused_with_advice_and_changes_nothing,
               a_damaged_one_is_refused_and_stays, where_the_file_fails_the_old_store_stays_whole,
               killed_in_the_middle_the_old_store_is_there);
}
