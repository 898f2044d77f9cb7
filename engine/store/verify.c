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

static void tell_text(Verifying *verifying, sqlite3_stmt *statement)
{
    verifying->tell(verifying->ctx, kj_db_column(statement, 0).data);
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
        verifying->tell(verifying->ctx,
                        kj_arena_printf(verifying->store->arena,
                                        "revision %d of '%s': its facts are not those of its hash",
                                        sqlite3_column_int(statement, 3),
                                        kj_db_column(statement, 2).data));
}

bool kj_store_verify(KjStore *store, void (*tell)(void *ctx, const char *what), void *ctx,
                     KjError *error)
{
    Verifying verifying = {store, tell, ctx, error};
    return each_row(&verifying, "PRAGMA integrity_check", tell_integrity) &&
           each_row(&verifying,
                    "SELECT \"table\" || ': row ' || rowid || ' refers to a row of ' || parent ||"
                    " ' that is not there' FROM pragma_foreign_key_check",
                    tell_text) &&
           each_row(&verifying,
                    "SELECT hash, facts, id, number FROM kj_revisions JOIN kj_organizations"
                    " USING (organization) ORDER BY id, number",
                    look_at_revision) &&
           each_row(
               &verifying,
               "SELECT 'result ' || result || ': its counts are not those of its verdicts' FROM"
               " (SELECT r.*, count(v.verdict) AS rows FROM kj_results r LEFT JOIN kj_verdicts v"
               " USING (result) GROUP BY r.result)"
               " WHERE rows <> pass + partial + fail + unknown + waived + error",
               tell_text);
}
