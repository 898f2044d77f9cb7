/* The beginning and the end of runs, whole or by shares: what is known of each share of a run, and what is
 * missing of all. A run of which no share is noted is whole. */
#include "engine/store/store_parts.h"

/* The last run of this day and these packs, if it can go on: a whole one that was interrupted, or one by as many
 * shares that has not got this one yet. *began: this share was begun already. */
static bool find_run(KjStore *store, int32_t as_of, int64_t pack_set, KjStoreShard shard,
                     int64_t *run, bool *began, KjError *error)
{
    bool found;
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "SELECT u.run, o.shard IS NOT NULL FROM (SELECT run, complete FROM kj_runs"
        " WHERE as_of = ?1 AND pack_set = ?2 ORDER BY number DESC LIMIT 1) u"
        " LEFT JOIN kj_run_shards o ON o.run = u.run AND o.shard = ?3"
        " WHERE NOT u.complete AND NOT ifnull(o.complete, 0)"
        " AND ifnull((SELECT max(shards) FROM kj_run_shards s WHERE s.run = u.run), 0) = ?4",
        error);
    if (!statement)
        return false;
    kj_store_bind_day(statement, 1, as_of);
    sqlite3_bind_int64(statement, 2, pack_set);
    sqlite3_bind_int64(statement, 3, shard.number);
    sqlite3_bind_int64(statement, 4, shard.count);
    bool good = kj_db_row(&store->db, statement, &found, error);
    *run = good && found ? sqlite3_column_int64(statement, 0) : 0;
    *began = *run && (!shard.count || sqlite3_column_int(statement, 1));
    kj_db_reset(statement);
    return good;
}

static bool new_run(KjStore *store, int32_t as_of, int64_t pack_set, int64_t *run, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "INSERT INTO kj_runs (as_of, pack_set, number, complete) VALUES (?1, ?2,"
        " (SELECT ifnull(max(number), 0) + 1 FROM kj_runs WHERE as_of = ?1 AND pack_set = ?2), 0)",
        error);
    if (!statement)
        return false;
    kj_store_bind_day(statement, 1, as_of);
    sqlite3_bind_int64(statement, 2, pack_set);
    return kj_store_insert(store, statement, run, error);
}

/* Runs a statement over a run and one of its shares. */
static bool note(KjStore *store, const char *sql, int64_t run, KjStoreShard shard, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(store, sql, error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, run);
    sqlite3_bind_int64(statement, 2, shard.number);
    sqlite3_bind_int64(statement, 3, shard.count);
    return kj_db_done(&store->db, statement, error);
}

bool kj_store_run(KjStore *store, int32_t as_of, int64_t pack_set, KjStoreShard shard, int64_t *run,
                  bool *resumed, KjError *error)
{
    return find_run(store, as_of, pack_set, shard, run, resumed, error) &&
           (*run || new_run(store, as_of, pack_set, run, error)) &&
           (!shard.count ||
            note(store, "INSERT OR IGNORE INTO kj_run_shards VALUES (?1, ?2, ?3, 0)", *run, shard,
                 error));
}

bool kj_store_run_complete(KjStore *store, int64_t run, KjStoreShard shard, KjError *error)
{
    return (!shard.count || note(store,
                                 "UPDATE kj_run_shards SET complete = 1 WHERE run = ?1 AND shard = "
                                 "?2 AND shards = ?3",
                                 run, shard, error)) &&
           note(store,
                "UPDATE kj_runs SET complete = ?3 = (SELECT count(*) FROM kj_run_shards s"
                " WHERE s.run = ?1 AND s.complete) WHERE run = ?1",
                run, shard, error);
}

/* ---- what is missing ---- */

static bool count_shards(KjStore *store, int64_t run, uint32_t *count, KjError *error)
{
    int64_t number = 0;
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT max(shards) FROM kj_run_shards WHERE run = ?", error);
    if (statement)
        sqlite3_bind_int64(statement, 1, run);
    if (!kj_store_number(store, statement, &number, error))
        return false;
    *count = (uint32_t)number;
    return (number >= 0 && number <= KJ_STORE_SHARDS_MOST) || kj_db_damaged(&store->db, error);
}

/* Shares of a run that are done come in their order, each once. */
static void note_missing(KjStoreMissing *missing, uint32_t *next, int64_t done)
{
    for (; *next < done && *next <= missing->shards; ++*next)
        missing->numbers[missing->count++] = *next;
    if (*next == done)
        ++*next;
}

bool kj_store_missing(KjStore *store, int64_t run, KjArena *arena, KjStoreMissing *missing,
                      KjError *error)
{
    uint32_t next = 1;
    bool found = true, good = true;
    *missing = (KjStoreMissing){0};
    if (!count_shards(store, run, &missing->shards, error))
        return false;
    sqlite3_stmt *statement = kj_store_statement(
        store, "SELECT shard FROM kj_run_shards WHERE run = ? AND complete ORDER BY shard", error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, run);
    missing->numbers = kj_arena_array(arena, missing->shards + 1, sizeof *missing->numbers);
    while (good && (good = kj_db_row(&store->db, statement, &found, error)) && found)
        note_missing(missing, &next, sqlite3_column_int64(statement, 0));
    note_missing(missing, &next, (int64_t)missing->shards + 1);
    kj_db_reset(statement);
    return good;
}
