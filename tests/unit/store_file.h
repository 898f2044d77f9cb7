// Files of stores for tests, and SQL on them as somebody else would run it.
#ifndef KJ_TESTS_STORE_FILE_H
#define KJ_TESTS_STORE_FILE_H

#include "tests/unit/check.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

static inline const char *store_file_place(const char *name)
{
    static char path[4][256];
    static unsigned turn;
    const char *folder = getenv("TMPDIR");
    char *at = path[turn++ % 4];
    snprintf(at, sizeof path[0], "%s/kijun-file-%d-%s", folder ? folder : "/tmp", (int)getpid(),
             name);
    return at;
}

static inline void store_file_forget(const char *name)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char path[300];
        snprintf(path, sizeof path, "%s%s", store_file_place(name), endings[i]);
        unlink(path);
    }
}

// The whole of a file, with a NUL at the end; bytes that are NUL become dots. To be freed.
static inline char *store_file_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL);
    if (!file)
        return strdup("");
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(size + 1);
    CHECK_INT(fread(bytes, 1, size, file), size);
    fclose(file);
    for (size_t i = 0; i < size; i++)
        bytes[i] = bytes[i] ? bytes[i] : '.';
    bytes[size] = '\0';
    return bytes;
}

static inline void store_file_edit(const char *name, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;
    CHECK_INT(sqlite3_open(store_file_place(name), &db), SQLITE_OK);
    sqlite3_exec(db, sql, NULL, NULL, &message);
    CHECK_STR(message, NULL);
    sqlite3_free(message);
    sqlite3_close(db);
}

// The first column of the first row, "" if there is none. To be freed.
static inline char *store_file_text(const char *name, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement = NULL;
    sqlite3_open(store_file_place(name), &db);
    CHECK_INT(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    bool found = sqlite3_step(statement) == SQLITE_ROW;
    const char *text = found ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    char *copy = strdup(text ? text : "");
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return copy;
}

static inline int64_t store_file_number(const char *name, const char *sql)
{
    char *text = store_file_text(name, sql);
    int64_t number = text[0] ? atoll(text) : -1;
    free(text);
    return number;
}

#endif
