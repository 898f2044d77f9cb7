// The store: opening, revisions of facts over time, results and runs, merging, checking, questions.
#include "engine/base/date.h"
#include "engine/base/hash.h"
#include "engine/store/store.h"
#include "tests/unit/check.h"
#include "tests/unit/ingest_schema.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- files ----

static const char *place(const char *name)
{
    static char path[2][256];
    static int turn;
    const char *folder = getenv("TMPDIR");
    turn = !turn;
    snprintf(path[turn], sizeof path[turn], "%s/kijun-store-%d-%s", folder ? folder : "/tmp",
             (int)getpid(), name);
    return path[turn];
}

static void forget(const char *name)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char path[300];
        snprintf(path, sizeof path, "%s%s", place(name), endings[i]);
        unlink(path);
    }
}

// SQL as somebody else would run it.
static void edit(const char *name, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;
    CHECK_INT(sqlite3_open(place(name), &db), SQLITE_OK);
    sqlite3_exec(db, sql, NULL, NULL, &message);
    CHECK_STR(message, NULL);
    sqlite3_free(message);
    sqlite3_close(db);
}

static int64_t number_of(const char *name, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement = NULL;
    sqlite3_open(place(name), &db);
    CHECK_INT(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    int64_t number =
        sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}

// ---- stores ----

static KjStore *opened(const char *name, KjStoreMode mode)
{
    KjError error = {.message = ""};
    KjStore *store = kj_store_open(place(name), mode, KJ_EN, &error);
    CHECK_STR(error.message, "");
    return store;
}

static void refused(const char *name, KjStoreMode mode, KjExit exit, const char *part)
{
    KjError error = {.message = ""};
    KjStore *store = kj_store_open(place(name), mode, KJ_EN, &error);
    CHECK(store == NULL);
    CHECK_INT(error.exit, exit);
    if (!strstr(error.message, part))
        CHECK_STR(error.message, part);
    kj_store_close(store);
}

static void write_bytes(const char *name, const void *bytes, size_t len)
{
    FILE *file = fopen(place(name), "wb");
    fwrite(bytes, 1, len, file);
    fclose(file);
}

TEST(a_store_is_made_only_where_it_may_be)
{
    forget("a");
    refused("a", KJ_STORE_READ, KJ_EXIT_INPUT, "there is no such store");
    refused("a", KJ_STORE_WRITE, KJ_EXIT_INPUT, "there is no such store");
    kj_store_close(opened("a", KJ_STORE_CREATE));
    kj_store_close(opened("a", KJ_STORE_CREATE));
    kj_store_close(opened("a", KJ_STORE_WRITE));
    kj_store_close(opened("a", KJ_STORE_READ));
    refused("no/such/folder", KJ_STORE_CREATE, KJ_EXIT_SYSTEM, "cannot be opened");
    forget("a");
}

TEST(what_is_something_else_is_refused_and_stays_as_it_is)
{
    forget("a");
    write_bytes("a", "kijun: 1\norganization: { id: o }\n", 33);
    refused("a", KJ_STORE_CREATE, KJ_EXIT_INPUT, "not a store of kijun");
    struct stat info;
    CHECK_INT(stat(place("a"), &info), 0);
    CHECK_INT(info.st_size, 33);
    forget("a");
    edit("a", "CREATE TABLE mine (x)");
    refused("a", KJ_STORE_CREATE, KJ_EXIT_INPUT, "not a store of kijun");
    CHECK_INT(number_of("a", "SELECT count(*) FROM sqlite_master"), 1);
    forget("a");
    write_bytes("a", "", 0); // what mktemp makes
    kj_store_close(opened("a", KJ_STORE_CREATE));
    forget("a");
}

TEST(a_newer_store_is_refused)
{
    forget("a");
    kj_store_close(opened("a", KJ_STORE_CREATE));
    edit("a", "PRAGMA user_version = 99");
    refused("a", KJ_STORE_READ, KJ_EXIT_INPUT, "newer kijun");
    refused("a", KJ_STORE_CREATE, KJ_EXIT_INPUT, "newer kijun");
    CHECK_INT(number_of("a", "PRAGMA user_version"), 99);
    forget("a");
}

// Version 0 is a store before its first step.
TEST(an_older_store_is_brought_up_to_date_where_it_may_be_written)
{
    forget("a");
    edit("a", "PRAGMA application_id = 1802070645");
    refused("a", KJ_STORE_READ, KJ_EXIT_INPUT, "older kijun");
    kj_store_close(opened("a", KJ_STORE_WRITE));
    CHECK(number_of("a", "PRAGMA user_version") > 0);
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_verdict_names"), KJ_VERDICTS);
    kj_store_close(opened("a", KJ_STORE_READ));
    forget("a");
}

TEST(a_step_that_fails_leaves_the_older_store)
{
    forget("a");
    edit("a", "PRAGMA application_id = 1802070645; CREATE TABLE kj_meta (x); INSERT INTO kj_meta "
              "VALUES (1)");
    refused("a", KJ_STORE_CREATE, KJ_EXIT_INPUT, "kj_meta");
    CHECK_INT(number_of("a", "PRAGMA user_version"), 0);
    CHECK_INT(number_of("a", "SELECT count(*) FROM sqlite_master"), 1);
    CHECK_INT(number_of("a", "SELECT x FROM kj_meta"), 1);
    forget("a");
}

TEST(a_store_at_rest_is_one_file_and_needs_no_right_to_write)
{
    forget("a");
    KjStore *store = opened("a", KJ_STORE_CREATE);
    KjError error = {.message = ""};
    CHECK(kj_store_begin(store, &error) && kj_store_note(store, "test", "x", &error) &&
          kj_store_commit(store, &error));
    kj_store_close(store);
    CHECK(access(place("a-wal"), F_OK) != 0);
    CHECK_INT(chmod(place("a"), 0444), 0);
    kj_store_close(opened("a", KJ_STORE_READ));
    CHECK(access(place("a-wal"), F_OK) != 0);
    if (geteuid() != 0)
        refused("a", KJ_STORE_WRITE, KJ_EXIT_SYSTEM, "permission");
    forget("a");
}

TEST(a_damaged_store_is_told)
{
    forget("a");
    kj_store_close(opened("a", KJ_STORE_CREATE));
    CHECK_INT(truncate(place("a"), 8192), 0);
    KjError error = {.message = ""};
    KjStore *store = kj_store_open(place("a"), KJ_STORE_READ, KJ_EN, &error);
    KjArena *arena = kj_arena_new();
    KjStoreRevision *revisions;
    size_t count;
    CHECK(!store || !kj_store_in_force(store, 0, arena, &revisions, &count, &error));
    CHECK_INT(error.exit, KJ_EXIT_INPUT);
    CHECK(strstr(error.message, "damaged"));
    kj_store_close(store);
    kj_arena_free(arena);
    forget("a");
}

// ---- facts ----

#define DAY(y, m, d) kj_date_from_civil((KjCivil){y, m, d})

static int64_t put(KjStore *store, const char *org, int32_t since, const char *facts)
{
    KjError error = {.message = ""};
    int64_t revision = 0;
    CHECK(kj_store_facts(store, kj_text(org), KJ_TEXT("名"), since, kj_text(facts), &revision,
                         &error));
    CHECK_STR(error.message, "");
    return revision;
}

// The facts in force, as "ORG=FACTS " each.
static void in_force(KjStore *store, int32_t day, const char *expected)
{
    KjError error = {.message = ""};
    KjArena *arena = kj_arena_new();
    KjStoreRevision *revisions;
    size_t count = 0;
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_buf_puts(&out, "");
    CHECK(kj_store_in_force(store, day, arena, &revisions, &count, &error));
    for (size_t i = 0; i < count; i++) {
        KjText facts, owner;
        CHECK(kj_store_read_facts(store, revisions[i].revision, arena, &facts, &error));
        CHECK(kj_store_owner(store, revisions[i].revision, arena, &owner, &error));
        CHECK_STR(owner.data, revisions[i].org.data);
        CHECK_INT(revisions[i].size, facts.len);
        kj_buf_printf(&out, "%s=%s ", revisions[i].org.data, facts.data);
    }
    CHECK_STR(out.data, expected);
    kj_buf_clear(&out);
    kj_arena_free(arena);
}

TEST(facts_are_in_force_from_their_day_until_the_next_ones)
{
    forget("a");
    KjStore *store = opened("a", KJ_STORE_CREATE);
    put(store, "o", DAY(2026, 4, 1), "A");
    put(store, "o", DAY(2026, 6, 1), "B");
    put(store, "n", DAY(2026, 5, 1), "N");
    in_force(store, DAY(2026, 3, 31), "");
    in_force(store, DAY(2026, 4, 1), "o=A ");
    in_force(store, DAY(2026, 5, 31), "n=N o=A ");
    in_force(store, DAY(2026, 6, 1), "n=N o=B ");
    put(store, "o", DAY(2026, 5, 1), "C"); // told later of a day before
    in_force(store, DAY(2026, 4, 30), "o=A ");
    in_force(store, DAY(2026, 5, 1), "n=N o=C ");
    in_force(store, DAY(2030, 1, 1), "n=N o=B ");
    kj_store_close(store);
    forget("a");
}

TEST(the_same_facts_are_no_new_revision)
{
    forget("a");
    KjStore *store = opened("a", KJ_STORE_CREATE);
    int64_t first = put(store, "o", DAY(2026, 4, 1), "A");
    CHECK_INT(put(store, "o", DAY(2026, 4, 1), "A"), first);
    CHECK_INT(put(store, "o", DAY(2026, 9, 1), "A"), first);
    CHECK(put(store, "p", DAY(2026, 4, 1), "A") != first);
    CHECK(put(store, "o", DAY(2026, 3, 1), "A") != first); // nothing was in force then
    kj_store_close(store);
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_revisions"), 3);
    forget("a");
}

TEST(older_facts_can_come_back)
{
    forget("a");
    KjStore *store = opened("a", KJ_STORE_CREATE);
    int64_t first = put(store, "o", DAY(2026, 4, 1), "A");
    put(store, "o", DAY(2026, 5, 1), "B");
    CHECK(put(store, "o", DAY(2026, 6, 1), "A") != first);
    in_force(store, DAY(2026, 5, 1), "o=B ");
    in_force(store, DAY(2026, 6, 1), "o=A ");
    // on the same day: it is the last one again, and day and content still name one revision
    int64_t second = put(store, "p", DAY(2026, 4, 1), "A");
    put(store, "p", DAY(2026, 4, 1), "B");
    in_force(store, DAY(2026, 4, 1), "o=A p=B ");
    CHECK_INT(put(store, "p", DAY(2026, 4, 1), "A"), second);
    in_force(store, DAY(2026, 4, 1), "o=A p=A ");
    kj_store_close(store);
    forget("a");
}

TEST(an_input_is_known_as_long_as_what_came_of_it_is_in_force)
{
    forget("a");
    KjStore *store = opened("a", KJ_STORE_CREATE);
    KjError error = {.message = ""};
    int64_t found, first = put(store, "o", DAY(2026, 4, 1), "A");
    CHECK(kj_store_note_input(store, "o.yaml", "h1", first, &error));
    CHECK(kj_store_input(store, "o.yaml", "h1", DAY(2026, 4, 2), &found, &error));
    CHECK_INT(found, first);
    CHECK(kj_store_input(store, "o.yaml", "h2", DAY(2026, 4, 2), &found, &error));
    CHECK_INT(found, 0);
    CHECK(kj_store_input(store, "p.yaml", "h1", DAY(2026, 4, 2), &found, &error));
    CHECK_INT(found, 0);
    CHECK(kj_store_input(store, "o.yaml", "h1", DAY(2026, 3, 1), &found, &error));
    CHECK_INT(found, 0);
    put(store, "o", DAY(2026, 4, 2), "B");
    CHECK(kj_store_input(store, "o.yaml", "h1", DAY(2026, 4, 2), &found, &error));
    CHECK_INT(found, 0);
    kj_store_close(store);
    forget("a");
}

// ---- writers ----

TEST(what_was_not_committed_is_lost_and_nothing_else)
{
    forget("a");
    KjStore *store = opened("a", KJ_STORE_CREATE);
    KjError error = {.message = ""};
    CHECK(kj_store_begin(store, &error));
    put(store, "o", DAY(2026, 4, 1), "A");
    CHECK(kj_store_commit(store, &error) && kj_store_begin(store, &error));
    put(store, "p", DAY(2026, 4, 1), "P");
    KjStore *reader = opened("a", KJ_STORE_READ); // reads while another one writes
    in_force(reader, DAY(2026, 4, 1), "o=A ");
    kj_store_close(reader);
    kj_store_close(store);
    store = opened("a", KJ_STORE_READ);
    in_force(store, DAY(2026, 4, 1), "o=A ");
    kj_store_close(store);
    forget("a");
}

// Waits for the other writer as long as a store's patience is, so there is one such test only.
TEST(two_writers_do_not_mix)
{
    forget("a");
    KjStore *first = opened("a", KJ_STORE_CREATE), *second = opened("a", KJ_STORE_CREATE);
    KjError error = {.message = ""};
    CHECK(kj_store_begin(first, &error));
    put(first, "o", DAY(2026, 4, 1), "A");
    kj_store_patience(second, 50);
    CHECK(!kj_store_begin(second, &error));
    CHECK_INT(error.exit, KJ_EXIT_SYSTEM);
    CHECK(strstr(error.message, "another program is using it"));
    error.message[0] = '\0';
    CHECK(kj_store_commit(first, &error));
    CHECK(kj_store_begin(second, &error));
    put(second, "p", DAY(2026, 4, 1), "P");
    CHECK(kj_store_commit(second, &error));
    in_force(first, DAY(2026, 4, 1), "o=A p=P ");
    kj_store_close(first);
    kj_store_close(second);
    forget("a");
}

// ---- results and runs ----

static KjSchema *schema_of_all(void)
{
    KjError error = {.message = ""};
    KjSchema *schema = sample_schema(&error);
    CHECK_STR(error.message, "");
    return schema;
}

static int64_t packs(KjStore *store, const char *set)
{
    KjError error = {.message = ""};
    int64_t number = 0;
    char hex[KJ_HASH_HEX];
    KjHash hash;
    kj_hash_init(&hash);
    kj_hash_add(&hash, "r.lua\0001\0x", 9); // name, zero, length, zero, bytes
    kj_hash_hex(&hash, hex);
    KjStorePack pack = {.id = KJ_TEXT("base"),
                        .version = KJ_TEXT("1.0.0"),
                        .hash = kj_text(hex),
                        .title = {KJ_TEXT("基"), KJ_TEXT("B")},
                        .judged = true,
                        .files = KJ_TEXT("{\"r.lua\":\"x\"}")};
    CHECK(kj_store_pack_set(store, &pack, 1, set, &number, &error));
    CHECK_STR(error.message, "");
    return number;
}

// One rule over two systems: the first fails, the second has the verdict; one derived value.
static int64_t judge(KjStore *store, const KjSchema *schema, int64_t revision, int64_t set,
                     int32_t day, KjVerdict second)
{
    KjError error = {.message = ""};
    KjStoreRule rule = {KJ_TEXT("base"),      KJ_TEXT("base/1"), KJ_TEXT("1"),
                        KJ_TEXT("mandatory"), KJ_TEXT("ciso"),   {KJ_TEXT("題"), KJ_TEXT("T")}};
    int64_t numbers[1], result = 0;
    KjJudgement judgements[] = {{.kind = SYSTEM,
                                 .id = KJ_TEXT("s1"),
                                 .name = KJ_TEXT("S1"),
                                 .verdict = KJ_FAIL,
                                 .underlying = KJ_NO_VERDICT,
                                 .message = KJ_TEXT("because")},
                                {.kind = SYSTEM,
                                 .id = KJ_TEXT("s2"),
                                 .name = KJ_TEXT("S2"),
                                 .verdict = second,
                                 .underlying = KJ_NO_VERDICT}};
    KjOrgResult org = {.until = day + 1, .judgements = judgements, .judgement_count = 2};
    KjStoreNames names = {.schema = schema, .rules = numbers};
    org.summary[KJ_FAIL]++;
    org.summary[second]++;
    CHECK(kj_store_rules(store, set, &rule, 1, numbers, &error));
    CHECK(kj_store_result(store, revision, set, day, &org, &names, &result, &error));
    CHECK_STR(error.message, "");
    return result;
}

static int64_t begin_run(KjStore *store, int32_t day, int64_t set, bool resumes)
{
    KjError error = {.message = ""};
    int64_t run = 0;
    bool resumed = false;
    CHECK(kj_store_run(store, day, set, (KjStoreShard){0}, &run, &resumed, &error));
    CHECK_INT(resumed, resumes);
    return run;
}

static void add(KjStore *store, int64_t run, const char *subject, int64_t result,
                const char *problem)
{
    KjError error = {.message = ""};
    CHECK(kj_store_run_add(store, run, (KjStoreShard){0}, kj_text(subject), result, false, problem,
                           &error));
}

// A store with one organisation, judged on a day with the verdict for its second system.
static void make_store(const char *name, const char *org, const char *facts, KjVerdict second)
{
    KjSchema *schema = schema_of_all();
    KjError error = {.message = ""};
    int32_t day = DAY(2026, 4, 1);
    forget(name);
    KjStore *store = opened(name, KJ_STORE_CREATE);
    CHECK(kj_store_views(store, schema, &error));
    int64_t set = packs(store, "set"), revision = put(store, org, day, facts);
    int64_t run = begin_run(store, day, set, false);
    add(store, run, org, judge(store, schema, revision, set, day, second), NULL);
    CHECK(kj_store_run_complete(store, run, (KjStoreShard){0}, &error));
    kj_store_close(store);
    kj_schema_free(schema);
}

TEST(a_result_is_known_by_facts_packs_and_day_and_runs_share_it)
{
    KjSchema *schema = schema_of_all();
    KjError error = {.message = ""};
    int32_t day = DAY(2026, 4, 1);
    int64_t known;
    forget("a");
    KjStore *store = opened("a", KJ_STORE_CREATE);
    int64_t set = packs(store, "set"), other = packs(store, "other");
    CHECK(set != other);
    CHECK_INT(packs(store, "set"), set);
    int64_t revision = put(store, "o", day, "A");
    int64_t result = judge(store, schema, revision, set, day, KJ_PASS);
    CHECK(kj_store_known_result(store, revision, set, day, &known, &error));
    CHECK_INT(known, result);
    CHECK(kj_store_known_result(store, revision, set, day + 1, &known, &error));
    CHECK_INT(known, 0);
    CHECK(kj_store_known_result(store, revision, other, day, &known, &error));
    CHECK_INT(known, 0);
    int64_t first = begin_run(store, day, set, false);
    add(store, first, "o", result, NULL);
    CHECK_INT(begin_run(store, day, set, true), first); // it was interrupted
    CHECK(begin_run(store, day, other, false) != first);
    CHECK(begin_run(store, day + 1, set, false) != first);
    CHECK(kj_store_run_complete(store, first, (KjStoreShard){0}, &error));
    int64_t second = begin_run(store, day, set, false);
    CHECK(second != first);
    add(store, second, "o", result, NULL);
    CHECK(kj_store_run_result(store, second, KJ_TEXT("o"), &known, &error));
    CHECK_INT(known, result);
    CHECK(kj_store_run_result(store, second, KJ_TEXT("p"), &known, &error));
    CHECK_INT(known, 0);
    CHECK(kj_store_last_run(store, day - 1, &known, &error));
    CHECK_INT(known, 0);
    kj_store_close(store);
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_verdicts"), 2);
    kj_schema_free(schema);
    forget("a");
}

static int64_t known_on(KjStore *store, int64_t revision, int64_t set, int32_t day)
{
    KjError error = {.message = ""};
    int64_t known = -1;
    CHECK(kj_store_known_result(store, revision, set, day, &known, &error));
    return known;
}

TEST(a_result_is_known_for_every_day_on_which_it_stands)
{
    KjSchema *schema = schema_of_all();
    int32_t day = DAY(2026, 4, 1);
    forget("a");
    KjStore *store = opened("a", KJ_STORE_CREATE);
    int64_t set = packs(store, "set"), revision = put(store, "o", day, "A");
    int64_t first = judge(store, schema, revision, set, day, KJ_PASS);
    int64_t later = judge(store, schema, revision, set, day + 20, KJ_PASS);
    kj_store_close(store);
    edit("a", "UPDATE kj_results SET until = '2026-04-11' WHERE as_of = '2026-04-01'");
    edit("a", "UPDATE kj_results SET until = NULL WHERE as_of > '2026-04-01'"); // for ever
    store = opened("a", KJ_STORE_WRITE);
    CHECK_INT(known_on(store, revision, set, day - 1), 0);
    CHECK_INT(known_on(store, revision, set, day), first);
    CHECK_INT(known_on(store, revision, set, day + 9), first);
    CHECK_INT(known_on(store, revision, set, day + 10), 0);
    CHECK_INT(known_on(store, revision, set, day + 19), 0);
    CHECK_INT(known_on(store, revision, set, day + 20), later);
    CHECK_INT(known_on(store, revision, set, DAY(2999, 12, 31)), later);
    CHECK_INT(known_on(store, revision, packs(store, "other"), day + 5), 0);
    kj_store_close(store);
    kj_schema_free(schema);
    forget("a");
}

static bool begins_with_o(const void *ctx, KjText subject)
{
    (void)ctx;
    return subject.data[0] == 'o';
}

TEST(a_run_is_pruned_of_what_is_gone)
{
    KjError error = {.message = ""};
    int64_t known;
    forget("a");
    KjStore *store = opened("a", KJ_STORE_CREATE);
    int64_t set = packs(store, "set"), run = begin_run(store, DAY(2026, 4, 1), set, false);
    add(store, run, "o1", 0, "bad");
    add(store, run, "x", 0, "bad");
    add(store, run, "o2", 0, "bad");
    CHECK(kj_store_run_prune(store, run, (KjStoreShard){0}, begins_with_o, NULL, &error));
    CHECK(kj_store_run_result(store, run, KJ_TEXT("x"), &known, &error));
    kj_store_close(store);
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_run_results"), 2);
    forget("a");
}

TEST(packs_come_out_as_they_went_in)
{
    make_store("a", "o", "{}", KJ_PASS);
    KjError error = {.message = ""};
    KjArena *arena = kj_arena_new();
    KjStore *store = opened("a", KJ_STORE_READ);
    KjStorePack *list;
    KjStoreFile *files;
    size_t count;
    CHECK(kj_store_packs_of(store, 1, arena, &list, &count, &error));
    CHECK_INT(count, 1);
    CHECK_STR(list[0].id.data, "base");
    CHECK(list[0].judged);
    CHECK(kj_store_pack_files(store, &list[0], arena, &files, &count, &error));
    CHECK_INT(count, 1);
    CHECK_STR(files[0].name.data, "r.lua");
    CHECK_STR(files[0].text.data, "x");
    CHECK(kj_store_packs_of(store, 2, arena, &list, &count, &error));
    CHECK_INT(count, 0);
    kj_store_close(store);
    kj_arena_free(arena);
    forget("a");
}

// ---- merging ----

static void note_subject(void *ctx, const char *subject)
{
    kj_buf_printf(ctx, "%s ", subject);
}

static void merge(const char *into, const char *from, const char *conflicts)
{
    KjError error = {.message = ""};
    KjStore *store = opened(into, KJ_STORE_CREATE);
    KjBuf told;
    kj_buf_init(&told, 0);
    kj_buf_puts(&told, "");
    CHECK(kj_store_merge(store, place(from), note_subject, &told, &error));
    CHECK_STR(error.message, "");
    CHECK_STR(told.data, conflicts);
    kj_buf_clear(&told);
    kj_store_close(store);
}

TEST(shares_merge_into_one_run)
{
    make_store("a", "o", "{}", KJ_PASS);
    make_store("b", "p", "{}", KJ_FAIL);
    forget("c");
    merge("c", "a", "");
    merge("c", "b", "");
    merge("c", "a", ""); // nothing new
    CHECK_INT(number_of("c", "SELECT count(*) FROM kj_runs"), 1);
    CHECK_INT(number_of("c", "SELECT count(*) FROM kj_run_results"), 2);
    CHECK_INT(number_of("c", "SELECT count(*) FROM kj_verdicts"), 4);
    CHECK_INT(number_of("c", "SELECT count(*) FROM kj_rules"), 1);
    CHECK_INT(number_of("c", "SELECT complete FROM kj_runs"), 1);
    CHECK_INT(number_of("c", "SELECT count(*) FROM findings"), 3);
    forget("a");
    forget("b");
    forget("c");
}

TEST(what_overlaps_and_differs_is_told)
{
    make_store("a", "o", "{\"x\":1}", KJ_PASS);
    make_store("b", "o", "{\"x\":2}", KJ_FAIL);
    merge("a", "b", "o ");
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_revisions"), 2);
    CHECK_INT(number_of("a", "SELECT fail FROM results"), 1); // of a, where one system passes
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_results"), 2);
    forget("a");
    forget("b");
}

// The next day's run: with the result there is, or with one of its own.
static void judge_next_day(const char *name, bool anew)
{
    KjSchema *schema = schema_of_all();
    KjError error = {.message = ""};
    int32_t day = DAY(2026, 4, 2);
    edit(name, "UPDATE kj_results SET until = NULL");
    KjStore *store = opened(name, KJ_STORE_WRITE);
    int64_t set = packs(store, "set"), run = begin_run(store, day, set, false);
    int64_t revision = put(store, "o", day, "{}");
    int64_t result = anew ? judge(store, schema, revision, set, day, KJ_PASS)
                          : known_on(store, revision, set, day);
    add(store, run, "o", result, NULL);
    CHECK(kj_store_run_complete(store, run, (KjStoreShard){0}, &error));
    kj_store_close(store);
    kj_schema_free(schema);
}

TEST(carried_over_here_and_judged_there_is_no_difference)
{
    make_store("a", "o", "{}", KJ_PASS);
    make_store("b", "o", "{}", KJ_PASS);
    judge_next_day("a", false);
    judge_next_day("b", true);
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_results"), 1);
    merge("a", "b", "");
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_results"), 2);
    CHECK_INT(number_of("a", "SELECT count(DISTINCT result) FROM kj_run_results"), 1);
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_results WHERE until IS NULL"), 1);
    CHECK_INT(number_of("a", "SELECT count(*) FROM kj_results WHERE until = '2026-04-03'"), 1);
    forget("a");
    forget("b");
}

TEST(an_unfinished_share_makes_an_unfinished_run)
{
    make_store("a", "o", "{}", KJ_PASS);
    make_store("b", "p", "{}", KJ_FAIL);
    edit("b", "UPDATE kj_runs SET complete = 0");
    merge("a", "b", "");
    CHECK_INT(number_of("a", "SELECT complete FROM kj_runs"), 0);
    forget("a");
    forget("b");
}

TEST(only_stores_are_merged)
{
    make_store("a", "o", "{}", KJ_PASS);
    forget("b");
    write_bytes("b", "something else, which is no database at all", 43);
    KjError error = {.message = ""};
    KjStore *store = opened("a", KJ_STORE_CREATE);
    CHECK(!kj_store_merge(store, place("b"), note_subject, NULL, &error));
    CHECK_INT(error.exit, KJ_EXIT_INPUT);
    CHECK(kj_store_begin(store, &error)); // no transaction was left open
    kj_store_close(store);
    forget("a");
    forget("b");
}

// ---- checking ----

static void note_problem(void *ctx, const char *what)
{
    kj_buf_printf(ctx, "%s\n", what);
}

// Verifies after an edit; part: what is told of it, NULL: nothing.
static void verify_after(const char *sql, const char *part)
{
    KjError error = {.message = ""};
    KjBuf told;
    make_store("v", "o", "{\"x\":1}", KJ_PASS);
    if (sql)
        edit("v", sql);
    kj_buf_init(&told, 0);
    kj_buf_puts(&told, "");
    KjStore *store = opened("v", KJ_STORE_READ);
    CHECK(kj_store_verify(store, note_problem, &told, &error));
    CHECK_STR(error.message, "");
    if (part && !strstr(told.data, part))
        CHECK_STR(told.data, part);
    if (!part)
        CHECK_STR(told.data, "");
    kj_store_close(store);
    kj_buf_clear(&told);
    forget("v");
}

TEST(verify_finds_what_was_changed)
{
    verify_after(NULL, NULL);
    verify_after("UPDATE kj_revisions SET facts = '{\"x\":2}'", "'o', revision 1: its facts");
    verify_after("UPDATE kj_piece_verdicts SET verdict = 2 WHERE verdict = 0",
                 "result 1: its counts");
    verify_after("UPDATE kj_piece_verdicts SET verdict = 2 - verdict; "
                 "UPDATE kj_piece_verdicts SET verdict = 0",
                 "result 1: its counts");
    verify_after("DELETE FROM kj_piece_verdicts WHERE verdict = 0", "result 1: its counts");
    verify_after("DELETE FROM kj_result_pieces", "result 1: its counts");
    verify_after("DELETE FROM kj_members WHERE member = 1", "result 1: its counts");
    verify_after("DELETE FROM kj_roster_records WHERE id = 's1'",
                 "a record that was judged is not there");
    verify_after("UPDATE kj_results SET roster = NULL", "a record that was judged is not there");
    verify_after("DELETE FROM kj_texts WHERE content = 'because'", "kj_piece_verdicts");
    verify_after("DELETE FROM kj_revisions", "kj_results: row 1 refers to a row");
    verify_after("DELETE FROM kj_rules", "kj_piece_verdicts");
    verify_after("UPDATE kj_packs SET files = '{\"r.lua\":\"y\"}'",
                 "pack 'base' is not what its hash says");
    verify_after("UPDATE kj_results SET as_of = '2026-04-02', until = NULL",
                 "'o' in run 1: its result is not for that day");
    verify_after("UPDATE kj_results SET until = as_of", "its result is not for that day");
    verify_after("UPDATE kj_run_results SET result = NULL", "'o' in run 1: there is no result");
}

// ---- questions ----

typedef struct Answer {
    KjBuf text;
    bool stop;
} Answer;

static void take_columns(void *ctx, size_t count, const char *const *names)
{
    for (size_t i = 0; i < count; i++)
        kj_buf_printf(&((Answer *)ctx)->text, "%s ", names[i]);
}

static bool take_row(void *ctx, const KjQueryRow *row)
{
    Answer *answer = ctx;
    for (size_t i = 0; i < row->count; i++)
        kj_buf_printf(&answer->text, "| %s%s ", row->nulls[i] ? "NULL" : row->texts[i].data,
                      row->numbers[i] ? "#" : "");
    return !answer->stop;
}

static void ask(KjStore *store, const char *sql, bool stop, const char *expected)
{
    KjError error = {.message = ""};
    Answer answer = {.stop = stop};
    KjText value = KJ_TEXT("s2");
    KjQuery query = {sql, &value, strchr(sql, '?') != NULL, true, &answer, take_columns, take_row};
    kj_buf_init(&answer.text, 0);
    CHECK(kj_store_query(store, &query, &error));
    CHECK_STR(error.message, "");
    CHECK_STR(answer.text.data, expected);
    kj_buf_clear(&answer.text);
}

static void refuse(KjStore *store, const char *sql, const char *part)
{
    KjError error = {.message = ""};
    Answer answer = {.stop = false};
    KjQuery query = {sql, NULL, 0, true, &answer, take_columns, take_row};
    kj_buf_init(&answer.text, 0);
    CHECK(!kj_store_query(store, &query, &error));
    CHECK_INT(error.exit, KJ_EXIT_USAGE);
    if (!strstr(error.message, part))
        CHECK_STR(error.message, part);
    kj_buf_clear(&answer.text);
}

TEST(questions_read_and_nothing_else)
{
    make_store(
        "a", "o",
        "{\"organization\":{\"id\":\"o\",\"type\":\"ministry\"},\"systems\":[{\"id\":\"s1\"},"
        "{\"id\":\"s2\",\"rto\":\"7200s\",\"standby\":{\"type\":\"hot\"},"
        "\"rlo\":[{\"after\":\"3600s\",\"percent\":\"50%\"}]}]}",
        KJ_PASS);
    KjStore *store = opened("a", KJ_STORE_READ);
    ask(store, "SELECT 1 AS one, NULL AS none, 'x' AS text;  ", false,
        "one none text | 1# | NULL | x ");
    ask(store, "SELECT id FROM systems WHERE id = ?1", false, "id | s2 ");
    ask(store, "SELECT id FROM systems ORDER BY 1", true, "id | s1 ");
    ask(store, "SELECT record, verdict, message FROM verdicts ORDER BY 1", false,
        "record verdict message | s1 | fail | because | s2 | pass | NULL ");
    // durations are seconds, percentages numbers, members of groups columns, lists of groups views
    ask(store, "SELECT rto, standby_type FROM systems WHERE id = 's2'", false,
        "rto standby_type | 7200# | hot ");
    ask(store, "SELECT organization, system, number, after, percent FROM system_rlo", false,
        "organization system number after percent | o | s2 | 1# | 3600# | 50.0# ");
    ask(store, "SELECT type, verdict, organizations, records FROM by_type ORDER BY 2", false,
        "type verdict organizations records | ministry | fail | 1# | 1# | ministry | pass | 1# | "
        "1# ");
    ask(store,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)"
        " SELECT sum(i) AS s FROM n",
        false, "s | 6# ");
    refuse(store, "", "no statement");
    refuse(store, "SELECT 1; SELECT 2", "one statement");
    refuse(store, "SELECT 1; DROP TABLE kj_runs", "one statement");
    refuse(store, "SELEC 1", "syntax error");
    refuse(store, "DELETE FROM kj_runs", "only statements that read");
    refuse(store, "UPDATE kj_runs SET complete = 0", "only statements that read");
    refuse(store, "CREATE TEMP TABLE t (x)", "only statements that read");
    refuse(store, "ATTACH '/tmp/x.db' AS x", "only statements that read");
    refuse(store, "VACUUM INTO '/tmp/x.db'", "only statements that read");
    refuse(store, "PRAGMA journal_mode = DELETE", "only statements that read");
    refuse(store, "PRAGMA user_version = 7", "only statements that read");
    refuse(store, "BEGIN", "only statements that read");
    refuse(store, "SELECT load_extension('x')", "not authorized");
    refuse(store, "SELECT abs(-9223372036854775807 - 1)", "integer overflow"); // while it runs
    refuse(store, "SELECT zeroblob(300000000)", "too big");
    ask(store, "SELECT count(*) AS n FROM kj_runs", false, "n | 1# ");
    kj_store_close(store);
    forget("a");
}

// A store that may be written refuses them, too.
TEST(questions_to_a_store_that_is_written_read_only)
{
    make_store("a", "o", "{}", KJ_PASS);
    KjStore *store = opened("a", KJ_STORE_WRITE);
    refuse(store, "DELETE FROM kj_runs", "only statements that read");
    put(store, "p", DAY(2026, 4, 1), "P"); // and can be written afterwards
    kj_store_close(store);
    forget("a");
}

TEST(views_follow_the_schema)
{
    KjError error = {.message = ""};
    KjSchema *schema = schema_of_all();
    make_store("a", "o", "{}", KJ_PASS);
    int64_t views = number_of("a", "SELECT count(*) FROM sqlite_master WHERE type = 'view'");
    edit("a", "CREATE VIEW mine AS SELECT 1; UPDATE kj_meta SET value = 'of before' WHERE name = "
              "'views'");
    KjStore *store = opened("a", KJ_STORE_WRITE);
    CHECK(kj_store_views(store, schema, &error));
    CHECK_STR(error.message, "");
    kj_store_close(store);
    CHECK_INT(number_of("a", "SELECT count(*) FROM sqlite_master WHERE type = 'view'"), views);
    kj_schema_free(schema);
    forget("a");
}

int main(void)
{
    return RUN(
        a_store_is_made_only_where_it_may_be, what_is_something_else_is_refused_and_stays_as_it_is,
        a_newer_store_is_refused, an_older_store_is_brought_up_to_date_where_it_may_be_written,
        a_step_that_fails_leaves_the_older_store,
        a_store_at_rest_is_one_file_and_needs_no_right_to_write, a_damaged_store_is_told,
        facts_are_in_force_from_their_day_until_the_next_ones, the_same_facts_are_no_new_revision,
        older_facts_can_come_back, an_input_is_known_as_long_as_what_came_of_it_is_in_force,
        what_was_not_committed_is_lost_and_nothing_else, two_writers_do_not_mix,
        a_result_is_known_by_facts_packs_and_day_and_runs_share_it,
        a_result_is_known_for_every_day_on_which_it_stands, a_run_is_pruned_of_what_is_gone,
        packs_come_out_as_they_went_in, shares_merge_into_one_run,
        what_overlaps_and_differs_is_told, carried_over_here_and_judged_there_is_no_difference,
        an_unfinished_share_makes_an_unfinished_run, only_stores_are_merged,
        verify_finds_what_was_changed, questions_read_and_nothing_else,
        questions_to_a_store_that_is_written_read_only, views_follow_the_schema);
}
