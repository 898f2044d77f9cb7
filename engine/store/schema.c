/* Every version's step is one text, and where rows change their form a function between two texts; a
 * store runs through those it has not seen yet, in one transaction. What SQL users read are the views (views.c); these tables are made to be small and to be
 * written fast: numbers for what repeats, rows in the order in which they come. */
#include "engine/store/schema.h"

#include "engine/store/journal.h"
#include "engine/store/journal_things.h"
#include "engine/store/upgrade.h"

#include <stdio.h>

#define APPLICATION 0x6B696A75 /* "kiju" */

typedef struct Step {
    const char *before;
    bool (*fill)(KjStore *store, KjError *error); /* may be NULL, as after may */
    const char *after;
} Step;

static const char tables_1[] =
    "CREATE TABLE kj_organizations ("
    " organization INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;"
    /* the facts of an organisation as they were from a day on: a data file in canonical JSON */
    "CREATE TABLE kj_revisions ("
    " revision INTEGER PRIMARY KEY,"
    " organization INTEGER NOT NULL REFERENCES kj_organizations,"
    " number INTEGER NOT NULL,"
    " since TEXT NOT NULL,"
    " hash TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " size INTEGER NOT NULL," /* of the facts, in bytes */
    " facts TEXT NOT NULL,"
    " UNIQUE (organization, number), UNIQUE (organization, since, hash)) STRICT;"
    /* what was read last under a name, and what came of it */
    "CREATE TABLE kj_inputs ("
    " name TEXT PRIMARY KEY,"
    " hash TEXT NOT NULL,"
    " revision INTEGER NOT NULL REFERENCES kj_revisions) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_packs ("
    " pack INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL, version TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,"
    " title_ja TEXT NOT NULL, title_en TEXT NOT NULL, files TEXT NOT NULL) STRICT;"
    "CREATE TABLE kj_pack_sets ("
    " pack_set INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE kj_pack_set_members ("
    " pack_set INTEGER NOT NULL REFERENCES kj_pack_sets,"
    " pack INTEGER NOT NULL REFERENCES kj_packs,"
    " judged INTEGER NOT NULL,"
    " PRIMARY KEY (pack_set, pack)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_rules ("
    " rule INTEGER PRIMARY KEY,"
    " pack INTEGER NOT NULL REFERENCES kj_packs,"
    " name TEXT NOT NULL, clause TEXT NOT NULL, level TEXT NOT NULL, actor TEXT NOT NULL,"
    " title_ja TEXT NOT NULL, title_en TEXT NOT NULL,"
    " UNIQUE (pack, name)) STRICT;"
    "CREATE TABLE kj_verdict_names ("
    " verdict INTEGER PRIMARY KEY, name TEXT NOT NULL, ja TEXT NOT NULL, en TEXT NOT NULL) STRICT;"
    /* what judging a revision gave: any number of runs share it */
    "CREATE TABLE kj_results ("
    " result INTEGER PRIMARY KEY,"
    " revision INTEGER NOT NULL REFERENCES kj_revisions,"
    " pack_set INTEGER NOT NULL REFERENCES kj_pack_sets,"
    " as_of TEXT NOT NULL,"
    " pass INTEGER NOT NULL, partial INTEGER NOT NULL, fail INTEGER NOT NULL,"
    " unknown INTEGER NOT NULL, waived INTEGER NOT NULL, not_applicable INTEGER NOT NULL,"
    " error INTEGER NOT NULL,"
    " UNIQUE (revision, pack_set, as_of)) STRICT;"
    "CREATE TABLE kj_records ("
    " result INTEGER NOT NULL REFERENCES kj_results,"
    " record INTEGER NOT NULL,"
    " kind TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY (result, record)) STRICT, WITHOUT ROWID;"
    /* every verdict but n/a, which only the counts of the result tell */
    "CREATE TABLE kj_verdicts ("
    " result INTEGER NOT NULL REFERENCES kj_results,"
    " rule INTEGER NOT NULL REFERENCES kj_rules,"
    " record INTEGER NOT NULL,"
    " verdict INTEGER NOT NULL REFERENCES kj_verdict_names,"
    " underlying INTEGER REFERENCES kj_verdict_names,"
    " message TEXT, settled_by TEXT,"
    " PRIMARY KEY (result, rule, record)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_derived ("
    " result INTEGER NOT NULL REFERENCES kj_results,"
    " record INTEGER NOT NULL,"
    " field TEXT NOT NULL,"
    " value ANY,"
    " PRIMARY KEY (result, record, field)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_deviations ("
    " result INTEGER NOT NULL REFERENCES kj_results,"
    " parameter TEXT NOT NULL, direction TEXT NOT NULL, reason TEXT NOT NULL,"
    " approved_by TEXT NOT NULL, finding INTEGER NOT NULL,"
    " PRIMARY KEY (result, parameter)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_runs ("
    " run INTEGER PRIMARY KEY,"
    " as_of TEXT NOT NULL,"
    " pack_set INTEGER NOT NULL REFERENCES kj_pack_sets,"
    " number INTEGER NOT NULL," /* among the runs of this day and these packs */
    " complete INTEGER NOT NULL,"
    " UNIQUE (as_of, pack_set, number)) STRICT;"
    /* who was looked at in a run: with a result, or with what made one impossible */
    "CREATE TABLE kj_run_results ("
    " run INTEGER NOT NULL REFERENCES kj_runs,"
    " subject TEXT NOT NULL," /* the organisation's id; its file, where the id could not be read */
    " result INTEGER REFERENCES kj_results,"
    " carried INTEGER NOT NULL," /* the result of an earlier run: nothing had changed */
    " problem TEXT,"
    " PRIMARY KEY (run, subject)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_journal ("
    " entry INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL) "
    "STRICT;"
    "CREATE TABLE kj_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX kj_run_results_by_result ON kj_run_results (result);"
    "INSERT INTO kj_verdict_names VALUES (0, 'fail', '不適合', 'fail'), (1, 'unknown', '未確認', "
    "'unknown'),"
    " (2, 'pass', '適合', 'pass'), (3, 'partial', '一部適合', 'partial'), (4, 'waived', "
    "'例外措置', 'waived'),"
    " (5, 'n/a', '対象外', 'n/a'), (6, 'error', '処理エラー', 'error');";

/* What results have in common is kept once (pieces.h). */
static const char tables_2[] =
    "CREATE TABLE kj_texts (text INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE kj_groups ("
    " record_group INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE kj_members ("
    " record_group INTEGER NOT NULL REFERENCES kj_groups,"
    " member INTEGER NOT NULL," /* among the records of its kind, by id, from 0 */
    " PRIMARY KEY (record_group, member)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_rosters (roster INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE kj_roster_records ("
    " roster INTEGER NOT NULL REFERENCES kj_rosters,"
    " record INTEGER NOT NULL," /* the text that is its kind's name << 32, + member */
    " id TEXT NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY (roster, record)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_pieces (piece INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE) STRICT;"
    /* every verdict but n/a, which only the counts of the result tell */
    "CREATE TABLE kj_piece_verdicts ("
    " piece INTEGER NOT NULL REFERENCES kj_pieces,"
    " number INTEGER NOT NULL,"
    " kind INTEGER NOT NULL REFERENCES kj_texts,"
    " rule INTEGER NOT NULL REFERENCES kj_rules,"
    " verdict INTEGER NOT NULL REFERENCES kj_verdict_names,"
    " underlying INTEGER REFERENCES kj_verdict_names,"
    " message INTEGER REFERENCES kj_texts,"
    " settled_by INTEGER REFERENCES kj_texts,"
    " record_group INTEGER NOT NULL REFERENCES kj_groups,"
    " PRIMARY KEY (piece, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_piece_values ("
    " piece INTEGER NOT NULL REFERENCES kj_pieces,"
    " number INTEGER NOT NULL,"
    " kind INTEGER NOT NULL REFERENCES kj_texts,"
    " field INTEGER NOT NULL REFERENCES kj_texts,"
    " value ANY,"
    " record_group INTEGER NOT NULL REFERENCES kj_groups,"
    " PRIMARY KEY (piece, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kj_result_pieces ("
    " result INTEGER NOT NULL REFERENCES kj_results,"
    " what INTEGER NOT NULL," /* 1 verdicts, 2 values */
    " piece INTEGER NOT NULL REFERENCES kj_pieces,"
    " PRIMARY KEY (result, what, piece)) STRICT, WITHOUT ROWID;"
    "ALTER TABLE kj_results ADD COLUMN roster INTEGER REFERENCES kj_rosters;";

/* The tables of version 1, for who reads: a row per verdict, record, value. */
static const char views_2[] =
    "DROP TABLE kj_verdicts; DROP TABLE kj_derived; DROP TABLE kj_records;"
    "CREATE VIEW kj_verdicts AS SELECT rp.result, v.rule, (v.kind << 32) + m.member AS record,"
    " v.verdict, v.underlying, (SELECT content FROM kj_texts WHERE text = v.message) AS message,"
    " (SELECT content FROM kj_texts WHERE text = v.settled_by) AS settled_by"
    " FROM kj_result_pieces rp JOIN kj_piece_verdicts v USING (piece)"
    " JOIN kj_members m USING (record_group) WHERE rp.what = 1;"
    "CREATE VIEW kj_records AS SELECT r.result, c.record,"
    " (SELECT content FROM kj_texts WHERE text = c.record >> 32) AS kind, c.id, c.name"
    " FROM kj_results r JOIN kj_roster_records c USING (roster);"
    "CREATE VIEW kj_derived AS SELECT rp.result, (v.kind << 32) + m.member AS record,"
    " (SELECT content FROM kj_texts WHERE text = v.field) AS field, v.value"
    " FROM kj_result_pieces rp JOIN kj_piece_values v USING (piece)"
    " JOIN kj_members m USING (record_group) WHERE rp.what = 2;";

/* The first later day for which a result could be another one (NULL: none), of older ones the next day. Which shares of a run are there, and whose
 * share a line of it is; 0: it has none. */
static const char tables_3[] =
    "ALTER TABLE kj_results ADD COLUMN until TEXT;"
    "UPDATE kj_results SET until = date(as_of, '+1 day');"
    "CREATE TABLE kj_run_shards ("
    " run INTEGER NOT NULL REFERENCES kj_runs,"
    " shard INTEGER NOT NULL, shards INTEGER NOT NULL," /* I of N */
    " complete INTEGER NOT NULL,"
    " PRIMARY KEY (run, shard)) STRICT, WITHOUT ROWID;"
    "ALTER TABLE kj_run_results ADD COLUMN shard INTEGER NOT NULL DEFAULT 0;";

/* The journal becomes a chain; each store has a name, chosen at random. */
static const char tables_4[] =
    "CREATE TABLE kj_chain ("
    " entry INTEGER PRIMARY KEY, at TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL,"
    " items TEXT NOT NULL, hash BLOB NOT NULL) STRICT;"
    "INSERT INTO kj_chain SELECT row_number() OVER (ORDER BY entry), at, what, detail, '', x''"
    " FROM kj_journal ORDER BY entry;"
    "DROP TABLE kj_journal; ALTER TABLE kj_chain RENAME TO kj_journal;"
    "INSERT INTO kj_meta VALUES ('store', lower(hex(randomblob(16))));";

static const Step steps[KJ_STORE_VERSION] = {
    {tables_1, NULL, NULL},
    {tables_2, kj_upgrade_to_pieces, views_2},
    {tables_3, NULL, NULL},
    {tables_4, NULL, NULL},
};

static bool read_number(KjDb *db, const char *sql, int64_t *number, KjError *error)
{
    bool found = false;
    sqlite3_stmt *statement = kj_db_prepare(db, sql, error);
    bool good = kj_db_row(db, statement, &found, error);
    *number = found ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return good;
}

static bool refuse(const KjDb *db, KjError *error, const char *ja, const char *en)
{
    kj_error_set(error, KJ_EXIT_INPUT, "%s: %s", db->path, db->lang == KJ_JA ? ja : en);
    return false;
}

static bool run_step(KjStore *store, const Step *step, KjError *error)
{
    return kj_db_run(&store->db, step->before, error) &&
           (!step->fill || step->fill(store, error)) &&
           (!step->after || kj_db_run(&store->db, step->after, error));
}

/* Another program may have done it while this one waited for its turn. */
static bool migrate(KjStore *store, KjError *error)
{
    KjDb *db = &store->db;
    char version[128];
    int64_t from = 0;
    bool good = kj_db_run(db, "BEGIN IMMEDIATE", error) &&
                read_number(db, "PRAGMA user_version", &from, error);
    if (good && from >= KJ_STORE_VERSION)
        return kj_db_run(db, "ROLLBACK", error);
    for (int64_t v = from; good && v < KJ_STORE_VERSION; v++)
        good = run_step(store, &steps[v], error);
    good = good && kj_journal_adopt(store, from, error);
    snprintf(version, sizeof version, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION, KJ_STORE_VERSION);
    good = good && kj_db_run(db, version, error) && kj_db_run(db, "COMMIT", error);
    if (!good)
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return good;
}

/* How commits are made safe and fast: with a write-ahead log, one sync a checkpoint. What a crash can
 * cost is the commits since then, never the file. */
static bool set_up(KjDb *db, bool may_write, KjError *error)
{
    return kj_db_run(db, "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY", error) &&
           (!may_write || kj_db_run(db,
                                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                                    "PRAGMA cache_size = -32000",
                                    error));
}

/* A store has no triggers of its own: one that somebody put into the file would change what is written
 * to it, unseen. */
static bool has_no_triggers(KjDb *db, KjError *error)
{
    int64_t triggers;
    if (!read_number(db, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'", &triggers,
                     error))
        return false;
    return triggers == 0 ||
           refuse(
               db, error,
               "kijun のものでないトリガーがあり、書いたものが変わってしまいます。DROP TRIGGER で"
               "除くか、控えから戻してください",
               "it holds triggers that are not kijun's and change what is written to it; take "
               "them out with DROP TRIGGER, or restore it from a copy");
}

bool kj_store_prepare(KjStore *store, bool may_write, KjError *error)
{
    KjDb *db = &store->db;
    int64_t application, version, tables;
    if (!read_number(db, "PRAGMA application_id", &application, error) ||
        !read_number(db, "PRAGMA user_version", &version, error) ||
        !read_number(db, "SELECT count(*) FROM sqlite_master", &tables, error))
        return false;
    if (application == 0 && version == 0 && tables == 0 && !may_write)
        return refuse(db, error,
                      "まだ何も入っていません。kijun assess --store か kijun store import で入れて"
                      "ください",
                      "there is nothing in it yet; kijun assess --store or kijun store import puts "
                      "something there");
    if (application != APPLICATION &&
        (application != 0 || version != 0 || tables != 0 || !may_write))
        return refuse(db, error, "kijun の保管庫ではありません。別のファイルを指定してください",
                      "it is not a store of kijun; name another file");
    if (version < 0) /* none that ever was */
        return kj_db_damaged(db, error);
    if (version > KJ_STORE_VERSION)
        return refuse(db, error,
                      "新しい版の kijun が作った保管庫です。その版以上の kijun で開いてください",
                      "it was made by a newer kijun; open it with that one");
    if (version < KJ_STORE_VERSION && !may_write)
        return refuse(
            db, error,
            "古い版の kijun が作った保管庫です。書き込みのできる所で一度 kijun assess --store か "
            "kijun store import を行えば改まります",
            "it was made by an older kijun; kijun assess --store or kijun store import brings "
            "it up to date where it can be written");
    return has_no_triggers(db, error) && set_up(db, may_write, error) &&
           kj_things_prepare(store, error) &&
           (version == KJ_STORE_VERSION || migrate(store, error)) &&
           (!may_write || kj_things_watch(store, error));
}
