/* The revision in force on a day is the latest whose `since` is not after it; of several of the same
 * day the last one. */
#include "engine/base/hash.h"
#include "engine/store/store_parts.h"

static bool org_number(KjStore *store, KjText id, int64_t *number, KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT organization FROM kj_organizations WHERE id = ?", error);
    kj_db_text(statement, 1, id);
    if (!kj_store_number(store, statement, number, error) || *number)
        return *number != 0;
    statement = kj_store_statement(store, "INSERT INTO kj_organizations (id) VALUES (?)", error);
    kj_db_text(statement, 1, id);
    return kj_store_insert(store, statement, number, error);
}

bool kj_store_has_org(KjStore *store, KjText org, bool *has, KjError *error)
{
    int64_t number = 0;
    sqlite3_stmt *statement =
        kj_store_statement(store,
                           "SELECT 1 FROM kj_organizations WHERE id = ?1 UNION ALL"
                           " SELECT 1 FROM kj_run_results WHERE subject = ?1 LIMIT 1",
                           error);
    kj_db_text(statement, 1, org);
    bool good = kj_store_number(store, statement, &number, error);
    *has = number != 0;
    return good;
}

/* Whether the revision in force on the day has this hash: its number, else 0. */
static bool same_in_force(KjStore *store, int64_t org, int32_t day, const char *hash,
                          int64_t *revision, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "SELECT CASE WHEN hash = ?3 THEN revision END FROM kj_revisions"
        " WHERE organization = ?1 AND since <= ?2 ORDER BY since DESC, number DESC LIMIT 1",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, org);
    kj_store_bind_day(statement, 2, day);
    kj_db_text(statement, 3, kj_text(hash));
    return kj_store_number(store, statement, revision, error);
}

/* What was in force earlier on the day and not at its end comes back: it is the last one again. */
static bool renew_revision(KjStore *store, int64_t org, int32_t since, const char *hash,
                           int64_t *revision, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "UPDATE kj_revisions SET number = (SELECT max(number) + 1 FROM kj_revisions"
        " WHERE organization = ?1) WHERE organization = ?1 AND since = ?2 AND hash = ?3"
        " RETURNING revision",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, org);
    kj_store_bind_day(statement, 2, since);
    kj_db_text(statement, 3, kj_text(hash));
    return kj_store_number(store, statement, revision, error);
}

static bool add_revision(KjStore *store, int64_t org, int32_t since, const char *hash, KjText name,
                         KjText facts, int64_t *revision, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "INSERT INTO kj_revisions (organization, number, since, hash, name, size, facts) VALUES"
        " (?1, (SELECT ifnull(max(number), 0) + 1 FROM kj_revisions WHERE organization = ?1), ?2,"
        " ?3, ?4, ?5, ?6)",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, org);
    kj_store_bind_day(statement, 2, since);
    kj_db_text(statement, 3, kj_text(hash));
    kj_db_text(statement, 4, name);
    sqlite3_bind_int64(statement, 5, facts.len);
    kj_db_text(statement, 6, facts);
    return kj_store_insert(store, statement, revision, error);
}

bool kj_store_facts(KjStore *store, KjText org, KjText name, int32_t since, KjText facts,
                    int64_t *revision, KjError *error)
{
    int64_t number;
    char hex[KJ_HASH_HEX];
    KjHash hash;
    kj_hash_init(&hash);
    kj_hash_add(&hash, facts.data, facts.len);
    kj_hash_hex(&hash, hex);
    if (!org_number(store, org, &number, error) ||
        !same_in_force(store, number, since, hex, revision, error))
        return false;
    if (*revision == 0 && !renew_revision(store, number, since, hex, revision, error))
        return false;
    return *revision != 0 || add_revision(store, number, since, hex, name, facts, revision, error);
}

/* ---- inputs ---- */

bool kj_store_input(KjStore *store, const char *name, const char *hash, int32_t day,
                    int64_t *revision, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "SELECT i.revision FROM kj_inputs i JOIN kj_revisions r USING (revision)"
        " WHERE i.name = ?1 AND i.hash = ?2 AND r.revision = (SELECT o.revision FROM kj_revisions o"
        " WHERE o.organization = r.organization AND o.since <= ?3"
        " ORDER BY o.since DESC, o.number DESC LIMIT 1)",
        error);
    kj_db_text(statement, 1, kj_text(name));
    kj_db_text(statement, 2, kj_text(hash));
    kj_store_bind_day(statement, 3, day);
    return kj_store_number(store, statement, revision, error);
}

bool kj_store_note_input(KjStore *store, const char *name, const char *hash, int64_t revision,
                         KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store, "INSERT OR REPLACE INTO kj_inputs (name, hash, revision) VALUES (?, ?, ?)", error);
    if (!statement)
        return false;
    kj_db_text(statement, 1, kj_text(name));
    kj_db_text(statement, 2, kj_text(hash));
    sqlite3_bind_int64(statement, 3, revision);
    return kj_db_done(&store->db, statement, error);
}

/* ---- reading ---- */

bool kj_store_in_force(KjStore *store, int32_t day, KjArena *arena, KjStoreRevision **revisions,
                       size_t *count, KjError *error)
{
    KjStoreRevision *list = NULL;
    size_t capacity = 0;
    bool found = true, good = true;
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "SELECT v.revision, v.number, v.size, o.id FROM kj_organizations o JOIN kj_revisions v"
        " ON v.revision = (SELECT revision FROM kj_revisions r WHERE"
        " r.organization = o.organization AND since <= ?1 ORDER BY since DESC, number DESC LIMIT 1)"
        " ORDER BY o.id",
        error);
    *count = 0;
    kj_store_bind_day(statement, 1, day);
    while (good && (good = kj_db_row(&store->db, statement, &found, error)) && found) {
        KjStoreRevision revision = {.revision = sqlite3_column_int64(statement, 0),
                                    .number = sqlite3_column_int64(statement, 1),
                                    .size = (size_t)sqlite3_column_int64(statement, 2),
                                    .org = kj_db_column_in(arena, statement, 3)};
        KJ_PUSH(list, *count, capacity, revision);
    }
    kj_db_reset(statement);
    *revisions = kj_arena_array(arena, *count + 1, sizeof **revisions);
    for (size_t i = 0; i < *count; i++)
        (*revisions)[i] = list[i];
    kj_free(list);
    return good;
}

static bool text_of(KjStore *store, sqlite3_stmt *statement, int64_t revision, KjArena *arena,
                    KjText *text, KjError *error)
{
    bool found = false, good;
    *text = KJ_TEXT("");
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, revision);
    good = kj_db_row(&store->db, statement, &found, error);
    if (found) {
        *text = kj_db_column_in(arena, statement, 0);
        good = kj_db_done(&store->db, statement, error); /* it was read whole */
    }
    kj_db_reset(statement);
    return good;
}

bool kj_store_read_facts(KjStore *store, int64_t revision, KjArena *arena, KjText *facts,
                         KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT facts FROM kj_revisions WHERE revision = ?", error);
    return text_of(store, statement, revision, arena, facts, error);
}

bool kj_store_owner(KjStore *store, int64_t revision, KjArena *arena, KjText *org, KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store,
                           "SELECT id FROM kj_revisions JOIN kj_organizations USING (organization)"
                           " WHERE revision = ?",
                           error);
    return text_of(store, statement, revision, arena, org, error);
}
