/* The items of all entries, applied in turn, say what the store has to hold: that is kept in a temporary table,
 * on disk where there is much of it, and compared with what it does hold. */
#include "engine/store/audit.h"

#include "engine/store/journal.h"
#include "engine/store/journal_things.h"

#include <sodium.h>
#include <stdarg.h>
#include <string.h>

static void tell_with(const KjAuditing *auditing, void (*to)(void *ctx, const char *what),
                      const char *format, va_list args)
{
    KjBuf text;
    kj_buf_init(&text, 0);
    kj_buf_vprintf(&text, format, args);
    to(auditing->audit->ctx, text.data ? text.data : "");
    kj_buf_clear(&text);
}

void kj_audit_tell(const KjAuditing *auditing, const char *ja, const char *en, ...)
{
    va_list args;
    va_start(args, en);
    tell_with(auditing, auditing->audit->tell, auditing->store->db.lang == KJ_JA ? ja : en, args);
    va_end(args);
}

static void warn(const KjAuditing *auditing, const char *ja, const char *en, ...)
{
    va_list args;
    va_start(args, en);
    tell_with(auditing, auditing->audit->warn, auditing->store->db.lang == KJ_JA ? ja : en, args);
    va_end(args);
}

/* ---- what the journal says ---- */

/* On disk where it does not fit into the cache: a nation's journal has millions of items. */
static const char tables[] =
    "PRAGMA temp_store = FILE;"
    "CREATE TEMP TABLE IF NOT EXISTS kj_changed (thing, a, b, PRIMARY KEY (thing, a, b))"
    " WITHOUT ROWID;"
    "CREATE TEMP TABLE kj_told (item TEXT PRIMARY KEY, value TEXT, entry INTEGER) WITHOUT ROWID;"
    "CREATE TEMP TABLE kj_there (item TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;";

static bool put_told(const KjAuditing *auditing, KjText item, KjText value, int64_t entry)
{
    sqlite3_stmt *statement = kj_store_statement(
        auditing->store, "INSERT OR REPLACE INTO kj_told VALUES (?, ?, ?)", auditing->error);
    if (!statement)
        return false;
    kj_db_text(statement, 1, item);
    kj_db_text(statement, 2, value);
    sqlite3_bind_int64(statement, 3, entry);
    return kj_db_done(&auditing->store->db, statement, auditing->error);
}

static bool cut_told(const KjAuditing *auditing, KjText item)
{
    sqlite3_stmt *statement =
        kj_store_statement(auditing->store, "DELETE FROM kj_told WHERE item = ?", auditing->error);
    kj_db_text(statement, 1, item);
    return kj_db_done(&auditing->store->db, statement, auditing->error);
}

static bool apply_line(const KjAuditing *auditing, KjText line, int64_t entry)
{
    static const char sign[] = "\t=\t";
    if (line.len == 0)
        return true;
    KjText item = {line.data + 1, line.len - 1};
    const char *is = memmem(item.data, item.len, sign, 3);
    if (line.data[0] != '+' || !is)
        return cut_told(auditing, item);
    KjText value = {is + 3, item.len - (uint32_t)(is + 3 - item.data)};
    item.len = (uint32_t)(is - item.data);
    return put_told(auditing, item, value, entry);
}

static bool apply(const KjAuditing *auditing, const KjEntry *entry)
{
    const char *at = entry->items.data, *end = at + entry->items.len;
    bool good = true;
    while (good && at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        line_end = line_end ? line_end : end;
        good = apply_line(auditing, (KjText){at, (uint32_t)(line_end - at)}, entry->number);
        at = line_end + 1;
    }
    return good;
}

/* ---- the chain ---- */

typedef struct Chain {
    int64_t number; /* of the last entry */
    char at[32];
    unsigned char hash[KJ_CHAIN_HASH]; /* as it is written there */
    bool met;                          /* the head's entry */
} Chain;

static void check_head(const KjAuditing *auditing, const Chain *chain)
{
    const KjStoreHead *head = auditing->audit->head;
    char hex[65];
    sodium_bin2hex(hex, sizeof hex, chain->hash, sizeof chain->hash);
    if (strcmp(hex, head->hash) != 0 || strcmp(chain->at, head->at) != 0)
        kj_audit_tell(auditing,
                      "履歴 %lld (%s): 控え (%s) と違います。ここか、これより前の履歴が"
                      "書き換えられています",
                      "entry %lld (%s) is not that of the head (%s): the journal was changed there "
                      "or before it",
                      (long long)chain->number, chain->at, head->at);
}

static void check_place(const KjAuditing *auditing, const Chain *chain, const KjEntry *entry)
{
    if (chain->number == INT64_MAX || entry->number != chain->number + 1)
        kj_audit_tell(auditing, "履歴 %lld がありません: 履歴 %lld の次が履歴 %lld (%s) です",
                      "entry %lld is missing: after entry %lld comes entry %lld (%s)",
                      (long long)((uint64_t)chain->number + 1), (long long)chain->number,
                      (long long)entry->number, entry->at.data);
    if (chain->number && strcmp(entry->at.data, chain->at) < 0)
        warn(auditing,
             "警告: 履歴 %lld の時刻 (%s) が、その前の履歴の時刻 (%s) "
             "より前です。時計が戻されたのかも"
             "しれません",
             "warning: the time of entry %lld (%s) lies before that of the entry before it (%s); "
             "the clock may have been set back",
             (long long)entry->number, entry->at.data, chain->at);
}

static bool check_entry(const KjAuditing *auditing, Chain *chain, const KjEntry *entry, KjText hash)
{
    check_place(auditing, chain, entry);
    kj_journal_chain(entry, chain->hash);
    if (hash.len != KJ_CHAIN_HASH || memcmp(hash.data, chain->hash, KJ_CHAIN_HASH) != 0)
        kj_audit_tell(auditing,
                      "履歴 %lld (%s, %s): ハッシュが合いません。この履歴か、その前の履歴が"
                      "書き換えられています",
                      "entry %lld (%s, %s) is not that of its hash: it, or the one before it, was "
                      "changed",
                      (long long)entry->number, entry->at.data, entry->what.data);
    if (hash.len == KJ_CHAIN_HASH)
        memcpy(chain->hash, hash.data, KJ_CHAIN_HASH);
    chain->number = entry->number;
    snprintf(chain->at, sizeof chain->at, "%s", entry->at.data);
    if (auditing->audit->head && entry->number == auditing->audit->head->entry) {
        chain->met = true;
        check_head(auditing, chain);
    }
    return apply(auditing, entry);
}

static void check_end(const KjAuditing *auditing, const Chain *chain)
{
    const KjStoreHead *head = auditing->audit->head;
    if (chain->number == 0)
        kj_audit_tell(auditing, "履歴が空です", "there is no entry in the journal");
    if (head && !chain->met)
        kj_audit_tell(auditing,
                      "控えにある履歴 %lld (%s) がありません: 履歴は %lld までで、その後が"
                      "取り除かれています",
                      "entry %lld of the head (%s) is missing: the journal ends with entry %lld, "
                      "what came behind it was taken away",
                      (long long)head->entry, head->at, (long long)chain->number);
}

static bool read_chain(const KjAuditing *auditing)
{
    KjStore *store = auditing->store;
    Chain chain = {0};
    bool found = true;
    bool good = kj_journal_begin(store, chain.hash, auditing->error);
    sqlite3_stmt *statement = kj_store_statement(
        store, "SELECT entry, at, what, detail, items, hash FROM kj_journal ORDER BY entry",
        auditing->error);
    while (good && (good = kj_db_row(&store->db, statement, &found, auditing->error)) && found) {
        KjEntry entry = {sqlite3_column_int64(statement, 0), kj_db_column(statement, 1),
                         kj_db_column(statement, 2), kj_db_column(statement, 3),
                         kj_db_column(statement, 4)};
        KjText hash = {sqlite3_column_blob(statement, 5),
                       (uint32_t)sqlite3_column_bytes(statement, 5)};
        good = check_entry(auditing, &chain, &entry, hash);
    }
    kj_db_reset(statement);
    if (good)
        check_end(auditing, &chain);
    return good;
}

static bool check_store(const KjAuditing *auditing)
{
    const KjStoreHead *head = auditing->audit->head;
    KjStoreHead own;
    if (!head)
        return true;
    if (!kj_store_head(auditing->store, &own, auditing->error))
        return false;
    if (strcmp(head->store, own.store) != 0)
        kj_audit_tell(auditing, "控えは別の保管庫 (%s) のものです。この保管庫は %s です",
                      "the head is that of another store (%s); this one is %s", head->store,
                      own.store[0] ? own.store : "-");
    return true;
}

/* ---- the tables ---- */

static bool put_there(void *ctx, const KjThing *thing)
{
    const KjAuditing *auditing = ctx;
    KjBuf item;
    if (thing->gone)
        return true;
    sqlite3_stmt *statement = kj_store_statement(
        auditing->store, "INSERT OR REPLACE INTO kj_there VALUES (?, ?)", auditing->error);
    kj_buf_init(&item, UINT32_MAX);
    kj_buf_printf(&item, "%s\t", thing->name);
    kj_buf_add(&item, thing->key.data, thing->key.len);
    kj_db_text(statement, 1, (KjText){item.data, (uint32_t)item.len});
    kj_db_text(statement, 2, thing->value);
    bool good = kj_db_done(&auditing->store->db, statement, auditing->error);
    kj_buf_clear(&item);
    return good;
}

static bool compare(const KjAuditing *auditing)
{
    static const char sql[] =
        "SELECT t.entry, t.item, f.item IS NULL FROM kj_told t LEFT JOIN kj_there f USING (item)"
        " WHERE f.value IS NOT t.value UNION ALL SELECT NULL, item, 2 FROM kj_there f"
        " WHERE NOT EXISTS (SELECT 1 FROM kj_told t WHERE t.item = f.item)"
        " ORDER BY 1 NULLS LAST, 2";
    static const KjItemProblem problems[] = {KJ_ITEM_DIFFERS, KJ_ITEM_GONE, KJ_ITEM_ADDED};
    KjStore *store = auditing->store;
    bool found = true, good = true;
    sqlite3_stmt *statement = kj_store_statement(store, sql, auditing->error);
    while (good && (good = kj_db_row(&store->db, statement, &found, auditing->error)) && found)
        good = kj_audit_tell_item(auditing, kj_db_column(statement, 1),
                                  problems[sqlite3_column_int(statement, 2)]);
    kj_db_reset(statement);
    return good;
}

bool kj_store_audit(KjStore *store, const KjStoreAudit *audit, KjError *error)
{
    KjAuditing auditing = {store, audit, kj_arena_new(), error};
    bool good = kj_db_run(&store->db, tables, error) && check_store(&auditing) &&
                read_chain(&auditing) && kj_things_touch_all(store, error) &&
                kj_things_each(store, put_there, &auditing, error) && compare(&auditing) &&
                kj_audit_pieces(&auditing);
    kj_arena_free(auditing.arena);
    return good;
}
