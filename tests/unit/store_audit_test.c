// Whatever somebody changes in a store with SQL is found by an audit with a head that was written down before:
// every column of every table, every row, their order, the journal itself.
#include "engine/store/journal.h"
#include "tests/unit/check.h"
#include "tests/unit/store_file.h"

#include <sodium.h>

typedef struct Told {
    int problems, warnings;
    char first[512], all[4096];
} Told;

static void note_problem(void *ctx, const char *what)
{
    Told *told = ctx;
    if (told->problems++ == 0)
        snprintf(told->first, sizeof told->first, "%s", what);
    size_t used = strlen(told->all);
    snprintf(told->all + used, sizeof told->all - used, "%s\n", what);
}

static void note_warning(void *ctx, const char *what)
{
    Told *told = ctx;
    (void)what;
    told->warnings++;
}

static KjStoreHead head_of(const char *name)
{
    KjError error = {.message = ""};
    KjStoreHead head = {.entry = 0};
    KjStore *store = kj_store_open(store_file_place(name), KJ_STORE_READ, KJ_EN, &error);
    CHECK_STR(error.message, "");
    CHECK(store && kj_store_head(store, &head, &error));
    kj_store_close(store);
    return head;
}

// A store that cannot be read any more is told of, too.
static Told look(const char *name, const KjStoreHead *head)
{
    Told told = {.problems = 0};
    KjStoreAudit audit = {head, note_problem, note_warning, &told};
    KjError error = {.message = ""};
    KjStore *store = kj_store_open(store_file_place(name), KJ_STORE_READ, KJ_EN, &error);
    if (!store || !kj_store_verify(store, note_problem, &told, &error) ||
        !kj_store_audit(store, &audit, &error))
        note_problem(&told, error.message);
    kj_store_close(store);
    return told;
}

// ---- a store with something in every table ----

static KjStore *open_to_write(const char *name)
{
    KjError error = {.message = ""};
    KjStore *store = kj_store_open(store_file_place(name), KJ_STORE_CREATE, KJ_EN, &error);
    CHECK_STR(error.message, "");
    return store;
}

// result 0: only somebody who could not be judged
static void add_share(const char *name, int32_t day, int64_t result)
{
    KjError error = {.message = ""};
    KjStore *store = open_to_write(name);
    KjStoreShard shard = {1, 2};
    int64_t run = 0;
    bool resumed;
    CHECK(kj_store_begin(store, &error) &&
          kj_store_run(store, day, 1, shard, &run, &resumed, &error));
    CHECK(kj_store_note(store, "run", "shares", &error));
    CHECK(!result || kj_store_run_add(store, run, shard, KJ_TEXT("o"), result, true, NULL, &error));
    CHECK(kj_store_run_add(store, run, shard, KJ_TEXT("=\t\\x\n"), 0, false, "why", &error));
    CHECK(kj_store_commit(store, &error));
    kj_store_close(store);
}

static void make(const char *name)
{
    char *sql = store_file_read("tests/store/version-1.sql");
    store_file_forget(name);
    store_file_edit(name, sql);
    store_file_edit(name,
                    "INSERT INTO kj_deviations VALUES (1, 'small/limit', 'looser', 'why', 'x', 1)");
    free(sql);
    add_share(name, 20605, 1); // 2026-06-01
    add_share(name, 20606, 3);
}

static void copy(const char *from, const char *to)
{
    static char bytes[1 << 20];
    FILE *in = fopen(store_file_place(from), "rb");
    store_file_forget(to);
    FILE *out = fopen(store_file_place(to), "wb");
    size_t len = fread(bytes, 1, sizeof bytes, in);
    CHECK(len < sizeof bytes && fwrite(bytes, 1, len, out) == len);
    fclose(in);
    fclose(out);
}

// ---- editing ----

typedef struct Cell {
    char table[64], column[64];
    int64_t row; // in the order in which they lie there
} Cell;

static sqlite3 *open_db(const char *name)
{
    sqlite3 *db;
    CHECK_INT(sqlite3_open(store_file_place(name), &db), SQLITE_OK);
    return db;
}

// The condition that finds the row: its key.
static void where_of(sqlite3 *db, const Cell *cell, char *where, size_t size)
{
    char sql[512];
    sqlite3_stmt *keys, *row;
    size_t len = (size_t)snprintf(where, size, "true");
    snprintf(sql, sizeof sql, "SELECT name FROM pragma_table_info('%s') WHERE pk", cell->table);
    sqlite3_prepare_v2(db, sql, -1, &keys, NULL);
    while (sqlite3_step(keys) == SQLITE_ROW) {
        const char *key = (const char *)sqlite3_column_text(keys, 0);
        snprintf(sql, sizeof sql, "SELECT quote(%s) FROM %s LIMIT 1 OFFSET %lld", key, cell->table,
                 (long long)cell->row);
        sqlite3_prepare_v2(db, sql, -1, &row, NULL);
        if (sqlite3_step(row) == SQLITE_ROW)
            len += (size_t)snprintf(where + len, size - len, " AND %s = %s", key,
                                    (const char *)sqlite3_column_text(row, 0));
        sqlite3_finalize(row);
    }
    sqlite3_finalize(keys);
}

// False: the tables' own rules forbid it, or it is none.
static bool edit(const char *name, const char *sql)
{
    sqlite3 *db = open_db(name);
    bool good = sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK && sqlite3_changes(db) > 0;
    sqlite3_close(db);
    return good;
}

// Numbers by one, or, where that is taken, by more.
static bool change_by(const char *name, const Cell *cell, int more)
{
    const char *table = cell->table, *column = cell->column;
    char where[1024], sql[2048];
    sqlite3 *db = open_db(name);
    where_of(db, cell, where, sizeof where);
    sqlite3_close(db);
    snprintf(sql, sizeof sql,
             "UPDATE OR IGNORE %s SET %s = CASE typeof(%s) WHEN 'integer' THEN %s + %d"
             " WHEN 'real' THEN %s + 1 WHEN 'text' THEN %s || 'x'"
             " WHEN 'blob' THEN x'00112233445566778899aabbccddeeff' ELSE (SELECT CASE type"
             " WHEN 'INTEGER' THEN 1 ELSE 'x' END FROM pragma_table_info('%s') WHERE name = '%s')"
             " END WHERE %s",
             table, column, column, column, more, column, column, table, column, where);
    return edit(name, sql);
}

static bool change_cell(const char *name, const Cell *cell)
{
    return change_by(name, cell, 1) || change_by(name, cell, 1000);
}

static bool delete_row(const char *name, const Cell *cell)
{
    char where[1024], sql[2048];
    sqlite3 *db = open_db(name);
    where_of(db, cell, where, sizeof where);
    sqlite3_close(db);
    snprintf(sql, sizeof sql, "DELETE FROM %s WHERE %s", cell->table, where);
    return edit(name, sql);
}

// What stands in the column in this row and in the next one. Unique ones by way of a third value.
static bool swap_cells(const char *name, const Cell *cell)
{
    char one[1024], two[1024], sql[8192];
    Cell next = *cell;
    next.row++;
    sqlite3 *db = open_db(name);
    where_of(db, cell, one, sizeof one);
    where_of(db, &next, two, sizeof two);
    sqlite3_close(db);
    snprintf(sql, sizeof sql,
             "CREATE TEMP TABLE t AS SELECT (SELECT %2$s FROM %1$s WHERE %3$s) AS a,"
             " (SELECT %2$s FROM %1$s WHERE %4$s) AS b;"
             "UPDATE OR FAIL %1$s SET %2$s = CASE WHEN typeof(%2$s) IN ('integer', 'real') THEN"
             " -99 ELSE x'99' || 'z' END WHERE %3$s AND (SELECT a IS NOT b FROM t);"
             "UPDATE OR FAIL %1$s SET %2$s = (SELECT a FROM t) WHERE %4$s;"
             "UPDATE OR FAIL %1$s SET %2$s = (SELECT b FROM t) WHERE %2$s IN (-99, x'99' || 'z')",
             cell->table, cell->column, one, two);
    return edit(name, sql);
}

// ---- tests ----

static int64_t row_count(const char *name, const char *table)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    return store_file_number(name, sql);
}

static char *cells_of(const char *name)
{
    return store_file_text(
        name, "SELECT group_concat(m.name || ' ' || c.name, char(10)) FROM sqlite_master m,"
              " pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1");
}

static bool next_cell(const char **at, Cell *cell)
{
    int used = 0;
    if (sscanf(*at, "%63s %63s %n", cell->table, cell->column, &used) != 2)
        return false;
    *at += used;
    return true;
}

// What a table holds, in an order that does not depend on where rows lie.
static char *content_of(const char *name, const char *table)
{
    char sql[512], *columns, *content;
    snprintf(sql, sizeof sql,
             "SELECT group_concat('quote(' || name || ')', ' || '','' || ') FROM"
             " pragma_table_info('%s')",
             table);
    columns = store_file_text(name, sql);
    snprintf(sql, sizeof sql,
             "SELECT group_concat(l, char(10)) FROM (SELECT %s AS l FROM %s ORDER BY 1)", columns,
             table);
    content = store_file_text(name, sql);
    free(columns);
    return content;
}

// Two rows that differ in one column have only changed places where that is swapped.
static bool is_same(const char *table)
{
    char *before = content_of("a", table), *now = content_of("b", table);
    bool same = strcmp(before, now) == 0;
    free(before);
    free(now);
    return same;
}

typedef bool Edit(const char *name, const Cell *cell);

// Whether it could be done; it must be found then.
static bool check_found(Edit *change, const char *what, const Cell *cell, const KjStoreHead *head)
{
    copy("a", "b");
    if (!change("b", cell))
        return false;
    Told told = look("b", head);
    if (told.problems == 0 && is_same(cell->table))
        return false;
    if (told.problems == 0)
        printf("%s %s.%s, row %lld, is not found\n", what, cell->table, cell->column,
               (long long)cell->row);
    CHECK(told.problems > 0);
    CHECK(told.first[0]);
    return true;
}

TEST(untouched_it_is_whole)
{
    make("a");
    KjStoreHead head = head_of("a");
    CHECK_INT(strlen(head.store), 32);
    CHECK(head.entry > 3);
    Told told = look("a", NULL);
    CHECK_STR(told.all, "");
    told = look("a", &head);
    CHECK_STR(told.all, "");
    add_share("a", 20900, 0); // what comes after the head and is consistent
    told = look("a", &head);
    CHECK_STR(told.all, "");
    store_file_forget("a");
}

TEST(every_column_of_every_table_and_every_row)
{
    make("a");
    KjStoreHead head = head_of("a");
    char *cells = cells_of("a");
    const char *at = cells;
    Cell cell;
    int tables = 0, columns = 0;
    char last[64] = "";
    while (next_cell(&at, &cell)) {
        int64_t rows = row_count("a", cell.table);
        bool done = false;
        CHECK(rows > 0);
        for (cell.row = 0; cell.row < rows; cell.row += cell.row == 2 && rows > 3 ? rows - 3 : 1) {
            done = check_found(change_cell, "changed", &cell, &head) || done;
            if (cell.row + 1 < rows)
                check_found(swap_cells, "swapped", &cell, &head);
        }
        if (!done)
            printf("%s.%s could not be changed\n", cell.table, cell.column);
        CHECK(done);
        columns++;
        if (strcmp(last, cell.table) == 0)
            continue;
        snprintf(last, sizeof last, "%s", cell.table);
        tables++;
        for (cell.row = 0; cell.row < rows && cell.row < 40; cell.row++)
            CHECK(check_found(delete_row, "deleted", &cell, &head));
    }
    CHECK_INT(tables,
              store_file_number("a", "SELECT count(*) FROM sqlite_master WHERE type = 'table'"));
    CHECK(columns > 80);
    free(cells);
    store_file_forget("a");
    store_file_forget("b");
}

TEST(a_thousand_edits_at_random)
{
    make("a");
    KjStoreHead head = head_of("a");
    char *cells = cells_of("a");
    Cell all[256];
    int count = 0, done = 0;
    uint64_t random = 7;
    for (const char *at = cells; count < 256 && next_cell(&at, &all[count]);)
        count++;
    for (int tries = 0; done < 1000 && tries < 20000; tries++) {
        static Edit *const edits[] = {change_cell, delete_row, swap_cells};
        random = random * 6364136223846793005u + 1442695040888963407u;
        Cell cell = all[(random >> 33) % (unsigned)count];
        cell.row = (int64_t)((random >> 20) % (uint64_t)row_count("a", cell.table));
        done += check_found(edits[(random >> 50) % 3], "at random:", &cell, &head);
    }
    CHECK_INT(done, 1000);
    free(cells);
    store_file_forget("a");
    store_file_forget("b");
}

TEST(what_is_added_is_found)
{
    static const char *const additions[] = {
        "INSERT INTO kj_organizations (id) VALUES ('new')",
        "INSERT INTO kj_texts (content) VALUES ('new')",
        "INSERT INTO kj_meta VALUES ('new', '')",
        "INSERT INTO kj_rosters (hash) VALUES (x'00')",
        "INSERT INTO kj_pieces (hash) VALUES (x'00')",
        "INSERT INTO kj_groups (hash) VALUES (x'00')",
        "INSERT INTO kj_members VALUES (1, 9)",
        "INSERT INTO kj_run_shards VALUES (1, 1, 1, 1)",
        "INSERT INTO kj_run_results (run, subject, carried, problem) VALUES (1, 'new', 0, 'x')",
        "INSERT INTO kj_runs (as_of, pack_set, number, complete) VALUES ('2026-01-01', 1, 1, 1)",
        "INSERT INTO kj_verdict_names VALUES (9, 'x', 'x', 'x')",
        "INSERT INTO kj_deviations VALUES (2, 'x', 'x', 'x', 'x', 0)",
        "INSERT INTO kj_pack_sets (hash) VALUES ('x')",
        "INSERT INTO kj_journal VALUES (99, '2026-01-01T00:00:00Z', 'x', '', '', x'00')",
        "CREATE TABLE new (a); INSERT INTO new VALUES (1)",
        "CREATE VIEW new AS SELECT 1; UPDATE kj_texts SET text = text WHERE text = 1",
        ("DROP VIEW findings; CREATE VIEW findings AS SELECT * FROM verdicts WHERE false;"
         "UPDATE kj_texts SET text = text WHERE text = 1")};
    make("a");
    KjStoreHead head = head_of("a");
    for (size_t i = 0; i < sizeof additions / sizeof *additions; i++) {
        copy("a", "b");
        CHECK(edit("b", additions[i]));
        Told told = look("b", &head);
        if (!told.problems)
            printf("not found: %s\n", additions[i]);
        CHECK(told.problems > 0);
    }
    store_file_forget("a");
    store_file_forget("b");
}

static Told after(const char *sql, const KjStoreHead *head)
{
    copy("a", "b");
    CHECK(edit("b", sql));
    return look("b", head);
}

TEST(it_is_said_where)
{
    make("a");
    KjStoreHead head = head_of("a");
    Told told = after("UPDATE kj_results SET fail = 0, pass = pass + fail WHERE result = 1", &head);
    CHECK(strstr(told.all, "entry 4 (2") &&
          strstr(told.all, "organization 'o', its result of 2026-06-01"));
    told = after("UPDATE kj_revisions SET name = 'x' WHERE revision = 1", &head);
    CHECK(strstr(told.all, "organization 'o', revision 1 is not what the journal says"));
    told = after("DELETE FROM kj_run_results WHERE run = 1 AND subject = 'o'", &head);
    CHECK(strstr(told.all, "run 1, 'o' is gone"));
    told = after("UPDATE kj_piece_verdicts SET verdict = 2 WHERE piece = 1 AND verdict = 0", &head);
    CHECK(strstr(told.all, "what it consists of is not that of its hash"));
    told = after("UPDATE kj_packs SET version = '9'", &head);
    CHECK(strstr(told.all, "pack 'small' is not what the journal says"));
    told = after("UPDATE kj_journal SET what = 'x' WHERE entry = 2", &head);
    CHECK(strstr(told.first, "entry 2 (2026-11-20T19:20:43Z, x) is not that of its hash"));
    told = after("DELETE FROM kj_journal WHERE entry = 2", &head);
    CHECK(strstr(told.first, "entry 2 is missing: after entry 1 comes entry 3"));
    store_file_forget("a");
    store_file_forget("b");
}

// As somebody does who knows how the journal is made, and rewrites all of it.
static void chain_again(const char *name)
{
    KjError error = {.message = ""};
    unsigned char hash[KJ_CHAIN_HASH];
    char hex[65], sql[256];
    KjStore *store = kj_store_open(store_file_place(name), KJ_STORE_READ, KJ_EN, &error);
    sqlite3 *db = open_db(name);
    sqlite3_stmt *all;
    CHECK(store && kj_journal_begin(store, hash, &error));
    kj_store_close(store);
    sqlite3_prepare_v2(db, "SELECT entry, at, what, detail, items FROM kj_journal ORDER BY 1", -1,
                       &all, NULL);
    while (sqlite3_step(all) == SQLITE_ROW) {
        KjEntry entry = {.number = sqlite3_column_int64(all, 0)};
        KjText *texts[] = {&entry.at, &entry.what, &entry.detail, &entry.items};
        for (int i = 0; i < 4; i++)
            *texts[i] = (KjText){(const char *)sqlite3_column_text(all, i + 1),
                                 (uint32_t)sqlite3_column_bytes(all, i + 1)};
        kj_journal_chain(&entry, hash);
        sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
        snprintf(sql, sizeof sql, "UPDATE kj_journal SET hash = x'%s' WHERE entry = %lld", hex,
                 (long long)entry.number);
        CHECK_INT(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    }
    sqlite3_finalize(all);
    sqlite3_close(db);
}

TEST(only_the_head_finds_what_was_rewritten_with_its_journal)
{
    make("a");
    KjStoreHead head = head_of("a");
    copy("a", "b");
    chain_again("b");
    Told told = look("b", &head); // the same journal
    CHECK_STR(told.all, "");
    CHECK(edit("b", "UPDATE kj_run_results SET problem = 'nothing' WHERE problem = 'why';"
                    "UPDATE kj_journal SET items = replace(items, char(9) || 'why', char(9) || "
                    "'nothing')"));
    chain_again("b");
    told = look("b", NULL);
    CHECK_STR(told.all, "");
    told = look("b", &head);
    CHECK_INT(told.problems, 1);
    CHECK(strstr(told.first, "is not that of the head"));
    // cut off behind an entry, with the rows of what came later
    copy("a", "b");
    CHECK(edit("b",
               "DELETE FROM kj_run_results WHERE run = 5; DELETE FROM kj_run_shards WHERE run = 5;"
               "DELETE FROM kj_runs WHERE run = 5;"
               "DELETE FROM kj_journal WHERE entry = (SELECT max(entry) FROM kj_journal)"));
    told = look("b", NULL);
    CHECK_STR(told.all, "");
    told = look("b", &head);
    CHECK(strstr(told.all, "of the head") && strstr(told.all, "is missing"));
    // two entries change places
    copy("a", "b");
    CHECK(edit("b", "UPDATE kj_journal SET entry = 99 WHERE entry = 5;"
                    "UPDATE kj_journal SET entry = 5 WHERE entry = 6;"
                    "UPDATE kj_journal SET entry = 6 WHERE entry = 99"));
    CHECK(look("b", NULL).problems > 0);
    chain_again("b");
    CHECK(look("b", &head).problems > 0);
    store_file_forget("a");
    store_file_forget("b");
}

static void no_conflict(void *ctx, const char *subject)
{
    (void)ctx;
    CHECK_STR(subject, "");
}

TEST(merged_stores_are_whole_and_have_a_journal_of_their_own)
{
    KjError error = {.message = ""};
    make("a");
    KjStoreHead head = head_of("a");
    store_file_forget("b");
    for (int time = 0; time < 2; time++) { // the second time nothing is new
        KjStore *store = open_to_write("b");
        CHECK(kj_store_merge(store, store_file_place("a"), no_conflict, NULL, &error));
        CHECK_STR(error.message, "");
        kj_store_close(store);
        Told told = look("b", NULL);
        CHECK_STR(told.all, "");
    }
    Told told = look("b", &head);
    CHECK(strstr(told.all, "the head is that of another store"));
    CHECK(strcmp(head_of("b").store, head.store) != 0);
    CHECK_INT(store_file_number("b", "SELECT count(*) FROM kj_journal WHERE what = 'merge'"), 2);
    CHECK_INT(store_file_number("b", "SELECT count(*) FROM kj_journal WHERE items LIKE"
                                     " '%+result%'"),
              1);
    // digests of results are the same in both
    static const char digests[] =
        "WITH RECURSIVE l(line, rest) AS (SELECT '', group_concat(items, '') FROM kj_journal"
        " UNION ALL SELECT substr(rest, 1, instr(rest, char(10)) - 1),"
        " substr(rest, instr(rest, char(10)) + 1) FROM l WHERE rest <> '')"
        " SELECT group_concat(d, ' ') FROM (SELECT substr(line, -64) AS d FROM l"
        " WHERE line LIKE '+result%' ORDER BY 1)";
    char *here = store_file_text("a", digests), *there = store_file_text("b", digests);
    CHECK(strlen(here) > 64);
    CHECK_STR(there, here);
    free(here);
    free(there);
    store_file_forget("a");
    store_file_forget("b");
}

// An entry from tomorrow: those after it are written before its time.
TEST(a_clock_that_was_set_back_is_told_and_breaks_nothing)
{
    make("a");
    CHECK(edit("a", "UPDATE kj_journal SET at = '2999-01-01T00:00:00Z' WHERE entry ="
                    " (SELECT max(entry) FROM kj_journal)"));
    chain_again("a");
    KjStore *store = open_to_write("a");
    KjError error = {.message = ""};
    CHECK(!kj_store_clock_set_back(store));
    CHECK(kj_store_begin(store, &error) && kj_store_note(store, "import", "x", &error) &&
          kj_store_commit(store, &error));
    CHECK(kj_store_clock_set_back(store));
    kj_store_close(store);
    KjStoreHead head = head_of("a");
    Told told = look("a", &head);
    CHECK_STR(told.all, "");
    CHECK_INT(told.warnings, 1);
    store_file_forget("a");
}

int main(void)
{
    return RUN(untouched_it_is_whole, every_column_of_every_table_and_every_row,
               a_thousand_edits_at_random, what_is_added_is_found, it_is_said_where,
               only_the_head_finds_what_was_rewritten_with_its_journal,
               merged_stores_are_whole_and_have_a_journal_of_their_own,
               a_clock_that_was_set_back_is_told_and_breaks_nothing);
}
