/* Result by result, so that memory stays as large as one of them. */
#include "engine/store/upgrade.h"

#include "engine/store/content.h"

typedef struct Upgrade {
    KjStore *store;
    KjArena *scratch; /* of one result */
    KjContent *content;
    KjError *error;
} Upgrade;

/* The record of a row whose columns are kind, id and name; not there: the store is damaged. */
static bool record_of(const Upgrade *upgrade, sqlite3_stmt *statement, uint32_t *record)
{
    if (sqlite3_column_type(statement, 0) == SQLITE_NULL)
        return kj_db_damaged(&upgrade->store->db, upgrade->error);
    *record = kj_content_record(upgrade->content, kj_db_column_in(upgrade->scratch, statement, 0),
                                kj_db_column_in(upgrade->scratch, statement, 1),
                                kj_db_column_in(upgrade->scratch, statement, 2));
    return true;
}

static bool take_verdict(const Upgrade *upgrade, sqlite3_stmt *statement)
{
    KjContentVerdict verdict = {.rule = sqlite3_column_int64(statement, 3),
                                .verdict = (uint8_t)sqlite3_column_int(statement, 4),
                                .underlying = sqlite3_column_type(statement, 5) == SQLITE_NULL
                                                  ? KJ_NO_VERDICT
                                                  : (uint8_t)sqlite3_column_int(statement, 5),
                                .message = kj_db_column_in(upgrade->scratch, statement, 6),
                                .settled_by = kj_db_column_in(upgrade->scratch, statement, 7)};
    if (!record_of(upgrade, statement, &verdict.record))
        return false;
    kj_content_verdict(upgrade->content, &verdict);
    return true;
}

static bool take_value(const Upgrade *upgrade, sqlite3_stmt *statement)
{
    KjContentValue value = {.field = kj_db_column_in(upgrade->scratch, statement, 3),
                            .type = sqlite3_column_type(statement, 4),
                            .whole = sqlite3_column_int64(statement, 4),
                            .real = sqlite3_column_double(statement, 4)};
    if (value.type == SQLITE_TEXT)
        value.text = kj_db_column_in(upgrade->scratch, statement, 4);
    if (!record_of(upgrade, statement, &value.record))
        return false;
    kj_content_value(upgrade->content, &value);
    return true;
}

static bool each_row(const Upgrade *upgrade, const char *sql, int64_t result,
                     bool (*take)(const Upgrade *upgrade, sqlite3_stmt *statement))
{
    KjStore *store = upgrade->store;
    bool found = true, good = true;
    sqlite3_stmt *statement = kj_store_statement(store, sql, upgrade->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, result);
    while (good && (good = kj_db_row(&store->db, statement, &found, upgrade->error)) && found)
        good = take(upgrade, statement);
    kj_db_reset(statement);
    return good;
}

static bool note_roster(KjStore *store, int64_t result, int64_t roster, KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store, "UPDATE kj_results SET roster = ? WHERE result = ?", error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, roster);
    sqlite3_bind_int64(statement, 2, result);
    return kj_db_done(&store->db, statement, error);
}

static bool upgrade_result(KjStore *store, int64_t result, KjError *error)
{
    static const char verdicts[] =
        "SELECT c.kind, c.id, c.name, v.rule, v.verdict, v.underlying, v.message, v.settled_by"
        " FROM kj_verdicts v LEFT JOIN kj_records c USING (result, record) WHERE v.result = ?";
    static const char values[] =
        "SELECT c.kind, c.id, c.name, d.field, d.value"
        " FROM kj_derived d LEFT JOIN kj_records c USING (result, record) WHERE d.result = ?";
    Upgrade upgrade = {store, kj_arena_new(), kj_content_new(store), error};
    int64_t roster;
    bool good = each_row(&upgrade, verdicts, result, take_verdict) &&
                each_row(&upgrade, values, result, take_value) &&
                kj_content_roster(upgrade.content, &roster, error) &&
                note_roster(store, result, roster, error) &&
                kj_content_write(upgrade.content, result, error);
    kj_content_free(upgrade.content);
    kj_arena_free(upgrade.scratch);
    return good;
}

bool kj_upgrade_to_pieces(KjStore *store, KjError *error)
{
    int64_t result = 0;
    for (bool more = true; more;) {
        sqlite3_stmt *next = kj_store_statement(
            store, "SELECT result FROM kj_results WHERE result > ? ORDER BY result LIMIT 1", error);
        if (!next)
            return false;
        sqlite3_bind_int64(next, 1, result);
        if (!kj_store_number(store, next, &result, error))
            return false;
        more = result != 0;
        if (more && !upgrade_result(store, result, error))
            return false;
    }
    return true;
}
