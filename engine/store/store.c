#include "engine/store/journal.h"
#include "engine/store/pieces.h"
#include "engine/store/schema.h"
#include "engine/store/store_parts.h"

#include <assert.h>
#include <string.h>

KjStore *kj_store_open(const char *path, KjStoreMode mode, KjLang lang, KjError *error)
{
    static const KjDbMode modes[] = {[KJ_STORE_READ] = KJ_DB_READ,
                                     [KJ_STORE_WRITE] = KJ_DB_WRITE,
                                     [KJ_STORE_CREATE] = KJ_DB_CREATE};
    KjStore *store = kj_alloc(sizeof *store);
    store->arena = kj_arena_new();
    store->writes = mode != KJ_STORE_READ;
    path = kj_arena_strndup(store->arena, path, strlen(path));
    if (kj_db_open(&store->db, path, modes[mode], lang, error) &&
        kj_store_prepare(store, mode != KJ_STORE_READ, error))
        return store;
    kj_store_close(store);
    return NULL;
}

void kj_store_close(KjStore *store)
{
    if (!store)
        return;
    kj_db_close(&store->db, store->writes);
    kj_pieces_free(store->pieces);
    kj_arena_free(store->arena);
    kj_free(store);
}

void kj_store_patience(KjStore *store, int milliseconds)
{
    sqlite3_busy_timeout(store->db.handle, milliseconds);
}

bool kj_store_begin(KjStore *store, KjError *error)
{
    return kj_db_run(&store->db, "BEGIN IMMEDIATE", error);
}

bool kj_store_commit(KjStore *store, KjError *error)
{
    return kj_journal_write(store, error) && kj_db_run(&store->db, "COMMIT", error);
}

sqlite3_stmt *kj_store_statement(KjStore *store, const char *sql, KjError *error)
{
    size_t i = 0;
    while (i < KJ_STORE_STATEMENTS && store->statements[i].sql && store->statements[i].sql != sql)
        i++;
    assert(i < KJ_STORE_STATEMENTS);
    if (!store->statements[i].sql) {
        store->statements[i].statement = kj_db_prepare(&store->db, sql, error);
        store->statements[i].sql = store->statements[i].statement ? sql : NULL;
    }
    return store->statements[i].statement;
}

void kj_store_bind_day(sqlite3_stmt *statement, int at, int32_t day)
{
    KjBuf text;
    size_t len;
    if (!statement)
        return;
    kj_buf_init(&text, 0);
    kj_date_write(&text, day);
    char *date = kj_buf_take(&text, &len);
    sqlite3_bind_text(statement, at, date, (int)len, kj_free); /* a copy could fail, unnoticed */
}

bool kj_store_number(KjStore *store, sqlite3_stmt *statement, int64_t *number, KjError *error)
{
    bool found, good = kj_db_row(&store->db, statement, &found, error);
    *number = good && found ? sqlite3_column_int64(statement, 0) : 0;
    kj_db_reset(statement);
    return good;
}

bool kj_store_insert(KjStore *store, sqlite3_stmt *statement, int64_t *number, KjError *error)
{
    bool good = kj_db_done(&store->db, statement, error);
    *number = good ? sqlite3_last_insert_rowid(store->db.handle) : 0;
    return good;
}
