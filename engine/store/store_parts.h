/* What the parts of the store share; only engine/store includes this. */
#ifndef KJ_STORE_PARTS_H
#define KJ_STORE_PARTS_H

#include "engine/store/db.h"
#include "engine/store/store.h"

#include "engine/base/date.h"

#define KJ_STORE_STATEMENTS 96

struct KjStore {
    KjDb db;
    KjArena *arena; /* lives as long as the store */
    bool writes;
    const char *what,
        *detail;             /* of the next entry of the journal; NULL: it goes on with the last */
    bool set_back;           /* an entry was written whose time lies before that of the last */
    struct KjPieces *pieces; /* what was found of them (pieces.c); NULL before it is asked for */
    struct {
        const char *sql; /* the literal it was made from */
        sqlite3_stmt *statement;
    } statements[KJ_STORE_STATEMENTS];
};

/* The statement for a literal, prepared once. */
sqlite3_stmt *kj_store_statement(KjStore *store, const char *sql, KjError *error);
/* Binds a day as its ISO date. */
void kj_store_bind_day(sqlite3_stmt *statement, int at, int32_t day);
/* Steps a query for one whole number and resets it; 0 if there is no row, or none in it. */
bool kj_store_number(KjStore *store, sqlite3_stmt *statement, int64_t *number, KjError *error);
/* An insertion; the row's number. */
bool kj_store_insert(KjStore *store, sqlite3_stmt *statement, int64_t *number, KjError *error);

#endif
