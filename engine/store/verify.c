/* Whether a store holds together: as a file, in its references, in what it says of itself. */
#include "engine/base/hash.h"
#include "engine/store/store_parts.h"

typedef struct Verifying {
    KjStore *store;
    void (*tell)(void *ctx, const char *what);
    void *ctx;
    KjError *error;
} Verifying;

static bool each_row(Verifying *verifying, const char *sql,
                     void (*look)(Verifying *, sqlite3_stmt *))
{
    bool found = true, good = true;
    sqlite3_stmt *statement = kj_db_prepare(&verifying->store->db, sql, verifying->error);
    while (good && (good = kj_db_row(&verifying->store->db, statement, &found, verifying->error)) &&
           found)
        look(verifying, statement);
    sqlite3_finalize(statement);
    return good;
}

static void tell_integrity(Verifying *verifying, sqlite3_stmt *statement)
{
    KjText text = kj_db_column(statement, 0);
    if (!kj_text_is(text, "ok"))
        verifying->tell(verifying->ctx, text.data);
}

static void tell(Verifying *verifying, const char *ja, const char *en, const char *what, int number)
{
    bool in_ja = verifying->store->db.lang == KJ_JA;
    verifying->tell(verifying->ctx,
                    kj_arena_printf(verifying->store->arena, in_ja ? ja : en, what, number));
}

/* table, row, parent */
static void tell_reference(Verifying *verifying, sqlite3_stmt *statement)
{
    tell(verifying, "%1$s: 行 %2$d の指す行がありません",
         "%1$s: row %2$d refers to a row that is not there", kj_db_column(statement, 0).data,
         sqlite3_column_int(statement, 1));
}

/* hash, facts, organisation, number */
static void look_at_revision(Verifying *verifying, sqlite3_stmt *statement)
{
    char hex[KJ_HASH_HEX];
    KjHash hash;
    KjText facts = kj_db_column(statement, 1);
    kj_hash_init(&hash);
    kj_hash_add(&hash, facts.data, facts.len);
    kj_hash_hex(&hash, hex);
    if (!kj_text_is(kj_db_column(statement, 0), hex))
        tell(verifying, "組織「%1$s」の第 %2$d 版: 事実が記録と違います",
             "organization '%1$s', revision %2$d: its facts are not those of its hash",
             kj_db_column(statement, 2).data, sqlite3_column_int(statement, 3));
}

/* organisation, result */
static void tell_counts(Verifying *verifying, sqlite3_stmt *statement)
{
    tell(verifying, "組織「%1$s」の結果 %2$d: 判定の数が合いません",
         "organization '%1$s', result %2$d: its counts are not those of its verdicts",
         kj_db_column(statement, 0).data, sqlite3_column_int(statement, 1));
}

static void tell_record(Verifying *verifying, sqlite3_stmt *statement)
{
    tell(verifying, "組織「%1$s」の結果 %2$d: 判定された記録がありません",
         "organization '%1$s', result %2$d: a record that was judged is not there",
         kj_db_column(statement, 0).data, sqlite3_column_int(statement, 1));
}

/* subject, run */
static void tell_subject(Verifying *verifying, sqlite3_stmt *statement)
{
    tell(verifying, "判定 %2$d の「%1$s」: 結果がありません",
         "'%1$s' in run %2$d: there is no result", kj_db_column(statement, 0).data,
         sqlite3_column_int(statement, 1));
}

static void tell_day(Verifying *verifying, sqlite3_stmt *statement)
{
    tell(verifying, "判定 %2$d の「%1$s」: 結果はその日のものではありません",
         "'%1$s' in run %2$d: its result is not for that day", kj_db_column(statement, 0).data,
         sqlite3_column_int(statement, 1));
}

/* Counted piece by piece, since many results share them. */
static const char counts[] =
    "WITH sizes AS MATERIALIZED (SELECT record_group, count(*) AS n FROM kj_members GROUP BY 1),"
    " sums AS MATERIALIZED (SELECT piece, sum(n * (verdict = 0)) AS n0,"
    " sum(n * (verdict = 1)) AS n1, sum(n * (verdict = 2)) AS n2, sum(n * (verdict = 3)) AS n3,"
    " sum(n * (verdict = 4)) AS n4, sum(n * (verdict = 6)) AS n6, sum(n) AS n"
    " FROM kj_piece_verdicts JOIN sizes USING (record_group) GROUP BY piece),"
    " results AS (SELECT r.*, total(n0) AS n0, total(n1) AS n1, total(n2) AS n2, total(n3) AS n3,"
    " total(n4) AS n4, total(n6) AS n6, total(n) AS n FROM kj_results r"
    " LEFT JOIN kj_result_pieces rp ON rp.result = r.result AND rp.what = 1"
    " LEFT JOIN sums USING (piece) GROUP BY r.result)"
    " SELECT o.id, result FROM results JOIN kj_revisions USING (revision)"
    " JOIN kj_organizations o USING (organization)"
    " WHERE NOT (n0 = fail AND n1 = unknown AND n2 = pass AND n3 = partial AND n4 = waived"
    " AND n6 = error AND n = n0 + n1 + n2 + n3 + n4 + n6) ORDER BY 1, 2";

/* Whom rosters must have: asked once for results that share both roster and group. */
static const char records[] =
    "WITH meant AS (SELECT DISTINCT r.roster, v.kind, v.record_group FROM kj_results r"
    " JOIN kj_result_pieces rp USING (result) JOIN (SELECT piece, kind, record_group"
    " FROM kj_piece_verdicts UNION ALL SELECT piece, kind, record_group FROM kj_piece_values) v"
    " USING (piece)),"
    " missing AS MATERIALIZED (SELECT DISTINCT t.roster FROM meant t JOIN kj_members m"
    " USING (record_group) WHERE NOT EXISTS (SELECT 1 FROM kj_roster_records c"
    " WHERE c.roster = t.roster AND c.record = (t.kind << 32) + m.member))"
    " SELECT o.id, r.result FROM missing t JOIN kj_results r ON r.roster IS t.roster"
    " JOIN kj_revisions USING (revision) JOIN kj_organizations o USING (organization)"
    " ORDER BY 1, 2";

/* ---- packs ---- */

static void add_text(KjHash *hash, KjText text)
{
    kj_hash_add(hash, text.data, text.len);
    kj_hash_add(hash, "", 1);
}

/* As packs are hashed where they are read: name, a zero byte, length in decimal, a zero byte, bytes. */
static bool look_at_pack(Verifying *verifying, const KjStorePack *pack, KjArena *arena)
{
    char hex[KJ_HASH_HEX];
    KjHash hash;
    KjStoreFile *files;
    size_t count;
    if (!kj_store_pack_files(verifying->store, pack, arena, &files, &count, verifying->error))
        return false;
    kj_hash_init(&hash);
    for (size_t i = 0; i < count; i++) {
        add_text(&hash, files[i].name);
        add_text(&hash, kj_text(kj_arena_printf(arena, "%u", (unsigned)files[i].text.len)));
        kj_hash_add(&hash, files[i].text.data, files[i].text.len);
    }
    kj_hash_hex(&hash, hex);
    if (!kj_text_is(pack->hash, hex))
        tell(verifying, "パック「%1$s」: 中身が記録と違います",
             "pack '%1$s' is not what its hash says", pack->id.data, 0);
    return true;
}

static bool look_at_packs(Verifying *verifying)
{
    KjArena *arena = kj_arena_new();
    bool found = true, good = true;
    sqlite3_stmt *statement =
        kj_db_prepare(&verifying->store->db,
                      "SELECT id, hash, CASE WHEN json_valid(files) THEN files ELSE '{}' END"
                      " FROM kj_packs ORDER BY id, hash",
                      verifying->error);
    while (good && (good = kj_db_row(&verifying->store->db, statement, &found, verifying->error)) &&
           found) {
        KjStorePack pack = {.id = kj_db_column(statement, 0),
                            .hash = kj_db_column(statement, 1),
                            .files = kj_db_column(statement, 2)};
        good = look_at_pack(verifying, &pack, arena);
    }
    sqlite3_finalize(statement);
    kj_arena_free(arena);
    return good;
}

bool kj_store_verify(KjStore *store, void (*tell_all)(void *ctx, const char *what), void *ctx,
                     KjError *error)
{
    Verifying verifying = {store, tell_all, ctx, error};
    return each_row(&verifying, "PRAGMA integrity_check", tell_integrity) &&
           each_row(&verifying, "SELECT \"table\", rowid FROM pragma_foreign_key_check",
                    tell_reference) &&
           each_row(&verifying,
                    "SELECT hash, facts, id, number FROM kj_revisions JOIN kj_organizations"
                    " USING (organization) ORDER BY id, number",
                    look_at_revision) &&
           look_at_packs(&verifying) && each_row(&verifying, counts, tell_counts) &&
           each_row(&verifying, records, tell_record) &&
           each_row(&verifying,
                    "SELECT subject, run FROM kj_run_results"
                    " WHERE (result IS NULL) = (problem IS NULL) ORDER BY run, subject",
                    tell_subject) &&
           each_row(&verifying,
                    "SELECT subject, u.run FROM kj_run_results JOIN kj_runs u USING (run)"
                    " JOIN kj_results r USING (result) WHERE r.pack_set <> u.pack_set"
                    " OR u.as_of < r.as_of OR u.as_of >= until ORDER BY u.run, subject",
                    tell_day);
}
