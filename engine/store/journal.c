/* Entries are written where transactions end, by kj_store_commit, so that none is forgotten. */
#include "engine/store/journal.h"

#include "engine/base/hash.h"
#include "engine/store/journal_things.h"
#include "engine/store/pieces.h"

#include <sodium.h>
#include <string.h>

#define MOST_ITEMS (4u << 20) /* bytes of an entry; then comes the next one */

/* ---- the chain ---- */

static void hash_says(const KjBuf *says, unsigned char out[KJ_CHAIN_HASH])
{
    KjHash hash;
    kj_hash_init(&hash);
    kj_hash_add(&hash, says->data, says->len);
    kj_hash_bytes(&hash, out, KJ_CHAIN_HASH);
}

bool kj_journal_begin(KjStore *store, unsigned char hash[KJ_CHAIN_HASH], KjError *error)
{
    bool found = false;
    KjBuf says;
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT value FROM kj_meta WHERE name = 'store'", error);
    bool good = kj_db_row(&store->db, statement, &found, error);
    kj_buf_init(&says, 0);
    kj_says_text(&says, KJ_TEXT("kijun journal"));
    kj_says_text(&says, found ? kj_db_column(statement, 0) : KJ_TEXT(""));
    hash_says(&says, hash);
    kj_buf_clear(&says);
    kj_db_reset(statement);
    return good;
}

void kj_journal_chain(const KjEntry *entry, unsigned char hash[KJ_CHAIN_HASH])
{
    KjBuf says;
    kj_buf_init(&says, UINT32_MAX);
    kj_buf_add(&says, hash, KJ_CHAIN_HASH);
    kj_says_number(&says, entry->number);
    kj_says_text(&says, entry->at);
    kj_says_text(&says, entry->what);
    kj_says_text(&says, entry->detail);
    kj_says_text(&says, entry->items);
    hash_says(&says, hash);
    kj_buf_clear(&says);
}

/* ---- the end of it ---- */

typedef struct Last {
    int64_t number;
    char at[32]; /* empty: there is none */
    unsigned char hash[KJ_CHAIN_HASH];
} Last;

static bool find_last(KjStore *store, Last *last, KjError *error)
{
    bool found;
    sqlite3_stmt *statement = kj_store_statement(
        store, "SELECT entry, at, hash FROM kj_journal ORDER BY entry DESC LIMIT 1", error);
    bool good = kj_db_row(&store->db, statement, &found, error);
    *last = (Last){0};
    if (good && found) {
        KjText at = kj_db_column(statement, 1);
        last->number = sqlite3_column_int64(statement, 0);
        memcpy(last->at, at.data, at.len < sizeof last->at ? at.len : sizeof last->at - 1);
        if (sqlite3_column_bytes(statement, 2) == KJ_CHAIN_HASH)
            memcpy(last->hash, sqlite3_column_blob(statement, 2), KJ_CHAIN_HASH);
    } else if (good) {
        good = kj_journal_begin(store, last->hash, error);
    }
    kj_db_reset(statement);
    return good;
}

bool kj_store_head(KjStore *store, KjStoreHead *head, KjError *error)
{
    bool found;
    Last last;
    if (!find_last(store, &last, error))
        return false;
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT value FROM kj_meta WHERE name = 'store'", error);
    bool good = kj_db_row(&store->db, statement, &found, error);
    *head = (KjStoreHead){.entry = last.number};
    if (good && found)
        snprintf(head->store, sizeof head->store, "%s", kj_db_column(statement, 0).data);
    snprintf(head->at, sizeof head->at, "%s", last.at);
    sodium_bin2hex(head->hash, sizeof head->hash, last.hash, sizeof last.hash);
    kj_db_reset(statement);
    return good;
}

/* ---- writing ---- */

typedef struct Writing {
    KjStore *store;
    KjError *error;
    KjBuf items;
    size_t entries;
} Writing;

static bool read_clock(KjStore *store, char at[32], KjError *error)
{
    bool found;
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')", error);
    bool good = kj_db_row(&store->db, statement, &found, error);
    snprintf(at, 32, "%s", good && found ? kj_db_column(statement, 0).data : "");
    kj_db_reset(statement);
    return good;
}

static bool put_entry(KjStore *store, const KjEntry *entry, const unsigned char hash[KJ_CHAIN_HASH],
                      KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store,
                           "INSERT INTO kj_journal (entry, at, what, detail, items, hash)"
                           " VALUES (?, ?, ?, ?, ?, ?)",
                           error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, entry->number);
    kj_db_text(statement, 2, entry->at);
    kj_db_text(statement, 3, entry->what);
    kj_db_text(statement, 4, entry->detail);
    kj_db_text(statement, 5, entry->items);
    sqlite3_bind_blob(statement, 6, hash, KJ_CHAIN_HASH, SQLITE_STATIC);
    return kj_db_done(&store->db, statement, error);
}

/* What comes after the first entry of a command has no name of its own. */
static bool flush(Writing *writing)
{
    KjStore *store = writing->store;
    Last last;
    char at[32];
    if (!find_last(store, &last, writing->error) || !read_clock(store, at, writing->error))
        return false;
    if (last.number < 0 || last.number == INT64_MAX) /* nobody has counted so far */
        return kj_db_damaged(&store->db, writing->error);
    if (strcmp(at, last.at) < 0)
        store->set_back = true;
    KjEntry entry = {
        .number = last.number + 1,
        .at = kj_text(at),
        .what = kj_text(store->what ? store->what : "more"),
        .detail = kj_text(store->what ? store->detail : ""),
        .items = {writing->items.len ? writing->items.data : "", (uint32_t)writing->items.len}};
    kj_journal_chain(&entry, last.hash);
    bool good = put_entry(store, &entry, last.hash, writing->error);
    store->what = NULL;
    kj_buf_reset(&writing->items);
    return good;
}

static bool add_item(void *ctx, const KjThing *thing)
{
    Writing *writing = ctx;
    KjBuf *items = &writing->items;
    kj_buf_putc(items, thing->gone ? '-' : '+');
    kj_buf_printf(items, "%s\t", thing->name);
    kj_buf_add(items, thing->key.data, thing->key.len);
    if (!thing->gone) {
        kj_buf_puts(items, "\t=\t");
        kj_buf_add(items, thing->value.data, thing->value.len);
    }
    kj_buf_putc(items, '\n');
    return items->len < MOST_ITEMS || flush(writing);
}

bool kj_journal_write(KjStore *store, KjError *error)
{
    Writing writing = {.store = store, .error = error};
    kj_buf_init(&writing.items, UINT32_MAX);
    bool good = kj_things_each(store, add_item, &writing, error) &&
                kj_things_forget(store, error) &&
                ((!writing.items.len && !store->what) || flush(&writing));
    kj_buf_clear(&writing.items);
    return good;
}

bool kj_store_note(KjStore *store, const char *what, const char *detail, KjError *error)
{
    (void)error;
    if (store->what)
        return true;
    store->what = kj_arena_strndup(store->arena, what, strlen(what));
    store->detail = kj_arena_strndup(store->arena, detail, strlen(detail));
    return true;
}

bool kj_store_clock_set_back(const KjStore *store)
{
    return store->set_back;
}

/* ---- what older versions noted ---- */

static bool chain_old(KjStore *store, int64_t number, unsigned char hash[KJ_CHAIN_HASH], bool *more,
                      KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store, "SELECT at, what, detail, items FROM kj_journal WHERE entry = ?", error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, number);
    bool good = kj_db_row(&store->db, statement, more, error);
    if (good && *more) {
        KjEntry entry = {number, kj_db_column(statement, 0), kj_db_column(statement, 1),
                         kj_db_column(statement, 2), kj_db_column(statement, 3)};
        kj_journal_chain(&entry, hash);
    }
    kj_db_reset(statement);
    statement =
        good && *more
            ? kj_store_statement(store, "UPDATE kj_journal SET hash = ? WHERE entry = ?", error)
            : NULL;
    if (!statement)
        return good && !*more;
    sqlite3_bind_blob(statement, 1, hash, KJ_CHAIN_HASH, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, number);
    return kj_db_done(&store->db, statement, error);
}

bool kj_journal_adopt(KjStore *store, int64_t from, KjError *error)
{
    unsigned char hash[KJ_CHAIN_HASH];
    char version[24];
    bool good = kj_journal_begin(store, hash, error), more = true;
    for (int64_t number = 1; good && more && from < 4; number++)
        good = chain_old(store, number, hash, &more, error);
    snprintf(version, sizeof version, "%lld", (long long)from);
    return good && kj_things_touch_all(store, error) &&
           kj_store_note(store, from ? "upgrade" : "create", from ? version : "", error) &&
           kj_journal_write(store, error);
}
