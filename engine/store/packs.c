/* Packs and rules have their numbers for good: what has the same hash is the same. */
#include "engine/store/store_parts.h"

static bool pack_number(KjStore *store, const KjStorePack *pack, int64_t *number, KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT pack FROM kj_packs WHERE hash = ?", error);
    kj_db_text(statement, 1, pack->hash);
    if (!kj_store_number(store, statement, number, error) || *number)
        return *number != 0;
    statement = kj_store_statement(store,
                                   "INSERT INTO kj_packs (id, version, hash, title_ja, title_en, "
                                   "files) VALUES (?, ?, ?, ?, ?, ?)",
                                   error);
    kj_db_text(statement, 1, pack->id);
    kj_db_text(statement, 2, pack->version);
    kj_db_text(statement, 3, pack->hash);
    kj_db_text(statement, 4, pack->title.ja);
    kj_db_text(statement, 5, pack->title.en);
    kj_db_text(statement, 6, pack->files);
    return kj_store_insert(store, statement, number, error);
}

static bool add_member(KjStore *store, int64_t pack_set, const KjStorePack *pack, KjError *error)
{
    int64_t number;
    if (!pack_number(store, pack, &number, error))
        return false;
    sqlite3_stmt *statement = kj_store_statement(
        store, "INSERT INTO kj_pack_set_members (pack_set, pack, judged) VALUES (?, ?, ?)", error);
    sqlite3_bind_int64(statement, 1, pack_set);
    sqlite3_bind_int64(statement, 2, number);
    sqlite3_bind_int(statement, 3, pack->judged);
    return kj_db_done(&store->db, statement, error);
}

bool kj_store_pack_set(KjStore *store, const KjStorePack *packs, size_t count, const char *hash,
                       int64_t *pack_set, KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT pack_set FROM kj_pack_sets WHERE hash = ?", error);
    kj_db_text(statement, 1, kj_text(hash));
    if (!kj_store_number(store, statement, pack_set, error) || *pack_set)
        return *pack_set != 0;
    statement = kj_store_statement(store, "INSERT INTO kj_pack_sets (hash) VALUES (?)", error);
    kj_db_text(statement, 1, kj_text(hash));
    if (!kj_store_insert(store, statement, pack_set, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!add_member(store, *pack_set, &packs[i], error))
            return false;
    return true;
}

/* ---- packs of a run ---- */

bool kj_store_packs_of(KjStore *store, int64_t run, KjArena *arena, KjStorePack **packs,
                       size_t *count, KjError *error)
{
    KjStorePack *list = NULL;
    size_t capacity = 0;
    bool found = true, good = true;
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "SELECT id, version, hash, judged, files FROM kj_runs JOIN kj_pack_set_members"
        " USING (pack_set) JOIN kj_packs USING (pack) WHERE run = ? ORDER BY id",
        error);
    *count = 0;
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, run);
    while (good && (good = kj_db_row(&store->db, statement, &found, error)) && found) {
        KjStorePack pack = {.id = kj_db_column_in(arena, statement, 0),
                            .version = kj_db_column_in(arena, statement, 1),
                            .hash = kj_db_column_in(arena, statement, 2),
                            .judged = sqlite3_column_int(statement, 3) != 0,
                            .files = kj_db_column_in(arena, statement, 4)};
        KJ_PUSH(list, *count, capacity, pack);
    }
    kj_db_reset(statement);
    *packs = kj_arena_array(arena, *count + 1, sizeof **packs);
    for (size_t i = 0; i < *count; i++)
        (*packs)[i] = list[i];
    kj_free(list);
    return good;
}

bool kj_store_pack_files(KjStore *store, const KjStorePack *pack, KjArena *arena,
                         KjStoreFile **files, size_t *count, KjError *error)
{
    KjStoreFile *list = NULL;
    size_t capacity = 0;
    bool found = true, good = true;
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT key, value FROM json_each(?) ORDER BY id", error);
    *count = 0;
    kj_db_text(statement, 1, pack->files);
    while (good && (good = kj_db_row(&store->db, statement, &found, error)) && found) {
        KjStoreFile file = {kj_db_column_in(arena, statement, 0),
                            kj_db_column_in(arena, statement, 1)};
        KJ_PUSH(list, *count, capacity, file);
    }
    kj_db_reset(statement);
    *files = kj_arena_array(arena, *count + 1, sizeof **files);
    for (size_t i = 0; i < *count; i++)
        (*files)[i] = list[i];
    kj_free(list);
    return good;
}

bool kj_store_last_run(KjStore *store, int32_t day, int64_t *run, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store, "SELECT run FROM kj_runs WHERE as_of <= ? ORDER BY as_of DESC, run DESC LIMIT 1",
        error);
    kj_store_bind_day(statement, 1, day);
    return kj_store_number(store, statement, run, error);
}

/* ---- rules ---- */

static bool find_pack(KjStore *store, int64_t pack_set, KjText id, int64_t *pack, KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store,
                           "SELECT pack FROM kj_pack_set_members JOIN kj_packs USING (pack) WHERE "
                           "pack_set = ? AND id = ?",
                           error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, pack_set);
    kj_db_text(statement, 2, id);
    return kj_store_number(store, statement, pack, error);
}

static bool rule_number(KjStore *store, int64_t pack, const KjStoreRule *rule, int64_t *number,
                        KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT rule FROM kj_rules WHERE pack = ? AND name = ?", error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, pack);
    kj_db_text(statement, 2, rule->name);
    if (!kj_store_number(store, statement, number, error) || *number)
        return *number != 0;
    statement =
        kj_store_statement(store,
                           "INSERT INTO kj_rules (pack, name, clause, level, actor, title_ja, "
                           "title_en) VALUES (?, ?, ?, ?, ?, ?, ?)",
                           error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, pack);
    kj_db_text(statement, 2, rule->name);
    kj_db_text(statement, 3, rule->clause);
    kj_db_text(statement, 4, rule->level);
    kj_db_text(statement, 5, rule->actor);
    kj_db_text(statement, 6, rule->title.ja);
    kj_db_text(statement, 7, rule->title.en);
    return kj_store_insert(store, statement, number, error);
}

bool kj_store_rules(KjStore *store, int64_t pack_set, const KjStoreRule *rules, size_t count,
                    int64_t *numbers, KjError *error)
{
    KjText id = KJ_TEXT("");
    int64_t pack = 0;
    for (size_t i = 0; i < count; i++) {
        if (pack == 0 || kj_text_compare(id, rules[i].pack) != 0) {
            id = rules[i].pack;
            if (!find_pack(store, pack_set, id, &pack, error))
                return false;
        }
        if (!rule_number(store, pack, &rules[i], &numbers[i], error))
            return false;
    }
    return true;
}
