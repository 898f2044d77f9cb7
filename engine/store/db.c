#include "engine/store/db.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- failures ---- */

/* What can be done about it, by SQLite's primary codes. */
static const char *remedy(const KjDb *db, int code)
{
    bool ja = db->lang == KJ_JA;
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ja ? "ほかのプログラムが使っています。終わってからやり直してください"
                  : "another program is using it; try again when that has finished";
    case SQLITE_FULL:
        return ja ? "ディスクに空きがありません。空きを作ってやり直してください"
                  : "the disk is full; make room and try again";
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ja ? "書き込む権限がありません。権限を確かめるか、書き込める所に写してください"
                  : "there is no permission to write; check the permissions, or copy it to where "
                    "you may write";
    case SQLITE_CANTOPEN:
        return ja ? "開けません。場所と権限を確かめてください"
                  : "it cannot be opened; check the place and the permissions";
    case SQLITE_NOTADB:
        return ja ? "kijun の保管庫ではありません。別のファイルを指定してください"
                  : "it is not a store of kijun; name another file";
    case SQLITE_CORRUPT:
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return ja ? "壊れています。控えから戻してください"
                  : "it is damaged; restore it from a copy";
    case SQLITE_NOMEM: return ja ? "メモリが足りません" : "out of memory";
    case SQLITE_IOERR: return ja ? "読み書きに失敗しました" : "reading or writing failed";
    default: return ja ? "処理に失敗しました" : "it failed";
    }
}

/* Our own statements are right, so what does not fit them is in the file: a table that is not there, facts
 * that are no JSON. */
static bool is_of_the_file(int code)
{
    switch (code & 0xFF) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: return true;
    default: return false;
    }
}

bool kj_db_failed(const KjDb *db, KjError *error)
{
    int code = db->handle ? sqlite3_extended_errcode(db->handle) : SQLITE_NOMEM;
    bool data = is_of_the_file(code);
    kj_error_set(error, data ? KJ_EXIT_INPUT : KJ_EXIT_SYSTEM, "%s: %s (%s)", db->path,
                 remedy(db, code), db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code));
    return false;
}

bool kj_db_damaged(const KjDb *db, KjError *error)
{
    kj_error_set(error, KJ_EXIT_INPUT, "%s: %s", db->path, remedy(db, SQLITE_CORRUPT));
    return false;
}

/* ---- opening ---- */

#define PATIENCE 10000 /* milliseconds for another writer to finish */

/* What SQLite would not name. */
static bool is_file(const char *path, KjDbMode mode, KjLang lang, KjError *error)
{
    bool ja = lang == KJ_JA;
    struct stat info;
    const char *problem = NULL;
    if (stat(path, &info) == 0)
        problem = S_ISREG(info.st_mode) ? NULL
                  : S_ISDIR(info.st_mode)
                      ? (ja ? "フォルダーです。保管庫のファイルを指定してください"
                            : "is a folder; name the file of a store")
                      : (ja ? "普通のファイルではありません。保管庫のファイルを指定してください"
                            : "is no plain file; name the file of a store");
    else if (mode != KJ_DB_CREATE && errno == ENOENT)
        problem =
            ja ? "この保管庫はありません。名前を確かめてください。kijun assess --store か "
                 "kijun store import で作れます"
               : "there is no such store; check the name (kijun assess --store or kijun store "
                 "import makes one)";
    if (problem)
        kj_error_set(error, KJ_EXIT_INPUT, "%s: %s", path, problem);
    return !problem;
}

/* What was being written when a program was interrupted is taken back by the next one that opens the file
 * and may write. Who only reads may not; so it is done for it first, where the file lets us. */
static void recover(const KjDb *db)
{
    static const char read[] = "SELECT 1 FROM sqlite_master LIMIT 1";
    sqlite3 *writer = NULL;
    sqlite3_exec(db->handle, read, NULL, NULL, NULL);
    int code = sqlite3_extended_errcode(db->handle);
    if (code != SQLITE_READONLY_ROLLBACK && code != SQLITE_READONLY_RECOVERY)
        return;
    if (sqlite3_open_v2(db->path, &writer, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ==
        SQLITE_OK) {
        sqlite3_busy_timeout(writer, PATIENCE);
        sqlite3_exec(writer, read, NULL, NULL, NULL);
    }
    sqlite3_close(writer);
}

bool kj_db_open(KjDb *db, const char *path, KjDbMode mode, KjLang lang, KjError *error)
{
    int flags = mode == KJ_DB_READ    ? SQLITE_OPEN_READONLY
                : mode == KJ_DB_WRITE ? SQLITE_OPEN_READWRITE
                                      : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    *db = (KjDb){.path = path, .lang = lang};
    if (!is_file(path, mode, lang, error))
        return false;
    if (sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return kj_db_failed(db, error);
    sqlite3_busy_timeout(db->handle, PATIENCE);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (mode == KJ_DB_READ)
        recover(db);
    return true;
}

/* Without a write-ahead log at rest, a store can be copied as one file and read where nothing can be
 * written. */
static void fold_log(KjDb *db)
{
    sqlite3_busy_timeout(db->handle, 0);
    sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_exec(db->handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

void kj_db_close(KjDb *db, bool tidy)
{
    sqlite3_stmt *statement;
    while (db->handle && (statement = sqlite3_next_stmt(db->handle, NULL)) != NULL)
        sqlite3_finalize(statement);
    if (db->handle && tidy)
        fold_log(db);
    sqlite3_close(db->handle);
    db->handle = NULL;
}

bool kj_db_run(const KjDb *db, const char *sql, KjError *error)
{
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK || kj_db_failed(db, error);
}

/* ---- statements ---- */

sqlite3_stmt *kj_db_prepare(const KjDb *db, const char *sql, KjError *error)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
        SQLITE_OK)
        kj_db_failed(db, error);
    return statement;
}

void kj_db_text(sqlite3_stmt *statement, int at, KjText text)
{
    if (statement)
        sqlite3_bind_text(statement, at, text.data ? text.data : "", (int)text.len, SQLITE_STATIC);
}

void kj_db_text_or_null(sqlite3_stmt *statement, int at, KjText text)
{
    if (statement && text.len == 0)
        sqlite3_bind_null(statement, at);
    else
        kj_db_text(statement, at, text);
}

KjText kj_db_column(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? (KjText){text, (uint32_t)sqlite3_column_bytes(statement, column)}
                : (KjText){"", 0};
}

bool kj_db_has_failed(const KjDb *db)
{
    return sqlite3_errcode(db->handle) == SQLITE_NOMEM;
}

KjText kj_db_column_in(KjArena *arena, sqlite3_stmt *statement, int column)
{
    KjText text = kj_db_column(statement, column);
    return (KjText){kj_arena_strndup(arena, text.data, text.len), text.len};
}

bool kj_db_row(const KjDb *db, sqlite3_stmt *statement, bool *found, KjError *error)
{
    int code = statement ? sqlite3_step(statement) : SQLITE_MISUSE;
    *found = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE || (statement && kj_db_failed(db, error));
}

bool kj_db_done(const KjDb *db, sqlite3_stmt *statement, KjError *error)
{
    bool found = true, good = true;
    while (good && found)
        good = kj_db_row(db, statement, &found, error);
    kj_db_reset(statement);
    return good;
}

void kj_db_reset(sqlite3_stmt *statement)
{
    if (!statement)
        return;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}
