/* SQLite behind few words. Only engine/store includes this, and only db.c and those beside it include
 * sqlite3.h. Every failure becomes an error that says which file, what happened and what to do. */
#ifndef KJ_STORE_DB_H
#define KJ_STORE_DB_H

#include "engine/base/diag.h"

#include <sqlite3.h>

typedef struct KjDb {
    sqlite3 *handle;
    const char *path;
    KjLang lang;
} KjDb;

typedef enum { KJ_DB_READ, KJ_DB_WRITE, KJ_DB_CREATE } KjDbMode;

/* KJ_DB_WRITE: the file must be there. */
bool kj_db_open(KjDb *db, const char *path, KjDbMode mode, KjLang lang, KjError *error);
/* tidy: nothing but the file itself is left, unless others have it open, too. */
void kj_db_close(KjDb *db, bool tidy);
/* Sets the error from what SQLite said last, and returns false. */
bool kj_db_failed(const KjDb *db, KjError *error);
/* The same for a file that is whole to SQLite and holds what no store does. */
bool kj_db_damaged(const KjDb *db, KjError *error);
bool kj_db_run(const KjDb *db, const char *sql, KjError *error); /* statements without results */

/* ---- statements: NULL where preparing failed, which all of these pass on ---- */
sqlite3_stmt *kj_db_prepare(const KjDb *db, const char *sql, KjError *error);
void kj_db_text(sqlite3_stmt *statement, int at, KjText text); /* borrowed until it is reset */
void kj_db_text_or_null(sqlite3_stmt *statement, int at, KjText text); /* empty: NULL */
/* Until the next step. Empty where there was no memory for it: the next step fails then, and
 * kj_db_has_failed tells before it. */
KjText kj_db_column(sqlite3_stmt *statement, int column);
bool kj_db_has_failed(const KjDb *db);
KjText kj_db_column_in(KjArena *arena, sqlite3_stmt *statement, int column); /* a copy */
/* One row, or none: *found says which. Column values stay until kj_db_reset. */
bool kj_db_row(const KjDb *db, sqlite3_stmt *statement, bool *found, KjError *error);
/* To its end, and resets it. */
bool kj_db_done(const KjDb *db, sqlite3_stmt *statement, KjError *error);
void kj_db_reset(sqlite3_stmt *statement);

#endif
