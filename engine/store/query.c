/* SQL from people: one statement, and only if it reads. The connection of a store that was opened for
 * reading could not write anyway; the authorizer keeps it from other files. */
#include "engine/store/store_parts.h"

#include <string.h>

#define MOST_VALUE (256 << 20) /* bytes of one value: a slip of the pen does not fill the memory */

static int authorize(void *ctx, int action, const char *a, const char *b, const char *database,
                     const char *trigger)
{
    (void)ctx;
    (void)a;
    (void)database;
    (void)trigger;
    if (action == SQLITE_FUNCTION && b &&
        (strcmp(b, "load_extension") == 0 ||
         strcmp(b, "fts3_tokenizer") == 0)) /* shows an address */
        return SQLITE_DENY;
    return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION ||
                   action == SQLITE_RECURSIVE
               ? SQLITE_OK
               : SQLITE_DENY;
}

static bool usage(KjStore *store, KjError *error, const char *ja, const char *en)
{
    kj_error_set(error, KJ_EXIT_USAGE, "%s", store->db.lang == KJ_JA ? ja : en);
    return false;
}

static bool only_reading(KjStore *store, KjError *error)
{
    return usage(store, error, "SQL: 保管庫を読み出す文 (SELECT) だけが使えます",
                 "SQL: only statements that read the store (SELECT)");
}

/* What SQLite says against a statement, before or while it runs; otherwise it is the store that fails. */
static bool refused(KjStore *store, const KjQuery *query, KjError *error)
{
    int code = sqlite3_errcode(store->db.handle);
    if (!query->asked || (code != SQLITE_ERROR && code != SQLITE_TOOBIG && code != SQLITE_MISMATCH))
        return kj_db_failed(&store->db, error);
    kj_error_set(error, KJ_EXIT_USAGE,
                 store->db.lang == KJ_JA
                     ? "SQL を実行できません: %s。問い合わせられる表と列は doc/store.md にあります"
                     : "SQL: %s; doc/store.md tells which tables and columns there are",
                 sqlite3_errmsg(store->db.handle));
    return false;
}

static bool prepare(KjStore *store, const KjQuery *query, sqlite3_stmt **statement, KjError *error)
{
    const char *rest = NULL;
    int code = sqlite3_prepare_v2(store->db.handle, query->sql, -1, statement, &rest);
    if (code == SQLITE_AUTH)
        return only_reading(store, error);
    if (code != SQLITE_OK)
        return refused(store, query, error);
    if (!*statement)
        return usage(store, error, "SQL: 文がありません", "SQL: there is no statement");
    if (rest[strspn(rest, " \t\r\n;")])
        return usage(store, error, "SQL: 一度に書けるのは一つの文だけです",
                     "SQL: only one statement at a time");
    return sqlite3_stmt_readonly(*statement) || only_reading(store, error);
}

static bool run(KjStore *store, sqlite3_stmt *statement, const KjQuery *query, KjError *error)
{
    size_t count = (size_t)sqlite3_column_count(statement);
    KjText *texts = kj_alloc_array(count + 1, sizeof *texts);
    bool *flags = kj_alloc_array(2 * count + 1, sizeof *flags);
    KjQueryRow row = {count, texts, flags, flags + count};
    bool good = true;
    for (int code; good && (code = sqlite3_step(statement)) != SQLITE_DONE;) {
        for (size_t i = 0; code == SQLITE_ROW && i < count; i++) {
            int type = sqlite3_column_type(statement, (int)i);
            flags[i] = type == SQLITE_NULL;
            flags[count + i] = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
            texts[i] = kj_db_column(statement, (int)i);
        }
        if (code != SQLITE_ROW || kj_db_has_failed(&store->db))
            good = refused(store, query, error);
        else if (!query->each(query->ctx, &row))
            break;
    }
    kj_free(texts);
    kj_free(flags);
    return good;
}

static void tell_columns(sqlite3_stmt *statement, const KjQuery *query)
{
    size_t count = (size_t)sqlite3_column_count(statement);
    const char **names = kj_alloc_array(count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = sqlite3_column_name(statement, (int)i);
    query->columns(query->ctx, count, names);
    kj_free(names);
}

bool kj_store_query(KjStore *store, const KjQuery *query, KjError *error)
{
    sqlite3_stmt *statement = NULL;
    sqlite3_limit(store->db.handle, SQLITE_LIMIT_LENGTH, MOST_VALUE);
    sqlite3_set_authorizer(store->db.handle, authorize, NULL);
    bool good = prepare(store, query, &statement, error);
    for (size_t i = 0; good && i < query->value_count; i++)
        kj_db_text(statement, (int)i + 1, query->values[i]);
    if (good) {
        tell_columns(statement, query);
        good = run(store, statement, query, error);
    }
    sqlite3_finalize(statement);
    sqlite3_set_authorizer(store->db.handle, NULL, NULL);
    return good;
}
